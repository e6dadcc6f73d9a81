package store

import (
	"database/sql"
	"encoding/json"
	"time"

	"balcao/backend/desk"
)

// Surveys reads who was asked how it was, and what was answered.
type Surveys struct{ q querier }

// SurveysTx reads surveys and adds them. Answers and choices are written by recording events.
type SurveysTx struct {
	Surveys
	tx *Tx
}

// Surveys gives the surveys to read.
func (d Deliveries) Surveys() Surveys { return Surveys(d) }

// Surveys gives the surveys to read and write.
func (d DeliveriesTx) Surveys() SurveysTx { return SurveysTx{Surveys{d.q}, d.tx} }

// Insert adds a survey. The id must be new.
func (s SurveysTx) Insert(v desk.Survey) error {
	_, err := s.q.exec("survey.insert", v.ID, v.Point, v.About, v.Scale, ms(v.At), v.CustomerID, v.IdentityID, v.Channel, v.MessageID, v.Language, v.NotAsked)
	s.tx.Announce(desk.Change{Kind: desk.SurveyChanged, CustomerID: v.CustomerID})
	return err
}

// Get reads one. desk.ErrNotFound when it is not here.
func (s Surveys) Get(id desk.SurveyID) (desk.Survey, error) {
	return one(s.q, scanSurvey, "survey.get", id)
}

// LastAsked reads what a customer was asked last, after a moment; found is false when she was not.
func (s Surveys) LastAsked(id desk.CustomerID, after time.Time) (v desk.Survey, found bool, err error) {
	v, err = one(s.q, scanSurvey, "survey.last_asked", id, ms(after))
	if desk.HasCode(err, desk.ErrNotFound) {
		return v, false, nil
	}
	return v, err == nil, err
}

// AnyAsked tells whether anybody was asked after a moment.
func (s Surveys) AnyAsked(after time.Time) (bool, error) {
	asked, _, err := value[bool](s.q, "survey.any_asked", ms(after))
	return asked, err
}

// OfCustomer reads what a customer answered, the last first.
func (s Surveys) OfCustomer(id desk.CustomerID) ([]desk.Survey, error) {
	return collect(s.q, scanSurvey, "survey.of_customer", id)
}

// OfMessages reads the surveys that messages ask, and those that they answer, each as the message says.
func (s Surveys) OfMessages(ids []desk.MessageID) (asked, answered map[desk.MessageID]desk.Survey, err error) {
	asked, answered = map[desk.MessageID]desk.Survey{}, map[desk.MessageID]desk.Survey{}
	_, err = collect(s.q, func(rows *sql.Rows) (v desk.Survey, err error) {
		var asks bool
		if v, err = scanSurveyAnd(rows, &asks); asks {
			asked[v.MessageID] = v
		} else {
			answered[v.Answer.MessageID] = v
		}
		return v, err
	}, "survey.of_messages", idList(ids))
	return asked, answered, err
}

// Log reads what was recorded about a survey, in the order it was applied here.
func (s Surveys) Log(id desk.SurveyID) ([]desk.Event, error) {
	return collect(s.q, scanEvent, "survey.log", id)
}

// Event reads one of what was recorded. desk.ErrNotFound when there is none.
func (s Surveys) Event(id desk.EventID) (desk.Event, error) {
	return one(s.q, scanEvent, "event.get", id)
}

// TouchLog reads what was recorded about a touch point, in the order it was applied here.
func (s Surveys) TouchLog(point desk.TouchPoint) ([]desk.Event, error) {
	return collect(s.q, scanEvent, "survey.touch_log", point)
}

// Touches reads what the owner chose, for those touch points about which she ever did.
func (s Surveys) Touches() ([]desk.Touch, error) {
	return collect(s.q, func(rows *sql.Rows) (t desk.Touch, err error) {
		var body string
		if err := rows.Scan(&body); err != nil {
			return t, err
		}
		return t, json.Unmarshal([]byte(body), &t)
	}, "survey.touches")
}

// Over is something that is over, and may be asked about.
type Over struct {
	About      string // the case or the purchase
	At         time.Time
	CustomerID desk.CustomerID // of a purchase: who bought it
	IdentityID desk.IdentityID // that it hangs on; of a purchase: none
}

// Over lists what was over in a span of time, and about which nothing was decided yet, the first first.
func (s Surveys) Over(point desk.TouchPoint, after, until time.Time, limit int) ([]Over, error) {
	name := "survey.over_purchases"
	if point == desk.CaseTouch {
		name = "survey.over_cases"
	}
	return collect(s.q, func(rows *sql.Rows) (o Over, err error) {
		var at int64
		err = rows.Scan(&o.About, &at, &o.CustomerID, &o.IdentityID)
		o.At = fromMS(at)
		return o, err
	}, name, ms(after), ms(until), point, limit)
}

// ShopSpoke tells whether the shop wrote to a customer after a moment, but for surveys.
func (s Surveys) ShopSpoke(id desk.CustomerID, after time.Time) (bool, error) {
	spoke, _, err := value[bool](s.q, "survey.shop_spoke", id, ms(after))
	return spoke, err
}

// SurveyCount counts surveys that have something in common.
type SurveyCount struct {
	Scale    desk.Scale
	Point    desk.TouchPoint
	Channel  desk.Channel
	Class    desk.Class // of the case; empty: none, or nobody said
	Score    int
	Answered bool
	N        int
}

