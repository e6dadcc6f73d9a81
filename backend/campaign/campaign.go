// Package campaign says something to many customers who did not ask for it: whom it may go to and who is passed over, and why;
// when each is written to; and what came of it. What is done by other means (a catalogue, a leaflet, calls) is written down.
//
// It queues messages and sends none: that is the outbox's. What a customer allows is an affair of consent, how often she is
// written to of outreach.
package campaign

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"balcao/backend/channel/sms"
	"balcao/backend/desk"
	"balcao/backend/outreach"
	"balcao/backend/phrase"
	"balcao/backend/store"
)

const (
	maxSubject = 200   // characters
	maxText    = 5_000 // characters, of one wording
	maxPeople  = 20_000
)

// Save keeps a draft; one without an id is new. It may lack what sending needs. It gives its id, and what Undo takes.
// Errors: desk.ErrUsage, naming the argument; desk.ErrCampaignOver for what is no draft any more.
func Save(ctx context.Context, st *store.Store, c desk.Campaign) (id desk.CampaignID, done desk.EventID, err error) {
	c, err = tidied(c)
	if err != nil {
		return "", "", err
	}
	err = st.Write(ctx, func(tx *store.Tx) error {
		id, done, err = save(tx, c)
		return err
	})
	return id, done, err
}

func save(tx *store.Tx, c desk.Campaign) (id desk.CampaignID, done desk.EventID, err error) {
	if c.ID == "" {
		c.ID = desk.CampaignID(store.NewID())
	} else if err := mustBe(tx, c.ID, desk.CampaignDraft); err != nil && !desk.HasCode(err, desk.ErrNotFound) {
		return "", "", err
	}
	done, err = record(tx, c.ID, desk.CampaignSaved, func(e *desk.Event) { e.Facts.Campaign.Says = &c })
	return c.ID, done, err
}

// Remove throws a draft away. Errors: desk.ErrNotFound, desk.ErrCampaignOver.
func Remove(ctx context.Context, st *store.Store, id desk.CampaignID) (desk.EventID, error) {
	return step(ctx, st, id, desk.CampaignRemoved, desk.CampaignDraft)
}

// Undo takes the last thing that was done with a campaign back, but for beginning to send it. desk.ErrChangedSince when it is
// not the last any more.
func Undo(ctx context.Context, st *store.Store, id desk.CampaignID, done desk.EventID) error {
	return st.Write(ctx, func(tx *store.Tx) error {
		log, err := tx.Deliveries().Campaigns().Log(id)
		if err != nil {
			return err
		}
		last, is := desk.StandsLast(log, done)
		if !is {
			return desk.E(desk.ErrChangedSince, nil)
		}
		if story := desk.StoryOfCampaign(log); last.Kind == desk.CampaignBegun && story.Medium.Channel() != "" {
			return over(story.State)
		}
		return tx.Record(desk.Event{
			Kind: desk.EventUndone, Actor: desk.Owner, CustomerID: last.CustomerID,
			Facts: desk.Facts{Ref: string(done), Campaign: &desk.CampaignFacts{ID: id}},
		})
	})
}

// step records what was done with a campaign that is in one of some states.
func step(ctx context.Context, st *store.Store, id desk.CampaignID, kind desk.EventKind, in ...desk.CampaignState) (done desk.EventID, err error) {
	err = st.Write(ctx, func(tx *store.Tx) error {
		if err := mustBe(tx, id, in...); err != nil {
			return err
		}
		done, err = record(tx, id, kind, func(*desk.Event) {})
		return err
	})
	return done, err
}

func record(tx *store.Tx, id desk.CampaignID, kind desk.EventKind, with func(*desk.Event)) (desk.EventID, error) {
	e := desk.Event{ID: desk.EventID(store.NewID()), Kind: kind, Actor: desk.Owner, Facts: desk.Facts{Campaign: &desk.CampaignFacts{ID: id}}}
	with(&e)
	return e.ID, tx.Record(e)
}

// mustBe refuses a campaign that is in no such state. One that has gone to everybody is not being sent any more.
func mustBe(tx *store.Tx, id desk.CampaignID, in ...desk.CampaignState) error {
	row, err := tx.Deliveries().Campaigns().Get(id)
	if err != nil {
		return err
	}
	r, err := resultsOf(&tx.ReadTx, row, tx.Moment())
	if err == nil && !slices.Contains(in, r.State) {
		err = over(r.State)
	}
	return err
}

func over(state desk.CampaignState) error {
	return desk.E(desk.ErrCampaignOver, nil, "state", string(state))
}

// tidied is a campaign as it is kept.
func tidied(c desk.Campaign) (desk.Campaign, error) {
	c.Subject = desk.OneLine(c.Subject)
	c.Wordings = slices.Clone(c.Wordings)
	for n, w := range c.Wordings {
		c.Wordings[n].Text = strings.TrimSpace(desk.CleanLines(w.Text))
	}
	switch {
	case !c.Medium.Knows():
		return c, wrong("medium")
	case utf8.RuneCountInString(c.Subject) > maxSubject:
		return c, wrong("subject")
	case len(c.Wordings) > 2 || slices.ContainsFunc(c.Wordings, tooLong):
		return c, wrong("text")
	case !c.Until.IsZero() && c.Until.Before(c.Date):
		return c, wrong("until")
	case len(c.To.Customers) > maxPeople:
		return c, wrong("customers")
	}
	c.Date, c.Until = c.Date.UTC(), c.Until.UTC()
	return c, nil
}

