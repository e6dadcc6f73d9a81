package cli

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"

	"balcao/backend/desk"
	"balcao/backend/purchase"
	"balcao/backend/simulator"
)

// messyList is a list of customers as shops have them: one person twice, spellings, lines with nothing in them.
const messyList = "Nome ;Celular;E-mail;CPF;Obs\n" +
	"Lourdes Amaral;(32) 99000-1111;;;gosta de azul\n" +
	"LOURDES  AMARAL;;lourdes.amaral@exemplo.example;;\n" +
	"José Prado;32 9 9000-2222;jose@exemplo.example;111.444.777-35;\n" +
	"Bia Sol;+55 32 99000-3333;;;\"compra no atacado;\npaga no Pix\"\n" +
	"Rui Lima;32 99000 4444;;;\n" +
	";;;;\n" +
	"Sem Nada;;;;\n" +
	"Errado;123;;;\n"

// messySales is what another system knows of them; two lines cannot be read, one is there twice.
const messySales = "Data;Pedido;Quem;Celular;Produto;Valor (R$)\n" +
	"05/03/2026;1;Lourdes;(32)99000-1111;Agenda;\"1.089,90\"\n" +
	"05/03/2026;1;Lourdes;(32)99000-1111;Agenda;\"1.089,90\"\n" +
	"31/02/2026;2;Bia;32990003333;Caneta;7,50\n" +
	"06/03/2026;3;Bia;32990003333;Caneta;grátis\n" +
	"06/03/2026;4;Rui;32990004444;Caderno;44,90\n"

// chatExport is what WhatsApp exports of a chat with somebody whom the list knows by her mail address only.
const chatExport = "15/01/2026 09:01 - As mensagens são protegidas com a criptografia de ponta a ponta.\n" +
	"15/01/2026 09:01 - Lourdes Amaral: Bom dia! Tem caderno azul?\n" +
	"15/01/2026 09:04 - Papelaria Sabiá: Tem sim, dona Lourdes.\n" +
	"16/01/2026 18:20 - Lourdes Amaral: Passo aí amanhã\n"

// latin1 writes a file as an old Windows program does.
func (k *terminal) latin1(name, content string) string {
	k.t.Helper()
	raw, err := charmap.Windows1252.NewEncoder().String(content)
	check(k.t, err)
	path := filepath.Join(k.t.TempDir(), name)
	check(k.t, os.WriteFile(path, []byte(raw), 0o600))
	return path
}

// whoHas finds the one customer to whom an address belongs.
func (k *terminal) whoHas(address string) (c shownCustomer) {
	k.t.Helper()
	var all struct{ Customers []struct{ ID string } }
	k.want(exitDone, &all, "", "customer", "list", "--limit", "500")
	for _, each := range all.Customers {
		k.want(exitDone, &c, "", "customer", "show", each.ID)
		if slices.Contains(c.addresses(), address) {
			return c
		}
		c = shownCustomer{}
	}
	k.t.Fatalf("nobody has %s", address)
	return c
}

// said counts what stands in the history of a customer.
func (k *terminal) said(id string) int {
	k.t.Helper()
	var page struct{ Items []struct{ ID string } }
	k.want(exitDone, &page, "", "timeline", id, "--limit", "500")
	return len(page.Items)
}

// The telephones of those in the story.
const (
	lourdes, daughter, jose, bia, rui = "+5532990001111", "+5532990005555", "+5532990002222", "+5532990003333", "+5532990004444"
)

// TestTheWholeCustomer: what a shop knows of its customers from before comes in, messy as it is; who is there twice is one
// person from then on, and who was taken for another is given back. A campaign goes to who said yes, and names whom it
// leaves out; a complaint is settled, and how that was is answered in plain words.
func TestTheWholeCustomer(t *testing.T) {
	t.Parallel()
	shop := simulated(t)
	k := newTerminal(t)
	k.bringsOldLife(t)
	k.mergesAndSplits(t)
	k.want(exitDone, nil, shop.Endpoints().Twilio.Secret+"\n", twilioArgs(shop.Endpoints())...)
	k.neverClosed()
	k.want(exitDone, nil, "", "sync", "--once")
	k.campaigns(t, shop)
	k.asksHowItWas(t, shop)
}

