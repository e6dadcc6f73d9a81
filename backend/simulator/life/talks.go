package life

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

const (
	year = 365
	// quietDays before the end belong to the cast and to the few recent conversations alone: an inbox
	// that has just been connected shows what is open, and the rest is closed history.
	quietDays = 9
	// awaiting is how many recent conversations, beside those of the cast, end with the shop's word.
	awaiting = 10
)

// said is one message of a conversation, before it is given the form of its channel.
type said struct {
	at   time.Time
	shop bool
	text string
	file string
}

// talk is a conversation between one customer and the shop on one channel.
type talk struct {
	key     string
	person  *Person
	channel string
	subject string
	said    []said
}

// stage is where conversations are played into the shop's past.
type stage struct{ *Life }

// add writes a conversation into the shop's past, at most limit messages of it.
func (l stage) add(t *talk, limit int) {
	if len(t.said) > limit {
		t.said = t.said[:limit]
	}
	for i := range t.said {
		if t.channel == Email {
			l.Mails = append(l.Mails, pen(l).mailOf(t, i))
		} else {
			l.Texts = append(l.Texts, l.textOf(t, i))
		}
	}
}

func (l stage) textOf(t *talk, i int) Text {
	s := t.said[i]
	text := Text{
		ID: l.id(t.key, i), Channel: t.channel, Body: s.text, At: s.at, Outgoing: s.shop,
		From: t.person.On(t.channel), To: l.Shop.SMS,
	}
	if t.channel == WhatsApp {
		text.To = l.Shop.WhatsApp
	} else {
		text.Body = plain(text.Body)
	}
	if s.shop {
		text.From, text.To = text.To, text.From
	}
	if s.file != "" {
		text.Media = []string{mediaType(s.file)}
	}
	return text
}

// addBulk plays scripts until the shop has said and heard as much as was asked for. Everybody gets one
// conversation first; after that some customers come back far more often than others.
func (l stage) addBulk(wanted int) {
	for n := 0; l.count() < wanted; n++ {
		r := Rand(l.seed, "talk", n)
		person := l.regular(r)
		if others := l.People[len(tables.cast):]; n < len(others) {
			person = others[n]
		}
		start := l.Day.AddDate(0, 0, -quietDays-2-r.IntN(year-quietDays-2))
		l.add(l.play(r, fmt.Sprint("talk", n), person, opening(r, start)), wanted-l.count())
	}
}

// regular draws a customer; the square makes the first ones of the list the regulars.
func (l stage) regular(r *rand.Rand) *Person {
	others := l.People[len(tables.cast):]
	if len(others) == 0 {
		others = l.People
	}
	x := r.Float64()
	return others[int(x*x*float64(len(others)))]
}

// addRecent plays the conversations of the last days in which the shop has answered and now waits.
func (l stage) addRecent() {
	others := l.People[len(tables.cast):]
	for n := range min(awaiting, len(others)) {
		r := Rand(l.seed, "recent", n)
		day := l.Day.AddDate(0, 0, -1-n%5)
		t := l.play(r, fmt.Sprint("recent", n), others[n*len(others)/awaiting], opening(r, day))
		l.add(t.untilShop(), len(t.said))
	}
}

// untilShop cuts a conversation after the shop's first word.
func (t *talk) untilShop() *talk {
	for i, s := range t.said {
		if s.shop {
			t.said = t.said[:i+1]
			break
		}
	}
	return t
}

// play lets a person play one of the scripts that exist for a channel he or she has.
func (l stage) play(r *rand.Rand, key string, p *Person, start time.Time) *talk {
	for {
		s := pick(r, tables.scripts)
		channel := pick(r, s.On)
		if p.On(channel) == "" {
			continue
		}
		f := filler{seed: l.seed, talk: key, person: p}
		t := &talk{key: key, person: p, channel: channel, subject: f.fill(s.Subject)}
		at := start
		for i, turn := range s.Turns {
			if i > 0 {
				at = later(r, at, channel)
			}
			said := said{at: at, shop: turn.By == "s", text: f.fill(turn.Text), file: f.fill(turn.File)}
			if channel == SMS {
				said.file = "" // telephones without pictures
			}
			t.said = append(t.said, said)
		}
		return t
	}
}

// opening is a moment of a day at which somebody writes to a shop; Sundays move to Saturday.
func opening(r *rand.Rand, day time.Time) time.Time {
	if day.Weekday() == time.Sunday {
		day = day.AddDate(0, 0, -1)
	}
	return clock(day, 8, 30).Add(time.Duration(r.IntN(6*3600)) * time.Second)
}

// later is when the next message of a conversation comes: within the same opening hours, so that no
// conversation runs past its day.
func later(r *rand.Rand, at time.Time, channel string) time.Time {
	gap := time.Duration(40+r.IntN(600)) * time.Second
	if channel == Email {
		gap += time.Duration(r.IntN(30*60)) * time.Second
	}
	return at.Add(gap)
}

func clock(day time.Time, hour, minute int) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), hour, minute, 0, 0, day.Location())
}

// addCast plays the fixed stories, each message at its own fixed time.
func (l stage) addCast() {
	for i, m := range tables.cast {
		for j, s := range m.Stories {
			t := &talk{key: fmt.Sprint("cast", i, ".", j), person: l.People[i], channel: s.On, subject: s.Subject}
			for k, turn := range s.Turns {
				at := l.moment(turn.At).Add(time.Duration(hash(l.seed, t.key, k)%50) * time.Second)
				t.said = append(t.said, said{at: at, shop: turn.By == "s", text: turn.Text, file: turn.File})
			}
			l.add(t, len(t.said))
		}
	}
}

// moment reads "-3 16:20": three days before the end, at twenty past four.
func (l stage) moment(s string) time.Time {
	var days, hour, minute int
	if n, err := fmt.Sscanf(s, "%d %d:%d", &days, &hour, &minute); n != 3 || err != nil {
		panic("life: a moment is written like \"-3 16:20\", not " + s)
	}
	return clock(l.Day.AddDate(0, 0, days), hour, minute)
}

func mediaType(file string) string {
	switch {
	case strings.HasSuffix(file, ".png"):
		return "image/png"
	case strings.HasSuffix(file, ".ogg"):
		return "audio/ogg"
	default:
		return "application/pdf"
	}
}
