package window

import (
	"context"
	"strconv"
	"strings"
	"sync"

	"balcao/app"
	"balcao/backend/desk"
	"balcao/backend/letter"
	"balcao/backend/picture"
	"balcao/backend/sanitize"
)

// LetterDesk shows mails as they came.
type LetterDesk interface {
	Letter(ctx context.Context, id desk.MessageID) (letter.Letter, error)
	// LetterHTML gives what is shown; only withPictures goes out to the network.
	LetterHTML(ctx context.Context, l letter.Letter, link func(place int) string, withPictures bool) string
	TrustPictures(ctx context.Context, sender string, yes bool) error
}

// LetterView is a mail that can be shown.
type LetterView struct {
	// URL is where the page fetches the mail's harmless HTML; it stays the same as long as it shows the same.
	URL string `json:"url"`
	// Remote is how many pictures lie elsewhere; Pictures is true when the HTML has them.
	Remote   int  `json:"remote"`
	Pictures bool `json:"pictures"`
	// Trusted is true when the pictures of Sender are fetched without asking.
	Trusted bool   `json:"trusted"`
	Sender  string `json:"sender"`
}

// LinkView says where a link leads.
type LinkView struct {
	URL string `json:"url"`
	// Kind is "web", "mail" or "phone"; only web pages are opened.
	Kind string `json:"kind"`
	// Host is where it really leads, in letters that cannot be mistaken; of mail and phone the address or number.
	Host string `json:"host"`
	// Readable is Host in other than ASCII letters, where it has such.
	Readable string `json:"readable"`
	Text     string `json:"text"`
	// Flags are the sanitiser's words for what looks like a trick.
	Flags []string `json:"flags"`
}

// Letters shows mails as they came.
type Letters struct {
	gate  *gate
	shown *tickets[shownLetter]
	asked sync.Map // desk.MessageID of mails whose pictures were asked for in this run
}

// shownLetter is a mail as it is shown: with pictures from elsewhere or without.
type shownLetter struct {
	id       desk.MessageID
	pictures bool
}

// Open gives a mail to be shown. Pictures from elsewhere come only from senders that are trusted.
func (l *Letters) Open(messageID string) (LetterView, error) {
	return pass(l.gate, "Letters.Open", func(ctx context.Context, d Desk) (LetterView, error) {
		return l.view(ctx, d, desk.MessageID(messageID))
	})
}

// ShowPictures fetches the pictures that lie elsewhere, this time or always for this sender.
func (l *Letters) ShowPictures(messageID string, always bool) (LetterView, error) {
	return pass(l.gate, "Letters.ShowPictures", func(ctx context.Context, d Desk) (LetterView, error) {
		id := desk.MessageID(messageID)
		if always {
			if err := l.trust(ctx, d, id, true); err != nil {
				return LetterView{}, err
			}
		}
		l.asked.Store(id, true)
		return l.view(ctx, d, id)
	})
}

// HidePictures fetches them no longer, neither for this mail nor for others of its sender.
func (l *Letters) HidePictures(messageID string) (LetterView, error) {
	return pass(l.gate, "Letters.HidePictures", func(ctx context.Context, d Desk) (LetterView, error) {
		id := desk.MessageID(messageID)
		if err := l.trust(ctx, d, id, false); err != nil {
			return LetterView{}, err
		}
		l.asked.Delete(id)
		return l.view(ctx, d, id)
	})
}

func (l *Letters) trust(ctx context.Context, d Desk, id desk.MessageID, yes bool) error {
	mail, err := d.Letter(ctx, id)
	if err != nil {
		return err
	}
	return d.TrustPictures(ctx, mail.Sender, yes)
}

func (l *Letters) view(ctx context.Context, d Desk, id desk.MessageID) (LetterView, error) {
	mail, err := d.Letter(ctx, id)
	if err != nil {
		return LetterView{}, err
	}
	_, asked := l.asked.Load(id)
	pictures := len(mail.Remote) > 0 && (asked || mail.Trusted)
	return LetterView{
		URL: letterPath + l.shown.word(shownLetter{id, pictures}), Remote: len(mail.Remote), Pictures: pictures,
		Trusted: mail.Trusted, Sender: mail.Sender,
	}, nil
}

// Link says where a link of a shown mail leads. token is what the mail asked for when it was clicked.
func (l *Letters) Link(token string) (LinkView, error) {
	return pass(l.gate, "Letters.Link", func(ctx context.Context, d Desk) (LinkView, error) {
		shown, place, ok := linkOf(l.shown, token)
		if !ok {
			return LinkView{}, desk.E(desk.ErrNotFound, nil, "kind", "link")
		}
		mail, err := d.Letter(ctx, shown.id)
		if err != nil {
			return LinkView{}, err
		}
		if place >= len(mail.Links) {
			return LinkView{}, desk.E(desk.ErrNotFound, nil, "kind", "link")
		}
		return linkView(mail.Links[place]), nil
	})
}

// Inspect says where an address leads that stands in plain text.
func (l *Letters) Inspect(address string) (LinkView, error) {
	return pass(l.gate, "Letters.Inspect", func(context.Context, Desk) (LinkView, error) {
		link, ok := sanitize.Inspect(address)
		if !ok {
			return LinkView{}, desk.E(desk.ErrUsage, nil, "argument", "address")
		}
		return linkView(link), nil
	})
}

func linkView(link sanitize.Link) LinkView {
	scheme, rest, _ := strings.Cut(link.URL, ":")
	view := LinkView{URL: link.URL, Kind: "web", Text: link.Text, Flags: link.Flags}
	switch scheme {
	case "mailto":
		view.Kind = "mail"
		view.Host, _, _ = strings.Cut(rest, "?")
	case "tel":
		view.Kind, view.Host = "phone", rest
	default:
		view.Host, view.Readable = link.Host, link.ReadableHost()
		if view.Readable == view.Host {
			view.Readable = ""
		}
	}
	return view
}

// linkToken names what stands for the links of a mail while it is shown.
func linkToken(word string) func(place int) string {
	return func(place int) string { return word + "-" + strconv.Itoa(place) }
}

// linkOf reads what linkToken wrote.
func linkOf(t *tickets[shownLetter], token string) (shown shownLetter, place int, ok bool) {
	word, number, _ := strings.Cut(token, "-")
	place, err := strconv.Atoi(number)
	shown, ok = t.thing(word)
	return shown, place, ok && err == nil && place >= 0
}

// looks is the LetterDesk and FileDesk of an open shop.
type looks struct {
	shop     *app.Shop
	pictures letter.Pictures
}

// newLooks fetches pictures from the internet, and from nowhere nearer.
func newLooks(shop *app.Shop) looks { return looks{shop, picture.NewFetcher(picture.Public)} }

// Letter reads a mail's looks.
func (k looks) Letter(ctx context.Context, id desk.MessageID) (letter.Letter, error) {
	return letter.Read(ctx, k.shop.Store, id)
}

// LetterHTML gives a mail to be shown.
func (k looks) LetterHTML(ctx context.Context, l letter.Letter, link func(place int) string, withPictures bool) string {
	if !withPictures {
		return l.HTML(ctx, k.shop.Store, link, nil)
	}
	return l.HTML(ctx, k.shop.Store, link, k.pictures)
}

// TrustPictures keeps the owner's word about a sender.
func (k looks) TrustPictures(ctx context.Context, sender string, yes bool) error {
	return letter.Trust(ctx, k.shop.Store, sender, yes)
}
