package window

import (
	"context"
	"strings"
	"time"

	"balcao/app"
	"balcao/backend/cases"
	"balcao/backend/desk"
	"balcao/backend/phrase"
	"balcao/backend/survey"
)

// SurveyMark is a survey as it stands at a message: the one that asks, or one that answers.
type SurveyMark struct {
	ID       string `json:"id"`
	Point    string `json:"point"`
	Scale    string `json:"scale"`
	Worst    int    `json:"worst"`
	Best     int    `json:"best"`
	Asks     bool   `json:"asks"` // the message is the question
	Answered bool   `json:"answered"`
	Score    int    `json:"score"`
	Low      bool   `json:"low"`
	ByHand   bool   `json:"byHand"`
	// Elsewhere is true at a question that another message answers.
	Elsewhere bool `json:"elsewhere"`
}

// SurveyTouch is what is asked at a touch point. Scale is empty where nothing is.
type SurveyTouch struct {
	Point      string          `json:"point"`
	Scale      string          `json:"scale"`
	DelayHours int             `json:"delayHours"`
	Wordings   []SurveyWording `json:"wordings"`
}

// SurveyWording is the owner's words in one language.
type SurveyWording struct {
	Language string `json:"language"`
	Text     string `json:"text"`
}

// SurveyFigures are what was answered.
type SurveyFigures struct {
	Asked    int     `json:"asked"`
	Answered int     `json:"answered"`
	Index    int     `json:"index"`
	Mean     float64 `json:"mean"`
	Counts   []int   `json:"counts"`   // by score, from the worst on
	Compares bool    `json:"compares"` // there are enough answers to stand beside others
}

// SurveyPart is what was answered by those who have something in common.
type SurveyPart struct {
	Of      string        `json:"of"`
	Figures SurveyFigures `json:"figures"`
}

// SurveyResult is what was answered on one scale.
type SurveyResult struct {
	Scale    string        `json:"scale"`
	Worst    int           `json:"worst"`
	Best     int           `json:"best"`
	Figures  SurveyFigures `json:"figures"`
	Points   []SurveyPart  `json:"points"`
	Channels []SurveyPart  `json:"channels"`
	Classes  []SurveyPart  `json:"classes"`
}

// SurveySkip is how many were not asked for one reason.
type SurveySkip struct {
	Reason string `json:"reason"`
	N      int    `json:"n"`
}

// SurveyReport is what became of all that was asked in some days.
type SurveyReport struct {
	Results []SurveyResult `json:"results"`
	Skipped []SurveySkip   `json:"skipped"`
	Enough  int            `json:"enough"` // answers that it takes to compare parts
}

// SurveyQuery chooses answers; what is empty chooses all.
type SurveyQuery struct {
	Days    int    `json:"days"` // of the asking; 0: ever
	Scale   string `json:"scale"`
	Point   string `json:"point"`
	Channel string `json:"channel"`
	Class   string `json:"class"`
	Score   int    `json:"score"` // -1: any
	Cursor  string `json:"cursor"`
}

// SurveyReply is one answer.
type SurveyReply struct {
	ID         string `json:"id"`
	CustomerID string `json:"customerId"`
	Name       string `json:"name"`
	MessageID  string `json:"messageId"` // in which she answered, else the question
	At         int64  `json:"at"`
	Channel    string `json:"channel"`
	Point      string `json:"point"`
	Scale      string `json:"scale"`
	Score      int    `json:"score"`
	Best       int    `json:"best"`
	Low        bool   `json:"low"`
	Text       string `json:"text"` // what she wrote, where it is more than a number
}

// SurveyReplies is a page of answers, the latest first.
type SurveyReplies struct {
	List []SurveyReply `json:"list"`
	Next string        `json:"next"`
}

// Satisfaction is how content a customer was, over all that she was asked. Mean lies between 1 and 5, whatever the scale.
type Satisfaction struct {
	Mean     float64       `json:"mean"`
	Answered int           `json:"answered"`
	Last     []SurveyReply `json:"last"`
}

