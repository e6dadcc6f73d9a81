package cases

import (
	"regexp"
	"slices"
	"strings"

	"balcao/backend/desk"
	"balcao/backend/protocol"
	"balcao/backend/store"
)

// Signs are what a message says about the case that it belongs to. They are read before any database is asked.
type Signs struct {
	// Found in what is new, in the subject and in what is quoted: in the order in which it is believed.
	Found   []protocol.Found
	Parents []string // the Message-IDs that it answers
	Thanks  bool     // it says no more than thank you
	Topic   string   // what a mail says that it is about
	// Indirect: a program wrote it on behalf of somebody whom only its words name, so they are believed less.
	Indirect bool
}

// Read finds the signs in a message. quoted is what it repeats of others.
func Read(text, subject, quoted string, parents []string) Signs {
	s := Signs{Parents: parents, Thanks: isThanks(text), Topic: topicOf(subject)}
	for _, part := range []string{text, subject, quoted} {
		s.Found = append(s.Found, protocol.Find(part))
	}
	return s
}

// thanks matches a message that asks for nothing, in the five languages.
var thanks = regexp.MustCompile(`(?i)^(?:(?:muito|mto|mt|many|moltes|moltíssimes|muchas|muchísimas|ok|okay|certo|perfeito|perfecto|perfecte|combinado|beleza|vale|d'acord|entendi|great|perfect)[\s,.!]+)*` +
	`(?:obrigad[oa]|obg|obgd?|brigad[oa]|valeu|vlw|thanks?(?:\s+you)?|thx|gracias|gràcies|mercès|merci|agradecid[oa]|grat[oa]|ok|okay|certo|perfeito|combinado|vale|👍|🙏|❤️?)` +
	`(?:[\s,.!]+(?:muito|mesmo|pela\s+atenção|so\s+much|a\s+lot|viu|tá|moça|moço|amiga?|meninas?|pessoal|👍|🙏|❤️?|😊|😍|🌷))*[\s,.!]*$`)

func isThanks(text string) bool {
	text = strings.TrimSpace(text)
	return len(text) <= 80 && thanks.MatchString(text)
}

// Arrived puts a message that a person wrote to the shop into a case: the one it speaks of, else the one that is
// open, else the one that was closed a short while ago, else a new one, unless it only says thank you. The message is here already, and neither
// history nor a machine's.
func Arrived(tx *store.Tx, m desk.Message, customer desk.CustomerID, s Signs) error {
	p := placing{tx: tx, message: m, customer: customer}
	all, err := tx.Cases().OfCustomer(customer, mostCases)
	if err != nil {
		return err
	}
	p.cases = all
	target, rule, err := p.target(s)
	if err != nil {
		return err
	}
	takes, err := p.takes(target, s.Thanks)
	if err != nil {
		return err
	}
	if takes {
		if err := p.join(target, &desk.CaseFacts{Rule: rule}, !target.Open() && !s.Thanks); err != nil {
			return err
		}
		return p.doubt(target, rule, s)
	}
	if target.ID == "" && s.Thanks {
		return nil // there is nothing to be done about a thank you
	}
	done := desk.EventID(store.NewID())
	k, err := open(tx, opening{id: done, identity: m.IdentityID, customer: customer, message: m.ID, earlier: target.ID, actor: desk.Program})
	if err != nil {
		return err
	}
	if err := p.join(k, &desk.CaseFacts{Rule: desk.ByNew, Cause: done}, false); err != nil {
		return err
	}
	return p.sameSubject(s)
}

// target finds the case that a message goes on with, open or not, and by which rule.
func (p placing) target(s Signs) (k desk.Case, rule desk.CaseRule, err error) {
	if !s.Indirect {
		if k, rule, err = p.named(s); err != nil {
			return k, rule, err
		}
		if k, err = p.latest(k, rule); err != nil || k.ID != "" {
			return k, rule, err
		}
	}
	return p.likely(s.Thanks)
}

// latest gives the open case that goes on with a closed one, unless the owner refused it by this rule; else that one itself.
func (p placing) latest(k desk.Case, rule desk.CaseRule) (desk.Case, error) {
	if k.ID == "" || k.Open() {
		return k, nil
	}
	for _, next := range p.cases {
		if !next.Open() || !p.goesOnWith(next, k.ID) {
			continue
		}
		if next, err := p.unlessRefused(next, rule); err != nil || next.ID != "" {
			return next, err
		}
	}
	return k, nil
}

