// Package outbox carries every outgoing message: it queues what the owner wrote, sends it once, follows what
// became of it, and asks her where nobody can know.
//
// The row and its Message-ID are on the disk before the first byte leaves. A send whose answer was lost is
// looked up, never blindly repeated. It knows no provider: those are channel.Senders.
package outbox

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"mime"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"balcao/backend/channel"
	"balcao/backend/consent"
	"balcao/backend/desk"
	"balcao/backend/eml"
	"balcao/backend/outreach"
	"balcao/backend/preference"
	"balcao/backend/store"
)

// Draft is what the owner wrote.
type Draft struct {
	// ID is minted by whoever may have to ask twice because the answer was late: it is queued once, and sent again only
	// where it was taken back. Empty: nobody asks again.
	ID         desk.DeliveryID
	CustomerID desk.CustomerID
	Channel    desk.Channel
	Subject    string // mail only; empty: "Re: " and the customer's subject
	Cc         string // mail only: addresses, with commas or semicolons between them
	Text       string
	Files      []File
	Template   *channel.Template
	// Hold is how long the message waits for an "undo" before it may leave.
	Hold time.Duration
	// At is when it is to leave; zero: now.
	At time.Time
	// From and To keep to the shop's and the customer's address of a message that is written anew; empty: those that
	// wrote to each other last.
	From desk.AccountID
	To   desk.IdentityID
	// Anyway sends also to an address that nothing is to be sent to.
	Anyway bool
	// Purpose is why the shop writes without having been asked, to the address of To; empty: it answers or serves. It is then
	// asked at the moment of queueing, and again of sending, whether that may be, and it leaves only at allowed hours.
	Purpose desk.Purpose
	// FromBox says that it was typed in the reply box, whose draft goes with it.
	FromBox bool
	// Number is what the shop calls the number of a case, "Protocolo": the customer is told that of the one that the words
	// belong to, on the channels where the owner wants it, in the subject of a mail, and in the text unless she was told
	// before. Empty: she is not.
	Number string

	anew *anew // nil: it is written for the first time
}

// File is an attachment of a draft.
type File struct {
	Name string
	Data []byte
}

// Queued names what Enqueue made.
type Queued struct {
	MessageID  desk.MessageID
	DeliveryID desk.DeliveryID
}

// Checker tells why a message cannot be sent; channel.Sender is one.
type Checker interface{ Check(channel.Outbound) error }

// Enqueue puts a draft into the outbox, durably, and returns at once. checkers gives the rules of a connection.
// Errors: desk.ErrNoAddress, desk.ErrNoAccount, desk.ErrAddressBarred, desk.ErrStopped, desk.ErrNoMarketing, desk.ErrNoConsent, desk.ErrEmpty, desk.ErrGaps, desk.ErrForeign, desk.ErrTemplateStatus, desk.ErrTemplateVars and whatever the channel's rules say; then
// nothing was queued.
func Enqueue(ctx context.Context, st *store.Store, checkers func(desk.ConnectionID) Checker, d Draft) (Queued, error) {
	if q, found, err := asked(ctx, st, &d); found || err != nil {
		return q, err
	}
	return enqueue(ctx, st, checkers, d, nil)
}

// Approach is Enqueue for what nobody asked for, with something else that is done in the same transaction: whoever keeps a
// list of whom it went to neither doubles nor loses anybody.
func Approach(ctx context.Context, st *store.Store, checkers func(desk.ConnectionID) Checker, d Draft, first func(*store.Tx, Queued) error) (Queued, error) {
	return enqueue(ctx, st, checkers, d, first)
}

