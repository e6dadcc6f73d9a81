package life

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"mime"
	"net/mail"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"balcao/backend/protocol"
)

var zone = time.FixedZone("-03", -3*3600)

func day() time.Time { return time.Date(2026, 11, 21, 0, 0, 0, 0, zone) }

func shop(seed uint64) *Life {
	return New(Options{Seed: seed, Customers: 180, Messages: 2340, Day: day()})
}

// small is a shop with less of a past; what is newest is the same.
func small(seed uint64) *Life {
	return New(Options{Seed: seed, Customers: 180, Messages: 700, Day: day()})
}

// fingerprint is one number over everything that a shop contains.
func fingerprint(l *Life) string {
	h := sha256.New()
	for _, m := range l.Mails {
		fmt.Fprint(h, m.At, m.Outgoing, m.Seen)
		h.Write(m.Render())
	}
	fmt.Fprintf(h, "%v", l.Texts)
	for _, p := range l.People {
		fmt.Fprintf(h, "%+v", *p)
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

func TestSameSeedSameDaySameShop(t *testing.T) {
	first := fingerprint(small(7))
	if second := fingerprint(small(7)); second != first {
		t.Errorf("the same seed gave another shop: %s, %s", first, second)
	}
	if other := fingerprint(small(8)); other == first {
		t.Error("another seed gave the same shop")
	}
	tomorrow := New(Options{Seed: 7, Customers: 180, Messages: 700, Day: day().AddDate(0, 0, 1)})
	if fingerprint(tomorrow) == first {
		t.Error("another day gave the same shop")
	}
}

func TestSize(t *testing.T) {
	for _, c := range []struct{ customers, messages int }{{180, 2340}, {40, 500}, {1, 300}} {
		l := New(Options{Seed: 1, Customers: c.customers, Messages: c.messages, Day: day()})
		if got := len(l.Mails) + len(l.Texts); got != c.messages {
			t.Errorf("%+v: %d messages", c, got)
		}
		if want := max(c.customers, len(tables.cast)); len(l.People) != want {
			t.Errorf("%+v: %d people, want %d", c, len(l.People), want)
		}
	}
}

func TestPeopleHaveAddressesOfTheirOwn(t *testing.T) {
	seen := map[string]string{}
	for _, p := range New(Options{Seed: 3, Customers: 3000, Messages: 1, Day: day()}).People {
		for _, address := range []string{p.Email, p.SMS} {
			if address == "" {
				continue
			}
			if other, taken := seen[addressKey(address)]; taken {
				t.Errorf("%s and %s share %s", p.Name, other, address)
			}
			seen[addressKey(address)] = p.Name
		}
		if p.Email == "" && p.SMS == "" {
			t.Errorf("%s cannot be reached", p.Name)
		}
	}
}

// exchange is the last word between the shop and one address.
type exchange struct {
	at   time.Time
	shop bool
}

func lastWords(t *testing.T, l *Life) map[string]exchange {
	t.Helper()
	last := map[string]exchange{}
	note := func(address string, at time.Time, shop bool) {
		if at.After(last[address].at) {
			last[address] = exchange{at, shop}
		}
	}
	for _, m := range l.Mails {
		parsed := parse(t, m.Render())
		if parsed.Header.Get("List-Id") != "" || parsed.Header.Get("Auto-Submitted") != "" {
			continue
		}
		who := parsed.Header.Get("From")
		if m.Outgoing {
			who = parsed.Header.Get("To")
		}
		_, address, _ := strings.Cut(who, "<")
		note(strings.TrimSuffix(address, ">"), m.At, m.Outgoing)
	}
	for _, m := range l.Texts {
		who := m.From
		if m.Outgoing {
			who = m.To
		}
		note(who, m.At, m.Outgoing)
	}
	return last
}

func parse(t *testing.T, raw []byte) *mail.Message {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("%v in\n%s", err, raw)
	}
	return m
}

func TestNewestConversations(t *testing.T) {
	for seed := range 7 { // and on every day of the week
		l := New(Options{Seed: uint64(seed), Customers: 180, Messages: 700, Day: day().AddDate(0, 0, seed)})
		week := l.Day.AddDate(0, 0, -7).Add(24 * time.Hour) // whatever the hour of the day it is looked at
		waiting, answered, overdue := 0, 0, 0
		for _, e := range lastWords(t, l) {
			switch {
			case e.at.Before(week):
			case e.shop:
				answered++
			default:
				waiting++
				if l.Day.Sub(e.at) > 24*time.Hour {
					overdue++
				}
			}
			if !e.at.Before(l.Day) {
				t.Errorf("a message of the future: %v", e.at)
			}
			if gap := l.Day.Sub(e.at); gap > 6*24*time.Hour && gap < 8*24*time.Hour {
				t.Errorf("a conversation at the edge of the week: %v", e.at)
			}
		}
		if waiting < 8 || waiting > 12 || answered < 10 || answered > 14 || overdue != 1 {
			t.Errorf("seed %d: %d wait for the shop (%d overdue), %d for the customer", seed, waiting, overdue, answered)
		}
	}
}

func TestEveryKindOfMailIsThere(t *testing.T) {
	wanted := map[string]int{
		"charset=iso-8859-1": 0, "charset=windows-1252": 0, "multipart/alternative": 0, "multipart/mixed": 0,
		"application/pdf": 0, "image/png": 0, "List-Id:": 0, "Auto-Submitted: auto-replied": 0, "Auto-Submitted: auto-generated": 0,
		"multipart/report": 0, "In-Reply-To:": 0, "escreveu:": 0, "Mensagem original": 0, "Content-Transfer-Encoding: 8bit": 0,
		"no date": 0,
	}
	l := shop(1)
	for _, m := range l.Mails {
		raw := m.Render()
		for kind := range wanted {
			if bytes.Contains(raw, []byte(kind)) {
				wanted[kind]++
			}
		}
		parsed := parse(t, raw)
		if parsed.Header.Get("Date") == "" {
			wanted["no date"]++
		}
		if bytes.Contains(raw, []byte("{")) && bytes.Contains(raw, []byte("}")) {
			t.Errorf("a gap was not filled:\n%s", raw)
		}
		if bytes.Contains(bytes.ReplaceAll(raw, []byte("\r\n"), nil), []byte("\n")) {
			t.Errorf("a line ends without CRLF:\n%q", raw)
		}
		if subject, err := new(mime.WordDecoder).DecodeHeader(parsed.Header.Get("Subject")); err == nil && !utf8.ValidString(subject) {
			t.Errorf("subject %q", subject)
		}
	}
	for kind, n := range wanted {
		if n == 0 {
			t.Errorf("no mail with %s", kind)
		}
	}
}

func TestEveryKindOfTextIsThere(t *testing.T) {
	l := shop(1)
	found := map[string]bool{}
	for _, m := range l.Texts {
		found[m.Channel] = true
		for _, kind := range m.Media {
			found[kind] = true
		}
		if m.Body == "" && len(m.Media) == 0 {
			found["unsupported"] = true
		}
		if strings.HasPrefix(m.From, "whatsapp:+55") && len(m.From) == len("whatsapp:+553290001234") {
			found["eight digits"] = true
		}
		if m.Channel == SMS && (len(m.Media) > 0 || m.Body != plain(m.Body)) {
			t.Errorf("not what a telephone sends by SMS: %+v", m)
		}
	}
	for _, kind := range []string{SMS, WhatsApp, "image/png", "audio/ogg", "application/pdf", "unsupported", "eight digits"} {
		if !found[kind] {
			t.Errorf("no message with %s", kind)
		}
	}
}

func TestThreadsHoldTogether(t *testing.T) {
	known := map[string]bool{}
	for _, m := range small(2).Mails {
		parsed := parse(t, m.Render())
		for _, id := range strings.Fields(parsed.Header.Get("References")) {
			if !known[id] {
				t.Fatalf("%s refers to %s, which did not come before", parsed.Header.Get("Message-Id"), id)
			}
		}
		id := parsed.Header.Get("Message-Id")
		if known[id] {
			t.Fatalf("two mails are called %s", id)
		}
		known[id] = true
	}
}

func TestPersonIsFoundByAnySpelling(t *testing.T) {
	l := shop(1)
	for address, name := range map[string]string{
		"RAFAEL.Kowalski@correio.example": "Rafael Kowalski",
		"+5532900001418":                  "Ana Beatriz Moraes",
		"whatsapp:+5532900001418":         "Ana Beatriz Moraes",
		"whatsapp:+553290004410":          "Íris Okamoto",
		"whatsapp:+5532990004410":         "Íris Okamoto",
	} {
		if p := l.Person(address); p == nil || p.Name != name {
			t.Errorf("%s is %+v, want %s", address, p, name)
		}
	}
	for _, address := range []string{"", "ninguem@mail.example", "+5511900000999", "whatsapp:"} {
		if p := l.Person(address); p != nil {
			t.Errorf("%q is %s, want nobody", address, p.Name)
		}
	}
}

func TestAnswersFitTheChannel(t *testing.T) {
	l := shop(1)
	ana := l.Person("+5532900001418")
	said := map[string]bool{}
	for n := range len(tables.answers[SMS]) {
		words := l.Answer(ana, SMS, n)
		if words != plain(words) || len(words) > 160 || strings.Contains(words, "{") {
			t.Errorf("not an SMS: %q", words)
		}
		if words != l.Answer(ana, SMS, n) {
			t.Errorf("answer %d changes", n)
		}
		said[words] = true
	}
	if len(said) != len(tables.answers[SMS]) {
		t.Errorf("only %d different answers", len(said))
	}
	rafael := l.Person("rafael.kowalski@correio.example")
	for n := range len(tables.answers[Email]) {
		if words := l.Answer(rafael, Email, n); strings.Contains(strings.ToLower(words), "obrigada") {
			t.Errorf("Rafael says %q", words)
		}
	}
}

func TestFill(t *testing.T) {
	f := filler{seed: 1, talk: "x", person: &Person{First: "Ana", Female: true}}
	for sentence, want := range map[string]string{
		"{obrigado}!":              "Obrigada!",
		"Recebi, {obrigado}.":      "Recebi, obrigada.",
		"Certo. {obrigado}":        "Certo. Obrigada",
		"preocupad{o} com {nome}":  "preocupada com Ana",
		"sem lacunas":              "sem lacunas",
		"{nome} e {nome}, sempre.": "Ana e Ana, sempre.",
	} {
		if got := f.fill(sentence); got != want {
			t.Errorf("%q became %q, want %q", sentence, got, want)
		}
	}
}

func TestScriptsNameOnlyKnownGaps(t *testing.T) {
	f := filler{seed: 1, talk: "x", person: &Person{First: "Ana"}}
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("a script names a gap that no table fills: %v", r)
		}
	}()
	for _, s := range tables.scripts {
		for _, turn := range s.Turns {
			f.fill(s.Subject + turn.Text + turn.File)
		}
	}
}

