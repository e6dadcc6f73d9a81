package phrase_test

import (
	"path/filepath"
	"sync"
	"testing"
	"time"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/phrase"
	"balcao/backend/store"
)

// shop is a store whose clock the test sets.
type shop struct {
	t  *testing.T
	st *store.Store
	mu sync.Mutex
	at time.Time
}

func newShop(t *testing.T) *shop {
	t.Helper()
	s := &shop{t: t, at: time.Date(2026, 11, 26, 9, 0, 0, 0, time.Local)}
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "Balcao"), store.Options{Now: s.now})
	check(t, err)
	t.Cleanup(func() { check(t, st.Close()) })
	s.st = st
	return s
}

func (s *shop) now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.at
}

func (s *shop) wait(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at = s.at.Add(d)
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// customer writes somebody down.
func (s *shop) customer(name string) desk.CustomerID {
	s.t.Helper()
	id, _, err := customer.Add(s.t.Context(), s.st, customer.Newcomer{Name: name, Email: "a" + store.NewID() + "@example.com"})
	check(s.t, err)
	return id
}

func reply(word, title, text string) desk.Phrase {
	return desk.Phrase{Reply: &desk.ReadyReply{Word: word, Title: title, Wordings: []desk.Wording{{Language: "pt-BR", Text: text}}}}
}

func answer(question, text string) desk.Phrase {
	return desk.Phrase{Answer: &desk.ShortAnswer{Question: question, Answer: text}}
}

func (s *shop) save(p desk.Phrase) (desk.PhraseID, desk.EventID) {
	s.t.Helper()
	id, done, err := phrase.Save(s.t.Context(), s.st, p)
	check(s.t, err)
	return id, done
}

// words are those of all ready replies, in the order of the list.
func (s *shop) words() []string {
	s.t.Helper()
	replies, _, err := phrase.All(s.t.Context(), s.st)
	check(s.t, err)
	return wordsOf(replies)
}

func wordsOf(rows []store.PhraseRow) []string {
	words := []string{}
	for _, p := range rows {
		words = append(words, p.Reply.Word)
	}
	return words
}
