package survey_test

import (
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/consent"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/outbox"
	"balcao/backend/store"
	"balcao/backend/survey"
)

// TestAPictureIsLookedAt: a score that brings a file says more than a nice word.
func TestAPictureIsLookedAt(t *testing.T) {
	s, id := surveyed(t, desk.CSAT)
	s.pass(time.Minute)
	s.take("phone", &channel.Inbound{
		Channel: desk.WhatsApp, ExternalID: "photo", Received: s.now, Text: "5, obrigada", Raw: []byte("photo"), From: anaWhats, To: shopWhats,
		Media: []channel.Media{{Ref: "https://media.example/1", Type: "image/jpeg"}},
	})
	v, _ := s.asked(desk.CaseTouch, string(id))
	if v.Answer.Score != 5 || v.Answer.Quiet || s.state() != desk.ToReply {
		t.Errorf("answered %+v, the conversation %s", v.Answer, s.state())
	}
}

// TestOnceACampaignCame: a number may answer that, once it left.
func TestOnceACampaignCame(t *testing.T) {
	s, id := surveyed(t, desk.CSAT)
	v, _ := s.asked(desk.CaseTouch, string(id))
	_, err := consent.Set(t.Context(), s.st, consent.Saying{Identity: v.IdentityID, Channel: desk.WhatsApp, Purposes: []desk.Purpose{desk.Marketing}, Status: desk.Given})
	check(t, err)
	s.pass(time.Minute)
	_, err = outbox.Approach(t.Context(), s.st, s.asker().Rules, outbox.Draft{
		CustomerID: s.ana(), Channel: desk.WhatsApp, To: v.IdentityID, Purpose: desk.Marketing, Text: "Qual prefere: 1 caderno ou 2 canetas?",
	}, nil)
	check(t, err)
	s.says(desk.WhatsApp, "2")
	if v, _ := s.asked(desk.CaseTouch, string(id)); !v.Answer.At.IsZero() {
		t.Errorf("an answer to the campaign is a score: %+v", v.Answer)
	}
}

// TestAReadingIsTakenBackAfterTheMerge: she waits whose message it is by then, not whose address was asked.
func TestAReadingIsTakenBackAfterTheMerge(t *testing.T) {
	s, id := surveyed(t, desk.CSAT)
	ana := s.ana()
	s.says(desk.Email, "Oi, é a Bia")
	bia := s.ana()
	s.closes()
	done, err := customer.Merge(t.Context(), s.st, ana, bia, nil)
	check(t, err)
	s.says(desk.Email, "nota 5")
	check(t, customer.Undo(t.Context(), s.st, ana, done))
	v, _ := s.asked(desk.CaseTouch, string(id))
	_, err = survey.Clear(t.Context(), s.st, v.ID)
	check(t, err)
	state := func() (state desk.TurnState) {
		t.Helper()
		s.read(func(tx *store.ReadTx) error {
			row, _, err := tx.Conversation(bia)
			state = row.Turn.State(s.now)
			return err
		})
		return state
	}
	if state() != desk.ToReply {
		t.Errorf("taken back, the conversation is %s", state())
	}
	check(t, s.st.Rebuild(t.Context()))
	if state() != desk.ToReply {
		t.Errorf("made anew, the conversation is %s", state())
	}
}

// TestWhatDidNotArriveIsNotAnswered: she never read the question.
func TestWhatDidNotArriveIsNotAnswered(t *testing.T) {
	s, id := surveyed(t, desk.CSAT)
	v, _ := s.asked(desk.CaseTouch, string(id))
	for _, event := range []desk.DeliveryEvent{desk.Claim, desk.Rejected} {
		s.write(func(tx *store.Tx) error {
			row, err := tx.Deliveries().Get(desk.DeliveryID(v.ID))
			if err != nil {
				return err
			}
			_, err = tx.Deliveries().Step(row, event, "", nil, s.now)
			return err
		})
	}
	s.says(desk.WhatsApp, "2")
	if v, _ := s.asked(desk.CaseTouch, string(id)); !v.Answer.At.IsZero() || s.current().ID == "" {
		t.Errorf("answered %+v", v.Answer)
	}
}
