package window

import (
	"context"
	"time"

	"balcao/app"
	"balcao/backend/desk"
	"balcao/backend/phrase"
	"balcao/backend/store"
)

// sayings is the PhrasesDesk over an open shop.
type sayings struct{ shop *app.Shop }

// Phrases lists them all.
func (s sayings) Phrases(ctx context.Context) (PhraseList, error) {
	replies, answers, err := phrase.All(ctx, s.shop.Store)
	return PhraseList{Replies: shownPhrases(replies), Answers: shownPhrases(answers)}, err
}

func shownPhrases(rows []store.PhraseRow) []Phrase {
	shown := make([]Phrase, len(rows))
	for i, row := range rows {
		shown[i] = shownPhrase(row.Phrase)
		shown[i].Used = row.Used
	}
	return shown
}

func shownPhrase(p desk.Phrase) Phrase {
	if a := p.Answer; a != nil {
		return Phrase{ID: string(p.ID), Kind: shortAnswer, Question: a.Question, Answer: a.Answer, Words: a.Words, Until: millis(a.Until)}
	}
	shown := Phrase{ID: string(p.ID), Kind: readyReply, Word: p.Reply.Word, Title: p.Reply.Title, Closing: p.Reply.Closing}
	for _, w := range p.Reply.Wordings {
		shown.Wordings = append(shown.Wordings, Wording(w))
	}
	return shown
}

// SavePhrase keeps one.
func (s sayings) SavePhrase(ctx context.Context, p Phrase) (PhraseSaved, error) {
	id, done, err := phrase.Save(ctx, s.shop.Store, typedPhrase(p))
	return PhraseSaved{ID: string(id), Done: string(done)}, err
}

func typedPhrase(p Phrase) desk.Phrase {
	typed := desk.Phrase{ID: desk.PhraseID(p.ID)}
	switch p.Kind {
	case readyReply:
		typed.Reply = &desk.ReadyReply{Word: p.Word, Title: p.Title, Closing: p.Closing}
		for _, w := range p.Wordings {
			typed.Reply.Wordings = append(typed.Reply.Wordings, desk.Wording(w))
		}
	case shortAnswer:
		typed.Answer = &desk.ShortAnswer{Question: p.Question, Answer: p.Answer, Words: p.Words, Until: moment(p.Until)}
	}
	return typed
}

// RemovePhrase takes one away.
func (s sayings) RemovePhrase(ctx context.Context, id desk.PhraseID) (desk.EventID, error) {
	return phrase.Remove(ctx, s.shop.Store, id)
}

// UndoPhrase takes that back.
func (s sayings) UndoPhrase(ctx context.Context, id desk.PhraseID, done desk.EventID) error {
	return phrase.Undo(ctx, s.shop.Store, id, done)
}

// FindReplies finds ready replies by their beginning.
func (s sayings) FindReplies(ctx context.Context, typed string) ([]Phrase, error) {
	found, err := phrase.Find(ctx, s.shop.Store, typed)
	return shownPhrases(found), err
}

// FindAnswers finds short answers by the words that a customer said last.
func (s sayings) FindAnswers(ctx context.Context, id desk.CustomerID, limit int) ([]Phrase, error) {
	asked, err := s.shop.Assistant.Asked(ctx, id)
	if err != nil {
		return nil, err
	}
	found, err := phrase.Answers(ctx, s.shop.Store, asked, limit)
	shown := make([]Phrase, len(found))
	for i, p := range found {
		shown[i] = shownPhrase(p)
	}
	return shown, err
}

// FillPhrase fills a text.
func (s sayings) FillPhrase(ctx context.Context, ask PhraseAsk) (PhraseFilled, error) {
	filled, err := phrase.FillIn(ctx, s.shop.Store, phrase.Ask{
		PhraseID: desk.PhraseID(ask.PhraseID), Text: ask.Text, CustomerID: desk.CustomerID(ask.CustomerID), CaseID: desk.CaseID(ask.CaseID),
		Channel: desk.Channel(ask.Channel), Language: ask.Language, Given: ask.Given,
	})
	return PhraseFilled(filled), err
}

// PhraseUsed counts one use.
func (s sayings) PhraseUsed(ctx context.Context, id desk.PhraseID) error {
	return phrase.Used(ctx, s.shop.Store, id)
}

// BeginPhrases keeps those to begin with.
func (s sayings) BeginPhrases(ctx context.Context, language string) (int, error) {
	return phrase.Begin(ctx, s.shop.Store, language)
}

// Templates reads what was listed last.
func (s sayings) Templates(ctx context.Context) ([]Template, error) {
	all, err := s.templates(ctx)
	shown := make([]Template, len(all))
	for i, t := range all {
		shown[i] = Template{
			SID: t.SID, Name: t.Name, Language: t.Language, Category: t.Category, Status: string(t.Status), Reason: t.Reason, Text: t.Body,
			UpdatedAt: millis(t.UpdatedAt),
		}
		for _, v := range t.Variables {
			shown[i].Variables = append(shown[i].Variables, TemplateVariable(v))
		}
	}
	return shown, err
}

func (s sayings) templates(ctx context.Context) (all []desk.Template, err error) {
	err = s.shop.Store.Read(ctx, func(tx *store.ReadTx) error {
		all, err = tx.Connections().Templates().All()
		return err
	})
	return all, err
}

// ListTemplates asks the provider.
func (s sayings) ListTemplates(ctx context.Context) error { return s.shop.Engine.ListTemplates(ctx) }

// TemplatesListed reads when that was done last.
func (s sayings) TemplatesListed(ctx context.Context) (at time.Time, err error) {
	err = s.shop.Store.Read(ctx, func(tx *store.ReadTx) error {
		at, err = tx.Connections().Templates().ListedLast()
		return err
	})
	return at, err
}

// PreviewTemplate fills one.
func (s sayings) PreviewTemplate(ctx context.Context, choice TemplateChoice) (TemplatePreview, error) {
	all, err := s.templates(ctx)
	if err != nil {
		return TemplatePreview{}, err
	}
	for _, t := range all {
		if t.SID == choice.SID {
			words, missing := t.Fill(choice.Vars)
			return TemplatePreview{Text: words, Missing: missing}, nil
		}
	}
	return TemplatePreview{}, desk.E(desk.ErrNotFound, nil, "kind", "template", "id", choice.SID)
}
