package campaign

import (
	"context"
	"errors"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/outbox"
	"balcao/backend/store"
)

// Begin settles whom a draft goes to, and has it sent from now on. It cannot be undone, only stopped. Errors:
// desk.ErrCampaignOver for what began before, desk.ErrCampaignNobody, and what says why it is not ready (see Preview.Problem).
func Begin(ctx context.Context, st *store.Store, id desk.CampaignID) error {
	return st.Write(ctx, func(tx *store.Tx) error {
		if err := mustBe(tx, id, desk.CampaignDraft); err != nil {
			return err
		}
		row, err := tx.Deliveries().Campaigns().Get(id)
		if err != nil {
			return err
		}
		if row.Medium.Channel() == "" {
			return wrong("medium")
		}
		if err := unready(&tx.ReadTx, row.Campaign, tx.Moment()); err != nil {
			return err
		}
		_, err = settle(tx, row.Campaign)
		return err
	})
}

// settle writes down whom a campaign goes to and whom it passes over, once and for all.
func settle(tx *store.Tx, c desk.Campaign) (begun desk.EventID, err error) {
	people, err := judge(&tx.ReadTx, c, tx.Moment())
	if err != nil {
		return "", err
	}
	if goes, _ := parted(people); len(goes) == 0 {
		return "", desk.E(desk.ErrCampaignNobody, nil)
	}
	if begun, err = record(tx, c.ID, desk.CampaignBegun, func(*desk.Event) {}); err != nil {
		return "", err
	}
	for place, p := range people {
		if c.Medium.Asks() == "" { // it came to them when it was done
			p.At = c.Date
			if p.At.IsZero() {
				p.At = tx.Moment()
			}
		}
		if err := tx.Deliveries().Campaigns().InsertPerson(begun, c.ID, place, p); err != nil {
			return "", err
		}
	}
	return begun, nil
}

// Pause keeps back what has not left. Errors: desk.ErrNotFound, desk.ErrCampaignOver.
func Pause(ctx context.Context, st *store.Store, id desk.CampaignID) (desk.EventID, error) {
	return step(ctx, st, id, desk.CampaignHeld, desk.CampaignSending)
}

// Resume goes on with one that was paused. Errors as of Pause.
func Resume(ctx context.Context, st *store.Store, id desk.CampaignID) (desk.EventID, error) {
	return step(ctx, st, id, desk.CampaignResumed, desk.CampaignPaused)
}

// Stop ends a campaign: what has not left does not. Undone, it goes on with those who were not queued yet. Errors as of Pause.
func Stop(ctx context.Context, st *store.Store, id desk.CampaignID) (desk.EventID, error) {
	return step(ctx, st, id, desk.CampaignStopped, desk.CampaignSending, desk.CampaignPaused)
}

// pace is how many messages a channel takes of what nobody asked for, so that answers are never behind a crowd, and mailboxes
// and numbers are not taken for those of senders of bulk.
type pace struct{ minute, day int }

// paces are below what providers let through: small mailboxes some 500 mails a day, WhatsApp 250 conversations a day that a
// number begins until it has a name (domain.md 2.1), its sandbox one in three seconds.
var paces = map[desk.Channel]pace{
	desk.Email:    {minute: 10, day: 400},
	desk.SMS:      {minute: 30, day: 1000},
	desk.WhatsApp: {minute: 15, day: 250},
}

// lately is short of the minute that Feed is called in, which is never one to the second.
const lately = 50 * time.Second

// room tells how many may be queued on a channel now.
func room(tx *store.ReadTx, ch desk.Channel, now time.Time) (int, error) {
	inMinute, err := tx.Deliveries().Campaigns().SentSince(ch, now.Add(-lately))
	if err != nil {
		return 0, err
	}
	today, err := tx.Deliveries().Campaigns().SentSince(ch, now.Add(-24*time.Hour))
	return max(min(paces[ch].minute-inMinute, paces[ch].day-today), 0), err
}

// Feed queues what is due of every campaign that is being sent, as many as the channel takes now. It is to be called every
// minute; called more often, or twice at once, it does nothing more. The error is the store's.
func Feed(ctx context.Context, st *store.Store, checkers func(desk.ConnectionID) outbox.Checker) error {
	var rows []store.CampaignRow
	err := st.Read(ctx, func(tx *store.ReadTx) (err error) {
		rows, err = tx.Deliveries().Campaigns().All()
		return err
	})
	troubles := []error{err} // of one campaign: the others go on
	for _, row := range rows {
		if row.State == desk.CampaignSending {
			troubles = append(troubles, feeder{st, checkers, row}.feed(ctx))
		}
	}
	return errors.Join(troubles...)
}

// feeder is one campaign that is being sent.
type feeder struct {
	st       *store.Store
	checkers func(desk.ConnectionID) outbox.Checker
	row      store.CampaignRow
}

// everybody is more than any campaign has.
const everybody = maxPeople + 1

func (f feeder) feed(ctx context.Context) error {
	now, late := f.st.Now(), false
	var next []store.CampaignPerson
	err := f.st.Read(ctx, func(tx *store.ReadTx) error {
		begins, err := opens(tx, f.row.Campaign, now)
		if err != nil {
			return err
		}
		limit := 0
		if late = !f.row.Until.IsZero() && now.After(f.row.Until); late {
			limit = everybody
		} else if !begins.After(now) {
			limit, err = f.room(tx, now)
		}
		if err != nil || limit == 0 {
			return err
		}
		next, err = tx.Deliveries().Campaigns().Next(f.row.BegunBy, limit)
		return err
	})
	if err != nil {
		return err
	}
	if late {
		return f.pass(ctx, desk.PassedLate, next...)
	}
	var troubles []error // of one person: the others' turn comes all the same, and hers again
	for _, p := range next {
		goOn, err := f.turn(ctx, p)
		troubles = append(troubles, err)
		if !goOn || ctx.Err() != nil {
			break
		}
	}
	return errors.Join(troubles...)
}

