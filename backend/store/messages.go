package store

import (
	"database/sql"
	"strings"
	"time"

	"balcao/backend/desk"
)

// Messages reads messages.
type Messages struct{ q querier }

// MessagesTx reads and writes messages.
type MessagesTx struct {
	Messages
	tx *Tx
}

// Messages gives the messages to read.
func (r *ReadTx) Messages() Messages { return Messages{r.q} }

// Messages gives the messages to read and write.
func (tx *Tx) Messages() MessagesTx { return MessagesTx{Messages{tx.q}, tx} }

// NewMessage is a message with what only the store keeps of it.
type NewMessage struct {
	desk.Message
	Snippet    string // one line for the list
	Numbers    string // digit runs of the text without separators, for the search
	HTMLPolicy int    // version of the sanitiser that made HTML
	Rich       bool   // HTML shows more than Text does
	Targets    string // what its links and remote pictures stand for, see Letter
}

// NewMessageID is the id of a message that a provider has, the same on any laptop.
func NewMessageID(channel desk.Channel, externalID string) desk.MessageID {
	return desk.MessageID(desk.HashID(string(channel), externalID))
}

// seqBits is the room below the milliseconds in a message's seq, for messages of one moment.
const seqBits = 16

// maxSeqTime keeps seq positive for any date a mail may claim (year 4199).
const maxSeqTime = int64(1) << 46

// Insert adds a message, indexes it, and marks its conversation for refreshing. The id must be new. It arrives
// at the moment of the transaction, whatever n says.
func (m MessagesTx) Insert(n NewMessage, customer desk.CustomerID) error {
	n.At, n.ArrivedAt = n.At.Truncate(time.Millisecond), m.tx.moment
	seq, err := m.tx.freeSeq("message.seq_taken", n.At, string(n.ID))
	if err != nil {
		return err
	}
	if _, err := m.q.exec("message.insert", seq, n.ID, n.IdentityID, n.AccountID, n.Channel, n.Direction, n.ExternalID, n.RFCMessageID,
		ms(n.At), ms(n.ArrivedAt), n.From, n.To, n.Cc, n.Voice, n.Auto, n.History, n.Damaged, n.Placeholder, n.Snippet, n.RawSHA256, n.Size, n.Purpose); err != nil {
		return err
	}
	entry := indexedMessage{seq, n.Subject, n.Text, n.Numbers, traitsOf(n.Message)}
	if _, err := m.q.exec("message.insert_text", entry.values()...); err != nil {
		return err
	}
	m.tx.index.messages = append(m.tx.index.messages, entry)
	if n.HTML != "" {
		if _, err := m.q.exec("message.insert_html", seq, n.HTMLPolicy, n.HTML); err != nil {
			return err
		}
		if _, err := m.q.exec("letter.insert", seq, n.Rich, n.Targets); err != nil {
			return err
		}
	}
	m.tx.touched.message(customer, n.Message)
	change := desk.Change{Kind: desk.MessageChanged, CustomerID: customer, MessageID: n.ID}
	if n.Direction == desk.In && !n.History { // nobody is told of what is no news
		change.Kind, change.Channel = desk.MessageArrived, n.Channel
	}
	m.tx.Announce(change)
	return nil
}

// TakeBack makes a message that was written down by hand one that was never said, as one that is taken back before it
// leaves.
func (m MessagesTx) TakeBack(id desk.MessageID) error {
	customer, err := m.CustomerOf(id)
	if err != nil {
		return err
	}
	m.tx.touched.entry(customer).recount = true
	row := OutgoingRow{CreatedAt: m.tx.moment}
	row.ID, row.MessageID, row.State, row.UpdatedAt = desk.DeliveryID(NewID()), id, desk.Cancelled, m.tx.moment
	return m.tx.Deliveries().Insert(row, customer)
}

// freeSeq gives the row number that follows the date; what is of one millisecond lies in the order of its ids as
// far as 16 bits can tell.
func (tx *Tx) freeSeq(taken string, at time.Time, id string) (int64, error) {
	seq := seqFloor(at)
	for i := 0; i < len(id) && i < 3; i++ {
		seq += int64(strings.IndexByte("0123456789abcdefghjkmnpqrstvwxyz", id[i]|0x20)&31) << (11 - 5*i) & 0xffff
	}
	for {
		_, occupied, err := value[int64](tx.q, taken, seq)
		if err != nil || !occupied {
			return seq, err
		}
		seq++
	}
}

// seqFloor is the smallest seq of a moment.
func seqFloor(at time.Time) int64 {
	return min(max(ms(at), 0), maxSeqTime) << seqBits
}

// Exists tells whether the message is here.
func (m Messages) Exists(id desk.MessageID) (bool, error) {
	_, ok, err := value[int64](m.q, "message.exists", id)
	return ok, err
}

// Get reads one message, without HTML. desk.ErrNotFound when it is not here.
func (m Messages) Get(id desk.MessageID) (desk.Message, error) {
	return one(m.q, scanMessage, "message.get", id)
}

// HTML reads the sanitised HTML of a message; empty when it has none.
func (m Messages) HTML(id desk.MessageID) (string, error) {
	html, _, err := value[string](m.q, "message.html", id)
	return html, err
}

// Position is a place in a list ordered by date and id, newest first.
type Position struct {
	At time.Time
	ID string
}

