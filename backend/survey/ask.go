package survey

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"balcao/backend/cases"
	"balcao/backend/consent"
	"balcao/backend/desk"
	"balcao/backend/outbox"
	"balcao/backend/outreach"
	"balcao/backend/phrase"
	"balcao/backend/preference"
	"balcao/backend/store"
)

const (
	// late is how long after it was due somebody may still be asked: later she has forgotten.
	late = 7 * 24 * time.Hour
	// lookBack bounds what is looked through each time.
	lookBack = 30 * 24 * time.Hour
	// mostAtOnce is how much of one touch point is looked at in one pass.
	mostAtOnce = 500
)

// Asker asks.
type Asker struct {
	Store *store.Store
	// Rules gives those of a connection, see outbox.Enqueue.
	Rules func(desk.ConnectionID) outbox.Checker
	// Language tells that of a customer; empty: nothing tells it.
	Language func(context.Context, desk.CustomerID) (string, error)
}

// Run asks about everything that is due, and tells how many were asked. At hours at which nobody is to be disturbed it does
// nothing. Of each thing is written down, once, that it was asked about, or why not; what may still pass (another case of
// hers that is open) is looked at again for a week.
func (a Asker) Run(ctx context.Context) (asked int, err error) {
	var touches []desk.Touch
	opens, now := time.Time{}, a.Store.Now()
	err = a.Store.Read(ctx, func(tx *store.ReadTx) error {
		if touches, err = tx.Deliveries().Surveys().Touches(); err != nil {
			return err
		}
		opens, err = outreach.Opens(tx, now)
		return err
	})
	if err != nil || opens.After(now) {
		return 0, err
	}
	for _, t := range touches {
		if t.Scale == "" {
			continue
		}
		n, err := a.askAt(ctx, t, now)
		if asked += n; err != nil {
			return asked, err
		}
	}
	return asked, nil
}

func (a Asker) askAt(ctx context.Context, t desk.Touch, now time.Time) (asked int, err error) {
	delay := time.Duration(t.DelayHours) * time.Hour
	after := now.Add(-delay - lookBack)
	if t.Since.After(after) {
		after = t.Since
	}
	var over []store.Over
	err = a.Store.Read(ctx, func(tx *store.ReadTx) error {
		over, err = tx.Deliveries().Surveys().Over(t.Point, after, now.Add(-delay), mostAtOnce)
		return err
	})
	for _, o := range over {
		if err != nil {
			return asked, err
		}
		var did bool
		if did, err = a.ask(ctx, t, o, now.Sub(o.At.Add(delay)) > late); did {
			asked++
		}
	}
	return asked, err
}

// ask asks about one thing, by the first way that takes it.
func (a Asker) ask(ctx context.Context, t desk.Touch, o store.Over, isLate bool) (asked bool, err error) {
	v := desk.Survey{
		ID: desk.SurveyID(desk.HashID("survey", string(t.Point), o.About)), Point: t.Point, About: o.About, Scale: t.Scale, At: a.Store.Now(),
	}
	var p plan
	err = a.Store.Read(ctx, func(tx *store.ReadTx) error {
		p, err = planned(tx, o, a.Store.Now())
		return err
	})
	v.CustomerID = p.customer
	switch {
	case err != nil:
		return false, err
	case p.mayPass && !isLate:
		return false, nil
	case p.why == "" && isLate:
		p.why = desk.NotAskedLate
	}
	if p.why != "" {
		return false, a.leave(ctx, v, p.why)
	}
	why := desk.NotAskedRefused
	for _, w := range p.ways {
		err := a.askBy(ctx, t, v, w)
		switch {
		case err == nil:
			return true, nil
		case errors.Is(err, errDecided):
			return false, nil
		case !isRefusal(err):
			return false, err
		case desk.HasCode(err, desk.ErrWindowClosed):
			why = desk.NotAskedWindow
		}
	}
	return false, a.leave(ctx, v, why)
}

// errDecided says that somebody else was here first, or that it is not over any more.
var errDecided = errors.New("survey: decided meanwhile")

// isRefusal tells what is wrong with one way from what is wrong with all.
func isRefusal(err error) bool {
	for _, code := range []desk.Code{
		desk.ErrWindowClosed, desk.ErrNoAddress, desk.ErrNoAccount, desk.ErrAddressBarred, desk.ErrStopped, desk.ErrNoConsent, desk.ErrTooLong, desk.ErrUsage,
	} {
		if desk.HasCode(err, code) {
			return true
		}
	}
	return false
}

