package window

import (
	"strings"
	"testing"
	"time"

	"balcao/backend/desk"
)

// TestAPreviewFillsWhatWillBeFilled: what was bought has no number of a case, so the usual words are taken.
func TestAPreviewFillsWhatWillBeFilled(t *testing.T) {
	h := demoHouse(t)
	for point, want := range map[desk.TouchPoint]string{desk.CaseTouch: exampleNumber + ": de 1 a 5?", desk.PurchaseTouch: "sua compra"} {
		touch := SurveyTouch{Point: string(point), Scale: string(desk.CSAT), Wordings: []SurveyWording{{"pt-BR", "{protocolo}: de 1 a 5?"}}}
		if text, err := h.PreviewSurvey(t.Context(), touch, "pt-BR", "Marlene Duarte"); err != nil || !strings.Contains(text, want) {
			t.Errorf("%s: %q, %v", point, text, err)
		}
	}
}

// TestAQuestionSaysWhereItIsAnswered: there the score stands; what the owner wrote down stands at the question.
func TestAQuestionSaysWhereItIsAnswered(t *testing.T) {
	for name, c := range map[string]struct {
		answer    desk.SurveyAnswer
		message   desk.MessageID
		elsewhere bool
	}{
		"nothing answered":          {message: "question"},
		"the question":              {answer: desk.SurveyAnswer{Score: 5, At: time.Unix(1, 0), MessageID: "answer"}, message: "question", elsewhere: true},
		"the answer":                {answer: desk.SurveyAnswer{Score: 5, At: time.Unix(1, 0), MessageID: "answer"}, message: "answer"},
		"written down by the owner": {answer: desk.SurveyAnswer{Score: 5, At: time.Unix(1, 0), ByHand: true}, message: "question"},
	} {
		v := desk.Survey{ID: "s", Scale: desk.CSAT, MessageID: "question", Answer: c.answer}
		if got := markOf(v, c.message).Elsewhere; got != c.elsewhere {
			t.Errorf("%s: answered elsewhere: %v", name, got)
		}
	}
}
