package window

import (
	"slices"
	"strings"
	"testing"
	"time"

	"balcao/backend/desk"
	"balcao/backend/phrase"
)

func TestPhrases(t *testing.T) {
	h := demoHouse(t)
	p := &Phrases{gate: openGate(t, h, nil)}
	t.Run("ready replies", func(t *testing.T) { checkReplies(t, h, p) })
	t.Run("short answers", func(t *testing.T) { checkAnswers(t, h, p) })
	t.Run("templates", func(t *testing.T) { checkTemplates(t, h, p) })
	t.Run("fields", func(t *testing.T) {
		for _, each := range p.Fields() {
			if !slices.Contains(desk.Languages[:], each.Language) || string(phrase.FieldOf(each.Name)) != each.Field {
				t.Errorf("told %+v", each)
			}
		}
	})
	t.Run("jargon", func(t *testing.T) {
		if found := p.Jargon("O SKU", "pt-BR"); len(found) != 1 || found[0] != (Jargon{"SKU", "código do produto"}) {
			t.Errorf("found %+v", found)
		}
		if found := p.Jargon("Olá", "pt-BR"); found == nil || len(found) != 0 {
			t.Errorf("found %+v", found)
		}
	})
}

func checkReplies(t *testing.T, h counter, p *Phrases) {
	closing := slices.IndexFunc(mustList(t, p).Replies, func(r Phrase) bool { return r.Closing })
	if closing < 0 {
		t.Fatal("the demonstration shop has no closing words")
	}
	words := mustList(t, p).Replies[closing]
	row := mailRow(t, h)
	ask := PhraseAsk{PhraseID: words.ID, CustomerID: row.CustomerID, Channel: "sms", Language: "pt-BR"}
	filled, err := p.Fill(ask)
	if err != nil || !slices.Contains(filled.Missing, "resumo") || !strings.Contains(filled.Text, "Papelaria Sabiá") {
		t.Errorf("filled %+v, %v", filled, err)
	}
	ask.Given = map[string]string{"resumo": "trocado", "protocolo": "1", "primeiro_nome": "Ana"}
	if filled, err = p.Fill(ask); err != nil || len(filled.Missing) != 0 || strings.ContainsAny(filled.Text, "{}") {
		t.Errorf("filled %+v, %v", filled, err)
	}
	if err := p.Used(words.ID); err != nil {
		t.Error(err)
	}
	if first := mustList(t, p).Replies[0]; first.ID != words.ID || first.Used != 1 {
		t.Errorf("the one that was used is not the first: %+v", first)
	}
	words.Title = "Outro título"
	saved, err := p.Save(words)
	if err != nil || saved.ID != words.ID {
		t.Fatalf("saved %+v, %v", saved, err)
	}
	if err := p.Undo(saved.ID, saved.Done); err != nil {
		t.Error(err)
	}
	found, err := p.Find("/encer")
	if err != nil || len(found) != 1 || found[0].Title == words.Title || len(found[0].Wordings) != 5 {
		t.Errorf("found %+v, %v", found, err)
	}
	if n, err := p.Begin("pt-BR"); err != nil || n != 0 {
		t.Errorf("begun again: %d, %v", n, err)
	}
	if _, err := p.Save(Phrase{Kind: "song"}); told(t, err).Code != string(desk.ErrUsage) {
		t.Errorf("a phrase of no kind: %v", err)
	}
}

