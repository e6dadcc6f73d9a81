package app

import (
	"context"

	"balcao/backend/assist"
	"balcao/backend/desk"
	"balcao/backend/llm"
	"balcao/backend/phrase"
	"balcao/backend/preference"
)

// model connects to the model that the owner accepted, with its key where there is one.
func (s *Shop) model(e llm.Endpoint) (assist.Model, error) {
	terms, err := assist.Terms(context.Background(), s.Store)
	if err != nil {
		return nil, err
	}
	if terms.Keyed {
		e.Key, err = s.passwords.of(keyName(e.Host()), e.Host())
		if desk.HasCode(err, desk.ErrSecretGone) {
			err = desk.E(desk.ErrAIKey, err, "host", e.Host())
		}
		if err != nil {
			return nil, err
		}
	}
	return llm.New(e)
}

// TryModel tests a model that is not accepted yet; nothing is kept, and nothing of the shop is told. An empty key is
// the one that is kept for its host, if there is one.
func (s *Shop) TryModel(ctx context.Context, e llm.Endpoint) (llm.Tested, error) {
	if e.Key == "" {
		keyed, err := s.keyedFor(ctx, e.Host())
		if err != nil {
			return llm.Tested{}, err
		}
		if keyed {
			if e.Key, err = s.passwords.of(keyName(e.Host()), e.Host()); err != nil {
				return llm.Tested{}, err
			}
		}
	}
	client, err := llm.New(e)
	if err != nil {
		return llm.Tested{}, err
	}
	return client.Test(ctx)
}

// keyedFor tells whether the terms that are kept have a key for a host.
func (s *Shop) keyedFor(ctx context.Context, host string) (bool, error) {
	kept, err := assist.Terms(ctx, s.Store)
	return kept.Keyed && llm.Endpoint{BaseURL: kept.BaseURL}.Host() == host, err
}

// AcceptModel keeps the terms on which a model drafts from now on, its key first. With an empty key terms that are keyed
// keep the key of their host; others need none.
func (s *Shop) AcceptModel(ctx context.Context, terms preference.Assist, key string) error {
	base, err := llm.Normalise(terms.BaseURL)
	if err != nil {
		return err
	}
	terms.BaseURL = base
	host := llm.Endpoint{BaseURL: base}.Host()
	if key != "" {
		terms.Keyed = true
		if err := s.passwords.keep(keyName(host), key); err != nil {
			return err
		}
	} else if terms.Keyed {
		if terms.Keyed, err = s.keyedFor(ctx, host); err != nil {
			return err
		}
	}
	return assist.Accept(ctx, s.Store, terms)
}

// facts are what the shop tells everybody: its short answers.
func (s *Shop) facts(ctx context.Context) ([]assist.Fact, error) {
	_, answers, err := phrase.All(ctx, s.Store)
	list := make([]assist.Fact, len(answers))
	for i, a := range answers {
		list[i] = assist.Fact{ID: string(a.ID), Question: a.Answer.Question, Answer: a.Answer.Answer, ValidUntil: a.Answer.Until}
	}
	return list, err
}
