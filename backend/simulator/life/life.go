// Package life invents the past of the simulated shop: who its customers are and what was said in
// twelve months of e-mail, SMS and WhatsApp.
//
// The same seed, size and day give the same shop to the byte; nothing here looks at the clock. Mails are
// kept as a recipe and rendered when somebody asks, so that fifty thousand of them stay small. The
// package opens no socket and knows no server.
package life

import (
	"fmt"
	"sort"
	"time"
)

// Channels of a message.
const (
	Email    = "email"
	SMS      = "sms"
	WhatsApp = "whatsapp"
)

// Options say which shop to invent.
type Options struct {
	Seed uint64
	// Customers is how many people and firms know the shop; never fewer than the fixed cast.
	Customers int
	// Messages is how many messages there are in all; never fewer than the fixed stories need.
	Messages int
	// Day is the midnight, in the shop's own time zone, at which this past ends.
	Day time.Time
}

// Shop is the shop's own side of every conversation.
type Shop struct {
	Name, Owner string
	Address     string // e-mail
	SMS         string // E.164
	WhatsApp    string // with the prefix whatsapp:
}

// Life is the whole past of one shop.
type Life struct {
	Shop   Shop
	Day    time.Time
	People []*Person
	Mails  []Mail // oldest first
	Texts  []Text // SMS and WhatsApp, oldest first

	seed uint64
}

// Text is one SMS or WhatsApp message.
type Text struct {
	ID       string // 32 hexadecimal digits
	Channel  string
	From, To string
	Body     string
	At       time.Time
	Outgoing bool
	Media    []string // MIME types
}

// New invents a shop.
func New(o Options) *Life {
	l := &Life{
		Day: o.Day, seed: o.Seed,
		Shop: Shop{
			Name: "Papelaria Sabiá", Owner: "Célia", Address: "contato@papelariasabia.example",
			SMS: "+5511900000100", WhatsApp: "whatsapp:+5511900000200",
		},
	}
	l.People = people(o.Seed, max(o.Customers, len(tables.cast)))
	play := stage{l}
	play.addCast()
	machines{l}.addAll()
	play.addRecent()
	play.addBulk(o.Messages)
	sort.SliceStable(l.Mails, func(i, j int) bool { return l.Mails[i].At.Before(l.Mails[j].At) })
	sort.SliceStable(l.Texts, func(i, j int) bool { return l.Texts[i].At.Before(l.Texts[j].At) })
	return l
}

// count is how many messages there are so far.
func (l *Life) count() int { return len(l.Mails) + len(l.Texts) }

// id mints the 32 hexadecimal digits that name one message, the same for the same shop and day.
func (l *Life) id(parts ...any) string {
	key := fmt.Sprint(append([]any{l.Day.Format(time.DateOnly)}, parts...)...)
	return fmt.Sprintf("%016x%016x", hash(l.seed, "id", key), hash(l.seed, "id2", key))
}

// Person finds a customer by any address that he or she writes from; nil when nobody is known there.
// Brazilian mobiles are found with and without their ninth digit.
func (l *Life) Person(address string) *Person {
	wanted := addressKey(address)
	for _, p := range l.People {
		if p.answersTo(wanted) {
			return p
		}
	}
	return nil
}
