package email

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"balcao/backend/channel"
)

// ranges are UIDs, as disjoint spans in ascending order that do not touch.
type ranges []span

// span is a run of UIDs, both ends included.
type span struct{ lo, hi uint32 }

// parseRanges reads "1:3,9". What makes no sense is left out: asking again costs less than losing mail.
func parseRanges(text string) ranges {
	var out ranges
	for part := range strings.SplitSeq(text, ",") {
		first, second, two := strings.Cut(part, ":")
		lo, err := strconv.ParseUint(first, 10, 32)
		hi := lo
		if err == nil && two {
			hi, err = strconv.ParseUint(second, 10, 32)
		}
		if err == nil && lo > 0 && lo <= hi {
			out = append(out, span{uint32(lo), uint32(hi)})
		}
	}
	return out.normal()
}

func (r ranges) normal() ranges {
	slices.SortFunc(r, func(a, b span) int { return int(int64(a.lo) - int64(b.lo)) })
	out := r[:0]
	for _, s := range r {
		if n := len(out); n > 0 && uint64(s.lo) <= uint64(out[n-1].hi)+1 {
			out[n-1].hi = max(out[n-1].hi, s.hi)
			continue
		}
		out = append(out, s)
	}
	return out
}

// add covers lo to hi; the receiver is not changed.
func (r ranges) add(lo, hi uint32) ranges {
	if lo > hi || lo == 0 {
		return r
	}
	return append(slices.Clone(r), span{lo, hi}).normal()
}

// below keeps what lies under next.
func (r ranges) below(next uint32) ranges {
	var out ranges
	for _, s := range r {
		if s.lo < next {
			out = append(out, span{s.lo, min(s.hi, next-1)})
		}
	}
	return out
}

// gaps gives what lies below next and is not covered, highest first.
func (r ranges) gaps(next uint32) []span {
	var out []span
	from := uint64(1)
	for _, s := range r {
		if uint64(s.lo) > from && from < uint64(next) {
			out = append(out, span{uint32(from), min(s.lo, next) - 1})
		}
		from = uint64(s.hi) + 1
	}
	if from < uint64(next) {
		out = append(out, span{uint32(from), next - 1})
	}
	slices.Reverse(out)
	return out
}

func (r ranges) append(b []byte) []byte {
	for i, s := range r {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendUint(b, uint64(s.lo), 10)
		if s.hi != s.lo {
			b = append(b, ':')
			b = strconv.AppendUint(b, uint64(s.hi), 10)
		}
	}
	return b
}

func (r ranges) String() string { return string(r.append(nil)) }

// folderState is what has been handed over of one folder.
type folderState struct {
	uidValidity uint32
	uidNext     uint32 // as last seen; for people who look at a cursor
	stored      ranges
	tries       map[uint32]int // pulls in which fetching a UID broke the connection
}

// state is a cursor, opened.
type state map[string]*folderState

type cursorJSON struct {
	Folders map[string]folderJSON `json:"folders"`
}

type folderJSON struct {
	UIDValidity uint32         `json:"uidvalidity"`
	UIDNext     uint32         `json:"uidnext"`
	Stored      string         `json:"stored"`
	Tries       map[uint32]int `json:"tries,omitempty"`
}

// parseCursor opens a cursor. One that cannot be read counts as empty: everything is pulled again, and
// the sink recognises it.
func parseCursor(cursor channel.Cursor) state {
	var in cursorJSON
	out := make(state)
	if json.Unmarshal([]byte(cursor), &in) != nil {
		return out
	}
	for name, f := range in.Folders {
		out[name] = &folderState{f.UIDValidity, f.UIDNext, parseRanges(f.Stored), f.Tries}
	}
	return out
}

// folder gives the state of a folder under a UIDVALIDITY; another one means that every UID we know has
// lost its meaning (RFC 9051 §2.3.1.1).
func (s state) folder(name string, uidValidity uint32) *folderState {
	if f := s[name]; f != nil && f.uidValidity == uidValidity {
		return f
	}
	f := &folderState{uidValidity: uidValidity}
	s[name] = f
	return f
}

func (s state) cursor() channel.Cursor {
	out := cursorJSON{Folders: make(map[string]folderJSON, len(s))}
	for name, f := range s {
		out.Folders[name] = folderJSON{f.uidValidity, f.uidNext, f.stored.String(), f.tries}
	}
	text, err := json.Marshal(out)
	if err != nil {
		return "" // numbers and strings always marshal
	}
	return channel.Cursor(text)
}
