package window

import (
	"context"
	"time"

	"balcao/backend/desk"
	"balcao/backend/phrase"
)

// Phrase is a ready reply or a short answer; the fields of the other kind are empty.
type Phrase struct {
	ID   string `json:"id"`   // empty: a new one
	Kind string `json:"kind"` // reply, answer
	Used int    `json:"used"`

	Word     string    `json:"word"` // what is typed after the "/"
	Title    string    `json:"title"`
	Closing  bool      `json:"closing"` // offered when a case is closed
	Wordings []Wording `json:"wordings"`

	Question string `json:"question"`
	Answer   string `json:"answer"`
	Words    string `json:"words"` // more words that call it
	Until    int64  `json:"until"` // true until then; 0: no end
}

// The kinds of phrase.
const (
	readyReply  = "reply"
	shortAnswer = "answer"
)

// Wording is a ready reply in one language. What is empty is said as Text.
type Wording struct {
	Language string `json:"language"`
	Text     string `json:"text"`
	Email    string `json:"email"`
	Chat     string `json:"chat"`
	SMS      string `json:"sms"`
}

// PhraseList is everything that the shop says again and again: replies by use, answers by question.
type PhraseList struct {
	Replies []Phrase `json:"replies"`
	Answers []Phrase `json:"answers"`
}

// PhraseSaved names a phrase, and what Undo takes.
type PhraseSaved struct {
	ID   string `json:"id"`
	Done string `json:"done"`
}

// PhraseAsk says what to fill, and for whom.
type PhraseAsk struct {
	PhraseID   string            `json:"phraseId"` // empty: Text
	Text       string            `json:"text"`
	CustomerID string            `json:"customerId"` // empty: nobody yet
	CaseID     string            `json:"caseId"`     // empty: the customer's open case
	Channel    string            `json:"channel"`
	Language   string            `json:"language"`
	Given      map[string]string `json:"given"` // what the owner typed, by the name of the field
}

// PhraseFilled is a text for one customer; it must not be sent while something is missing.
type PhraseFilled struct {
	Text     string   `json:"text"`
	Language string   `json:"language"`
	Missing  []string `json:"missing"`
}

// Jargon is a word of the trade, and what to say instead.
type Jargon struct {
	Word  string `json:"word"`
	Plain string `json:"plain"`
}

// FieldName is what a field that fills itself is called in a language.
type FieldName struct {
	Field    string `json:"field"` // name, first_name, protocol, shop, hours
	Language string `json:"language"`
	Name     string `json:"name"`
}

// Template is what WhatsApp has approved, or not.
type Template struct {
	SID       string             `json:"sid"`
	Name      string             `json:"name"`
	Language  string             `json:"language"` // pt_BR
	Category  string             `json:"category"`
	Status    string             `json:"status"` // a desk.TemplateStatus, or another word of Twilio's
	Reason    string             `json:"reason"` // why it was rejected
	Text      string             `json:"text"`
	Variables []TemplateVariable `json:"variables"`
	UpdatedAt int64              `json:"updatedAt"`
}

// TemplateVariable is a gap of a template.
type TemplateVariable struct {
	Name   string `json:"name"`
	Sample string `json:"sample"`
}

// TemplateChoice is a template with its gaps filled.
type TemplateChoice struct {
	SID  string            `json:"sid"`
	Vars map[string]string `json:"vars"`
}

// TemplatePreview is what the customer will read, and which gaps are open.
type TemplatePreview struct {
	Text    string   `json:"text"`
	Missing []string `json:"missing"`
}

// PhrasesDesk keeps ready replies and short answers, and knows the templates.
type PhrasesDesk interface {
	Phrases(ctx context.Context) (PhraseList, error)
	SavePhrase(ctx context.Context, p Phrase) (PhraseSaved, error)
	RemovePhrase(ctx context.Context, id desk.PhraseID) (desk.EventID, error)
	UndoPhrase(ctx context.Context, id desk.PhraseID, done desk.EventID) error
	FindReplies(ctx context.Context, typed string) ([]Phrase, error)
	FindAnswers(ctx context.Context, id desk.CustomerID, limit int) ([]Phrase, error)
	FillPhrase(ctx context.Context, ask PhraseAsk) (PhraseFilled, error)
	PhraseUsed(ctx context.Context, id desk.PhraseID) error
	BeginPhrases(ctx context.Context, language string) (int, error)
	Templates(ctx context.Context) ([]Template, error)
	ListTemplates(ctx context.Context) error
	TemplatesListed(ctx context.Context) (time.Time, error)
	PreviewTemplate(ctx context.Context, choice TemplateChoice) (TemplatePreview, error)
}

// Phrases are the ready replies, the short answers and the templates.
type Phrases struct{ gate *gate }

