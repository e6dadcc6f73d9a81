package assist

import (
	"context"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// Spoken is the language that a customer is written to in.
type Spoken struct {
	Language string // empty: nothing tells it
	Chosen   bool   // by the owner; else a guess
}

// usual is written in where nothing tells a language.
const usual = "pt-BR"

// Spoken tells a customer's language. Nothing leaves for it, and no model is needed. desk.ErrNotFound.
func (a *Assistant) Spoken(ctx context.Context, id desk.CustomerID) (Spoken, error) {
	k, err := a.gather(ctx, id)
	return k.spoken(), err
}

// Asked gives what a customer said since the shop last spoke, else what she said last. desk.ErrNotFound.
func (a *Assistant) Asked(ctx context.Context, id desk.CustomerID) (string, error) {
	k, err := a.gather(ctx, id)
	return lastWords(k.unanswered()), err
}

// Speak keeps the language that a customer is written to in; an empty one: as she writes. desk.ErrUsage for one that is
// not ours.
func Speak(ctx context.Context, st *store.Store, id desk.CustomerID, language string) error {
	return customer.Describe(ctx, st, id, customer.Description{Language: &language})
}

// spoken is what the owner chose, else the language of her last messages, else of all, else of where her number is from.
func (k *known) spoken() Spoken {
	if k.chosen != "" {
		return Spoken{Language: k.chosen, Chosen: true}
	}
	hint := ""
	for _, i := range k.identities {
		if spoken := languageOfPhone(i.Key); spoken != "" {
			hint = spoken
		}
	}
	if language, sure := guessLanguage(lastWords(k.unanswered()), hint); sure {
		return Spoken{Language: language}
	}
	var all []said
	for _, s := range k.talk {
		if !s.shop {
			all = append(all, s)
		}
	}
	language, _ := guessLanguage(lastWords(all), hint)
	return Spoken{Language: language}
}
