package assist

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"balcao/backend/cases"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/eml"
	"balcao/backend/llm"
	"balcao/backend/preference"
	"balcao/backend/store"
)

// How much is told: a model on a laptop reads some four thousand tokens, of three to four characters, its answer
// among them, and cuts what is longer without a word.
const (
	mostMessages = 12
	messageRoom  = 1500 // characters of one message
	talkRoom     = 4000 // of all messages
	factRoom     = 2000 // of all facts
	mostCases    = 5
	textRoom     = 6000 // of what is to be shortened or translated
)

// What a reply is compared with never leaves, so it is far more: of the latest messages on both sides those of the shop.
const (
	tailMessages = 5000
	tailSaid     = 300
)

// said is one message as the model is told it.
type said struct {
	id      desk.MessageID
	shop    bool
	channel desk.Channel
	at      time.Time
	subject string
	text    string
	files   int
}

// known is everything that may be told of one customer, and nothing of any other.
type known struct {
	now        time.Time
	person     desk.Customer
	identities []desk.Identity
	talk       []said      // oldest first
	stated     []Statement // what the shop has said, a far longer tail than talk; see gatherStated
	chosen     string      // the language that the owner chose for her
	cases      []desk.Case
	facts      []Fact // all that are valid
	factsTold  []Fact // those that the model is told
	shop       string
	addresses  []string // of the shop: what it is reached by
	signature  string
}

// gather reads what is known of a customer. Nothing of it has left yet.
func (a *Assistant) gather(ctx context.Context, id desk.CustomerID) (known, error) {
	k := known{now: a.Store.Now()}
	err := a.Store.Read(ctx, func(tx *store.ReadTx) (err error) {
		if k.person, err = tx.Customers().Get(id); err != nil {
			return err
		}
		if k.identities, err = tx.Customers().Identities(id); err != nil {
			return err
		}
		if k.chosen, err = customer.ChosenLanguage(tx, id); err != nil {
			return err
		}
		if k.cases, err = cases.OpenOf(tx, id); err != nil {
			return err
		}
		k.cases = k.cases[:min(len(k.cases), mostCases)]
		return k.readShop(tx)
	})
	if err != nil {
		return k, err
	}
	page, err := customer.Timeline(ctx, a.Store, id, 3*mostMessages, "")
	if err == nil {
		err = a.readTalk(ctx, &k, page.Items)
	}
	if err == nil && a.Facts != nil {
		var facts []Fact
		facts, err = a.Facts(ctx)
		k.facts = slices.DeleteFunc(slices.Clone(facts), func(f Fact) bool { return !f.ValidUntil.IsZero() && !f.ValidUntil.After(k.now) })
		k.factsTold = k.fitting()
	}
	return k, err
}

// gatherStated is gather with what a reply is compared with.
func (a *Assistant) gatherStated(ctx context.Context, id desk.CustomerID) (known, error) {
	k, err := a.gather(ctx, id)
	if err == nil {
		err = a.Store.Read(ctx, k.readStated)
	}
	return k, err
}

// readStated reads what the shop has said to the customer, at all her addresses.
func (k *known) readStated(tx *store.ReadTx) error {
	for _, i := range k.identities {
		list, err := tx.Messages().Said(i.ID, tailMessages, tailSaid)
		if err != nil {
			return err
		}
		for _, m := range list {
			k.stated = append(k.stated, Statement{Ref: Ref{OfMessage, string(m.ID)}, At: m.At, Text: cut(visible(m.Text), messageRoom)})
		}
	}
	slices.SortStableFunc(k.stated, func(a, b Statement) int { return b.At.Compare(a.At) })
	k.stated = k.stated[:min(len(k.stated), tailSaid)]
	return nil
}

func (k *known) readShop(tx *store.ReadTx) error {
	shop, err := preference.ReadShop(tx)
	if err != nil {
		return err
	}
	signature, err := preference.ReadSignature(tx)
	if err != nil {
		return err
	}
	k.shop, k.signature = shop.Name, string(signature)
	accounts, err := tx.Connections().Accounts()
	for _, account := range accounts {
		k.addresses = append(k.addresses, strings.TrimPrefix(account.Address, "whatsapp:"))
	}
	return err
}

// readTalk takes the latest messages as far as there is room. Machines, notes and what has not left yet say nothing.
func (a *Assistant) readTalk(ctx context.Context, k *known, newestFirst []customer.Item) error {
	room := talkRoom
	for _, item := range newestFirst {
		if item.Kind != customer.IsMessage || item.Planned() || item.Voice == desk.MachineVoice || len(k.talk) == mostMessages || room <= 0 {
			continue
		}
		text, err := a.wordsOf(ctx, item)
		if err != nil {
			return err
		}
		text = cutBetween(text, min(messageRoom, max(room, 2)))
		room -= len([]rune(text))
		k.talk = append(k.talk, said{
			id: item.ID, shop: item.Direction == desk.Out, channel: item.Channel, at: item.At, subject: cut(tidy(item.Subject), 200), text: text, files: len(item.Attachments),
		})
	}
	slices.Reverse(k.talk)
	return nil
}

// wordsOf gives what a reader sees of a message. Of a mail with HTML, words in the colour of the paper are left out.
func (a *Assistant) wordsOf(ctx context.Context, item customer.Item) (string, error) {
	if item.Channel != desk.Email {
		return visible(item.Text), nil
	}
	full, err := customer.Message(ctx, a.Store, item.ID)
	if err != nil || full.HTML == "" {
		return visible(item.Text), err
	}
	if seen := eml.SeenFromHTML(full.HTML); seen != eml.TextFromHTML(full.HTML) {
		return visible(seen), nil
	}
	return visible(item.Text), nil
}