// bringsOldLife imports a list of customers, their purchases and a chat; each bad line is named, and nothing is doubled.
func (k *terminal) bringsOldLife(t *testing.T) {
	t.Helper()
	list := k.latin1("clientes.csv", messyList)
	var people struct {
		New     int
		Skipped []skippedJSON
	}
	k.want(exitPart, &people, "", "import", "customers", list)
	want := []skippedJSON{{Line: 9, Reason: "no_address"}, {Line: 10, Reason: "address_invalid"}}
	if people.New != 5 || !slices.Equal(people.Skipped, want) {
		t.Errorf("the list: %+v", people)
	}
	var sales importJSON
	k.want(exitPart, &sales, "", "import", "purchases", k.latin1("vendas.csv", messySales))
	bad := []purchase.Skip{{Line: 3, Reason: purchase.Repeated}, {Line: 4, Reason: purchase.BadDate}, {Line: 5, Reason: purchase.BadValue}}
	if sales.New != 2 || sales.Customers != 0 || !slices.Equal(sales.Skipped, bad) {
		t.Errorf("the purchases: %+v", sales)
	}
	chat := k.latin1("Conversa do WhatsApp com Lourdes Amaral.txt", "")
	check(t, os.WriteFile(chat, []byte(chatExport), 0o600))
	var talk struct{ New int }
	k.want(exitDone, &talk, "", "import", "whatsapp", chat, "--phone", "32 99000-5555", "--shop", "Papelaria Sabiá")
	if talk.New != 3 {
		t.Errorf("the chat: %+v", talk)
	}
	k.want(exitDone, &talk, "", "import", "whatsapp", chat, "--phone", "32 99000-5555", "--shop", "Papelaria Sabiá")
	if talk.New != 0 {
		t.Errorf("the chat once more: %+v", talk)
	}
}

// mergesAndSplits makes one of the three Lourdes, and gives one of them back who is somebody else.
func (k *terminal) mergesAndSplits(t *testing.T) {
	t.Helper()
	var told struct {
		Duplicates []struct {
			Customers []shownCustomer
			Reasons   []string
		}
	}
	k.want(exitDone, &told, "", "customer", "duplicates")
	for _, d := range told.Duplicates {
		if !strings.EqualFold(strings.Join(strings.Fields(d.Customers[0].Name), " "), "Lourdes Amaral") || !slices.Contains(d.Reasons, "name") {
			t.Errorf("alike: %+v", d)
		}
	}
	if len(told.Duplicates) == 0 {
		t.Fatal("nobody is there twice")
	}
	phone, mail, chat := k.whoHas(lourdes), k.whoHas("lourdes.amaral@exemplo.example"), k.whoHas("whatsapp:"+daughter)
	bought, spoken := k.said(phone.ID), k.said(chat.ID)
	var one, back shownCustomer
	k.want(exitDone, nil, "", "customer", "merge", phone.ID, mail.ID)
	k.want(exitDone, &one, "", "customer", "merge", phone.ID, chat.ID)
	if len(one.Identities) != len(phone.Identities)+len(mail.Identities)+len(chat.Identities) || k.said(phone.ID) != bought+spoken {
		t.Errorf("one of three: %+v, %d said", one, k.said(phone.ID))
	}
	// The chat is with a namesake, her daughter.
	k.want(exitDone, &back, "", "customer", "split", chat.Identities[0].ID)
	if back.ID != chat.ID || k.said(phone.ID) != bought || k.said(chat.ID) != spoken || len(k.whoHas("lourdes.amaral@exemplo.example").Identities) != len(phone.Identities)+len(mail.Identities) {
		t.Errorf("given back: %+v", back)
	}
}

// writes has somebody send an SMS, and takes it in. The provider counts in whole seconds: it is of the next one, so that an answer does
// not come before what it answers.
func (k *terminal) writes(shop *simulator.Shop, from, text string) {
	k.t.Helper()
	shop.DeliverText(simulator.Text{From: from, Body: text, At: time.Now().Add(time.Second)})
	k.want(exitDone, nil, "", "sync", "--once")
}

// got lists what somebody was sent.
func got(shop *simulator.Shop, number string) (texts []string) {
	for _, s := range shop.Sent() {
		if slices.Contains(s.To, number) {
			texts = append(texts, s.Text)
		}
	}
	return texts
}