func wrong(argument string) error { return desk.E(desk.ErrUsage, nil, "argument", argument) }

// unready tells why a campaign cannot be sent as it is written; nil: it can. Errors: desk.ErrUsage, naming what is missing;
// desk.ErrGaps, naming a field that nobody fills; desk.ErrTemplateStatus, desk.ErrTemplateVars, desk.ErrCampaignTemplate;
// desk.ErrNoAccount, desk.ErrTooLong.
func unready(tx *store.ReadTx, c desk.Campaign, now time.Time) error {
	ch := c.Medium.Channel()
	accounts, err := tx.Connections().InUse(ch)
	switch {
	case err != nil:
		return err
	case len(accounts) == 0:
		return desk.E(desk.ErrNoAccount, nil, "channel", string(ch))
	case c.Subject == "":
		return wrong("subject")
	case len(c.Wordings) == 0:
		return wrong("text")
	case !c.Until.IsZero() && c.Until.Before(now):
		return wrong("until")
	}
	if err := unfilled(tx, c); err != nil {
		return err
	}
	for _, w := range c.Wordings {
		if err := unreadyWording(tx, c.Medium, w, accounts); err != nil {
			return err
		}
	}
	return nil
}

// unfilled gives desk.ErrGaps for a field that would be empty for everybody.
func unfilled(tx *store.ReadTx, c desk.Campaign) error {
	ofShop, err := phrase.OfShop(tx)
	if err != nil {
		return err
	}
	for _, name := range fields(c) {
		if f := phrase.FieldOf(name); !isHers(f) && ofShop[f] == "" {
			return desk.E(desk.ErrGaps, nil, "words", "{"+name+"}")
		}
	}
	return nil
}

// isHers tells the fields that each customer fills with her own name.
func isHers(f phrase.Field) bool { return f == phrase.Name || f == phrase.FirstName }

// fields lists the fields in all that a campaign says.
func fields(c desk.Campaign) (names []string) {
	texts := []string{c.Subject}
	for _, w := range c.Wordings {
		texts = append(append(texts, w.Text), values(w.Vars)...)
	}
	for _, text := range texts {
		names = append(names, phrase.FieldNames(text)...)
	}
	return names
}

func unreadyWording(tx *store.ReadTx, by desk.CampaignMedium, w desk.CampaignWording, accounts []desk.Account) error {
	if by != desk.ByWhatsApp {
		if w.Text == "" {
			return wrong("text")
		}
		if by == desk.BySMS {
			return sms.Fits(w.Text)
		}
		return nil
	}
	t, err := template(tx, w.Template, accounts)
	if err != nil {
		return err
	}
	if _, missing := t.Fill(w.Vars); len(missing) > 0 {
		return desk.E(desk.ErrTemplateVars, nil, "missing", strings.Join(missing, ", "))
	}
	return nil
}

// template finds one that WhatsApp approved for marketing: nothing else is sent to whom did not ask.
func template(tx *store.ReadTx, sid string, accounts []desk.Account) (desk.Template, error) {
	if sid == "" {
		return desk.Template{}, wrong("template")
	}
	t, err := listed(tx, sid, accounts)
	switch {
	case err != nil:
		return t, err
	case t.Status != desk.TemplateApproved:
		return t, desk.E(desk.ErrTemplateStatus, nil, "status", string(t.Status))
	case !strings.EqualFold(t.Category, marketing):
		return t, desk.E(desk.ErrCampaignTemplate, nil, "category", t.Category)
	}
	return t, nil
}

// listed finds a template where one of the accounts has it.
func listed(tx *store.ReadTx, sid string, accounts []desk.Account) (t desk.Template, err error) {
	err = desk.E(desk.ErrNotFound, nil, "kind", "template", "id", sid)
	for _, a := range accounts {
		if t, err = tx.Connections().Templates().Get(a.ConnectionID, sid); !desk.HasCode(err, desk.ErrNotFound) {
			break
		}
	}
	return t, err
}

// marketing is WhatsApp's word for a template that nobody asked for.
const marketing = "MARKETING"

func values(vars map[string]string) []string {
	list := make([]string, 0, len(vars))
	for _, v := range vars {
		list = append(list, v)
	}
	return list
}

// opens is when the first message of a campaign may leave, if it is sent from now on: in the shop's hours, and not before its date.
func opens(tx *store.ReadTx, c desk.Campaign, now time.Time) (time.Time, error) {
	return outreach.Opens(tx, starts(c, now))
}

// starts is the moment from which a campaign is meant to be sent.
func starts(c desk.Campaign, now time.Time) time.Time {
	if c.Date.After(now) {
		return c.Date
	}
	return now
}

// halved says which of the wordings goes to whom: every other one in an order that nobody chose, the same whenever it is
// asked.
func halved(c desk.Campaign, people []store.CampaignPerson) {
	if len(c.Wordings) < 2 {
		return
	}
	goes := []int{}
	for n, p := range people {
		if p.Reason == "" {
			goes = append(goes, n)
		}
	}
	slices.SortFunc(goes, func(a, b int) int {
		return cmp.Compare(desk.HashID(string(c.ID), string(people[a].CustomerID)), desk.HashID(string(c.ID), string(people[b].CustomerID)))
	})
	for place, n := range goes {
		people[n].Half = place % 2
	}
}

func tooLong(w desk.CampaignWording) bool {
	return slices.ContainsFunc(append(values(w.Vars), w.Text), func(text string) bool { return utf8.RuneCountInString(text) > maxText })
}