// unanswered gives what the customer said since the shop last spoke; her last message where the shop spoke last.
func (k *known) unanswered() []said {
	from := 0
	for i, s := range k.talk {
		if s.shop {
			from = i + 1
		}
	}
	if from < len(k.talk) {
		return k.talk[from:]
	}
	for i := len(k.talk) - 1; i >= 0; i-- {
		if !k.talk[i].shop {
			return k.talk[i : i+1]
		}
	}
	return nil
}

// lastWords are the words of some messages.
func lastWords(list []said) string {
	parts := make([]string, 0, 2*len(list))
	for _, s := range list {
		parts = append(parts, s.subject, s.text)
	}
	return strings.TrimSpace(strings.Join(parts, "\n"))
}

// fitting gives the facts that are told: those first that share words with what was asked, as far as there is room.
func (k *known) fitting() (chosen []Fact) {
	asked := topicOf(lastWords(k.unanswered()))
	valid := slices.Clone(k.facts)
	shared := func(f Fact) int { return sharedWords(asked, topicOf(f.Question+" "+f.Answer)) }
	slices.SortStableFunc(valid, func(a, b Fact) int { return shared(b) - shared(a) })
	room := factRoom
	for _, f := range valid {
		if room -= len([]rune(f.Question)) + len([]rune(f.Answer)); room < 0 {
			break
		}
		chosen = append(chosen, f)
	}
	return chosen
}

// prepared is an Ask ready to leave.
type prepared struct {
	known
	ask      Ask
	terms    preference.Assist
	endpoint llm.Endpoint
	mask     *Mask // nil: nothing is hidden
	language string
	refs     map[string]Ref // by the id that the model is told
	request  llm.Request
}

func (p *prepared) masked() bool { return p.mask != nil }

func (p *prepared) accepted() bool {
	return p.terms.Accepted != "" && p.terms.Accepted == p.endpoint.Consent()
}

// handover tells whether a draft is the owner's alone.
func (p *prepared) handover() Reason {
	if p.ask.Task != Draft {
		return ""
	}
	waiting := p.unanswered()
	byMail := slices.ContainsFunc(waiting, func(s said) bool { return s.channel == desk.Email })
	moments := make([]time.Time, len(waiting))
	for i, s := range waiting {
		moments[i] = s.at
	}
	return handover(lastWords(waiting), byMail, daysOf(moments))
}

// mayLeave gives desk.ErrAIWithheld for a customer whose words are not to be sent.
func (a *Assistant) mayLeave(ctx context.Context, id desk.CustomerID) error {
	return a.Store.Read(ctx, func(tx *store.ReadTx) error {
		withheld, err := Withheld(tx, id)
		if err == nil && withheld {
			err = desk.E(desk.ErrAIWithheld, nil)
		}
		return err
	})
}

func (a *Assistant) prepare(ctx context.Context, ask Ask) (*prepared, error) {
	if ask.Task == "" {
		ask.Task = Draft
	}
	terms, err := Terms(ctx, a.Store)
	if err != nil {
		return nil, err
	}
	if terms.BaseURL == "" {
		return nil, desk.E(desk.ErrAIOff, nil)
	}
	p := &prepared{ask: ask, terms: terms, endpoint: llm.Endpoint{BaseURL: terms.BaseURL, Model: terms.Model}, refs: map[string]Ref{}}
	if err := a.mayLeave(ctx, ask.Customer); err != nil {
		return nil, err
	}
	if p.known, err = a.gatherStated(ctx, ask.Customer); err != nil {
		return nil, err
	}
	if err := p.complete(); err != nil {
		return nil, err
	}
	return p, p.write()
}

// complete fills in what the owner left to the customer.
func (p *prepared) complete() error {
	p.ask.Text = tidy(p.ask.Text)
	if err := p.possible(); err != nil {
		return err
	}
	if p.ask.Channel == "" && len(p.talk) > 0 {
		p.ask.Channel = p.talk[len(p.talk)-1].channel
	}
	spoken := cmp.Or(p.spoken().Language, usual)
	switch p.language = p.ask.Language; {
	case p.language != "":
	case p.ask.Task == Shorten || p.ask.Task == Friendlier:
		p.language, _ = guessLanguage(p.ask.Text, spoken)
	default:
		p.language = spoken
	}
	if p.endpoint.Place() != llm.Local || p.terms.MaskLocal {
		names := []string{p.person.Name}
		for _, i := range p.identities {
			names = append(names, i.Label)
		}
		p.mask = NewMask(names...)
	}
	return nil
}

// possible tells what keeps from asking.
func (p *prepared) possible() error {
	wrong := func(argument string) error { return desk.E(desk.ErrUsage, nil, "argument", argument) }
	switch p.ask.Task {
	case Shorten, Friendlier, Translate:
		if p.ask.Text == "" || len([]rune(p.ask.Text)) > textRoom {
			return wrong("text")
		}
	case Draft, Summarise:
		if p.ask.Text = ""; len(p.unanswered()) == 0 {
			return desk.E(desk.ErrAINothing, nil)
		}
	default:
		return wrong("task")
	}
	if p.ask.Language != "" && !slices.Contains(desk.Languages[:], p.ask.Language) {
		return wrong("language")
	}
	return nil
}

// hide hides what need not leave.
func (p *prepared) hide(text string) string {
	if p.mask == nil {
		return text
	}
	return p.mask.Hide(text)
}

func (p *prepared) restore(text string) string {
	if p.mask == nil {
		return text
	}
	return p.mask.Restore(text)
}
