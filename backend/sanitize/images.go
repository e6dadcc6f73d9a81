package sanitize

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

const (
	maxWrittenImage  = 100 << 10 // a picture written into the mail itself
	maxResolvedImage = 15 << 20  // a picture that we put in
	maxPixel         = 2         // high or wide: not there to be seen
)

var dataImage = regexp.MustCompile(`^data:image/(png|jpeg|jpg|gif|webp);base64,[A-Za-z0-9+/]+={0,2}$`)

// source writes what stands for the address of a picture.
func (w *writer) source(address string, attrs []html.Attribute) {
	address = strings.TrimSpace(address)
	if isPixel(attrs) {
		return // nothing to see: it is there to tell its sender that the mail was opened
	}
	scheme, rest, _ := strings.Cut(address, ":")
	switch strings.ToLower(scheme) {
	case "data":
		if data := strings.Join(strings.Fields(address), ""); len(data) <= maxWrittenImage && dataImage.MatchString(data) {
			w.attribute("src", data)
			w.noteImage()
		}
	case "cid":
		w.inlineImage(rest)
	case "http", "https":
		w.remoteImage(address)
	}
}

// isPixel tells a picture that its mail wants too small to be seen.
func isPixel(attrs []html.Attribute) bool {
	for _, a := range attrs {
		if a.Key != "width" && a.Key != "height" {
			continue
		}
		if size, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(a.Val), "px")); err == nil && size <= maxPixel {
			return true
		}
	}
	return false
}

func (w *writer) inlineImage(contentID string) {
	if plain, err := url.PathUnescape(contentID); err == nil {
		contentID = plain
	}
	contentID = strings.Trim(contentID, "<> ")
	if contentID == "" || len(contentID) > 500 || strings.ContainsAny(contentID, "\x00\r\n") {
		return
	}
	w.attribute("data-cid", contentID)
	w.noteImage()
	if w.resolve == nil {
		return
	}
	if src, ok := w.resolve(contentID); ok && isOwnImage(src) {
		w.attribute("src", src)
	}
}

func (w *writer) remoteImage(address string) {
	address, ok := cleanURL(address)
	if !ok {
		return
	}
	place, known := w.images[address]
	if !known {
		if len(w.result.RemoteImages) >= maxImages {
			return
		}
		place = len(w.result.RemoteImages)
		w.images[address] = place
		w.result.RemoteImages = append(w.result.RemoteImages, address)
	}
	w.attribute("data-remote", strconv.Itoa(place))
	w.noteImage()
}

// isOwnImage accepts a path of the app and a picture as data:, and nothing that leads elsewhere.
func isOwnImage(src string) bool {
	if len(src) > maxResolvedImage {
		return false
	}
	if strings.HasPrefix(src, "/") {
		return !strings.HasPrefix(src, "//") && !strings.ContainsAny(src, "\\\x00\r\n\t")
	}
	return dataImage.MatchString(src)
}

// Filling is what WithFilling puts into a mail at display time. Any of them may be nil. A picture must be a path
// of the app or data:; anything else is left out.
type Filling struct {
	Inline func(contentID string) (src string, ok bool) // a picture of the mail
	Remote func(place int) (src string, ok bool)        // one of Result.RemoteImages, for readers who asked for them
	Link   func(place int) (token string)               // what stands for one of Result.Links while the mail is shown
}

// WithFilling fills HTML that this package made.
func WithFilling(sanitised string, f Filling) string {
	var out strings.Builder
	out.Grow(len(sanitised))
	z := html.NewTokenizer(strings.NewReader(sanitised))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return out.String()
		}
		raw := string(z.Raw())
		if kind == html.StartTagToken && (strings.HasPrefix(raw, "<img ") || strings.HasPrefix(raw, "<a ")) {
			raw = f.fill(raw, z.Token())
		}
		out.WriteString(raw)
	}
}

func (f Filling) fill(raw string, t html.Token) string {
	switch t.Data {
	case "img":
		if src, ok := f.imageFor(t.Attr); ok && isOwnImage(src) {
			t.Attr = append(withoutSource(t.Attr), html.Attribute{Key: "src", Val: src})
			return t.String()
		}
	case "a":
		for i, a := range t.Attr {
			place, err := strconv.Atoi(strings.TrimPrefix(a.Val, linkPath))
			if a.Key == "href" && err == nil && f.Link != nil {
				t.Attr[i].Val = linkPath + url.QueryEscape(f.Link(place))
				return t.String()
			}
		}
	}
	return raw
}

func (f Filling) imageFor(attrs []html.Attribute) (string, bool) {
	for _, a := range attrs {
		switch {
		case a.Key == "data-cid" && f.Inline != nil:
			return f.Inline(a.Val)
		case a.Key == "data-remote" && f.Remote != nil:
			if place, err := strconv.Atoi(a.Val); err == nil {
				return f.Remote(place)
			}
		}
	}
	return "", false
}

func withoutSource(attrs []html.Attribute) []html.Attribute {
	kept := attrs[:0]
	for _, a := range attrs {
		if a.Key != "src" {
			kept = append(kept, a)
		}
	}
	return kept
}
