// Package logbook writes down what was said where no provider listens: on the telephone, at the counter, in a letter.
//
// A sheet has its protocol number from the moment it is opened, so that it can be told to who waits. It is on the disk
// as it is typed, and becomes a message of the customer in one transaction.
package logbook

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"balcao/backend/cases"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// Then is what is left to do after what was written down.
type Then string

// What may be left to do.
const (
	Nothing Then = "nothing" // the conversation is closed
	Wait    Then = "wait"    // the customer comes back to it
	Remind  Then = "remind"  // put aside until Sheet.Until
	Reply   Then = "reply"   // the customer waits for an answer
)

// Sheet is what is written down of one contact.
type Sheet struct {
	CaseID     desk.CaseID     `json:"caseId"`
	Protocol   desk.Protocol   `json:"protocol"`
	Channel    desk.Channel    `json:"channel"`
	Direction  desk.Direction  `json:"direction"`
	CustomerID desk.CustomerID `json:"customerId"` // empty: by Number, else by Name
	Number     string          `json:"number"`     // as typed; a new customer is made by it
	Name       string          `json:"name"`       // of a new customer
	Text       string          `json:"text"`
	Class      desk.Class      `json:"class"`
	At         time.Time       `json:"at"`   // zero: now
	Into       desk.CaseID     `json:"into"` // the case that it goes on with; empty: a new one
	Told       bool            `json:"told"` // the number was said aloud
	Then       Then            `json:"then"`
	Until      time.Time       `json:"until"`
}

// Entry names what became of a sheet.
type Entry struct {
	MessageID  desk.MessageID
	CustomerID desk.CustomerID
	Protocol   desk.Protocol // of the case that it is in
}

// Open begins a sheet, and gives it a number.
func Open(ctx context.Context, st *store.Store, ch desk.Channel, customer desk.CustomerID) (s Sheet, err error) {
	s = Sheet{Channel: ch, Direction: desk.In, CustomerID: customer, Then: Nothing}
	if err := s.valid(); err != nil {
		return s, err
	}
	err = st.Write(ctx, func(tx *store.Tx) error {
		k, err := cases.Reserve(tx)
		if err != nil {
			return err
		}
		s.CaseID, s.Protocol = k.ID, k.Protocol
		return put(tx, s)
	})
	return s, err
}

// Save keeps a sheet as it is typed. desk.ErrNotFound when it was written down or given up meanwhile.
func Save(ctx context.Context, st *store.Store, s Sheet) error {
	return st.Write(ctx, func(tx *store.Tx) error {
		if _, err := tx.Drafts().Sheets().Get(s.CaseID); err != nil {
			return err
		}
		k, err := tx.Cases().Get(s.CaseID)
		if err != nil {
			return err
		}
		s.Protocol = k.Protocol // as it was given, whatever the face makes of it
		return put(tx, s)
	})
}

func put(tx *store.Tx, s Sheet) error {
	fields, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return tx.Drafts().Sheets().Put(s.CaseID, string(fields))
}

// Unfinished lists the sheets that were begun and neither written down nor given up.
func Unfinished(ctx context.Context, st *store.Store) (list []Sheet, err error) {
	list = []Sheet{}
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		all, err := tx.Drafts().Sheets().All()
		for _, fields := range all {
			var s Sheet
			if json.Unmarshal([]byte(fields), &s) == nil {
				list = append(list, s)
			}
		}
		return err
	})
	return list, err
}

// GiveUp throws a sheet away. Its number is void, and never given to another.
func GiveUp(ctx context.Context, st *store.Store, id desk.CaseID) error {
	return st.Write(ctx, func(tx *store.Tx) error {
		if err := cases.Void(tx, id); err != nil {
			return err
		}
		return tx.Drafts().Sheets().Remove(id)
	})
}

// Write writes a sheet down: who it was, what was said, in which case, and what is left to do.
//
// Errors: desk.ErrUsage, naming the argument, for what is missing or none; desk.ErrEmpty without words; what
// customer.Add says of a number; desk.ErrChangedSince when it was written down already.
func Write(ctx context.Context, st *store.Store, s Sheet) (e Entry, err error) {
	return write(ctx, st, s, func(*store.Tx, *Sheet) error { return nil })
}

// Log is Open and Write in one: when it is refused nothing stays, and no number was given. Errors are those of Write.
func Log(ctx context.Context, st *store.Store, s Sheet) (e Entry, err error) {
	return write(ctx, st, s, func(tx *store.Tx, s *Sheet) error {
		k, err := cases.Reserve(tx)
		s.CaseID, s.Protocol = k.ID, k.Protocol
		return err
	})
}

// write writes a sheet down in one transaction; begin gives it its number where it has none.
func write(ctx context.Context, st *store.Store, s Sheet, begin func(*store.Tx, *Sheet) error) (e Entry, err error) {
	s.Text = strings.TrimSpace(desk.Clean(s.Text))
	if err := s.valid(); err != nil {
		return e, err
	}
	if s.Text == "" {
		return e, desk.E(desk.ErrEmpty, nil)
	}
	err = st.Write(ctx, func(tx *store.Tx) error {
		if err := begin(tx, &s); err != nil {
			return err
		}
		e, err = s.writeDown(tx)
		return err
	})
	return e, err
}

func (s Sheet) writeDown(tx *store.Tx) (e Entry, err error) {
	who, err := s.whom(tx)
	if err != nil {
		return e, err
	}
	before, _, err := tx.Conversation(who.CustomerID)
	if err != nil {
		return e, err
	}
	w, err := s.enter(tx, who)
	if err != nil {
		return e, err
	}
	e = Entry{w.message, who.CustomerID, w.matter.Protocol}
	if err := s.leave(tx, w, before.State == desk.ToReply); err != nil {
		return e, err
	}
	return e, tx.Drafts().Sheets().Remove(s.CaseID)
}

