// Package assist has a language model draft answers for the owner, who reads and sends them: it gathers what may be
// told of one customer, hides what need not leave, asks, and checks what comes back.
//
// It sends nothing to customers and has no way to. What a customer wrote is data to it and to the model, never an
// instruction; of other customers the model is told nothing. Without a model that the owner accepted nothing leaves.
package assist

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"balcao/backend/desk"
	"balcao/backend/llm"
	"balcao/backend/preference"
	"balcao/backend/store"
)

// Task is what the model is asked for.
type Task string

// The tasks. The last four work on Ask.Text or, Summarise, on the conversation.
const (
	Draft      Task = "draft"
	Shorten    Task = "shorten"
	Friendlier Task = "friendlier"
	Translate  Task = "translate"
	Summarise  Task = "summarise"
)

// Ask is what the owner wants.
type Ask struct {
	Customer desk.CustomerID
	Channel  desk.Channel // for which it is written; empty: the one that the customer wrote on last
	Task     Task         // empty: a draft
	Text     string       // what is to be shortened, made friendlier or translated
	Language string       // to translate into; also of a summary; empty: the customer's
}

// Fact is something that the shop tells everybody: its hours, a price, a policy.
type Fact struct {
	ID         string
	Question   string
	Answer     string
	ValidUntil time.Time // zero: until it is changed
}

// Ref names what an answer was taken from.
type Ref struct {
	Kind RefKind
	ID   string
}

// RefKind is what a Ref names.
type RefKind string

// The kinds of source.
const (
	OfMessage  RefKind = "message"
	OfCase     RefKind = "case"
	OfCustomer RefKind = "customer"
	OfFact     RefKind = "fact"
)

// Reply is what came of an Ask.
type Reply struct {
	Text     string
	Language string // of the text, as asked for
	Used     []Ref  // verified: each was among what the model was told
	Missing  []string
	Handover bool // the owner's to answer; Text may be empty
	Reason   Reason
	Words    string // the model's reason, in its words

	Checks
	Model string
	Host  string
	Place llm.Place
	Spent
}

// Spent is what an answer took.
type Spent struct {
	TokensIn, TokensOut int
	Counted             bool  // by the server; else guessed
	Cost                int64 // millionths of the owner's currency
}

// Payload is what would leave for an Ask.
type Payload struct {
	Host     string
	Place    llm.Place
	Model    string
	Masked   bool
	Accepted bool   // the owner has accepted this host
	Body     []byte // the bytes of the request; empty: nothing would leave
	Reason   Reason // why nothing would
}

// Model has an answer written.
type Model interface {
	Complete(ctx context.Context, r llm.Request, growing func(string)) (llm.Answer, error)
}

// Assistant does the asking. Its fields are set before it is used.
type Assistant struct {
	Store *store.Store
	// Facts gives what the shop tells everybody; nil: nothing.
	Facts func(context.Context) ([]Fact, error)
	// Connect gives the model behind an address, with its key.
	Connect func(llm.Endpoint) (Model, error)
	// Whole is how long all of an Ask may take, its second try and the waiting for its turn among it; zero: 60 s.
	Whole time.Duration

	turn chan struct{} // one request at a time
}

// New makes an assistant.
func New(st *store.Store, facts func(context.Context) ([]Fact, error), connect func(llm.Endpoint) (Model, error)) *Assistant {
	return &Assistant{Store: st, Facts: facts, Connect: connect, turn: make(chan struct{}, 1)}
}

// maxTokens bound an answer, thinking included.
const maxTokens = 2000

const usualWhole = 60 * time.Second

// Payload gives exactly what Ask would send, and sends nothing. Errors: desk.ErrAIOff when no address was ever
// chosen, desk.ErrAIAddress, ErrAIWithheld, ErrAINothing, ErrNotFound.
func (a *Assistant) Payload(ctx context.Context, ask Ask) (Payload, error) {
	p, err := a.prepare(ctx, ask)
	if err != nil {
		return Payload{}, err
	}
	shown := Payload{Host: p.endpoint.Host(), Place: p.endpoint.Place(), Model: p.endpoint.Model, Masked: p.masked(), Accepted: p.accepted(), Reason: p.handover()}
	if shown.Reason != "" {
		return shown, nil
	}
	client, err := llm.New(p.endpoint) // its key is in a header and no part of what is shown
	if err != nil {
		return Payload{}, err
	}
	shown.Body, err = client.Payload(p.request)
	return shown, err
}