// Start is the position before the newest.
func Start() Position { return Position{At: time.UnixMilli(maxSeqTime)} }

// End is the position behind the oldest.
func End() Position { return Position{At: time.UnixMilli(-maxSeqTime)} }

// Page reads up to limit messages of one identity that lie after a position, newest first.
func (m Messages) Page(identity desk.IdentityID, after Position, limit int) ([]desk.Message, error) {
	return collect(m.q, scanMessage, "message.page", identity, ms(after.At), after.ID, limit)
}

// PageAfter reads up to limit messages of one identity that are newer than a position, the oldest first.
func (m Messages) PageAfter(identity desk.IdentityID, after Position, limit int) ([]desk.Message, error) {
	return collect(m.q, scanMessage, "message.page_after", identity, ms(after.At), after.ID, limit)
}

// Said reads what the shop has said at an identity, newest first: at most limit messages of the latest among on both
// sides. What was taken back is not said, nor what is still to leave.
func (m Messages) Said(identity desk.IdentityID, among, limit int) ([]desk.Message, error) {
	return collect(m.q, func(rows *sql.Rows) (said desk.Message, err error) {
		var at int64
		err = rows.Scan(&said.ID, &at, &said.Channel, &said.Text)
		said.At = fromMS(at)
		return said, err
	}, "message.said", identity, among, limit)
}

// Each hands every message since a date, oldest first, without its text; account "" means all accounts.
func (m Messages) Each(since time.Time, account desk.AccountID, fn func(desk.Message) error) error {
	rows, err := m.q.rows("message.all_since", seqFloor(since), account)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		msg, err := scanMessage(rows)
		if err != nil {
			return err
		}
		if err := fn(msg); err != nil {
			return err
		}
	}
	return rows.Err()
}

func scanMessage(rows *sql.Rows) (m desk.Message, err error) {
	var seq, at, arrived int64
	err = rows.Scan(&seq, &m.ID, &m.IdentityID, &m.AccountID, &m.Channel, &m.Direction, &m.ExternalID, &m.RFCMessageID, &at, &arrived,
		&m.From, &m.To, &m.Cc, &m.Voice, &m.Auto, &m.History, &m.Damaged, &m.Placeholder, &m.RawSHA256, &m.Size, &m.Purpose, &m.Subject, &m.Text)
	m.At, m.ArrivedAt = fromMS(at), fromMS(arrived)
	return m, err
}

// CustomerOf tells whose a message is.
func (m Messages) CustomerOf(id desk.MessageID) (desk.CustomerID, error) {
	found, _, err := value[string](m.q, "message.customer", id)
	return desk.CustomerID(found), err
}

// LastMailFrom finds the newest mail that the customer wrote; empty when there is none.
func (m Messages) LastMailFrom(customer desk.CustomerID) (desk.MessageID, error) {
	found, _, err := value[string](m.q, "message.last_inbound_mail", customer)
	return desk.MessageID(found), err
}

// LastInbound tells when an identity last wrote to an account; zero when never.
func (m Messages) LastInbound(identity desk.IdentityID, account desk.AccountID) (time.Time, error) {
	at, _, err := value[int64](m.q, "message.last_inbound_at", identity, account)
	return fromMS(at), err
}

// Places tells where a mail lies.
func (m Messages) Places(id desk.MessageID) ([]desk.Place, error) {
	return collect(m.q, func(rows *sql.Rows) (p desk.Place, err error) {
		err = rows.Scan(&p.MessageID, &p.ConnectionID, &p.Folder, &p.UIDValidity, &p.UID)
		return p, err
	}, "message.places", id)
}

// SetPlace notes where a mail lies; the newest word about a place stands.
func (m MessagesTx) SetPlace(p desk.Place) error {
	_, err := m.q.exec("message.set_place", p.ConnectionID, p.Folder, p.UIDValidity, p.UID, p.MessageID)
	return err
}

// ByAlias finds our own message by an id that a provider knows it by; empty when it is not here.
func (m Messages) ByAlias(channel desk.Channel, ref string) (desk.MessageID, error) {
	found, _, err := value[string](m.q, "message.by_alias", channel, ref)
	return desk.MessageID(found), err
}

// SetAlias notes an id that a provider knows our message by.
func (m MessagesTx) SetAlias(channel desk.Channel, ref string, id desk.MessageID) error {
	_, err := m.q.exec("message.set_alias", channel, ref, id)
	return err
}

// AtPlace finds the mail that lies at a place; empty when it is not here.
func (m Messages) AtPlace(p desk.Place) (desk.MessageID, error) {
	found, _, err := value[string](m.q, "message.at_place", p.ConnectionID, p.Folder, p.UIDValidity, p.UID)
	return desk.MessageID(found), err
}

// ByExternalID finds a message by a provider's id, whether it was pulled or sent from here; empty when it is not
// here.
func (m Messages) ByExternalID(channel desk.Channel, ref string) (desk.MessageID, error) {
	found, _, err := value[string](m.q, "message.by_external_id", channel, ref, NewMessageID(channel, ref))
	return desk.MessageID(found), err
}

// Count is the number of messages.
func (m Messages) Count() (int64, error) {
	n, _, err := value[int64](m.q, "message.count")
	return n, err
}
