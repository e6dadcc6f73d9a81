package assist

import (
	"slices"
	"strings"

	"balcao/backend/channel/sms"
	"balcao/backend/desk"
	"balcao/backend/llm"
	"balcao/backend/phone"
)

// Checks are what was looked for in a text that a model wrote.
type Checks struct {
	Blocked     []Foreign    // keep it from being sent until they are taken out or allowed
	Gaps        []string     // what is to be confirmed; they keep it from being sent too
	TooLong     bool         // for its channel
	OtherTongue string       // the language that it is in, when that is not the one asked for
	Differences []Difference // from what was said before and from the facts
	Unfounded   []string     // prices and percentages that the shop never named
}

// Ready tells whether nothing keeps the text from being sent by the owner.
func (c Checks) Ready() bool { return len(c.Blocked) == 0 && len(c.Gaps) == 0 }

// Foreign is a contact, an account or a document in a draft that neither the shop nor the customer's record knows.
type Foreign struct {
	Kind Kind
	Text string
}

// answered is the JSON of an answer.
type answered struct {
	Draft    string   `json:"draft"`
	Language string   `json:"language"`
	Used     []string `json:"used"`
	Missing  []string `json:"missing"`
	Handover bool     `json:"handover"`
	Reason   string   `json:"reason"`
}

// What a model may fill: entries of a list, and characters of a text that is far too long for any channel.
const (
	most      = 50
	mostDraft = 10_000
)

// read reads a model's answer; false: it is neither the JSON that was asked for nor a plain text.
func (p *prepared) read(text string, r *Reply) bool {
	var got answered
	if !llm.ReadJSON(text, &got) {
		if got.Draft = llm.Plain(text); strings.HasPrefix(got.Draft, "{") || strings.HasPrefix(got.Draft, "<") {
			return false
		}
	}
	r.Text = cut(p.final(got.Draft), mostDraft)
	if r.Text == "" && !got.Handover {
		return false
	}
	for _, id := range got.Used[:min(len(got.Used), most)] {
		if ref, known := p.refs[strings.TrimSpace(id)]; known && !slices.Contains(r.Used, ref) {
			r.Used = append(r.Used, ref)
		}
	}
	for _, gap := range got.Missing[:min(len(got.Missing), most)] {
		if gap = cut(p.final(gap), 200); gap != "" {
			r.Missing = append(r.Missing, gap)
		}
	}
	r.Handover, r.Words = got.Handover, cut(p.final(got.Reason), 300)
	if r.Handover {
		r.Reason = ByModel
	}
	return true
}

// final makes a text of a model fit to be shown: without what has no shape, with what was hidden.
func (p *prepared) final(text string) string { return p.restore(unmarked(tidy(text))) }

// growing shows a draft as it is written.
func (p *prepared) growing(show func(string)) func(string) {
	if show == nil {
		return nil
	}
	return func(text string) {
		if draft, begun := llm.Growing(text, "draft"); begun {
			show(p.final(draft))
		}
	}
}

func (p *prepared) check(r *Reply) {
	r.Gaps = desk.Gaps(r.Text)
	r.Blocked = p.foreign(r.Text)
	r.TooLong = tooLong(p.ask.Channel, r.Text)
	if language, sure := guessLanguage(r.Text, p.language); sure && language != p.language && !bothPortuguese(language, p.language) {
		r.OtherTongue = language
	}
	if p.ask.Task == Draft {
		r.Differences = Compare(r.Text, p.now, p.statements(), p.facts)
		r.Unfounded = p.unfounded(r.Text)
	}
}

func bothPortuguese(a, b string) bool {
	return strings.HasPrefix(a, "pt") && strings.HasPrefix(b, "pt")
}

// lengths that a draft may have; an SMS of two parts.
const (
	mostSegments = 2
	mostChat     = 1000
	mostMail     = 4000
)

func tooLong(c desk.Channel, text string) bool {
	switch c {
	case desk.SMS:
		return sms.Count(text).Parts > mostSegments
	case desk.Email:
		return len([]rune(text)) > mostMail
	default:
		return len([]rune(text)) > mostChat
	}
}

// reaches are the kinds that lead away from the shop, or to somebody's money.
func reaches(k Kind) bool {
	switch k {
	case Link, Mail, Phone, Pix, IBAN, Account, Boleto, CPF, CNPJ, Document, Card, number:
		return true
	default:
		return false
	}
}

// foreign finds what only a customer's message, or nobody, has named. The owner's own text is a source of what is
// made of it.
func (p *prepared) foreign(text string) (found []Foreign) {
	allowed := map[string]bool{}
	var phones []string
	for _, source := range append(p.sources(), p.ask.Text) {
		for _, m := range find(source, allFinders, reaches) {
			allowed[m.key] = true
			if m.kind == Phone {
				phones = append(phones, phone.Digits(m.key))
			}
		}
	}
	sameNumber := func(key string) bool {
		digits := phone.Digits(key)
		return len(digits) >= 8 && slices.ContainsFunc(phones, func(known string) bool { return strings.HasSuffix(known, digits) })
	}
	for _, m := range find(text, allFinders, reaches) {
		if m.kind == number || allowed[m.key] || m.kind == Phone && sameNumber(m.key) {
			continue
		}
		if f := (Foreign{m.kind, m.of(text)}); !slices.Contains(found, f) {
			found = append(found, f)
		}
	}
	return found
}

// sources are the texts that a draft may take contacts from: what the shop tells everybody, what it has told this
// customer, and what she is known by. What she wrote is none.
func (p *prepared) sources() []string {
	list := append([]string{p.signature, p.person.Document}, p.addresses...)
	for _, f := range p.facts {
		list = append(list, f.Question, f.Answer)
	}
	for _, i := range p.identities {
		list = append(list, strings.TrimPrefix(i.Address, "whatsapp:"))
	}
	for _, s := range p.stated {
		list = append(list, s.Text)
	}
	return list
}

// statements are what the shop said to this customer and promised her.
func (k *known) statements() []Statement {
	list := slices.Clone(k.stated)
	for _, c := range k.cases {
		if c.Promise != "" {
			list = append(list, Statement{Ref: Ref{OfCase, c.Protocol.String()}, At: c.OpenedAt, Text: c.Promise})
		}
	}
	return list
}

// unfounded gives the prices and percentages that stand in no fact and in nothing that the shop said.
func (p *prepared) unfounded(text string) (list []string) {
	founded := map[string]bool{}
	for _, source := range p.sources() {
		for _, v := range valuesOf(source, p.now) {
			founded[v.key] = true
		}
	}
	for _, k := range p.cases {
		for _, v := range valuesOf(k.Promise, k.OpenedAt) {
			founded[v.key] = true
		}
	}
	for _, v := range valuesOf(text, p.now) {
		if (v.kind == Price || v.kind == Percent) && !founded[v.key] && !slices.Contains(list, v.text) {
			list = append(list, v.text)
		}
	}
	return list
}
