package survey_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"balcao/backend/cases"
	"balcao/backend/consent"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/outbox"
	"balcao/backend/phrase"
	"balcao/backend/preference"
	"balcao/backend/purchase"
	"balcao/backend/store"
	"balcao/backend/survey"
)

// TestAScoreKeepsTheCaseClosed is the whole way: closed, asked by WhatsApp, answered, and nobody waits.
func TestAScoreKeepsTheCaseClosed(t *testing.T) {
	s, id := surveyed(t, desk.CSAT)
	v, _ := s.asked(desk.CaseTouch, string(id))
	question := s.message(v.MessageID)
	if v.Channel != desk.WhatsApp || question.To != anaWhats || question.Purpose != desk.Surveys || !strings.Contains(question.Text, "De 1 a 5") {
		t.Fatalf("asked %+v: %+v", v, question)
	}
	if s.state() != desk.Closed {
		t.Fatalf("asked, it is %s", s.state())
	}
	reply := s.says(desk.WhatsApp, "5, ótimo!")
	v, _ = s.asked(desk.CaseTouch, string(id))
	if v.Answer.Score != 5 || v.Answer.MessageID != reply || !v.Answer.Quiet || v.Answer.ByHand {
		t.Fatalf("answered %+v", v.Answer)
	}
	look := func(when string) {
		t.Helper()
		if s.isOpen(id) || s.state() != desk.Closed {
			t.Errorf("%s the case is open: %v, the conversation %s", when, s.isOpen(id), s.state())
		}
		if m := s.message(reply); m.Text != "5, ótimo!" || m.Voice != desk.CustomerVoice {
			t.Errorf("%s the message is %+v", when, m)
		}
	}
	look("answered:")
	check(t, s.st.Rebuild(t.Context()))
	look("made anew:")
	s.killed()
	look("after a kill:")
	page, err := customer.Timeline(t.Context(), s.st, s.ana(), 10, "")
	check(t, err)
	if a, q := page.Items[0], page.Items[1]; a.Kind != customer.IsMessage || a.Survey == nil || a.Survey.Answer.Score != 5 ||
		q.Kind != customer.IsSurvey || q.Survey == nil || q.Survey.Answer.Score != 5 {
		t.Errorf("the timeline: %+v, %+v", a, q)
	}
}

func TestWhatWaitsForTheOwner(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		score  int // -1: none
		state  desk.TurnState
		reopen bool
	}{
		"a score":                    {"4", 4, desk.Closed, false},
		"with a nice word":           {"5 muito bom, obrigada 😍", 5, desk.Closed, false},
		"a low one":                  {"1", 1, desk.ToReply, false},
		"with a comment":             {"4, mas demorou", 4, desk.ToReply, false},
		"that asks":                  {"5! Vocês têm agenda?", 5, desk.ToReply, false},
		"nice words alone":           {"Foi tudo ótimo", -1, desk.ToReply, false},
		"an order":                   {"2 caixas por favor", -1, desk.ToReply, true},
		"outside the scale":          {"10", -1, desk.ToReply, true},
		"a word that stops":          {"sair", -1, desk.ToReply, true},
		"something else altogether":  {"Meu pedido chegou quebrado", -1, desk.ToReply, true},
		"the number of another case": {"260310-01.001-23", -1, desk.ToReply, true},
	} {
		s, id := surveyed(t, desk.CSAT)
		s.says(desk.WhatsApp, c.text)
		v, _ := s.asked(desk.CaseTouch, string(id))
		score := -1
		if !v.Answer.At.IsZero() {
			score = v.Answer.Score
		}
		if score != c.score || s.state() != c.state || s.isOpen(id) != c.reopen {
			t.Errorf("%s: score %d, the conversation %s, the case open: %v", name, score, s.state(), s.isOpen(id))
		}
	}
}

func TestAStopWordIsHeard(t *testing.T) {
	s, _ := surveyed(t, desk.CSAT)
	reply := s.says(desk.WhatsApp, "sair")
	s.read(func(tx *store.ReadTx) error {
		may, err := consent.May(tx, desk.Surveys, desk.WhatsApp, s.message(reply).IdentityID)
		if may[s.message(reply).IdentityID] {
			t.Error("she may be asked again")
		}
		return err
	})
}