// room is how many may be queued now: none while the shop cannot say it, because WhatsApp paused the template or lists it no
// more, its address was removed, or a field of the words is empty now.
func (f feeder) room(tx *store.ReadTx, now time.Time) (int, error) {
	err := unready(tx, f.row.Campaign, now)
	switch {
	case err == nil:
		return room(tx, f.row.Medium.Channel(), now)
	case everybodys(err), desk.HasCode(err, desk.ErrNotFound), desk.HasCode(err, desk.ErrCampaignTemplate), desk.HasCode(err, desk.ErrGaps):
		return 0, nil
	default:
		return 0, err
	}
}

// pass writes down that some were passed over.
func (f feeder) pass(ctx context.Context, reason desk.Passed, people ...store.CampaignPerson) error {
	if len(people) == 0 {
		return nil
	}
	return f.st.Write(ctx, func(tx *store.Tx) error {
		for _, p := range people {
			if _, err := tx.Deliveries().Campaigns().TakeTurn(f.row.ID, p.IdentityID, "", reason); err != nil {
				return err
			}
		}
		return nil
	})
}

// errOver says that somebody's turn came to nothing, and there is nothing to write down about it.
var errOver = errors.New("her turn is over")

// passedOver says why somebody is passed over at the last moment.
type passedOver struct{ reason desk.Passed }

func (p passedOver) Error() string { return string(p.reason) }

// turn queues the message of one person, if all that was asked before still holds. goOn is false where the trouble is the
// campaign's or the shop's, and so everybody's: they wait.
func (f feeder) turn(ctx context.Context, p store.CampaignPerson) (goOn bool, err error) {
	d := outbox.Draft{
		ID:         desk.DeliveryID(desk.HashID("campaign", string(f.row.ID), string(p.IdentityID))),
		CustomerID: p.CustomerID, To: p.IdentityID, Channel: f.row.Medium.Channel(), Purpose: desk.Marketing,
	}
	w := f.row.Wordings[min(p.Half, len(f.row.Wordings)-1)]
	said, err := fill(ctx, f.st, f.row.Campaign, w, p.CustomerID)
	if err != nil {
		return true, f.refused(ctx, p, err)
	}
	if said.missing {
		return true, f.pass(ctx, desk.PassedNoName, p)
	}
	d.Text = said.text
	switch d.Channel {
	case desk.Email:
		d.Subject = said.subject
	case desk.WhatsApp:
		d.Template = &channel.Template{SID: w.Template, Vars: said.vars}
	}
	_, err = outbox.Approach(ctx, f.st, f.checkers, d, func(tx *store.Tx, q outbox.Queued) error { return f.take(tx, p, q) })
	var passed passedOver
	switch {
	case errors.Is(err, errOver):
		return true, nil
	case errors.As(err, &passed):
		return true, f.pass(ctx, passed.reason, p)
	case everybodys(err):
		return false, nil
	default:
		return true, f.refused(ctx, p, err)
	}
}

// take gives somebody her turn in the transaction that queues her message.
func (f feeder) take(tx *store.Tx, p store.CampaignPerson, q outbox.Queued) error {
	row, err := tx.Deliveries().Campaigns().Get(f.row.ID)
	if err != nil {
		return err
	}
	if row.State != desk.CampaignSending || row.BegunBy != f.row.BegunBy {
		return errOver
	}
	reason, err := judgeOne(&tx.ReadTx, row.Campaign, p, tx.Moment())
	if err != nil {
		return err
	}
	if reason != "" {
		return passedOver{reason}
	}
	taken, err := tx.Deliveries().Campaigns().TakeTurn(row.ID, p.IdentityID, q.MessageID, "")
	if err == nil && taken {
		err = errOver
	}
	return err
}

// everybodys tells trouble of the shop from that of one person: a template that WhatsApp paused, an account that was removed.
func everybodys(err error) bool {
	for _, code := range []desk.Code{desk.ErrTemplateStatus, desk.ErrTemplateVars, desk.ErrNoAccount} {
		if desk.HasCode(err, code) {
			return true
		}
	}
	return false
}

// refused passes somebody over whose message cannot be queued. What is no rule of ours is given back.
func (f feeder) refused(ctx context.Context, p store.CampaignPerson, err error) error {
	if err == nil {
		return nil
	}
	reasons := map[desk.Code]desk.Passed{
		desk.ErrNotFound: desk.PassedNoAddress, desk.ErrCustomerMerged: desk.PassedNoAddress, desk.ErrNoAddress: desk.PassedNoAddress,
		desk.ErrAddressBarred: desk.PassedBarred, desk.ErrStopped: desk.PassedDeclined, desk.ErrNoMarketing: desk.PassedDeclined,
		desk.ErrNoConsent: desk.PassedNoConsent,
		desk.ErrEmpty:     desk.PassedRefused, desk.ErrGaps: desk.PassedRefused, desk.ErrTooLong: desk.PassedRefused, desk.ErrWindowClosed: desk.PassedRefused,
		desk.ErrBadAddress: desk.PassedRefused,
	}
	reason, known := reasons[desk.AsError(err).Code]
	if !known {
		return err
	}
	return f.pass(ctx, reason, p)
}
