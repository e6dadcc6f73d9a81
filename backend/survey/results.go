package survey

import (
	"context"
	"math"
	"slices"
	"time"
	"unicode"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Enough is how many answers it takes before parts are compared: what fewer say is chance.
const Enough = 30

// Figures are what was answered on one scale.
type Figures struct {
	Asked, Answered int
	High, Low       int   // who was content, and who was not
	Sum             int   // of the scores
	Counts          []int // answers by score, from the worst on
}

// Index is what a scale is told by: of CSAT and CES the share of those who were content, in per cent; of NPS their share less
// that of those who were not, -100 to 100.
func (f Figures) Index(scale desk.Scale) int {
	if f.Answered == 0 {
		return 0
	}
	n := f.High
	if scale == desk.NPS {
		n -= f.Low
	}
	return int(math.Round(100 * float64(n) / float64(f.Answered)))
}

// Mean is that of the scores.
func (f Figures) Mean() float64 {
	if f.Answered == 0 {
		return 0
	}
	return float64(f.Sum) / float64(f.Answered)
}

// Compares tells whether there are enough answers to stand beside others.
func (f Figures) Compares() bool { return f.Answered >= Enough }

func (f *Figures) add(scale desk.Scale, c store.SurveyCount) {
	if f.Counts == nil {
		worst, best := scale.Bounds()
		f.Counts = make([]int, best-worst+1)
	}
	f.Asked += c.N
	if !c.Answered {
		return
	}
	worst, _ := scale.Bounds()
	f.Answered += c.N
	f.Sum += c.N * c.Score
	f.Counts[c.Score-worst] += c.N
	if scale.IsHigh(c.Score) {
		f.High += c.N
	}
	if scale.IsLow(c.Score) {
		f.Low += c.N
	}
}

// Part is what was answered by those who have something in common.
type Part[K ~string] struct {
	Of K
	Figures
}

// Result is what was answered on one scale, altogether and in parts.
type Result struct {
	Scale desk.Scale
	Figures
	Points   []Part[desk.TouchPoint]
	Channels []Part[desk.Channel]
	Classes  []Part[desk.Class] // of the cases that were asked about; the empty one: nobody said
}

// Results gives what was answered to what was asked in a span of time; zero times: ever. Scales on which nothing was asked
// are left out.
func Results(ctx context.Context, st *store.Store, from, until time.Time) ([]Result, error) {
	var counts []store.SurveyCount
	err := st.Read(ctx, func(tx *store.ReadTx) (err error) {
		counts, err = tx.Deliveries().Surveys().Counts(from, end(until))
		return err
	})
	list := []Result{}
	for _, scale := range desk.Scales() {
		r := Result{Scale: scale}
		for _, c := range counts {
			if c.Scale != scale {
				continue
			}
			r.add(scale, c)
			addTo(&r.Points, c.Point, scale, c)
			addTo(&r.Channels, c.Channel, scale, c)
			if c.Point == desk.CaseTouch {
				addTo(&r.Classes, c.Class, scale, c)
			}
		}
		if r.Asked > 0 {
			list = append(list, r)
		}
	}
	return list, err
}

func addTo[K ~string](parts *[]Part[K], of K, scale desk.Scale, c store.SurveyCount) {
	for n := range *parts {
		if (*parts)[n].Of == of {
			(*parts)[n].add(scale, c)
			return
		}
	}
	p := Part[K]{Of: of}
	p.add(scale, c)
	*parts = append(*parts, p)
}

// end is a moment that bounds a span; zero: beyond all that was ever asked.
func end(until time.Time) time.Time {
	if until.IsZero() {
		return time.UnixMilli(math.MaxInt64 / 2)
	}
	return until
}

// Query chooses answers; what is empty chooses all.
type Query struct {
	From, Until time.Time // of the asking
	Scale       desk.Scale
	Point       desk.TouchPoint
	Channel     desk.Channel
	Class       desk.Class
	Score       *int
	Cursor      string
	Limit       int
}

// Page is a page of answers, the latest first.
type Page struct {
	Answers []store.AnsweredSurvey
	Next    string // empty: this was the last
}

const usualPage, longestPage = 50, 200

// place is what a cursor of answers holds.
type place struct {
	At int64         `json:"a"`
	ID desk.SurveyID `json:"i"`
}

// unknown names what of a query there is not; empty: nothing.
func (q Query) unknown() string {
	switch {
	case q.Scale != "" && !slices.Contains(desk.Scales(), q.Scale):
		return "scale"
	case q.Point != "" && !slices.Contains(desk.TouchPoints(), q.Point):
		return "point"
	case q.Class != "" && !slices.Contains(desk.Classes[:], q.Class):
		return "class"
	default:
		return ""
	}
}

// Answers gives the answers behind a figure. desk.ErrUsage for what there is not, and for a cursor that is none.
func Answers(ctx context.Context, st *store.Store, q Query) (p Page, err error) {
	if argument := q.unknown(); argument != "" {
		return p, wrong(argument)
	}
	limit := q.Limit
	if limit <= 0 {
		limit = usualPage
	}
	limit = min(limit, longestPage)
	before := place{At: store.Start().At.UnixMilli()}
	if err := store.DecodeCursor(q.Cursor, &before); err != nil {
		return p, err
	}
	f := store.SurveyFilter{
		From: q.From, Until: end(q.Until), Scale: q.Scale, Point: q.Point, Channel: q.Channel, Class: q.Class, Lowest: 0, Most: 10,
		Before: store.Position{At: time.UnixMilli(before.At), ID: string(before.ID)}, Limit: limit + 1,
	}
	if q.Score != nil {
		f.Lowest, f.Most = *q.Score, *q.Score
	}
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		p.Answers, err = tx.Deliveries().Surveys().Answers(f)
		return err
	})
	if len(p.Answers) > limit {
		last := p.Answers[limit-1]
		p.Answers, p.Next = p.Answers[:limit], store.EncodeCursor(place{last.Answer.At.UnixMilli(), last.ID})
	}
	return p, err
}

