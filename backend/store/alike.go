package store

import (
	"database/sql"
	"encoding/json"
	"time"

	"balcao/backend/desk"
)

// Alike reads what customers have in common, and who was told apart.
type Alike struct{ q querier }

// Alike gives what customers have in common.
func (c Customers) Alike() Alike { return Alike(c) }

// Named lists customers with a name, spelt in whatever way.
func (a Alike) Named(name string, limit int) ([]desk.CustomerID, error) {
	return collect(a.q, scanCustomerID, "alike.name", Folded(name), limit)
}

// WithLocalPart lists customers with a mail address that begins so before its "@".
func (a Alike) WithLocalPart(part string, limit int) ([]desk.CustomerID, error) {
	return collect(a.q, scanCustomerID, "alike.local_part", part, limit)
}

// WithTail lists customers with a telephone number that ends in these eight digits.
func (a Alike) WithTail(digits string, limit int) ([]Keyed, error) {
	return collect(a.q, scanKeyed, "alike.tail", digits, limit)
}

// Keyed is a customer with one of her match keys.
type Keyed struct {
	Key string
	ID  desk.CustomerID
}

func scanKeyed(rows *sql.Rows) (k Keyed, err error) {
	err = rows.Scan(&k.Key, &k.ID)
	return k, err
}

// Telephones lists the match keys of all telephone numbers.
func (a Alike) Telephones() ([]Keyed, error) { return collect(a.q, scanKeyed, "alike.keys") }

// Wrote is a customer with the last mail of one of her addresses.
type Wrote struct {
	ID   desk.CustomerID
	Text string
}

func scanWrote(rows *sql.Rows) (w Wrote, err error) {
	err = rows.Scan(&w.ID, &w.Text)
	return w, err
}

// LastMails reads the last mail of every address of people, where a number stands in it.
func (a Alike) LastMails() ([]Wrote, error) { return collect(a.q, scanWrote, "alike.mails") }

// LastMailsOf reads the last mail of every address of a customer, where a number stands in it.
func (a Alike) LastMailsOf(id desk.CustomerID) ([]Wrote, error) {
	return collect(a.q, scanWrote, "alike.mails_of", id)
}

// WroteNumber lists customers in whose mails a number stands, by its last eight digits.
func (a Alike) WroteNumber(tail string, limit int) ([]desk.CustomerID, error) {
	words := Narrowing{Channel: desk.Email, Direction: desk.In}.Expression(`numbers : "` + tail + `"`)
	return collect(a.q, scanCustomerID, "alike.mails_with", words, limit)
}

// Several lists those who are several people.
func (a Alike) Several() ([]desk.CustomerID, error) {
	return collect(a.q, scanCustomerID, "alike.several")
}

// WithDocument lists customers with a document, spelt in whatever way.
func (a Alike) WithDocument(document string, limit int) ([]desk.CustomerID, error) {
	return collect(a.q, scanCustomerID, "alike.document", desk.DocumentKey(document), limit)
}

// Group is what several customers have in common.
type Group struct {
	What string
	IDs  []desk.CustomerID
}

// SameName groups people by their name, those of machines not among them. What more than most have in common
// tells nothing.
func (a Alike) SameName(most int) ([]Group, error) {
	return collect(a.q, scanGroup, "alike.names", most)
}

// SameDocument groups customers by their document.
func (a Alike) SameDocument(most int) ([]Group, error) {
	return collect(a.q, scanGroup, "alike.documents", most)
}

// SameLocalPart groups customers by what stands before the "@" of their mail addresses.
func (a Alike) SameLocalPart(most int) ([]Group, error) {
	return collect(a.q, scanGroup, "alike.local_parts", most)
}

// SameTail lists the telephone numbers whose last eight digits are those of another customer's too.
func (a Alike) SameTail(most int) ([]Keyed, error) {
	return collect(a.q, scanKeyed, "alike.tails", most)
}

// Colleagues groups people by their name and the domain of their mail addresses: "ana@loja.example".
func (a Alike) Colleagues(most int) ([]Group, error) {
	return collect(a.q, scanGroup, "alike.colleagues", most)
}

