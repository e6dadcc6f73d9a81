package campaign_test

import (
	"testing"
	"time"

	"balcao/backend/campaign"
	"balcao/backend/customer"
	"balcao/backend/desk"
)

func TestNobodyIsDoubledAndNobodyLost(t *testing.T) {
	s := openShop(t)
	s.agree(35)
	id := s.mailing()
	s.begins(id)
	wantCode(t, campaign.Begin(t.Context(), s.st, id), desk.ErrCampaignOver) // pressed twice
	for round := range 40 {
		s.pass(20 * time.Second)
		s.feed()
		s.feed() // called more often than every minute
		if round%3 == 1 {
			s.reopen() // killed between queueing and sending
		}
		s.dispatch()
		if round%5 == 2 {
			s.reopen()
		}
	}
	r := s.results(id)
	if len(r.Sent) != 35 || r.State != desk.CampaignSent {
		t.Errorf("sent to %d, it is %s; waiting %d, passed over %s", len(r.Sent), r.State, len(r.Waiting), passedNames(r.Passed))
	}
	if who := s.twice(); who != "" {
		t.Errorf("%s was written to twice", who)
	}
}

// A message whose answer was lost when the program was killed is looked up, and never sent again by the campaign.
func TestWhatWasOnItsWayIsNotRepeated(t *testing.T) {
	s := openShop(t)
	s.agree(3)
	id := s.mailing()
	s.begins(id)
	s.fail = desk.Unsure(desk.ErrUncertain, nil)
	s.minute()
	s.reopen()
	s.fail = nil
	for range 20 {
		s.minute()
	}
	r := s.results(id)
	if len(r.Unsure) != 3 || len(s.sent) != 3 || s.twice() != "" {
		t.Errorf("unsure of %d, %d attempts, %s", len(r.Unsure), len(s.sent), s.twice())
	}
}

func TestTwoAtOnceQueueEachOnce(t *testing.T) {
	s := openShop(t)
	s.agree(10)
	id := s.mailing()
	s.begins(id)
	done := make(chan error, 4)
	for range cap(done) {
		go func() { done <- campaign.Feed(t.Context(), s.st, noRules) }()
	}
	for range cap(done) {
		check(t, <-done)
	}
	s.runs(id)
	if len(s.sent) != 10 || s.twice() != "" {
		t.Errorf("%d were sent, %s twice", len(s.sent), s.twice())
	}
}

func TestWhatHappensBetweenPreviewAndSending(t *testing.T) {
	s := openShop(t)
	ids := s.agree(6)
	id := s.mailing()
	s.begins(id)
	s.says(ids[0], desk.Email, desk.Withdrawn)
	s.complains(ids[1])
	s.bars(ids[2])
	s.pass(time.Minute)
	s.feed() // the others are queued
	s.says(ids[3], desk.Email, desk.Withdrawn)
	s.complains(ids[4])
	s.dispatch()
	r := s.results(id)
	want := "complaint:Cliente 001 Cliente 004 · barred:Cliente 002 · declined:Cliente 000 Cliente 003"
	if got := passedNames(r.Passed); got != want || personNames(r.Sent) != "Cliente 005" || len(s.sent) != 1 {
		t.Errorf("sent to %s, passed over\n%s\nwant\n%s", personNames(r.Sent), got, want)
	}
	if r.State != desk.CampaignSent {
		t.Errorf("it is %s", r.State)
	}
}

func TestItIsPacedAndKeepsTheHours(t *testing.T) {
	s := openShop(t)
	s.agree(25)
	id := s.mailing()
	s.begins(id)
	s.minute()
	if len(s.sent) != 10 {
		t.Errorf("%d left in the first minute", len(s.sent))
	}
	s.minute()
	if len(s.sent) != 20 {
		t.Errorf("%d left in two minutes", len(s.sent))
	}
	s.pass(12 * time.Hour) // 22:00
	s.minute()
	if len(s.sent) != 20 {
		t.Errorf("%d left at night", len(s.sent)-20)
	}
	s.pass(11*time.Hour + 10*time.Minute)
	s.minute()
	if len(s.sent) != 25 {
		t.Errorf("%d had left the next morning", len(s.sent))
	}
}

func TestItWaitsForItsDateAndEndsWithItsPeriod(t *testing.T) {
	s := openShop(t)
	s.agree(12)
	id := s.mailing(func(c *desk.Campaign) {
		c.Date = morning.Add(time.Hour)
		c.Until = morning.Add(time.Hour + 90*time.Second)
	})
	s.begins(id)
	s.minute()
	if len(s.sent) != 0 {
		t.Error("it left before its date")
	}
	s.pass(58*time.Minute + 30*time.Second)
	for range 3 {
		s.minute()
	}
	r := s.results(id)
	if len(r.Sent) != 10 || len(r.Passed) != 1 || r.Passed[0].Reason != desk.PassedLate || len(r.Passed[0].People) != 2 {
		t.Errorf("sent to %d, passed over %s", len(r.Sent), passedNames(r.Passed))
	}
}