func TestALaterReplyCorrects(t *testing.T) {
	s, id := surveyed(t, desk.CSAT)
	s.says(desk.WhatsApp, "5")
	s.says(desk.WhatsApp, "4, na verdade")
	if v, _ := s.asked(desk.CaseTouch, string(id)); v.Answer.Score != 4 {
		t.Fatalf("%+v", v.Answer)
	}
	v, _ := s.asked(desk.CaseTouch, string(id))
	_, err := survey.Clear(t.Context(), s.st, v.ID)
	check(t, err)
	if v, _ := s.asked(desk.CaseTouch, string(id)); v.Answer.Score != 5 {
		t.Errorf("without the second: %+v", v.Answer)
	}
}

// TestOnceTheShopHasSpoken: what she says then answers the shop, unless she calls it a score.
func TestOnceTheShopHasSpoken(t *testing.T) {
	s, id := surveyed(t, desk.CSAT)
	s.pass(time.Minute)
	_, err := outbox.Enqueue(t.Context(), s.st, s.asker().Rules, outbox.Draft{CustomerID: s.ana(), Channel: desk.WhatsApp, Text: "Quantas caixas?"})
	check(t, err)
	s.says(desk.WhatsApp, "2")
	if v, _ := s.asked(desk.CaseTouch, string(id)); !v.Answer.At.IsZero() {
		t.Errorf("two boxes are a score: %+v", v.Answer)
	}
	s.says(desk.WhatsApp, "e nota 5 pelo atendimento")
	if v, _ := s.asked(desk.CaseTouch, string(id)); v.Answer.Score != 5 {
		t.Errorf("called a score: %+v", v.Answer)
	}
}

func TestByAnotherOfHerAddresses(t *testing.T) {
	s, id := surveyed(t, desk.CSAT)
	s.says(desk.SMS, "5")
	if v, _ := s.asked(desk.CaseTouch, string(id)); v.Answer.Score != 5 {
		t.Errorf("the same number by SMS: %+v", v.Answer)
	}
	s, id = surveyed(t, desk.CSAT)
	ana := s.ana()
	s.says(desk.Email, "4")
	_, err := customer.Merge(t.Context(), s.st, ana, s.ana(), nil)
	check(t, err)
	s.says(desk.Email, "4")
	if v, _ := s.asked(desk.CaseTouch, string(id)); !v.Answer.At.IsZero() {
		t.Errorf("a bare number by mail: %+v", v.Answer)
	}
	s.says(desk.Email, "nota 4")
	if v, _ := s.asked(desk.CaseTouch, string(id)); v.Answer.Score != 4 {
		t.Errorf("a score by mail: %+v", v.Answer)
	}
}

func TestAReplyThatCameTooLateOrTooEarly(t *testing.T) {
	s, id := surveyed(t, desk.CSAT)
	s.pass(8 * 24 * time.Hour)
	s.says(desk.WhatsApp, "5")
	if v, _ := s.asked(desk.CaseTouch, string(id)); !v.Answer.At.IsZero() {
		t.Errorf("after a week: %+v", v.Answer)
	}
}

func TestNobodyIsAskedTwice(t *testing.T) {
	s, id := surveyed(t, desk.CSAT)
	for range 3 {
		s.killed()
		s.pass(time.Minute)
		if n := s.ask(); n != 0 {
			t.Fatalf("%d asked again", n)
		}
	}
	v, _ := s.asked(desk.CaseTouch, string(id))
	check(t, outbox.Cancel(t.Context(), s.st, desk.DeliveryID(v.ID)))
	s.pass(time.Minute)
	if n := s.ask(); n != 0 {
		t.Fatal("asked again after it was taken back")
	}
	s.says(desk.WhatsApp, "5")
	if v, _ := s.asked(desk.CaseTouch, string(id)); !v.Answer.At.IsZero() {
		t.Errorf("what was never asked was answered: %+v", v.Answer)
	}
}

// TestAKillBetweenTheTwo: question and delivery are one transaction, so there is never one without the other.
func TestAKillBetweenTheTwo(t *testing.T) {
	s := openShop(t)
	s.turnsOn(desk.CaseTouch, desk.CSAT)
	s.says(desk.WhatsApp, "Oi")
	id := s.closes()
	s.pass(2 * time.Hour)
	a := s.asker()
	refuse := errors.New("killed")
	a.Language = func(context.Context, desk.CustomerID) (string, error) { return "", refuse }
	if _, err := a.Run(t.Context()); !errors.Is(err, refuse) {
		t.Fatal(err)
	}
	if _, found := s.asked(desk.CaseTouch, string(id)); found {
		t.Fatal("written down, and nothing was queued")
	}
	s.killed()
	if n := s.ask(); n != 1 {
		t.Fatalf("%d asked after it", n)
	}
}

