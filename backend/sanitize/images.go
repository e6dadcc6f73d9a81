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
)

var dataImage = regexp.MustCompile(`^data:image/(png|jpeg|jpg|gif|webp);base64,[A-Za-z0-9+/]+={0,2}$`)

// source writes what stands for the address of a picture.
func (w *writer) source(address string) {
	address = strings.TrimSpace(address)
	scheme, rest, _ := strings.Cut(address, ":")
	switch strings.ToLower(scheme) {
	case "data":
		if data := strings.Join(strings.Fields(address), ""); len(data) <= maxWrittenImage && dataImage.MatchString(data) {
			w.attribute("src", data)
		}
	case "cid":
		w.inlineImage(rest)
	case "http", "https":
		w.remoteImage(address)
	}
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

// WithImages puts pictures into HTML that this package made: inline finds those of the mail by Content-ID,
// remote those of Result.RemoteImages by place, for readers who asked for them. Either may be nil. What
// they give must be a path of the app or a picture as data:; anything else is left out.
func WithImages(sanitised string, inline func(contentID string) (src string, ok bool), remote func(place int) (src string, ok bool)) string {
	var out strings.Builder
	out.Grow(len(sanitised))
	z := html.NewTokenizer(strings.NewReader(sanitised))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return out.String()
		}
		raw := string(z.Raw())
		if kind != html.StartTagToken || !strings.HasPrefix(raw, "<img ") {
			out.WriteString(raw)
			continue
		}
		t := z.Token()
		if src, ok := imageFor(t.Attr, inline, remote); ok && isOwnImage(src) {
			t.Attr = append(withoutSource(t.Attr), html.Attribute{Key: "src", Val: src})
			raw = t.String()
		}
		out.WriteString(raw)
	}
}

func imageFor(attrs []html.Attribute, inline func(string) (string, bool), remote func(int) (string, bool)) (string, bool) {
	for _, a := range attrs {
		switch {
		case a.Key == "data-cid" && inline != nil:
			return inline(a.Val)
		case a.Key == "data-remote" && remote != nil:
			if place, err := strconv.Atoi(a.Val); err == nil {
				return remote(place)
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
