package cli

import (
	"fmt"
	"strings"

	"balcao/app"
	"balcao/backend/consent"
	"balcao/backend/desk"
)

// allowedJSON is what holds at one address for one channel and one purpose.
type allowedJSON struct {
	IdentityID desk.IdentityID    `json:"identity_id"`
	Channel    desk.Channel       `json:"channel"`
	Purpose    desk.Purpose       `json:"purpose"`
	Status     desk.ConsentStatus `json:"status"`
	Record     *recordJSON        `json:"record"` // null: nothing was ever said
}

// recordJSON is one thing that was said.
type recordJSON struct {
	ID        desk.EventID       `json:"id"`
	At        *string            `json:"at"`
	Actor     desk.Actor         `json:"actor"`
	Status    desk.ConsentStatus `json:"status"`
	Channel   desk.Channel       `json:"channel"`
	Purposes  []desk.Purpose     `json:"purposes"`
	Basis     *desk.LegalBasis   `json:"basis"`
	Source    desk.ConsentSource `json:"source"`
	MessageID *desk.MessageID    `json:"message_id"`
	SaidAt    *string            `json:"said_at"`
	Wording   *string            `json:"wording"`
	Undone    bool               `json:"undone"`
}

type consentAddressJSON struct {
	identityJSON
	Consent []allowedJSON `json:"consent"`
	History []recordJSON  `json:"history"` // the latest first
}

func allowedJSONs(a consent.Address) []allowedJSON {
	shown := []allowedJSON{}
	for _, s := range a.States {
		j := allowedJSON{a.ID, s.Channel, s.Purpose, s.Status, nil}
		if s.By != nil {
			r := recordShown(*s.By)
			j.Record = &r
		}
		shown = append(shown, j)
	}
	return shown
}

func recordShown(r consent.Record) recordJSON {
	return recordJSON{
		r.ID, stamp(r.At), r.Actor, r.Status, r.Channel, append([]desk.Purpose{}, r.Purposes...), orNull(r.Basis), r.Source,
		orNull(r.MessageID), stamp(r.SaidAt), orNull(r.Wording), r.Undone,
	}
}

func consentShow(c *call) func() error {
	return func() error {
		args, shop, err := c.needIn(1, c.openToRead)
		if err != nil {
			return err
		}
		return c.showConsent(shop, desk.CustomerID(args[0]))
	}
}

func (c *call) showConsent(shop *app.Shop, id desk.CustomerID) error {
	all, err := consent.Show(c.ctx, shop.Store, id)
	if err != nil {
		return err
	}
	shown := []consentAddressJSON{}
	for _, a := range all {
		j := consentAddressJSON{identitiesJSON([]desk.Identity{a.Identity})[0], allowedJSONs(a), []recordJSON{}}
		for _, r := range a.History {
			j.History = append(j.History, recordShown(r))
		}
		shown = append(shown, j)
	}
	if c.json {
		c.line(map[string]any{"customer_id": id, "addresses": shown})
		return nil
	}
	for _, a := range all {
		fmt.Fprintf(c.Out, "%s  %s  %s\n", a.ID, c.say.Channel(a.Medium), a.Medium.Shown(a.Address))
		for _, s := range a.States {
			fmt.Fprintf(c.Out, "  %s\n", c.allowedLine(s))
		}
	}
	return nil
}

// allowedLine says what holds and since when, and how that is known.
func (c *call) allowedLine(s consent.State) string {
	line := c.say.Text("consent.holds", "purpose", c.say.Text("purpose."+string(s.Purpose)), "channel", c.say.Channel(s.Channel),
		"status", c.say.Text("consent."+string(s.Status)))
	if s.By == nil {
		return line
	}
	return line + " · " + s.By.SaidAt.Local().Format("2006-01-02") + " · " + c.say.Text("consent.from."+string(s.By.Source))
}

// consentSet writes down what a customer said about one of her addresses.
func consentSet(c *call) func() error {
	var purposes list
	c.flags.Var(&purposes, "purpose", "marketing|surveys")
	channel := c.flags.String("channel", "", "CHANNEL")
	basis := c.flags.String("basis", "", "consent|own_customer|legitimate_interest")
	source := c.flags.String("source", "", "spoken|form|message|import")
	message := c.flags.String("message", "", "MESSAGE_ID")
	date := c.flags.String("date", "", "TIME")
	wording := c.flags.String("wording", "", "TEXT")
	return func() error {
		args, err := c.need(2)
		if err != nil {
			return err
		}
		said := consent.Saying{
			Identity: desk.IdentityID(args[0]), Status: desk.ConsentStatus(args[1]), Channel: desk.Channel(*channel),
			Basis: desk.LegalBasis(*basis), Source: desk.ConsentSource(*source), MessageID: desk.MessageID(*message), Wording: *wording,
		}
		if said.Source == "" && said.MessageID != "" {
			said.Source = desk.FromMessage
		}
		for _, p := range purposes {
			said.Purposes = append(said.Purposes, desk.Purpose(p))
		}
		if len(said.Purposes) == 0 {
			said.Purposes = []desk.Purpose{desk.Marketing}
		}
		if said.SaidAt, err = timeFlag("--date", *date); err != nil {
			return err
		}
		return c.recordConsent(said)
	}
}

func (c *call) recordConsent(said consent.Saying) error {
	shop, err := c.open()
	if err != nil {
		return err
	}
	if _, err := consent.Set(c.ctx, shop.Store, said); err != nil {
		return named(err)
	}
	hers, err := consent.CustomerOf(c.ctx, shop.Store, said.Identity)
	if err != nil {
		return err
	}
	return c.showConsent(shop, hers)
}

// named gives a refused argument the name that was typed.
func named(err error) error {
	e := desk.AsError(err)
	if e.Code != desk.ErrUsage {
		return err
	}
	typed := "--" + e.Params["argument"]
	if e.Params["argument"] == "status" {
		typed = strings.ToUpper(e.Params["argument"])
	}
	return desk.E(desk.ErrUsage, e.Err, "argument", typed)
}