func TestWhoIsNotAsked(t *testing.T) {
	identity := func(s *shop) (found desk.Identity) {
		s.read(func(tx *store.ReadTx) error {
			hers, err := tx.Customers().Identities(s.ana())
			found = hers[0]
			return err
		})
		return found
	}
	for name, c := range map[string]struct {
		before func(*shop) // the asking, two hours after the closing
		want   desk.NotAsked
		later  bool // nothing is decided yet
	}{
		"she said no": {before: func(s *shop) {
			_, err := consent.Set(s.t.Context(), s.st, consent.Saying{Identity: identity(s).ID, Channel: desk.WhatsApp, Purposes: []desk.Purpose{desk.Surveys}, Status: desk.Withdrawn})
			check(s.t, err)
		}, want: desk.NotAskedDeclined},
		"the address is barred": {before: func(s *shop) {
			s.write(func(tx *store.Tx) error {
				return tx.Record(desk.Event{Kind: desk.IdentityBarred, Actor: desk.Owner, CustomerID: s.ana(), Facts: desk.Facts{Ref: string(identity(s).ID)}})
			})
		}, want: desk.NotAskedBarred},
		"the day of WhatsApp is over": {before: func(s *shop) { s.pass(24 * time.Hour) }, want: desk.NotAskedWindow},
		"an SMS never came from her": {before: func(s *shop) {
			s.write(func(tx *store.Tx) error {
				return tx.Customers().AddIdentity(desk.Identity{
					ID: store.NewIdentityID(desk.SMS, anaSMS), CustomerID: s.ana(), Medium: desk.SMS, Address: anaSMS, Key: identity(s).Key,
				})
			})
			s.pass(24 * time.Hour)
		}, want: desk.NotAskedWindow},
		"a week went by": {before: func(s *shop) { s.pass(9 * 24 * time.Hour) }, want: desk.NotAskedLate},
		"another case is open": {before: func(s *shop) {
			_, _, err := cases.Open(s.t.Context(), s.st, s.ana())
			check(s.t, err)
		}, later: true},
		"she waits for an answer": {before: func(s *shop) { s.says(desk.WhatsApp, "obrigada!") }, later: true},
		"at night":                {before: func(s *shop) { s.pass(10 * time.Hour) }, later: true},
		"it was reopened": {before: func(s *shop) {
			all, _, err := cases.Of(s.t.Context(), s.st, s.ana())
			check(s.t, err)
			_, err = cases.Reopen(s.t.Context(), s.st, all[0].ID)
			check(s.t, err)
		}, later: true},
		"another case stayed open for a week": {before: func(s *shop) {
			_, _, err := cases.Open(s.t.Context(), s.st, s.ana())
			check(s.t, err)
			s.pass(9 * 24 * time.Hour)
		}, want: desk.NotAskedOpenCase},
	} {
		s := openShop(t)
		s.turnsOn(desk.CaseTouch, desk.CSAT)
		s.says(desk.WhatsApp, "Oi")
		id := s.closes()
		s.pass(2 * time.Hour)
		c.before(s)
		if n := s.ask(); n != 0 {
			t.Errorf("%s: %d asked", name, n)
		}
		if v, found := s.asked(desk.CaseTouch, string(id)); found == c.later || v.NotAsked != c.want || v.MessageID != "" {
			t.Errorf("%s: %+v", name, v)
		}
	}
}

func TestTheDelayIsWaitedFor(t *testing.T) {
	s := openShop(t)
	s.turnsOn(desk.CaseTouch, desk.CSAT)
	s.says(desk.WhatsApp, "Oi")
	s.closes()
	s.pass(59 * time.Minute)
	if n := s.ask(); n != 0 {
		t.Error("asked before its time")
	}
	s.pass(time.Minute)
	if n := s.ask(); n != 1 {
		t.Error("not asked at its time")
	}
}

func TestOneInAMonth(t *testing.T) {
	s, _ := surveyed(t, desk.CSAT)
	s.pass(8 * 24 * time.Hour)
	s.says(desk.WhatsApp, "Outra coisa: têm agenda?")
	id := s.closes()
	s.pass(2 * time.Hour)
	if n := s.ask(); n != 0 {
		t.Fatal("asked twice in a month")
	}
	if v, _ := s.asked(desk.CaseTouch, string(id)); v.NotAsked != desk.NotAskedLately {
		t.Errorf("%+v", v)
	}
	s.pass(23 * 24 * time.Hour)
	s.says(desk.WhatsApp, "E lápis?")
	s.closes()
	s.pass(2 * time.Hour)
	if n := s.ask(); n != 1 {
		t.Error("not asked after a month")
	}
}