// goesOnWith tells that a case goes on with an earlier one, by whatever was closed between.
func (p placing) goesOnWith(k desk.Case, earlier desk.CaseID) bool {
	for k.Earlier != "" && k.Earlier != earlier {
		before := slices.IndexFunc(p.cases, func(b desk.Case) bool { return b.ID == k.Earlier })
		if before < 0 {
			return false
		}
		k = p.cases[before]
	}
	return k.Earlier == earlier
}

// Answered puts what the shop wrote with another program into its case; nowhere when there is none.
func Answered(tx *store.Tx, m desk.Message, customer desk.CustomerID, s Signs) error {
	k, rule, err := ofAnswer(&tx.ReadTx, customer, s.Found[0].Numbers)
	if err != nil || k.ID == "" {
		return err
	}
	if no, err := refused(&tx.ReadTx, k, rule); err != nil || no {
		return err
	}
	return record(tx, desk.Program, k, desk.CaseJoined, m.ID, &desk.CaseFacts{Rule: rule})
}

// AnsweredIn puts what the owner wrote into the case that it was written in, by the rule that OfAnswer found it by;
// nowhere when its opening was undone meanwhile.
func AnsweredIn(tx *store.Tx, id desk.CaseID, message desk.MessageID, rule desk.CaseRule) error {
	k, err := tx.Cases().Get(id)
	if err != nil || k.Void {
		return err
	}
	return record(tx, desk.Owner, k, desk.CaseJoined, message, &desk.CaseFacts{Rule: rule})
}

// OfAnswer finds the case that the shop's words to a customer belong to: the one whose number they quote, closed as it
// may be, else the latest of the open ones. Its ID is empty when there is neither.
func OfAnswer(tx *store.ReadTx, customer desk.CustomerID, words string) (desk.Case, desk.CaseRule, error) {
	return ofAnswer(tx, customer, protocol.Find(words).Numbers)
}

func ofAnswer(tx *store.ReadTx, customer desk.CustomerID, quoted []desk.Protocol) (hers desk.Case, rule desk.CaseRule, err error) {
	for _, number := range quoted {
		k, known, err := tx.Cases().Numbers().ByProtocol(number)
		if err != nil {
			return hers, "", err
		}
		if known && k.CustomerID == customer {
			hers = meant(hers, k)
		}
	}
	if hers.ID != "" {
		return hers, desk.ByProtocol, nil
	}
	hers, err = Current(tx, customer)
	return hers, desk.ByOpen, err
}

// meant is that of two quoted cases of which the words are: an open one, else the first.
func meant(first, next desk.Case) desk.Case {
	if first.ID == "" || !first.Open() && next.Open() {
		return next
	}
	return first
}

// Current is the latest of a customer's open cases. Its ID is empty when none is open.
func Current(tx *store.ReadTx, customer desk.CustomerID) (desk.Case, error) {
	all, err := tx.Cases().OfCustomer(customer, 1)
	if err != nil || len(all) == 0 || !all[0].Open() {
		return desk.Case{}, err
	}
	return all[0], nil
}

// mostCases is how many cases of one customer are looked through: nobody has so many open.
const mostCases = 200

// placing is the search for one message's case.
type placing struct {
	tx       *store.Tx
	message  desk.Message
	customer desk.CustomerID
	cases    []desk.Case // hers: the open ones first, then the latest
}

// named finds the case that a message names by a number, the end of one, or the mail that it answers.
func (p placing) named(s Signs) (desk.Case, desk.CaseRule, error) {
	for _, found := range s.Found {
		k, err := p.quoted(found)
		if err == nil {
			k, err = p.unlessRefused(k, desk.ByProtocol)
		}
		if err != nil || k.ID != "" {
			return k, desk.ByProtocol, err
		}
	}
	for _, found := range s.Found {
		if k, err := p.unlessRefused(p.ending(found.Tails), desk.ByTail); err != nil || k.ID != "" {
			return k, desk.ByTail, err
		}
	}
	k, err := p.answered(s.Parents)
	if err == nil {
		k, err = p.unlessRefused(k, desk.ByReply)
	}
	return k, desk.ByReply, err
}

