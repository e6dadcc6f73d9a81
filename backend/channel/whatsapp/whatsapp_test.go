package whatsapp

import (
	"strings"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
)

var wrote = time.Date(2026, 11, 20, 15, 0, 0, 0, time.UTC)

func TestWindow(t *testing.T) {
	closes := time.Date(2026, 11, 21, 14, 58, 0, 0, time.UTC)
	for _, test := range []struct {
		name  string
		last  time.Time
		now   time.Time
		open  bool
		until time.Time
	}{
		{"just written", wrote, wrote, true, closes},
		{"last second", wrote, closes.Add(-time.Second), true, closes},
		{"two minutes early", wrote, closes, false, closes},
		{"a day later", wrote, wrote.Add(24 * time.Hour), false, closes},
		{"our clock is behind", wrote, wrote.Add(-time.Hour), true, closes},
		{"other time zone", wrote.In(time.FixedZone("BRT", -3*3600)), closes.Add(-time.Second), true, closes},
		{"never wrote", time.Time{}, wrote, false, time.Time{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			open, until := Window(test.last, test.now)
			if open != test.open || !until.Equal(test.until) {
				t.Errorf("got %v until %v, want %v until %v", open, until, test.open, test.until)
			}
		})
	}
}

func TestCheck(t *testing.T) {
	good := channel.Outbound{Channel: desk.WhatsApp, From: "whatsapp:+5511400000001", To: "whatsapp:+551188887777", Text: "Olá", LastInbound: wrote}
	template := &channel.Template{SID: "HX1", Vars: map[string]string{"1": "Ana", "2": "260721"}}
	for _, test := range []struct {
		name  string
		edit  func(*channel.Outbound)
		after time.Duration
		want  string
	}{
		{"in the window", func(*channel.Outbound) {}, time.Hour, ""},
		{"after the window", func(*channel.Outbound) {}, 25 * time.Hour, "channel.window_closed since=2026-11-21T14:58:00Z"},
		{"never wrote", func(o *channel.Outbound) { o.LastInbound = time.Time{} }, 0, "channel.window_closed"},
		{"template after the window", func(o *channel.Outbound) { o.Template, o.Text = template, "" }, 99 * time.Hour, ""},
		{"template with gaps", func(o *channel.Outbound) {
			o.Template = &channel.Template{SID: "HX1", Vars: map[string]string{"1": "Ana", "3": " ", "2": ""}}
		}, 0, "channel.template_vars missing=2, 3"},
		{"template without variables", func(o *channel.Outbound) { o.Template = &channel.Template{SID: "HX1"} }, 99 * time.Hour, ""},
		{"template without name", func(o *channel.Outbound) { o.Template = &channel.Template{} }, 0, "usage argument=template"},
		{"user id instead of a number", func(o *channel.Outbound) { o.To = "whatsapp:BR.1502576394655843" }, 0, ""},
		{"address of another channel", func(o *channel.Outbound) { o.To = "+5511988887777" }, 0, "channel.no_address channel=whatsapp"},
		{"no account", func(o *channel.Outbound) { o.From = "" }, 0, "channel.no_account channel=whatsapp"},
		{"attachment", func(o *channel.Outbound) { o.Attachments = 2 }, 0, "channel.no_attachments channel=whatsapp"},
		{"empty", func(o *channel.Outbound) { o.Text = "" }, 0, "channel.empty"},
		{"too long", func(o *channel.Outbound) { o.Text = strings.Repeat("a", 1601) }, 0, "channel.too_long length=1601 limit=1600"},
	} {
		t.Run(test.name, func(t *testing.T) {
			out := good
			test.edit(&out)
			got := ""
			if err := Check(out, wrote.Add(test.after)); err != nil {
				got = err.Error()
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestSandbox(t *testing.T) {
	for address, want := range map[string]bool{
		"whatsapp:+14155238886": true, "+14155238886": true, " whatsapp:+14155238886 ": true,
		"whatsapp:+5511988887777": false, "+1415523888": false, "": false,
	} {
		if IsSandbox(address) != want {
			t.Errorf("IsSandbox(%q) = %v", address, !want)
		}
	}
}