// TestNotOnTheDayOfACampaign: she is asked on the next one.
func TestNotOnTheDayOfACampaign(t *testing.T) {
	s := openShop(t)
	s.turnsOn(desk.CaseTouch, desk.CSAT)
	who := s.message(s.says(desk.WhatsApp, "Oi")).IdentityID
	id := s.closes()
	_, err := consent.Set(t.Context(), s.st, consent.Saying{Identity: who, Channel: desk.WhatsApp, Purposes: []desk.Purpose{desk.Marketing}, Status: desk.Given})
	check(t, err)
	_, err = outbox.Approach(t.Context(), s.st, s.asker().Rules, outbox.Draft{
		CustomerID: s.ana(), Channel: desk.WhatsApp, To: who, Purpose: desk.Marketing, Text: "Chegaram as agendas.",
	}, nil)
	check(t, err)
	s.pass(2 * time.Hour)
	if n := s.ask(); n != 0 {
		t.Fatal("asked beside the campaign")
	}
	if v, found := s.asked(desk.CaseTouch, string(id)); found {
		t.Fatalf("given up: %+v", v)
	}
	s.pass(21*time.Hour + 30*time.Minute) // the shop is open, and WhatsApp is still
	if n := s.ask(); n != 1 {
		t.Error("not asked on the next day")
	}
}

// TestByAnotherChannel: where the day of WhatsApp is over, the SMS of the same customer is taken.
func TestByAnotherChannel(t *testing.T) {
	s := openShop(t)
	s.turnsOn(desk.CaseTouch, desk.CES)
	check(t, preference.Save(t.Context(), s.st, preference.Shop{Name: "Papelaria Sabiá"}))
	s.says(desk.SMS, "Oi")
	s.says(desk.WhatsApp, "Oi")
	id := s.closes()
	s.pass(26 * time.Hour)
	if n := s.ask(); n != 1 {
		t.Fatal("not asked")
	}
	v, _ := s.asked(desk.CaseTouch, string(id))
	if m := s.message(v.MessageID); v.Channel != desk.SMS || m.Text != "Papelaria Sabia: Foi facil resolver o que voce precisava? De 1 (muito dificil) a 7 (muito facil). Pode responder so com o numero." || len(m.Text) > 160 {
		t.Errorf("%+v: %q", v, m.Text)
	}
}

func TestNothingIsAskedAboutThePast(t *testing.T) {
	s := openShop(t)
	s.says(desk.WhatsApp, "Oi")
	id := s.closes()
	ana := s.ana()
	old, err := purchase.Add(t.Context(), s.st, ana, purchase.Sheet{What: "Agenda", Value: desk.Money{Cents: 100}})
	check(t, err)
	s.pass(time.Minute)
	s.turnsOn(desk.CaseTouch, desk.CSAT)
	s.turnsOn(desk.PurchaseTouch, desk.CSAT)
	s.pass(time.Minute)
	dated, err := purchase.Add(t.Context(), s.st, ana, purchase.Sheet{What: "Lápis", Value: desk.Money{Cents: 100}, At: s.now.AddDate(0, 0, -3)})
	check(t, err)
	s.pass(2 * time.Hour)
	if n := s.ask(); n != 0 {
		t.Errorf("%d asked about what was over", n)
	}
	for point, about := range map[desk.TouchPoint][]string{desk.CaseTouch: {string(id)}, desk.PurchaseTouch: {string(old), string(dated)}} {
		for _, one := range about {
			if v, found := s.asked(point, one); found {
				t.Errorf("%+v", v)
			}
		}
	}
}

