package outbox_test

import (
	"errors"
	"testing"
	"time"

	"balcao/backend/consent"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/outbox"
	"balcao/backend/outreach"
	"balcao/backend/preference"
	"balcao/backend/store"
)

// agrees writes down that Ana wants campaigns by SMS, or none.
func (l *line) agrees(status desk.ConsentStatus) {
	l.t.Helper()
	l.pass(time.Second)
	_, err := consent.Set(l.t.Context(), l.st, consent.Saying{Identity: l.phone().ID, Channel: desk.SMS, Purposes: []desk.Purpose{desk.Marketing}, Status: status})
	check(l.t, err)
}

func (l *line) phone() (found desk.Identity) {
	l.t.Helper()
	check(l.t, l.st.Read(l.t.Context(), func(tx *store.ReadTx) error {
		hers, err := tx.Customers().Identities(l.customer())
		found = hers[0]
		return err
	}))
	return found
}

// approach queues a campaign for Ana.
func (l *line) approach(first func(*store.Tx, outbox.Queued) error) (outbox.Queued, error) {
	l.t.Helper()
	return outbox.Approach(l.t.Context(), l.st, noRules, outbox.Draft{
		CustomerID: l.customer(), Channel: desk.SMS, To: l.phone().ID, Purpose: desk.Marketing, Text: "Agendas com desconto. Para sair, responda SAIR.", Number: "Protocolo",
	}, first)
}

func (l *line) state(q outbox.Queued) (row store.OutgoingRow) {
	l.t.Helper()
	check(l.t, l.st.Read(l.t.Context(), func(tx *store.ReadTx) (err error) {
		row, err = tx.Deliveries().Get(q.DeliveryID)
		return err
	}))
	return row
}

func (l *line) row() store.InboxRow {
	l.t.Helper()
	page, err := customer.Inbox(l.t.Context(), l.st, customer.InboxQuery{})
	check(l.t, err)
	return page.Rows[0].InboxRow
}

// alwaysOpen takes the hours out of a test that is about something else.
func (l *line) alwaysOpen() {
	l.t.Helper()
	hours := preference.Usual().Hours
	for n := range hours.Week {
		hours.Week[n] = preference.Day{Open: true, From: 0, To: 24 * 60}
	}
	check(l.t, preference.Save(l.t.Context(), l.st, hours))
}

func TestACampaignIsNoPartOfTheConversation(t *testing.T) {
	l := openLine(t)
	l.alwaysOpen()
	l.writes("tem agenda?")
	l.agrees(desk.Given)
	before := l.row()
	q, err := l.approach(nil)
	check(t, err)
	_, err = l.dispatcher.Run(t.Context())
	check(t, err)
	if row := l.state(q); row.State != desk.Sent && row.State != desk.Delivered {
		t.Fatalf("%+v", row)
	}
	if after := l.row(); after != before {
		t.Errorf("the conversation was %+v\nand is %+v", before, after)
	}
	check(t, l.st.Rebuild(t.Context()))
	if after := l.row(); after != before {
		t.Errorf("made anew it is %+v", after)
	}
	check(t, l.st.Read(t.Context(), func(tx *store.ReadTx) error {
		m, err := tx.Messages().Get(q.MessageID)
		if m.Purpose != desk.Marketing || m.Text != "Agendas com desconto. Para sair, responda SAIR." {
			t.Errorf("%+v", m)
		}
		verdicts, err2 := outreach.May(tx, desk.Marketing, l.clock(), l.customer())
		if verdicts[l.customer()].May {
			t.Error("she may be written to again at once")
		}
		return errors.Join(err, err2)
	}))
}

func TestWhoNeverWroteStaysACustomer(t *testing.T) {
	l := openLine(t)
	l.alwaysOpen()
	id, _, err := customer.Add(t.Context(), l.st, customer.Newcomer{Name: "Bia", Phones: []string{"+5511987654321"}})
	check(t, err)
	var phone desk.Identity
	check(t, l.st.Read(t.Context(), func(tx *store.ReadTx) error {
		hers, err := tx.Customers().Identities(id)
		for _, i := range hers {
			if i.Medium == desk.SMS {
				phone = i
			}
		}
		return err
	}))
	_, err = consent.Set(t.Context(), l.st, consent.Saying{Identity: phone.ID, Channel: desk.SMS, Purposes: []desk.Purpose{desk.Marketing}, Status: desk.Given})
	check(t, err)
	q, err := outbox.Approach(t.Context(), l.st, noRules, outbox.Draft{CustomerID: id, Channel: desk.SMS, To: phone.ID, Purpose: desk.Marketing, Text: "Novidades"}, nil)
	check(t, err)
	look := func(when string) {
		t.Helper()
		check(t, l.st.Read(t.Context(), func(tx *store.ReadTx) error {
			c, err := tx.Customers().Get(id)
			if c.Machine {
				t.Error(when, "she is a machine")
			}
			if _, found, _ := tx.Conversation(id); found {
				t.Error(when, "there is a conversation")
			}
			return err
		}))
	}
	look("queued:")
	check(t, outbox.Cancel(t.Context(), l.st, q.DeliveryID))
	look("cancelled:")
	check(t, l.st.Rebuild(t.Context()))
	look("made anew:")
}