// While nothing has left, it is known when the first will: as the preview said, and no longer once it is time.
func TestItTellsWhenTheFirstIsToLeave(t *testing.T) {
	evening, next := morning.Add(12*time.Hour), time.Date(2026, 3, 11, 9, 0, 0, 0, time.Local)
	for name, c := range map[string]struct {
		begun, date, want time.Time
	}{
		"at once":                       {morning, time.Time{}, time.Time{}},
		"for later today":               {morning, morning.Add(time.Hour), morning.Add(time.Hour)},
		"for the next morning":          {morning, next.Add(time.Hour), next.Add(time.Hour)},
		"for a night":                   {morning, evening, next},
		"while the shop is closed":      {evening, time.Time{}, next},
		"for a date that is over since": {evening, morning, next},
	} {
		t.Run(name, func(t *testing.T) {
			s := openShop(t)
			s.agree(2)
			s.pass(c.begun.Sub(s.clock()))
			id := s.mailing(func(k *desk.Campaign) { k.Date = c.date })
			foreseen := s.preview(id).Begins
			s.begins(id)
			r := s.results(id)
			if !r.Begins.Equal(c.want) || !c.want.IsZero() && !foreseen.Equal(c.want) || r.State != desk.CampaignSending {
				t.Fatalf("it is %s, begins at %s, foreseen for %s", r.State, r.Begins, foreseen)
			}
			s.pass(max(c.want.Sub(s.clock()), 0))
			if r := s.results(id); !r.Begins.IsZero() {
				t.Errorf("it is time, and it begins at %s", r.Begins)
			}
			s.minute()
			s.pass(12 * time.Hour)
			if r := s.results(id); !r.Begins.IsZero() || len(r.Sent) != 2 {
				t.Errorf("it was sent to %d, and begins at %s", len(r.Sent), r.Begins)
			}
		})
	}
}

func TestWhatHasBegunToLeaveIsPlannedNoMore(t *testing.T) {
	s := openShop(t)
	s.agree(12)
	id := s.mailing()
	s.begins(id)
	s.minute()
	s.pass(12 * time.Hour)
	if r := s.results(id); len(r.Sent) != 10 || len(r.Waiting) != 2 || !r.Begins.IsZero() {
		t.Errorf("%d sent, %d waiting, it begins at %s", len(r.Sent), len(r.Waiting), r.Begins)
	}
}

// To how many a campaign was to go is settled when it begins, whatever becomes of it.
func TestToHowManyItGoesStays(t *testing.T) {
	s := openShop(t)
	ids := s.agree(12)
	s.meets("Ninguém perguntou")
	id := s.mailing()
	s.begins(id)
	goes := func(when string) {
		t.Helper()
		if r := s.results(id); r.GoesTo != 12 || r.Total != 13 {
			t.Errorf("%s it goes to %d of %d", when, r.GoesTo, r.Total)
		}
	}
	goes("begun,")
	s.says(ids[0], desk.Email, desk.Withdrawn)
	s.minute()
	goes("half sent,")
	_, err := campaign.Stop(t.Context(), s.st, id)
	check(t, err)
	goes("stopped,")
}

func TestPauseAndStop(t *testing.T) {
	s := openShop(t)
	s.agree(45)
	id := s.mailing()
	s.begins(id)
	s.pass(time.Minute)
	s.feed()
	paused, err := campaign.Pause(t.Context(), s.st, id)
	check(t, err)
	s.dispatch() // ten are queued, and rest
	s.minute()
	if len(s.sent) != 0 || s.results(id).State != desk.CampaignPaused {
		t.Fatalf("%d left while it rests", len(s.sent))
	}
	check(t, campaign.Undo(t.Context(), s.st, id, paused))
	s.minute()
	s.minute()
	if len(s.sent) < 10 {
		t.Errorf("%d left after the undo", len(s.sent))
	}
	stopped, err := campaign.Stop(t.Context(), s.st, id)
	check(t, err)
	before := len(s.sent)
	s.minute()
	if r := s.results(id); len(s.sent) != before || r.State != desk.CampaignCancelled || len(r.Sent)+len(r.Passed[0].People) != 45 {
		t.Errorf("after the stop %d left; %+v", len(s.sent)-before, passedNames(r.Passed))
	}
	check(t, campaign.Undo(t.Context(), s.st, id, stopped))
	r := s.runs(id)
	if s.twice() != "" || r.State != desk.CampaignSent {
		t.Errorf("it is %s, %s was written to twice", r.State, s.twice())
	}
}

func TestPressureOverTwoCampaignsAndAMerge(t *testing.T) {
	s := openShop(t)
	ids := s.agree(3)
	first := s.mailing()
	s.begins(first)
	_, err := customer.Merge(t.Context(), s.st, ids[0], ids[1], customer.Whose{})
	check(t, err)
	r := s.runs(first)
	if len(r.Sent) != 2 || passedNames(r.Passed) != "pressure:Cliente 000" {
		t.Errorf("whom a merge made one person got %d, passed over %s", len(r.Sent), passedNames(r.Passed))
	}
	p := s.preview(s.mailing())
	if len(p.Goes) != 0 || len(p.Passed) != 1 || p.Passed[0].Reason != desk.PassedPressure {
		t.Errorf("a second one in the week goes to %d", len(p.Goes))
	}
	s.pass(7 * 24 * time.Hour)
	if p := s.preview(s.mailing()); len(p.Goes) != 2 {
		t.Errorf("a week later it goes to %d", len(p.Goes))
	}
}