func mustList(t *testing.T, p *Phrases) PhraseList {
	t.Helper()
	all, err := p.List()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func checkAnswers(t *testing.T, h counter, p *Phrases) {
	before := len(mustList(t, p).Answers)
	until := int64(4102444800000)
	asking := mailRow(t, h)
	saved, err := p.Save(Phrase{Kind: "answer", Question: "Fazem encadernação?", Answer: "Sim.", Words: asking.Snippet[:min(len(asking.Snippet), 150)], Until: until})
	if err != nil {
		t.Fatal(err)
	}
	found, err := p.Answers(asking.CustomerID, 1)
	if err != nil || len(found) != 1 || found[0].ID != saved.ID || found[0].Until != until || found[0].Wordings == nil {
		t.Errorf("found %+v, %v", found, err)
	}
	if _, err := p.Answers("nobody", 1); told(t, err).Code != string(desk.ErrNotFound) {
		t.Errorf("nobody's question: %v", err)
	}
	done, err := p.Remove(saved.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got := len(mustList(t, p).Answers); got != before {
		t.Errorf("%d answers after the removal, %d before", got, before)
	}
	if err := p.Undo(saved.ID, done); err != nil || len(mustList(t, p).Answers) != before+1 {
		t.Errorf("not brought back: %v", err)
	}
}

func checkTemplates(t *testing.T, h counter, p *Phrases) {
	before := time.Now().UnixMilli()
	if err := p.ListTemplates(); err != nil {
		t.Fatal(err)
	}
	if at, err := p.TemplatesListed(); err != nil || at < before {
		t.Errorf("listed at %d, %v; it was %d before", at, err, before)
	}
	all, err := p.Templates()
	i := slices.IndexFunc(all, func(each Template) bool { return each.Name == "pedido_pronto" })
	if err != nil || i < 0 || all[i].Status != "approved" || len(all[i].Variables) != 2 || all[i].UpdatedAt == 0 {
		t.Fatalf("listed %+v, %v", all, err)
	}
	choice := TemplateChoice{SID: all[i].SID, Vars: map[string]string{"1": "Marlene"}}
	if preview, err := p.PreviewTemplate(choice); err != nil || !slices.Equal(preview.Missing, []string{"2"}) || !strings.Contains(preview.Text, "Marlene: o pedido {{2}}") {
		t.Errorf("with a gap: %+v, %v", preview, err)
	}
	if _, err := p.PreviewTemplate(TemplateChoice{SID: "HXnone"}); told(t, err).Code != string(desk.ErrNotFound) {
		t.Errorf("one that is not there: %v", err)
	}
	id := whatsAppCustomer(t, h)
	box := &Composer{gate: p.gate}
	if err := box.Save(id, []Draft{{Channel: "whatsapp", Text: "meia frase"}}); err != nil {
		t.Fatal(err)
	}
	talk := &Conversation{gate: p.gate}
	if _, err := talk.Reply(Reply{CustomerID: id, Channel: "whatsapp", Template: &choice, HoldMs: 60_000}); told(t, err).Code != string(desk.ErrTemplateVars) {
		t.Errorf("sent with a gap: %v", err)
	}
	choice.Vars["2"] = "412"
	preview, err := p.PreviewTemplate(choice)
	if err != nil || len(preview.Missing) != 0 {
		t.Fatalf("%+v, %v", preview, err)
	}
	if _, err := talk.Reply(Reply{CustomerID: id, Channel: "whatsapp", Template: &choice, HoldMs: 60_000}); err != nil {
		t.Fatal(err)
	}
	line, err := talk.Timeline(id, "", 1)
	if err != nil || line.Items[0].Text != preview.Text {
		t.Errorf("the timeline says %+v, %v", line.Items, err)
	}
	if drafts, err := box.Drafts(id); err != nil || len(drafts) != 1 || drafts[0].Text != "meia frase" {
		t.Errorf("what was typed is %+v, %v", drafts, err)
	}
}

// whatsAppCustomer is somebody who wrote by WhatsApp.
func whatsAppCustomer(t *testing.T, h counter) string {
	t.Helper()
	page, err := h.InboxPage(t.Context(), InboxQuery{State: string(desk.ToReply), Limit: 50})
	i := slices.IndexFunc(page.Rows, func(r InboxRow) bool { return r.Channel == string(desk.WhatsApp) })
	if err != nil || i < 0 {
		t.Fatalf("nobody wrote by WhatsApp: %v", err)
	}
	return page.Rows[i].CustomerID
}
