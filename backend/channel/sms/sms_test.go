package sms

import (
	"strings"
	"testing"

	"balcao/backend/channel"
	"balcao/backend/desk"
)

func TestCount(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       Segments
	}{
		{"empty", "", Segments{GSM7, 0, 0, 160}},
		{"plain", "Ola", Segments{GSM7, 3, 1, 160}},
		{"one accent outside turns it", "Olá", Segments{UCS2, 3, 1, 70}},
		{"accents inside", "àéüÉÜÇñÑäöåÄÖÅèìòù¿¡£¥§", Segments{GSM7, 23, 1, 160}},
		{"small cedilla is outside", "ç", Segments{UCS2, 1, 1, 70}},
		{"back-tick is outside", "`", Segments{UCS2, 1, 1, 70}},
		{"escapes cost two", "€[]{}\\^~|", Segments{GSM7, 18, 1, 160}},
		{"160 fit", strings.Repeat("a", 160), Segments{GSM7, 160, 1, 160}},
		{"161 are two", strings.Repeat("a", 161), Segments{GSM7, 161, 2, 153}},
		{"306 are two", strings.Repeat("a", 306), Segments{GSM7, 306, 2, 153}},
		{"307 are three", strings.Repeat("a", 307), Segments{GSM7, 307, 3, 153}},
		{"80 escapes fit alone", strings.Repeat("€", 80), Segments{GSM7, 160, 1, 160}},
		{"an escape is not cut: 153 escapes need three parts", strings.Repeat("€", 153), Segments{GSM7, 306, 3, 153}},
		{"70 fit", strings.Repeat("á", 70), Segments{UCS2, 70, 1, 70}},
		{"71 are two", strings.Repeat("á", 71), Segments{UCS2, 71, 2, 67}},
		{"134 are two", strings.Repeat("á", 134), Segments{UCS2, 134, 2, 67}},
		{"135 are three", strings.Repeat("á", 135), Segments{UCS2, 135, 3, 67}},
		{"an emoji counts two", "😀", Segments{UCS2, 2, 1, 70}},
		{"35 emoji fit alone", strings.Repeat("😀", 35), Segments{UCS2, 70, 1, 70}},
		{"a surrogate pair is not cut: 67 emoji need three parts", strings.Repeat("😀", 67), Segments{UCS2, 134, 3, 67}},
		{"joined emoji count every unit", "👩‍👩‍👧", Segments{UCS2, 8, 1, 70}},
		{"curly quotes are outside", "“ok”", Segments{UCS2, 4, 1, 70}},
		{"line feed is inside", "a\nb", Segments{GSM7, 3, 1, 160}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := Count(test.text); got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

func TestPortugueseSpanishAndCatalanLettersOutside(t *testing.T) {
	for _, r := range "áâãçêíóôõúÁÂÃÊÍÓÔÕÚªº°ïÀÈÒ·…•–" {
		if Count(string(r)).Encoding != UCS2 {
			t.Errorf("%q must not be in GSM-7", r)
		}
	}
}

func TestCheck(t *testing.T) {
	good := channel.Outbound{Channel: desk.SMS, From: "+5511400000001", To: "+5511988887777", Text: "Ola"}
	for _, test := range []struct {
		name string
		edit func(*channel.Outbound)
		want desk.Code
	}{
		{"good", func(*channel.Outbound) {}, ""},
		{"short code", func(o *channel.Outbound) { o.To = "29876" }, ""},
		{"1,600 characters", func(o *channel.Outbound) { o.Text = strings.Repeat("á", 1600) }, ""},
		{"1,601 characters", func(o *channel.Outbound) { o.Text = strings.Repeat("á", 1601) }, desk.ErrTooLong},
		{"801 emoji", func(o *channel.Outbound) { o.Text = strings.Repeat("😀", 801) }, desk.ErrTooLong},
		{"blank", func(o *channel.Outbound) { o.Text = " \n" }, desk.ErrEmpty},
		{"attachment", func(o *channel.Outbound) { o.Attachments = 1 }, desk.ErrNoAttachments},
		{"no account", func(o *channel.Outbound) { o.From = "" }, desk.ErrNoAccount},
		{"no address", func(o *channel.Outbound) { o.To = "" }, desk.ErrNoAddress},
		{"the name of a sender", func(o *channel.Outbound) { o.To = "BANCO24" }, desk.ErrNoAddress},
		{"template", func(o *channel.Outbound) { o.Template = &channel.Template{SID: "HX1"} }, desk.ErrUsage},
	} {
		t.Run(test.name, func(t *testing.T) {
			out := good
			test.edit(&out)
			err := Check(out)
			if test.want == "" && err != nil || test.want != "" && !desk.HasCode(err, test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

func FuzzCount(f *testing.F) {
	f.Add("Olá")
	f.Add(strings.Repeat("€😀", 90))
	f.Add("\xff\xfe")
	f.Fuzz(func(t *testing.T, text string) {
		got := Count(text)
		if got.Units > got.Parts*got.PerPart || (got.Parts == 0) != (text == "") {
			t.Errorf("%q: %+v holds more than its parts", text, got)
		}
	})
}