func TestPurchasesAndDeliveries(t *testing.T) {
	s := openShop(t)
	s.turnsOn(desk.DeliveryTouch, desk.NPS)
	s.says(desk.WhatsApp, "Oi")
	s.closes()
	ana := s.ana()
	s.pass(time.Minute)
	add := func(place desk.PurchasePlace, kind desk.PurchaseKind) desk.PurchaseID {
		t.Helper()
		s.pass(time.Second)
		id, err := purchase.Add(t.Context(), s.st, ana, purchase.Sheet{What: "Agenda", Value: desk.Money{Cents: 100}, Place: place, Kind: kind})
		check(t, err)
		return id
	}
	taken, service := add(desk.AtShop, desk.Product), add(desk.Online, desk.Service)
	cancelled := add(desk.Online, desk.Product)
	_, err := purchase.Cancel(t.Context(), s.st, cancelled)
	check(t, err)
	brought := add(desk.Online, desk.Product)
	s.pass(2 * time.Hour)
	if n := s.ask(); n != 1 {
		t.Fatalf("%d asked, want 1", n)
	}
	if v, _ := s.asked(desk.DeliveryTouch, string(brought)); v.MessageID == "" || v.Scale != desk.NPS {
		t.Errorf("%+v", v)
	}
	for _, other := range []desk.PurchaseID{taken, service, cancelled} {
		if v, found := s.asked(desk.DeliveryTouch, string(other)); found {
			t.Errorf("%+v", v)
		}
	}
}

