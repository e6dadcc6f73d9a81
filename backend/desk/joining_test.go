package desk

import (
	"testing"
	"time"
)

// at are turns in each state at one moment.
func turnsAt(now time.Time) map[TurnState]Turn {
	hour := func(n int) time.Time { return now.Add(time.Duration(-n) * time.Hour) }
	return map[TurnState]Turn{
		ToReply: {AwaitingSince: hour(3), SpokeAt: hour(3), ArrivedAt: hour(3)},
		Waiting: {SpokeAt: hour(2), ArrivedAt: hour(2)},
		Snoozed: {SpokeAt: hour(5), ArrivedAt: hour(5), AwaitingSince: hour(5), SnoozedAt: hour(4), SnoozedUntil: now.Add(time.Hour)},
		Closed:  {SpokeAt: hour(5), ArrivedAt: hour(5), ClosedAt: hour(1)},
	}
}

// weight orders the states by how much they ask of the owner.
func weight(s TurnState) int {
	return map[TurnState]int{ToReply: 3, Snoozed: 2, Waiting: 1, Closed: 0}[s]
}

func TestAMergedConversationStandsAsItsPartsDid(t *testing.T) {
	now := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	turns := turnsAt(now)
	for a, kept := range turns {
		if kept.State(now) != a {
			t.Fatalf("the turn for %s is %s", a, kept.State(now))
		}
		for b, other := range turns {
			for n, natural := range turns {
				kind, until := Joined(kept, other, natural, now)
				got := n
				if kind != "" {
					got = natural.Decided(Event{Kind: CustomerMerged, At: now, Facts: Facts{Joining: &Joining{Decision: kind, Until: until}}}).State(now)
				}
				want := a
				if weight(b) > weight(a) {
					want = b
				}
				// Where neither waits for the owner, who is waited for and who is done may be told by what was said.
				if got != want && (want != Waiting || got == ToReply) {
					t.Errorf("%s with %s, naturally %s: %q makes it %s, want %s", a, b, n, kind, got, want)
				}
			}
		}
	}
}

func TestAMergedSnoozeEndsWithTheFirst(t *testing.T) {
	now := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	a, b := turnsAt(now)[Snoozed], turnsAt(now)[Snoozed]
	b.SnoozedUntil = now.Add(20 * time.Minute)
	if kind, until := Joined(a, b, a, now); kind != ConversationSnoozed || !until.Equal(b.SnoozedUntil) {
		t.Errorf("%s until %v", kind, until)
	}
	if kind, _ := Joined(b, a, b, now); kind != "" {
		t.Errorf("decides %s where the kept one ends first", kind)
	}
}

// TestNobodyIsLostByBeingWhoWasTakenForNoCustomer: what she writes after the merge comes up, unless both were junk.
func TestNobodyIsLostByBeingWhoWasTakenForNoCustomer(t *testing.T) {
	now := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	junk := Turn{SpokeAt: now.Add(-5 * time.Hour), ArrivedAt: now.Add(-5 * time.Hour)}.Decided(Event{Kind: ConversationJunked, At: now.Add(-time.Hour)})
	for name, other := range turnsAt(now) {
		kind, until := Joined(junk, other, junk, now)
		got := junk.Decided(Event{Kind: CustomerMerged, At: now, Facts: Facts{Joining: &Joining{Decision: kind, Until: until}}})
		if got.JunkStands() || got.State(now) == Closed && name != Closed && name != Waiting {
			t.Errorf("with somebody who is %s: %q leaves it %s", name, kind, got.State(now))
		}
	}
	if kind, _ := Joined(junk, junk, junk, now); kind != "" {
		t.Errorf("of two that are no customers one is made, by %q", kind)
	}
}

func TestAPartComesBackOnlyWhereTheWholeWaited(t *testing.T) {
	now := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	turns := turnsAt(now)
	for b, before := range turns {
		for n, natural := range turns {
			kind, until := Parted(before, natural, now)
			got := natural.Decided(Event{Kind: kind, At: now, Facts: Facts{Until: until}}).State(now)
			if got == ToReply && b != ToReply || kind == "" && got != n {
				t.Errorf("%s parted, naturally %s: %q makes it %s", b, n, kind, got)
			}
		}
	}
}

func TestDescriptionsFollowTheLog(t *testing.T) {
	text := func(s string) *string { return &s }
	log := []Event{
		{ID: "1", Kind: CustomerNamed, Personal: Personal{Name: "Ana"}},
		{ID: "2", Kind: CustomerTagged, Personal: Personal{Tags: []string{"Convites"}}},
		{ID: "3", Kind: CustomerMerged, Personal: Personal{Notes: text("prefere manhã"), Tags: []string{"Convites", "Atacado"}}},
		{ID: "4", Kind: CustomerDescribed, Personal: Personal{Document: text("11144477735")}},
		{ID: "5", Kind: CustomerUntagged, Personal: Personal{Tags: []string{"Convites"}}},
		{ID: "6", Kind: CustomerTagged, Personal: Personal{Tags: []string{"Escola"}}},
	}
	d := DescribedBy(log)
	if d.Name != "Ana" || d.Notes != "prefere manhã" || d.Document != "11144477735" || len(d.Tags) != 2 || d.Tags[0] != "Atacado" || d.Tags[1] != "Escola" {
		t.Errorf("%+v", d)
	}
	d = DescribedBy(append(log, Event{ID: "7", Kind: EventUndone, Facts: Facts{Ref: "3"}}))
	if d.Notes != "" || len(d.Tags) != 1 || d.Tags[0] != "Escola" {
		t.Errorf("after the merge was undone: %+v", d)
	}
}
