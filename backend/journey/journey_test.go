package journey_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"balcao/backend/campaign"
	"balcao/backend/cases"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/journey"
	"balcao/backend/purchase"
	"balcao/backend/store"
)

// shown writes points as one line each.
func shown(j journey.Journey) string {
	lines := []string{}
	for _, p := range j.Points {
		lines = append(lines, fmt.Sprintf("%s %s %s n=%d cents=%d", p.Day, p.Kind, p.Channel, p.N, p.Cents))
	}
	return strings.Join(lines, "\n")
}

func readJourney(t *testing.T, s *shop, id desk.CustomerID) journey.Journey {
	t.Helper()
	j, err := journey.Read(t.Context(), s.st, id)
	check(t, err)
	return j
}

func TestAJourneyIsTwelveMonthsByDayAndChannel(t *testing.T) {
	s := newShop(t)
	ana, bruno := s.meet("ana"), s.meet("bruno")
	at := func(day, hour int) time.Time {
		return today.AddDate(0, 0, -day).Add(time.Duration(hour-12) * time.Hour)
	}
	s.says(ana, saying{desk.WhatsApp, desk.In, at(0, 9), "bom dia"})
	last := s.says(ana, saying{desk.WhatsApp, desk.Out, at(0, 10), "bom dia!"})
	s.says(ana, saying{desk.Phone, desk.Out, at(0, 11), "ligou"})
	s.says(ana, saying{desk.Email, desk.In, at(1, 23), "tarde da noite"})
	s.says(ana, saying{desk.Email, desk.In, at(400, 9), "há mais de um ano"})
	s.says(bruno, saying{desk.Email, desk.In, at(1, 9), "de outra pessoa"})
	s.sells(ana, at(3, 9), "Caderno", 1000)
	back := s.sells(ana, at(3, 15), "Caneta", 500)
	gone := s.sells(ana, at(4, 9), "Engano", 99)
	_, err := purchase.Return(t.Context(), s.st, back, 200)
	check(t, err)
	_, err = purchase.Cancel(t.Context(), s.st, gone)
	check(t, err)

	j := readJourney(t, s, ana.id)
	want := strings.Join([]string{
		"2026-06-07 purchase  n=2 cents=1300", "2026-06-09 contact email n=1 cents=0",
		"2026-06-10 contact whatsapp n=2 cents=0", "2026-06-10 contact phone n=1 cents=0",
	}, "\n")
	if got := shown(j); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if j.Since.String() != "2025-07-01" || j.Today.String() != "2026-06-10" || j.Currency != "BRL" {
		t.Errorf("from %s to %s in %q", j.Since, j.Today, j.Currency)
	}
	if at := slices.IndexFunc(j.Points, func(p journey.Point) bool { return p.Channel == desk.WhatsApp }); j.Points[at].ID != string(last) {
		t.Errorf("the day opens %s, want the last message of it, %s", j.Points[at].ID, last)
	}

	_, err = customer.Merge(t.Context(), s.st, bruno.id, ana.id, nil)
	check(t, err)
	if got := shown(readJourney(t, s, bruno.id)); !strings.Contains(got, "email n=2") || !strings.Contains(got, "cents=1300") {
		t.Errorf("of both, after merging: %s", got)
	}
}

func TestComplaintsAndPraiseStandWhereTheyBegan(t *testing.T) {
	s := newShop(t)
	ana := s.meet("ana")
	first := s.says(ana, saying{desk.WhatsApp, desk.In, today.Add(-3 * time.Hour), "veio com o nome errado"})
	s.says(ana, saying{desk.WhatsApp, desk.In, today.Add(-2 * time.Hour), "e agora?"})
	k, _, err := cases.Open(t.Context(), s.st, ana.id)
	check(t, err)
	_, err = cases.Join(t.Context(), s.st, k.ID, first)
	check(t, err)
	done, err := cases.Classify(t.Context(), s.st, k.ID, desk.Complaint)
	check(t, err)
	if got := shown(readJourney(t, s, ana.id)); !strings.Contains(got, "complaint whatsapp n=1") {
		t.Errorf("no complaint: %s", got)
	}
	page, err := journey.History(t.Context(), s.st, journey.Query{Customer: ana.id})
	check(t, err)
	if len(page.Lines) != 1 || page.Lines[0].Class != desk.Complaint {
		t.Errorf("the line is not marked: %+v", page.Lines)
	}
	check(t, cases.Undo(t.Context(), s.st, k.ID, done))
	if got := shown(readJourney(t, s, ana.id)); strings.Contains(got, "complaint") {
		t.Errorf("a complaint that is none any more: %s", got)
	}
}