func TestFiftyThousand(t *testing.T) {
	l := New(Options{Seed: 1, Customers: 180, Messages: 50_000, Day: day()})
	if got := len(l.Mails) + len(l.Texts); got != 50_000 {
		t.Errorf("%d messages", got)
	}
	newest := l.Mails[len(l.Mails)-1]
	if !bytes.Equal(newest.Render(), newest.Render()) {
		t.Error("a mail is not the same twice")
	}
}

func BenchmarkRender(b *testing.B) {
	l := New(Options{Seed: 1, Customers: 180, Messages: 20_000, Day: day()})
	b.ReportAllocs()
	size := 0
	for i := range b.N {
		size += len(l.Mails[i%len(l.Mails)].Render())
	}
	b.ReportMetric(float64(size)/float64(b.N), "bytes/mail")
}

func TestAQuotedNumberIsFoundHoweverItIsCopied(t *testing.T) {
	l := New(Options{Seed: 7, Customers: 20, Messages: 100, Day: day()})
	quotes := map[string]bool{}
	for count := 1; count <= 200; count++ {
		number := protocol.New(day(), 7, count)
		text := l.Quote(l.People[0], number.String())
		if found := protocol.Find(text); len(found.Numbers) != 1 || found.Numbers[0] != number {
			t.Errorf("%q: found %+v", text, found)
		}
		quotes[strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return '0'
			}
			return r
		}, text)] = true
	}
	if len(quotes) < 20 {
		t.Errorf("only %d ways to say it", len(quotes))
	}
}
