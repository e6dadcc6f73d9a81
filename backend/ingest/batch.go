package ingest

import (
	"context"
	"errors"
	"slices"
	"sort"
	"strconv"

	"balcao/backend/cases"
	"balcao/backend/channel"
	"balcao/backend/consent"
	"balcao/backend/desk"
	"balcao/backend/store"
	"balcao/backend/survey"
)

// batch is what one commit takes in.
type batch struct {
	st         *store.Store
	shop       shop
	connection desk.ConnectionID
	archive    *archive // nil: a provider brings the messages
	limit      int
	plans      []*plan
	cursor     *channel.Cursor // of the last message; nil: nothing came
	weight     int64           // of the jobs in it, see bytesInHand
	problem    error           // why its bytes are not on the disk
	surveyed   bool            // a survey is pending, and what comes may answer it
}

func (b *batch) full() bool { return len(b.plans) >= b.limit || b.weight >= batchBytes }

func (b *batch) add(j *job) {
	b.cursor = &j.cursor
	b.weight += j.weight
	if j.plan != nil {
		b.plans = append(b.plans, j.plan)
	}
}

// keepBytes puts what the messages consist of on the disk for good, and lets go of it.
func (b *batch) keepBytes(ctx context.Context) error {
	if b.archive.isRehearsal() {
		return nil
	}
	var blobs []store.Blob
	for _, p := range b.plans {
		blobs = append(blobs, p.blobs...)
		p.blobs = nil
	}
	return b.st.KeepBlobs(ctx, blobs)
}

// commit keeps a batch whose bytes are on the disk: rows and cursor in one transaction. A message that the store
// will not take is rare, and being ready for it costs a savepoint for each: only when one was refused does the
// batch begin again that way.
func (b *batch) commit(ctx context.Context) (Result, error) {
	if b.problem != nil || b.cursor == nil {
		return Result{}, b.problem
	}
	// Ascending, whatever order they came in: the search index is built faster that way.
	sort.SliceStable(b.plans, func(i, j int) bool { return b.plans[i].message.At.Before(b.plans[j].message.At) })
	r, err := b.write(ctx, b.keep)
	if err != nil && !unavailable(err) {
		return b.write(ctx, b.keepOrReduce)
	}
	return r, err
}

func (b *batch) write(ctx context.Context, keep func(*store.Tx, *plan) (isNew bool, err error)) (Result, error) {
	r, met := Result{}, make([]Outcome, 0, len(b.plans))
	err := b.st.Write(ctx, func(tx *store.Tx) (err error) {
		if b.surveyed, err = survey.Pending(tx); err != nil {
			return err
		}
		for _, p := range b.plans {
			p.message.ArrivedAt = tx.Moment() // not when it was read: the owner may have closed meanwhile
			isNew, err := keep(tx, p)
			if err != nil {
				return err
			}
			r.count(p.message.AccountID, isNew, p.message.Damaged)
			met = append(met, Outcome{p.line, isNew, p.added})
		}
		if b.archive != nil {
			return b.archive.end()
		}
		return tx.Connections().SetCursor(b.connection, *b.cursor)
	})
	return r, b.archive.settle(b.plans, met, err)
}

// keepOrReduce keeps one message. One that the store will not take is kept as damaged, so that it cannot hold
// up the others; an error means that nothing can be kept now.
func (b *batch) keepOrReduce(tx *store.Tx, p *plan) (isNew bool, err error) {
	try := func() error {
		return tx.Try(func() (err error) {
			isNew, err = b.keep(tx, p)
			return err
		})
	}
	if err = try(); err != nil && !unavailable(err) {
		p.reduce()
		err = try()
	}
	return isNew, err
}

func (r Result) count(account desk.AccountID, isNew, damaged bool) {
	one := Count{Pulled: 1}
	if isNew {
		one.New = 1
	} else {
		one.Duplicates = 1
	}
	if isNew && damaged {
		one.Unparsed = 1
	}
	r[account] = r[account].plus(one)
}