func TestACampaignAsksAgainAtTheMomentOfSending(t *testing.T) {
	l := openLine(t)
	l.alwaysOpen()
	l.writes("tem agenda?")
	if _, err := l.approach(nil); !desk.HasCode(err, desk.ErrNoConsent) {
		t.Fatalf("before she said anything: %v", err)
	}
	l.agrees(desk.Given)
	q, err := l.approach(nil)
	check(t, err)
	l.writes("sair")
	pass, err := l.dispatcher.Run(t.Context())
	check(t, err)
	if row := l.state(q); pass.Sent != 0 || row.State != desk.Cancelled || row.Error == nil || row.Error.Code != desk.ErrNoConsent {
		t.Errorf("sent %d, %+v", pass.Sent, row)
	}
}

// approachedInTheEvening queues a campaign for Ana, who wants it, when the shop is closed.
func (l *line) approachedInTheEvening() outbox.Queued {
	l.t.Helper()
	l.writes("tem agenda?")
	l.agrees(desk.Given)
	evening := time.Date(l.clock().Year()+1, 3, 10, 22, 0, 0, 0, time.Local) //nolint:gosmopolitan // the hours are those of this computer's clock
	l.pass(evening.Sub(l.clock()))
	q, err := l.approach(nil)
	check(l.t, err)
	return q
}

func TestACampaignWaitsForTheHours(t *testing.T) {
	l := openLine(t)
	q := l.approachedInTheEvening()
	opens := l.state(q).NotBefore
	if opens.Hour() != 9 && opens.Local().Hour() != 9 {
		t.Errorf("it leaves at %v", opens)
	}
	l.pass(opens.Sub(l.clock()))
	l.pass(10 * time.Hour) // the laptop was off for the whole day
	pass, err := l.dispatcher.Run(t.Context())
	check(t, err)
	if row := l.state(q); pass.Sent != 0 || row.State != desk.Queued || !row.NotBefore.After(l.clock()) || row.Attempts != 0 {
		t.Errorf("sent %d in the evening: %+v", pass.Sent, row)
	}
	l.pass(l.state(q).NotBefore.Sub(l.clock()))
	if pass, err = l.dispatcher.Run(t.Context()); err != nil || pass.Sent != 1 {
		t.Errorf("sent %d in the morning, %v", pass.Sent, err)
	}
}

// TestWhatNobodyAskedForKeepsItsHours: it is no answer that the owner typed, which she may hasten or have back in the box.
func TestWhatNobodyAskedForKeepsItsHours(t *testing.T) {
	l := openLine(t)
	q := l.approachedInTheEvening()
	before := l.row()
	_, err := outbox.SendNow(t.Context(), l.st, noRules, q.DeliveryID)
	wantCode(t, err, desk.ErrUsage)
	_, err = outbox.TakeBack(t.Context(), l.st, q.DeliveryID, "")
	wantCode(t, err, desk.ErrUsage)
	pass, err := l.dispatcher.Run(t.Context())
	check(t, err)
	if row := l.state(q); pass.Sent != 0 || row.State != desk.Queued || l.row() != before {
		t.Errorf("sent %d at night, it is %s; the conversation was %+v\nand is %+v", pass.Sent, row.State, before, l.row())
	}
}

// TestASurveyWaitsForTheAnswer: nobody is asked how it was while she waits for the shop, though the question was queued before
// she wrote.
func TestASurveyWaitsForTheAnswer(t *testing.T) {
	l := openLine(t)
	l.alwaysOpen()
	l.writes("tem agenda?")
	_, err := l.answer("Temos, sim.")
	check(t, err)
	q, err := outbox.Approach(t.Context(), l.st, noRules, outbox.Draft{
		CustomerID: l.customer(), Channel: desk.SMS, To: l.phone().ID, Purpose: desk.Surveys, Text: "De 1 a 5, como foi?",
	}, nil)
	check(t, err)
	l.writes("e caderno?")
	sent := func() int {
		t.Helper()
		pass, err := l.dispatcher.Run(t.Context())
		check(t, err)
		return pass.Sent
	}
	l.pass(time.Minute)
	if n, row := sent(), l.state(q); n != 1 || row.State != desk.Queued || row.Attempts != 0 {
		t.Errorf("beside the answer left %d, the survey is %s after %d attempts", n-1, row.State, row.Attempts)
	}
	_, err = l.answer("Também.")
	check(t, err)
	l.pass(time.Minute)
	if n, row := sent(), l.state(q); n != 2 || row.State == desk.Queued {
		t.Errorf("%d left once she was answered, the survey is %s", n, row.State)
	}
}

func TestAnAnswerGoesBeforeACampaign(t *testing.T) {
	l := openLine(t)
	l.alwaysOpen()
	l.writes("tem agenda?")
	l.agrees(desk.Given)
	_, err := l.approach(nil)
	check(t, err)
	_, err = l.answer("Temos, sim.")
	check(t, err)
	check(t, l.st.Read(t.Context(), func(tx *store.ReadTx) error {
		due, err := tx.Deliveries().Due(desk.Queued, phoneConn, l.clock().Add(time.Hour), 10)
		if len(due) != 2 {
			t.Fatalf("%d are due", len(due))
		}
		first, err2 := tx.Messages().Get(due[0].MessageID)
		if first.Purpose != "" {
			t.Error("the campaign goes first")
		}
		return errors.Join(err, err2)
	}))
}

func TestWhatGoesAlongWithAnApproachIsOneTransaction(t *testing.T) {
	l := openLine(t)
	l.writes("tem agenda?")
	l.agrees(desk.Given)
	boom := errors.New("boom")
	if _, err := l.approach(func(*store.Tx, outbox.Queued) error { return boom }); !errors.Is(err, boom) {
		t.Fatal(err)
	}
	rows, err := outbox.List(t.Context(), l.st, true)
	if err != nil || len(rows) != 0 {
		t.Errorf("%d are queued, %v", len(rows), err)
	}
}