func TestSettingsAreUndone(t *testing.T) {
	s := openShop(t)
	touch := func() desk.Touch {
		all, err := survey.All(t.Context(), s.st)
		check(t, err)
		return all[0]
	}
	if got := touch(); got.Scale != "" || got.DelayHours != 1 {
		t.Fatalf("at first it is %+v", got)
	}
	first := s.turnsOn(desk.CaseTouch, desk.CSAT)
	since := touch().Since
	s.pass(time.Hour)
	second := s.turnsOn(desk.CaseTouch, desk.NPS)
	if got := touch(); got.Scale != desk.NPS || !got.Since.Equal(since) {
		t.Errorf("changed while on: %+v", got)
	}
	if err := survey.Undo(t.Context(), s.st, first); !desk.HasCode(err, desk.ErrChangedSince) {
		t.Errorf("undone out of turn: %v", err)
	}
	check(t, survey.Undo(t.Context(), s.st, second))
	if got := touch(); got.Scale != desk.CSAT {
		t.Errorf("undone: %+v", got)
	}
	check(t, s.st.Rebuild(t.Context()))
	if got := touch(); got.Scale != desk.CSAT {
		t.Errorf("made anew: %+v", got)
	}
	for name, bad := range map[string]desk.Touch{
		"point": {Point: "birthday"}, "scale": {Point: desk.CaseTouch, Scale: "stars"}, "delay": {Point: desk.CaseTouch, DelayHours: -1},
		"language": {Point: desk.CaseTouch, Wordings: []desk.Wording{{Language: "fr", Text: "?"}}},
	} {
		if _, err := survey.Set(t.Context(), s.st, bad); !desk.HasCode(err, desk.ErrUsage) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for text, want := range map[string]error{
		"Hi {nickname}":    desk.E(desk.ErrPhraseField, nil, "field", "{nickname}"),
		"Hi {first_name":   desk.E(desk.ErrPhraseBrace, nil),
		"Hi {First name}!": nil,
	} {
		_, err := survey.Set(t.Context(), s.st, desk.Touch{Point: desk.CaseTouch, Wordings: []desk.Wording{{Language: "en", Text: text}}})
		if fmt.Sprint(err) != fmt.Sprint(want) {
			t.Errorf("%s: %v, want %v", text, err, want)
		}
	}
}

func TestTheOwnersWords(t *testing.T) {
	s := openShop(t)
	touch := desk.Touch{Point: desk.CaseTouch, Scale: desk.CSAT, Wordings: []desk.Wording{{Language: "pt-BR", Text: "{primeiro_nome}, de 1 a 5?"}, {Language: "es", Text: "Su pedido [confirmar: número], ¿del 1 al 5?"}}}
	s.says(desk.Email, "Oi")
	for name, c := range map[string]struct {
		language string
		who      desk.CustomerID
		want     string
	}{
		"hers":             {"pt-BR", s.ana(), "Ana, de 1 a 5?"},
		"nobody by name":   {"pt-BR", "", survey.Usual(desk.CaseTouch, desk.CSAT, "pt-BR")},
		"another language": {"ca", s.ana(), survey.Usual(desk.CaseTouch, desk.CSAT, "ca")},
		"none of ours":     {"fr", s.ana(), "Ana, de 1 a 5?"},
		"with a gap":       {"es", s.ana(), survey.Usual(desk.CaseTouch, desk.CSAT, "es")},
	} {
		text, subject, _, err := survey.Words(t.Context(), s.st, touch, c.language, phrase.Ask{CustomerID: c.who, Channel: desk.Email})
		check(t, err)
		if text != c.want || subject == "" {
			t.Errorf("%s: %q", name, text)
		}
	}
	for _, language := range desk.Languages {
		for _, point := range desk.TouchPoints() {
			for _, scale := range desk.Scales() {
				if text := survey.Usual(point, scale, language); len(text) < 40 || len(text) > 160 {
					t.Errorf("%s %s %s: %q", language, point, scale, text)
				}
			}
		}
	}
}

// TestTheOwnerReadsForHerself: a reading is taken back, set by hand, and both are undone.
func TestTheOwnerReadsForHerself(t *testing.T) {
	s, about := surveyed(t, desk.CSAT)
	s.says(desk.WhatsApp, "5")
	get := func() desk.Survey {
		v, _ := s.asked(desk.CaseTouch, string(about))
		return v
	}
	id := get().ID
	cleared, err := survey.Clear(t.Context(), s.st, id)
	check(t, err)
	if !get().Answer.At.IsZero() || s.state() != desk.ToReply {
		t.Errorf("no score: %+v, %s", get().Answer, s.state())
	}
	if _, err := survey.Clear(t.Context(), s.st, id); !desk.HasCode(err, desk.ErrChangedSince) {
		t.Errorf("cleared twice: %v", err)
	}
	check(t, survey.Undo(t.Context(), s.st, cleared))
	if get().Answer.Score != 5 || s.state() != desk.Closed {
		t.Errorf("undone: %+v, %s", get().Answer, s.state())
	}
	set, err := survey.Score(t.Context(), s.st, id, 3)
	check(t, err)
	if a := get().Answer; a.Score != 3 || !a.ByHand || s.state() != desk.Closed {
		t.Errorf("by hand: %+v, %s", a, s.state())
	}
	if _, err := survey.Score(t.Context(), s.st, id, 6); !desk.HasCode(err, desk.ErrUsage) {
		t.Errorf("outside the scale: %v", err)
	}
	check(t, survey.Undo(t.Context(), s.st, set))
	if get().Answer.Score != 5 {
		t.Errorf("by hand, undone: %+v", get().Answer)
	}
}

// TestAnswersBelongToTheAddress: a merge brings them along, and taking it back gives them back.
func TestAnswersBelongToTheAddress(t *testing.T) {
	s, _ := surveyed(t, desk.CSAT)
	ana := s.ana()
	s.says(desk.WhatsApp, "4")
	s.says(desk.Email, "Oi, é a Ana")
	other := s.ana()
	mean := func(id desk.CustomerID) float64 {
		t.Helper()
		got, err := survey.Of(t.Context(), s.st, id)
		check(t, err)
		return got.Mean
	}
	if mean(ana) != 4 || mean(other) != 0 {
		t.Fatalf("before: %v, %v", mean(ana), mean(other))
	}
	done, err := customer.Merge(t.Context(), s.st, other, ana, nil)
	check(t, err)
	if mean(other) != 4 {
		t.Errorf("merged: %v", mean(other))
	}
	s.pass(2 * time.Hour)
	s.closes()
	s.pass(2 * time.Hour)
	if n := s.ask(); n != 0 {
		t.Error("asked twice in a month, as whoever was merged")
	}
	check(t, customer.Undo(t.Context(), s.st, other, done))
	check(t, s.st.Rebuild(t.Context()))
	if mean(ana) != 4 || mean(other) != 0 {
		t.Errorf("taken apart: %v, %v", mean(ana), mean(other))
	}
}

// TestALowScoreBecomesAComplaint: by one press, and one undo takes all of it back.
func TestALowScoreBecomesAComplaint(t *testing.T) {
	s, _ := surveyed(t, desk.CSAT)
	reply := s.says(desk.WhatsApp, "1, ninguém me respondeu")
	k, done, err := cases.OpenWith(t.Context(), s.st, reply, desk.Complaint)
	check(t, err)
	if got := s.current(); got.ID != k.ID || got.Class != desk.Complaint {
		t.Errorf("opened %+v", got)
	}
	if _, _, err := cases.OpenWith(t.Context(), s.st, reply, desk.Complaint); !desk.HasCode(err, desk.ErrChangedSince) {
		t.Errorf("opened twice: %v", err)
	}
	check(t, cases.Undo(t.Context(), s.st, k.ID, done))
	if s.isOpen(k.ID) || s.state() != desk.ToReply {
		t.Errorf("undone, the case is open: %v, the conversation %s", s.isOpen(k.ID), s.state())
	}
}
