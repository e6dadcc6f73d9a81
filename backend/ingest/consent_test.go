package ingest

import (
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/consent"
	"balcao/backend/desk"
)

// allowed lists what is said of the only customer's only address, the latest first.
func (c *counter) allowed(id desk.CustomerID) []consent.Record {
	c.t.Helper()
	list, err := consent.Show(c.t.Context(), c.st, id)
	if err != nil || len(list) != 1 {
		c.t.Fatalf("%d addresses, %v", len(list), err)
	}
	return list[0].History
}

func TestWhoSaysNothingButStop(t *testing.T) {
	for name, c := range map[string]struct {
		in   func(*counter) (desk.Connection, *channel.Inbound)
		says int
	}{
		"by SMS": {func(c *counter) (desk.Connection, *channel.Inbound) {
			return c.phone, text(desk.SMS, "SM1", "+5532990001418", "SAIR")
		}, 1},
		"by WhatsApp": {func(c *counter) (desk.Connection, *channel.Inbound) {
			return c.phone, text(desk.WhatsApp, "SM1", "whatsapp:+5532990001418", "Parar!")
		}, 1},
		"by mail, above what it answers": {func(c *counter) (desk.Connection, *channel.Inbound) {
			return c.mail, c.letter("Remover\r\n\r\nEnviado do meu iPhone\r\n\r\nEm 1 de março de 2026, Papelaria <loja@papelaria.example> escreveu:\r\n> Novidades!\r\n", "Subject", "Re: Novidades")
		}, 1},
		"by the button of a mail program": {func(c *counter) (desk.Connection, *channel.Inbound) {
			return c.mail, c.letter("", "Subject", "unsubscribe")
		}, 1},
		"in a sentence": {func(c *counter) (desk.Connection, *channel.Inbound) {
			return c.phone, text(desk.SMS, "SM1", "+5532990001418", "posso parar aí na frente?")
		}, 0},
		"long ago": {func(c *counter) (desk.Connection, *channel.Inbound) {
			in := text(desk.SMS, "SM1", "+5532990001418", "SAIR")
			in.Received = time.Now().AddDate(0, -2, 0)
			return c.phone, in
		}, 0},
		"the shop itself": {func(c *counter) (desk.Connection, *channel.Inbound) {
			return c.phone, sent(text(desk.SMS, "SM1", "+5532990001418", "SAIR"), channel.Status{Event: desk.Accepted, Word: "sent"})
		}, 0},
		"a machine": {func(c *counter) (desk.Connection, *channel.Inbound) {
			return c.mail, c.letter("stop", "Auto-Submitted", "auto-replied")
		}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			shop := newCounter(t)
			conn, in := c.in(shop)
			shop.take(conn, in, in)
			shop.take(conn, in)
			for _, row := range shop.rows() {
				said := shop.allowed(row.CustomerID)
				if len(said) != c.says {
					t.Fatalf("%d times said, want %d: %+v", len(said), c.says, said)
				}
				if c.says == 0 {
					continue
				}
				if r := said[0]; r.Status != desk.Withdrawn || r.Actor != desk.Program || r.Source != desk.FromMessage || r.MessageID != shop.only().ID {
					t.Errorf("said %+v", r)
				}
				if row.State != desk.ToReply {
					t.Errorf("the message waits for nobody: %s", row.State)
				}
			}
			if len(shop.rows()) != 1 {
				t.Errorf("%d customers", len(shop.rows()))
			}
		})
	}
}