// Complained is a case that was opened for a message.
type Complained struct {
	CaseID string `json:"caseId"`
	Done   string `json:"done"`
}

// SurveysDesk asks customers how it was, and tells what they answered.
type SurveysDesk interface {
	SurveyTouches(ctx context.Context) ([]SurveyTouch, error)
	// SaveSurvey, ScoreSurvey and ClearScore give what UndoSurvey takes.
	SaveSurvey(ctx context.Context, t SurveyTouch) (desk.EventID, error)
	ScoreSurvey(ctx context.Context, id desk.SurveyID, score int) (desk.EventID, error)
	ClearScore(ctx context.Context, id desk.SurveyID) (desk.EventID, error)
	UndoSurvey(ctx context.Context, done desk.EventID) error
	PreviewSurvey(ctx context.Context, t SurveyTouch, language, example string) (string, error)
	SurveyReport(ctx context.Context, days int) (SurveyReport, error)
	SurveyAnswers(ctx context.Context, q SurveyQuery) (SurveyReplies, error)
	Satisfied(ctx context.Context, id desk.CustomerID) (Satisfaction, error)
	// Complain gives what undoing a case takes.
	Complain(ctx context.Context, id desk.MessageID) (Complained, error)
}

// Surveys are what customers are asked, and what they answer.
type Surveys struct{ gate *gate }

// Touches gives what is asked at each touch point.
func (s *Surveys) Touches() ([]SurveyTouch, error) {
	return pass(s.gate, "Surveys.Touches", func(ctx context.Context, d Desk) ([]SurveyTouch, error) { return d.SurveyTouches(ctx) })
}

// Save keeps what is asked at a touch point. It gives what Undo takes.
func (s *Surveys) Save(t SurveyTouch) (string, error) {
	return decide(s.gate, "Surveys.Save", func(ctx context.Context, d Desk) (desk.EventID, error) { return d.SaveSurvey(ctx, t) })
}

// Preview gives the words as a customer reads them who has the name of the example.
func (s *Surveys) Preview(t SurveyTouch, language, example string) (string, error) {
	return pass(s.gate, "Surveys.Preview", func(ctx context.Context, d Desk) (string, error) {
		return d.PreviewSurvey(ctx, t, language, example)
	})
}

// Report gives what became of all that was asked in some days; 0: ever.
func (s *Surveys) Report(days int) (SurveyReport, error) {
	return pass(s.gate, "Surveys.Report", func(ctx context.Context, d Desk) (SurveyReport, error) { return d.SurveyReport(ctx, days) })
}

// Answers gives the answers behind a figure.
func (s *Surveys) Answers(q SurveyQuery) (SurveyReplies, error) {
	return pass(s.gate, "Surveys.Answers", func(ctx context.Context, d Desk) (SurveyReplies, error) { return d.SurveyAnswers(ctx, q) })
}

// Of tells how content a customer was.
func (s *Surveys) Of(customerID string) (Satisfaction, error) {
	return pass(s.gate, "Surveys.Of", func(ctx context.Context, d Desk) (Satisfaction, error) {
		return d.Satisfied(ctx, desk.CustomerID(customerID))
	})
}

// Score writes down what was answered, in place of what was read. Like Clear it gives what Undo takes.
func (s *Surveys) Score(id string, score int) (string, error) {
	return decide(s.gate, "Surveys.Score", func(ctx context.Context, d Desk) (desk.EventID, error) {
		return d.ScoreSurvey(ctx, desk.SurveyID(id), score)
	})
}

// Clear says that what was read is no score.
func (s *Surveys) Clear(id string) (string, error) {
	return decide(s.gate, "Surveys.Clear", func(ctx context.Context, d Desk) (desk.EventID, error) {
		return d.ClearScore(ctx, desk.SurveyID(id))
	})
}

// Complain opens a case for an answer, as a complaint.
func (s *Surveys) Complain(messageID string) (Complained, error) {
	return pass(s.gate, "Surveys.Complain", func(ctx context.Context, d Desk) (Complained, error) {
		return d.Complain(ctx, desk.MessageID(messageID))
	})
}

