package eml

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Form is who filled in a form, as the mail tells that the form's program sent on her behalf. Fields that are not there
// are empty, and so is an address or a number that is none.
type Form struct {
	Name, Email, Phone string
	// Sure: these are the lines of a form and not of a signature: her name or what she asks, and one field more.
	Sure bool
}

// blank is what a line of a form is for.
type blank int

const (
	noBlank blank = iota
	nameBlank
	emailBlank
	phoneBlank
	askedBlank
	senderBlank // her name and her address, as Contact Form 7 writes them: "From: Bia bia@x.example"
)

// The labels of the fields, as form programs write them in the five languages.
const (
	hers      = `(?:(?:o|a|el|la)[ _-])?(?:(?:seu|sua|teu|tua|tu|su|teva|seva|vostre|your)[ _-])?`
	nameLabel = hers + `(?:nome(?: completo| e sobrenome| e apelido)?|nombre(?: completo| y apellidos?)?|nom(?: complet| i cognoms)?|` +
		`(?:full[ _-]|first[ _-])?name|cliente|consumidor)`
	emailLabel = hers + `(?:(?:endere[çc]o de )?e-?mail(?:[ _-]address| (?:de|para) conta[ct]to?e?)?|reply[_-]?to|` +
		`(?:direcci[oó]n de )?correo(?: electr[oó]nico)?|(?:adre[çc]a de )?correu(?: electr[oò]nic)?|adre[çc]a electr[oò]nica)`
	phoneWord = `(?:telefone|telem[oó]vel|celular|fone|tel[eé]fono|m[oó]vil|tel[eè]fon|m[oò]bil|tel|phone|mobile|whats ?app)`
	// "Telefone / WhatsApp", "Celular com DDD", "phone_number"
	phoneLabel = hers + `(?:n[uú]mero de )?` + phoneWord + `(?:[ _-]number| \(?com ddd\)?| (?:de|para) conta[ct]to?e?)?(?: ?(?:/|\(|ou|o|or|e|y|i) ?` + phoneWord + `\)?)?`
	askedLabel = hers + `(?:(?:corpo da |cuerpo del |cos del )?(?:mensagem|mensaje|missatge)|message(?: body)?|assunto|asunto|assumpte|subject|` +
		`coment[aá]rios?|comentaris?|comments?|d[uú]vida|consulta|descri[cç][aã]o|descripci[oó]n?|reclama[cç][aã]o|reclamaci[oó]n?)`
)

var (
	// fieldLabel and besideLabel have a group for each field, in their order.
	fieldLabel  = regexp.MustCompile(`(?i)^(?:(` + nameLabel + `)|(` + emailLabel + `)|(` + phoneLabel + `)|(` + askedLabel + `)|(de|from))$`)
	besideLabel = regexp.MustCompile(`(?i)^(?:(` + nameLabel + `)|(` + emailLabel + `)|(` + phoneLabel + `))[ \t]+(\S.*)$`)
	tableHead   = regexp.MustCompile(`(?i)^val(?:ue|or)$`) // of "Name | Value"
	mustFill    = regexp.MustCompile(`(?i)\(?\b(?:obrigat[oó]ri[oa]|obligatori[oa]?|required)\)?$`)
	phoneNumber = regexp.MustCompile(`[+(]?\d[\d ().\x{a0}-]{5,}\d`)
)

const (
	maxFormBytes = 16 << 10 // how much of a mail is searched: the fields of a form stand at its beginning
	maxLabel     = 60
	maxFormName  = 80 // runes
	formMarks    = " \t\r>*_•|-"
)

// ReadForm reads who filled in a form from the lines of its mail: a label with its value behind it, below it, or beside
// it in a table. Of each field the first counts.
func ReadForm(text string) (f Form) {
	lines := formLines(text)
	seen := [senderBlank + 1]bool{}
	for i, line := range lines {
		is, value := readField(line)
		if is == senderBlank && (findAddress(value) == "" || headsMail(lines[i+1:])) {
			continue
		}
		if value == "" && i+1 < len(lines) {
			if next, _ := readField(lines[i+1]); next == noBlank {
				value = lines[i+1]
			}
		}
		seen[is] = true
		f.take(is, value)
	}
	told := seen[nameBlank] || seen[askedBlank]
	contact := seen[emailBlank] || seen[phoneBlank]
	f.Sure = seen[senderBlank] || told && contact || seen[nameBlank] && seen[askedBlank]
	return f
}

// formLines are the lines that are not blank, without what surrounds them.
func formLines(text string) []string {
	if len(text) > maxFormBytes {
		text = text[:maxFormBytes]
	}
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.Trim(line, formMarks); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// readField tells what a line is about. Without a value it is a label alone.
func readField(line string) (is blank, value string) {
	label := line
	if at := strings.IndexAny(line, ":|\t"); at >= 0 {
		label, value = line[:at], strings.Trim(line[at+1:], ":"+formMarks)
	}
	if is = labelled(label); is != noBlank {
		return is, value
	}
	beside := besideLabel.FindStringSubmatch(line)
	if beside == nil {
		return noBlank, ""
	}
	value = beside[len(beside)-1]
	if is = group(beside); !fits(is, value) {
		return noBlank, ""
	}
	return is, value
}

func labelled(label string) blank {
	if len(label) > maxLabel {
		return noBlank
	}
	label = strings.Trim(mustFill.ReplaceAllString(strings.Trim(label, formMarks), ""), formMarks+".?")
	return group(fieldLabel.FindStringSubmatch(label))
}

// group is the field whose group matched.
func group(match []string) blank {
	for is := nameBlank; int(is) < len(match); is++ {
		if match[is] != "" {
			return is
		}
	}
	return noBlank
}

// fits tells a value that stands beside its label from the rest of a sentence.
func fits(is blank, value string) bool {
	switch is {
	case emailBlank:
		return findAddress(value) == value
	case phoneBlank:
		return phoneNumber.FindString(value) == value
	default:
		first, _ := utf8.DecodeRuneInString(value)
		return unicode.IsUpper(first) && !tableHead.MatchString(value) && len(strings.Fields(value)) <= 4 && !strings.ContainsAny(value, ".,;!?")
	}
}

// headsMail tells the sender of a forwarded mail from that of a form: other lines of its head follow.
func headsMail(next []string) bool {
	return slices.ContainsFunc(next[:min(3, len(next))], func(line string) bool {
		head := headerOther.FindString(line)
		return head != "" && labelled(strings.TrimSuffix(head, ":")) != askedBlank
	})
}

// take keeps the value of a field, unless it has one.
func (f *Form) take(is blank, value string) {
	address := findAddress(value)
	_, domain, _ := strings.Cut(address, "@")
	if !strings.Contains(domain, ".") || !IsSendable(address) {
		address = ""
	}
	switch {
	case is == nameBlank && f.Name == "" && utf8.RuneCountInString(value) <= maxFormName:
		f.Name = cleanLine(value)
	case is == emailBlank && f.Email == "":
		f.Email = address
	case is == phoneBlank && f.Phone == "":
		f.Phone = phoneNumber.FindString(value)
	case is == senderBlank && f.Email == "" && address != "":
		f.Name, f.Email = nameAround(value, address), address
	}
}