// quoted finds a case of hers by its number, an open one first. Of what is not hers, or was mistyped, the owner is asked.
func (p placing) quoted(found protocol.Found) (hers desk.Case, err error) {
	for _, number := range found.Numbers {
		k, known, err := p.tx.Cases().Numbers().ByProtocol(number)
		switch {
		case err != nil:
			return hers, err
		case known && k.CustomerID == p.customer:
			hers = meant(hers, k)
		case known && k.CustomerID == "": // it is being written down, and may become hers
		case known:
			err = p.ask(k.ID, desk.QuotedByAnother, number)
		default:
			err = p.ask("", desk.UnknownNumber, number)
		}
		if err != nil {
			return hers, err
		}
	}
	if hers.ID != "" {
		return hers, nil
	}
	for _, suspect := range found.Suspects {
		near := slices.IndexFunc(p.cases, func(k desk.Case) bool { return protocol.Near(suspect, k.Protocol) })
		if near >= 0 {
			return desk.Case{}, p.ask(p.cases[near].ID, desk.Mistyped, p.cases[near].Protocol)
		}
	}
	return desk.Case{}, nil
}

func (p placing) ask(about desk.CaseID, kind desk.HintKind, number desk.Protocol) error {
	return p.tx.Record(desk.Event{
		Kind: desk.CaseHinted, Actor: desk.Program, CustomerID: p.customer, MessageID: p.message.ID,
		Facts: desk.Facts{Case: &desk.CaseFacts{Hint: kind, About: about, Protocol: number}},
	})
}

// ending finds the one open case of hers whose number ends so.
func (p placing) ending(tails []string) (found desk.Case) {
	for _, k := range p.cases {
		if k.Open() && slices.Contains(tails, k.Protocol.Tail()) {
			if found.ID != "" {
				return desk.Case{}
			}
			found = k
		}
	}
	return found
}

// answered finds the case of the mail that is answered, if it is hers.
func (p placing) answered(parents []string) (desk.Case, error) {
	for _, ref := range slices.Backward(parents) {
		id, err := p.tx.Messages().ByAlias(desk.Email, ref)
		if err != nil {
			return desk.Case{}, err
		}
		items, err := p.tx.Cases().OfMessages([]desk.MessageID{id})
		if err != nil {
			return desk.Case{}, err
		}
		item, found := items[id]
		if !found {
			continue
		}
		if k, err := p.tx.Cases().Get(item.CaseID); err != nil || k.CustomerID == p.customer {
			return k, err
		}
	}
	return desk.Case{}, nil
}

// likely is the case that is open, or was closed a short while ago and comes back, as nothing does for a thank you.
func (p placing) likely(thanks bool) (desk.Case, desk.CaseRule, error) {
	for _, k := range p.cases {
		if !k.Open() {
			break
		}
		if k, err := p.unlessRefused(k, desk.ByOpen); err != nil || k.ID != "" {
			return k, desk.ByOpen, err
		}
	}
	if len(p.cases) == 0 {
		return desk.Case{}, "", nil
	}
	latest := slices.MaxFunc(p.cases, func(a, b desk.Case) int { return a.ClosedAt.Compare(b.ClosedAt) })
	if takes, err := p.takes(latest, thanks); err != nil || !takes || latest.Open() {
		return desk.Case{}, "", err
	}
	k, err := p.unlessRefused(latest, desk.ByRecent)
	return k, desk.ByRecent, err
}

// takes tells that a case takes what is said now: it is open, or was closed a short while before and is opened again,
// unless the owner has undone that already. A thank you opens nothing.
func (p placing) takes(k desk.Case, thanks bool) (bool, error) {
	switch {
	case k.ID == "":
		return false, nil
	case k.Open() || thanks || !p.recent(k):
		return k.Open() || p.recent(k), nil
	}
	undone, err := p.tx.Cases().Placing().TakenBack(k.ID)
	return !slices.ContainsFunc(undone, func(e desk.Event) bool { return e.Kind == desk.CaseReopened }), err
}

// recent tells that a case was closed a short while before the message was written.
func (p placing) recent(k desk.Case) bool {
	return !k.ClosedAt.IsZero() && p.message.At.Sub(k.ClosedAt) <= desk.ReopenWithin
}

func (p placing) join(k desk.Case, why *desk.CaseFacts, reopen bool) error {
	if reopen {
		if err := record(p.tx, desk.Program, k, desk.CaseReopened, p.message.ID, &desk.CaseFacts{}); err != nil {
			return err
		}
	}
	return record(p.tx, desk.Program, k, desk.CaseJoined, p.message.ID, why)
}

func record(tx *store.Tx, by desk.Actor, k desk.Case, kind desk.EventKind, about desk.MessageID, f *desk.CaseFacts) error {
	return tx.Record(desk.Event{Kind: kind, Actor: by, CustomerID: k.CustomerID, MessageID: about, CaseID: k.ID, Facts: desk.Facts{Case: f}})
}
