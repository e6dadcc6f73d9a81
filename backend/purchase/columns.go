package purchase

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Field is what a column of a table may hold.
type Field string

// The fields.
const (
	FieldDate     Field = "date"
	FieldValue    Field = "value"
	FieldWhat     Field = "what"
	FieldKind     Field = "kind"
	FieldWhere    Field = "where"
	FieldRef      Field = "ref"
	FieldCurrency Field = "currency"
	FieldNote     Field = "note"
	FieldName     Field = "name"
	FieldDocument Field = "document"
	FieldEmail    Field = "email"
	FieldPhone    Field = "phone"
)

// Fields lists them all.
func Fields() []Field {
	return []Field{
		FieldDate, FieldValue, FieldWhat, FieldKind, FieldWhere, FieldRef, FieldCurrency, FieldNote, FieldName, FieldDocument, FieldEmail, FieldPhone,
	}
}

// customerFields are those of which one says who bought it.
var customerFields = []Field{FieldDocument, FieldEmail, FieldPhone, FieldName}

// headings are how columns are called in Portuguese, English, Spanish and Catalan, as heading makes them, the likelier first.
var headings = map[Field]string{
	FieldDate: "data|data da venda|data da compra|data venda|data compra|data de venda|data de compra|data do pedido|data pedido|data da encomenda|" +
		"data emissao|data de emissao|emissao|date|order date|purchase date|sale date|invoice date|created at|day|fecha|fecha de venta|fecha de compra|" +
		"fecha venta|fecha compra|fecha pedido|fecha del pedido|data de la compra|data de la venda|data de la comanda|dia|data hora|data e hora",
	FieldValue: "valor total|total geral|valor pago|valor da venda|valor da compra|valor do pedido|valor liquido|grand total|order total|total amount|" +
		"importe total|import total|total|valor|amount|value|importe|import|montante|monto|price|preco|preco total|precio|preu",
	FieldWhat: "produto|produtos|product|products|product name|nome do produto|producto|productos|producte|productes|descricao|descricao do produto|" +
		"description|descripcion|descripcio|item|itens|items|artigo|artigos|articulo|articulos|article|articles|servico|service|servicio|servei|" +
		"mercadoria|concepto|concepte|o que|o que comprou|what|que|compra|purchase",
	FieldKind:  "tipo|tipo de compra|tipo de venda|kind|type|tipus",
	FieldWhere: "onde|local|where|place|donde|on|lloc|lugar|canal|canal de venda|canal de venta|sales channel|channel|origem|origen|source|loja|store|shop|tienda|botiga",
	FieldRef: "pedido|numero do pedido|numero de pedido|n pedido|no pedido|num pedido|id do pedido|codigo do pedido|order|order id|order number|" +
		"order no|invoice|invoice number|nota fiscal|numero da nota|nf|nf e|fatura|factura|numero de factura|numero da fatura|encomenda|" +
		"numero da encomenda|comanda|numero de comanda|venda|numero da venda|id da venda|sale id|referencia|ref|reference|codigo|code|numero|number|id",
	FieldCurrency: "moeda|currency|moneda|divisa",
	FieldNote: "observacao|observacoes|obs|nota|notas|note|notes|observacion|observaciones|observacio|observacions|comentario|comentarios|comentari|" +
		"comentaris|comment|comments",
	FieldName: "cliente|nome|nome do cliente|nome cliente|name|customer|customer name|client|client name|buyer|nombre|nombre del cliente|nombre cliente|" +
		"nom|nom del client|comprador|compradora|razao social|razon social|destinatario|full name|nome completo",
	FieldDocument: "cpf|cnpj|cpf cnpj|cnpj cpf|cpf ou cnpj|cpf do cliente|documento|documento do cliente|document|nif|nie|dni|cif|nif cif|nif do cliente|" +
		"tax id|vat|vat number|contribuinte|numero de contribuinte",
	FieldEmail: "e mail|email|mail|e mail do cliente|email do cliente|customer email|email address|correio eletronico|correo|correo electronico|email del cliente|" +
		"correu|correu electronic|endereco de email",
	FieldPhone: "whatsapp|celular|telemovel|movil|mobil|mobile|telefone|telefone celular|telefone do cliente|phone|phone number|customer phone|telefono|telefono movil|telefon|fone|tel",
}

