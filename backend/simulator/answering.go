package simulator

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"
	"time"

	gomessage "github.com/emersion/go-message"
	"github.com/emersion/go-message/mail"

	"balcao/backend/simulator/life"
	"balcao/backend/simulator/smtpserver"
	"balcao/backend/simulator/twilioserver"
)

// answering are the customers: each message of the shop to somebody they are is answered after a while.
type answering struct {
	shop *Shop
	run  string // tells the Message-IDs of this opening of the shop from those of earlier ones

	mu        sync.Mutex
	closed    bool
	timers    map[int]*time.Timer
	nextTimer int
	numbers   map[string]int  // how many answers a person has given on a channel
	quoted    map[string]bool // numbers of cases with which somebody has come back
	delivered int
	changed   chan struct{} // closed and replaced when delivered grows
	sent      []Sent
	running   sync.WaitGroup
}

func newAnswering(s *Shop) *answering {
	return &answering{
		shop: s, run: fmt.Sprintf("%x", s.options.Now().UnixNano()),
		timers: map[int]*time.Timer{}, numbers: map[string]int{}, quoted: map[string]bool{}, changed: make(chan struct{}),
	}
}

// later lets a person answer when the time has come: deliver gets the words.
func (a *answering) later(p *life.Person, channel string, deliver func(words string, number int)) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.closed || a.shop.options.Quiet {
		return
	}
	key := channel + " " + p.On(channel)
	number := a.numbers[key]
	a.numbers[key]++
	words := a.shop.life.Answer(p, channel, number)
	wait := a.shop.options.AnswerAfter(life.Rand(a.shop.options.Seed, "wait", key, number))
	a.after(wait, func() { deliver(words, number) })
}

// after does something when the time has come; a.mu is held.
func (a *answering) after(wait time.Duration, do func()) {
	id := a.nextTimer
	a.nextTimer++
	a.timers[id] = time.AfterFunc(wait, func() {
		if !a.begin(id) {
			return
		}
		defer a.running.Done()
		do()
		a.count()
	})
}

// caseNumber is the number of a case, as the shop writes it.
var caseNumber = regexp.MustCompile(`\b\d{6}-\d{2}\.\d{3}-\d{2}\b`)

// comeBack lets a person who was told the number of her case write about it on another channel, once.
func (a *answering) comeBack(p *life.Person, channel, told string) {
	number, other := caseNumber.FindString(told), p.Elsewhere(channel)
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.closed || a.shop.options.Quiet || number == "" || other == "" || a.quoted[number] {
		return
	}
	a.quoted[number] = true
	text := twilioserver.Message{From: p.On(other), To: a.shop.endpoints.Twilio.SMS, Body: a.shop.life.Quote(p, number)}
	if other == life.WhatsApp {
		text.To = a.shop.endpoints.Twilio.WhatsApp
	}
	wait := 2 * a.shop.options.AnswerAfter(life.Rand(a.shop.options.Seed, "quote", number))
	a.after(wait, func() { a.shop.twilio.Deliver(text) })
}

// begin is false when the shop has closed in the meantime.
func (a *answering) begin(timer int) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.timers, timer)
	if a.closed {
		return false
	}
	a.running.Add(1)
	return true
}

func (a *answering) count() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.delivered++
	close(a.changed)
	a.changed = make(chan struct{})
}

// wait returns when n answers have been delivered in all.
func (a *answering) wait(ctx context.Context, n int) error {
	for {
		a.mu.Lock()
		enough, changed := a.delivered >= n, a.changed
		a.mu.Unlock()
		if enough {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// close forgets the answers that have not begun and waits for those that have.
func (a *answering) close() {
	a.mu.Lock()
	a.closed = true
	for _, timer := range a.timers {
		timer.Stop()
	}
	clear(a.timers)
	a.mu.Unlock()
	a.running.Wait()
}

func (a *answering) remember(m Sent) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.sent = append(a.sent, m)
}

// takeText is told of every message that the telephone provider accepted.
func (a *answering) takeText(m twilioserver.Message) {
	channel := life.SMS
	if strings.HasPrefix(m.To, "whatsapp:") {
		channel = life.WhatsApp
	}
	a.remember(Sent{Channel: channel, ID: m.SID, From: m.From, To: []string{m.To}, Text: m.Body, Template: m.ContentSID, At: m.At})
	p := a.shop.life.Person(m.To)
	if p == nil || m.Failure != 0 {
		return
	}
	a.comeBack(p, channel, m.Body)
	a.later(p, channel, func(words string, _ int) {
		// The answer comes from the person's own id, which may lack the ninth digit that the shop typed.
		a.shop.twilio.Deliver(twilioserver.Message{From: p.On(channel), To: m.From, Body: words})
	})
}

// takeMail is told of every mail that the mail server accepted.
func (a *answering) takeMail(e smtpserver.Envelope) {
	at := a.shop.options.Now()
	letter := read(e.Raw)
	a.remember(Sent{Channel: life.Email, ID: letter.id, From: e.From, To: e.To, Text: letter.text, Raw: e.Raw, At: at})
	if letter.automatic {
		return
	}
	for _, to := range e.To {
		p := a.shop.life.Person(to)
		if p == nil || p.Email == "" {
			continue
		}
		a.comeBack(p, life.Email, letter.subject+"\n"+letter.text)
		a.later(p, life.Email, func(words string, number int) { a.answerMail(p, letter, at, words, number) })
	}
}

func (a *answering) answerMail(p *life.Person, letter received, sentAt time.Time, words string, number int) {
	now := a.shop.options.Now()
	a.shop.mail.Deliver(a.compose(p, letter, sentAt, now, words, number), now)
}

// compose writes the answer to a letter, with a Message-ID that no other opening of the shop gives.
func (a *answering) compose(p *life.Person, letter received, sentAt, now time.Time, words string, number int) []byte {
	zone := a.shop.options.Day.Location()
	local, domain, _ := strings.Cut(p.Email, "@")
	return a.shop.life.Compose(life.Reply{
		Person: p, ID: fmt.Sprintf("%s.%s.%d@%s", a.run, local, number, domain), At: now.In(zone),
		Subject: letter.subject, Parent: letter.id, References: letter.references,
		ParentAt: sentAt.In(zone), ParentText: letter.text, Words: words,
	})
}

// received is what a customer's mail program sees of a mail.
type received struct {
	id, subject, text string
	references        []string
	automatic         bool
}

// read takes a mail apart; what cannot be read stays empty.
func read(raw []byte) received {
	var out received
	entity, err := gomessage.Read(bytes.NewReader(raw))
	if entity == nil || err != nil && !gomessage.IsUnknownCharset(err) && !gomessage.IsUnknownEncoding(err) {
		return out
	}
	header := mail.Header{Header: entity.Header}
	// Each of these is empty when its header line is missing or unreadable.
	out.id, _ = header.MessageID()
	out.subject, _ = header.Subject()
	out.references, _ = header.MsgIDList("References")
	auto := strings.ToLower(header.Get("Auto-Submitted"))
	out.automatic = auto != "" && auto != "no"
	_ = entity.Walk(func(_ []int, part *gomessage.Entity, err error) error {
		kind, _, _ := part.Header.ContentType()
		if err != nil || kind != "text/plain" {
			return nil
		}
		text, err := io.ReadAll(part.Body)
		out.text = strings.ReplaceAll(string(text), "\r\n", "\n")
		if err != nil {
			return err
		}
		return errEnough
	})
	return out
}

// errEnough ends a walk through a mail at its first text.
var errEnough = errors.New("first text found")
