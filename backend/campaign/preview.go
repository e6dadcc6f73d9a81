package campaign

import (
	"context"
	"slices"
	"strings"
	"time"

	"balcao/backend/consent"
	"balcao/backend/desk"
	"balcao/backend/phrase"
	"balcao/backend/preference"
	"balcao/backend/store"
)

// Group is some people of a campaign, and what they have in common.
type Group struct {
	Reason desk.Passed // why they were passed over; empty: they were not
	People []store.CampaignPerson
}

// Preview is what would come of a campaign if it began now.
type Preview struct {
	Total   int
	Goes    []store.CampaignPerson
	Passed  []Group
	Problem *desk.Error // why it cannot be sent as it is; nil: it can
	Samples []Sample    // one for each wording
	Begins  time.Time   // when the first may leave
	// Endless says that the words do not tell how to get no more of them.
	Endless   bool
	signature string
}

// Sample is a campaign as one of its people would read it.
type Sample struct {
	Person    store.CampaignPerson
	Subject   string
	Text      string
	Signature string // that goes under a mail
}

// Foresee tells what would come of a campaign, saved or not, and changes nothing. Errors: desk.ErrUsage, naming the argument;
// desk.ErrNotFound for an audience that is none.
func Foresee(ctx context.Context, st *store.Store, c desk.Campaign) (p Preview, err error) {
	c, err = tidied(c)
	if err != nil {
		return p, err
	}
	now := st.Now()
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		people, err := judge(tx, c, now)
		if err != nil {
			return err
		}
		p.Total = len(people)
		p.Goes, p.Passed = parted(people)
		if c.Medium.Channel() == "" {
			return nil
		}
		p.Problem = desk.AsError(unready(tx, c, now))
		p.Endless = isEndless(c)
		signature, err := preference.ReadSignature(tx)
		if err != nil {
			return err
		}
		p.signature = string(signature)
		p.Begins, err = opens(tx, c, now)
		return err
	})
	if err != nil {
		return p, err
	}
	p.Samples, err = samples(ctx, st, c, p)
	return p, err
}

// parted gives those to whom a campaign goes, and the others by reason, in the order of the reasons.
func parted(people []store.CampaignPerson) (goes []store.CampaignPerson, passed []Group) {
	goes, passed = []store.CampaignPerson{}, []Group{}
	by := map[desk.Passed][]store.CampaignPerson{}
	for _, p := range people {
		if p.Reason == "" {
			goes = append(goes, p)
		} else {
			by[p.Reason] = append(by[p.Reason], p)
		}
	}
	for _, reason := range desk.PassedReasons() {
		if len(by[reason]) > 0 {
			passed = append(passed, Group{reason, by[reason]})
		}
	}
	return goes, passed
}

// samples fills each wording for the first person whom it goes to, else for whom it would.
func samples(ctx context.Context, st *store.Store, c desk.Campaign, p Preview) ([]Sample, error) {
	list := []Sample{}
	for half, w := range c.Wordings {
		s := Sample{Subject: c.Subject}
		at := slices.IndexFunc(p.Goes, func(p store.CampaignPerson) bool { return p.Half == half })
		switch {
		case at >= 0:
			s.Person = p.Goes[at]
		case len(p.Passed) > 0:
			s.Person = p.Passed[0].People[0]
		}
		said, err := fill(ctx, st, c, w, s.Person.CustomerID)
		if err != nil {
			return nil, err
		}
		s.Subject, s.Text = said.subject, said.text
		if c.Medium == desk.ByEmail {
			s.Signature = p.signature
		}
		list = append(list, s)
	}
	return list, nil
}

// words are a wording as one customer reads it.
type words struct {
	subject, text string
	vars          map[string]string
	missing       bool // something that nobody knew stands in it still
}

// fill puts what is known of a customer into a wording.
func fill(ctx context.Context, st *store.Store, c desk.Campaign, w desk.CampaignWording, who desk.CustomerID) (said words, err error) {
	put := func(text string) (string, error) {
		f, err := phrase.FillIn(ctx, st, phrase.Ask{Text: text, CustomerID: who, Channel: c.Medium.Channel()})
		said.missing = said.missing || len(f.Missing) > 0
		return f.Text, err
	}
	if said.subject, err = put(c.Subject); err != nil {
		return said, err
	}
	if c.Medium != desk.ByWhatsApp {
		said.text, err = put(w.Text)
		return said, err
	}
	said.vars = map[string]string{}
	for name, text := range w.Vars {
		if said.vars[name], err = put(text); err != nil {
			return said, err
		}
	}
	said.text, err = rendered(ctx, st, w.Template, said.vars)
	return said, err
}

// rendered gives the words of a template; none where there is no such template.
func rendered(ctx context.Context, st *store.Store, sid string, vars map[string]string) (text string, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		accounts, err := tx.Connections().InUse(desk.WhatsApp)
		if err != nil {
			return err
		}
		t, err := listed(tx, sid, accounts)
		if desk.HasCode(err, desk.ErrNotFound) {
			return nil
		}
		text, _ = t.Fill(vars)
		return err
	})
	return text, err
}

// isEndless tells that some wording does not say how to get no more. What WhatsApp approved has a button of its own for that.
func isEndless(c desk.Campaign) bool {
	return c.Medium != desk.ByWhatsApp && slices.ContainsFunc(c.Wordings, func(w desk.CampaignWording) bool {
		return strings.TrimSpace(w.Text) != "" && !consent.TellsHowToStop(w.Text)
	})
}
