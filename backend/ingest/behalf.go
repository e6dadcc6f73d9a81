package ingest

import (
	"cmp"
	"slices"
	"strings"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/eml"
	"balcao/backend/preference"
)

// trust says when the lines of a form are believed about who wrote.
type trust int

const (
	never    trust = iota // only the Reply-To is
	agreeing              // where the Reply-To names the same address, or is the only one that can be answered
	sure                  // where they can be nothing but a form: people write from there too
	always
)

// behalf is a rule about mail that a program sends on behalf of a customer.
type behalf struct {
	name    preference.BehalfRule
	senders []string // the domain of the sender ends in one of these
	local   string   // without them: what is before the @ of an address of the shop's domain; empty: anything
	anybody bool     // whatever the sender
	lines   trust
	// shown: nothing but forms comes from there, so what nobody can be read from waits for an answer too.
	shown bool
}

// behalves are the rules. The first that is about a sender counts, be it on or off.
var behalves = []behalf{
	{name: preference.WordPress, local: "wordpress", lines: always},
	{name: preference.OwnSite, lines: sure},
	{name: preference.FormServices, lines: always, shown: true, senders: []string{
		"formspree.io", "formsubmit.co", "getform.io", "jotform.com", "typeform.com", "wixforms.com", "wix-forms.com", "crm.wix.com", "wixsiteautomations.com",
		"web3forms.com", "basin.com", "netlify.com", "squarespace.info", "webflow.com", "hubspotforms.com", "rdstation.com.br",
	}},
	{name: preference.ReclameAqui, lines: always, shown: true, senders: []string{"reclameaqui.com.br", "reclameaqui.com"}},
	{name: preference.Marketplaces, senders: []string{
		"mercadolivre.com", "mercadolivre.com.br", "mercadolibre.com", "shopee.com.br", "shopee.com", "amazon.com.br", "amazon.com", "amazon.es", "elo7.com.br",
		"magazineluiza.com.br", "etsy.com", "wallapop.com",
	}},
	{name: preference.OtherForms, anybody: true, lines: agreeing},
}

// matches tells whether a rule is about a sender. Anybody can send as wordpress@ from a domain of her own: only the
// shop's is believed.
func (b behalf) matches(address string, s shop) bool {
	local, domain, _ := strings.Cut(strings.ToLower(address), "@")
	switch {
	case b.anybody:
		return true
	case b.senders != nil:
		return within(domain, b.senders)
	default:
		return s.isOwn(address) && (b.local == "" || b.local == local)
	}
}

// believes tells whether the lines of a form count.
func (b behalf) believes(form eml.Form, reply, from eml.Address) bool {
	switch b.lines {
	case agreeing:
		return form.Sure && (mailKey(form.Email) == mailKey(reply.Addr) || form.Email == "" && eml.IsNobody(from.Addr))
	case sure:
		return form.Sure
	default:
		return b.lines == always
	}
}

// ruleFor finds the rule about a mail; ok is false where it is switched off, and for what tells how a mail fared.
func (r reader) ruleFor(mail *eml.Message, from eml.Address) (rule behalf, ok bool) {
	at := slices.IndexFunc(behalves, func(b behalf) bool { return b.matches(from.Addr, r.shop) })
	rule = behalves[at]
	return rule, !slices.Contains(r.shop.behalfOff, rule.name) && mail.Auto != eml.Bounce && mail.Auto != eml.Receipt
}