// enqueue is Enqueue with something else that is done in the same transaction, before the message is queued.
func enqueue(ctx context.Context, st *store.Store, checkers func(desk.ConnectionID) Checker, d Draft, first func(*store.Tx, Queued) error) (Queued, error) {
	d.Text = desk.CleanLines(d.Text) // as it would come back from a provider: a send that is looked up is found by its words
	if strings.TrimSpace(d.Text) == "" && d.Template == nil && len(d.Files) == 0 {
		return Queued{}, desk.E(desk.ErrEmpty, nil)
	}
	if d.unfinished() {
		return Queued{}, desk.E(desk.ErrGaps, nil)
	}
	var letter letter
	err := st.Read(ctx, func(tx *store.ReadTx) (err error) {
		letter, d, err = prepared(tx, d, st.Now())
		return err
	})
	if err != nil {
		return Queued{}, err
	}
	if err := letter.write(ctx, st, d); err != nil {
		return Queued{}, err
	}
	if c := checkers(letter.account.ConnectionID); c != nil {
		if err := c.Check(letter.outbound()); err != nil {
			return Queued{}, err
		}
	}
	if err := st.KeepBlobs(ctx, letter.blobs); err != nil {
		return Queued{}, err
	}
	q := Queued{MessageID: letter.message.ID, DeliveryID: cmp.Or(d.ID, desk.DeliveryID(store.NewID()))}
	return q, st.Write(ctx, func(tx *store.Tx) error {
		if first != nil {
			if err := first(tx, q); err != nil {
				return err
			}
		}
		if err := unallowed(&tx.ReadTx, letter.message.Message); err != nil {
			return err
		}
		return letter.queue(tx, d, q.DeliveryID, st.Now())
	})
}

// prepared addresses a draft, and finds what else is to be known before it is written.
func prepared(tx *store.ReadTx, d Draft, now time.Time) (letter, Draft, error) {
	l, err := address(tx, d, now)
	if err != nil {
		return l, d, err
	}
	if d, err = worded(tx, l, d); err != nil {
		return l, d, err
	}
	if err := d.vetted(tx); err != nil {
		return l, d, err
	}
	if d.Purpose == "" {
		err = l.belong(tx, d)
		return l, d, err
	}
	d.At, err = outreach.Opens(tx, later(now, d.At))
	return l, d, err
}

// asked finds what was queued already when this was asked for before. What was typed leaves the box, as it did then. What
// was taken back meanwhile is queued anew, under another id, but for what nobody asked for.
func asked(ctx context.Context, st *store.Store, d *Draft) (q Queued, found bool, err error) {
	if d.ID == "" {
		return q, false, nil
	}
	err = st.Write(ctx, func(tx *store.Tx) error {
		row, err := tx.Deliveries().Get(d.ID)
		switch {
		case desk.HasCode(err, desk.ErrNotFound):
			return nil
		case err != nil:
			return err
		case row.State == desk.Cancelled && d.Purpose == "":
			d.ID = ""
			return nil
		}
		q, found = Queued{row.MessageID, row.ID}, true
		if !d.FromBox {
			return nil
		}
		return tx.Drafts().Sent(d.CustomerID, d.Channel)
	})
	return q, found, err
}

// unfinished tells whether something in the words is still to be filled in, whoever left it there.
func (d Draft) unfinished() bool {
	if d.Template != nil {
		for _, value := range d.Template.Vars {
			if len(desk.Gaps(value)) > 0 {
				return true
			}
		}
	}
	return len(desk.Gaps(d.Text)) > 0
}

// vetted refuses what was typed in the box while words stand in it that a model brought in and the owner has not allowed,
// whichever channel they were brought in on: words are copied from one to the other.
func (d Draft) vetted(tx *store.ReadTx) error {
	if !d.FromBox {
		return nil
	}
	kept, err := tx.Drafts().Of(d.CustomerID)
	for _, each := range kept {
		for _, words := range each.Foreign {
			if strings.Contains(d.Text, words) {
				return desk.E(desk.ErrForeign, nil, "words", words)
			}
		}
	}
	return err
}

