package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"balcao/backend/desk"
)

const (
	benchMessages  = 200_000
	benchCustomers = 3_000
	benchBatch     = 2_000
	benchBiggest   = benchMessages / 10 // messages of customer 0
)

// benchNow is the day of the benchmark's shop; its two years of messages end there.
var benchNow = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

// BenchmarkStore200k measures what the window asks for while somebody looks on. It builds its store once, under
// the temporary folder, through Write; a run that is cut short goes on where the last one ended.
func BenchmarkStore200k(b *testing.B) {
	st := openBench(b)
	words := benchWords()
	biggest, rnd := benchIdentity(0), rand.New(rand.NewSource(3))
	position := func() Position {
		return Position{At: benchNow.Add(-time.Duration(rnd.Int63n(int64(2 * 365 * 24 * time.Hour))))}
	}
	timeline := func(tx *ReadTx, id desk.IdentityID, after Position) (int, error) {
		list, err := tx.Messages().Page(id, after, 51)
		if err != nil {
			return 0, err
		}
		var ids []desk.MessageID
		for _, m := range list {
			ids = append(ids, m.ID)
		}
		if _, err := tx.Attachments().OfAll(ids); err != nil {
			return 0, err
		}
		_, err = tx.Deliveries().OfAll(ids)
		return len(list), err
	}
	among := func(narrow func() Narrowing, days int, typed func() string) func(*ReadTx) (int, error) {
		return func(tx *ReadTx) (int, error) {
			s := Search{Match: narrow().Expression(MatchExpression(typed())), Before: FirstHit, Limit: 21}
			if days > 0 {
				s.To = benchNow.AddDate(0, 0, -rnd.Intn(700))
				s.From = s.To.AddDate(0, 0, -days)
			}
			hits, err := tx.SearchMessages(s)
			if err != nil {
				return 0, err
			}
			_, _, err = tx.CountMessages(s)
			return len(hits), err
		}
	}
	all := func() Narrowing { return Narrowing{} }
	search := func(typed func() string) func(*ReadTx) (int, error) { return among(all, 0, typed) }
	only := func(n Narrowing) func() Narrowing { return func() Narrowing { return n } }
	ofSomebody := func() Narrowing {
		return Narrowing{Identities: []desk.IdentityID{benchIdentity(rnd.Intn(benchCustomers))}}
	}
	commonest := func() string { return words[0] + " " }
	nothing := func() string { return "" }
	pick := func(from, to int) string { return words[from+rnd.Intn(to-from)] }
	prefix := func(n int) func() string {
		return func() string { w := []rune(pick(0, 2000)); return string(w[:min(n, len(w))]) }
	}
	for _, c := range []struct {
		name string
		read func(*ReadTx) (int, error)
	}{
		{"inbox/overdue", benchInbox(desk.ToReply, true)},
		{"inbox/reply", benchInbox(desk.ToReply, false)},
		{"inbox/closed", benchInbox(desk.Closed, false)},
		{"inbox/closed-by-value", func(tx *ReadTx) (int, error) {
			rows, err := tx.Inbox().Rows(InboxPart{State: desk.Closed, ByValue: true, After: Start(), AfterValue: math.MaxInt64, Limit: 51})
			return len(rows), err
		}},
		{"inbox/all", func(tx *ReadTx) (int, error) { rows, err := tx.Inbox().All(Start(), 51); return len(rows), err }},
		{"timeline/random", func(tx *ReadTx) (int, error) { return timeline(tx, benchIdentity(rnd.Intn(benchCustomers)), Start()) }},
		{"timeline/biggest", func(tx *ReadTx) (int, error) { return timeline(tx, biggest, Start()) }},
		{"timeline/biggest-deep", func(tx *ReadTx) (int, error) { return timeline(tx, biggest, position()) }},
		{"search/rare", search(func() string { return pick(9000, 29000) + " " })},
		{"search/common", search(func() string { return pick(0, 20) + " " })},
		{"search/commonest", search(commonest)},
		{"search/commonest-in", among(only(Narrowing{Direction: desk.In}), 0, commonest)},
		{"search/commonest-sms-out-audio", among(only(Narrowing{Channel: desk.SMS, Direction: desk.Out, Files: desk.Audio}), 0, commonest)},
		{"search/commonest-no-channel", among(only(Narrowing{Channel: desk.Other}), 0, commonest)},
		{"search/commonest-month", among(all, 30, commonest)},
		{"search/common-picture-year", among(only(Narrowing{Files: desk.Picture}), 365, func() string { return pick(0, 20) + " " })},
		{"search/common-customer", among(ofSomebody, 0, func() string { return pick(0, 20) + " " })},
		{"search/common-biggest", among(only(Narrowing{Identities: []desk.IdentityID{biggest}}), 0, func() string { return pick(0, 20) + " " })},
		{"search/prefix-1-customer", among(ofSomebody, 0, prefix(1))},
		{"search/filter-only", among(only(Narrowing{Files: desk.AnyFile}), 0, nothing)},
		{"search/month-only", among(all, 30, nothing)},
		{"search/two-common", search(func() string { return pick(0, 20) + " " + pick(0, 20) + " " })},
		{"search/two-middling", search(func() string { return pick(200, 800) + " " + pick(200, 800) + " " })},
		{"search/prefix-3", search(prefix(3))},
		{"search/prefix-1", search(prefix(1))},
		{"search/number", search(func() string { return "8" + fmt.Sprint(1000000+rnd.Intn(9)) })},
	} {
		b.Run(c.name, func(b *testing.B) { benchRead(b, st, c.read) })
	}
}

