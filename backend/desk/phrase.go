package desk

import "time"

// PhraseID names a phrase.
type PhraseID string

// Phrase is something that the shop says again and again: a ready reply or a short answer, one of the two.
type Phrase struct {
	ID     PhraseID     `json:"id"`
	Reply  *ReadyReply  `json:"reply,omitempty"`
	Answer *ShortAnswer `json:"answer,omitempty"`
}

// ReadyReply is a text with fields, such as {nome}, that is put into the reply box by its word after a "/".
type ReadyReply struct {
	Word     string    `json:"word"` // small letters and digits, no blank
	Title    string    `json:"title"`
	Closing  bool      `json:"closing,omitempty"` // offered when a case is closed
	Wordings []Wording `json:"wordings"`          // one for a language; the first is for those that have none
}

// Wording is a ready reply in one language. A channel without words of its own has Text.
type Wording struct {
	Language string `json:"language"` // pt-BR, en, es, ca, pt-PT
	Text     string `json:"text"`
	Email    string `json:"email,omitempty"`
	Chat     string `json:"chat,omitempty"` // WhatsApp
	SMS      string `json:"sms,omitempty"`
}

// For gives the words for a channel.
func (w Wording) For(ch Channel) string {
	own := map[Channel]string{Email: w.Email, WhatsApp: w.Chat, SMS: w.SMS}[ch]
	if own == "" {
		return w.Text
	}
	return own
}

// In gives the wording in a language, else the first.
func (r ReadyReply) In(language string) Wording {
	for _, w := range r.Wordings {
		if w.Language == language {
			return w
		}
	}
	if len(r.Wordings) == 0 {
		return Wording{}
	}
	return r.Wordings[0]
}

// ShortAnswer is a fact of the shop: what is asked, and what is true.
type ShortAnswer struct {
	Question string    `json:"question"`
	Answer   string    `json:"answer"`
	Words    string    `json:"words,omitempty"` // more words that call it, besides those of the question
	Until    time.Time `json:"until,omitzero"`  // true until then; zero: until somebody says otherwise
}

// Holds tells whether the answer is still true.
func (a ShortAnswer) Holds(now time.Time) bool { return a.Until.IsZero() || now.Before(a.Until) }
