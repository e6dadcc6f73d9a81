package purchase

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"balcao/backend/customer"
	"balcao/backend/desk"
)

// Reason is why a line of a file adds no purchase.
type Reason string

// The reasons. Of the last three the purchase is here already, or was.
const (
	BadColumns    Reason = "columns" // it cannot be parted into the columns of the heading
	BadDate       Reason = "date"
	BadValue      Reason = "value" // no amount above zero
	BadWhat       Reason = "what"  // too long, as a note that is
	BadKind       Reason = "kind"
	BadWhere      Reason = "where"
	BadCurrency   Reason = "currency"
	BadEmail      Reason = "email"
	BadPhone      Reason = "phone"
	BadDocument   Reason = "document"       // too long
	NoCustomer    Reason = "customer"       // it names nobody
	Unreadable    Reason = "unreadable"     // a file of a folder that is no invoice
	NoSale        Reason = "not_sale"       // an invoice of something else, or only a trial
	NotAuthorised Reason = "not_authorised" // an invoice that was refused or cancelled
	Bought        Reason = "bought"         // an invoice of what the shop bought
	NotOurs       Reason = "not_ours"       // an invoice between others
	Repeated      Reason = "repeated"       // the same number and the same words as on a line above
	Known         Reason = "known"
	Changed       Reason = "changed" // a purchase with this number is here and says something else
)

// Skip is a line that adds no purchase.
type Skip struct {
	File   string `json:"file,omitempty"` // of a folder; empty: there is one only
	Line   int    `json:"line"`
	Reason Reason `json:"reason"`
}

// Harmless tells a reason that leaves nothing to be done.
func (r Reason) Harmless() bool { return r == Known || r == Repeated }

// Line is what a line of a file says.
type Line struct {
	File     string // as in Skip
	Number   int
	Purchase desk.Purchase // but for its id and whose it is
	Who      customer.Newcomer
}

// defaults are what holds where a line says nothing else.
type defaults struct {
	place    desk.PurchasePlace
	currency string
	shop     string // the key of its document, where invoices are read
	now      time.Time
}

// style is how amounts and dates are written in a file.
type style struct {
	decimal byte
	months  bool
}

// words are what kinds and places are called, as heading makes them.
var words = map[string]string{
	"produto": "product", "producto": "product", "producte": "product", "product": "product", "mercadoria": "product", "articulo": "product", "article": "product",
	"servico": "service", "servicio": "service", "servei": "service", "service": "service",
	"contrato": "contract", "contracte": "contract", "contract": "contract", "assinatura": "contract", "suscripcion": "contract", "subscripcio": "contract", "subscription": "contract",
	"loja": "shop", "loja fisica": "shop", "balcao": "shop", "tienda": "shop", "botiga": "shop", "store": "shop", "shop": "shop", "presencial": "shop", "in store": "shop",
	"parceiro": "partner", "parceira": "partner", "socio": "partner", "colaborador": "partner", "partner": "partner", "col laborador": "partner", "revendedor": "partner", "reseller": "partner",
	"e commerce": "ecommerce", "ecommerce": "ecommerce", "online": "ecommerce", "on line": "ecommerce", "site": "ecommerce", "web": "ecommerce", "internet": "ecommerce",
	"loja virtual": "ecommerce", "loja online": "ecommerce", "tienda online": "ecommerce", "botiga en linia": "ecommerce", "online store": "ecommerce", "marketplace": "ecommerce",
}

// lineOfRecord reads a record; reason is empty where it can be kept.
func lineOfRecord(r record, c columns, s style, d defaults) (l Line, reason Reason) {
	if r.broken {
		return l, BadColumns
	}
	amount, isAmount := parseAmount(c.of(r, FieldValue), s.decimal)
	at, isDate := parseDate(c.of(r, FieldDate), s.months)
	amount.Currency = cmp.Or(strings.ToUpper(c.of(r, FieldCurrency)), amount.Currency, d.currency)
	l.Purchase = desk.Purchase{
		What: c.of(r, FieldWhat), Kind: desk.Product, Value: amount, At: at, Place: d.place, Ref: c.of(r, FieldRef), Note: c.of(r, FieldNote),
	}
	if kind := c.of(r, FieldKind); kind != "" {
		l.Purchase.Kind = desk.PurchaseKind(words[heading(kind)])
	}
	if where := c.of(r, FieldWhere); where != "" {
		l.Purchase.Place = desk.PurchasePlace(words[heading(where)])
	}
	if !isDate {
		return l, BadDate
	}
	if !isAmount {
		return l, BadValue
	}
	l.Who = customer.Newcomer{Name: c.of(r, FieldName), Document: document(c.of(r, FieldDocument)), Email: filled(c.of(r, FieldEmail), "@")}
	if phone := filled(c.of(r, FieldPhone), "0123456789"); phone != "" {
		l.Who.Phones = []string{phone}
	}
	return l, l.check(d.now)
}

// filled is a cell that holds something of what it is for: people write "-" and "não tem" too.
func filled(cell, some string) string {
	if !strings.ContainsAny(cell, some) {
		return ""
	}
	return cell
}

// document is a cell with somebody's number: one digit repeated is nobody's.
func document(cell string) string {
	key := desk.DocumentKey(filled(cell, "0123456789"))
	if key == "" || strings.Count(key, key[:1]) == len(key) {
		return ""
	}
	return cell
}

// check says why a line cannot be kept; empty: it can.
func (l *Line) check(now time.Time) Reason {
	p := &l.Purchase
	p.Day = desk.DayOf(p.At)
	switch {
	case p.At.After(now.Add(ahead)) || p.At.Year() < 1970:
		return BadDate
	case p.Value.Cents <= 0 || p.Value.Cents > maxCents:
		return BadValue
	case !isCurrency(p.Value.Currency):
		return BadCurrency
	case !slices.Contains(desk.PurchaseKinds(), p.Kind):
		return BadKind
	case !slices.Contains(desk.PurchasePlaces(), p.Place):
		return BadWhere
	case max(utf8.RuneCountInString(p.What), utf8.RuneCountInString(p.Note), utf8.RuneCountInString(p.Ref)) > maxText:
		return BadWhat
	case utf8.RuneCountInString(l.Who.Document) > maxDocument:
		return BadDocument
	default:
		return ""
	}
}

// content is what makes two purchases with one number say the same.
func content(p desk.Purchase) string {
	return desk.HashID("content", p.What, string(p.Kind), plainAmount(p.Value.Cents), p.Value.Currency, strconv.Itoa(int(p.Day)))
}