// Undo takes the last of these back, but for a complaint, which is a case.
func (s *Surveys) Undo(done string) error {
	return do(s.gate, "Surveys.Undo", func(ctx context.Context, d Desk) error { return d.UndoSurvey(ctx, desk.EventID(done)) })
}

// opinions is the SurveysDesk over an open shop.
type opinions struct{ shop *app.Shop }

// SurveyTouches reads what the owner chose.
func (o opinions) SurveyTouches(ctx context.Context) ([]SurveyTouch, error) {
	all, err := survey.All(ctx, o.shop.Store)
	list := []SurveyTouch{}
	for _, t := range all {
		shown := SurveyTouch{Point: string(t.Point), Scale: string(t.Scale), DelayHours: t.DelayHours, Wordings: []SurveyWording{}}
		for _, w := range t.Wordings {
			shown.Wordings = append(shown.Wordings, SurveyWording{w.Language, w.Text})
		}
		list = append(list, shown)
	}
	return list, err
}

func (t SurveyTouch) chosen() desk.Touch {
	chosen := desk.Touch{Point: desk.TouchPoint(t.Point), Scale: desk.Scale(t.Scale), DelayHours: t.DelayHours}
	for _, w := range t.Wordings {
		chosen.Wordings = append(chosen.Wordings, desk.Wording{Language: w.Language, Text: w.Text})
	}
	return chosen
}

// SaveSurvey keeps a choice.
func (o opinions) SaveSurvey(ctx context.Context, t SurveyTouch) (desk.EventID, error) {
	return survey.Set(ctx, o.shop.Store, t.chosen())
}

// ScoreSurvey writes a score down.
func (o opinions) ScoreSurvey(ctx context.Context, id desk.SurveyID, score int) (desk.EventID, error) {
	return survey.Score(ctx, o.shop.Store, id, score)
}

// ClearScore takes a reading out.
func (o opinions) ClearScore(ctx context.Context, id desk.SurveyID) (desk.EventID, error) {
	return survey.Clear(ctx, o.shop.Store, id)
}

// UndoSurvey takes one of these back.
func (o opinions) UndoSurvey(ctx context.Context, done desk.EventID) error {
	return survey.Undo(ctx, o.shop.Store, done)
}

// exampleNumber is one as cases have it.
const exampleNumber = "260310-07.014-81"

// PreviewSurvey fills the words for somebody who is made up.
func (o opinions) PreviewSurvey(ctx context.Context, t SurveyTouch, language, example string) (string, error) {
	first, _, _ := strings.Cut(example, " ")
	values := map[phrase.Field]string{phrase.Name: example, phrase.FirstName: first}
	if t.Point == string(desk.CaseTouch) { // what was bought has no number of a case
		values[phrase.Protocol] = exampleNumber
	}
	given := map[string]string{}
	for _, each := range phrase.KnownFields {
		if value := values[each.Field]; value != "" {
			given[each.Name] = value
		}
	}
	text, _, _, err := survey.Words(ctx, o.shop.Store, t.chosen(), language, phrase.Ask{Language: language, Given: given})
	return text, err
}

// sinceDays is when the first of some days began; zero: ever.
func (o opinions) sinceDays(days int) time.Time {
	if days <= 0 {
		return time.Time{}
	}
	year, month, day := o.shop.Store.Now().Local().Date()
	return time.Date(year, month, day-days+1, 0, 0, 0, 0, time.Local)
}

