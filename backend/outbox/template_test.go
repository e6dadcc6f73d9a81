package outbox_test

import (
	"maps"
	"strings"
	"testing"

	"balcao/backend/cases"
	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/outbox"
	"balcao/backend/store"
)

// templates puts two templates into the list of the telephone's connection.
func (s *shop) templates() {
	s.t.Helper()
	gap := func(names ...string) (list []desk.TemplateVariable) {
		for _, name := range names {
			list = append(list, desk.TemplateVariable{Name: name, Sample: "Customer_Name"})
		}
		return list
	}
	s.write(func(tx *store.Tx) error {
		return tx.Connections().Templates().Replace(phoneConn, []desk.Template{
			{SID: "HXok", Status: desk.TemplateApproved, Body: "Olá, {{1}}: {{2}}.", Variables: gap("1", "2")},
			{SID: "HXbutton", Status: desk.TemplateApproved, Body: "Olá!", Variables: gap("9")},
			{SID: "HXno", Status: desk.TemplateRejected, Body: "Olá!"},
		})
	})
}

func TestATemplateStandsInTheTimelineWithItsWords(t *testing.T) {
	s := openShop(t)
	s.text(desk.WhatsApp, "whatsapp:+5511987654321", "SM1", "oi")
	s.templates()
	q := s.queue(outbox.Draft{Channel: desk.WhatsApp, Template: &channel.Template{SID: "HXok", Vars: map[string]string{"1": " Ana\nBeatriz ", "2": "pronto"}}})
	if m := s.message(q.MessageID); m.Text != "Olá, Ana Beatriz: pronto." {
		t.Errorf("kept %q", m.Text)
	}
	p := &provider{}
	s.run(outbox.NewDispatcher(s.st, phoneConn, p))
	if len(p.sent) != 1 || p.sent[0].Template == nil || !maps.Equal(p.sent[0].Template.Vars, map[string]string{"1": "Ana Beatriz", "2": "pronto"}) {
		t.Errorf("sent %+v", p.sent)
	}
}

func TestATemplateThatCannotGo(t *testing.T) {
	s := openShop(t)
	s.text(desk.WhatsApp, "whatsapp:+5511987654321", "SM1", "oi")
	s.templates()
	for name, c := range map[string]struct {
		sid  string
		vars map[string]string
		code desk.Code
		says string
	}{
		"a gap left open":         {"HXok", map[string]string{"1": "Ana"}, desk.ErrTemplateVars, "2"},
		"a gap filled with blank": {"HXok", map[string]string{"1": " \n", "2": "\t"}, desk.ErrTemplateVars, "1, 2"},
		"a gap of a button":       {"HXbutton", nil, desk.ErrTemplateVars, "9"},
		"rejected":                {"HXno", nil, desk.ErrTemplateStatus, "rejected"},
	} {
		_, err := outbox.Enqueue(t.Context(), s.st, noRules, outbox.Draft{
			CustomerID: s.customer(), Channel: desk.WhatsApp, Template: &channel.Template{SID: c.sid, Vars: c.vars},
		})
		e := desk.AsError(err)
		if e == nil || e.Code != c.code || e.Params["missing"]+e.Params["status"] != c.says {
			t.Errorf("%s: %v", name, err)
		}
	}
	if rows, err := outbox.List(t.Context(), s.st, true); err != nil || len(rows) != 0 {
		t.Errorf("something was queued: %v, %v", rows, err)
	}
}

// TestATemplateMayTellTheNumber: it is told when the words say it, and is never added.
func TestATemplateMayTellTheNumber(t *testing.T) {
	s := openShop(t)
	s.text(desk.WhatsApp, "whatsapp:+5511987654321", "SM1", "oi")
	s.templates()
	current := func() (k desk.Case) {
		check(t, s.st.Read(t.Context(), func(tx *store.ReadTx) (err error) {
			k, err = cases.Current(tx, s.customer())
			return err
		}))
		return k
	}
	send := func(what string) string {
		q := s.queue(outbox.Draft{Channel: desk.WhatsApp, Number: "Protocolo", Template: &channel.Template{SID: "HXok", Vars: map[string]string{"1": "Ana", "2": what}}})
		return s.message(q.MessageID).Text
	}
	number := current().Protocol.String()
	if said := send("pronto"); strings.Contains(said, number) || !current().ToldAt.IsZero() {
		t.Errorf("says %q, told at %v", said, current().ToldAt)
	}
	if said := send(number); said != "Olá, Ana: "+number+"." || current().ToldAt.IsZero() {
		t.Errorf("says %q, told at %v", said, current().ToldAt)
	}
}