func (a Asker) askBy(ctx context.Context, t desk.Touch, v desk.Survey, to desk.Identity) error {
	text, subject, language, err := a.words(ctx, t, v, to.Medium)
	if err != nil {
		return err
	}
	if to.Medium != desk.Email {
		subject = ""
	}
	_, err = outbox.Approach(ctx, a.Store, a.Rules, outbox.Draft{
		ID: desk.DeliveryID(v.ID), CustomerID: v.CustomerID, Channel: to.Medium, To: to.ID, Purpose: desk.Surveys, Subject: subject, Text: text,
	}, func(tx *store.Tx, q outbox.Queued) error {
		if err := stillOver(tx, v); err != nil {
			return err
		}
		v.IdentityID, v.Channel, v.MessageID, v.Language, v.At = to.ID, to.Medium, q.MessageID, language, tx.Moment()
		return tx.Deliveries().Surveys().Insert(v)
	})
	return err
}

func stillOver(tx *store.Tx, v desk.Survey) error {
	if _, err := tx.Deliveries().Surveys().Get(v.ID); !desk.HasCode(err, desk.ErrNotFound) {
		return cmp.Or(err, errDecided)
	}
	if v.Point != desk.CaseTouch {
		return nil
	}
	k, err := tx.Cases().Get(desk.CaseID(v.About))
	if err == nil && k.Open() {
		err = errDecided
	}
	return err
}

// leave writes down that nothing is asked, and why.
func (a Asker) leave(ctx context.Context, v desk.Survey, why desk.NotAsked) error {
	return a.Store.Write(ctx, func(tx *store.Tx) error {
		if err := stillOver(tx, v); err != nil {
			if errors.Is(err, errDecided) {
				return nil
			}
			return err
		}
		v.NotAsked = why
		return tx.Deliveries().Surveys().Insert(v)
	})
}

// words gives what is asked, in the customer's language. Where the owner's words cannot be filled in for her, the usual words
// are taken.
func (a Asker) words(ctx context.Context, t desk.Touch, v desk.Survey, ch desk.Channel) (text, subject, language string, err error) {
	language, err = a.Language(ctx, v.CustomerID)
	if err != nil {
		return "", "", "", err
	}
	ask := phrase.Ask{CustomerID: v.CustomerID, Channel: ch}
	if t.Point == desk.CaseTouch {
		ask.CaseID = desk.CaseID(v.About)
	}
	return Words(ctx, a.Store, t, language, ask)
}

// Words gives what is asked at a touch point in a language, and which one that is in the end.
func Words(ctx context.Context, st *store.Store, t desk.Touch, wanted string, ask phrase.Ask) (text, subject, language string, err error) {
	u, language := usualIn(wanted)
	if own := slices.IndexFunc(t.Wordings, func(w desk.Wording) bool { return w.Language == language }); own >= 0 {
		ask.Text, ask.Language = t.Wordings[own].Text, language
		filled, err := phrase.FillIn(ctx, st, ask)
		if err != nil || len(filled.Missing)+len(desk.Gaps(filled.Text)) == 0 {
			return filled.Text, u.subject, language, err
		}
	}
	text = Usual(t.Point, t.Scale, language)
	if ask.Channel != desk.SMS {
		return text, u.subject, language, nil
	}
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		shop, err := preference.ReadShop(tx)
		text = shortened(text, shop.Name)
		return err
	})
	return text, u.subject, language, err
}

// plan is whom something is about, and by which ways she may be asked; or why she is not.
type plan struct {
	customer desk.CustomerID
	ways     []desk.Identity // the best first
	why      desk.NotAsked
	mayPass  bool // why
}