// SurveyReport counts what was answered, and who was not asked.
func (o opinions) SurveyReport(ctx context.Context, days int) (SurveyReport, error) {
	report := SurveyReport{Results: []SurveyResult{}, Skipped: []SurveySkip{}, Enough: survey.Enough}
	since := o.sinceDays(days)
	results, err := survey.Results(ctx, o.shop.Store, since, time.Time{})
	if err != nil {
		return report, err
	}
	for _, r := range results {
		worst, best := r.Scale.Bounds()
		report.Results = append(report.Results, SurveyResult{
			string(r.Scale), worst, best, figuresOf(r.Scale, r.Figures), partsOf(r.Scale, r.Points), partsOf(r.Scale, r.Channels), partsOf(r.Scale, r.Classes),
		})
	}
	skipped, err := survey.WhyNot(ctx, o.shop.Store, since, time.Time{})
	for _, s := range skipped {
		report.Skipped = append(report.Skipped, SurveySkip{string(s.Why), s.N})
	}
	return report, err
}

func figuresOf(scale desk.Scale, f survey.Figures) SurveyFigures {
	return SurveyFigures{f.Asked, f.Answered, f.Index(scale), f.Mean(), f.Counts, f.Compares()}
}

func partsOf[K ~string](scale desk.Scale, parts []survey.Part[K]) []SurveyPart {
	list := []SurveyPart{}
	for _, p := range parts {
		list = append(list, SurveyPart{string(p.Of), figuresOf(scale, p.Figures)})
	}
	return list
}

// SurveyAnswers reads the answers behind a figure.
func (o opinions) SurveyAnswers(ctx context.Context, q SurveyQuery) (SurveyReplies, error) {
	asked := survey.Query{
		From: o.sinceDays(q.Days), Scale: desk.Scale(q.Scale), Point: desk.TouchPoint(q.Point), Channel: desk.Channel(q.Channel), Class: desk.Class(q.Class), Cursor: q.Cursor,
	}
	if q.Score >= 0 {
		asked.Score = &q.Score
	}
	page, err := survey.Answers(ctx, o.shop.Store, asked)
	replies := SurveyReplies{List: []SurveyReply{}, Next: page.Next}
	for _, a := range page.Answers {
		reply := replyOf(a.Survey, survey.Comment(a.Text))
		reply.CustomerID, reply.Name = string(a.Customer), a.Name
		if reply.Name == "" {
			reply.Name = readable(a.Channel, a.Address)
		}
		replies.List = append(replies.List, reply)
	}
	return replies, err
}

func replyOf(v desk.Survey, text string) SurveyReply {
	_, best := v.Scale.Bounds()
	in := v.Answer.MessageID
	if in == "" {
		in = v.MessageID
	}
	return SurveyReply{
		ID: string(v.ID), CustomerID: string(v.CustomerID), MessageID: string(in), At: millis(v.Answer.At), Channel: string(v.Channel), Point: string(v.Point),
		Scale: string(v.Scale), Score: v.Answer.Score, Best: best, Low: v.Scale.IsLow(v.Answer.Score), Text: text,
	}
}

// Satisfied tells how content a customer was.
func (o opinions) Satisfied(ctx context.Context, id desk.CustomerID) (Satisfaction, error) {
	of, err := survey.Of(ctx, o.shop.Store, id)
	s := Satisfaction{Mean: of.Mean, Answered: of.Answered, Last: []SurveyReply{}}
	for _, said := range of.Last {
		reply := replyOf(said.Survey, said.Text)
		reply.CustomerID = string(id)
		s.Last = append(s.Last, reply)
	}
	return s, err
}

// Complain opens a case for an answer.
func (o opinions) Complain(ctx context.Context, id desk.MessageID) (Complained, error) {
	k, done, err := cases.OpenWith(ctx, o.shop.Store, id, desk.Complaint)
	return Complained{string(k.ID), string(done)}, err
}

func markOf(v desk.Survey, message desk.MessageID) *SurveyMark {
	worst, best := v.Scale.Bounds()
	answered := !v.Answer.At.IsZero()
	return &SurveyMark{
		ID: string(v.ID), Point: string(v.Point), Scale: string(v.Scale), Worst: worst, Best: best, Asks: v.MessageID == message, Answered: answered,
		Score: v.Answer.Score, Low: answered && v.Scale.IsLow(v.Answer.Score), ByHand: v.Answer.ByHand,
		Elsewhere: v.Answer.MessageID != "" && v.Answer.MessageID != message,
	}
}
