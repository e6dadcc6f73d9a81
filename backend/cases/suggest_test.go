package cases_test

import (
	"testing"

	"balcao/backend/cases"
	"balcao/backend/desk"
)

func TestSuggestClass(t *testing.T) {
	for text, want := range map[string]desk.Class{
		"Meu fichário veio com a argola torta, dá para trocar?": desk.Complaint,
		"La agenda llegó rota.":                                 desk.Complaint,
		"Encara no ha arribat la comanda":                       desk.Complaint,
		"The pen I bought is broken":                            desk.Complaint,
		"Queria trocar o caderno por outro tamanho":             desk.Request,
		"Necesito un presupuesto de 30 agendas":                 desk.Request,
		"Voldria canviar el color":                              desk.Request,
		"Can I get a refund?":                                   desk.Request,
		"Parabéns pelo atendimento!":                            desk.Praise,
		"Me encanta la tienda":                                  desk.Praise,
		"Vocês poderiam abrir aos domingos":                     desk.Suggestion,
		"It would be nice to have gift cards":                   desk.Suggestion,
		"Quanto custa a caneta azul?":                           desk.Information,
		"A que hora obriu? No trobo l'adreça":                   desk.Information,
		"Vocês têm papel A3?":                                   desk.Information,
		"Bom dia":                                               "",
		"":                                                      "",
	} {
		if got := cases.SuggestClass(text); got != want {
			t.Errorf("%q is taken for %q, want %q", text, got, want)
		}
	}
}