var inBrackets = regexp.MustCompile(`\([^)]*\)|\[[^\]]*\]`)

// heading is what a column is called, without accents, capitals, punctuation and units.
func heading(text string) string {
	text = store.Folded(inBrackets.ReplaceAllString(text, " "))
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	words = slices.DeleteFunc(words, func(w string) bool { return w == "r" || w == "brl" || w == "eur" || w == "usd" }) // "Valor R$"
	return strings.Join(words, " ")
}

// Mapping reads what the owner said of columns: field=heading, or field=number, counted from 1; field= where no column holds it.
func Mapping(pairs []string) (map[Field]string, error) {
	told := map[Field]string{}
	for _, pair := range pairs {
		field, column, ok := strings.Cut(pair, "=")
		if !ok {
			return nil, wrong("map")
		}
		told[Field(field)] = column
	}
	return told, nil
}

// columns is where in a record each field stands.
type columns map[Field]int

// findColumns goes by what the owner said, then by how the columns are called. Errors: desk.ErrUsage for a column that is
// not there; desk.ErrPurchaseColumns where something that is needed was not found.
func findColumns(names []string, told map[Field]string) (columns, error) {
	found, taken := columns{}, map[int]bool{}
	called := make([]string, len(names))
	for i, name := range names {
		called[i] = heading(name)
	}
	for field, name := range told {
		at := columnNamed(called, name)
		if name != "" && at < 0 || !slices.Contains(Fields(), field) {
			return nil, wrong("map")
		}
		if name != "" {
			found[field], taken[at] = at, true
		}
	}
	for _, field := range Fields() {
		if _, has := told[field]; has {
			continue
		}
		for name := range strings.SplitSeq(headings[field], "|") {
			if at := slices.Index(called, name); at >= 0 && !taken[at] {
				found[field], taken[at] = at, true
				break
			}
		}
	}
	return found, found.lacking(names)
}

// columnNamed finds a column by what it is called, else by its number from 1.
func columnNamed(called []string, name string) int {
	if at := slices.Index(called, heading(name)); at >= 0 && called[at] != "" {
		return at
	}
	if n, err := strconv.Atoi(strings.TrimSpace(name)); err == nil && n >= 1 && n <= len(called) {
		return n - 1
	}
	return -1
}

// listMark parts what an error lists: names and headings have commas in them.
const listMark = " · "

func (c columns) lacking(names []string) error {
	var missing []string
	for _, field := range []Field{FieldDate, FieldValue} {
		if _, has := c[field]; !has {
			missing = append(missing, string(field))
		}
	}
	if !slices.ContainsFunc(customerFields, func(f Field) bool { _, has := c[f]; return has }) {
		missing = append(missing, string(FieldName))
	}
	if missing != nil {
		return desk.E(desk.ErrPurchaseColumns, nil, "missing", strings.Join(missing, ", "),
			"columns", strings.Join(tidied(names), listMark), "found", strings.Join(c.pairs(), listMark))
	}
	return nil
}

// pairs writes the columns as Mapping reads them.
func (c columns) pairs() (pairs []string) {
	for _, field := range Fields() {
		if at, has := c[field]; has {
			pairs = append(pairs, string(field)+"="+strconv.Itoa(at+1))
		}
	}
	return pairs
}

func tidied(names []string) []string {
	shown := make([]string, len(names))
	for i, name := range names {
		shown[i] = desk.OneLine(name)
	}
	return shown
}

// of gives what a record holds of a field.
func (c columns) of(r record, field Field) string {
	at, has := c[field]
	if !has || at >= len(r.fields) {
		return ""
	}
	return desk.OneLine(r.fields[at])
}