func scanGroup(rows *sql.Rows) (g Group, err error) {
	var ids string
	if err := rows.Scan(&g.What, &ids); err != nil {
		return g, err
	}
	return g, json.Unmarshal([]byte(ids), &g.IDs)
}

// Apart gives a test of whether two customers were told apart, by themselves or as parts of others.
func (a Alike) Apart() (func(a, b desk.CustomerID) bool, error) {
	type pair struct{ a, b desk.CustomerID }
	scan := func(rows *sql.Rows) (p pair, err error) {
		err = rows.Scan(&p.a, &p.b)
		return p, err
	}
	merges, err := collect(a.q, scan, "merged.all")
	if err != nil {
		return nil, err
	}
	into := map[desk.CustomerID]desk.CustomerID{}
	for _, m := range merges {
		into[m.a] = m.b
	}
	now := func(id desk.CustomerID) desk.CustomerID {
		for into[id] != "" {
			id = into[id]
		}
		return id
	}
	pairs, err := collect(a.q, scan, "apart.all")
	told := map[pair]bool{}
	for _, p := range pairs {
		told[pair{now(p.a), now(p.b)}], told[pair{now(p.b), now(p.a)}] = true, true
	}
	return func(a, b desk.CustomerID) bool { return told[pair{a, b}] }, err
}

// Talk is what was said over one address.
type Talk struct {
	Messages      int
	First, Latest time.Time // zero: nothing
}

// Talk counts what was said over an address.
func (c Customers) Talk(id desk.IdentityID) (Talk, error) {
	return one(c.q, func(rows *sql.Rows) (t Talk, err error) {
		var first, latest int64
		err = rows.Scan(&t.Messages, &first, &latest)
		t.First, t.Latest = fromMS(first), fromMS(latest)
		return t, err
	}, "identity.talk", id)
}

// Spoken tells whether there is any message of an address, were it one that was taken back.
func (c Customers) Spoken(id desk.IdentityID) (bool, error) {
	_, any, err := value[int64](c.q, "conversation.spoken", id)
	return any, err
}

// Joined reads what belongs together by merges, and what would.
type Joined struct{ q querier }

// Joined gives what belongs together by merges.
func (c Customers) Joined() Joined { return Joined(c) }

// Circle lists a customer and whoever was merged into her, whose notes are hers now.
func (j Joined) Circle(id desk.CustomerID) ([]desk.CustomerID, error) {
	return collect(j.q, scanCustomerID, "customer.circle", id)
}

// Foresee tells how the conversation of a customer would stand if these identities were hers; spoken is false when
// nothing was ever said there, so that there would be none.
func (j Joined) Foresee(id desk.CustomerID, identities []desk.Identity) (would Conversation, spoken bool, err error) {
	r := &ReadTx{j.q}
	if would, err = r.decided(id); err != nil {
		return would, false, err
	}
	if spoken, err = r.readExtent(&would, identities); err != nil || !spoken {
		return Conversation{}, false, err
	}
	return would, true, r.foreseeTurn(&would, identities)
}

// foreseeTurn is readTurn for identities that are several customers'.
func (r *ReadTx) foreseeTurn(c *Conversation, identities []desk.Identity) error {
	ids := make([]desk.IdentityID, len(identities))
	for i, identity := range identities {
		ids[i] = identity.ID
	}
	list := idList(ids)
	var elsewhere, here, promised, since int64
	var quiet bool
	if err := r.q.row("foresee.answers", list).Scan(&elsewhere, &here, &promised, &quiet); err != nil {
		return err
	}
	c.Turn.PromisedAt = fromMS(promised)
	late, closed := lateArrival.Milliseconds(), ms(c.Turn.ClosedAt)
	read := max(ms(c.ReadAt), here)
	err := r.q.row("foresee.waiting", list,
		max(elsewhere, here-late), max(here, closed), max(elsewhere, read-late), read, closed, quiet).Scan(&since, &c.Unread, &c.Turn.Failed)
	c.wait(fromMS(since), fromMS(max(elsewhere, here)))
	return err
}
