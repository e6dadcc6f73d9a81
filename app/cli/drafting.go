package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"balcao/app"
	"balcao/backend/assist"
	"balcao/backend/desk"
	"balcao/backend/llm"
	"balcao/backend/preference"
)

type refJSON struct {
	Kind assist.RefKind `json:"kind"`
	ID   string         `json:"id"`
}

type foreignJSON struct {
	Kind assist.Kind `json:"kind"`
	Text string      `json:"text"`
}

type differenceJSON struct {
	Kind   assist.ValueKind `json:"kind"`
	Now    string           `json:"now"`
	Before string           `json:"before"`
	Source refJSON          `json:"source"`
}

// spentJSON is a cost: too small for cents.
type spentJSON struct {
	Millionths int64  `json:"millionths"`
	Currency   string `json:"currency"`
}

type draftJSON struct {
	Draft         string           `json:"draft"`
	Language      string           `json:"language"`
	Used          []refJSON        `json:"used"`
	Missing       []string         `json:"missing"`
	Handover      bool             `json:"handover"`
	Reason        string           `json:"reason"`
	Model         string           `json:"model"`
	Host          string           `json:"host"`
	Local         bool             `json:"local"`
	Place         llm.Place        `json:"place"`
	Tokens        int              `json:"tokens"`
	Cost          spentJSON        `json:"cost"`
	Ready         bool             `json:"ready"` // nothing keeps it from being sent
	Blocked       []foreignJSON    `json:"blocked"`
	Gaps          []string         `json:"gaps"`
	Differences   []differenceJSON `json:"differences"`
	Unfounded     []string         `json:"unfounded"`
	TooLong       bool             `json:"too_long"`
	OtherLanguage *string          `json:"other_language"`
}

// makeDraft has a model draft an answer. It sends nothing to the customer, and there is no flag that does.
func makeDraft(c *call) func() error {
	ch := c.flags.String("channel", "", "email|sms|whatsapp")
	show := c.flags.Bool("show-payload", false, "")
	return func() error {
		args, err := c.need(1)
		if err != nil {
			return err
		}
		ask := assist.Ask{Customer: desk.CustomerID(args[0]), Channel: desk.Channel(*ch)}
		if !slices.Contains([]desk.Channel{"", desk.Email, desk.SMS, desk.WhatsApp}, ask.Channel) {
			return desk.E(desk.ErrUsage, nil, "argument", "--channel")
		}
		if *show {
			return c.showPayload(ask)
		}
		shop, err := c.open() // what it costs is written down
		if err != nil {
			return err
		}
		reply, err := shop.Assistant.Ask(c.ctx, ask, nil)
		if err != nil {
			return err
		}
		terms, err := assist.Terms(c.ctx, shop.Store)
		if err != nil {
			return err
		}
		if c.json {
			c.line(draftOf(reply, terms))
			return nil
		}
		c.showDraft(reply)
		return nil
	}
}

func draftOf(r assist.Reply, terms preference.Assist) draftJSON {
	j := draftJSON{
		Draft: r.Text, Language: r.Language, Used: []refJSON{}, Missing: r.Missing, Handover: r.Handover, Reason: reasonOf(r), Model: r.Model, Host: r.Host,
		Local: r.Place == llm.Local, Place: r.Place, Tokens: r.TokensIn + r.TokensOut, Cost: spentJSON{r.Cost, terms.Currency}, Ready: r.Ready() && r.Text != "",
		Blocked: []foreignJSON{}, Gaps: append([]string{}, r.Gaps...), Differences: []differenceJSON{}, Unfounded: append([]string{}, r.Unfounded...),
		TooLong: r.TooLong, OtherLanguage: orNull(r.OtherTongue),
	}
	for _, u := range r.Used {
		j.Used = append(j.Used, refJSON(u))
	}
	for _, f := range r.Blocked {
		j.Blocked = append(j.Blocked, foreignJSON(f))
	}
	for _, d := range r.Differences {
		j.Differences = append(j.Differences, differenceJSON{d.Kind, d.Now, d.Before, refJSON(d.Ref)})
	}
	return j
}

