package transfer

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"mime/quotedprintable"
	"slices"
	"strings"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// Labels are what the owner calls an address that an address book says is at home or at work.
type Labels struct{ Home, Work string }

// Cards brings in customers from an address book: vCard 2.1, 3.0 and 4.0, any number in one file.
//
// Errors: desk.ErrImportUnreadable; a cancelled import has brought what the report says.
func Cards(ctx context.Context, st *store.Store, path string, words Labels, o Options) (r Report, err error) {
	file, _, err := openFile(path)
	if err != nil {
		return r, err
	}
	defer func() { _ = file.Close() }()
	people, err := readCards(metered{file, &meter{ctx: ctx}}, words, &r)
	if err != nil && ctx.Err() == nil {
		err = unreadable(path, err)
	}
	if err != nil {
		return r, err
	}
	if len(people) == 0 {
		return r, unreadable(path, errors.New("no card"))
	}
	return r, bring(ctx, st, desk.CardImport, path, people, &r, o)
}

// mostCardLines bounds a card.
const mostCardLines = 2000

// property is one line of a card: ITEM1.TEL;TYPE=work:+55…
type property struct {
	group, name string
	params      map[string][]string // by their names in capitals; types of 2.1, which have none, among "TYPE"
	value       string
}

// readCards reads cards until the file ends. A card that is cut off is left out.
func readCards(in io.Reader, words Labels, r *Report) (people []person, err error) {
	lines := &cardLines{linesOf(in)}
	var card []property
	begun := 0
	for {
		text, line, err := lines.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		switch strings.ToUpper(strings.ReplaceAll(text, " ", "")) {
		case "BEGIN:VCARD":
			if begun > 0 {
				r.skip(Skip{Line: begun, Reason: Incomplete})
			}
			card, begun = nil, line
		case "END:VCARD":
			if begun > 0 && len(people) < mostPeople {
				people = append(people, person{cardOf(card, words), begun})
			}
			card, begun = nil, 0
		default:
			if p, ok := parseProperty(text); ok && begun > 0 && len(card) < mostCardLines {
				card = append(card, p)
			}
		}
	}
	if begun > 0 {
		r.skip(Skip{Line: begun, Reason: Incomplete})
	}
	return people, nil
}

// cardLines joins the folded lines of a file.
type cardLines struct{ fileLines }

// next gives a whole line and where it begins, without what is longer than anything that is looked at.
func (c *cardLines) next() (string, int, error) {
	text, err := c.read()
	begin := c.line
	if err != nil {
		return "", begin, err
	}
	// A line of quoted-printable that ends in "=" goes on, though what follows does not say so.
	printable := bytes.Contains(bytes.ToUpper(beforeColon(text)), []byte("QUOTED-PRINTABLE"))
	for {
		ahead, _ := c.in.Peek(1)
		folded := len(ahead) == 1 && (ahead[0] == ' ' || ahead[0] == '\t')
		soft := printable && bytes.HasSuffix(text, []byte("="))
		if !folded && !soft {
			return decoded(text), begin, nil
		}
		more, err := c.read()
		if err != nil {
			return decoded(text), begin, nil //nolint:nilerr // it is told with the next line
		}
		if soft {
			text = text[:len(text)-1]
		} else {
			more = more[1:]
		}
		if len(text) < keptLine {
			text = append(text, more...)
		}
	}
}

func beforeColon(b []byte) []byte {
	head, _, _ := bytes.Cut(b, []byte(":"))
	return head
}

// parseProperty reads one line; ok is false for what is none.
func parseProperty(text string) (p property, ok bool) {
	head, value, ok := cutUnquoted(text, ':')
	if !ok {
		return p, false
	}
	p = property{value: value, params: map[string][]string{}}
	name, rest, more := cutUnquoted(head, ';')
	if group, bare, has := strings.Cut(name, "."); has {
		p.group, name = strings.ToUpper(group), bare
	}
	p.name = strings.ToUpper(strings.TrimSpace(name))
	for more {
		var one string
		one, rest, more = cutUnquoted(rest, ';')
		key, val, has := strings.Cut(one, "=")
		if !has {
			key, val = "TYPE", one
		}
		key = strings.ToUpper(strings.TrimSpace(key))
		for v := range strings.SplitSeq(strings.Trim(val, `"`), ",") {
			p.params[key] = append(p.params[key], strings.ToLower(strings.TrimSpace(v)))
		}
	}
	p.decode()
	return p, p.name != ""
}

