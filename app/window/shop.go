package window

import (
	"context"
	"net/url"
	"os"
	"strings"
	"time"

	"balcao/backend/desk"
)

// Shop tells the page about the shop as a whole.
type Shop struct {
	gate   *gate
	face   Face
	browse func(ctx context.Context, address string)
	pulse  *pulse
	front  func(is bool)
	enter  func(ctx context.Context, demo bool) error
	print  func(ctx context.Context)
}

// InFront tells whether the owner sees the window.
func (s *Shop) InFront(is bool) { s.front(is) }

// OpenDemo goes over to the demonstration shop.
func (s *Shop) OpenDemo() error {
	return do(s.gate, "Shop.OpenDemo", func(ctx context.Context, _ Desk) error { return s.enter(ctx, true) })
}

// OpenOwn goes back from the demonstration to the owner's own shop, to connect it.
func (s *Shop) OpenOwn() error {
	return do(s.gate, "Shop.OpenOwn", func(ctx context.Context, _ Desk) error { return s.enter(ctx, false) })
}

// Alive is the page's answer to a ping.
func (s *Shop) Alive() { s.pulse.answers.Add(1) }

// Print shows the system's dialog for printing the page, which can also make a PDF of it. The page stands still
// until the owner has chosen.
func (s *Shop) Print() error {
	return do(s.gate, "Shop.Print", func(ctx context.Context, _ Desk) error {
		s.pulse.printing.Store(true)
		s.print(ctx)
		return nil
	})
}

// facePatience is how long the first paint waits for the owner's choices.
const facePatience = time.Second

// Face answers soon, even where the shop takes long to open or does not open at all.
func (s *Shop) Face() Face {
	face := s.face
	face.Preferences = (&Preferences{gate: s.gate}).soon(facePatience)
	return face
}

// Health says how the accounts fare. It is also how the page learns that the shop could not be opened.
func (s *Shop) Health() (Health, error) {
	return pass(s.gate, "Shop.Health", func(ctx context.Context, d Desk) (Health, error) {
		return d.Health(ctx)
	})
}

// CheckNow looks for news at every account.
func (s *Shop) CheckNow() error {
	return do(s.gate, "Shop.CheckNow", func(ctx context.Context, d Desk) error { return d.CheckNow(ctx) })
}

// CheckFiles looks for damage in the shop's data.
func (s *Shop) CheckFiles() error {
	return do(s.gate, "Shop.CheckFiles", func(ctx context.Context, d Desk) error { return d.CheckFiles(ctx) })
}

// Unlock opens the encrypted passwords for this run, or makes a place for them where there is none.
func (s *Shop) Unlock(passphrase string) error {
	return do(s.gate, "Shop.Unlock", func(ctx context.Context, d Desk) error { return d.Unlock(ctx, passphrase) })
}

// OpenLink opens a web page in the owner's browser; only http and https, which cannot start a program.
func (s *Shop) OpenLink(address string) error {
	return do(s.gate, "Shop.OpenLink", func(ctx context.Context, _ Desk) error {
		u, err := url.Parse(address)
		if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" {
			return desk.E(desk.ErrUsage, nil, "argument", "address")
		}
		s.browse(ctx, u.String())
		return nil
	})
}

// systemLocale reads the language as POSIX gives it (LC_ALL before LC_MESSAGES before LANG): "pt-BR", "C". Empty
// on systems that tell the web view instead.
func systemLocale() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		value := os.Getenv(name)
		if value == "" {
			continue
		}
		language, _, _ := strings.Cut(value, ".")
		language, _, _ = strings.Cut(language, "@")
		return strings.ReplaceAll(language, "_", "-")
	}
	return ""
}