// TakeBack makes of what was written down a sheet again, with its number: it was never said, and what followed from it
// is undone. The sheet is the one that was written; it comes back as it was, with who it was and when. Somebody who was
// new stays among the customers. desk.ErrChangedSince once anything else came into its case, or was decided about it.
func TakeBack(ctx context.Context, st *store.Store, s Sheet) (Sheet, error) {
	err := st.Write(ctx, func(tx *store.Tx) error {
		id, err := cases.TakeOut(tx, s.CaseID)
		if err != nil {
			return err
		}
		m, err := tx.Messages().Get(id)
		if err != nil {
			return err
		}
		if err := tx.Messages().TakeBack(id); err != nil {
			return err
		}
		k, err := tx.Cases().Get(s.CaseID)
		if err != nil {
			return err
		}
		s.Protocol, s.Number, s.Name, s.At = k.Protocol, "", "", m.At
		if s.CustomerID, err = tx.Messages().CustomerOf(id); err != nil {
			return err
		}
		return put(tx, s)
	})
	return s, err
}

func (s Sheet) valid() error {
	wrong := func(argument string) error { return desk.E(desk.ErrUsage, nil, "argument", argument) }
	switch {
	case !slices.Contains(desk.ByHandChannels[:], s.Channel):
		return wrong("channel")
	case s.Direction != desk.In && s.Direction != desk.Out:
		return wrong("direction")
	case s.Class != "" && !slices.Contains(desk.Classes[:], s.Class):
		return wrong("class")
	case !slices.Contains([]Then{Nothing, Wait, Remind, Reply}, s.Then):
		return wrong("then")
	default:
		return nil
	}
}

// whom finds who it was, or writes her down: by the customer that was chosen, by the number, by the name.
func (s Sheet) whom(tx *store.Tx) (desk.Identity, error) {
	id := s.CustomerID
	number, isNumber := customer.WholeNumber(s.Number)
	var err error
	switch {
	case id != "":
		_, err = tx.Customers().Get(id)
	case strings.TrimSpace(s.Number) != "" && !isNumber:
		err = desk.E(desk.ErrAddressInvalid, nil, "channel", string(desk.Phone))
	case isNumber:
		if id, err = tx.Customers().ByKey("tel:" + number); err == nil && id == "" {
			id, err = customer.Meet(tx, customer.Newcomer{Name: s.Name, Phones: []string{s.Number}})
		}
	case strings.TrimSpace(s.Name) != "":
		id, err = customer.Meet(tx, customer.Newcomer{Name: s.Name})
	default:
		err = desk.E(desk.ErrUsage, nil, "argument", "customer")
	}
	if err != nil {
		return desk.Identity{}, err
	}
	return s.where(tx, id, number)
}

// where is the address that it was said over: the customer's with that number, else at the counter.
func (s Sheet) where(tx *store.Tx, id desk.CustomerID, number string) (desk.Identity, error) {
	hers, err := tx.Customers().Identities(id)
	if err != nil {
		return desk.Identity{}, err
	}
	at := slices.IndexFunc(hers, func(i desk.Identity) bool {
		return s.Channel == desk.Phone && (i.Key == "tel:"+number || number == "" && strings.HasPrefix(i.Key, "tel:"))
	})
	if at >= 0 {
		return hers[at], nil
	}
	return customer.InPerson(tx, id)
}

const snippetRunes = 160

// written is what became of a sheet; what is decided with it follows from done.
type written struct {
	matter  desk.Case
	message desk.MessageID
	done    desk.EventID
}

// enter keeps what was said as a message, and puts it into its case. The shop has spoken: whoever was waiting before
// has been answered.
func (s Sheet) enter(tx *store.Tx, who desk.Identity) (written, error) {
	at := tx.Moment()
	if !s.At.IsZero() && s.At.Before(at) {
		at = s.At
	}
	m := store.NewMessage{
		Message: desk.Message{
			ID: desk.MessageID(store.NewID()), IdentityID: who.ID, Channel: s.Channel, Direction: s.Direction,
			At: at, Text: s.Text, Voice: desk.ElsewhereShop,
		},
		Snippet: snippet(s.Text), Numbers: store.Numbers(s.Text),
	}
	m.ExternalID = string(m.ID)
	if err := tx.Messages().Insert(m, who.CustomerID); err != nil {
		return written{}, err
	}
	k, done, err := cases.Enter(tx, s.CaseID, cases.Entry{
		Identity: who.ID, Customer: who.CustomerID, Message: m.ID, Into: s.Into, Class: s.Class, Told: s.Told,
	})
	return written{k, m.ID, done}, err
}

func snippet(text string) string {
	line := strings.Join(strings.Fields(text), " ")
	if runes := []rune(line); len(runes) > snippetRunes {
		line = string(runes[:snippetRunes-1]) + "…"
	}
	return line
}

// leave decides whose turn it is afterwards. Another matter of hers that is open stays so, and waits if it did: the
// owner may have spoken of this one only.
func (s Sheet) leave(tx *store.Tx, w written, waited bool) (err error) {
	open, err := cases.OpenOf(&tx.ReadTx, w.matter.CustomerID)
	if err != nil {
		return err
	}
	if s.Then == Nothing {
		if err := cases.CloseIn(tx, w.matter.ID, w.done); err != nil {
			return err
		}
	}
	switch {
	case s.Then == Remind:
		_, err = customer.SnoozeIn(tx, w.matter.CustomerID, s.Until, w.done)
	case s.Then == Reply, waited && len(open) > 1:
		_, err = customer.ReopenIn(tx, w.matter.CustomerID, w.done)
	}
	return err
}
