package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"balcao/backend/desk"
	"balcao/backend/store"
	"balcao/backend/survey"
)

// noScale is how a touch point that asks nothing is written, and a reply that is no score.
const (
	noScale = "off"
	noScore = "none"
)

type touchJSON struct {
	Point      desk.TouchPoint   `json:"point"`
	Scale      *desk.Scale       `json:"scale"` // null: nothing is asked
	DelayHours int               `json:"delay_hours"`
	Since      *string           `json:"since"`
	Wordings   map[string]string `json:"wordings"` // by language; one that is not here has the usual words
}

func touchShown(t desk.Touch) touchJSON {
	j := touchJSON{t.Point, orNull(t.Scale), t.DelayHours, stamp(t.Since), map[string]string{}}
	for _, w := range t.Wordings {
		j.Wordings[w.Language] = w.Text
	}
	return j
}

func surveyList(c *call) func() error {
	return func() error {
		_, shop, err := c.needIn(0, c.openToRead)
		if err != nil {
			return err
		}
		all, err := survey.All(c.ctx, shop.Store)
		if err != nil {
			return err
		}
		shown := []touchJSON{}
		for _, t := range all {
			shown = append(shown, touchShown(t))
			if !c.json {
				c.showTouch(t)
			}
		}
		if c.json {
			c.line(map[string]any{"surveys": shown})
		}
		return nil
	}
}

func (c *call) showTouch(t desk.Touch) {
	line := c.say.Text("survey.scale." + cmp.Or(string(t.Scale), noScale))
	if t.Scale != "" {
		line += " · " + c.say.Text("survey.after", "n", strconv.Itoa(t.DelayHours))
	}
	fmt.Fprintf(c.Out, "%s  %s: %s\n", t.Point, c.say.Text("survey.point."+string(t.Point)), line)
	for _, w := range t.Wordings {
		fmt.Fprintf(c.Out, "    %s: %s\n", w.Language, w.Text)
	}
}

// surveySet changes what is asked at a touch point; what is not named stays.
func surveySet(c *call) func() error {
	scale := c.flags.String("scale", "", "off|csat|nps|ces")
	delay := c.flags.Int("delay-hours", -1, "N")
	var wordings list
	c.flags.Var(&wordings, "wording", "LANGUAGE=TEXT")
	return func() error {
		args, shop, err := c.needIn(1, c.open)
		if err != nil {
			return err
		}
		all, err := survey.All(c.ctx, shop.Store)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(all, func(t desk.Touch) bool { return string(t.Point) == args[0] })
		if at < 0 {
			return desk.E(desk.ErrUsage, nil, "argument", "POINT")
		}
		t := all[at]
		switch *scale {
		case "":
		case noScale:
			t.Scale = ""
		default:
			t.Scale = desk.Scale(*scale)
		}
		if *delay >= 0 {
			t.DelayHours = *delay
		}
		for _, w := range wordings {
			language, text, ok := strings.Cut(w, "=")
			if !ok {
				return desk.E(desk.ErrUsage, nil, "argument", "--wording")
			}
			t.Wordings = slices.DeleteFunc(slices.Clone(t.Wordings), func(w desk.Wording) bool { return w.Language == language })
			t.Wordings = append(t.Wordings, desk.Wording{Language: language, Text: text})
		}
		if _, err := survey.Set(c.ctx, shop.Store, t); err != nil {
			return namedOfSurvey(err)
		}
		return c.showTouchAt(t.Point)
	}
}

func (c *call) showTouchAt(point desk.TouchPoint) error {
	all, err := survey.All(c.ctx, c.shop.Store)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(t desk.Touch) bool { return t.Point == point })
	if c.json {
		c.line(touchShown(all[at]))
	} else {
		c.showTouch(all[at])
	}
	return nil
}