// List gives all ready replies and short answers.
func (p *Phrases) List() (PhraseList, error) {
	return pass(p.gate, "Phrases.List", func(ctx context.Context, d Desk) (PhraseList, error) {
		all, err := d.Phrases(ctx)
		return PhraseList{Replies: all.Replies, Answers: all.Answers}, err
	})
}

// Save keeps a phrase as it is now.
func (p *Phrases) Save(phrase Phrase) (PhraseSaved, error) {
	return pass(p.gate, "Phrases.Save", func(ctx context.Context, d Desk) (PhraseSaved, error) { return d.SavePhrase(ctx, phrase) })
}

// Remove takes a phrase away, and gives what Undo takes.
func (p *Phrases) Remove(phraseID string) (string, error) {
	return decide(p.gate, "Phrases.Remove", func(ctx context.Context, d Desk) (desk.EventID, error) {
		return d.RemovePhrase(ctx, desk.PhraseID(phraseID))
	})
}

// Undo takes a saving or a removing back, unless the phrase was saved or removed since.
func (p *Phrases) Undo(phraseID, decision string) error {
	return do(p.gate, "Phrases.Undo", func(ctx context.Context, d Desk) error {
		return d.UndoPhrase(ctx, desk.PhraseID(phraseID), desk.EventID(decision))
	})
}

// Find gives the ready replies that begin with what was typed after the "/".
func (p *Phrases) Find(typed string) ([]Phrase, error) {
	return pass(p.gate, "Phrases.Find", func(ctx context.Context, d Desk) ([]Phrase, error) {
		return d.FindReplies(ctx, typed)
	})
}

// Answers gives the short answers that a customer may be asking for, the likeliest first.
func (p *Phrases) Answers(customerID string, limit int) ([]Phrase, error) {
	return pass(p.gate, "Phrases.Answers", func(ctx context.Context, d Desk) ([]Phrase, error) {
		return d.FindAnswers(ctx, desk.CustomerID(customerID), pageSize(limit))
	})
}

// Fill fills a ready reply, or a text, for a customer.
func (p *Phrases) Fill(ask PhraseAsk) (PhraseFilled, error) {
	return pass(p.gate, "Phrases.Fill", func(ctx context.Context, d Desk) (PhraseFilled, error) {
		return d.FillPhrase(ctx, ask)
	})
}

// Used counts that a phrase was put into a reply.
func (p *Phrases) Used(phraseID string) error {
	return do(p.gate, "Phrases.Used", func(ctx context.Context, d Desk) error { return d.PhraseUsed(ctx, desk.PhraseID(phraseID)) })
}

// Begin keeps the ready replies to begin with, and tells how many.
func (p *Phrases) Begin(language string) (int, error) {
	return pass(p.gate, "Phrases.Begin", func(ctx context.Context, d Desk) (int, error) { return d.BeginPhrases(ctx, language) })
}

// Jargon lists the words of the trade in a text that a customer may not know.
func (p *Phrases) Jargon(text, language string) []Jargon {
	found := []Jargon{}
	for _, j := range phrase.FindJargon(text, language) {
		found = append(found, Jargon(j))
	}
	return found
}

// Fields lists the fields that fill themselves, by every name; the first of a field in a language is the one to propose.
func (p *Phrases) Fields() []FieldName {
	names := make([]FieldName, len(phrase.KnownFields))
	for i, each := range phrase.KnownFields {
		names[i] = FieldName{Field: string(each.Field), Language: each.Language, Name: each.Name}
	}
	return names
}

// Templates gives what was listed last, whatever its status.
func (p *Phrases) Templates() ([]Template, error) {
	return pass(p.gate, "Phrases.Templates", func(ctx context.Context, d Desk) ([]Template, error) {
		return d.Templates(ctx)
	})
}

// ListTemplates asks for them now.
func (p *Phrases) ListTemplates() error {
	return do(p.gate, "Phrases.ListTemplates", func(ctx context.Context, d Desk) error { return d.ListTemplates(ctx) })
}

// TemplatesListed tells when they were listed last; 0: never.
func (p *Phrases) TemplatesListed() (int64, error) {
	return pass(p.gate, "Phrases.TemplatesListed", func(ctx context.Context, d Desk) (int64, error) {
		at, err := d.TemplatesListed(ctx)
		return millis(at), err
	})
}

// PreviewTemplate gives the words that the customer will read.
func (p *Phrases) PreviewTemplate(choice TemplateChoice) (TemplatePreview, error) {
	return pass(p.gate, "Phrases.PreviewTemplate", func(ctx context.Context, d Desk) (TemplatePreview, error) {
		return d.PreviewTemplate(ctx, choice)
	})
}