// reasonOf is a code, or the model's own words.
func reasonOf(r assist.Reply) string {
	if r.Reason == assist.ByModel && r.Words != "" {
		return r.Words
	}
	return string(r.Reason)
}

// showDraft writes the text on stdout and what is to be known about it for the person.
func (c *call) showDraft(r assist.Reply) {
	if r.Text != "" {
		fmt.Fprintln(c.Out, r.Text)
	}
	if r.Handover {
		c.tell("%s", c.say.Text("draft.handover", "reason", c.say.Text("handover."+string(r.Reason))))
	}
	for i, m := range append(slices.Clone(r.Gaps), r.Missing...) {
		if i < len(r.Gaps) || !slices.Contains(r.Gaps, m) {
			c.tell("%s", c.say.Text("draft.missing", "text", m))
		}
	}
	for _, f := range r.Blocked {
		c.tell("%s", c.say.Text("draft.blocked", "text", f.Text))
	}
	for _, d := range r.Differences {
		c.tell("%s", c.say.Text("draft.difference", "now", d.Now, "before", d.Before))
	}
	for _, u := range r.Unfounded {
		c.tell("%s", c.say.Text("draft.unfounded", "text", u))
	}
	if r.TooLong {
		c.tell("%s", c.say.Text("draft.too_long"))
	}
	if r.OtherTongue != "" {
		c.tell("%s", c.say.Text("draft.other_tongue", "language", r.OtherTongue))
	}
	if r.Text == "" {
		c.tell("%s", c.say.Text("draft.stays"))
		return
	}
	c.tell("%s", c.say.Text("draft.by", "model", r.Model, "host", r.Host, "place", c.place(r.Place)))
}

func (c *call) place(p llm.Place) string { return c.say.Text("draft.place." + string(p)) }

type payloadJSON struct {
	Host     string          `json:"host"`
	Local    bool            `json:"local"`
	Place    llm.Place       `json:"place"`
	Model    string          `json:"model"`
	Masked   bool            `json:"masked"`
	Accepted bool            `json:"accepted"`
	Handover bool            `json:"handover"`
	Reason   string          `json:"reason"`
	Payload  json.RawMessage `json:"payload"` // null: nothing would leave
}

// showPayload prints what would leave, and sends nothing.
func (c *call) showPayload(ask assist.Ask) error {
	shop, err := c.openToRead()
	if err != nil {
		return err
	}
	p, err := shop.Assistant.Payload(c.ctx, ask)
	if err != nil {
		return err
	}
	if c.json {
		c.line(payloadJSON{p.Host, p.Place == llm.Local, p.Place, p.Model, p.Masked, p.Accepted, p.Reason != "", string(p.Reason), p.Body})
		return nil
	}
	if p.Reason != "" {
		c.tell("%s", c.say.Text("draft.handover", "reason", c.say.Text("handover."+string(p.Reason))))
		c.tell("%s", c.say.Text("draft.stays"))
		return nil
	}
	var b bytes.Buffer
	if err := json.Indent(&b, p.Body, "", "  "); err != nil {
		return err
	}
	fmt.Fprintln(c.Out, b.String())
	c.tell("%s", c.say.Text("draft.leaves", "host", p.Host, "place", c.place(p.Place), "model", p.Model))
	return nil
}

type assistJSON struct {
	Accepted  bool      `json:"accepted"`
	Host      string    `json:"host"`
	Local     bool      `json:"local"`
	Place     llm.Place `json:"place"`
	Model     string    `json:"model"`
	Models    []string  `json:"models"`     // what it offers, when it was tested
	LatencyMS int64     `json:"latency_ms"` // of a one-line answer; zero: not tested
	MonthCost spentJSON `json:"month_cost"`
	PriceIn   spentJSON `json:"price_in"` // of a million tokens
	PriceOut  spentJSON `json:"price_out"`
	Cap       spentJSON `json:"cap"` // of a month; zero: none
}