// namedOfSurvey names what is wrong as it is typed.
func namedOfSurvey(err error) error {
	e := desk.AsError(err)
	typed, known := map[string]string{"point": "POINT", "scale": "--scale", "delay": "--delay-hours", "wording": "--wording", "score": "SCORE"}[e.Params["argument"]]
	if e.Code != desk.ErrUsage || !known {
		return err
	}
	return desk.E(desk.ErrUsage, e.Err, "argument", typed)
}

// namedOfQuery names the flag of what there is not.
func namedOfQuery(err error) error {
	if e := desk.AsError(err); e.Code == desk.ErrUsage && slices.Contains([]string{"scale", "point", "class"}, e.Params["argument"]) {
		return desk.E(desk.ErrUsage, e.Err, "argument", "--"+e.Params["argument"])
	}
	return err
}

// surveyAsk asks about everything that is due, as happens by itself while the program runs.
func surveyAsk(c *call) func() error {
	return func() error {
		_, shop, err := c.needIn(0, c.open)
		if err != nil {
			return err
		}
		n, err := shop.AskSurveys(c.ctx)
		if err != nil {
			return err
		}
		if c.json {
			c.line(map[string]any{"asked": n})
		} else {
			fmt.Fprintln(c.Out, c.say.Text("survey.asked", "n", strconv.Itoa(n)))
		}
		return nil
	}
}

type figuresJSON struct {
	Asked    int      `json:"asked"`
	Answered int      `json:"n"`
	Index    *int     `json:"index"` // null: nobody answered; of a part also: too few did to compare it
	Mean     *float64 `json:"mean"`
	Counts   []int    `json:"counts"` // by score, from the worst on
}

type partJSON struct {
	Of *string `json:"of"` // null: a case that nobody classified
	figuresJSON
}

type resultJSON struct {
	Scale desk.Scale `json:"scale"`
	Worst int        `json:"worst"`
	Best  int        `json:"best"`
	figuresJSON
	Enough   int        `json:"enough"` // answers that it takes to compare parts
	Points   []partJSON `json:"points"`
	Channels []partJSON `json:"channels"`
	Classes  []partJSON `json:"classes"`
}

func scoresShown(scale desk.Scale, f survey.Figures, tell bool) figuresJSON {
	j := figuresJSON{Asked: f.Asked, Answered: f.Answered, Counts: f.Counts}
	if tell && f.Answered > 0 {
		index, mean := f.Index(scale), f.Mean()
		j.Index, j.Mean = &index, &mean
	}
	return j
}

func partsShown[K ~string](scale desk.Scale, parts []survey.Part[K]) []partJSON {
	shown := []partJSON{}
	for _, p := range parts {
		shown = append(shown, partJSON{orNull(string(p.Of)), scoresShown(scale, p.Figures, p.Compares())})
	}
	return shown
}

func surveyResults(c *call) func() error {
	from := c.flags.String("from", "", "DATE")
	to := c.flags.String("to", "", "DATE")
	return func() error {
		_, shop, err := c.needIn(0, c.openToRead)
		if err != nil {
			return err
		}
		since, until, err := spanFlags(*from, *to)
		if err != nil {
			return err
		}
		results, err := survey.Results(c.ctx, shop.Store, since, until)
		if err != nil {
			return err
		}
		shown := []resultJSON{}
		for _, r := range results {
			worst, best := r.Scale.Bounds()
			shown = append(shown, resultJSON{
				r.Scale, worst, best, scoresShown(r.Scale, r.Figures, true), survey.Enough,
				partsShown(r.Scale, r.Points), partsShown(r.Scale, r.Channels), partsShown(r.Scale, r.Classes),
			})
			if !c.json {
				c.showResult(r)
			}
		}
		if c.json {
			c.line(map[string]any{"results": shown})
		}
		return nil
	}
}

