package app

import (
	"context"

	"balcao/backend/desk"
	"balcao/backend/survey"
)

// AskSurveys asks customers about everything that is due, and tells how many were asked.
func (s *Shop) AskSurveys(ctx context.Context) (int, error) {
	asker := survey.Asker{Store: s.Store, Rules: s.Checker(ctx), Language: func(ctx context.Context, id desk.CustomerID) (string, error) {
		spoken, err := s.Assistant.Spoken(ctx, id)
		return spoken.Language, err
	}}
	return asker.Run(ctx)
}
