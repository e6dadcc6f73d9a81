package cli

import (
	"time"

	"balcao/backend/customer"
	"balcao/backend/desk"
)

// filterFlags are what a search is narrowed to, as it is typed.
type filterFlags struct {
	channel, direction, from, to *string
	files                        fileFlag
}

// fileFlag is a switch that may name a kind of file: --with-attachment, --with-attachment=picture.
type fileFlag struct{ kind desk.FileKind }

func (f *fileFlag) String() string { return string(f.kind) }

// IsBoolFlag lets it stand without a value.
func (f *fileFlag) IsBoolFlag() bool { return true }

func (f *fileFlag) Set(value string) error {
	switch kind := desk.FileKind(value); kind {
	case "true":
		f.kind = desk.AnyFile
	case "false":
		f.kind = ""
	case desk.AnyFile, desk.Picture, desk.Audio, desk.Video, desk.Document:
		f.kind = kind
	default:
		return desk.E(desk.ErrUsage, nil, "argument", "--with-attachment")
	}
	return nil
}

func (c *call) declareFilter() *filterFlags {
	f := &filterFlags{
		channel:   c.flags.String("channel", "", "email|sms|whatsapp|phone|counter|letter|site|social|other"),
		direction: c.flags.String("direction", "", "in|out"),
		from:      c.flags.String("from", "", "DATE"),
		to:        c.flags.String("to", "", "DATE"),
	}
	c.flags.Var(&f.files, "with-attachment", "")
	return f
}

// filter reads what was typed. A day at the end is meant with all its hours.
func (f *filterFlags) filter() (filter customer.Filter, err error) {
	filter = customer.Filter{Channel: desk.Channel(*f.channel), Direction: desk.Direction(*f.direction), Files: f.files.kind}
	switch filter.Channel {
	case "", desk.Email, desk.SMS, desk.WhatsApp, desk.Phone, desk.Counter, desk.Letter, desk.Site, desk.Social, desk.Other:
	default:
		return filter, desk.E(desk.ErrUsage, nil, "argument", "--channel")
	}
	switch filter.Direction {
	case "", desk.In, desk.Out:
	default:
		return filter, desk.E(desk.ErrUsage, nil, "argument", "--direction")
	}
	if filter.From, err = timeFlag("--from", *f.from); err != nil {
		return filter, err
	}
	if filter.To, err = timeFlag("--to", *f.to); err != nil {
		return filter, err
	}
	if _, err := time.Parse(time.DateOnly, *f.to); err == nil {
		filter.To = filter.To.AddDate(0, 0, 1)
	}
	return filter, nil
}

// momentFlag reads a moment to come, which has to be named.
func momentFlag(name, typed string) (time.Time, error) {
	at, err := time.Parse(time.RFC3339, typed)
	if err != nil {
		return at, desk.E(desk.ErrUsage, err, "argument", name)
	}
	return at, nil
}

// timeFlag reads a date or a time; empty: none.
func timeFlag(name, typed string) (time.Time, error) {
	if typed == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.ParseInLocation(layout, typed, time.Local); err == nil {
			return t, nil
		}
	}
	return time.Time{}, desk.E(desk.ErrUsage, nil, "argument", name)
}
