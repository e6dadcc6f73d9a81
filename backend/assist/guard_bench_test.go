package assist_test

import (
	"fmt"
	"testing"
	"time"

	"balcao/backend/assist"
	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/ingest"
)

// A customer with whom 20,000 messages were exchanged, half of them the shop's, and a shop with 300 facts.
func BenchmarkGuard(b *testing.B) {
	s := newShop(b)
	who := s.says(ana, "Quanto custa o caderno?")
	n, err := ingest.Begin(b.Context(), s.st, s.phone, ingest.Options{})
	check(b, err)
	for i := range 20_000 {
		from, to := "whatsapp:"+ana, "whatsapp:+551133334444"
		if i%2 == 1 {
			from, to = to, from
		}
		check(b, n.Take(&channel.Inbound{
			Channel: desk.WhatsApp, ExternalID: fmt.Sprintf("SMB%d", i), From: from, To: to, Text: fmt.Sprintf("O caderno %d custa R$ %d,00 e chega na sexta, são 3 unidades. Obrigada!", i, i%90+1),
			Received: s.now().Add(time.Duration(i) * time.Second), Outgoing: i%2 == 1,
		}, desk.Cursor(fmt.Sprint(i))))
	}
	_, err = n.Close()
	check(b, err)
	for i := range 300 {
		s.facts = append(s.facts, assist.Fact{ID: fmt.Sprint(i), Question: fmt.Sprintf("Quanto custa o artigo %d?", i), Answer: fmt.Sprintf("Custa R$ %d,00, em até 3 dias.", i+1)})
	}
	for b.Loop() {
		got, err := s.assistant.Differences(b.Context(), who, "O caderno 19999 custa R$ 99,00. A entrega chega no sábado.")
		check(b, err)
		if len(got) == 0 {
			b.Fatal("no difference")
		}
	}
}
