package transfer

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// Columns says what of a customer stands in which columns, for what their headings do not tell: field=heading, or
// field=number, counted from 1. Several columns may hold one field.
type Columns []string

// ListFields are the fields of a customer that a list can hold.
var ListFields = []string{"name", "given", "family", "phone", "email", "document", "notes", "tags"}

// headings tell a column by its heading, without accents and capitals, in the five languages.
var headings = map[string]*regexp.Regexp{
	"name":     regexp.MustCompile(`^(?:nome|name|nombre|nom|nome completo|full name|display name|nombre completo|nom complet|cliente?|clienta|customer|contato|contacto|contacte|contact|razao social|razon social)$`),
	"given":    regexp.MustCompile(`^(?:first name|given name|primeiro nome|nome proprio|nombre de pila|nom de pila)$`),
	"family":   regexp.MustCompile(`^(?:last name|family name|surname|sobrenome|ultimo nome|apelidos?|apellidos?|cognoms?)$`),
	"phone":    regexp.MustCompile(`\b(?:telefones?|telefonos?|telefons?|phones?|celular(?:es)?|telemove(?:l|is)|movil(?:es)?|mobils?|mobile|whatsapp|fones?|tel|cel|zap)\b`),
	"email":    regexp.MustCompile(`(?:\be-?mails?\b|\bcorreo\b|\bcorreu\b)`),
	"document": regexp.MustCompile(`^(?:cpf|cnpj|cpf ?/ ?cnpj|cpf ou cnpj|documento?|document|nif|nie|dni|cif|nif ?/ ?nie|tax id|contribuinte)$`),
	"notes":    regexp.MustCompile(`^(?:notas?|notes?|obs\.?|observac(?:ao|oes)|observacion(?:es)?|observacio(?:ns)?|bom saber|bueno saber|bo de saber|good to know|comentarios?|comments?)$`),
	"tags":     regexp.MustCompile(`^(?:tags?|etiquetas?|etiquet(?:a|es))$`),
}

// describing tells a column that only says of what kind the address beside it is.
var describing = regexp.MustCompile(`\b(?:label|type|tipo|tipus|etiqueta|fax|rotulo)\b`)

// mostSheet bounds a list, which is read whole.
const mostSheet = 64 << 20

// Customers brings in customers from a list with a line of headings: CSV with any separator, as spreadsheets and address
// books write it.
//
// Errors: desk.ErrImportUnreadable; desk.ErrImportColumns when no column holds an address, with their headings; desk.ErrUsage
// for columns that are not there. A cancelled import has brought what the report says.
func Customers(ctx context.Context, st *store.Store, path string, columns Columns, o Options) (r Report, err error) {
	file, size, err := openFile(path)
	if err != nil {
		return r, err
	}
	defer func() { _ = file.Close() }()
	if size > mostSheet {
		return r, unreadable(path, errors.New("too large"))
	}
	raw, err := io.ReadAll(metered{file, &meter{ctx: ctx}})
	if err != nil {
		return r, err
	}
	people, err := readSheet(raw, columns, &r)
	if err != nil {
		return r, err
	}
	if len(people) == 0 {
		return r, unreadable(path, errors.New("no line"))
	}
	return r, bring(ctx, st, desk.ListImport, path, people, &r, o)
}

// sheet is a list being read.
type sheet struct {
	fields map[int]string // what a column holds
}

func readSheet(raw []byte, columns Columns, r *Report) (people []person, err error) {
	in := rowsOf(decodeSheet(raw))
	head, _ := in.next()
	if len(head) == 0 {
		return nil, nil
	}
	s := sheet{}
	if err := s.read(head, columns); err != nil {
		return nil, err
	}
	for in.width = len(head); len(people) < mostPeople && in.rest != ""; {
		row, line := in.next()
		switch {
		case row == nil:
			r.skip(Skip{Line: line, Reason: Unreadable})
		case slices.ContainsFunc(row, func(cell string) bool { return len(cell) > keptLine }):
			r.skip(Skip{Line: line, Reason: TooLarge})
		case slices.ContainsFunc(row, func(cell string) bool { return strings.TrimSpace(cell) != "" }):
			people = append(people, person{s.person(row), line})
		}
	}
	return people, nil
}

// decodeSheet reads the bytes of a list: UTF-16 by its mark, UTF-8, else what Windows writes.
func decodeSheet(raw []byte) string {
	if bytes.HasPrefix(raw, []byte{0xff, 0xfe}) || bytes.HasPrefix(raw, []byte{0xfe, 0xff}) {
		text, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(raw)
		if err == nil {
			return string(text)
		}
	}
	return decoded(raw)
}

// rows reads a list row by row.
type rows struct {
	rest      string
	line      int // where rest begins, from 1
	separator rune
	width     int // how many cells a row has; 0: nobody knows yet
}

func rowsOf(text string) rows {
	first, rest, _ := strings.Cut(text, "\n")
	if told, is := strings.CutPrefix(strings.TrimSuffix(first, "\r"), "sep="); is && utf8.RuneCountInString(told) == 1 { // Excel's own
		separator, _ := utf8.DecodeRuneInString(told)
		return rows{rest: rest, line: 2, separator: separator}
	}
	return rows{rest: text, line: 1, separator: separatorOf(first)}
}

