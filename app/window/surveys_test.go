package window

import (
	"strings"
	"testing"

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
