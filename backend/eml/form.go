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

// labels are what form programs call the fields in the five languages, small and with blanks for marks.
var labels = map[blank][]string{
	nameBlank: {
		"nome", "nome completo", "nome e sobrenome", "nome e apelido", "nombre", "nombre completo", "nombre y apellidos",
		"nom", "nom complet", "nom i cognoms", "name", "full name", "first name", "cliente", "consumidor",
	},
	emailBlank: {
		"email", "e mail", "email address", "e mail address", "endereço de email", "endereço de e mail", "reply to", "replyto",
		"correo", "correo electrónico", "correo electronico", "dirección de correo", "dirección de correo electrónico",
		"correu", "correu electrònic", "adreça electrònica", "adreça de correu", "adreça de correu electrònic",
	},
	phoneBlank: {
		"telefone", "telemóvel", "telemovel", "celular", "fone", "tel", "número de telefone", "número de celular", "whatsapp", "whats app",
		"teléfono", "telefono", "móvil", "movil", "número de teléfono", "telèfon", "mòbil", "número de telèfon",
		"phone", "phone number", "mobile", "mobile phone", "telephone", "whatsapp number",
	},
	askedBlank: {
		"mensagem", "corpo da mensagem", "mensaje", "cuerpo del mensaje", "missatge", "cos del missatge", "message", "message body",
		"assunto", "asunto", "assumpte", "subject", "comentário", "comentários", "comentario", "comentarios", "comentari", "comentaris",
		"comment", "comments", "comentário ou mensagem", "comment or message", "dúvida", "consulta", "descrição", "descripción", "descripció",
		"reclamação", "reclamación", "reclamació",
	},
	senderBlank: {"de", "from"},
}

var (
	blankOf, openers = learned()

	// What labels have before and behind them: "O seu nome", "Telefone com DDD", "E-mail para contato".
	hers  = listed("o", "a", "el", "la", "seu", "sua", "teu", "tua", "tu", "su", "teva", "seva", "vostre", "your")
	tails = listed("com", "de", "para", "e", "ou", "y", "o", "i", "or", "obrigatório", "obligatorio", "obligatori", "required")

	tableHead   = regexp.MustCompile(`(?i)^val(?:ue|or)$`) // of "Name | Value"
	phoneNumber = regexp.MustCompile(`[+(]?\d[\d ().\x{a0}-]{5,}\d`)
)

// learned turns the labels round. openers are the words that they begin with: most lines of a mail begin with none.
func learned() (of map[string]blank, openers map[string]bool) {
	of, openers = map[string]blank{}, map[string]bool{}
	for is, names := range labels {
		for _, name := range names {
			first, _, _ := strings.Cut(name, " ")
			of[name], openers[first] = is, true
		}
	}
	return of, openers
}

func listed(words ...string) map[string]bool {
	list := map[string]bool{}
	for _, w := range words {
		list[w] = true
	}
	return list
}

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
		if is == noBlank || is == senderBlank && (findAddress(value) == "" || headsMail(lines[i+1:])) {
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
	if !opens(line) {
		return noBlank, ""
	}
	label := line
	if at := strings.IndexAny(line, ":|\t"); at >= 0 {
		label, value = line[:at], strings.Trim(line[at+1:], ":"+formMarks)
	}
	if is = labelled(label); is != noBlank {
		return is, value
	}
	return besideLabel(line)
}

// besideLabel parts a line without a mark between its label and its value.
func besideLabel(line string) (is blank, value string) {
	const most = 5 // words of a label
	for n, at := 0, 0; n < most; n++ {
		next := strings.IndexByte(line[at:], ' ')
		if next < 0 {
			break
		}
		at += next
		rest := strings.TrimLeft(line[at:], " ")
		if is := labelled(line[:at]); is != noBlank && fits(is, rest) {
			return is, rest
		}
		at = len(line) - len(rest)
	}
	return noBlank, ""
}

// labelled tells what a label asks for.
func labelled(label string) blank {
	if len(label) > maxLabel {
		return noBlank
	}
	if at := strings.IndexAny(label, "(/"); at >= 0 {
		label = label[:at]
	}
	words := strings.FieldsFunc(strings.ToLower(label), apart)
	for len(words) > 1 && hers[words[0]] {
		words = words[1:]
	}
	if is := blankOf[strings.Join(words, " ")]; is != noBlank {
		return is
	}
	tail := max(0, slices.IndexFunc(words, func(w string) bool { return tails[w] }))
	if is := blankOf[strings.Join(words[:tail], " ")]; is == emailBlank || is == phoneBlank {
		return is // "Nombre de la empresa" is no name of hers
	}
	return noBlank
}

// opens tells whether a line begins as a label does.
func opens(line string) bool {
	for word := range strings.FieldsFuncSeq(line[:min(maxLabel, len(line))], apart) {
		if word = strings.ToLower(word); !hers[word] {
			return openers[word]
		}
	}
	return false
}

func apart(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// fits tells a value that stands beside its label from the rest of a sentence.
func fits(is blank, value string) bool {
	switch is {
	case emailBlank:
		return findAddress(value) == value
	case phoneBlank:
		return phoneNumber.FindString(value) == value
	case nameBlank:
		first, _ := utf8.DecodeRuneInString(value)
		return unicode.IsUpper(first) && !tableHead.MatchString(value) && len(strings.Fields(value)) <= 4 && !strings.ContainsAny(value, ".,;!?")
	default:
		return false
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