// letter is a draft on its way to being a message: addressed, then written.
type letter struct {
	customer    desk.CustomerID
	account     desk.Account
	identity    desk.Identity
	lastInbound time.Time
	parent      desk.Message // the mail it answers; zero ID: none
	matter      desk.Case    // that it belongs to; zero ID: none
	rule        desk.CaseRule
	word        string // what its number is called; empty: it is not told
	tells       bool   // the number
	added       string // what was put below the words for that
	signature   string
	message     store.NewMessage
	template    *channel.Template
	raw         []byte
	blobs       []store.Blob
	files       []desk.Attachment
}

// address finds where the answer goes and where it leaves from: the customer's address that wrote last on the
// channel, and the shop's address that it wrote to. Where nobody waits for an answer, the address that is preferred.
func address(tx *store.ReadTx, d Draft, now time.Time) (letter, error) {
	l := letter{customer: d.CustomerID}
	c, err := tx.Customers().Get(d.CustomerID)
	if err != nil {
		return l, err
	}
	talk, _, err := tx.Conversation(d.CustomerID)
	if err != nil {
		return l, err
	}
	accounts, err := tx.Connections().InUse(d.Channel)
	if err != nil {
		return l, err
	}
	gone := d.From != "" && !slices.ContainsFunc(accounts, func(a desk.Account) bool { return a.ID == d.From })
	if len(accounts) == 0 || gone {
		return l, desk.E(desk.ErrNoAccount, nil, "channel", string(d.Channel))
	}
	identities, err := reached(tx, d)
	if err != nil {
		return l, err
	}
	if err := l.choose(tx, d, candidates(identities, d, c.First(talk.Turn)), accounts, now); err != nil {
		return l, err
	}
	if d.Channel != desk.Email {
		return l, nil
	}
	err = l.head(tx, d)
	return l, err
}

// head finds what else a mail needs: its signature, who it is from, and the mail that it answers.
func (l *letter) head(tx *store.ReadTx, d Draft) error {
	signature, err := preference.ReadSignature(tx)
	if err != nil {
		return err
	}
	l.signature = string(signature)
	if l.account.Name == "" {
		shop, err := preference.ReadShop(tx)
		if err != nil {
			return err
		}
		l.account.Name = shop.Name
	}
	if d.Purpose != "" { // it answers nothing
		return nil
	}
	parent, err := tx.Messages().LastMailFrom(d.CustomerID)
	if err == nil && parent != "" {
		l.parent, err = tx.Messages().Get(parent)
	}
	return err
}

// reached gives the addresses to which a draft can go. Those at which she told the provider to stop are none.
func reached(tx *store.ReadTx, d Draft) ([]desk.Identity, error) {
	hers, err := tx.Customers().Identities(d.CustomerID)
	if err != nil {
		return nil, err
	}
	hers = slices.DeleteFunc(hers, func(i desk.Identity) bool {
		return i.Medium != d.Channel || i.Address == "" || (d.To != "" && i.ID != d.To)
	})
	ids := make([]desk.IdentityID, len(hers))
	for n, i := range hers {
		ids[n] = i.ID
	}
	stopped, err := consent.Stopped(tx, ids...)
	left := slices.DeleteFunc(hers, func(i desk.Identity) bool { return stopped[i.ID] })
	if err == nil && len(left) == 0 && len(stopped) > 0 {
		err = desk.E(desk.ErrStopped, nil)
	}
	return left, err
}

// candidates picks of the addresses that a draft may go to: only the first, if it is one of them.
func candidates(list []desk.Identity, d Draft, first desk.IdentityID) []desk.Identity {
	if at := slices.IndexFunc(list, func(i desk.Identity) bool { return i.ID == first && (d.Anyway || !i.Barred) }); at >= 0 {
		return list[at : at+1]
	}
	return list
}

