package window

import (
	"bytes"
	"context"
	"io"
	"mime"
	"net/http"
	"strings"
	"sync"
	"time"

	"balcao/backend/desk"
	"balcao/backend/filekind"
	"balcao/backend/picture"
)

// Where the page finds what is too large for the bridge. Behind each stands a ticket, never a name or an id.
const (
	letterPath = "/letter/"
	filePath   = "/file/"
	smallPath  = "/small/"
	linkPath   = "/open"
)

// linkEvent tells the page which link of a mail was clicked; it carries the link's token.
const linkEvent = "balcao:link"

// closedPolicy is for what strangers made: should anything ever draw it as a page, nothing in it works.
const closedPolicy = "default-src 'none'; sandbox"

// served answers the page's requests for mails, files and links.
type served struct {
	gate    *gate
	letters *tickets[shownLetter]
	files   *tickets[desk.AttachmentID]
	clicked func(ctx context.Context, token string)
	smalls  *smalls
}

// before answers what is addressed to it and leaves the rest to the page's own files.
func (s *served) before(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := s.answering(r.URL.Path)
		if answer == nil {
			next.ServeHTTP(w, r)
			return
		}
		header := w.Header()
		header.Set("Content-Security-Policy", closedPolicy)
		header.Set("Cache-Control", "no-store")
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			http.Error(w, "", http.StatusMethodNotAllowed)
			return
		}
		answer(w, r)
	})
}

func (s *served) answering(path string) http.HandlerFunc {
	switch {
	case path == linkPath:
		return s.link
	case strings.HasPrefix(path, letterPath):
		return s.letter
	case strings.HasPrefix(path, filePath):
		return s.file
	case strings.HasPrefix(path, smallPath):
		return s.small
	default:
		return nil
	}
}

// link is asked for by the hidden frame of a mail when the owner clicks a link in it. The page then asks the
// owner; nothing is opened here.
func (s *served) link(w http.ResponseWriter, r *http.Request) {
	token := r.URL.Query().Get("u")
	if _, _, ok := linkOf(s.letters, token); !ok {
		http.NotFound(w, r)
		return
	}
	_ = do(s.gate, "served.link", func(ctx context.Context, _ Desk) error {
		s.clicked(ctx, token)
		return nil
	})
	w.Header().Set("Content-Type", "text/plain")
}

// letter gives a mail's HTML as text, which the page sanitises once more before it is drawn.
func (s *served) letter(w http.ResponseWriter, r *http.Request) {
	word := strings.TrimPrefix(r.URL.Path, letterPath)
	shown, ok := s.letters.thing(word)
	if !ok {
		http.NotFound(w, r)
		return
	}
	html, err := pass(s.gate, "served.letter", func(ctx context.Context, d Desk) (string, error) {
		mail, err := d.Letter(ctx, shown.id)
		if err != nil {
			return "", err
		}
		return d.LetterHTML(ctx, mail, linkToken(word), shown.pictures), nil
	})
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = io.WriteString(w, html) // a page that has gone needs no answer
}

// media is a file as it is shown.
type media struct {
	name, mediaType string
	content         []byte
}

// file gives a picture, a sound or a film. Nothing else is ever served, whatever it is called.
func (s *served) file(w http.ResponseWriter, r *http.Request) {
	s.serve(w, r, filePath, func(ctx context.Context, d Desk, id desk.AttachmentID) (media, error) {
		a, content, err := d.File(ctx, id)
		if err != nil {
			return media{}, err
		}
		mediaType, ok := shownAs(a, content)
		if !ok {
			return media{}, desk.E(desk.ErrNotFound, nil, "kind", "file")
		}
		return media{a.Name, mediaType, content}, nil
	})
}

// shownAs gives the type of what may be shown: by its name first, and by its content last.
func shownAs(a desk.Attachment, content []byte) (mediaType string, ok bool) {
	kind := filekind.Of(a.Name, a.Type)
	switch kind.Kind {
	case filekind.Picture:
		return picture.Type(content)
	case filekind.Sound, filekind.Film:
		return kind.Type, kind.Begins(content[:min(len(content), filekind.HeadSize)])
	default:
		return "", false
	}
}

// small gives a picture in the size of the timeline.
func (s *served) small(w http.ResponseWriter, r *http.Request) {
	s.serve(w, r, smallPath, func(ctx context.Context, d Desk, id desk.AttachmentID) (media, error) {
		return s.smalls.of(id, func() (media, error) {
			a, content, err := d.File(ctx, id)
			if err != nil {
				return media{}, err
			}
			if filekind.Of(a.Name, a.Type).Kind != filekind.Picture {
				return media{}, desk.E(desk.ErrNotFound, nil, "kind", "file")
			}
			small, mediaType, err := picture.Small(content)
			return media{a.Name, mediaType, small}, err
		})
	})
}

func (s *served) serve(w http.ResponseWriter, r *http.Request, path string, read func(context.Context, Desk, desk.AttachmentID) (media, error)) {
	id, ok := s.files.thing(strings.TrimPrefix(r.URL.Path, path))
	if !ok {
		http.NotFound(w, r)
		return
	}
	m, err := pass(s.gate, "served"+path, func(ctx context.Context, d Desk) (media, error) { return read(ctx, d, id) })
	if err != nil {
		http.NotFound(w, r)
		return
	}
	header := w.Header()
	header.Set("Content-Type", m.mediaType)
	header.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": harmlessName(m.name)}))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(m.content))
}

// smalls keeps the small pictures made last: scrolling asks for the same ones again and again.
type smalls struct {
	turns chan struct{}

	mu   sync.Mutex
	made map[desk.AttachmentID]media
	last []desk.AttachmentID // oldest first
}

const (
	smallsKept = 200
	// smallsAtOnce bounds the memory for making them.
	smallsAtOnce = 2
)

func newSmalls() *smalls {
	return &smalls{turns: make(chan struct{}, smallsAtOnce), made: map[desk.AttachmentID]media{}}
}

func (k *smalls) of(id desk.AttachmentID, read func() (media, error)) (media, error) {
	if m, ok := k.known(id); ok {
		return m, nil
	}
	k.turns <- struct{}{}
	defer func() { <-k.turns }()
	m, err := read()
	if err == nil {
		k.keep(id, m)
	}
	return m, err
}

func (k *smalls) known(id desk.AttachmentID) (media, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	m, ok := k.made[id]
	return m, ok
}

func (k *smalls) keep(id desk.AttachmentID, m media) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, again := k.made[id]; !again {
		k.last = append(k.last, id)
	}
	k.made[id] = m
	if len(k.last) > smallsKept {
		delete(k.made, k.last[0])
		k.last = k.last[1:]
	}
}