// spanFlags reads a span of days, of which the last is in it.
func spanFlags(from, to string) (since, until time.Time, err error) {
	if since, err = timeFlag("--from", from); err != nil {
		return since, until, err
	}
	if until, err = timeFlag("--to", to); err == nil && len(to) == len(time.DateOnly) {
		until = until.AddDate(0, 0, 1)
	}
	return since, until, err
}

func (c *call) showResult(r survey.Result) {
	fmt.Fprintf(c.Out, "%s  %s\n", c.say.Text("survey.scale."+string(r.Scale)), c.figuresLine(r.Scale, r.Figures, true))
	for _, p := range r.Points {
		fmt.Fprintf(c.Out, "    %s: %s\n", c.say.Text("survey.point."+string(p.Of)), c.figuresLine(r.Scale, p.Figures, p.Compares()))
	}
	for _, p := range r.Channels {
		fmt.Fprintf(c.Out, "    %s: %s\n", c.say.Channel(p.Of), c.figuresLine(r.Scale, p.Figures, p.Compares()))
	}
	for _, p := range r.Classes {
		name := c.say.Text("survey.no_class")
		if p.Of != "" {
			name = c.say.Text("class." + string(p.Of))
		}
		fmt.Fprintf(c.Out, "    %s: %s\n", name, c.figuresLine(r.Scale, p.Figures, p.Compares()))
	}
}

func (c *call) figuresLine(scale desk.Scale, f survey.Figures, tell bool) string {
	key := "survey.figures"
	if !tell || f.Answered == 0 {
		key = "survey.few"
	}
	index := strconv.Itoa(f.Index(scale))
	if scale != desk.NPS {
		index += "%"
	}
	return c.say.Text(key, "index", index, "mean", strconv.FormatFloat(f.Mean(), 'f', 1, 64), "n", strconv.Itoa(f.Answered), "asked", strconv.Itoa(f.Asked))
}

type surveyJSON struct {
	ID         desk.SurveyID    `json:"id"`
	Point      desk.TouchPoint  `json:"point"`
	About      string           `json:"about"` // the case or the purchase
	Scale      desk.Scale       `json:"scale"`
	At         *string          `json:"at"`
	Channel    *desk.Channel    `json:"channel"`
	QuestionID *desk.MessageID  `json:"question_id"` // null: nothing was asked
	Score      *int             `json:"score"`       // null: nothing was answered
	AnsweredAt *string          `json:"answered_at"`
	MessageID  *desk.MessageID  `json:"message_id"` // in which she answered; null: the score was written down
	ByHand     bool             `json:"by_hand"`
	Reason     *desk.NotAsked   `json:"reason"` // why nothing was asked
	CustomerID *desk.CustomerID `json:"customer_id,omitempty"`
}

func surveyShown(v desk.Survey) *surveyJSON {
	j := surveyJSON{
		ID: v.ID, Point: v.Point, About: v.About, Scale: v.Scale, At: stamp(v.At), Channel: orNull(v.Channel), QuestionID: orNull(v.MessageID),
		AnsweredAt: stamp(v.Answer.At), MessageID: orNull(v.Answer.MessageID), ByHand: v.Answer.ByHand, Reason: orNull(v.NotAsked),
	}
	if !v.Answer.At.IsZero() {
		j.Score = &v.Answer.Score
	}
	return &j
}

type answerJSON struct {
	surveyJSON
	CustomerID desk.CustomerID `json:"customer_id"`
	Name       string          `json:"name"`
	Class      *desk.Class     `json:"class"`
	Text       string          `json:"text"` // verbatim
}