// TestTheHistoryIsReadByDayAndChannel: each line stands for what was said on one day over one channel, in the customer's words.
func TestTheHistoryIsReadByDayAndChannel(t *testing.T) {
	s := newShop(t)
	ana := s.meet("ana")
	at := func(day, hour int) time.Time {
		return today.AddDate(0, 0, -day).Add(time.Duration(hour-12) * time.Hour)
	}
	s.says(ana, saying{desk.WhatsApp, desk.In, at(0, 9), "dá para refazer?"})
	s.says(ana, saying{desk.WhatsApp, desk.Out, at(0, 11), "dá sim"})
	s.says(ana, saying{desk.Counter, desk.Out, at(0, 10), "retirou a agenda"})
	s.says(ana, saying{desk.Email, desk.Out, at(1, 8), "segue a arte"})
	s.sells(ana, at(1, 9), "Agenda", 8990)
	s.write(func(tx *store.Tx) error {
		return tx.Notes().Insert(desk.Note{ID: "note1", CustomerID: ana.id, Text: "prefere manhã"})
	})
	for _, c := range []struct {
		name string
		q    journey.Query
		want string
	}{
		{"all", journey.Query{}, "note prefere manhã|message whatsapp 2 in dá para refazer?|message counter 1 out retirou a agenda|purchase Agenda|message email 1 out segue a arte"},
		{"written", journey.Query{Part: customer.WrittenPart}, "message whatsapp 2 in dá para refazer?|message email 1 out segue a arte"},
		{"spoken", journey.Query{Part: customer.SpokenPart}, "message counter 1 out retirou a agenda"},
		{"bought", journey.Query{Part: customer.BoughtPart}, "purchase Agenda"},
		{"over one channel", journey.Query{Channel: desk.Email}, "message email 1 out segue a arte"},
		{"before today", journey.Query{Before: at(0, 0)}, "purchase Agenda|message email 1 out segue a arte"},
	} {
		c.q.Customer = ana.id
		page, err := journey.History(t.Context(), s.st, c.q)
		check(t, err)
		if got := linesShown(page.Lines); got != c.want || page.Next != "" {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func linesShown(lines []journey.Line) string {
	said := make([]string, len(lines))
	for i, l := range lines {
		said[i] = strings.Join(strings.Fields(fmt.Sprintf("%s %s %s", l.Kind, map[bool]string{true: fmt.Sprint(l.Channel, " ", l.Messages, " ", l.Direction)}[l.Kind == customer.IsMessage], l.Text)), " ")
	}
	return strings.Join(said, "|")
}

// TestPagesOfTheHistoryNeverCutADay: a page ends with a day however much of it there is, and all pages together are everything.
func TestPagesOfTheHistoryNeverCutADay(t *testing.T) {
	s := newShop(t)
	ana := s.meet("ana")
	for n := range 500 {
		over := []desk.Channel{desk.WhatsApp, desk.Email, desk.Counter}[n%3]
		s.says(ana, saying{over, desk.In, today.Add(-time.Duration(n) * 17 * time.Minute), fmt.Sprint("dito ", n)})
	}
	var all []journey.Line
	q := journey.Query{Customer: ana.id, Limit: 4}
	for {
		page, err := journey.History(t.Context(), s.st, q)
		check(t, err)
		all = append(all, page.Lines...)
		if q.Cursor = page.Next; q.Cursor == "" {
			break
		}
	}
	seen, messages := map[string]bool{}, 0
	for _, l := range all {
		key := fmt.Sprint(desk.DayOf(l.To.Local()), l.Channel)
		if seen[key] {
			t.Errorf("%s stands in two lines", key)
		}
		seen[key], messages = true, messages+l.Messages
	}
	if messages != 500 {
		t.Errorf("%d messages in all lines, want 500", messages)
	}
	if _, err := journey.History(t.Context(), s.st, journey.Query{Customer: ana.id, Cursor: "?"}); !desk.HasCode(err, desk.ErrUsage) {
		t.Errorf("a cursor that is none: %v", err)
	}
}

// TestWhatWasTakenBackIsNoContact: what the owner took back before it left is neither a point nor a line.
func TestWhatWasTakenBackIsNoContact(t *testing.T) {
	s := newShop(t)
	ana := s.meet("ana")
	id := s.says(ana, saying{desk.WhatsApp, desk.Out, today, "escrito por engano"})
	s.write(func(tx *store.Tx) error {
		row := store.OutgoingRow{Delivery: desk.Delivery{ID: "d1", MessageID: id, State: desk.Queued}, Here: true, CreatedAt: tx.Moment()}
		if err := tx.Deliveries().Insert(row, ana.id); err != nil {
			return err
		}
		_, err := tx.Deliveries().Step(row, desk.Cancel, "", nil, tx.Moment())
		return err
	})
	page, err := journey.History(t.Context(), s.st, journey.Query{Customer: ana.id})
	check(t, err)
	if got := shown(readJourney(t, s, ana.id)); got != "" || len(page.Lines) != 0 {
		t.Errorf("%q and %v", got, page.Lines)
	}
}

// TestAnAnswerAndItsMessageAreBothThere: they have one id and one moment, and are read on two sides of a chunk.
func TestAnAnswerAndItsMessageAreBothThere(t *testing.T) {
	s := newShop(t)
	ana := s.meet("ana")
	asked := s.says(ana, saying{desk.WhatsApp, desk.Out, today.Add(-5 * time.Hour), "De 1 a 5?"})
	said := s.says(ana, saying{desk.WhatsApp, desk.In, today.Add(-4 * time.Hour), "5"})
	s.answers(ana, asked, said, today.Add(-4*time.Hour))
	for n := range 199 {
		s.says(ana, saying{desk.WhatsApp, desk.In, today.Add(-time.Duration(n) * time.Second), "dito"})
	}
	page, err := journey.History(t.Context(), s.st, journey.Query{Customer: ana.id})
	check(t, err)
	if len(page.Lines) != 2 || page.Lines[0].Messages+page.Lines[1].Messages != 201 {
		t.Errorf("%d lines: %+v", len(page.Lines), page.Lines)
	}
}

// TestAnswersToSurveysAreAPartOfTheHistory: with the score, and the words where she wrote some.
func TestAnswersToSurveysAreAPartOfTheHistory(t *testing.T) {
	s := newShop(t)
	ana := s.meet("ana")
	asked := s.says(ana, saying{desk.WhatsApp, desk.Out, today.Add(-2 * time.Hour), "De 1 a 5?"})
	said := s.says(ana, saying{desk.WhatsApp, desk.In, today.Add(-time.Hour), "5, atendimento de vizinha!"})
	s.answers(ana, asked, said, today.Add(-time.Hour))
	for part, want := range map[customer.Part]int{customer.SurveysPart: 1, customer.WrittenPart: 0, "": 1} {
		page, err := journey.History(t.Context(), s.st, journey.Query{Customer: ana.id, Part: part})
		check(t, err)
		answers := slices.DeleteFunc(page.Lines, func(l journey.Line) bool { return l.Kind != customer.IsSurvey })
		if len(answers) != want {
			t.Errorf("%q: %d answers, want %d", part, len(answers), want)
		}
		if want == 1 && (answers[0].Survey.Answer.Score != 5 || answers[0].Text != "5, atendimento de vizinha!" || answers[0].ID != string(said)) {
			t.Errorf("%q: %+v", part, answers[0])
		}
	}
}

// TestCampaignsAreNothingThatWasSaid: one that came as a message, and one by other means, stand by themselves.
func TestCampaignsAreNothingThatWasSaid(t *testing.T) {
	s := newShop(t)
	ana := s.meet("ana")
	mail := s.sends(ana, saying{desk.Email, desk.Out, today.Add(-time.Hour), "15% em cartões e agendas"}, desk.Marketing)
	id, _, err := campaign.Save(t.Context(), s.st, desk.Campaign{Medium: desk.ByEmail, Subject: "Dia das Mães"})
	check(t, err)
	s.write(func(tx *store.Tx) error {
		if _, err := tx.Deliveries().Campaigns().TakeTurn(id, ana.mail, mail, ""); err != nil {
			return err
		}
		return tx.Deliveries().Insert(store.OutgoingRow{Delivery: desk.Delivery{ID: "d1", MessageID: mail, State: desk.Read}, CreatedAt: tx.Moment()}, ana.id)
	})
	_, _, err = campaign.Record(t.Context(), s.st, desk.Campaign{
		Medium: desk.ByLeaflet, Subject: "Folheto", Date: today.AddDate(0, 0, -3), To: desk.Recipients{Customers: []desk.CustomerID{ana.id}},
	})
	check(t, err)
	var got []string
	for _, p := range readJourney(t, s, ana.id).Points {
		got = append(got, fmt.Sprint(p.Day, " ", p.Kind, " ", p.Seen))
	}
	if want := []string{"2026-06-07 campaign false", "2026-06-10 campaign true"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	for part, want := range map[customer.Part]string{
		"":                     "campaign Dia das Mães|campaign Folheto",
		customer.CampaignsPart: "campaign Dia das Mães|campaign Folheto",
		customer.WrittenPart:   "",
	} {
		page, err := journey.History(t.Context(), s.st, journey.Query{Customer: ana.id, Part: part})
		check(t, err)
		if got := linesShown(page.Lines); got != want {
			t.Errorf("%q: %q, want %q", part, got, want)
		}
	}
}