func (l *letter) choose(tx *store.ReadTx, d Draft, identities []desk.Identity, accounts []desk.Account, now time.Time) error {
	barred := false
	for _, i := range identities {
		if i.Barred && !d.Anyway {
			barred = true
			continue
		}
		for _, a := range accounts {
			if d.From != "" && a.ID != d.From {
				continue
			}
			at, err := tx.Messages().LastInbound(i.ID, a.ID)
			if err != nil {
				return err
			}
			if l.identity.ID == "" || at.After(l.lastInbound) {
				l.identity, l.account, l.lastInbound = i, a, at
			}
		}
	}
	if l.identity.ID == "" && barred {
		return desk.E(desk.ErrAddressBarred, nil, "channel", string(d.Channel))
	}
	if l.identity.ID == "" {
		return desk.E(desk.ErrNoAddress, nil, "channel", string(d.Channel))
	}
	l.message.Message = desk.Message{
		ID: desk.MessageID(store.NewID()), IdentityID: l.identity.ID, AccountID: l.account.ID, Channel: d.Channel, Direction: desk.Out,
		At: now.Truncate(time.Millisecond), ArrivedAt: now.Truncate(time.Millisecond), From: l.account.Address, To: l.identity.Address, Voice: desk.HereShop,
	}
	if d.Purpose != "" { // it answers nobody
		l.message.Voice, l.message.Auto, l.message.Purpose = desk.MachineVoice, desk.Bulk, d.Purpose
	}
	return nil
}

// plan dates a message that is to leave later as it will be read. What leaves within the minute is dated now.
func (l *letter) plan(at time.Time) {
	if at.Sub(l.message.ArrivedAt) > desk.PlanAhead {
		l.message.At = at.Truncate(time.Millisecond)
	}
}

// write makes the message's content, for mail the very bytes that will be sent, stored and filed.
func (l *letter) write(ctx context.Context, st *store.Store, d Draft) error {
	m := &l.message
	l.plan(d.At)
	d.Text, l.added, l.tells = l.numbered(d)
	m.Text, m.Subject, l.template = d.Text, d.Subject, d.Template
	m.Snippet = strings.Join(strings.Fields(d.Text), " ")
	if runes := []rune(m.Snippet); len(runes) > 160 {
		m.Snippet = string(runes[:159]) + "…"
	}
	for _, f := range d.Files {
		l.attach(f)
	}
	if m.Channel == desk.Email {
		if err := l.writeMail(ctx, st, d); err != nil {
			return err
		}
	}
	m.Numbers = store.Numbers(m.Subject + "\n" + m.Text)
	return nil
}

func (l *letter) attach(f File) {
	blob := store.NewBlob(f.Data)
	l.blobs = append(l.blobs, blob)
	l.files = append(l.files, desk.Attachment{
		ID: desk.AttachmentID(store.NewID()), MessageID: l.message.ID, Name: filepath.Base(f.Name), Type: mediaType(f.Name), Size: blob.Size, SHA256: blob.SHA256,
	})
}

func mediaType(name string) string {
	if t := mime.TypeByExtension(strings.ToLower(filepath.Ext(name))); t != "" {
		return t
	}
	return "application/octet-stream"
}

func (l *letter) writeMail(ctx context.Context, st *store.Store, d Draft) error {
	m := &l.message
	cc, err := copies(d.Cc, l.identity.Address)
	if err != nil {
		return err
	}
	m.Cc = addressLine(cc)
	mail := eml.Draft{
		From: eml.Address{Name: l.account.Name, Addr: l.account.Address}, To: []eml.Address{{Name: l.identity.Label, Addr: l.identity.Address}}, Cc: cc,
		Subject: d.Subject, Text: signed(d.Text, l.signature), Date: m.At, MessageID: eml.NewMessageID(string(m.ID), l.account.Address),
	}
	if d.Purpose == desk.Marketing {
		mail.Unsubscribe = consent.StopWord
	}
	if l.parent.RFCMessageID != "" {
		references, err := l.parentReferences(ctx, st)
		if err != nil {
			return err
		}
		mail.InReplyTo, mail.References = l.parent.RFCMessageID, eml.ReplyReferences(references, l.parent.RFCMessageID)
	}
	if mail.Subject == "" && l.parent.ID != "" {
		mail.Subject = eml.ReplySubject(l.parent.Subject)
	}
	mail.Subject = l.entitled(mail.Subject)
	for i, f := range d.Files {
		mail.Attachments = append(mail.Attachments, eml.DraftFile{Name: l.files[i].Name, Type: l.files[i].Type, Data: f.Data})
	}
	raw, err := eml.Compose(mail)
	if err != nil {
		return unwritable(err)
	}
	blob := store.NewBlob(raw)
	l.raw, l.blobs = raw, append(l.blobs, blob)
	m.RawSHA256, m.Size, m.Subject, m.RFCMessageID = blob.SHA256, blob.Size, mail.Subject, mail.MessageID
	m.ExternalID = eml.ExternalID(raw)
	return nil
}

