package email

import (
	"slices"
)

const (
	// wholeLimit is the size up to which a mail is fetched whole; of a larger one only the header.
	wholeLimit = 150 << 20
	// aloneLimit is the size above which a mail gets a command of its own.
	aloneLimit = 8 << 20
	// chunkMessages and the two sizes bound one FETCH command. What is under way is lost when a
	// connection breaks, so chunks are a small part of what is missing: twenty interruptions of a first
	// sync then cost some percent of it. Commands are sent ahead, so small chunks cost no waiting.
	chunkMessages   = 200
	smallestChunk   = 64 << 10
	largestChunk    = 1 << 20
	chunkPart       = 1024
	literalSlack    = 1 << 20 // RFC822.SIZE may lie; a literal may be twice as large and this on top
	responseAllowed = 512     // bytes around a literal
)

// item is a message to be fetched.
type item struct {
	sized
	span      // the UIDs that are covered once it is handed over: itself and the empty ones below
	asked int // how often it was asked for and did not come
}

func (i item) headerOnly() bool { return i.size > wholeLimit }

// chunk is what one FETCH command asks for, ascending.
type chunk struct {
	items []item
	fails int // how often it ended badly
}

// bytes is how much of a chunk has to be held in memory.
func (c *chunk) bytes() int64 {
	var sum int64
	for _, i := range c.items {
		if !i.headerOnly() {
			sum += i.size
		}
	}
	return sum
}

// isolated tells whether a chunk is one message that was asked for in vain.
func (c *chunk) isolated() bool {
	return len(c.items) == 1 && (c.fails > 0 || c.items[0].asked > 0)
}

// allow is what the answer to a chunk may weigh. An isolated message may be anything that is fetched
// whole, since its size may have been a lie.
func (c *chunk) allow() allowance {
	if c.isolated() {
		return allowance{bytes: wholeLimit + 2*literalSlack, literal: wholeLimit + literalSlack}
	}
	var largest int64
	for _, i := range c.items {
		if !i.headerOnly() {
			largest = max(largest, i.size)
		}
	}
	return allowance{
		bytes:   2*c.bytes() + literalSlack + int64(len(c.items))*responseAllowed,
		literal: 2*largest + literalSlack,
	}
}

// cover gives each message the UIDs around it that do not exist, so that a cursor has no holes.
func cover(found []sized, w span) []item {
	items := make([]item, 0, len(found))
	from := w.lo
	for i, one := range found {
		to := one.uid
		if i == len(found)-1 {
			to = w.hi
		}
		items = append(items, item{sized: one, span: span{from, to}})
		from = one.uid + 1
	}
	return items
}

// plan parts messages into chunks, newest chunk first. Messages that ended a connection before come
// last and alone. expected is how many more messages are to come after these, for the size of chunks.
func plan(items []item, tries map[uint32]int, expected int) []*chunk {
	limit := chunkLimit(items, expected)
	var out, suspects []*chunk
	var open []item // newest first
	var size int64
	flush := func() {
		if len(open) > 0 {
			slices.Reverse(open)
			out = append(out, &chunk{items: open})
			open, size = nil, 0
		}
	}
	for _, i := range slices.Backward(items) {
		if tries[i.uid] > 0 {
			suspects = append(suspects, &chunk{items: []item{i}})
			continue
		}
		if i.size > aloneLimit || size+i.size > limit || len(open) == chunkMessages {
			flush()
		}
		open, size = append(open, i), size+i.size
		if i.size > aloneLimit {
			flush()
		}
	}
	flush()
	return append(out, suspects...)
}

func chunkLimit(items []item, expected int) int64 {
	if len(items) == 0 {
		return smallestChunk
	}
	var sum int64
	for _, i := range items {
		sum += i.size
	}
	average := sum / int64(len(items))
	return min(max(average*int64(max(expected, len(items)))/chunkPart, smallestChunk), largestChunk)
}

// halves parts a chunk that ended badly.
func (c *chunk) halves() []*chunk {
	middle := len(c.items) / 2
	return []*chunk{{items: c.items[middle:], fails: 1}, {items: c.items[:middle], fails: 1}}
}
