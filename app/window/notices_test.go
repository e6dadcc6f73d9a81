package window

import (
	"slices"
	"testing"
	"time"

	"balcao/app/words"
	"balcao/backend/desk"
	"balcao/backend/preference"
)

func TestWhichArrivalsAreShown(t *testing.T) {
	type arrival struct {
		from  desk.CustomerID
		after time.Duration
		front string // "in" or "out" before it; empty: as it was
		want  verdict
		due   bool // a promise, not a message
	}
	for name, list := range map[string][]arrival{
		"in front nothing is shown": {{"ana", 0, "", showNothing, false}, {"bia", time.Second, "", showNothing, false}},
		"one for a conversation": {
			{"ana", 0, "out", showMessage, false}, {"ana", time.Minute, "", showNothing, false}, {"bia", time.Minute, "", showMessage, false},
		},
		"a promise is told beside a message, once": {
			{"ana", 0, "out", showMessage, false}, {"ana", time.Minute, "", showMessage, true}, {"ana", time.Minute, "", showNothing, true},
		},
		"a promise among a crowd of messages is told by itself": {
			{"a", 0, "out", showMessage, false},
			{"b", 0, "", showMessage, false},
			{"c", 0, "", showMessage, false},
			{"d", 0, "", showSummary, false},
			{"a", time.Minute, "", showMessage, true},
			{"e", 0, "", showNothing, false},
		},
		"the fourth promise sums up by itself": {
			{"a", 0, "out", showMessage, true},
			{"b", 0, "", showMessage, true},
			{"c", 0, "", showMessage, true},
			{"d", 0, "", showSummary, true},
			{"e", 0, "", showNothing, true},
			{"a", 0, "", showMessage, false},
		},
		"after a look the same conversation may call again": {
			{"ana", 0, "out", showMessage, false}, {"ana", time.Minute, "in", showNothing, false}, {"ana", time.Minute, "out", showMessage, false},
		},
		"the fourth within minutes sums up, once": {
			{"a", 0, "out", showMessage, false},
			{"b", 0, "", showMessage, false},
			{"c", 0, "", showMessage, false},
			{"d", 0, "", showSummary, false},
			{"e", time.Minute, "", showNothing, false},
			{"", 0, "", showNothing, false},
			{"f", crowdTime, "", showMessage, false},
		},
		"after a look counting begins anew": {
			{"a", 0, "out", showMessage, false},
			{"b", 0, "", showMessage, false},
			{"c", 0, "", showMessage, false},
			{"d", time.Minute, "in", showNothing, false},
			{"e", 0, "out", showMessage, false},
		},
		"many at once sum up": {{"", 0, "out", showSummary, false}, {"", time.Second, "", showNothing, false}},
	} {
		t.Run(name, func(t *testing.T) {
			n := newNotices()
			now := time.Unix(0, 0)
			var got, want []verdict
			for _, a := range list {
				if a.front != "" {
					n.front(a.front == "in")
				}
				now = now.Add(a.after)
				change := desk.Change{Kind: desk.MessageArrived, CustomerID: a.from}
				switch {
				case a.due:
					change.Kind = desk.PromiseDue
				case a.from == "":
					change.Kind = desk.ManyChanged
				}
				got, want = append(got, n.decide(notableOf(change), now)), append(want, a.want)
			}
			if !slices.Equal(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

func TestNoticeOfAPromise(t *testing.T) {
	h := demoHouse(t)
	c := choices{h.list.shop}
	all, err := h.FindCases(t.Context(), CasesQuery{State: "open", Limit: 2})
	if err != nil || len(all.Cases) != 2 {
		t.Fatalf("%+v, %v", all, err)
	}
	now := h.list.shop.Store.Now()
	late, later := all.Cases[0], all.Cases[1]
	for id, by := range map[string]time.Time{late.ID: now.Add(-time.Minute), later.ID: now.Add(time.Hour)} {
		if _, err := h.Promise(t.Context(), desk.CaseID(id), by, "separar dez cadernos"); err != nil {
			t.Fatal(err)
		}
	}
	for name, w := range map[string]struct {
		notices preference.Notices
		to      string
		want    Notice
	}{
		"words":        {preference.Notices{On: true}, late.CustomerID, Notice{late.Name, "Promised: separar dez cadernos"}},
		"hidden words": {preference.Notices{On: true, HideText: true}, late.CustomerID, Notice{late.Name, "What was promised is due now."}},
		"several":      {preference.Notices{On: true}, "", Notice{"Balcão", "Several promises are due now. The list says to whom."}},
		"not due yet":  {preference.Notices{On: true}, later.CustomerID, Notice{}},
		"switched off": {preference.Notices{}, late.CustomerID, Notice{}},
	} {
		for _, s := range []preference.Subject{w.notices, preference.Look{Language: "en", Theme: preference.SystemTheme, Text: preference.NormalText}} {
			if err := c.SavePreference(t.Context(), s); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := c.PromiseNotice(t.Context(), desk.CustomerID(w.to)); err != nil || got != w.want {
			t.Errorf("%s: %+v, %v, want %+v", name, got, err, w.want)
		}
	}
}

func TestNoticeSaysWhatTheOwnerWants(t *testing.T) {
	h := demoHouse(t)
	c := choices{h.list.shop}
	page, err := h.InboxPage(t.Context(), InboxQuery{State: string(desk.ToReply), Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	row := page.Rows[slices.IndexFunc(page.Rows, func(r InboxRow) bool { return r.Unread > 0 && r.Snippet != "" })]
	closed, err := h.InboxPage(t.Context(), InboxQuery{State: string(desk.Closed), Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	who, done := desk.CustomerID(row.CustomerID), desk.CustomerID(closed.Rows[0].CustomerID)
	for name, w := range map[string]struct {
		notices preference.Notices
		from    desk.CustomerID
		title   string
		text    string
	}{
		"words":           {preference.Notices{On: true}, who, row.Name, row.Snippet},
		"hidden words":    {preference.Notices{On: true, HideText: true}, who, row.Name, "New message by " + words.For(words.English).Channel(desk.Channel(row.Channel))},
		"several":         {preference.Notices{On: true}, "", "Balcão", "Several customers have written. The list says who waits."},
		"switched off":    {preference.Notices{}, who, "", ""},
		"nobody waits":    {preference.Notices{On: true}, done, "", ""},
		"off for several": {preference.Notices{}, "", "", ""},
	} {
		for _, s := range []preference.Subject{w.notices, preference.Look{Language: "en", Theme: preference.SystemTheme, Text: preference.NormalText}} {
			if err := c.SavePreference(t.Context(), s); err != nil {
				t.Fatal(err)
			}
		}
		got, err := c.Notice(t.Context(), w.from)
		if err != nil || got != (Notice{w.title, w.text}) {
			t.Errorf("%s: %+v, %v, want %q and %q", name, got, err, w.title, w.text)
		}
	}
}
