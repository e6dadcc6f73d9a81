package cli

import (
	"slices"
	"strings"
	"testing"

	"balcao/backend/desk"
	"balcao/backend/simulator/twilioserver"
)

// TestATemplateFromBeginningToEnd: it is listed with the first sync, refused while a gap is open, and its words are
// shown, sent and kept.
func TestATemplateFromBeginningToEnd(t *testing.T) {
	t.Parallel()
	shop := simulated(t)
	e := shop.Endpoints()
	k := newTerminal(t)
	k.want(exitDone, nil, e.Twilio.Secret+"\n", twilioArgs(e)...)
	var list struct{ Templates []templateJSON }
	k.want(exitDone, &list, "", "template", "list")
	if len(list.Templates) != 0 {
		t.Fatalf("listed before anything was asked: %+v", list)
	}
	k.want(exitDone, nil, "", "sync", "--once")
	k.want(exitDone, &list, "", "template", "list")
	approved := len(list.Templates)
	k.want(exitDone, &list, "", "template", "list", "--all")
	if approved != 5 || len(list.Templates) != 7 {
		t.Fatalf("%d approved of %d", approved, len(list.Templates))
	}
	at := slices.IndexFunc(list.Templates, func(j templateJSON) bool { return j.Status == desk.TemplateRejected })
	if refused := list.Templates[at]; refused.Reason == nil || *refused.Category != "MARKETING" || len(refused.Variables) != 1 {
		t.Errorf("listed %+v", refused)
	}
	if said := k.inText("template", "list"); !strings.Contains(said, "pedido_pronto") || strings.Contains(said, "promocao_relampago") {
		t.Errorf("says %s", said)
	}

	const ready, refused = "HX0000000000000000000000000000a002", "HX0000000000000000000000000000a004"
	marlene := k.found("+55 32 90000-5523")
	send := func(code int, sid string, vars ...string) said {
		args := []string{"reply", marlene, "--channel", "whatsapp", "--template", sid, "--wait"}
		for _, v := range vars {
			args = append(args, "--var", v)
		}
		return k.want(code, nil, "", args...)
	}
	if p := send(exitFailed, ready, "1=Marlene").problem(t); p.Code != desk.ErrTemplateVars || p.Params["missing"] != "2" {
		t.Errorf("with a gap: %+v", p)
	}
	if p := send(exitFailed, refused, "1=Marlene").problem(t); p.Code != desk.ErrTemplateStatus || !strings.Contains(p.Message, "rejected") {
		t.Errorf("one that was rejected: %+v", p)
	}
	var sent struct {
		MessageID string `json:"message_id"`
		Text      string
	}
	k.want(exitDone, &sent, "", "reply", marlene, "--channel", "whatsapp", "--template", ready, "--var", "1=Marlene", "--var", "2=412", "--wait")
	if want := "Boa notícia, Marlene: o pedido 412 está pronto para retirada na Papelaria Sabiá, das 8h30 às 18h."; sent.Text != want {
		t.Errorf("says %q, want %q", sent.Text, want)
	}
	var m messageJSON
	k.want(exitDone, nil, "", "sync", "--once")
	k.want(exitDone, &m, "", "message", "show", sent.MessageID)
	if m.Text == nil || *m.Text != sent.Text {
		t.Errorf("kept %v", m.Text)
	}
	shop.FailTwilio(twilioserver.Fault{Path: "/v1/Content", Status: 403, Code: 70051})
	if got := k.want(exitFailed, nil, "", "template", "list", "--refresh"); got.problem(t).Code == "" {
		t.Errorf("a key that may not: %+v", got)
	}
	k.want(exitDone, &list, "", "template", "list", "--refresh")
	if len(list.Templates) != 5 {
		t.Errorf("listed anew: %+v", list)
	}
}

// found gives the customer of a number.
func (k *terminal) found(number string) string {
	k.t.Helper()
	var hits hitsFound
	k.want(exitDone, &hits, "", "customer", "find", number)
	if len(hits.Hits) != 1 {
		k.t.Fatalf("%s finds %+v", number, hits)
	}
	return hits.Hits[0].ID
}

func TestReadyRepliesOnTheCommandLine(t *testing.T) {
	t.Parallel()
	k := newTerminal(t)
	ana := k.calls("oi", "--name", "Ana Beatriz")
	var p phraseJSON
	k.want(exitDone, &p, "", "phrase", "set", "/Fim", "--language", "pt-BR", "--title", "Encerramento", "--text", "{primeiro_nome}, {protocolo}: {resumo}.")
	k.want(exitDone, &p, "Fim. {loja}\n", "phrase", "set", "fim", "--language", "pt-BR", "--channel", "sms", "--text-stdin")
	k.want(exitDone, &p, "", "phrase", "set", "fim", "--language", "en", "--text", "{first_name}: {summary}")
	if p.Reply == nil || p.Reply.Word != "fim" || p.Reply.Title != "Encerramento" || len(p.Reply.Wordings) != 2 || p.Reply.Wordings[0].SMS != "Fim. {loja}" {
		t.Fatalf("kept %+v", p.Reply)
	}
	for name, c := range map[string]struct {
		flags   []string
		text    string
		missing []string
	}{
		"nobody":     {[]string{"--language", "pt-BR"}, "{primeiro_nome}, {protocolo}: {resumo}.", []string{"primeiro_nome", "protocolo", "resumo"}},
		"by SMS":     {[]string{"--channel", "sms", "--language", "pt-BR"}, "Fim. {loja}", []string{"loja"}},
		"for Ana":    {[]string{"--customer", ana.CustomerID, "--language", "pt-BR"}, "Ana, " + ana.Protocol.String() + ": {resumo}.", []string{"resumo"}},
		"in English": {[]string{"--customer", ana.CustomerID, "--language", "en"}, "Ana: {summary}", []string{"summary"}},
		"not worded": {[]string{"--language", "es"}, "{primeiro_nome}, {protocolo}: {resumo}.", []string{"primeiro_nome", "protocolo", "resumo"}},
	} {
		k.want(exitDone, &p, "", append([]string{"phrase", "show", "fim"}, c.flags...)...)
		if p.Filled == nil || p.Filled.Text != c.text || !slices.Equal(p.Filled.Missing, c.missing) {
			t.Errorf("%s: %+v, want %q without %v", name, p.Filled, c.text, c.missing)
		}
	}
	if said := k.inText("phrase", "list"); !strings.Contains(said, "/fim  Encerramento") {
		t.Errorf("says %q", said)
	}
	if p := k.want(exitFailed, nil, "", "phrase", "set", "outra", "--language", "en", "--text", "{").problem(t); p.Code != desk.ErrPhraseBrace {
		t.Errorf("a lone brace: %+v", p)
	}
	k.want(exitUsage, nil, "", "phrase", "set", "nova")
	k.want(exitUsage, nil, "", "phrase", "set", "fim", "--channel", "phone", "--text", "x")
	k.want(exitDone, nil, "", "phrase", "remove", "fim")
	k.want(exitNone, nil, "", "phrase", "show", "fim")
}
