// Package phrase keeps what the shop says again and again: ready replies with fields, which are filled from the
// customer, her case and the shop, and short answers, which are the shop's facts.
//
// It sends nothing, and it makes up nothing: a field that cannot be filled is named, and stays in the text.
package phrase

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"balcao/backend/desk"
	"balcao/backend/store"
)

const (
	maxWord  = 30     // characters
	maxTitle = 200    // characters
	maxText  = 10_000 // characters, of one wording on one channel
)

// Save keeps a phrase; one without an id is new. It gives its id, and what Undo takes.
//
// Errors: desk.ErrUsage, naming the argument, for what cannot be kept; desk.ErrPhraseBrace; desk.ErrPhraseWord.
func Save(ctx context.Context, st *store.Store, p desk.Phrase) (id desk.PhraseID, done desk.EventID, err error) {
	p, err = tidied(p)
	if err != nil {
		return "", "", err
	}
	if p.ID == "" {
		p.ID = desk.PhraseID(store.NewID())
	}
	done = desk.EventID(store.NewID())
	return p.ID, done, st.Write(ctx, func(tx *store.Tx) error {
		if err := wordIsFree(tx, p); err != nil {
			return err
		}
		return tx.Record(desk.Event{ID: done, Kind: desk.PhraseSaved, Actor: desk.Owner, Facts: desk.Facts{Phrase: &p}})
	})
}

// Remove takes a phrase away. desk.ErrNotFound when there is none.
func Remove(ctx context.Context, st *store.Store, id desk.PhraseID) (done desk.EventID, err error) {
	done = desk.EventID(store.NewID())
	return done, st.Write(ctx, func(tx *store.Tx) error {
		if _, err := tx.Settings().Phrases().Get(id); err != nil {
			return err
		}
		return tx.Record(desk.Event{ID: done, Kind: desk.PhraseRemoved, Actor: desk.Owner, Facts: desk.Facts{Phrase: &desk.Phrase{ID: id}}})
	})
}

// Undo takes the last saving or removing of a phrase back. desk.ErrChangedSince once it was saved or removed again;
// desk.ErrPhraseWord when another reply has its word meanwhile.
func Undo(ctx context.Context, st *store.Store, id desk.PhraseID, done desk.EventID) error {
	return st.Write(ctx, func(tx *store.Tx) error {
		log, err := tx.Settings().Phrases().Log(id)
		if err != nil {
			return err
		}
		standing := slices.DeleteFunc(desk.Standing(log), func(e desk.Event) bool { return e.Kind == desk.EventUndone })
		if len(standing) == 0 || standing[len(standing)-1].ID != done {
			return desk.E(desk.ErrChangedSince, nil)
		}
		if back := standing[:len(standing)-1]; len(back) > 0 && back[len(back)-1].Kind == desk.PhraseSaved {
			if err := wordIsFree(tx, *back[len(back)-1].Facts.Phrase); err != nil {
				return err
			}
		}
		return tx.Record(desk.Event{Kind: desk.EventUndone, Actor: desk.Owner, Facts: desk.Facts{Ref: string(done), Phrase: &desk.Phrase{ID: id}}})
	})
}

// Used counts that a phrase was put into a reply.
func Used(ctx context.Context, st *store.Store, id desk.PhraseID) error {
	return st.Write(ctx, func(tx *store.Tx) error { return tx.Settings().Phrases().CountUse(id) })
}

// All lists the ready replies, those that are used most first, and the short answers by their question.
func All(ctx context.Context, st *store.Store) (replies, answers []store.PhraseRow, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		replies, answers, err = read(tx)
		return err
	})
	return replies, answers, err
}

func read(tx *store.ReadTx) (replies, answers []store.PhraseRow, err error) {
	all, err := tx.Settings().Phrases().All()
	for _, p := range all {
		if p.Reply != nil {
			replies = append(replies, p)
		}
		if p.Answer != nil {
			answers = append(answers, p)
		}
	}
	slices.SortStableFunc(replies, func(a, b store.PhraseRow) int {
		return cmp.Or(cmp.Compare(b.Used, a.Used), cmp.Compare(a.Reply.Word, b.Reply.Word))
	})
	slices.SortStableFunc(answers, func(a, b store.PhraseRow) int {
		return cmp.Compare(store.Folded(a.Answer.Question), store.Folded(b.Answer.Question))
	})
	return replies, answers, err
}

