// Package survey asks customers how it was, on the channel where they were, and reads their answers out of plain replies.
//
// It asks through the outbox, and nobody twice. What is answered stays a message as any other: only who waits, and what is a
// score, follows from the reading, which the owner can take back.
package survey

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"balcao/backend/desk"
	"balcao/backend/phrase"
	"balcao/backend/store"
)

const (
	maxWording = 1000 // characters
	maxDelay   = 90 * 24
)

// usualDelay is how long after what happened the shop asks, in hours, until the owner says otherwise.
var usualDelay = map[desk.TouchPoint]int{desk.CaseTouch: 1, desk.PurchaseTouch: 24, desk.DeliveryTouch: 5 * 24}

// Touches gives what is asked at every touch point; nothing, where the owner chose nothing.
func Touches(tx *store.ReadTx) ([]desk.Touch, error) {
	chosen, err := tx.Deliveries().Surveys().Touches()
	all := make([]desk.Touch, 0, len(usualDelay))
	for _, point := range desk.TouchPoints() {
		at := slices.IndexFunc(chosen, func(t desk.Touch) bool { return t.Point == point })
		if at < 0 || chosen[at].DelayHours == 0 && chosen[at].Since.IsZero() {
			all = append(all, desk.Touch{Point: point, DelayHours: usualDelay[point]})
			continue
		}
		all = append(all, chosen[at])
	}
	return all, err
}

// All is Touches in a transaction of its own.
func All(ctx context.Context, st *store.Store) (all []desk.Touch, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		all, err = Touches(tx)
		return err
	})
	return all, err
}

// Set keeps what is asked at a touch point, and gives what Undo takes. When it is switched on is its own affair: t.Since is
// not looked at. Errors: desk.ErrUsage, naming the argument; desk.ErrPhraseField, naming a field that is not known; desk.ErrPhraseBrace.
func Set(ctx context.Context, st *store.Store, t desk.Touch) (done desk.EventID, err error) {
	if t, err = tidied(t); err != nil {
		return "", err
	}
	done = desk.EventID(store.NewID())
	return done, st.Write(ctx, func(tx *store.Tx) error {
		log, err := tx.Deliveries().Surveys().TouchLog(t.Point)
		if err != nil {
			return err
		}
		if t.Since = desk.TouchOf(t.Point, log).Since; t.Scale == "" {
			t.Since = time.Time{}
		} else if t.Since.IsZero() {
			t.Since = tx.Moment()
		}
		return tx.Record(desk.Event{ID: done, Kind: desk.SurveySet, Actor: desk.Owner, Facts: desk.Facts{Survey: &desk.SurveyFacts{Point: t.Point, Touch: &t}}})
	})
}

func tidied(t desk.Touch) (desk.Touch, error) {
	switch {
	case !slices.Contains(desk.TouchPoints(), t.Point):
		return t, wrong("point")
	case t.Scale != "" && !slices.Contains(desk.Scales(), t.Scale):
		return t, wrong("scale")
	case t.DelayHours < 0 || t.DelayHours > maxDelay:
		return t, wrong("delay")
	}
	var wordings []desk.Wording
	seen := map[string]bool{}
	for _, w := range t.Wordings {
		text := strings.TrimSpace(desk.Clean(w.Text))
		if text == "" {
			continue
		}
		if !slices.Contains(desk.Languages[:], w.Language) || seen[w.Language] || utf8.RuneCountInString(text) > maxWording {
			return t, wrong("wording")
		}
		if err := unfilled(text); err != nil {
			return t, err
		}
		seen[w.Language] = true
		wordings = append(wordings, desk.Wording{Language: w.Language, Text: text})
	}
	t.Wordings = wordings
	return t, nil
}

// unfilled tells of what nobody would fill in a text: no owner is there when it is asked.
func unfilled(text string) error {
	for _, name := range phrase.FieldNames(text) {
		if phrase.FieldOf(name) == "" {
			return desk.E(desk.ErrPhraseField, nil, "field", "{"+name+"}")
		}
	}
	return phrase.CheckBraces(text)
}

func wrong(argument string) error { return desk.E(desk.ErrUsage, nil, "argument", argument) }

// Score writes down what a customer answered, in place of what was read, and gives what Undo takes. Errors:
// desk.ErrNotFound; desk.ErrUsage outside the scale.
func Score(ctx context.Context, st *store.Store, id desk.SurveyID, score int) (desk.EventID, error) {
	return answer(ctx, st, id, func(v desk.Survey, now time.Time) (desk.Event, error) {
		if !v.Scale.Has(score) || v.MessageID == "" {
			return desk.Event{}, wrong("score")
		}
		f := &desk.SurveyFacts{ID: id, Score: score, At: now, Quiet: v.Answer.Quiet}
		if !v.Answer.At.IsZero() {
			f.At = v.Answer.At
		}
		return desk.Event{Kind: desk.SurveyAnswered, MessageID: v.Answer.MessageID, Facts: desk.Facts{Survey: f}}, nil
	})
}

// Clear says that what was read as a score is none: what was answered before it, if anything, holds again, and whoever
// wrote it waits for an answer as anybody. It gives what Undo takes. desk.ErrChangedSince where nothing is answered.
func Clear(ctx context.Context, st *store.Store, id desk.SurveyID) (desk.EventID, error) {
	return answer(ctx, st, id, func(v desk.Survey, _ time.Time) (desk.Event, error) {
		if v.Answer.At.IsZero() {
			return desk.Event{}, desk.E(desk.ErrChangedSince, nil)
		}
		return desk.Event{Kind: desk.SurveyCleared, MessageID: v.Answer.MessageID, Facts: desk.Facts{Survey: &desk.SurveyFacts{ID: id}}}, nil
	})
}

func answer(ctx context.Context, st *store.Store, id desk.SurveyID, decide func(desk.Survey, time.Time) (desk.Event, error)) (done desk.EventID, err error) {
	done = desk.EventID(store.NewID())
	return done, st.Write(ctx, func(tx *store.Tx) error {
		v, err := tx.Deliveries().Surveys().Get(id)
		if err != nil {
			return err
		}
		e, err := decide(v, tx.Moment())
		if err != nil {
			return err
		}
		e.ID, e.Actor = done, desk.Owner
		return tx.Record(e)
	})
}

// Undo takes back what the owner chose for a touch point, or said of an answer, as long as it is the last that was said
// there: desk.ErrChangedSince.
func Undo(ctx context.Context, st *store.Store, done desk.EventID) error {
	return st.Write(ctx, func(tx *store.Tx) error {
		surveys := tx.Deliveries().Surveys()
		e, err := surveys.Event(done)
		if err == nil && (e.Facts.Survey == nil || e.Kind == desk.EventUndone) {
			err = desk.E(desk.ErrNotFound, nil, "kind", "event", "id", string(done))
		}
		if err != nil {
			return err
		}
		f := desk.SurveyFacts{ID: e.Facts.Survey.ID, Point: e.Facts.Survey.Point}
		log, err := surveys.Log(f.ID)
		if f.Point != "" {
			log, err = surveys.TouchLog(f.Point)
		}
		if err != nil {
			return err
		}
		if _, is := desk.StandsLast(log, done); !is {
			return desk.E(desk.ErrChangedSince, nil)
		}
		return tx.Record(desk.Event{Kind: desk.EventUndone, Actor: desk.Owner, Facts: desk.Facts{Ref: string(done), Survey: &f}})
	})
}
