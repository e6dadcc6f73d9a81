package store

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"balcao/backend/desk"
)

// shelf is a store with one message for every way that narrowing can tell them apart.
type shelf struct {
	t     *testing.T
	st    *Store
	clock *clock
	names map[desk.MessageID]string
}

func newShelf(t *testing.T) *shelf {
	c := newClock()
	return &shelf{t: t, st: open(t, folder(t), Options{Now: c.Now}), clock: c, names: map[desk.MessageID]string{}}
}

// put keeps a message of a person and gives its id; files are media types.
func (s *shelf) put(name string, p person, channel desk.Channel, direction desk.Direction, text string, files ...string) desk.MessageID {
	s.t.Helper()
	m := p.message(name, desk.CustomerVoice, s.clock.Now(), text)
	m.Channel, m.Direction = channel, direction
	s.names[m.ID] = name
	write(s.t, s.st, func(tx *Tx) error {
		if _, known, err := tx.Customers().Identity(desk.Email, p.address); err != nil {
			return err
		} else if !known {
			if err := p.add(tx); err != nil {
				return err
			}
		}
		if err := tx.Messages().Insert(m, p.id); err != nil {
			return err
		}
		for i, kind := range files {
			if err := tx.Attachments().Insert(desk.Attachment{ID: desk.AttachmentID(fmt.Sprint(name, i)), MessageID: m.ID, Type: kind}, i, "c"); err != nil {
				return err
			}
		}
		return nil
	})
	s.clock.add(time.Hour)
	return m.ID
}

func (s *shelf) finds(q Search) string {
	s.t.Helper()
	q.Before, q.Limit = FirstHit, 50
	var names []string
	read(s.t, s.st, func(tx *ReadTx) error {
		hits, err := tx.SearchMessages(q)
		for _, h := range hits {
			names = append(names, s.names[h.MessageID])
		}
		if n, _, countErr := tx.CountMessages(q); err == nil && countErr == nil && n != len(hits) {
			s.t.Errorf("%q finds %d and counts %d", q.Match, len(hits), n)
		}
		return err
	})
	return strings.Join(names, " ")
}

func TestASearchIsNarrowed(t *testing.T) {
	s := newShelf(t)
	ana, bruno := newPerson(1), newPerson(2)
	start := s.clock.Now()
	s.put("a", ana, desk.Email, desk.In, "caderno azul")
	s.put("b", ana, desk.WhatsApp, desk.In, "caderno", "image/jpeg")
	s.put("c", ana, desk.WhatsApp, desk.Out, "caderno e caneta", "audio/ogg", "application/pdf")
	s.put("d", bruno, desk.SMS, desk.In, "caderno")
	s.put("e", bruno, desk.SMS, desk.In, "caneta")
	of := func(p person) []desk.IdentityID { return []desk.IdentityID{p.identity} }
	for name, c := range map[string]struct {
		typed string
		n     Narrowing
		want  string
	}{
		"nothing narrowed":      {"caderno", Narrowing{}, "d c b a"},
		"channel":               {"caderno", Narrowing{Channel: desk.WhatsApp}, "c b"},
		"direction":             {"caderno", Narrowing{Direction: desk.Out}, "c"},
		"both":                  {"caderno", Narrowing{Channel: desk.WhatsApp, Direction: desk.In}, "b"},
		"any file":              {"caderno", Narrowing{Files: desk.AnyFile}, "c b"},
		"one kind of file":      {"caderno", Narrowing{Files: desk.Picture}, "b"},
		"another kind":          {"caderno", Narrowing{Files: desk.Document}, "c"},
		"no such file":          {"caderno", Narrowing{Files: desk.Video}, ""},
		"whose":                 {"caderno", Narrowing{Identities: of(bruno)}, "d"},
		"whose, of several":     {"caneta", Narrowing{Identities: append(of(bruno), of(ana)...)}, "e c"},
		"no words":              {"", Narrowing{Channel: desk.SMS}, "e d"},
		"no words and no bound": {"", Narrowing{}, "e d c b a"},
		"a beginning":           {"cad", Narrowing{Channel: desk.SMS}, "d"},
		"either word stays so":  {"11 98888-7777", Narrowing{Channel: desk.SMS}, ""},
		"a trait is not a word": {"caderno " + traitMark + "sms", Narrowing{}, ""},
		"nor a beginning":       {"in", Narrowing{}, ""},
	} {
		if got := s.finds(Search{Match: c.n.Expression(MatchExpression(c.typed))}); got != c.want {
			t.Errorf("%s: found %q, want %q", name, got, c.want)
		}
	}
	for name, c := range map[string]struct {
		from, to time.Duration
		want     string
	}{
		"from a moment on":    {2 * time.Hour, 1000 * time.Hour, "e d c"},
		"before a moment":     {0, 2 * time.Hour, "b a"},
		"between two moments": {time.Hour, 3 * time.Hour, "c b"},
		"of no time":          {time.Hour, time.Hour, ""},
	} {
		if got := s.finds(Search{Match: Narrowing{}.Expression(""), From: start.Add(c.from), To: start.Add(c.to)}); got != c.want {
			t.Errorf("%s: found %q, want %q", name, got, c.want)
		}
	}
}

