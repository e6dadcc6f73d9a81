// Package letter shows a mail as it came: its harmless HTML, where its links lead, and its pictures, those that
// came with it and, when the owner asks for them, those that lie elsewhere.
//
// It judges no link and fetches nothing by itself: what is a trick is the sanitiser's word, and what goes out to
// the network is its caller's.
package letter

import (
	"context"
	"encoding/base64"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"balcao/backend/desk"
	"balcao/backend/eml"
	"balcao/backend/picture"
	"balcao/backend/sanitize"
	"balcao/backend/store"
)

// What the pictures of one mail may cost.
const (
	maxFetched = 200
	maxBytes   = 40 << 20 // fetched, and again written
	atOnce     = 6
)

// Letter is a mail with HTML.
type Letter struct {
	Links   []sanitize.Link
	Remote  []string // addresses of pictures that lie elsewhere
	Sender  string   // whose pictures are trusted, or not
	Trusted bool

	html  string
	files []desk.Attachment
}

// Pictures fetches one that lies elsewhere.
type Pictures interface {
	Fetch(ctx context.Context, address string) (content []byte, mediaType string, err error)
}

// Read reads a mail's looks. desk.ErrNotFound when it has no HTML.
func Read(ctx context.Context, st *store.Store, id desk.MessageID) (Letter, error) {
	var kept store.Letter
	var l Letter
	err := st.Read(ctx, func(tx *store.ReadTx) (err error) {
		if kept, err = tx.Letters().Get(id); err != nil {
			return err
		}
		l.Sender = senderOf(kept.Sender)
		if l.Trusted, err = tx.Letters().Trusted(l.Sender); err != nil {
			return err
		}
		l.files, err = tx.Attachments().Of(id)
		return err
	})
	if err != nil {
		return l, err
	}
	shown, err := current(ctx, st, kept)
	l.Links, l.Remote, l.html = shown.Links, shown.RemoteImages, shown.HTML
	return l, err
}

// senderOf is the address that sent a mail: not the customer's, on whose behalf a program may have written, and nothing
// that a name pretends, so it is what stands last.
func senderOf(from string) string {
	if at := strings.LastIndexByte(from, '<'); at >= 0 {
		from = strings.TrimSuffix(from[at+1:], ">")
	}
	return eml.AddressKey(from)
}

// current gives what was kept, or makes it anew where the sanitiser has learnt something since.
func current(ctx context.Context, st *store.Store, kept store.Letter) (sanitize.Result, error) {
	if kept.Policy != sanitize.PolicyVersion {
		raw, err := st.Blob(ctx, kept.RawSHA256)
		if err != nil {
			return sanitize.Result{}, err
		}
		return sanitize.HTML(eml.Parse(raw).HTMLParts, nil), nil
	}
	shown := sanitize.Result{HTML: kept.HTML}
	if err := shown.ReadTargets(kept.Targets); err != nil {
		return shown, desk.E(desk.ErrContentDamaged, err, "file", kept.RawSHA256)
	}
	return shown, nil
}

// Trust fetches a sender's pictures without asking from now on, or no longer.
func Trust(ctx context.Context, st *store.Store, sender string, yes bool) error {
	return st.Write(ctx, func(tx *store.Tx) error { return tx.Letters().Trust(sender, yes) })
}

// HTML gives the mail to be shown, its pictures written into it. link names what stands for a link while the
// mail is shown. remote fetches the pictures that lie elsewhere; nil leaves them out.
func (l Letter) HTML(ctx context.Context, st *store.Store, link func(place int) string, remote Pictures) string {
	room := maxBytes // a mail may show the same picture a thousand times
	written := func(src string) (string, bool) {
		room -= len(src)
		return src, src != "" && room >= 0
	}
	inline := l.inline(ctx, st)
	fetched := l.fetch(ctx, remote)
	return sanitize.WithFilling(l.html, sanitize.Filling{
		Link:   link,
		Inline: func(contentID string) (string, bool) { return written(inline(contentID)) },
		Remote: func(place int) (string, bool) {
			if place >= len(fetched) {
				return "", false
			}
			return written(fetched[place])
		},
	})
}

// inline finds the pictures that came with the mail, as data:; empty for one that is not here. Each is read once.
func (l Letter) inline(ctx context.Context, st *store.Store) func(string) string {
	known := map[string]string{}
	return func(contentID string) string {
		src, seen := known[contentID]
		if !seen {
			src = l.read(ctx, st, contentID)
			known[contentID] = src
		}
		return src
	}
}

func (l Letter) read(ctx context.Context, st *store.Store, contentID string) string {
	for _, f := range l.files {
		if f.ContentID != contentID || f.SHA256 == "" {
			continue
		}
		content, err := st.Blob(ctx, f.SHA256)
		if err != nil {
			return "" // the mail is shown without it
		}
		if mediaType, ok := picture.Type(content); ok {
			return asData(content, mediaType)
		}
	}
	return ""
}

// fetch gets the pictures that lie elsewhere, as data:; empty where one could not be had.
func (l Letter) fetch(ctx context.Context, remote Pictures) []string {
	if remote == nil {
		return nil
	}
	var room atomic.Int64
	room.Store(maxBytes)
	fetched := make([]string, min(len(l.Remote), maxFetched))
	var group errgroup.Group
	group.SetLimit(atOnce)
	for i := range fetched {
		group.Go(func() error {
			if room.Load() < 0 {
				return nil
			}
			content, mediaType, err := remote.Fetch(ctx, l.Remote[i])
			if err == nil && room.Add(-int64(len(content))) >= 0 {
				fetched[i] = asData(content, mediaType)
			}
			return nil
		})
	}
	_ = group.Wait() // what cannot be had is left out
	return fetched
}

func asData(content []byte, mediaType string) string {
	return "data:" + mediaType + ";base64," + base64.StdEncoding.EncodeToString(content)
}