// unwritable names whose address is none, since that is what a mail cannot be written for.
func unwritable(err error) error {
	var field *eml.DraftError
	switch {
	case errors.As(err, &field) && field.Field == "to":
		return desk.E(desk.ErrNoAddress, err, "channel", string(desk.Email))
	case errors.As(err, &field) && field.Field == "from":
		return desk.E(desk.ErrNoAccount, err, "channel", string(desk.Email))
	default:
		return desk.E(desk.ErrInternal, err)
	}
}

// parentReferences reads the References of the mail that is answered. Raw bytes that are damaged cost the
// chain, not the answer.
func (l *letter) parentReferences(ctx context.Context, st *store.Store) ([]string, error) {
	raw, err := st.Blob(ctx, l.parent.RawSHA256)
	if desk.HasCode(err, desk.ErrContentDamaged) || desk.HasCode(err, desk.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return eml.Parse(raw).References, nil
}

func (l *letter) outbound() channel.Outbound {
	return channel.Outbound{
		Channel: l.message.Channel, From: l.message.From, To: l.message.To, Recipients: recipients(l.message.Message), Text: l.message.Text,
		Raw: l.raw, RFCMessageID: l.message.RFCMessageID, Template: l.template, Attachments: len(l.files), LastInbound: l.lastInbound,
	}
}

// queue writes message, delivery and attachments.
func (l *letter) queue(tx *store.Tx, d Draft, id desk.DeliveryID, now time.Time) error {
	if err := tx.Messages().Insert(l.message, l.customer); err != nil {
		return err
	}
	if l.message.RFCMessageID != "" {
		if err := tx.Messages().SetAlias(desk.Email, l.message.RFCMessageID, l.message.ID); err != nil {
			return err
		}
	}
	for i, f := range l.files {
		if err := tx.Attachments().Insert(f, i, l.account.ConnectionID); err != nil {
			return err
		}
	}
	template := ""
	if l.template != nil {
		text, err := json.Marshal(l.template)
		if err != nil {
			return err
		}
		template = string(text)
	}
	if d.Purpose == "" {
		if err := l.answers(tx); err != nil {
			return err
		}
	}
	if d.FromBox {
		if err := tx.Drafts().Sent(l.customer, d.Channel); err != nil {
			return err
		}
	}
	return tx.Deliveries().Insert(store.OutgoingRow{
		Delivery: desk.Delivery{ID: id, MessageID: l.message.ID, State: desk.Queued, NotBefore: later(now.Add(d.Hold), d.At), UpdatedAt: now},
		Here:     true, CreatedAt: later(now, d.At), Template: template,
	}, l.customer)
}

// answers notes what follows from an answer: her conversation is read, and it belongs to a case.
func (l *letter) answers(tx *store.Tx) error {
	if err := l.markRead(tx); err != nil {
		return err
	}
	return l.file(tx)
}

func (l *letter) markRead(tx *store.Tx) error {
	c, found, err := tx.Conversation(l.customer)
	if err != nil || !found || c.Unread == 0 {
		return err
	}
	return tx.Record(desk.Event{Kind: desk.ConversationRead, Actor: desk.Owner, CustomerID: l.customer})
}