// TestAFileThatComesLaterIsFound: a provider may tell of a file, or of its kind, after the message.
func TestAFileThatComesLaterIsFound(t *testing.T) {
	s := newShelf(t)
	p := newPerson(1)
	id := s.put("a", p, desk.WhatsApp, desk.In, "segue a foto")
	pictures := Search{Match: Narrowing{Files: desk.Picture}.Expression(MatchExpression("foto"))}
	file := desk.Attachment{ID: "f", MessageID: id, Type: ""}
	write(t, s.st, func(tx *Tx) error { return tx.Attachments().Insert(file, 0, "c") })
	if got := s.finds(pictures); got != "" {
		t.Errorf("a file of unknown kind is a picture: %q", got)
	}
	file.Type, file.SHA256 = "image/png", "x"
	for range 2 { // once more changes nothing
		write(t, s.st, func(tx *Tx) error { return tx.Attachments().Arrived(file) })
		if got := s.finds(pictures); got != "a" {
			t.Errorf("found %q, want the message with the picture", got)
		}
	}
	inline := desk.Attachment{ID: "logo", MessageID: s.put("b", p, desk.Email, desk.In, "foto"), Type: "image/png", Inline: true}
	write(t, s.st, func(tx *Tx) error { return tx.Attachments().Insert(inline, 0, "c") })
	if got := s.finds(pictures); got != "a" {
		t.Errorf("the logo of a signature is a file to look for: %q", got)
	}
	if err := s.st.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := s.finds(pictures); got != "a" {
		t.Errorf("found %q after making the index anew", got)
	}
	if v, err := s.st.Verify(t.Context()); err != nil || v.Database != "ok" {
		t.Errorf("%+v, %v", v, err)
	}
}

func TestAFailedStepLeavesTheIndexAsItWas(t *testing.T) {
	s := newShelf(t)
	id := s.put("a", newPerson(1), desk.WhatsApp, desk.In, "foto")
	write(t, s.st, func(tx *Tx) error {
		err := tx.Try(func() error {
			if err := tx.Attachments().Insert(desk.Attachment{ID: "f", MessageID: id, Type: "image/png"}, 0, "c"); err != nil {
				return err
			}
			return errBoom
		})
		if err != errBoom {
			t.Errorf("got %v", err)
		}
		return nil
	})
	if got := s.finds(Search{Match: Narrowing{Files: desk.AnyFile}.Expression("")}); got != "" {
		t.Errorf("found %q by a file that was taken back", got)
	}
	if got := s.finds(Search{Match: `"foto"`}); got != "a" {
		t.Errorf("found %q", got)
	}
}