func benchInbox(state desk.TurnState, overdue bool) func(*ReadTx) (int, error) {
	return func(tx *ReadTx) (int, error) {
		rows, err := tx.Inbox().Rows(InboxPart{State: state, Overdue: overdue, OverdueBefore: benchNow.Add(-24 * time.Hour), After: Start(), Limit: 51})
		return len(rows), err
	}
}

// benchRead reports the middle and the 95th of a hundred of the times that one look takes.
func benchRead(b *testing.B, st *Store, read func(*ReadTx) (int, error)) {
	took := make([]time.Duration, 0, b.N)
	found := 0
	for b.Loop() {
		began := time.Now()
		err := st.Read(b.Context(), func(tx *ReadTx) error {
			n, err := read(tx)
			found += n
			return err
		})
		took = append(took, time.Since(began))
		if err != nil {
			b.Fatal(err)
		}
	}
	slices.Sort(took)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(took[len(took)/2].Seconds()*1000, "p50-ms")
	b.ReportMetric(took[len(took)*95/100].Seconds()*1000, "p95-ms")
	b.ReportMetric(float64(found)/float64(len(took)), "rows")
}

// openBench opens the store of the benchmark; one that another schema or another builder made is thrown away.
func openBench(b *testing.B) *Store {
	b.Helper()
	dir := filepath.Join(os.TempDir(), "balcao-bench-200k")
	stamp, key := filepath.Join(dir, "schema.sha256"), benchKey(b)
	if was, err := os.ReadFile(stamp); err != nil || string(was) != key {
		if err := os.RemoveAll(dir); err != nil {
			b.Fatal(err)
		}
	}
	st, err := Open(b.Context(), dir, Options{Now: func() time.Time { return benchNow }})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = st.Close() })
	if err := os.WriteFile(stamp, []byte(key), 0o600); err != nil {
		b.Fatal(err)
	}
	began := time.Now()
	made, err := buildBench(b.Context(), st)
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%s: %d messages made in %v", dir, made, time.Since(began).Round(time.Second))
	return st
}

func benchKey(b *testing.B) string {
	schema, err := migrations.ReadFile("migrations/00001_spine.sql")
	if err != nil {
		b.Fatal(err)
	}
	sum := sha256.Sum256(append(schema, "builder 2"...))
	return hex.EncodeToString(sum[:])
}

func buildBench(ctx context.Context, st *Store) (made int, err error) {
	var have int64
	if err := st.Read(ctx, func(tx *ReadTx) error { have, err = tx.Messages().Count(); return err }); err != nil {
		return 0, err
	}
	if have == 0 {
		if err := st.Write(ctx, benchPeople); err != nil {
			return 0, err
		}
	}
	words := benchWords()
	for from := int(have); from < benchMessages; from += benchBatch {
		if err := st.Write(ctx, func(tx *Tx) error { return benchFill(tx, words, from) }); err != nil {
			return made, err
		}
		made += benchBatch
	}
	return made, nil
}

