package twilio

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
)

func listed(t *testing.T, c *Connection) (all []channel.Listed) {
	t.Helper()
	err := c.List(context.Background(), func(l channel.Listed) error {
		all = append(all, l)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestListNamesWhatPullWouldHandOver(t *testing.T) {
	since := func(o *Options) { o.Since = today.AddDate(0, 0, -10) }
	for _, test := range []struct {
		name string
		row  fakeMessage
		edit func(*Options)
		want channel.Listed // without the id; zero: not listed
	}{
		{"incoming", fakeMessage{from: ana, to: shopWA}, nil, channel.Listed{Channel: desk.WhatsApp, Account: shopWA}},
		{"outgoing", fakeMessage{from: shopSMS, to: "+5511988887777", direction: "outbound-api", status: "sent"}, nil, channel.Listed{Channel: desk.SMS, Account: shopSMS}},
		{"in no window of days", fakeMessage{from: ana, to: shopWA, extra: map[string]any{"date_sent": nil}}, nil, channel.Listed{Channel: desk.WhatsApp, Account: shopWA}},
		{"of another number", fakeMessage{from: "+5511988887777", to: "+551140000009"}, nil, channel.Listed{Channel: desk.SMS, Account: "+551140000009"}},
		{"of a year ago", fakeMessage{from: ana, to: shopWA, created: today.AddDate(-1, 0, 0)}, nil, channel.Listed{Channel: desk.WhatsApp, Account: shopWA}},
		{"older than history", fakeMessage{from: ana, to: shopWA, created: today.AddDate(0, 0, -historyDays-1)}, nil, channel.Listed{}},
		{"older than was asked for", fakeMessage{from: ana, to: shopWA, created: today.AddDate(0, 0, -11)}, since, channel.Listed{}},
		{"younger than was asked for", fakeMessage{from: ana, to: shopWA, created: today.AddDate(0, 0, -9)}, since, channel.Listed{Channel: desk.WhatsApp, Account: shopWA}},
		{"still coming", fakeMessage{from: ana, to: shopWA, direction: "inbound", status: "receiving", created: today.Add(-time.Minute)}, nil, channel.Listed{}},
		{"nothing", fakeMessage{raw: "null"}, nil, channel.Listed{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := newFake(t)
			test.want.ExternalID = f.add(test.row)
			edit := func(*Options) {}
			if test.edit != nil {
				edit = test.edit
			}
			got := listed(t, f.connect(edit))
			if test.want.Channel == "" {
				if len(got) != 0 {
					t.Errorf("listed %+v", got)
				}
				return
			}
			if !slices.Equal(got, []channel.Listed{test.want}) {
				t.Errorf("listed %+v, want %+v", got, test.want)
			}
		})
	}
}

func TestListFollowsPages(t *testing.T) {
	f := newFake(t)
	const messages = 2*pageSize + 7
	for i := range messages {
		f.add(fakeMessage{from: ana, to: shopWA, body: fmt.Sprint(i)})
	}
	if got := listed(t, f.connect()); len(got) != messages {
		t.Errorf("%d listed, want %d", len(got), messages)
	}
	if asked := f.asked(); len(asked) != 3 {
		t.Errorf("asked %d times: %v", len(asked), asked)
	}
}