func TestTheSnippetShowsWhatWasFound(t *testing.T) {
	s := newShelf(t)
	p := newPerson(1)
	m := p.message("a", desk.CustomerVoice, s.clock.Now(), "ligue para (11) 98888-7777, por favor")
	m.Subject = "Orçamento de crachás"
	write(t, s.st, func(tx *Tx) error {
		if err := p.add(tx); err != nil {
			return err
		}
		return tx.Messages().Insert(m, p.id)
	})
	for typed, want := range map[string]string{
		"favor":      "\x02favor\x03",
		"orcamento":  "\x02Orçamento\x03",
		"988887777":  "\x0288887777\x03",
		"crachas de": "Orçamento \x02de\x03 \x02crachás\x03",
	} {
		read(t, s.st, func(tx *ReadTx) error {
			hits, err := tx.SearchMessages(Search{Match: MatchExpression(typed), Before: FirstHit, Limit: 1})
			if len(hits) != 1 || !strings.Contains(hits[0].Snippet, want) {
				t.Errorf("%q: %+v, want %q in the snippet", typed, hits, want)
			}
			return err
		})
	}
	read(t, s.st, func(tx *ReadTx) error {
		hits, err := tx.SearchMessages(Search{Match: Narrowing{Direction: desk.In}.Expression(""), Before: FirstHit, Limit: 1})
		if len(hits) != 1 || !strings.HasPrefix(hits[0].Snippet, "ligue para") {
			t.Errorf("without words: %+v", hits)
		}
		return err
	})
}

func TestWhatWasTakenBackIsNotFound(t *testing.T) {
	st := newScene(t)
	st.comes(desk.CustomerVoice, 0)
	id := st.p.answers(t, st.st, "answer", "isto não devia sair")
	if got := search(t, st.st, "devia"); len(got) != 1 {
		t.Fatalf("found %v", got)
	}
	step(t, st.st, id, desk.Cancel)
	read(t, st.st, func(tx *ReadTx) error {
		hits, err := tx.SearchMessages(Search{Match: MatchExpression("devia"), Before: FirstHit, Limit: 5})
		if len(hits) != 0 {
			t.Errorf("found %+v", hits)
		}
		return err
	})
}

// TestSearchWalksTheIndex: one statement, newest first along the index, and nothing sorted.
func TestSearchWalksTheIndex(t *testing.T) {
	st := open(t, folder(t), Options{})
	// 192: in the order of the row numbers, downwards.
	const hits = `SCAN f VIRTUAL TABLE INDEX 192:M4><
SEARCH m USING INTEGER PRIMARY KEY (rowid=?)
CORRELATED SCALAR SUBQUERY 2
SEARCH d USING INDEX sqlite_autoindex_delivery_2 (message_id=?)
SEARCH t USING INTEGER PRIMARY KEY (rowid=?)
SEARCH i USING PRIMARY KEY (id=?)
SEARCH c USING INDEX sqlite_autoindex_customer_1 (id=?)
CORRELATED SCALAR SUBQUERY 1
SEARCH a USING INDEX attachment_message (message_id=?)`
	const total = `CO-ROUTINE (subquery-1)
SCAN message_fts VIRTUAL TABLE INDEX 0:M4><
SCAN (subquery-1)`
	for name, want := range map[string]string{"search.messages": hits, "search.total": total} {
		if got := planOf(t, st, name); got != want {
			t.Errorf("%s:\n%s\nwant:\n%s", name, got, want)
		}
	}
}

func planOf(t *testing.T, st *Store, name string) string {
	t.Helper()
	args := make([]any, strings.Count(query(name), "?"))
	for i := range args {
		args[i] = "x"
	}
	rows, err := st.writer.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+query(name), args...)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var steps []string
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		steps = append(steps, step)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return strings.Join(steps, "\n")
}