// mostRowLines is over how many lines a row may go on.
const mostRowLines = 50

// next gives a row, and where it begins; nil for what is none. A quote that nobody closes spoils its own line and no other.
func (s *rows) next() (cells []string, line int) {
	line = s.line
	first := len(linesAtFirst(s.rest, 1))
	if strings.Count(s.rest[:first], `"`)%2 == 1 {
		cells, size := s.parse(linesAtFirst(s.rest, mostRowLines), false)
		if size > first && (s.width == 0 || len(cells) == s.width) {
			s.skip(size)
			return cells, line
		}
	}
	text := s.rest[:first]
	s.skip(first)
	if cells, size := s.parse(text, false); size > 0 {
		return cells, line
	}
	if cells = strings.Split(strings.TrimRight(text, "\r\n"), string(s.separator)); len(cells) == s.width {
		return cells, line // its quotes are letters as all others
	}
	cells, _ = s.parse(text, true)
	return cells, line
}

// linesAtFirst gives the first lines of a text.
func linesAtFirst(text string, n int) string {
	size := 0
	for ; n > 0 && size < len(text); n-- {
		line, _, ended := strings.Cut(text[size:], "\n")
		if size += len(line); ended {
			size++
		}
	}
	return text[:size]
}

// parse reads the first row of a text, and how long it is; where that is lazy, quotes may stand anywhere.
func (s *rows) parse(text string, lazy bool) (cells []string, size int) {
	in := csv.NewReader(strings.NewReader(text))
	in.Comma, in.LazyQuotes, in.FieldsPerRecord = s.separator, lazy, -1
	cells, err := in.Read()
	switch {
	case errors.Is(err, io.EOF): // a blank line
		return []string{}, len(text)
	case err != nil:
		return nil, 0
	default:
		return cells, int(in.InputOffset())
	}
}

func (s *rows) skip(size int) {
	s.line += strings.Count(s.rest[:size], "\n")
	s.rest = s.rest[size:]
}

// separatorOf is what parts the headings most often.
func separatorOf(line string) rune {
	best, most := ',', 0
	for _, sep := range []rune{';', ',', '\t', '|'} {
		if n := strings.Count(line, string(sep)); n > most {
			best, most = sep, n
		}
	}
	return best
}

// read finds out what each column holds: as it was told, else by its heading.
func (s *sheet) read(head []string, columns Columns) error {
	s.fields = map[int]string{}
	told := map[string]bool{}
	for _, one := range columns {
		name, column, _ := strings.Cut(one, "=")
		at := columnAt(head, column)
		if !slices.Contains(ListFields, name) || at < 0 {
			return desk.E(desk.ErrUsage, nil, "argument", one)
		}
		s.fields[at], told[name] = name, true
	}
	for at, heading := range head {
		folded := store.Folded(heading)
		if _, taken := s.fields[at]; taken {
			continue
		}
		for _, name := range ListFields {
			describes := (name == "phone" || name == "email") && describing.MatchString(folded)
			if !told[name] && !describes && headings[name].MatchString(folded) {
				s.fields[at] = name
				break
			}
		}
	}
	for _, name := range s.fields {
		if name == "phone" || name == "email" {
			return nil
		}
	}
	return desk.E(desk.ErrImportColumns, nil, "columns", strings.Join(head[:min(len(head), 40)], listMark))
}

// columnAt finds a column by its heading, else by its number; -1: there is none.
func columnAt(head []string, column string) int {
	at := slices.IndexFunc(head, func(h string) bool { return store.Folded(h) == store.Folded(column) && column != "" })
	if n, err := strconv.Atoi(column); at < 0 && err == nil && n >= 1 && n <= len(head) {
		return n - 1
	}
	return at
}

// person reads one line.
func (s *sheet) person(row []string) (l customer.Listed) {
	var given, family []string
	for at, cell := range row {
		for cell := range strings.SplitSeq(cell, " ::: ") { // so Google parts several of one kind
			if cell = strings.TrimSpace(cell); cell == "" {
				continue
			}
			switch s.fields[at] {
			case "name":
				l.Name = firstOf(l.Name, cell)
			case "given":
				given = append(given, cell)
			case "family":
				family = append(family, cell)
			case "phone":
				l.Contacts = append(l.Contacts, customer.ListedContact{Channel: desk.SMS, Typed: cell})
			case "email":
				l.Contacts = append(l.Contacts, customer.ListedContact{Channel: desk.Email, Typed: cell})
			case "document":
				l.Document = firstOf(l.Document, cell)
			case "notes":
				l.Notes = strings.TrimSpace(l.Notes + "\n" + cell)
			case "tags":
				l.Tags = append(l.Tags, strings.FieldsFunc(cell, func(c rune) bool { return c == ',' || c == ';' || c == '|' })...)
			}
		}
	}
	l.Name = wholeName(l.Name, strings.Join(given, " "), strings.Join(family, " "))
	return l
}

// wholeName puts a name together of what stands in several columns.
func wholeName(name, given, family string) string {
	name = firstOf(name, given)
	if family == "" || strings.Contains(store.Folded(name), store.Folded(family)) {
		return name
	}
	return strings.TrimSpace(name + " " + family)
}