// unavailable tells a store that cannot write now from a message that it will not take.
func unavailable(err error) bool {
	var e *desk.Error
	return errors.As(err, &e) && e.Code != desk.ErrNotFound || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// reduce strips a message down to what cannot be refused; its raw bytes are kept.
func (p *plan) reduce() {
	p.message.Damaged = true
	p.message.HTML, p.message.Text, p.message.Numbers = "", "", ""
	p.files, p.report = nil, nil
}

// keep stores one message, or joins it to the one that is here already.
func (b *batch) keep(tx *store.Tx, p *plan) (isNew bool, err error) {
	if b.archive.saw(p.message.ID) {
		return false, nil
	}
	here, err := b.known(tx, p)
	if err != nil {
		return false, err
	}
	if here != "" {
		return false, b.join(tx, p, here)
	}
	identity, err := b.identify(tx, p.party, p.message.ArrivedAt)
	if err != nil {
		return false, err
	}
	p.message.IdentityID = identity.ID
	if err := b.insert(tx, p, identity.CustomerID); err != nil {
		return false, err
	}
	if !identity.Verified && p.message.Voice == desk.CustomerVoice && p.behalf == "" {
		if err := tx.Customers().Verify(identity.ID); err != nil {
			return false, err
		}
	}
	if err := b.follow(tx, p, identity.CustomerID); err != nil {
		return false, err
	}
	if err := attribute(tx, p); err != nil {
		return false, err
	}
	if err := consent.Heard(tx, p.message.Message, p.says); err != nil {
		return false, err
	}
	if err := b.file(tx, p, identity.CustomerID); err != nil {
		return false, err
	}
	return true, b.place(tx, p, p.message.ID)
}

// insert adds a message with its files.
func (b *batch) insert(tx *store.Tx, p *plan, customer desk.CustomerID) error {
	if err := tx.Messages().Insert(p.message, customer); err != nil {
		return err
	}
	for i, f := range p.files {
		if err := tx.Attachments().Insert(f, i, b.connection); err != nil {
			return err
		}
	}
	return b.brings(tx, store.BroughtMessage, string(p.message.ID))
}

// attribute writes down by which rule what a program sent is a customer's. Whose it is, the message says: her own log
// does not grow with it.
func attribute(tx *store.Tx, p *plan) error {
	if p.behalf == "" {
		return nil
	}
	return tx.Record(desk.Event{Kind: desk.MessageAttributed, Actor: desk.Program, MessageID: p.message.ID, Facts: desk.Facts{Ref: string(p.behalf)}})
}

// file puts what is said now into a case. History is nobody's task, and what machines write is no case, nor what comes
// from somebody who is no customer.
func (b *batch) file(tx *store.Tx, p *plan, customer desk.CustomerID) error {
	m := p.message.Message
	switch {
	case m.History:
		return nil
	case m.Voice == desk.CustomerVoice:
		if junk, err := tx.Customers().JunkStands(customer); err != nil || junk {
			return err
		}
		return b.arrived(tx, p, customer)
	case m.Voice == desk.ElsewhereShop:
		return cases.Answered(tx, m, customer, p.signs)
	default:
		return nil
	}
}

// arrived puts what a customer says into a case, unless it answers a survey.
func (b *batch) arrived(tx *store.Tx, p *plan, customer desk.CustomerID) error {
	heard := survey.Hearing{}
	if b.surveyed && p.wrote != "" {
		var err error
		if heard, err = survey.Heard(tx, p.message.Message, customer, p.wrote, p.brings()); err != nil || heard.Answers {
			return err
		}
	}
	p.signs.Thanks = p.signs.Thanks || heard.Pleased
	return cases.Arrived(tx, p.message.Message, customer, p.signs)
}

// brings tells that a message is more than its words.
func (p *plan) brings() bool {
	return p.message.Placeholder != "" || slices.ContainsFunc(p.files, func(f desk.Attachment) bool { return !f.Inline })
}

// known finds the message if it is here already: the same one seen before, or a copy of what we sent.
func (b *batch) known(tx *store.Tx, p *plan) (desk.MessageID, error) {
	m := p.message
	if p.ours {
		ref := m.ExternalID
		if p.in.Mail {
			ref = m.RFCMessageID
		}
		if id, err := tx.Messages().ByAlias(m.Channel, ref); err != nil || id != "" {
			return id, err
		}
	}
	here, err := tx.Messages().Exists(m.ID)
	if err != nil || here {
		return m.ID, err
	}
	if p.within > 0 {
		about := m.Message
		about.At = m.At.Add(-p.within) // two clocks tell it, and each may round
		return tx.Connections().Imports().Alike(about, p.party.key, 3*p.within)
	}
	return b.adopt(tx, p)
}

// adopt recognises, in what a provider lists as sent, a message of ours whose answer was lost.
func (b *batch) adopt(tx *store.Tx, p *plan) (desk.MessageID, error) {
	m := p.message
	if p.in.Mail || m.Direction != desk.Out {
		return "", nil
	}
	row, found, err := tx.Deliveries().Lost(m.Channel, m.From, m.To, m.Text, m.At)
	if err != nil || !found {
		return "", err
	}
	row.ExternalID = m.ExternalID
	if _, err := tx.Deliveries().Step(row, desk.Accepted, p.in.Status.Word, nil, m.ArrivedAt); err != nil {
		return "", err
	}
	return row.MessageID, tx.Record(desk.Event{
		Kind: desk.MessageAccepted, Actor: desk.Program, MessageID: row.MessageID,
		Facts: desk.Facts{Channel: m.Channel, Ref: m.ExternalID},
	})
}

// join adds what a repetition tells: another place, a newer status.
func (b *batch) join(tx *store.Tx, p *plan, here desk.MessageID) error {
	if err := b.place(tx, p, here); err != nil {
		return err
	}
	if b.archive != nil {
		return b.complete(tx, p, here)
	}
	if err := b.awaken(tx, p, here); err != nil {
		return err
	}
	if p.in.Status.Word == "" && p.in.Status.Event == "" {
		return nil
	}
	row, found, err := tx.Deliveries().OfMessage(here)
	if err != nil || !found {
		return err
	}
	moved, err := tx.Deliveries().Step(row, p.in.Status.Event, p.in.Status.Word, p.in.Status.Error, p.message.ArrivedAt)
	if err != nil {
		return err
	}
	return consent.Settled(tx, row, moved)
}

func (b *batch) place(tx *store.Tx, p *plan, id desk.MessageID) error {
	if p.in.Folder == "" {
		return nil
	}
	return tx.Messages().SetPlace(desk.Place{
		MessageID: id, ConnectionID: b.connection, Folder: p.in.Folder, UIDValidity: p.in.UIDValidity, UID: p.in.UID,
	})
}

// follow keeps the status of a message that the shop sent with another program, and passes a bounce or a
// receipt on to the message that it speaks of.
func (b *batch) follow(tx *store.Tx, p *plan, customer desk.CustomerID) error {
	m := p.message
	if m.Direction == desk.Out && p.in.Status.Word != "" {
		state, _ := desk.Next(desk.Sending, p.in.Status.Event)
		if state == desk.Sending {
			state = desk.Sent // the provider lists it, so it has it
		}
		row := store.OutgoingRow{
			Delivery: desk.Delivery{
				ID: desk.DeliveryID(desk.HashID("delivery", string(m.ID))), MessageID: m.ID, State: state,
				ExternalID: m.ExternalID, ProviderStatus: p.in.Status.Word, UpdatedAt: m.ArrivedAt, Error: p.in.Status.Error,
			},
			CreatedAt: m.ArrivedAt,
			Dismissed: m.History, // what failed a year ago in another program is nobody's task
		}
		if err := tx.Deliveries().Insert(row, customer); err != nil || m.History {
			return err
		}
		return consent.Settled(tx, store.OutgoingRow{}, row)
	}
	if p.report == nil {
		return nil
	}
	return b.applyReport(tx, p)
}

// applyReport marks our mail as not delivered when a bounce says so (RFC 3464 action "failed"; a delay is not
// a failure).
func (b *batch) applyReport(tx *store.Tx, p *plan) error {
	id, err := tx.Messages().ByAlias(desk.Email, p.report.OriginalMessageID)
	if err != nil || id == "" || p.report.Action != "failed" {
		return err
	}
	row, found, err := tx.Deliveries().OfMessage(id)
	if err != nil || !found {
		return err
	}
	problem := desk.E(desk.ErrRejected, nil, "provider_code", p.report.Status)
	_, err = tx.Deliveries().Step(row, desk.Rejected, "bounced", problem, p.message.ArrivedAt)
	return err
}

func uitoa(n uint32) string { return strconv.FormatUint(uint64(n), 10) }