// Find gives the ready replies whose word begins with what was typed after the "/", then those with a word of their
// title that does; of both, those that are used most first. Nothing typed finds all.
func Find(ctx context.Context, st *store.Store, typed string) ([]store.PhraseRow, error) {
	replies, _, err := All(ctx, st)
	beginning := store.Folded(strings.TrimPrefix(strings.TrimSpace(typed), "/"))
	var byWord, byTitle []store.PhraseRow
	for _, p := range replies {
		switch {
		case strings.HasPrefix(p.Reply.Word, beginning):
			byWord = append(byWord, p)
		case strings.Contains(" "+store.Folded(p.Reply.Title), " "+beginning):
			byTitle = append(byTitle, p)
		}
	}
	return append(byWord, byTitle...), err
}

// Named gives the ready reply of a word, or the phrase of an id. desk.ErrNotFound when there is none.
func Named(ctx context.Context, st *store.Store, name string) (store.PhraseRow, error) {
	replies, answers, err := All(ctx, st)
	if err != nil {
		return store.PhraseRow{}, err
	}
	for _, p := range append(replies, answers...) {
		if string(p.ID) == name || p.Reply != nil && p.Reply.Word == wordOf(name) {
			return p, nil
		}
	}
	return store.PhraseRow{}, desk.E(desk.ErrNotFound, nil, "kind", "phrase", "id", name)
}

func wordIsFree(tx *store.Tx, p desk.Phrase) error {
	if p.Reply == nil {
		return nil
	}
	replies, _, err := read(&tx.ReadTx)
	for _, other := range replies {
		if other.ID != p.ID && other.Reply.Word == p.Reply.Word {
			return desk.E(desk.ErrPhraseWord, nil, "word", p.Reply.Word)
		}
	}
	return err
}

// tidied is a phrase as it is kept.
func tidied(p desk.Phrase) (desk.Phrase, error) {
	switch {
	case p.Reply != nil && p.Answer == nil:
		r, err := tidyReply(*p.Reply)
		return desk.Phrase{ID: p.ID, Reply: &r}, err
	case p.Answer != nil && p.Reply == nil:
		a, err := tidyAnswer(*p.Answer)
		return desk.Phrase{ID: p.ID, Answer: &a}, err
	default:
		return p, wrong("phrase")
	}
}

func tidyReply(r desk.ReadyReply) (desk.ReadyReply, error) {
	r.Word, r.Title = wordOf(r.Word), tidyText(r.Title)
	switch {
	case r.Word == "" || utf8.RuneCountInString(r.Word) > maxWord || strings.ContainsFunc(r.Word, notInWord):
		return r, wrong("word")
	case r.Title == "" || utf8.RuneCountInString(r.Title) > maxTitle || strings.Contains(r.Title, "\n"):
		return r, wrong("title")
	case len(r.Wordings) == 0:
		return r, wrong("wordings")
	}
	seen := map[string]bool{}
	wordings := make([]desk.Wording, len(r.Wordings))
	for i, w := range r.Wordings {
		w = desk.Wording{Language: w.Language, Text: tidyText(w.Text), Email: tidyText(w.Email), Chat: tidyText(w.Chat), SMS: tidyText(w.SMS)}
		if !slices.Contains(desk.Languages[:], w.Language) || seen[w.Language] || w.Text == "" {
			return r, wrong("wordings")
		}
		seen[w.Language] = true
		for _, text := range []string{w.Text, w.Email, w.Chat, w.SMS} {
			if utf8.RuneCountInString(text) > maxText {
				return r, wrong("wordings")
			}
			if err := CheckBraces(text); err != nil {
				return r, err
			}
		}
		wordings[i] = w
	}
	r.Wordings = wordings
	return r, nil
}

func tidyAnswer(a desk.ShortAnswer) (desk.ShortAnswer, error) {
	a.Question, a.Answer, a.Words = tidyText(a.Question), tidyText(a.Answer), tidyText(a.Words)
	switch {
	case a.Question == "" || utf8.RuneCountInString(a.Question) > maxTitle:
		return a, wrong("question")
	case a.Answer == "" || utf8.RuneCountInString(a.Answer) > maxText:
		return a, wrong("answer")
	case utf8.RuneCountInString(a.Words) > maxTitle:
		return a, wrong("words")
	}
	return a, nil
}

// wordOf is the word of a reply as it is typed after the "/": "/Olá" and "ola" are one.
func wordOf(typed string) string {
	return store.Folded(strings.TrimPrefix(strings.TrimSpace(typed), "/"))
}

func notInWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

func tidyText(typed string) string { return strings.TrimSpace(desk.CleanLines(typed)) }

func wrong(argument string) error { return desk.E(desk.ErrUsage, nil, "argument", argument) }