// assistAccept tests a model and takes the owner's word that customers' messages may go there.
func assistAccept(c *call) func() error {
	model := c.flags.String("model", "", "MODEL")
	keyed := c.flags.Bool("secret-stdin", false, "")
	change := c.declareTerms()
	return func() error {
		args, err := c.need(1)
		if err != nil {
			return err
		}
		e := llm.Endpoint{BaseURL: args[0], Model: *model}
		if *keyed {
			if e.Key, err = c.secretLine(); err != nil {
				return err
			}
		}
		shop, err := c.open()
		if err != nil {
			return err
		}
		tested, err := shop.TryModel(c.ctx, e)
		if err != nil {
			return err
		}
		terms, err := assist.Terms(c.ctx, shop.Store)
		if err != nil {
			return err
		}
		terms.BaseURL, terms.Model = e.BaseURL, tested.Model
		change(&terms)
		if err := shop.AcceptModel(c.ctx, terms, e.Key); err != nil {
			return err
		}
		return c.showAssist(shop, tested)
	}
}

// declareTerms makes the flags of what a model costs and may cost. What is not given stays.
func (c *call) declareTerms() (change func(*preference.Assist)) {
	given := []func(*preference.Assist){}
	money := func(name string, field func(*preference.Assist) *int64) {
		c.flags.Func(name, "AMOUNT", func(typed string) error {
			amount, err := thousandths(typed)
			given = append(given, func(terms *preference.Assist) { *field(terms) = amount })
			return err
		})
	}
	money("price-in", func(a *preference.Assist) *int64 { return &a.PriceIn })
	money("price-out", func(a *preference.Assist) *int64 { return &a.PriceOut })
	money("cap", func(a *preference.Assist) *int64 { return &a.Cap })
	c.flags.Func("currency", "CODE", func(typed string) error {
		given = append(given, func(terms *preference.Assist) { terms.Currency = strings.ToUpper(typed) })
		return nil
	})
	return func(terms *preference.Assist) {
		for _, set := range given {
			set(terms)
		}
	}
}

// thousandths reads an amount of money with a point or a comma, as it is kept.
func thousandths(typed string) (int64, error) {
	value, err := strconv.ParseFloat(strings.Replace(typed, ",", ".", 1), 64)
	if err == nil && !(value >= 0 && value < 1e12) {
		err = strconv.ErrRange
	}
	return int64(math.Round(value * 1000)), err
}

func assistShow(c *call) func() error {
	return func() error {
		_, shop, err := c.needIn(0, c.openToRead)
		if err != nil {
			return err
		}
		return c.showAssist(shop, llm.Tested{})
	}
}

func assistRefuse(c *call) func() error {
	return func() error {
		_, shop, err := c.needIn(0, c.open)
		if err != nil {
			return err
		}
		if err := assist.Refuse(c.ctx, shop.Store); err != nil {
			return err
		}
		return c.showAssist(shop, llm.Tested{})
	}
}

func (c *call) showAssist(shop *app.Shop, tested llm.Tested) error {
	terms, err := assist.Terms(c.ctx, shop.Store)
	if err != nil {
		return err
	}
	cost, err := assist.MonthCost(c.ctx, shop.Store)
	if err != nil {
		return err
	}
	e := llm.Endpoint{BaseURL: terms.BaseURL, Model: terms.Model}
	on := terms.Accepted != "" && terms.Accepted == e.Consent()
	kept := func(thousandths int64) spentJSON { return spentJSON{thousandths * 1000, terms.Currency} }
	switch {
	case c.json:
		c.line(assistJSON{
			on, e.Host(), e.Place() == llm.Local, e.Place(), terms.Model, append([]string{}, tested.Models...), tested.Latency.Milliseconds(),
			spentJSON{cost, terms.Currency},
			kept(terms.PriceIn), kept(terms.PriceOut), kept(terms.Cap),
		})
	case on:
		money := func(millionths int64) string {
			return strings.TrimSpace(fmt.Sprintf("%s %.4f", terms.Currency, float64(millionths)/1e6))
		}
		fmt.Fprintln(c.Out, c.say.Text("assist.on", "model", terms.Model, "host", e.Host(), "place", c.place(e.Place()), "cost", money(cost)))
		if terms.Cap > 0 {
			fmt.Fprintln(c.Out, c.say.Text("assist.cap", "cap", money(terms.Cap*1000)))
		}
	default:
		fmt.Fprintln(c.Out, c.say.Text("assist.off"))
	}
	return nil
}
