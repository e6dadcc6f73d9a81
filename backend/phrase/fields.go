package phrase

import (
	"regexp"
	"slices"
	"strings"

	"balcao/backend/store"
)

// Field is something that the program can put into a text by itself.
type Field string

// The fields. Any other name in braces is a field too, which the owner fills by hand.
const (
	Name      Field = "name"
	FirstName Field = "first_name"
	Protocol  Field = "protocol"
	ShopName  Field = "shop"
	Hours     Field = "hours"
)

// names are what the fields are called in the five languages, folded.
var names = map[string]Field{
	"nome": Name, "name": Name, "nombre": Name, "nom": Name,
	"primeiro_nome": FirstName, "first_name": FirstName, "primer_nombre": FirstName, "primer_nom": FirstName,
	"protocolo": Protocol, "protocol": Protocol, "case_number": Protocol, "caso": Protocol, "cas": Protocol, "processo": Protocol,
	"loja": ShopName, "shop": ShopName, "tienda": ShopName, "botiga": ShopName,
	"horario": Hours, "hours": Hours, "horari": Hours,
}

// FieldOf tells which field a name in braces is; empty: one that the owner fills by hand.
func FieldOf(name string) Field { return names[nameOf(name)] }

// nameOf is a name of a field as it is compared: {Primeiro nome} is {primeiro_nome}.
func nameOf(written string) string { return strings.ReplaceAll(store.Folded(written), " ", "_") }

// braces finds a field, or a brace that belongs to none.
var braces = regexp.MustCompile(`\{[ ]*([\p{L}\p{M}\p{N}_ ]{1,40})[ ]*\}|[{}]`)

// Fill puts values into the fields of a text. value is asked with the name as it is written, without the braces, and
// gives "" where there is none. What is not filled stays as it is and is in missing, each once: names of fields, and
// braces that belong to no field. Values are not looked into.
func Fill(text string, value func(name string) string) (filled string, missing []string) {
	missing = []string{}
	filled = braces.ReplaceAllStringFunc(text, func(found string) string {
		name := strings.TrimSpace(strings.Trim(found, "{}"))
		if name != "" {
			if v := value(name); v != "" {
				return v
			}
		} else {
			name = found
		}
		if !slices.Contains(missing, name) {
			missing = append(missing, name)
		}
		return found
	})
	return filled, missing
}

// FieldNames lists the names of the fields of a text as they are written, in their order, each once.
func FieldNames(text string) []string {
	_, found := Fill(text, func(string) string { return "" })
	return slices.DeleteFunc(found, isBrace)
}

func hasLoneBrace(text string) bool {
	_, found := Fill(text, func(string) string { return "" })
	return slices.ContainsFunc(found, isBrace)
}

func isBrace(name string) bool { return strings.Contains(name, "{") || strings.Contains(name, "}") }
