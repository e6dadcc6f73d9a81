package eml

import (
	"net/mail"
	"regexp"
	"strings"
)

// Form is who filled in a form, as the mail tells that the form's program sent on her behalf.
type Form struct {
	Name, Email, Phone string
}

// formLine matches a line of a form's mail: a label, a colon, a value. The labels are those that form programs write
// in the five languages.
var formLine = regexp.MustCompile(`(?im)^[ \t>*•-]*(nome(?: completo)?|name|full name|your name|nombre(?: y apellidos)?|nom(?: i cognoms)?|cliente|consumidor|` +
	`e-?mail|email address|correo(?: electr[oó]nico)?|correu(?: electr[oò]nic)?|` +
	`telefone|celular|whats ?app|phone(?: number)?|tel[eé]fono|m[oó]vil|tel[eè]fon|m[oò]bil|telem[oó]vel)[*_ \t]*:[*_ \t]*(\S[^\r\n]*)\r?$`)

// maxFormBytes is how much of a mail is searched: the fields of a form stand at its beginning.
const maxFormBytes = 16 << 10

// ReadForm reads who filled in a form from the lines of its mail. Fields that are not there are empty; an address that
// is none counts as not there.
func ReadForm(text string) (f Form) {
	if len(text) > maxFormBytes {
		text = text[:maxFormBytes]
	}
	for _, line := range formLine.FindAllStringSubmatch(text, -1) {
		label, value := strings.ToLower(line[1]), strings.TrimSpace(strings.Trim(line[2], "*_ "))
		switch {
		case strings.HasPrefix(label, "e") || strings.HasPrefix(label, "corr"):
			if a, err := mail.ParseAddress(strings.TrimPrefix(value, "mailto:")); err == nil && f.Email == "" {
				f.Email = a.Address
			}
		case strings.HasPrefix(label, "n") || strings.HasPrefix(label, "full") || strings.HasPrefix(label, "your") || strings.HasPrefix(label, "c") && !strings.HasPrefix(label, "cel"):
			if f.Name == "" {
				f.Name = value
			}
		case f.Phone == "":
			f.Phone = value
		}
	}
	return f
}