func surveyAnswers(c *call) func() error {
	var q survey.Query
	scale := c.flags.String("scale", "", "csat|nps|ces")
	point := c.flags.String("point", "", "POINT")
	channel := c.flags.String("channel", "", "CHANNEL")
	class := c.flags.String("class", "", "CLASS")
	score := c.flags.Int("score", -1, "N")
	from := c.flags.String("from", "", "DATE")
	to := c.flags.String("to", "", "DATE")
	c.flags.IntVar(&q.Limit, "limit", 50, "N")
	c.flags.StringVar(&q.Cursor, "cursor", "", "CURSOR")
	return func() error {
		_, shop, err := c.needIn(0, c.openToRead)
		if err != nil {
			return err
		}
		q.Scale, q.Point, q.Channel, q.Class = desk.Scale(*scale), desk.TouchPoint(*point), desk.Channel(*channel), desk.Class(*class)
		if *score >= 0 {
			q.Score = score
		}
		if q.From, q.Until, err = spanFlags(*from, *to); err != nil {
			return err
		}
		page, err := survey.Answers(c.ctx, shop.Store, q)
		if err != nil {
			return namedOfQuery(err)
		}
		shown := []answerJSON{}
		for _, a := range page.Answers {
			shown = append(shown, answerJSON{*surveyShown(a.Survey), a.Customer, a.Name, orNull(a.Class), a.Text})
			if !c.json {
				c.showAnswer(a)
			}
		}
		if c.json {
			c.line(map[string]any{"answers": shown, "next": orNull(page.Next)})
		}
		return nil
	}
}

func (c *call) showAnswer(a store.AnsweredSurvey) {
	fmt.Fprintf(c.Out, "%s  %s  %s  %s  %s\n", a.ID, local(a.Answer.At), c.scoreOf(a.Survey), c.say.Text("survey.point."+string(a.Point)), cmp.Or(a.Name, a.Address))
	if text := survey.Comment(a.Text); text != "" {
		fmt.Fprintf(c.Out, "    %s\n", strings.Join(strings.Fields(text), " "))
	}
}

// scoreOf says what was answered.
func (c *call) scoreOf(v desk.Survey) string {
	if v.Answer.At.IsZero() {
		return c.say.Text("survey.unanswered")
	}
	_, best := v.Scale.Bounds()
	return c.say.Text("survey.score", "score", strconv.Itoa(v.Answer.Score), "best", strconv.Itoa(best))
}

func surveySkipped(c *call) func() error {
	limit := c.flags.Int("limit", 50, "N")
	return func() error {
		_, shop, err := c.needIn(0, c.openToRead)
		if err != nil {
			return err
		}
		all, err := survey.NotAsked(c.ctx, shop.Store, *limit)
		if err != nil {
			return err
		}
		shown := []surveyJSON{}
		for _, v := range all {
			j := surveyShown(v)
			j.CustomerID = &v.CustomerID
			shown = append(shown, *j)
			if !c.json {
				fmt.Fprintf(c.Out, "%s  %s  %s  %s\n", local(v.At), v.CustomerID, c.say.Text("survey.point."+string(v.Point)), c.say.Text("survey.reason."+string(v.NotAsked)))
			}
		}
		if c.json {
			c.line(map[string]any{"skipped": shown})
		}
		return nil
	}
}

// surveyScore writes down what was answered, or that what was read is no score.
func surveyScore(c *call) func() error {
	return func() error {
		args, shop, err := c.needIn(2, c.open)
		if err != nil {
			return err
		}
		id := desk.SurveyID(args[0])
		if args[1] == noScore {
			_, err = survey.Clear(c.ctx, shop.Store, id)
		} else {
			n, wrong := strconv.Atoi(args[1])
			if wrong != nil {
				return desk.E(desk.ErrUsage, wrong, "argument", "SCORE")
			}
			_, err = survey.Score(c.ctx, shop.Store, id, n)
		}
		if err != nil {
			return namedOfSurvey(err)
		}
		return shop.Store.Read(c.ctx, func(tx *store.ReadTx) error {
			v, err := tx.Deliveries().Surveys().Get(id)
			if err != nil {
				return err
			}
			if c.json {
				c.line(surveyShown(v))
			} else {
				fmt.Fprintf(c.Out, "%s  %s\n", v.ID, c.scoreOf(v))
			}
			return nil
		})
	}
}