// Ask has the model answer; growing, which may be nil, hears the text so far. Errors: desk.ErrAIOff while the owner
// has not accepted the host, ErrAIWithheld, ErrAICapped, ErrAIPrices, ErrAINothing, ErrNotFound, those of llm.Client.Complete.
// Nothing of the shop is changed but the month's cost.
func (a *Assistant) Ask(ctx context.Context, ask Ask, growing func(string)) (Reply, error) {
	timed, cancel := context.WithTimeout(ctx, cmp.Or(a.Whole, usualWhole))
	defer cancel()
	reply, err := a.answer(timed, ask, growing)
	if err != nil && timed.Err() != nil && ctx.Err() == nil {
		err = desk.Passing(desk.ErrAISlow, err, "host", reply.Host)
	}
	return reply, err
}

func (a *Assistant) answer(ctx context.Context, ask Ask, growing func(string)) (Reply, error) {
	p, err := a.prepare(ctx, ask)
	if err != nil {
		return Reply{}, err
	}
	if !p.accepted() {
		return Reply{}, desk.E(desk.ErrAIOff, nil)
	}
	reply := Reply{Used: []Ref{}, Missing: []string{}, Language: p.language, Model: p.endpoint.Model, Host: p.endpoint.Host(), Place: p.endpoint.Place()}
	if reply.Reason = p.handover(); reply.Reason != "" {
		reply.Handover = true
		return reply, nil
	}
	select {
	case a.turn <- struct{}{}:
		defer func() { <-a.turn }()
	case <-ctx.Done():
		return reply, ctx.Err()
	}
	err = a.complete(ctx, p, &reply, growing)
	return reply, err
}

// Differences compares any reply, also one that no model saw, with what was last said to its customer and with the
// facts. Nothing leaves for it, and nothing is asked. desk.ErrNotFound.
func (a *Assistant) Differences(ctx context.Context, id desk.CustomerID, reply string) ([]Difference, error) {
	k, err := a.gatherStated(ctx, id)
	if err != nil {
		return nil, err
	}
	return Compare(reply, k.now, k.statements(), k.facts), nil
}

// tries are how often an answer that was cut short of JSON is asked for.
const tries = 2

func (a *Assistant) complete(ctx context.Context, p *prepared, reply *Reply, growing func(string)) error {
	model, err := a.Connect(p.endpoint)
	if err != nil {
		return err
	}
	for try := 1; ; try++ {
		if err := a.afford(ctx, p); err != nil {
			return err
		}
		answer, err := model.Complete(ctx, p.request, p.growing(growing))
		if recorded := a.spend(ctx, p, &reply.Spent, answer); err == nil {
			err = recorded
		}
		if err != nil {
			return err
		}
		reply.Model = answer.Model
		if p.read(answer.Text, reply) {
			p.check(reply)
			return nil
		}
		if try == tries {
			return desk.Passing(desk.ErrAINonsense, errors.New("assist: no answer in the form that was asked for"), "host", p.endpoint.Host())
		}
	}
}

// limited gives desk.ErrAIPrices for a month's limit that could never be reached, because nothing is counted.
func limited(terms preference.Assist, place llm.Place) error {
	if place != llm.Local && terms.Cap > 0 && (terms.PriceIn == 0 || terms.PriceOut == 0) {
		return desk.E(desk.ErrAIPrices, nil)
	}
	return nil
}

// afford refuses what might pass the month's limit.
func (a *Assistant) afford(ctx context.Context, p *prepared) error {
	if p.terms.Cap == 0 || p.endpoint.Place() == llm.Local {
		return nil
	}
	if err := limited(p.terms, p.endpoint.Place()); err != nil {
		return err // kept by a version that did not ask
	}
	spent, err := MonthCost(ctx, a.Store)
	if err == nil && spent+price(p.terms, p.request.Guess(), maxTokens) > p.terms.Cap*1000 {
		err = desk.E(desk.ErrAICapped, nil)
	}
	return err
}

