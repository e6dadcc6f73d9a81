package desk

import (
	"slices"
	"time"
)

// SurveyID names one survey: a hash of the touch point and of what it is about, so that nothing is asked about twice.
type SurveyID string

// TouchPoint is a moment after which the shop may ask how it was.
type TouchPoint string

// The touch points. A delivery is what follows a purchase that was not made in the shop: the house has no other sign of it.
const (
	CaseTouch     TouchPoint = "case_closed"
	PurchaseTouch TouchPoint = "purchase"
	DeliveryTouch TouchPoint = "delivery"
)

// TouchPoints lists them all.
func TouchPoints() []TouchPoint { return []TouchPoint{CaseTouch, PurchaseTouch, DeliveryTouch} }

// Scale is what is asked, and in which numbers it is answered.
type Scale string

// The scales: how good it was (1 to 5), whether she would recommend the shop (0 to 10), how easy it was (1 to 7).
const (
	CSAT Scale = "csat"
	NPS  Scale = "nps"
	CES  Scale = "ces"
)

// Scales lists them all.
func Scales() []Scale { return []Scale{CSAT, NPS, CES} }

// Bounds are the worst and the best score.
func (s Scale) Bounds() (worst, best int) {
	switch s {
	case NPS:
		return 0, 10
	case CES:
		return 1, 7
	default:
		return 1, 5
	}
}

// Has tells whether a number is a score.
func (s Scale) Has(score int) bool {
	worst, best := s.Bounds()
	return score >= worst && score <= best
}

// IsLow tells that somebody was not content.
func (s Scale) IsLow(score int) bool {
	return score <= map[Scale]int{CSAT: 2, NPS: 6, CES: 3}[s]
}

// IsHigh tells that somebody was content.
func (s Scale) IsHigh(score int) bool {
	return score >= map[Scale]int{CSAT: 4, NPS: 9, CES: 5}[s]
}

// OnFive is a score as it lies between 1 and 5, so that those of all scales have one mean.
func (s Scale) OnFive(score int) float64 {
	worst, best := s.Bounds()
	return 1 + 4*float64(score-worst)/float64(best-worst)
}

// Touch is what the owner chose for a touch point.
type Touch struct {
	Point      TouchPoint `json:"point"`
	Scale      Scale      `json:"scale"` // empty: nothing is asked
	DelayHours int        `json:"delay_hours"`
	Wordings   []Wording  `json:"wordings,omitempty"` // of a language; one that has none has the usual words
	// Since is when it was switched on: what was over before is not asked about.
	Since time.Time `json:"since,omitzero"`
}

// NotAsked is why somebody was not asked; empty: she was.
type NotAsked string

// The reasons.
const (
	NotAskedOpenCase  NotAsked = "open_case"  // another matter of hers was open for a week, or she waited for an answer
	NotAskedLately    NotAsked = "lately"     // she was asked less than a month ago, or got enough from the shop that she had not asked for
	NotAskedDeclined  NotAsked = "declined"   // she said that she wants no surveys, or to be written to at all
	NotAskedBarred    NotAsked = "barred"     // nothing is to be sent to her addresses, or she is no customer
	NotAskedNoAddress NotAsked = "no_address" // there is none over which the shop can write
	NotAskedWindow    NotAsked = "window"     // WhatsApp takes no free text any more, and there is no other way
	NotAskedLate      NotAsked = "late"       // nothing ran for a week after it was due
	NotAskedRefused   NotAsked = "refused"    // the channel does not take the words
)

// Survey is one asking, or why there was none: a fact, written once. What was answered stands in Answer.
type Survey struct {
	ID         SurveyID
	Point      TouchPoint
	About      string // the case or the purchase
	Scale      Scale
	At         time.Time
	CustomerID CustomerID // whom it was about then; whose an answer is, the identity says
	IdentityID IdentityID // that was asked; empty: none
	Channel    Channel
	MessageID  MessageID // of the question
	Language   string    // of the question
	NotAsked   NotAsked
	Answer     SurveyAnswer
}

// SurveyAnswer is what a customer answered, as the survey's log tells it.
type SurveyAnswer struct {
	Score     int
	At        time.Time // zero: nothing
	MessageID MessageID // in which she said so; empty: the owner wrote it down
	EventID   EventID
	ByHand    bool
	// Quiet says that the message is a score with a nice word: nobody waits for an answer to it.
	Quiet bool
}

// SurveyFacts is the part of an event about a survey, or about a touch point, that names no person.
type SurveyFacts struct {
	Touch *Touch     `json:"touch,omitempty"`
	Point TouchPoint `json:"point,omitempty"`
	ID    SurveyID   `json:"id,omitempty"`
	Score int        `json:"score,omitempty"`
	Quiet bool       `json:"quiet,omitempty"`
	At    time.Time  `json:"at,omitzero"` // when it was answered
}

// TouchOf reads what the owner chose last from the log of a touch point.
func TouchOf(point TouchPoint, log []Event) Touch {
	for _, e := range slices.Backward(Standing(log)) {
		if e.Kind == SurveySet {
			return *e.Facts.Survey.Touch
		}
	}
	return Touch{Point: point}
}

// SurveyAnswers reads a survey's log for what was answered, the last of which counts: one for each message, and one that
// the owner wrote down.
func SurveyAnswers(log []Event) (answers []SurveyAnswer) {
	for _, e := range Standing(log) {
		if e.Kind != SurveyAnswered && e.Kind != SurveyCleared {
			continue
		}
		answers = slices.DeleteFunc(answers, func(a SurveyAnswer) bool { return a.MessageID == e.MessageID })
		if f := e.Facts.Survey; e.Kind == SurveyAnswered {
			answers = append(answers, SurveyAnswer{f.Score, f.At, e.MessageID, e.ID, e.Actor == Owner, f.Quiet})
		}
	}
	return answers
}