// onBehalfOf reads for whom a program wrote, and by which rule: whom the Reply-To names, else the lines of the form, by
// an address or by a telephone number. A form that names nobody has a conversation of its own, because two visitors
// of a site are not one customer. The rule is empty where nobody wrote by a program.
func (r reader) onBehalfOf(mail *eml.Message, from eml.Address, id string) (party, preference.BehalfRule) {
	rule, ok := r.ruleFor(mail, from)
	if !ok || rule.lines == sure && isAnswer(mail) {
		return party{}, ""
	}
	reply := r.replyTo(mail, from, rule)
	if rule.lines == agreeing && reply.Addr == "" {
		return party{}, ""
	}
	form := readForm(mail)
	if !form.Sure && (mail.Auto == eml.Bulk || mail.Auto == eml.AutoReply) {
		return party{}, ""
	}
	if !rule.believes(form, reply, from) {
		if rule.lines == agreeing {
			return party{}, ""
		}
		form = eml.Form{}
	}
	if !r.canBeHers(form.Email, from, rule) {
		form.Email = ""
	}
	who := r.visitor(reply, form)
	if who.key == "" && form.Sure {
		who = party{medium: desk.Counter, address: id, key: "counter:" + id, name: cmp.Or(form.Name, from.Name, from.Addr)}
	}
	if who.key == "" {
		return party{}, ""
	}
	return who, rule.name
}

// isAnswer tells what somebody wrote about another mail: no form is that.
func isAnswer(mail *eml.Message) bool { return len(mail.InReplyTo)+len(mail.References) > 0 }

// isSeen tells that a mail waits for an answer whatever its header says of it: lists and what answers by itself apart,
// nothing but forms comes from there.
func (r reader) isSeen(mail *eml.Message, from eml.Address) bool {
	rule, ok := r.ruleFor(mail, from)
	return ok && rule.shown && mail.Auto == eml.Notification
}

// readForm reads the lines of a form; where the plain words hold none, those that the HTML shows. What is quoted below
// new words was somebody else's to send.
func readForm(mail *eml.Message) eml.Form {
	form := eml.ReadForm(newWords(mail.Text))
	if form == (eml.Form{}) && len(mail.HTMLParts) > 0 {
		form = eml.ReadForm(newWords(eml.TextFromHTML(strings.Join(mail.HTMLParts, "\n"))))
	}
	return form
}

func newWords(text string) string {
	visible, _ := eml.SplitQuoted(text)
	return visible
}

// replyTo is whoever an answer would go to, if that is neither the program nor the shop.
func (r reader) replyTo(mail *eml.Message, from eml.Address, rule behalf) eml.Address {
	at := slices.IndexFunc(mail.ReplyTo, func(a eml.Address) bool { return r.canBeHers(a.Addr, from, rule) })
	if at < 0 {
		return eml.Address{}
	}
	return mail.ReplyTo[at]
}

// canBeHers tells an address that can be a customer's: it can be written to, somebody reads it, and it is neither the
// shop's nor the program's.
func (r reader) canBeHers(address string, from eml.Address, rule behalf) bool {
	return eml.IsSendable(address) && !eml.IsNobody(address) && !r.shop.isOwn(address) &&
		mailKey(address) != mailKey(from.Addr) && (rule.anybody || !rule.matches(address, r.shop))
}

// visitor is who filled in a form, by the first of what names her; its key is empty where nothing does.
func (r reader) visitor(reply eml.Address, form eml.Form) party {
	number, isNumber := customer.WholeNumber(form.Phone)
	switch {
	case reply.Addr != "":
		return mailParty(eml.Address{Name: cmp.Or(reply.Name, form.Name), Addr: reply.Addr})
	case form.Email != "":
		return mailParty(eml.Address{Name: form.Name, Addr: form.Email})
	case isNumber && !r.shop.ownPhones[phoneKey(number)]:
		return party{medium: desk.SMS, address: number, key: phoneKey(number), name: form.Name, whatsApp: "whatsapp:" + number}
	default:
		return party{}
	}
}

// isForm tells a form that the shop's own address sent from what the shop wrote to somebody: that goes to the shop, whoever
// else reads it. Some mailboxes keep a form's mail among what was sent too.
func (r reader) isForm(mail *eml.Message, from eml.Address) bool {
	own := func(a eml.Address) bool { return r.shop.isOwn(a.Addr) }
	to := mail.To
	if len(to) == 0 {
		to = mail.Cc
	}
	return own(from) && slices.ContainsFunc(to, own)
}

// speaksAsPerson takes the mark of a machine from what was written by a person.
func (p *plan) speaksAsPerson(who party) {
	m := &p.message
	m.Direction, m.Voice, m.Auto = desk.In, desk.CustomerVoice, desk.Person
	p.party = who
}
