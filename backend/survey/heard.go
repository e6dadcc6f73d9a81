package survey

import (
	"time"

	"balcao/backend/desk"
	"balcao/backend/store"
)

const (
	// pending is how long after the question a reply may be an answer.
	pending = 7 * 24 * time.Hour
	// skew is how far two clocks may be apart.
	skew = 5 * time.Minute
)

// Pending tells whether any survey is: without one no message need be heard.
func Pending(tx *store.Tx) (bool, error) {
	return tx.Deliveries().Surveys().AnyAsked(tx.Moment().Add(-pending))
}

// Hearing is what a message means to a survey that is pending.
type Hearing struct {
	// Answers: it is an answer, and belongs to no case.
	Answers bool
	// Pleased: it answers in nice words, without a score. Nothing is to be done about it, as about a thank you.
	Pleased bool
}

// Heard reads a message that has just come as the answer to what a customer was asked, and writes down what it says. visible
// is what she wrote herself; brings says that more came with it than words, which is to be looked at. What comes from another
// address of hers, or once the shop has written to her, has to call its number a score: it may well answer something else. A
// later reply corrects an earlier one.
func Heard(tx *store.Tx, m desk.Message, customer desk.CustomerID, visible string, brings bool) (h Hearing, err error) {
	v, found, err := tx.Deliveries().Surveys().LastAsked(customer, m.ArrivedAt.Add(-pending))
	if err != nil || !found || m.At.Before(v.At.Add(-skew)) {
		return h, err
	}
	labelled, err := mayBeOther(tx, v, m, customer)
	if err != nil {
		return h, err
	}
	r, ok := Read(visible, v.Scale, v.Language, labelled)
	if !ok {
		return Hearing{Pleased: !labelled && Pleased(visible)}, nil
	}
	return Hearing{Answers: true}, tx.Record(desk.Event{
		Kind: desk.SurveyAnswered, Actor: desk.Program, MessageID: m.ID,
		Facts: desk.Facts{Survey: &desk.SurveyFacts{ID: v.ID, Score: r.Score, Quiet: r.Quiet && !brings, At: m.At}},
	})
}

// mayBeOther tells that a number in a message may well be no answer to the survey.
func mayBeOther(tx *store.Tx, v desk.Survey, m desk.Message, customer desk.CustomerID) (bool, error) {
	if m.IdentityID != v.IdentityID {
		asked, err := tx.Customers().IdentityByID(v.IdentityID)
		if err != nil {
			return false, err
		}
		from, err := tx.Customers().IdentityByID(m.IdentityID)
		if err != nil || asked.Key != from.Key {
			return true, err
		}
	}
	return tx.Deliveries().Surveys().ShopSpoke(customer, v.At)
}