// Counts counts what was asked in a span of time and left.
func (s Surveys) Counts(from, until time.Time) ([]SurveyCount, error) {
	return collect(s.q, func(rows *sql.Rows) (c SurveyCount, err error) {
		var score sql.Null[int]
		err = rows.Scan(&c.Scale, &c.Point, &c.Channel, &c.Class, &score, &c.N)
		c.Score, c.Answered = score.V, score.Valid
		return c, err
	}, "survey.counts", ms(from), ms(until))
}

// AnsweredSurvey is a survey with its answer, who gave it and in which words.
type AnsweredSurvey struct {
	desk.Survey
	Customer desk.CustomerID // whose it is now
	Name     string
	Address  string
	Class    desk.Class
	Text     string // the whole message; empty: the owner wrote the score down
}

// SurveyFilter chooses answers; what is empty chooses all.
type SurveyFilter struct {
	From, Until  time.Time // of the asking
	Scale        desk.Scale
	Point        desk.TouchPoint
	Channel      desk.Channel
	Class        desk.Class
	Lowest, Most int // scores
	Before       Position
	Limit        int
}

// Answers reads a page of answers, the latest first.
func (s Surveys) Answers(f SurveyFilter) ([]AnsweredSurvey, error) {
	return collect(s.q, func(rows *sql.Rows) (a AnsweredSurvey, err error) {
		a.Survey, err = scanSurveyAnd(rows, &a.Customer, &a.Name, &a.Address, &a.Class, &a.Text)
		return a, err
	}, "survey.answers", ms(f.Before.At), f.Before.ID, ms(f.From), ms(f.Until), f.Scale, f.Point, f.Channel, f.Class, f.Lowest, f.Most, f.Limit)
}

// NotAsked reads who was not asked, and why, the latest first.
func (s Surveys) NotAsked(limit int) ([]desk.Survey, error) {
	return collect(s.q, scanSurvey, "survey.not_asked", limit)
}

// NotAskedCount counts those who were not asked for one reason.
type NotAskedCount struct {
	Why desk.NotAsked
	N   int
}

// NotAskedCounts counts who was not asked in a span of time, the commonest reason first.
func (s Surveys) NotAskedCounts(from, until time.Time) ([]NotAskedCount, error) {
	return collect(s.q, func(rows *sql.Rows) (c NotAskedCount, err error) {
		err = rows.Scan(&c.Why, &c.N)
		return c, err
	}, "survey.not_asked_counts", ms(from), ms(until))
}

func scanSurvey(rows *sql.Rows) (desk.Survey, error) { return scanSurveyAnd(rows) }

func scanSurveyAnd(rows *sql.Rows, more ...any) (v desk.Survey, err error) {
	var at, answered int64
	a := &v.Answer
	err = rows.Scan(append([]any{
		&v.ID, &v.Point, &v.About, &v.Scale, &at, &v.CustomerID, &v.IdentityID, &v.Channel, &v.MessageID, &v.Language, &v.NotAsked,
		&a.Score, &answered, &a.MessageID, &a.EventID, &a.ByHand, &a.Quiet,
	}, more...)...)
	v.At, a.At = fromMS(at), fromMS(answered)
	return v, err
}

// applyToSurvey makes of a touch point, or of what was answered to a survey, what its log says. Whether somebody waits may be
// another then.
func (tx *Tx) applyToSurvey(e desk.Event) error {
	if e.Facts.Survey.ID == "" {
		return tx.applyToTouch(e.Facts.Survey.Point)
	}
	v, err := tx.Deliveries().Surveys().Get(e.Facts.Survey.ID)
	if err != nil {
		return err
	}
	log, err := tx.Deliveries().Surveys().Log(v.ID)
	if err != nil {
		return err
	}
	if _, err := tx.q.exec("survey.forget_answers", v.ID); err != nil {
		return err
	}
	answers := desk.SurveyAnswers(log)
	for n, a := range answers {
		if _, err := tx.q.exec("survey.put_answer", v.ID, a.MessageID, a.Score, ms(a.At), a.EventID, a.ByHand, a.Quiet, n == len(answers)-1); err != nil {
			return err
		}
	}
	i, err := tx.Customers().IdentityByID(v.IdentityID)
	if err != nil {
		return err
	}
	tx.touched.entry(i.CustomerID).remake = true
	tx.Announce(desk.Change{Kind: desk.SurveyChanged, CustomerID: i.CustomerID})
	return tx.remakeWriters(log)
}

// remakeWriters has whose turn it is made anew for whoever wrote what was read as an answer: she may be somebody else by now
// than whose address was asked.
func (tx *Tx) remakeWriters(log []desk.Event) error {
	for _, e := range log {
		id, err := tx.Messages().CustomerOf(e.MessageID)
		if err != nil {
			return err
		}
		if id != "" {
			tx.touched.entry(id).remake = true
		}
	}
	return nil
}

func (tx *Tx) applyToTouch(point desk.TouchPoint) error {
	log, err := tx.Deliveries().Surveys().TouchLog(point)
	if err != nil {
		return err
	}
	body, err := json.Marshal(desk.TouchOf(point, log))
	if err != nil {
		return err
	}
	_, err = tx.q.exec("survey.put_touch", point, string(body))
	tx.Announce(desk.Change{Kind: desk.SurveyChanged})
	return err
}
