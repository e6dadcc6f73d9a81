package email

import (
	"context"
	"slices"

	"github.com/emersion/go-imap/v2"
)

// askTries is how often a message is asked for before it counts as unreadable.
const askTries = 3

// survey finds out what a folder holds, before anything is fetched.
type survey struct{ *pull }

// describe asks for the sizes of a window and makes sure that the answer is complete: what the server
// claims to exist (by SEARCH) and did not describe is asked for again. unknown are UIDs that it goes
// on claiming without ever describing them.
func (p survey) describe(ctx context.Context, w window) (found []sized, unknown []uint32, err error) {
	found, err = p.sizesOf(ctx, uidRange(w.lo, w.hi), w.hi-w.lo+1)
	if err != nil {
		return nil, nil, err
	}
	found = inside(found, w.span)
	if uint32(len(found)) == w.hi-w.lo+1 {
		return found, nil, nil
	}
	if !w.known {
		if w.claimed, err = p.claimed(ctx, w.span); err != nil {
			return nil, nil, err
		}
	}
	for range askTries - 1 {
		if unknown = lacking(w.claimed, found); len(unknown) == 0 {
			return found, nil, nil
		}
		more, err := p.sizesOf(ctx, uidSet(unknown), uint32(len(unknown)))
		if err != nil {
			return nil, nil, err
		}
		found = merge(found, inside(more, w.span))
	}
	if w.claimed, err = p.claimed(ctx, w.span); err != nil { // they may have been removed meanwhile
		return nil, nil, err
	}
	return found, lacking(w.claimed, found), nil
}

// sizesOf asks for sizes and dates. If that breaks the connection twice, it asks without the dates,
// one of which go-imap may not be able to read.
func (p survey) sizesOf(ctx context.Context, set imap.UIDSet, count uint32) ([]sized, error) {
	for try := 1; ; try++ {
		found, err := p.session.sizes(ctx, set, min(count, p.now.messages), try <= 2)
		if err == nil || ctx.Err() != nil || !p.session.broken() || try == askTries || fellSilent(err) {
			return found, err
		}
		if err := p.reconnect(ctx); err != nil {
			return nil, err
		}
	}
}

func uidSet(uids []uint32) imap.UIDSet {
	var set imap.UIDSet
	for _, uid := range uids {
		set.AddNum(imap.UID(uid))
	}
	return set
}

func inside(found []sized, s span) []sized {
	return slices.DeleteFunc(found, func(one sized) bool { return one.uid < s.lo || one.uid > s.hi })
}

func merge(a, b []sized) []sized {
	all := append(slices.Clone(a), b...)
	slices.SortFunc(all, func(x, y sized) int { return int(int64(x.uid) - int64(y.uid)) })
	return slices.CompactFunc(all, func(x, y sized) bool { return x.uid == y.uid })
}

// lacking gives the claimed UIDs that were not found; both are ascending.
func lacking(claimed []uint32, found []sized) []uint32 {
	var out []uint32
	i := 0
	for _, uid := range claimed {
		for i < len(found) && found[i].uid < uid {
			i++
		}
		if i == len(found) || found[i].uid != uid {
			out = append(out, uid)
		}
	}
	return out
}
