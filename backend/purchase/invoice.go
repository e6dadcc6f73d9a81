package purchase

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"golang.org/x/text/encoding/charmap"

	"balcao/backend/customer"
	"balcao/backend/desk"
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
		Dest struct {
			CNPJ  string `xml:"CNPJ"`
			CPF   string `xml:"CPF"`
			Other string `xml:"idEstrangeiro"`
			Name  string `xml:"xNome"`
			Email string `xml:"email"`
			Phone string `xml:"enderDest>fone"`
		} `xml:"dest"`
		Items []string `xml:"det>prod>xProd"`
		Total string   `xml:"total>ICMSTot>vNF"`
	} `xml:"infNFe"`
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

// readInvoice takes the one purchase that an invoice tells of.
func (i *importer) readInvoice(ctx context.Context, data []byte) error {
	p, err := parseInvoice(data)
	if err != nil {
		return err
	}
	line, reason := p.line(i.defaults)
	if err := i.take(ctx, line, 1, reason); err != nil {
		return err
	}
	return i.flush(ctx)
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
	l = Line{Number: 1, Purchase: desk.Purchase{What: itemsOf(info.Items), Kind: desk.Product, Value: amount, At: at, Place: where, Ref: p.key()}}
	l.Who = customer.Newcomer{
		Document: document(info.Dest.CNPJ + info.Dest.CPF + info.Dest.Other), Name: tidy(info.Dest.Name), Email: filled(tidy(info.Dest.Email), "@"),
	}
	if phone := filled(tidy(info.Dest.Phone), "0123456789"); phone != "" {
		l.Who.Phones = []string{phone}
	}
	return l, l.check(d.now)
}

// itemsOf names what was bought, as far as there is room.
func itemsOf(items []string) string {
	text := ""
	for n, item := range items {
		more := tidy(item)
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
