package ingest

import (
	"slices"
	"strings"

	"balcao/backend/desk"
	"balcao/backend/eml"
	"balcao/backend/preference"
)

// behalf is a rule about mail that a program sends on behalf of a customer.
type behalf struct {
	name    preference.BehalfRule
	senders []string // the domain of the sender ends in one of these; none: it is the shop's own
	local   string   // what is before the @; empty: anything
	form    bool     // the lines of a form are believed where there is no Reply-To
}

// behalves are the rules, in the order in which they are asked. Whom such a mail is from, its Reply-To says, else the
// lines of the form.
var behalves = []behalf{
	{name: preference.WordPress, local: "wordpress", form: true},
	{name: preference.FormServices, form: true, senders: []string{
		"formspree.io", "formsubmit.co", "getform.io", "jotform.com", "typeform.com", "wixforms.com", "wix-forms.com", "web3forms.com", "basin.com",
		"netlify.com", "squarespace.info", "webflow.com", "hubspotforms.com", "rdstation.com.br",
	}},
	{name: preference.ReclameAqui, form: true, senders: []string{"reclameaqui.com.br", "reclameaqui.com"}},
	{name: preference.Marketplaces, senders: []string{
		"mercadolivre.com", "mercadolivre.com.br", "mercadolibre.com", "shopee.com.br", "shopee.com", "amazon.com.br", "amazon.com", "amazon.es", "elo7.com.br",
		"magazineluiza.com.br", "etsy.com", "wallapop.com",
	}},
}

// matches tells whether a rule is about a sender. Anybody can send as wordpress@ from a domain of her own: only the
// shop's is believed.
func (b behalf) matches(address string, own map[string]bool) bool {
	local, domain, _ := strings.Cut(strings.ToLower(address), "@")
	if b.local != "" && b.local != local {
		return false
	}
	if b.senders == nil {
		return own[domain]
	}
	return slices.ContainsFunc(b.senders, func(s string) bool { return domain == s || strings.HasSuffix(domain, "."+s) })
}

// onBehalfOf reads for whom a program wrote, and by which rule: one that is switched on knows its sender, and the
// customer can be read. Else the rule is empty.
func (r reader) onBehalfOf(mail *eml.Message, from eml.Address) (eml.Address, preference.BehalfRule) {
	own := r.shop.domains()
	at := slices.IndexFunc(behalves, func(b behalf) bool {
		return !slices.Contains(r.shop.behalfOff, b.name) && b.matches(from.Addr, own)
	})
	if at < 0 || mail.Auto != eml.Person && mail.Auto != eml.Notification {
		return eml.Address{}, ""
	}
	form := eml.ReadForm(mail.Text)
	if reply := r.firstForeign(mail.ReplyTo); reply.Addr != "" && !behalves[at].matches(reply.Addr, own) && !isNobody(reply.Addr) {
		if reply.Name == "" {
			reply.Name = form.Name
		}
		return reply, behalves[at].name
	}
	if !behalves[at].form || form.Email == "" || r.shop.ownMail[mailKey(form.Email)] {
		return eml.Address{}, ""
	}
	return eml.Address{Name: form.Name, Addr: form.Email}, behalves[at].name
}

// isNobody tells an address that nobody reads.
func isNobody(address string) bool {
	local, _, _ := strings.Cut(strings.ToLower(address), "@")
	local = strings.NewReplacer("-", "", "_", "", ".", "").Replace(local)
	return strings.HasPrefix(local, "noreply") || strings.HasPrefix(local, "naoresponda") || strings.HasPrefix(local, "nãoresponda") || strings.HasPrefix(local, "donotreply")
}

// speaksAsPerson takes the mark of a machine from what was written by a person.
func (p *plan) speaksAsPerson(who eml.Address) {
	m := &p.message
	m.Direction, m.Voice, m.Auto = desk.In, desk.CustomerVoice, desk.Person
	key := eml.AddressKey(who.Addr)
	p.party = party{medium: desk.Email, address: key, key: mailKey(key), name: who.Name}
}
