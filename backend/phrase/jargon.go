package phrase

import (
	"strings"

	"balcao/backend/store"
)

// Jargon is a word of the trade in a text, and a plain one that says the same.
type Jargon struct {
	Word  string
	Plain string
}

// FindJargon lists the words of the trade in a text that a customer may not know, with what to say instead in the
// language of the text. A language that is not one of ours has none.
func FindJargon(text, language string) []Jargon {
	found := []Jargon{}
	asWords := " " + spaced(text) + " "
	for _, j := range jargon[language] {
		word := spaced(j.Word)
		if strings.Contains(asWords, " "+word+" ") || strings.Contains(asWords, " "+word+"s ") {
			found = append(found, j)
		}
	}
	return found
}

// spaced is a text as folded words with one blank between them, whatever stood there: "NF-e" is "nf e".
func spaced(text string) string {
	return strings.Join(strings.FieldsFunc(store.Folded(text), notInWord), " ")
}

// jargon is by language, in the order in which it is shown.
var jargon = map[string][]Jargon{
	"pt-BR": {
		{"SKU", "código do produto"},
		{"NF-e", "nota fiscal"},
		{"NFC-e", "nota fiscal"},
		{"DANFE", "nota fiscal impressa"},
		{"backorder", "sem estoque, encomendado"},
		{"SLA", "prazo"},
		{"lead", "interessado"},
		{"lead time", "prazo de entrega"},
		{"ticket", "protocolo"},
		{"chamado", "atendimento"},
		{"follow-up", "retorno"},
		{"feedback", "opinião"},
		{"frete CIF", "frete por nossa conta"},
		{"CIF", "frete por nossa conta"},
		{"FOB", "frete por conta do cliente"},
		{"RMA", "troca ou devolução"},
		{"estorno", "devolução do dinheiro"},
		{"chargeback", "contestação no cartão"},
		{"B2B", "venda a empresas"},
		{"B2C", "venda a consumidores"},
		{"logística reversa", "devolução"},
		{"em rota", "saiu para entrega"},
		{"ruptura", "falta de estoque"},
		{"faturado", "nota emitida"},
		{"romaneio", "lista de entrega"},
		{"deadline", "prazo"},
		{"ASAP", "o mais rápido possível"},
		{"budget", "orçamento"},
		{"e-commerce", "loja na internet"},
		{"cross-docking", "entrega direta do fornecedor"},
	},
	"pt-PT": {
		{"SKU", "código do produto"},
		{"SAF-T", "ficheiro para as Finanças"},
		{"ATCUD", "código da fatura"},
		{"backorder", "sem stock, encomendado"},
		{"SLA", "prazo"},
		{"lead", "interessado"},
		{"lead time", "prazo de entrega"},
		{"ticket", "processo"},
		{"follow-up", "resposta"},
		{"feedback", "opinião"},
		{"RMA", "troca ou devolução"},
		{"CIF", "portes por nossa conta"},
		{"FOB", "portes por conta do cliente"},
		{"chargeback", "contestação no cartão"},
		{"B2B", "venda a empresas"},
		{"B2C", "venda a consumidores"},
		{"logística inversa", "devolução"},
		{"rutura", "falta de stock"},
		{"guia de transporte", "papel da entrega"},
		{"deadline", "prazo"},
		{"ASAP", "o mais depressa possível"},
		{"budget", "orçamento"},
		{"e-commerce", "loja na internet"},
		{"churn", "clientes que saem"},
	},
	"en": {
		{"SKU", "product code"},
		{"backorder", "out of stock, on order"},
		{"on backorder", "out of stock, on order"},
		{"SLA", "deadline"},
		{"lead", "enquiry"},
		{"lead time", "delivery time"},
		{"ticket", "case"},
		{"RMA", "return or exchange"},
		{"follow-up", "reply"},
		{"chargeback", "disputed card payment"},
		{"CIF", "shipping included"},
		{"FOB", "shipping paid by the customer"},
		{"B2B", "sales to businesses"},
		{"B2C", "sales to consumers"},
		{"reverse logistics", "return"},
		{"ETA", "expected arrival"},
		{"stockout", "out of stock"},
		{"pro forma", "quote"},
		{"EOD", "by the end of the day"},
		{"ASAP", "as soon as possible"},
		{"COB", "by closing time"},
		{"RFQ", "request for a quote"},
		{"MOQ", "smallest order"},
		{"POS", "till"},
		{"deliverable", "what you will get"},
	},
	"es": {
		{"SKU", "código del producto"},
		{"backorder", "sin existencias, pedido al proveedor"},
		{"SLA", "plazo"},
		{"lead", "interesado"},
		{"lead time", "plazo de entrega"},
		{"ticket", "caso"},
		{"RMA", "cambio o devolución"},
		{"follow-up", "respuesta"},
		{"feedback", "opinión"},
		{"chargeback", "pago con tarjeta reclamado"},
		{"CIF", "portes incluidos"},
		{"FOB", "portes a cargo del cliente"},
		{"B2B", "venta a empresas"},
		{"B2C", "venta a consumidores"},
		{"logística inversa", "devolución"},
		{"rotura de stock", "sin existencias"},
		{"stock", "existencias"},
		{"albarán", "papel de la entrega"},
		{"proforma", "presupuesto"},
		{"deadline", "plazo"},
		{"ASAP", "lo antes posible"},
		{"e-commerce", "tienda en internet"},
		{"abono", "devolución del dinero"},
	},
	"ca": {
		{"SKU", "codi del producte"},
		{"backorder", "sense existències, demanat al proveïdor"},
		{"SLA", "termini"},
		{"lead", "persona interessada"},
		{"lead time", "termini de lliurament"},
		{"tiquet", "cas"},
		{"ticket", "cas"},
		{"RMA", "canvi o devolució"},
		{"follow-up", "resposta"},
		{"feedback", "opinió"},
		{"chargeback", "pagament amb targeta reclamat"},
		{"CIF", "ports inclosos"},
		{"FOB", "ports a càrrec del client"},
		{"B2B", "venda a empreses"},
		{"B2C", "venda a consumidors"},
		{"logística inversa", "devolució"},
		{"ruptura d'estoc", "sense existències"},
		{"estoc", "existències"},
		{"albarà", "paper del lliurament"},
		{"proforma", "pressupost"},
		{"deadline", "termini"},
		{"ASAP", "com més aviat millor"},
		{"e-commerce", "botiga a internet"},
		{"abonament", "devolució dels diners"},
	},
}
