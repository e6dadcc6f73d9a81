package phrase

import (
	"regexp"
	"slices"
	"strings"

	"balcao/backend/desk"
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

// FieldName is what a field is called in a language. Every one is understood in the wordings of all.
type FieldName struct {
	Field    Field
	Language string
	Name     string
}

// KnownFields are all names, in the order in which they are proposed; the first of a field in a language is the one.
var KnownFields = [...]FieldName{
	{Name, "pt-BR", "nome"},
	{Name, "pt-PT", "nome"},
	{Name, "en", "name"},
	{Name, "es", "nombre"},
	{Name, "ca", "nom"},
	{FirstName, "pt-BR", "primeiro_nome"},
	{FirstName, "pt-PT", "primeiro_nome"},
	{FirstName, "en", "first_name"},
	{FirstName, "es", "primer_nombre"},
	{FirstName, "ca", "primer_nom"},
	{Protocol, "pt-BR", "protocolo"},
	{Protocol, "pt-PT", "processo"},
	{Protocol, "en", "case_number"},
	{Protocol, "en", "protocol"},
	{Protocol, "es", "caso"},
	{Protocol, "ca", "cas"},
	{ShopName, "pt-BR", "loja"},
	{ShopName, "pt-PT", "loja"},
	{ShopName, "en", "shop"},
	{ShopName, "es", "tienda"},
	{ShopName, "ca", "botiga"},
	{Hours, "pt-BR", "horario"},
	{Hours, "pt-PT", "horario"},
	{Hours, "en", "hours"},
	{Hours, "es", "horario"},
	{Hours, "ca", "horari"},
}

// FieldOf tells which field a name in braces is; empty: one that the owner fills by hand.
func FieldOf(name string) Field {
	for _, each := range KnownFields {
		if each.Name == nameOf(name) {
			return each.Field
		}
	}
	return ""
}

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

// CheckBraces gives desk.ErrPhraseBrace for a text with a brace that belongs to no field.
func CheckBraces(text string) error {
	_, found := Fill(text, func(string) string { return "" })
	if slices.ContainsFunc(found, isBrace) {
		return desk.E(desk.ErrPhraseBrace, nil)
	}
	return nil
}

func isBrace(name string) bool { return strings.Contains(name, "{") || strings.Contains(name, "}") }