// campaigns offers something to five: one said yes, one is complaining, one said no, one was never asked, and the daughter is on
// WhatsApp only.
func (k *terminal) campaigns(t *testing.T, shop *simulator.Shop) {
	t.Helper()
	k.writes(shop, lourdes, "O caderno veio rasgado, quero trocar")
	k.writes(shop, jose, "SAIR")
	var open struct{ Cases []caseJSON }
	k.want(exitDone, &open, "", "case", "list", "--customer", k.whoHas(lourdes).ID)
	k.want(exitDone, nil, "", "case", "classify", string(open.Cases[0].Protocol), "complaint")
	for _, number := range []string{bia, lourdes} {
		for _, i := range k.whoHas(number).Identities {
			if i.Address == number {
				k.want(exitDone, nil, "", "consent", "set", i.ID, "given")
			}
		}
	}
	args := []string{"campaign", "new", "--medium", "sms", "--subject", "Volta às aulas", "--text", "Olá, {primeiro nome}! Cadernos com 20%. Para sair, responda SAIR."}
	for _, number := range []string{lourdes, "whatsapp:" + daughter, jose, bia, rui} {
		args = append(args, "--customer", k.whoHas(number).ID)
	}
	var made resultsJSON
	k.want(exitDone, &made, "", args...)
	id := string(made.ID)
	var p previewJSON
	k.want(exitDone, &p, "", "campaign", "preview", id)
	left := map[desk.Passed][]string{}
	for _, group := range p.LeftOut {
		for _, who := range group.People {
			left[group.Reason] = append(left[group.Reason], who.Name)
		}
		slices.Sort(left[group.Reason])
	}
	want := map[desk.Passed][]string{
		desk.PassedComplaint: {"Lourdes Amaral"}, desk.PassedNoAddress: {"Lourdes Amaral"}, desk.PassedDeclined: {"José Prado"}, desk.PassedNoConsent: {"Rui Lima"},
	}
	if p.Total != 5 || p.Goes.N != 1 || p.Goes.People[0].Name != "Bia Sol" || !maps.EqualFunc(left, want, slices.Equal) {
		t.Errorf("goes to %+v; left out: %v", p.Goes, left)
	}
	k.want(exitDone, nil, "", "campaign", "send", id)
	k.want(exitDone, nil, "", "sync", "--once")
	if texts := got(shop, bia); len(texts) != 1 || !strings.HasPrefix(texts[0], "Olá, Bia! Cadernos com 20%.") {
		t.Errorf("Bia got %q", texts)
	}
	for _, number := range []string{lourdes, daughter, jose, rui} {
		for _, text := range got(shop, number) {
			if strings.Contains(text, "20%") {
				t.Errorf("%s got %q", number, text)
			}
		}
	}
	k.writes(shop, bia, "Quero dois!")
	var r resultsJSON
	k.want(exitDone, &r, "", "campaign", "results", id)
	if r.State != desk.CampaignSent || r.Sent.N != 1 || r.Answered.N != 1 || r.Answered.People[0].Name != "Bia Sol" {
		t.Errorf("%+v", r)
	}
}

// asksHowItWas settles the complaint; the answer is a score, and nobody waits for it.
func (k *terminal) asksHowItWas(t *testing.T, shop *simulator.Shop) {
	t.Helper()
	const question = "De 1 a 5, como foi?"
	k.want(exitDone, nil, "", "survey", "set", "case_closed", "--scale", "csat", "--delay-hours", "0", "--wording", "pt-BR="+question)
	who := k.whoHas(lourdes).ID
	var open struct{ Cases []caseJSON }
	k.want(exitDone, &open, "", "case", "list", "--customer", who)
	k.want(exitDone, nil, "", "case", "close", string(open.Cases[0].Protocol))
	var asked struct{ Asked int }
	k.want(exitDone, &asked, "", "survey", "ask")
	k.want(exitDone, nil, "", "sync", "--once")
	if texts := got(shop, lourdes); asked.Asked != 1 || len(texts) == 0 || !strings.Contains(texts[len(texts)-1], question) {
		t.Fatalf("%d asked, Lourdes got %q", asked.Asked, texts)
	}
	k.writes(shop, lourdes, "5, ótimo!")
	var answers surveyAnswered
	k.want(exitDone, &answers, "", "survey", "answers", "--scale", "csat", "--class", "complaint")
	if len(answers.Answers) != 1 || *answers.Answers[0].Score != 5 || answers.Answers[0].Text != "5, ótimo!" || string(answers.Answers[0].CustomerID) != who {
		t.Errorf("%+v", answers)
	}
	if state := k.stateOf(who); state != string(desk.Closed) {
		t.Errorf("her conversation is %s", state)
	}
}
