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
	}
	for name, list := range map[string][]arrival{
		"in front nothing is shown": {{"ana", 0, "", showNothing}, {"bia", time.Second, "", showNothing}},
		"one for a conversation": {
			{"ana", 0, "out", showMessage}, {"ana", time.Minute, "", showNothing}, {"bia", time.Minute, "", showMessage},
		},
		"after a look the same conversation may call again": {
			{"ana", 0, "out", showMessage}, {"ana", time.Minute, "in", showNothing}, {"ana", time.Minute, "out", showMessage},
		},
		"the fourth within minutes sums up, once": {
			{"a", 0, "out", showMessage},
			{"b", 0, "", showMessage},
			{"c", 0, "", showMessage},
			{"d", 0, "", showSummary},
			{"e", time.Minute, "", showNothing},
			{"f", crowdTime, "", showMessage},
		},
		"after a look counting begins anew": {
			{"a", 0, "out", showMessage},
			{"b", 0, "", showMessage},
			{"c", 0, "", showMessage},
			{"d", time.Minute, "in", showNothing},
			{"e", 0, "out", showMessage},
		},
		"many at once sum up": {{"", 0, "out", showSummary}, {"", time.Second, "", showNothing}},
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
				got, want = append(got, n.arrived(a.from, now)), append(want, a.want)
			}
			if !slices.Equal(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
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