func planned(tx *store.ReadTx, o store.Over, now time.Time) (p plan, err error) {
	c, err := tx.Customers().Get(o.CustomerID)
	var e *desk.Error
	if desk.HasCode(err, desk.ErrCustomerMerged) && errors.As(err, &e) {
		c, err = tx.Customers().Get(desk.CustomerID(e.Params["into"]))
	}
	if desk.HasCode(err, desk.ErrNotFound) { // she went with the import that brought her
		return plan{customer: o.CustomerID, why: desk.NotAskedNoAddress}, nil
	}
	if err != nil {
		return p, err
	}
	p.customer = c.ID
	talk, _, err := tx.Conversation(c.ID)
	if err != nil {
		return p, err
	}
	open, err := cases.OpenOf(tx, c.ID)
	if err != nil {
		return p, err
	}
	verdicts, err := outreach.May(tx, desk.Surveys, now.Local(), c.ID)
	switch {
	case err != nil:
		return p, err
	case talk.Turn.JunkStands():
		p.why = desk.NotAskedBarred
	case len(open) > 0, talk.State == desk.ToReply:
		p.why, p.mayPass = desk.NotAskedOpenCase, true
	case !verdicts[c.ID].May:
		p.why, p.mayPass = desk.NotAskedLately, verdicts[c.ID].Again.Sub(now) <= late
	default:
		p.ways, p.why, err = waysTo(tx, c, o, talk)
	}
	return p, err
}

// waysTo gives the addresses at which a customer may be asked: first where the matter was, then on the same channel, then at
// the address that is preferred.
func waysTo(tx *store.ReadTx, c desk.Customer, o store.Over, talk store.Conversation) (ways []desk.Identity, why desk.NotAsked, err error) {
	hers, err := tx.Customers().Identities(c.ID)
	if err != nil {
		return nil, "", err
	}
	hers = slices.DeleteFunc(hers, func(i desk.Identity) bool { return !answers(i) })
	if hers, err = inUse(tx, hers); err != nil || len(hers) == 0 {
		return nil, desk.NotAskedNoAddress, err
	}
	hers = slices.DeleteFunc(hers, func(i desk.Identity) bool { return i.Barred })
	if len(hers) == 0 {
		return nil, desk.NotAskedBarred, nil
	}
	if hers, err = allowed(tx, hers); err != nil || len(hers) == 0 {
		return nil, desk.NotAskedDeclined, err
	}
	was, err := whereItWas(tx, o, talk)
	slices.SortStableFunc(hers, func(a, b desk.Identity) int { return cmp.Compare(distance(a, was, c), distance(b, was, c)) })
	return hers, "", err
}

// answers tells whether a question at an address can be answered there. Where SMS only leaves the shop, as in Brazil, nothing
// ever came from it.
func answers(i desk.Identity) bool {
	return i.Address != "" && slices.Contains(written, i.Medium) && (i.Verified || i.Medium != desk.SMS)
}

// written are the channels on which the shop asks, the likeliest to be read first.
var written = []desk.Channel{desk.WhatsApp, desk.SMS, desk.Email}

func distance(i, was desk.Identity, c desk.Customer) int {
	switch {
	case i.ID == was.ID:
		return 0
	case i.Medium == was.Medium:
		return 1
	case i.ID == c.Preferred:
		return 2
	default:
		return 3 + slices.Index(written, i.Medium)
	}
}

func inUse(tx *store.ReadTx, hers []desk.Identity) ([]desk.Identity, error) {
	var usable []desk.Identity
	for _, i := range hers {
		accounts, err := tx.Connections().InUse(i.Medium)
		if err != nil {
			return nil, err
		}
		if len(accounts) > 0 {
			usable = append(usable, i)
		}
	}
	return usable, nil
}

func allowed(tx *store.ReadTx, hers []desk.Identity) ([]desk.Identity, error) {
	var may []desk.Identity
	for _, i := range hers {
		yes, err := consent.May(tx, desk.Surveys, i.Medium, i.ID)
		if err != nil {
			return nil, err
		}
		if yes[i.ID] {
			may = append(may, i)
		}
	}
	return may, nil
}

// whereItWas is the address at which the last thing was said in a case; else with her at all.
func whereItWas(tx *store.ReadTx, o store.Over, talk store.Conversation) (desk.Identity, error) {
	last := talk.LastID
	if o.IdentityID != "" {
		items, err := tx.Cases().Items(desk.CaseID(o.About))
		if err != nil {
			return desk.Identity{}, err
		}
		if len(items) > 0 {
			last = items[len(items)-1]
		}
	}
	if last == "" {
		return desk.Identity{}, nil
	}
	m, err := tx.Messages().Get(last)
	if err != nil {
		return desk.Identity{}, err
	}
	return tx.Customers().IdentityByID(m.IdentityID)
}