func benchPeople(tx *Tx) error {
	for i := range benchCustomers {
		id := NewCustomerID(benchAddress(i))
		name := fmt.Sprintf("%s %s", strings.ToUpper(benchWord(i)[:1])+benchWord(i)[1:], benchWord(i*7+3))
		if err := tx.Customers().Insert(desk.Customer{ID: id, Name: name, CreatedAt: benchNow}); err != nil {
			return err
		}
		err := tx.Customers().AddIdentity(desk.Identity{
			ID: benchIdentity(i), CustomerID: id, Medium: desk.Email, Address: benchAddress(i), Key: "mail:" + benchAddress(i),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// benchFill adds one batch, in the order of its dates.
func benchFill(tx *Tx, words []string, from int) error {
	r := rand.New(rand.NewSource(int64(from)))
	customers := rand.NewZipf(r, 1.05, 20, benchCustomers-2)
	vocabulary := rand.NewZipf(r, 1.1, 8, uint64(len(words)-1))
	step := 2 * 365 * 24 * time.Hour / benchMessages
	for i := from; i < from+benchBatch; i++ {
		who := int(customers.Uint64()) + 1
		if i%(benchMessages/benchBiggest) == 0 {
			who = 0
		}
		if err := benchMessage(tx, r, vocabulary, words, i, who, benchNow.Add(-step*time.Duration(benchMessages-i))); err != nil {
			return err
		}
	}
	return nil
}

func benchMessage(tx *Tx, r *rand.Rand, vocabulary *rand.Zipf, words []string, i, who int, at time.Time) error {
	text := make([]string, 20+r.Intn(60))
	for k := range text {
		text[k] = words[vocabulary.Uint64()]
	}
	m := NewMessage{Message: desk.Message{
		ID: desk.MessageID(desk.HashID("bench", fmt.Sprint(i))), IdentityID: benchIdentity(who), AccountID: "shop", Channel: desk.Email,
		Direction: desk.In, ExternalID: fmt.Sprint(i), At: at, From: benchAddress(who), To: "loja@exemplo.example",
		Subject: strings.Join(text[:4], " "), Text: strings.Join(text, " "), Voice: desk.CustomerVoice, History: i < benchMessages/2,
	}}
	if r.Intn(10) == 0 {
		m.Text += fmt.Sprintf(" (11) 9%d-%04d", 8000+r.Intn(1000), r.Intn(10000))
	}
	if r.Intn(100) < 45 {
		m.Direction, m.Voice = desk.Out, desk.ElsewhereShop
		m.From, m.To = m.To, m.From
	}
	m.Channel = []desk.Channel{desk.Email, desk.Email, desk.WhatsApp, desk.WhatsApp, desk.WhatsApp, desk.SMS}[r.Intn(6)]
	m.Snippet, m.Numbers = strings.Join(text[:12], " "), Numbers(m.Text)
	if err := tx.Messages().Insert(m, NewCustomerID(benchAddress(who))); err != nil || r.Intn(12) > 0 {
		return err
	}
	kind := []string{"image/jpeg", "image/png", "application/pdf", "audio/ogg"}[r.Intn(4)]
	file := desk.Attachment{ID: desk.AttachmentID(desk.HashID("bench file", fmt.Sprint(i))), MessageID: m.ID, Name: "arquivo", Type: kind, SHA256: "x"}
	return tx.Attachments().Insert(file, 0, "shop")
}

func benchAddress(i int) string { return fmt.Sprintf("cliente%d@exemplo.example", i) }

func benchIdentity(i int) desk.IdentityID { return NewIdentityID(desk.Email, benchAddress(i)) }

// benchWords is a vocabulary of 30,000 words, the common ones short, as in Portuguese.
func benchWords() []string {
	words := make([]string, 0, 30_000)
	seen := map[string]bool{}
	for i := 0; len(words) < cap(words); i++ {
		if w := benchWord(i); !seen[w] {
			seen[w] = true
			words = append(words, w)
		}
	}
	return words
}

func benchWord(i int) string {
	syllables := []string{
		"a", "de", "que", "o", "ção", "pe", "di", "do", "com", "pra", "ra", "lo", "ja", "en", "tre", "ga", "não", "es", "ta", "ca", "der",
		"no", "pa", "pel", "va", "lor", "bo", "le", "to", "nha", "ma", "ri", "so", "bre", "fa", "tu", "men", "te", "co", "lé", "gi", "vi",
	}
	var w strings.Builder
	for n := i; ; n = n/len(syllables) - 1 {
		w.WriteString(syllables[n%len(syllables)])
		if n < len(syllables) {
			return w.String()
		}
	}
}
