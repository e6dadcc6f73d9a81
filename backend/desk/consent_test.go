package desk

import (
	"slices"
	"testing"
	"time"
)

func TestConsentFollowsItsLog(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 3, n, 9, 0, 0, 0, time.UTC) }
	said := func(id EventID, kind EventKind, at, saidAt int, purposes ...Purpose) Event {
		f := &ConsentFacts{Identity: "i", Channel: SMS, Purposes: purposes}
		if saidAt > 0 {
			f.SaidAt = day(saidAt)
		}
		return Event{ID: id, Kind: kind, At: day(at), Facts: Facts{Consent: f}}
	}
	undone := func(id EventID) Event {
		return Event{ID: "u" + id, Kind: EventUndone, Facts: Facts{Ref: string(id), Consent: &ConsentFacts{Identity: "i"}}}
	}
	for name, c := range map[string]struct {
		log  []Event
		want map[Purpose]EventID
	}{
		"nothing":                   {nil, map[Purpose]EventID{}},
		"the last":                  {[]Event{said("a", ConsentGiven, 1, 0, Marketing), said("b", ConsentWithdrawn, 2, 0, Marketing)}, map[Purpose]EventID{Marketing: "b"}},
		"written down late":         {[]Event{said("a", ConsentWithdrawn, 2, 0, Marketing), said("b", ConsentGiven, 3, 1, Marketing)}, map[Purpose]EventID{Marketing: "a"}},
		"of one moment, the latter": {[]Event{said("a", ConsentGiven, 1, 0, Marketing), said("b", ConsentWithdrawn, 1, 0, Marketing)}, map[Purpose]EventID{Marketing: "b"}},
		"taken back":                {[]Event{said("a", ConsentGiven, 1, 0, Marketing), said("b", ConsentWithdrawn, 2, 0, Marketing), undone("b")}, map[Purpose]EventID{Marketing: "a"}},
		"each purpose by itself":    {[]Event{said("a", ConsentWithdrawn, 1, 0, Marketing, Surveys), said("b", ConsentGiven, 2, 0, Marketing)}, map[Purpose]EventID{Marketing: "b", Surveys: "a"}},
	} {
		got := map[Purpose]EventID{}
		for _, held := range Consents(c.log) {
			got[held.Purpose] = held.EventID
		}
		if len(got) != len(c.want) || got[Marketing] != c.want[Marketing] || got[Surveys] != c.want[Surveys] {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestWhereCustomersAreAsked(t *testing.T) {
	for name, c := range map[string]struct {
		identity Identity
		want     []Channel
	}{
		"a mail address":      {Identity{Medium: Email, Key: "mail:a@b.example"}, []Channel{Email}},
		"a number by SMS":     {Identity{Medium: SMS, Key: "tel:+5532990001418"}, []Channel{SMS, Phone}},
		"a name that sends":   {Identity{Medium: SMS, Key: "sms:LOJA"}, []Channel{SMS}},
		"a number that calls": {Identity{Medium: Phone, Key: "tel:+5532990001418"}, []Channel{Phone}},
		"the counter":         {Identity{Medium: Counter, Key: "counter:x"}, nil},
	} {
		if got := c.identity.ConsentChannels(); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