// cutUnquoted is strings.Cut around the first of a byte that does not stand in quotes.
func cutUnquoted(s string, sep byte) (before, after string, found bool) {
	quoted := false
	for i := range len(s) {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case s[i] == sep && !quoted:
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}

func (p *property) decode() {
	encodings := append(p.params["ENCODING"], p.params["TYPE"]...)
	var raw []byte
	switch {
	case slices.Contains(encodings, "quoted-printable"):
		raw, _ = io.ReadAll(quotedprintable.NewReader(strings.NewReader(p.value)))
	case slices.Contains(p.params["ENCODING"], "b"), slices.Contains(p.params["ENCODING"], "base64"):
		raw, _ = base64.StdEncoding.DecodeString(p.value)
	default:
		return
	}
	p.value = decoded(raw)
}

func (p property) is(kind string) bool { return slices.Contains(p.params["TYPE"], kind) }

// text takes the escapes away.
func (p property) text() string {
	return strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\N`, "\n", `\,`, ",", `\;`, ";").Replace(p.value)
}

// parts takes a value of several parts apart: family name, given name, and so on.
func (p property) parts() (parts []string) {
	var b strings.Builder
	for i := 0; i < len(p.value); i++ {
		switch {
		case p.value[i] == '\\' && i+1 < len(p.value):
			i++
			b.WriteByte(p.value[i])
		case p.value[i] == ';':
			parts = append(parts, b.String())
			b.Reset()
		default:
			b.WriteByte(p.value[i])
		}
	}
	return append(parts, b.String())
}

// cardOf reads what a card says of a person.
func cardOf(card []property, words Labels) (l customer.Listed) {
	labels := map[string]string{}
	var spelt, company, nick string
	for _, p := range card {
		switch p.name {
		case "X-ABLABEL":
			labels[p.group] = strings.Trim(strings.TrimSuffix(strings.TrimPrefix(p.text(), "_$!<"), ">!$_"), " ")
		case "FN":
			l.Name = firstOf(l.Name, p.text())
		case "N":
			spelt = firstOf(spelt, fullName(p.parts()))
		case "ORG":
			company = firstOf(company, p.parts()[0])
		case "NICKNAME":
			nick = firstOf(nick, p.text())
		case "NOTE":
			l.Notes = strings.TrimSpace(l.Notes + "\n" + p.text())
		}
	}
	for _, name := range []string{spelt, company, nick} {
		l.Name = firstOf(l.Name, name)
	}
	for _, p := range card {
		if c, ok := p.contact(words); ok {
			if own := labels[p.group]; p.group != "" && own != "" && !isAppleWord(own) {
				c.Label = own
			}
			l.Contacts = append(l.Contacts, c)
		}
	}
	return l
}

// contact reads a line that is an address; preferred ones are not told from the others.
func (p property) contact(words Labels) (c customer.ListedContact, ok bool) {
	switch p.name {
	case "TEL":
		if p.is("fax") || p.is("pager") {
			return c, false
		}
		c.Channel, c.Typed = desk.SMS, withoutScheme(p.text(), "tel:")
	case "EMAIL":
		c.Channel, c.Typed = desk.Email, withoutScheme(p.text(), "mailto:")
	default:
		return c, false
	}
	switch {
	case p.is("home"):
		c.Label = words.Home
	case p.is("work"):
		c.Label = words.Work
	}
	return c, true
}

// isAppleWord tells the labels that Apple translates itself: they say what the types say.
func isAppleWord(label string) bool {
	return slices.Contains([]string{"Home", "Work", "Mobile", "Main", "Other", "HomeFAX", "WorkFAX", "Pager", "HomePage"}, label)
}

func withoutScheme(text, scheme string) string {
	text = strings.TrimSpace(text)
	if len(text) >= len(scheme) && strings.EqualFold(text[:len(scheme)], scheme) {
		text = text[len(scheme):]
	}
	text, _, _ = strings.Cut(text, ";") // ;ext=, ;phone-context=
	return text
}

// fullName puts the parts of a name in the order that people say them: prefixes, given, more, family, suffixes.
func fullName(parts []string) string {
	var words []string
	for _, i := range []int{3, 1, 2, 0, 4} {
		if i < len(parts) {
			words = append(words, strings.Fields(parts[i])...)
		}
	}
	return strings.Join(words, " ")
}

func firstOf(has, more string) string {
	if strings.TrimSpace(has) != "" {
		return has
	}
	return strings.TrimSpace(more)
}
