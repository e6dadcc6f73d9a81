package purchase

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/encoding/charmap"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/preference"
	"balcao/backend/store"
)

// maxInvoice is more than the tax office takes of one invoice, in bytes.
const maxInvoice = 2 << 20

// invoice is what is read of a Brazilian electronic invoice (NF-e or NFC-e, layout 4.00).
type invoice struct {
	Info struct {
		ID  string `xml:"Id,attr"`
		Ide struct {
			Model    string `xml:"mod"`
			Way      string `xml:"tpNF"`
			Purpose  string `xml:"finNFe"`
			Trial    string `xml:"tpAmb"`
			Presence string `xml:"indPres"`
			Issued   string `xml:"dhEmi"`
		} `xml:"ide"`
		Emit party `xml:"emit"`
		Dest struct {
			party
			Email string `xml:"email"`
			Phone string `xml:"enderDest>fone"`
		} `xml:"dest"`
		Items []string `xml:"det>prod>xProd"`
		Total string   `xml:"total>ICMSTot>vNF"`
	} `xml:"infNFe"`
}

// party is one of the two between whom an invoice is.
type party struct {
	CNPJ  string `xml:"CNPJ"`
	CPF   string `xml:"CPF"`
	Other string `xml:"idEstrangeiro"`
	Name  string `xml:"xNome"`
}

func (p party) document() string { return p.CNPJ + p.CPF + p.Other }

// companyRoot is how many places of a CNPJ are those of the company; the others are of its houses.
const companyRoot = 8

// is tells whether a document is this party's, in whichever of its houses.
func (p party) is(document string) bool {
	key := desk.DocumentKey(p.document())
	if p.CNPJ != "" && len(key) == len(document) && len(key) > companyRoot {
		key, document = key[:companyRoot], document[:companyRoot]
	}
	return key != "" && key == document
}

// processed is an invoice with the tax office's answer.
type processed struct {
	NFe    invoice `xml:"NFe"`
	Status string  `xml:"protNFe>infProt>cStat"`
}

// The codes of the layout that are asked for here.
const (
	leaving     = "1" // tpNF: goods that leave
	ordinary    = "1" // finNFe: neither a correction nor goods that come back
	trialRun    = "2" // tpAmb
	byInternet  = "2" // indPres
	authorised  = "100"
	afterHours  = "150" // authorised after its time
	accessKey   = 44    // characters
	invoiceCoin = "BRL"
)

// invoiceFile is an invoice, or why a file is none.
type invoiceFile struct {
	name string // in its folder; empty: there is one only
	processed
	unreadable bool
}

// readFolder takes the purchases that the invoices of a folder, and of those in it, tell of.
func (i *importer) readFolder() error {
	var names []string
	err := filepath.WalkDir(i.Path, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() && strings.EqualFold(filepath.Ext(path), ".xml") {
			names = append(names, path)
		}
		return cmp.Or(err, i.ctx.Err())
	})
	if err == nil && len(names) == 0 {
		err = errors.New("no invoice")
	}
	if err != nil {
		return unreadable(i.Path, err)
	}
	list := make([]invoiceFile, len(names))
	for n, path := range names {
		if err := i.ctx.Err(); err != nil {
			return err
		}
		if list[n].name, err = filepath.Rel(i.Path, path); err != nil {
			return err
		}
		data, err := readFile(path, maxInvoice)
		if err == nil {
			list[n].processed, err = parseInvoice(data)
		}
		list[n].unreadable = err != nil
		if i.Progress != nil {
			i.Progress(int64(n), int64(len(names)))
		}
	}
	return i.readInvoices(list)
}

// readInvoices takes the one purchase that each invoice tells of.
func (i *importer) readInvoices(list []invoiceFile) error {
	own, known, err := i.ownDocument(list)
	if err != nil {
		return err
	}
	i.shop = own
	for n, f := range list {
		line, reason := Line{}, Unreadable
		if !f.unreadable {
			line, reason = f.line(i.defaults)
		}
		line.File, line.Number = f.name, 1
		if err := i.take(line, reason, n, len(list)); err != nil {
			return err
		}
	}
	if err := i.flush(); err != nil || known || i.DryRun || i.Shop == "" {
		return err
	}
	return preference.Save(i.ctx, i.st, preference.Document(i.Shop))
}

// ownDocument is the shop's document, and whether it was known before. An invoice does not say whether the shop sold or
// bought: as long as nobody said which document is the shop's, it is asked for.
func (i *importer) ownDocument(list []invoiceFile) (key string, known bool, err error) {
	var kept preference.Document
	err = i.st.Read(i.ctx, func(tx *store.ReadTx) (err error) {
		kept, err = preference.ReadDocument(tx)
		return err
	})
	known = kept != ""
	key = desk.DocumentKey(cmp.Or(i.Shop, string(kept)))
	if err != nil || key != "" {
		return key, known, err
	}
	if i.Shop != "" {
		return "", false, wrong("shop")
	}
	return "", false, whoseInvoices(list)
}

