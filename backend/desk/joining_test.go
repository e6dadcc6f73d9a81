package desk

import (
	"reflect"
	"slices"
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
	undone := func(id string) Event {
		return Event{ID: EventID("undo " + id), Kind: EventUndone, Facts: Facts{Ref: id}}
	}
	log := []Event{
		{ID: "1", Kind: CustomerNamed, Personal: Personal{Name: "Ana"}},
		{ID: "2", Kind: CustomerTagged, Personal: Personal{Tags: []string{"Convites"}}},
		{
			ID: "3", Kind: CustomerMerged, Facts: Facts{Joining: &Joining{Preferred: "hers", Language: text("es")}},
			Personal: Personal{Notes: text("prefere manhã"), Tags: []string{"Convites", "Atacado"}, Details: []Detail{{"Time", "Ceará"}}},
		},
		{ID: "4", Kind: CustomerDescribed, Personal: Personal{Document: text("11144477735"), Birthday: text("--03-05"), Postal: &[]string{"Rua A, 1"}}},
		{ID: "5", Kind: CustomerUntagged, Personal: Personal{Tags: []string{"Convites"}}},
		{ID: "6", Kind: CustomerTagged, Personal: Personal{Tags: []string{"Escola"}}},
		{ID: "7", Kind: CustomerDescribed, Personal: Personal{Details: []Detail{{"Sapato", "37"}, {"sapato", "38"}, {"Nada", ""}}}},
		{ID: "8", Kind: CustomerGrouped},
	}
	all := Description{
		Name: "Ana", Document: "11144477735", Birthday: "--03-05", Notes: "prefere manhã", Postal: []string{"Rua A, 1"}, Language: "es",
		Details: []Detail{{"Time", "Ceará"}, {"Sapato", "38"}}, Tags: []string{"Atacado", "Escola"}, Preferred: "hers", Group: true,
	}
	unmerged := all
	unmerged.Notes, unmerged.Language, unmerged.Preferred = "", "", ""
	unmerged.Details, unmerged.Tags = []Detail{{"Sapato", "38"}}, []string{"Escola"}
	alone := all
	alone.Group = false
	split := Event{ID: "9", Kind: CustomerSplit, Facts: Facts{Joining: &Joining{Ends: "3"}}}
	for name, c := range map[string]struct {
		more []Event
		want Description
	}{
		"all of it":                            {nil, all},
		"the merge was undone":                 {[]Event{undone("3")}, unmerged},
		"what was merged was split off":        {[]Event{split}, unmerged},
		"and that was undone":                  {[]Event{split, undone("9")}, all},
		"a part of what was merged split off":  {[]Event{{ID: "9", Kind: CustomerSplit, Facts: Facts{Joining: &Joining{}}}}, all},
		"that she is several people is undone": {[]Event{undone("8")}, alone},
		"she is one again":                     {[]Event{{ID: "9", Kind: CustomerUngrouped}}, alone},
	} {
		if d := DescribedBy(slices.Concat(log, c.more)); !reflect.DeepEqual(d, c.want) {
			t.Errorf("%s: %+v", name, d)
		}
	}
}

func TestTheLanguageChosenLastHolds(t *testing.T) {
	at := func(minute int) time.Time { return time.Date(2026, 3, 2, 8, minute, 0, 0, time.UTC) }
	chosen := func(minute int, language string) Event {
		return Event{ID: EventID(language), Kind: CustomerAddressed, At: at(minute), Facts: Facts{Ref: language}}
	}
	hers := "en"
	merged := Event{ID: "m", Kind: CustomerMerged, At: at(5), Facts: Facts{Joining: &Joining{Language: &hers}}}
	for name, c := range map[string]struct {
		logs [][]Event
		want string
	}{
		"nothing":                   {nil, ""},
		"of two, the later":         {[][]Event{{chosen(1, "es")}, {chosen(2, "ca")}}, "ca"},
		"the merge decided":         {[][]Event{{chosen(1, "es"), merged}, {chosen(2, "ca")}}, "en"},
		"something chosen since":    {[][]Event{{chosen(1, "es"), merged, chosen(7, "pt-PT")}, {chosen(2, "ca")}}, "pt-PT"},
		"as she writes from then":   {[][]Event{{chosen(1, "es"), {ID: "x", Kind: CustomerAddressed, At: at(3)}}}, ""},
		"that was undone":           {[][]Event{{chosen(1, "es"), chosen(2, "ca"), {Kind: EventUndone, Facts: Facts{Ref: "ca"}}}}, "es"},
		"a merge that says nothing": {[][]Event{{chosen(1, "es"), {ID: "m", Kind: CustomerMerged, At: at(5), Facts: Facts{Joining: &Joining{}}}}}, "es"},
	} {
		if got := LanguageChosen(c.logs...); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestBirthdays(t *testing.T) {
	for text, want := range map[string]string{
		"1987-03-05": "1987-03-05", " 1987-03-05 ": "1987-03-05", "--03-05": "--03-05", "--02-29": "--02-29", "2000-02-29": "2000-02-29",
		"1987-02-29": "", "--13-01": "", "5/3/1987": "", "1987-3-5": "", "--3-5": "", "": "", "----03-05": "", "87-03-05": "",
	} {
		if got := ReadBirthday(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
