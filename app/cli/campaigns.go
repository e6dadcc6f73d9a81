package cli

import (
	"fmt"
	"time"

	"balcao/app"
	"balcao/backend/audience"
	"balcao/backend/campaign"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// campaignCommands are about what is said to many.
func campaignCommands() []command {
	return []command{
		{"campaign list", "", campaignList},
		{"campaign new", "", campaignNew},
		{"campaign show", "ID", campaignShow},
		{"campaign preview", "ID", campaignPreview},
		{"campaign send", "ID", campaignSend},
		{"campaign pause", "ID", campaignPause},
		{"campaign cancel", "ID", campaignCancel},
		{"campaign results", "ID", campaignResults},
		{"campaign record", "", campaignRecord},
		{"campaign call", "ID CUSTOMER_ID", campaignCall},
	}
}

type campaignJSON struct {
	ID       desk.CampaignID        `json:"id"`
	Medium   desk.CampaignMedium    `json:"medium"`
	Subject  string                 `json:"subject"`
	State    desk.CampaignState     `json:"state"`
	Wordings []desk.CampaignWording `json:"wordings"`
	Date     *string                `json:"date"`  // null: at once
	Until    *string                `json:"until"` // null: its period has no end
	To       recipientsJSON         `json:"to"`
	BegunAt  *string                `json:"begun_at"`  // null: a draft
	BeginsAt *string                `json:"begins_at"` // when the first is to leave, while nothing has left; null: it is time, or none is to
}

// recipientsJSON says whom it is meant for: customers, else a segment; nothing in it means all.
type recipientsJSON struct {
	Customers []desk.CustomerID `json:"customers"`
	SegmentID *desk.AudienceID  `json:"segment_id"`
}

func campaignShown(r campaign.Results) campaignJSON {
	return campaignJSON{
		ID: r.ID, Medium: r.Medium, Subject: r.Subject, State: r.State, Wordings: append([]desk.CampaignWording{}, r.Wordings...),
		Date: stamp(r.Date), Until: stamp(r.Until), BegunAt: stamp(r.BegunAt), BeginsAt: stamp(r.Begins),
		To: recipientsJSON{append([]desk.CustomerID{}, r.To.Customers...), orNull(r.To.Audience)},
	}
}

// reachedJSON is somebody of a campaign. What is empty is left out.
type reachedJSON struct {
	CustomerID desk.CustomerID   `json:"customer_id"`
	Name       string            `json:"name"`
	Address    string            `json:"address,omitempty"`
	Half       int               `json:"half,omitempty"`
	MessageID  desk.MessageID    `json:"message_id,omitempty"`
	AnswerID   desk.MessageID    `json:"answer_id,omitempty"`
	Purchases  []desk.PurchaseID `json:"purchase_ids,omitempty"`
	Error      desk.Code         `json:"error,omitempty"`
}

// figureJSON is a figure and who is behind it.
type figureJSON struct {
	N      int           `json:"n"`
	People []reachedJSON `json:"people"`
}

type leftOutJSON struct {
	Reason desk.Passed `json:"reason"`
	figureJSON
}

func peopleShown(list []store.CampaignPerson) figureJSON {
	f := figureJSON{len(list), []reachedJSON{}}
	for _, p := range list {
		f.People = append(f.People, reachedJSON{CustomerID: p.CustomerID, Name: p.Name, Address: p.Address, Half: p.Half, MessageID: p.MessageID, Error: p.Problem})
	}
	return f
}

func figureShown(list []campaign.Person) figureJSON {
	f := figureJSON{len(list), []reachedJSON{}}
	for _, p := range list {
		shown := peopleShown([]store.CampaignPerson{p.CampaignPerson}).People[0]
		shown.AnswerID, shown.Purchases = p.Answer, p.Bought
		f.People = append(f.People, shown)
	}
	return f
}

// toldFigure is null where the channel does not tell.
func toldFigure(list []campaign.Person) *figureJSON {
	if list == nil {
		return nil
	}
	f := figureShown(list)
	return &f
}

func leftOutShown(groups []campaign.Group) []leftOutJSON {
	shown := []leftOutJSON{}
	for _, g := range groups {
		shown = append(shown, leftOutJSON{g.Reason, peopleShown(g.People)})
	}
	return shown
}

type resultsJSON struct {
	campaignJSON
	Total      int                  `json:"total"`
	GoesTo     int                  `json:"goes_to"` // to how many of them it was to go when it began
	Sent       figureJSON           `json:"sent"`
	Delivered  *figureJSON          `json:"delivered"` // null: the channel does not tell
	Seen       *figureJSON          `json:"seen"`      // null: the channel does not tell
	Answered   figureJSON           `json:"answered"`
	Bought     figureJSON           `json:"bought"`
	OptedOut   figureJSON           `json:"opted_out"`
	Failed     figureJSON           `json:"failed"`
	Uncertain  figureJSON           `json:"uncertain"`
	Waiting    figureJSON           `json:"waiting"`
	LeftOut    []leftOutJSON        `json:"left_out"`
	Revenue    []desk.Money         `json:"revenue"`
	Halves     []halfJSON           `json:"halves"`
	Comparison *campaign.Comparison `json:"comparison"` // null: there is one wording
}

type halfJSON struct {
	Sent     int `json:"sent"`
	Answered int `json:"answered"`
	Bought   int `json:"bought"`
}

func resultsShown(r campaign.Results) resultsJSON {
	j := resultsJSON{
		campaignJSON: campaignShown(r), Total: r.Total, GoesTo: r.GoesTo, Sent: figureShown(r.Sent), Delivered: toldFigure(r.Delivered), Seen: toldFigure(r.Seen),
		Answered: figureShown(r.Answered), Bought: figureShown(r.Bought), OptedOut: figureShown(r.OptedOut), Failed: figureShown(r.Failed),
		Uncertain: figureShown(r.Unsure), Waiting: figureShown(r.Waiting), LeftOut: leftOutShown(r.Passed), Revenue: append([]desk.Money{}, r.Paid...),
		Halves: []halfJSON{},
	}
	for _, h := range r.Halves {
		j.Halves = append(j.Halves, halfJSON(h))
	}
	if len(r.Halves) == 2 {
		verdict := campaign.Compare(r.Halves)
		j.Comparison = &verdict
	}
	return j
}

func campaignList(c *call) func() error {
	return func() error {
		_, shop, err := c.needIn(0, c.openToRead)
		if err != nil {
			return err
		}
		list, err := campaign.All(c.ctx, shop.Store)
		if err != nil {
			return err
		}
		shown := []resultsJSON{}
		for _, r := range list {
			shown = append(shown, resultsShown(r))
			if !c.json {
				c.campaignLine(r)
			}
		}
		if c.json {
			c.line(map[string]any{"campaigns": shown})
		}
		return nil
	}
}

func (c *call) campaignLine(r campaign.Results) {
	state := c.say.Text("campaign." + string(r.State))
	if !r.Begins.IsZero() {
		state = c.say.Text("campaign.planned", "at", local(r.Begins))
	}
	fmt.Fprintf(c.Out, "%s  %-10s  %-10s  %s\n", r.ID, c.say.Text("medium."+string(r.Medium)), state, r.Subject)
	if r.BegunBy != "" {
		fmt.Fprintf(c.Out, "    %s\n", c.say.Text("campaign.figures", "sent", count(r.Sent), "total", fmt.Sprint(r.GoesTo), "answered", count(r.Answered), "bought", count(r.Bought), "left", count(r.OptedOut)))
	}
}

func count[T any](list []T) string { return fmt.Sprint(len(list)) }

// declareCampaign declares the flags that say what a campaign is, and gives what reads them.
func (c *call) declareCampaign() func(*app.Shop) (desk.Campaign, error) {
	medium := c.flags.String("medium", "", "whatsapp|email|sms|telemarketing|catalogue|leaflet|other")
	subject := c.flags.String("subject", "", "TEXT")
	text, second := c.declareText(), c.flags.String("second-text", "", "TEXT")
	template, secondTemplate := c.flags.String("template", "", "SID"), c.flags.String("second-template", "", "SID")
	var vars, secondVars, customers list
	c.flags.Var(&vars, "var", "NAME=VALUE")
	c.flags.Var(&secondVars, "second-var", "NAME=VALUE")
	c.flags.Var(&customers, "customer", "ID")
	date, until := c.flags.String("date", "", "TIME"), c.flags.String("until", "", "TIME")
	segment := c.flags.String("segment", "", "NAME")
	return func(shop *app.Shop) (k desk.Campaign, err error) {
		k = desk.Campaign{Medium: desk.CampaignMedium(*medium), Subject: *subject}
		words, err := text.read(c)
		if err != nil {
			return k, err
		}
		if k.Wordings, err = wordingsOf(words, *template, vars, *second, *secondTemplate, secondVars); err != nil {
			return k, err
		}
		if k.Date, err = timeFlag("--date", *date); err != nil {
			return k, err
		}
		if k.Until, err = timeFlag("--until", *until); err != nil {
			return k, err
		}
		if _, err := time.Parse(time.DateOnly, *until); err == nil { // the whole of that day
			k.Until = k.Until.AddDate(0, 0, 1)
		}
		for _, id := range customers {
			k.To.Customers = append(k.To.Customers, desk.CustomerID(id))
		}
		if *segment == "" {
			return k, nil
		}
		a, err := audience.Named(c.ctx, shop.Store, *segment)
		k.To.Audience = a.ID
		return k, err
	}
}

func wordingsOf(text, template string, vars list, second, secondTemplate string, secondVars list) (list []desk.CampaignWording, err error) {
	for _, w := range []struct {
		text, template string
		vars           []string
	}{{text, template, vars}, {second, secondTemplate, secondVars}} {
		if w.text == "" && w.template == "" {
			continue
		}
		t, err := templateOf(w.template, w.vars)
		if err != nil {
			return nil, err
		}
		wording := desk.CampaignWording{Text: w.text, Template: w.template}
		if t != nil {
			wording.Vars = t.Vars
		}
		list = append(list, wording)
	}
	return list, nil
}

func campaignNew(c *call) func() error {
	return c.makes(func(shop *app.Shop, k desk.Campaign) (id desk.CampaignID, err error) {
		id, _, err = campaign.Save(c.ctx, shop.Store, k)
		return id, err
	})
}

// campaignRecord writes down one that is done by other means.
func campaignRecord(c *call) func() error {
	return c.makes(func(shop *app.Shop, k desk.Campaign) (id desk.CampaignID, err error) {
		id, _, err = campaign.Record(c.ctx, shop.Store, k)
		return id, err
	})
}

func (c *call) makes(do func(*app.Shop, desk.Campaign) (desk.CampaignID, error)) func() error {
	read := c.declareCampaign()
	return func() error {
		_, shop, err := c.needIn(0, c.open)
		if err != nil {
			return err
		}
		k, err := read(shop)
		if err != nil {
			return err
		}
		id, err := do(shop, k)
		if err != nil {
			return err
		}
		return c.showResults(shop, id)
	}
}

func campaignShow(c *call) func() error {
	return func() error {
		_, r, err := c.namedCampaign(c.openToRead)
		if err != nil {
			return err
		}
		if c.json {
			c.line(campaignShown(r))
			return nil
		}
		c.campaignLine(r)
		for _, w := range r.Wordings {
			fmt.Fprintf(c.Out, "\n%s%s\n", w.Template, w.Text)
		}
		return nil
	}
}

func campaignResults(c *call) func() error {
	return func() error {
		args, shop, err := c.needIn(1, c.openToRead)
		if err != nil {
			return err
		}
		return c.showResults(shop, desk.CampaignID(args[0]))
	}
}

func (c *call) showResults(shop *app.Shop, id desk.CampaignID) error {
	r, err := campaign.Read(c.ctx, shop.Store, id)
	if err != nil {
		return err
	}
	if c.json {
		c.line(resultsShown(r))
		return nil
	}
	c.campaignLine(r)
	for _, f := range []struct {
		key  string
		list []campaign.Person
	}{{"sent", r.Sent}, {"delivered", r.Delivered}, {"seen", r.Seen}, {"answered", r.Answered}, {"bought", r.Bought}, {"opted_out", r.OptedOut}, {"failed", r.Failed}, {"uncertain", r.Unsure}, {"waiting", r.Waiting}} {
		if len(f.list) > 0 {
			c.peopleLine(c.say.Text("campaign.figure."+f.key), figureShown(f.list))
		}
	}
	c.showLeftOut(r.Passed)
	if len(r.Halves) == 2 {
		for i, h := range r.Halves {
			fmt.Fprintln(c.Out, c.say.Text("campaign.half", "n", fmt.Sprint(i+1), "sent", fmt.Sprint(h.Sent), "answered", fmt.Sprint(h.Answered), "bought", fmt.Sprint(h.Bought)))
		}
		fmt.Fprintln(c.Out, c.say.Text("campaign.compare."+string(campaign.Compare(r.Halves))))
	}
	return nil
}

func (c *call) showLeftOut(groups []campaign.Group) {
	for _, g := range groups {
		c.peopleLine(c.say.Text("campaign.passed."+string(g.Reason)), peopleShown(g.People))
	}
}

// peopleLine names those behind a figure.
func (c *call) peopleLine(what string, f figureJSON) {
	fmt.Fprintf(c.Out, "%d  %s\n", f.N, what)
	for _, p := range f.People {
		fmt.Fprintf(c.Out, "    %s  %s  %s\n", p.CustomerID, nameOf(p.Name, p.Address), p.Address)
	}
}

type previewJSON struct {
	ID             desk.CampaignID `json:"id"`
	Total          int             `json:"total"`
	Goes           figureJSON      `json:"goes"`
	LeftOut        []leftOutJSON   `json:"left_out"`
	Problem        *problemJSON    `json:"problem"` // null: it can be sent as it is
	Samples        []wordsJSON     `json:"samples"`
	BeginsAt       *string         `json:"begins_at"`
	TellsHowToStop bool            `json:"tells_how_to_stop"`
}

// wordsJSON is a wording as one of them would read it.
type wordsJSON struct {
	CustomerID desk.CustomerID `json:"customer_id"`
	Subject    string          `json:"subject"`
	Text       string          `json:"text"`
	Signature  string          `json:"signature"`
}

func campaignPreview(c *call) func() error {
	return func() error {
		shop, r, err := c.namedCampaign(c.openToRead)
		if err != nil {
			return err
		}
		p, err := campaign.Foresee(c.ctx, shop.Store, r.Campaign)
		if err != nil {
			return err
		}
		if !c.json {
			c.showPreview(p)
			return nil
		}
		j := previewJSON{r.ID, p.Total, peopleShown(p.Goes), leftOutShown(p.Passed), nil, []wordsJSON{}, stamp(p.Begins), !p.Endless}
		if p.Problem != nil {
			j.Problem = c.problem(p.Problem)
		}
		for _, s := range p.Samples {
			j.Samples = append(j.Samples, wordsJSON{s.Person.CustomerID, s.Subject, s.Text, s.Signature})
		}
		c.line(j)
		return nil
	}
}

func (c *call) showPreview(p campaign.Preview) {
	fmt.Fprintln(c.Out, c.say.Text("campaign.goes", "goes", count(p.Goes), "total", fmt.Sprint(p.Total)))
	c.showLeftOut(p.Passed)
	for _, s := range p.Samples {
		fmt.Fprintf(c.Out, "\n%s\n%s\n%s\n", s.Subject, s.Text, s.Signature)
	}
	if p.Endless {
		c.tell("%s", c.say.Text("campaign.endless"))
	}
	if p.Problem != nil {
		c.tell("%s", c.say.Error(p.Problem))
	}
}

// campaignSend has a draft sent from now on, or goes on with one that was paused.
func campaignSend(c *call) func() error {
	return c.does(func(st *store.Store, r campaign.Results) error {
		if r.State == desk.CampaignPaused {
			_, err := campaign.Resume(c.ctx, st, r.ID)
			return err
		}
		return campaign.Begin(c.ctx, st, r.ID)
	})
}

func campaignPause(c *call) func() error {
	return c.does(func(st *store.Store, r campaign.Results) error {
		_, err := campaign.Pause(c.ctx, st, r.ID)
		return err
	})
}

// campaignCancel stops one that is being sent, and throws a draft away.
func campaignCancel(c *call) func() error {
	return func() error {
		shop, r, err := c.namedCampaign(c.open)
		if err != nil {
			return err
		}
		if r.State != desk.CampaignDraft {
			if _, err = campaign.Stop(c.ctx, shop.Store, r.ID); err != nil {
				return err
			}
			return c.showResults(shop, r.ID)
		}
		if _, err = campaign.Remove(c.ctx, shop.Store, r.ID); err == nil && c.json {
			c.line(map[string]any{"id": r.ID})
		}
		return err
	}
}

// campaignCall notes that somebody on a call list was called.
func campaignCall(c *call) func() error {
	undo := c.flags.Bool("undo", false, "")
	return func() error {
		args, shop, err := c.needIn(2, c.open)
		if err != nil {
			return err
		}
		if err := campaign.Call(c.ctx, shop.Store, desk.CampaignID(args[0]), desk.CustomerID(args[1]), !*undo); err != nil {
			return err
		}
		return c.showResults(shop, desk.CampaignID(args[0]))
	}
}

// namedCampaign gives the only positional's campaign, with what came of it, and the shop.
func (c *call) namedCampaign(open func() (*app.Shop, error)) (shop *app.Shop, r campaign.Results, err error) {
	args, shop, err := c.needIn(1, open)
	if err == nil {
		r, err = campaign.Read(c.ctx, shop.Store, desk.CampaignID(args[0]))
	}
	return shop, r, err
}

// does does something with one campaign, and shows what came of it.
func (c *call) does(do func(*store.Store, campaign.Results) error) func() error {
	return func() error {
		shop, r, err := c.namedCampaign(c.open)
		if err != nil {
			return err
		}
		if err := do(shop.Store, r); err != nil {
			return err
		}
		return c.showResults(shop, r.ID)
	}
}