// spend writes down what an answer took, also one that came in part: the provider counts it too.
func (a *Assistant) spend(ctx context.Context, p *prepared, s *Spent, answer llm.Answer) error {
	if answer.TokensIn+answer.TokensOut == 0 {
		return nil
	}
	cost := int64(0)
	if p.endpoint.Place() != llm.Local {
		cost = price(p.terms, answer.TokensIn, answer.TokensOut)
	}
	s.TokensIn, s.TokensOut, s.Cost, s.Counted = s.TokensIn+answer.TokensIn, s.TokensOut+answer.TokensOut, s.Cost+cost, answer.Counted
	use := store.AssistUse{
		Host: p.endpoint.Host(), Model: p.endpoint.Model, Asked: 1, TokensIn: int64(answer.TokensIn), TokensOut: int64(answer.TokensOut), Cost: cost,
	}
	// Whoever cancels has spent all the same.
	return a.Store.Write(context.WithoutCancel(ctx), func(tx *store.Tx) error { return tx.Settings().AddAssistUse(tx.Moment(), use) })
}

// price is what tokens cost, in millionths of the currency.
func price(terms preference.Assist, in, out int) int64 {
	return (int64(in)*terms.PriceIn + int64(out)*terms.PriceOut + 999) / 1000
}

// MonthCost is what the models have cost this month, in millionths of the owner's currency.
func MonthCost(ctx context.Context, st *store.Store) (cost int64, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		list, err := tx.Settings().AssistUse(st.Now())
		for _, u := range list {
			cost += u.Cost
		}
		return err
	})
	return cost, err
}

// Accept keeps the terms and the owner's agreement to the host that they name. desk.ErrAIAddress, desk.ErrAIPrices,
// desk.ErrUsage.
func Accept(ctx context.Context, st *store.Store, terms preference.Assist) error {
	base, err := llm.Normalise(terms.BaseURL)
	if err != nil {
		return err
	}
	e := llm.Endpoint{BaseURL: base, Model: terms.Model}
	if err := limited(terms, e.Place()); err != nil {
		return err
	}
	terms.BaseURL, terms.Accepted = base, e.Consent()
	return preference.Save(ctx, st, terms)
}

// Refuse ends the agreement; what was chosen stays.
func Refuse(ctx context.Context, st *store.Store) error {
	terms, err := Terms(ctx, st)
	if err != nil {
		return err
	}
	terms.Accepted = ""
	return preference.Save(ctx, st, terms)
}

// Terms reads which model drafts, and on what terms.
func Terms(ctx context.Context, st *store.Store) (terms preference.Assist, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		terms, err = preference.ReadAssist(tx)
		return err
	})
	return terms, err
}

// Withhold says that a customer's words are not to be sent to a model, or that they may be again.
func Withhold(ctx context.Context, st *store.Store, id desk.CustomerID, withheld bool) error {
	kind := desk.CustomerShared
	if withheld {
		kind = desk.CustomerWithheld
	}
	return st.Write(ctx, func(tx *store.Tx) error {
		if _, err := tx.Customers().Get(id); err != nil {
			return err
		}
		return tx.Record(desk.Event{Kind: kind, Actor: desk.Owner, CustomerID: id})
	})
}

// Withheld tells whether a customer's words are not to be sent. Whoever was merged into her counts too: what was kept
// back stays so.
func Withheld(tx *store.ReadTx, id desk.CustomerID) (bool, error) {
	logs, err := standing(tx, id)
	return slices.ContainsFunc(logs, func(log []desk.Event) bool {
		withheld := false
		for _, e := range log {
			if e.Kind == desk.CustomerWithheld || e.Kind == desk.CustomerShared {
				withheld = e.Kind == desk.CustomerWithheld
			}
		}
		return withheld
	}), err
}

// standing reads what was not undone about a customer and about each who was merged into her, a log for each.
func standing(tx *store.ReadTx, id desk.CustomerID) (logs [][]desk.Event, err error) {
	circle, err := tx.Customers().Joined().Circle(id)
	if err != nil {
		return nil, err
	}
	for _, one := range circle {
		log, err := tx.Customers().Log(one)
		if err != nil {
			return nil, err
		}
		logs = append(logs, desk.Standing(log))
	}
	return logs, nil
}