// mostAsked is among how many the owner chooses the shop.
const mostAsked = 4

// whoseInvoices asks which of those who are in most of some invoices is the shop; nil where nobody is in any.
func whoseInvoices(list []invoiceFile) error {
	var parties []party
	met := map[string]int{}
	for _, f := range list {
		for _, p := range []party{f.NFe.Info.Emit, f.NFe.Info.Dest.party} {
			key := desk.DocumentKey(p.document())
			if key == "" {
				continue
			}
			if met[key]++; met[key] == 1 {
				parties = append(parties, p)
			}
		}
	}
	slices.SortStableFunc(parties, func(a, b party) int {
		return cmp.Compare(met[desk.DocumentKey(b.document())], met[desk.DocumentKey(a.document())])
	})
	if len(parties) == 0 {
		return nil
	}
	var names, documents []string
	for _, p := range parties[:min(len(parties), mostAsked)] {
		names, documents = append(names, desk.OneLine(p.Name)), append(documents, p.document())
	}
	return desk.E(desk.ErrPurchaseShop, nil, "names", strings.Join(names, listMark), "documents", strings.Join(documents, listMark))
}

// parseInvoice reads an invoice, with the answer of the tax office or without. Entities are not resolved: the layout has none.
func parseInvoice(data []byte) (p processed, err error) {
	if len(data) > maxInvoice {
		return p, desk.E(desk.ErrPurchaseTooLarge, nil, "limit", fmt.Sprint(maxInvoice>>20))
	}
	reader := xml.NewDecoder(bytes.NewReader(data))
	reader.CharsetReader = func(label string, input io.Reader) (io.Reader, error) {
		if l := strings.ToLower(label); l == "iso-8859-1" || l == "windows-1252" {
			return charmap.Windows1252.NewDecoder().Reader(input), nil
		}
		return nil, errors.New("unknown encoding")
	}
	for {
		token, err := reader.Token()
		if err != nil {
			return p, desk.E(desk.ErrPurchaseUnreadable, err)
		}
		switch element := token.(type) {
		case xml.Directive: // a document type, which only an attack brings
			return p, desk.E(desk.ErrPurchaseUnreadable, nil)
		case xml.StartElement:
			switch element.Name.Local {
			case "nfeProc":
				err = reader.DecodeElement(&p, &element)
			case "NFe":
				err = reader.DecodeElement(&p.NFe, &element)
			default:
				err = errors.New("no invoice")
			}
			if err != nil || len(p.key()) != accessKey {
				return p, desk.E(desk.ErrPurchaseUnreadable, err)
			}
			return p, nil
		}
	}
}

// key is the access key, by which an invoice is known everywhere.
func (p processed) key() string { return desk.DocumentKey(strings.TrimPrefix(p.NFe.Info.ID, "NFe")) }

// line is the purchase that an invoice tells of.
func (p processed) line(d defaults) (l Line, reason Reason) {
	info := p.NFe.Info
	amount, isAmount := parseAmount(info.Total, '.')
	at, err := time.Parse(time.RFC3339, info.Ide.Issued)
	switch {
	case info.Ide.Way != leaving || info.Ide.Purpose != ordinary || info.Ide.Trial == trialRun:
		return l, NoSale
	case p.Status != "" && p.Status != authorised && p.Status != afterHours:
		return l, NotAuthorised
	case !info.Emit.is(d.shop) && info.Dest.is(d.shop):
		return l, Bought
	case !info.Emit.is(d.shop):
		return l, NotOurs
	case info.Dest.is(d.shop): // from one house of the shop to another
		return l, NoSale
	case err != nil:
		return l, BadDate
	case !isAmount:
		return l, BadValue
	}
	amount.Currency = invoiceCoin
	where := d.place
	if info.Ide.Presence == byInternet {
		where = desk.Online
	}
	l = Line{Purchase: desk.Purchase{What: itemsOf(info.Items), Kind: desk.Product, Value: amount, At: at, Place: where, Ref: p.key()}}
	l.Who = customer.Newcomer{
		Document: document(info.Dest.document()), Name: desk.OneLine(info.Dest.Name), Email: filled(desk.OneLine(info.Dest.Email), "@"),
	}
	if phone := filled(desk.OneLine(info.Dest.Phone), "0123456789"); phone != "" {
		l.Who.Phones = []string{phone}
	}
	return l, l.check(d.now)
}

// itemsOf names what was bought, as far as there is room.
func itemsOf(items []string) string {
	text := ""
	for n, item := range items {
		more := desk.OneLine(item)
		if n > 0 {
			more = text + ", " + more
		}
		if n > 0 && len(more) > maxText-len(" +999") {
			return fmt.Sprintf("%s +%d", text, len(items)-n)
		}
		text = more
	}
	return text
}
