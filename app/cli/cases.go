package cli

import (
	"fmt"
	"strings"
	"time"

	"balcao/backend/cases"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

type caseJSON struct {
	Protocol     desk.Protocol    `json:"protocol"`
	CustomerID   desk.CustomerID  `json:"customer_id"`
	Class        *desk.Class      `json:"class"`
	Status       caseStatus       `json:"status"`
	OpenedAt     *string          `json:"opened_at"`
	FirstReplyAt *string          `json:"first_reply_at"`
	ClosedAt     *string          `json:"closed_at"`
	PromisedAt   *string          `json:"promised_at"`
	Promise      *string          `json:"promise"`
	ToldAt       *string          `json:"told_at"`
	Earlier      *desk.Protocol   `json:"earlier"`
	Merged       []desk.Protocol  `json:"merged"` // the numbers of what was merged into it
	Items        []caseItemJSON   `json:"items"`  // the oldest first
	Log          *[]caseEventJSON `json:"log,omitempty"`
}

type caseItemJSON struct {
	Kind      itemKind       `json:"kind"`
	ID        desk.MessageID `json:"id"`
	At        *string        `json:"at"`
	Channel   desk.Channel   `json:"channel"`
	Direction desk.Direction `json:"direction"`
	Snippet   string         `json:"snippet"`
}

// caseEventJSON is one event of a case's own log, in the order in which it happened.
type caseEventJSON struct {
	ID        desk.EventID    `json:"id"`
	At        *string         `json:"at"`
	Kind      desk.EventKind  `json:"kind"`
	Actor     desk.Actor      `json:"actor"`
	MessageID *desk.MessageID `json:"message_id"`
	Class     *desk.Class     `json:"class"`
	Rule      *desk.CaseRule  `json:"rule"`
	Until     *string         `json:"until"`
	Undoes    *string         `json:"undoes"` // the event that no longer counts
}

// caseStatus is what a case is in: an open one is snoozed while its conversation is.
type caseStatus string

const (
	caseOpen    caseStatus = "open"
	caseSnoozed caseStatus = "snoozed"
	caseClosed  caseStatus = "closed"
)

func statusOfCase(k cases.Summary) caseStatus {
	switch {
	case !k.Open():
		return caseClosed
	case k.Snoozed:
		return caseSnoozed
	default:
		return caseOpen
	}
}

// toldCase is a case with what the command line tells of it beyond its story.
type toldCase struct {
	cases.Story
	earlier desk.Protocol
	log     []desk.Event
}

func (c *call) tellCase(id desk.CaseID) (told toldCase, err error) {
	if told.Story, err = cases.Tell(c.ctx, c.shop.Store, id); err != nil {
		return told, err
	}
	err = c.shop.Store.Read(c.ctx, func(tx *store.ReadTx) error {
		if told.log, err = tx.Cases().Log(id); err != nil || told.Earlier == "" {
			return err
		}
		before, err := tx.Cases().Get(told.Earlier)
		told.earlier = before.Protocol
		return err
	})
	return told, err
}

// when gives the moment of a step that a story has once; zero: it has not been.
func (t toldCase) when(kind cases.StepKind) time.Time {
	for _, step := range t.Steps {
		if step.Kind == kind {
			return step.At
		}
	}
	return time.Time{}
}

func (t toldCase) json() caseJSON {
	j := caseJSON{
		Protocol: t.Protocol, CustomerID: t.CustomerID, Class: orNull(t.Class), Status: statusOfCase(t.Summary),
		OpenedAt: stamp(t.when(cases.Opened)), FirstReplyAt: stamp(t.when(cases.FirstReply)), ClosedAt: stamp(t.ClosedAt),
		PromisedAt: stamp(t.PromisedAt), Promise: orNull(t.Promise), ToldAt: stamp(t.ToldAt), Earlier: orNull(t.earlier),
		Merged: append([]desk.Protocol{}, t.Numbers...), Items: []caseItemJSON{},
	}
	for _, m := range t.Items {
		j.Items = append(j.Items, caseItemJSON{kindOf(customer.IsMessage, m.Channel), m.ID, stamp(m.At), m.Channel, m.Direction, m.Snippet})
	}
	return j
}

func (t toldCase) logJSON() *[]caseEventJSON {
	log := []caseEventJSON{}
	for _, e := range t.log {
		j := caseEventJSON{
			ID: e.ID, At: stamp(e.At), Kind: e.Kind, Actor: e.Actor, MessageID: orNull(e.MessageID), Until: stamp(e.Facts.Until),
		}
		if f := e.Facts.Case; f != nil {
			j.Class, j.Rule = orNull(f.Class), orNull(f.Rule)
		}
		if e.Kind == desk.EventUndone {
			j.Undoes = orNull(e.Facts.Ref)
		}
		log = append(log, j)
	}
	return &log
}

// tellCases tells many cases.
func (c *call) tellCases(list []cases.Summary) ([]toldCase, error) {
	all := make([]toldCase, len(list))
	for i, k := range list {
		var err error
		if all[i], err = c.tellCase(k.ID); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// casesJSON is many cases without their logs.
func casesJSON(list []toldCase) []caseJSON {
	shown := make([]caseJSON, len(list))
	for i, k := range list {
		shown[i] = k.json()
	}
	return shown
}

// namedCase finds the one case that was named by its number or the end of it.
func (c *call) namedCase(named string) (cases.Summary, error) {
	found, err := cases.Quoted(c.ctx, c.shop.Store, named)
	switch {
	case err != nil:
		return cases.Summary{}, err
	case len(found) == 0:
		return cases.Summary{}, desk.E(desk.ErrNotFound, nil, "kind", "case", "id", named)
	case len(found) > 1:
		return cases.Summary{}, misuse(nil, wrongSeveral, named)
	}
	return found[0], nil
}

func caseShow(c *call) func() error {
	return func() error {
		args, _, err := c.needIn(1, c.openToRead)
		if err != nil {
			return err
		}
		k, err := c.namedCase(args[0])
		if err != nil {
			return err
		}
		return c.showCase(k.ID)
	}
}

func (c *call) showCase(id desk.CaseID) error {
	told, err := c.tellCase(id)
	if err != nil {
		return err
	}
	if c.json {
		j := told.json()
		j.Log = told.logJSON()
		c.line(j)
		return nil
	}
	c.showCaseLine(told)
	for _, line := range c.caseLines(told) {
		fmt.Fprintf(c.Out, "  %s\n", line)
	}
	for _, m := range told.Items {
		arrow := "<"
		if m.Direction == desk.Out {
			arrow = ">"
		}
		fmt.Fprintf(c.Out, "  %s %s  %-9s %s  %s\n", arrow, local(m.At), c.say.Channel(m.Channel), m.ID, cut(m.Snippet, 60))
	}
	return nil
}

func (c *call) showCaseLine(k toldCase) {
	class := "-"
	if k.Class != "" {
		class = c.say.Text("class." + string(k.Class))
	}
	fmt.Fprintf(c.Out, "%s  %-9s %-13s %s  %-28s %-24s %s\n", k.Protocol, c.say.Text("case."+string(statusOfCase(k.Summary))), class, local(k.when(cases.Opened)),
		k.CustomerID, cut(k.CustomerName, 24), cut(k.Begins, 60))
}

// caseLines says what a case has beyond its line, each in a line of its own.
func (c *call) caseLines(t toldCase) (lines []string) {
	at := func(key string, moment time.Time) {
		if !moment.IsZero() {
			lines = append(lines, c.say.Text(key, "at", local(moment)))
		}
	}
	at("case.first_reply_at", t.when(cases.FirstReply))
	at("case.told_at", t.ToldAt)
	at("case.promised_at", t.PromisedAt)
	if t.Promise != "" {
		lines[len(lines)-1] += ": " + strings.ReplaceAll(t.Promise, "\n", " ")
	}
	at("case.closed_at", t.ClosedAt)
	if t.earlier != "" {
		lines = append(lines, c.say.Text("case.earlier", "protocol", t.earlier.String()))
	}
	for _, p := range t.Numbers {
		lines = append(lines, c.say.Text("case.merged", "protocol", p.String()))
	}
	return lines
}

func caseList(c *call) func() error {
	state := c.flags.String("state", "all", "open|promised|closed|all")
	owner := c.flags.String("customer", "", "ID")
	limit := c.flags.Int("limit", 50, "N")
	cursor := c.flags.String("cursor", "", "CURSOR")
	return func() error {
		if _, err := c.need(0); err != nil {
			return err
		}
		asked := *state
		switch asked {
		case "open", "promised", "closed":
		case "all":
			asked = ""
		default:
			return desk.E(desk.ErrUsage, nil, "argument", "--state")
		}
		shop, err := c.openToRead()
		if err != nil {
			return err
		}
		page, err := cases.Find(c.ctx, shop.Store, cases.Query{
			Customer: desk.CustomerID(*owner), State: asked, Cursor: *cursor, Limit: linesOf(*limit),
		})
		if err != nil {
			return err
		}
		return c.showCases(page)
	}
}

// showCases shows a page.
func (c *call) showCases(page cases.Found) error {
	told, err := c.tellCases(page.Cases)
	if err != nil {
		return err
	}
	if c.json {
		c.line(map[string]any{"cases": casesJSON(told), "next": orNull(page.Next)})
		return nil
	}
	for _, k := range told {
		c.showCaseLine(k)
	}
	return nil
}