// NotAsked lists who was not asked of late, and why, the latest first.
func NotAsked(ctx context.Context, st *store.Store, limit int) (list []desk.Survey, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		list, err = tx.Deliveries().Surveys().NotAsked(limit)
		return err
	})
	return list, err
}

// WhyNot counts who was not asked in a span of time, the commonest reason first.
func WhyNot(ctx context.Context, st *store.Store, from, until time.Time) (list []store.NotAskedCount, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		list, err = tx.Deliveries().Surveys().NotAskedCounts(from, end(until))
		return err
	})
	return list, err
}

// Satisfaction is how content a customer was, over all that she was asked.
type Satisfaction struct {
	Mean     float64 // between 1 and 5, whatever she was asked
	Answered int
	Last     []Said // the latest first
}

// Said is one of her answers.
type Said struct {
	desk.Survey
	Text string // what she wrote, when it is more than a number
}

// mostSaid is how many answers of one customer are shown.
const mostSaid = 3

// Of tells how content a customer was; of one who was merged, with the other's answers.
func Of(ctx context.Context, st *store.Store, id desk.CustomerID) (s Satisfaction, err error) {
	s.Last = []Said{}
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		all, err := tx.Deliveries().Surveys().OfCustomer(id)
		if err != nil {
			return err
		}
		sum := 0.0
		for n, v := range all {
			sum += v.Scale.OnFive(v.Answer.Score)
			if n >= mostSaid {
				continue
			}
			said := Said{Survey: v}
			if v.Answer.MessageID != "" {
				m, err := tx.Messages().Get(v.Answer.MessageID)
				if err != nil {
					return err
				}
				said.Text = Comment(m.Text)
			}
			s.Last = append(s.Last, said)
		}
		if s.Answered = len(all); s.Answered > 0 {
			s.Mean = sum / float64(s.Answered)
		}
		return nil
	})
	return s, err
}

// Comment is what a reply says beside a bare number, verbatim; empty: nothing.
func Comment(text string) string {
	for _, r := range text {
		if unicode.IsLetter(r) || pictured(r) {
			return text
		}
	}
	return ""
}
