package ingest

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/eml"
	"balcao/backend/preference"
	"balcao/backend/store"
)

// form is a mail of testdata/forms that has come just now.
func (c *counter) form(name string) *channel.Inbound {
	c.t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "forms", name+".eml"))
	if err != nil {
		c.t.Fatal(err)
	}
	c.uid++
	return &channel.Inbound{
		Channel: desk.Email, Mail: true, Raw: []byte(strings.ReplaceAll(string(raw), "\n", "\r\n")), Received: time.Now(),
		Folder: "INBOX", UIDValidity: 1, UID: c.uid,
	}
}

// reached is whom the list knows, each with the addresses that an answer can go to.
func (c *counter) reached() map[string][]string {
	c.t.Helper()
	found := map[string][]string{}
	for name, row := range c.rows() {
		found[name] = []string{}
		c.read(func(tx *store.ReadTx) error {
			list, err := tx.Customers().Identities(row.CustomerID)
			for _, i := range list {
				if i.Medium != desk.Counter {
					found[name] = append(found[name], string(i.Medium)+" "+i.Address)
				}
			}
			return err
		})
	}
	return found
}

// rule is the one by which a mail was attributed; empty: by none.
func (c *counter) rule() (rule preference.BehalfRule) {
	c.t.Helper()
	c.read(func(tx *store.ReadTx) error {
		acts, err := tx.Cases().Acts(1<<60, 10)
		for _, a := range acts {
			if a.Kind == desk.MessageAttributed {
				rule = preference.BehalfRule(a.Rule)
			}
		}
		return err
	})
	return rule
}

var (
	biaByMail   = []string{"email bia@x.example"}
	caioByPhone = []string{"sms +5511977776666", "whatsapp whatsapp:+5511977776666"}
	nowhere     = []string{}
)

func TestFormsOfSites(t *testing.T) {
	for file, test := range map[string]struct {
		who     string
		reached []string
		rule    preference.BehalfRule
		state   desk.TurnState
	}{
		"formspree-email":             {"Bia Souza", biaByMail, preference.FormServices, desk.ToReply},
		"formspree-phone":             {"Caio Reis", caioByPhone, preference.FormServices, desk.ToReply},
		"formspree-neither":           {"Dora Lima", nowhere, preference.FormServices, desk.ToReply},
		"formsubmit-table":            {"Bia Souza", biaByMail, preference.FormServices, desk.ToReply},
		"netlify-link-only":           {"Netlify", []string{"email formresponses@netlify.com"}, "", desk.ToReply},
		"wix-email":                   {"Bia Souza", biaByMail, preference.FormServices, desk.ToReply},
		"wix-phone":                   {"Caio Reis", caioByPhone, preference.FormServices, desk.ToReply},
		"cf7-reply-to":                {"Bia Souza", biaByMail, preference.WordPress, desk.ToReply},
		"cf7-no-reply-to":             {"Bia Souza", biaByMail, preference.WordPress, desk.ToReply},
		"cf7-phone":                   {"Caio Reis", caioByPhone, preference.WordPress, desk.ToReply},
		"cf7-neither":                 {"Dora Lima", nowhere, preference.WordPress, desk.ToReply},
		"wordpress-update":            {"WordPress", []string{"email wordpress@papelaria.example"}, "", desk.Closed},
		"wpforms-own-mailbox":         {"Caio Reis", caioByPhone, preference.OwnSite, desk.ToReply},
		"own-mailbox-reply-to":        {"Bia Souza", biaByMail, preference.OwnSite, desk.ToReply},
		"own-mailbox-to-a-customer":   {"Ana Lima", []string{"email ana@cliente.example"}, "", desk.Waiting},
		"own-mailbox-answers-a-form":  {"Bia Souza", biaByMail, "", desk.Waiting},
		"own-mailbox-answers-in-copy": {"Bia Souza", biaByMail, "", desk.Waiting},
		"own-mailbox-asks-her":        {"Ana Lima", []string{"email ana@cliente.example"}, "", desk.Waiting},
		"elementor":                   {"Bia Souza", biaByMail, preference.OwnSite, desk.ToReply},
		"woocommerce-order":           {"Bia Souza", biaByMail, preference.OwnSite, desk.ToReply},
		"site-first":                  {"Bia Souza", biaByMail, preference.OwnSite, desk.ToReply},
		"site-lines":                  {"Eva Nunes", []string{"email eva@y.example"}, preference.OwnSite, desk.ToReply},
		"site-phone":                  {"Caio Reis", caioByPhone, preference.OwnSite, desk.ToReply},
		"site-neither":                {"Dora Lima", nowhere, preference.OwnSite, desk.ToReply},
		"colleague":                   {"Maria", []string{"email maria@papelaria.example"}, "", desk.ToReply},
		"colleague-answers-a-form":    {"Maria", []string{"email maria@papelaria.example"}, "", desk.ToReply},
		"colleague-forwards-a-form":   {"Maria", []string{"email maria@papelaria.example"}, "", desk.ToReply},
		"platform-agreeing":           {"Bia Souza", biaByMail, preference.OtherForms, desk.ToReply},
		"platform-noreply":            {"Bia Souza", biaByMail, preference.OtherForms, desk.ToReply},
		"supplier":                    {"Vendas", []string{"email vendas@fornecedor.example"}, "", desk.ToReply},
	} {
		t.Run(file, func(t *testing.T) {
			c := newCounter(t)
			c.take(c.mail, c.form(file))
			if got := c.reached(); len(got) != 1 || !slices.Equal(got[test.who], test.reached) {
				t.Errorf("%v, want %s by %v", got, test.who, test.reached)
			}
			if row := c.rows()[test.who]; row.State != test.state {
				t.Errorf("state %s, want %s", row.State, test.state)
			}
			if got := c.rule(); got != test.rule {
				t.Errorf("rule %q, want %q", got, test.rule)
			}
			if v, err := c.st.Verify(t.Context()); err != nil || v.Database != "ok" {
				t.Errorf("%+v, %v", v, err)
			}
			if test.rule == "" {
				return
			}
			off := newCounter(t)
			if err := preference.Save(t.Context(), off.st, preference.Behalf{Off: []preference.BehalfRule{test.rule}}); err != nil {
				t.Fatal(err)
			}
			off.take(off.mail, off.form(file))
			if got := off.rule(); got != "" {
				t.Errorf("by %q although its rule is off", got)
			}
		})
	}
}

// TestVisitorsAreNotMixed: whoever fills in a form is a customer of her own, and the same one wherever else she writes.
func TestVisitorsAreNotMixed(t *testing.T) {
	again := func(in *channel.Inbound) *channel.Inbound {
		in.Raw = []byte(strings.Replace(string(in.Raw), "Message-ID: <", "Message-ID: <again.", 1))
		return in
	}
	for name, test := range map[string]struct {
		came func(*counter)
		want map[string][]string
	}{
		"two by one address of the shop's domain": {
			func(c *counter) { c.take(c.mail, c.form("site-first"), c.form("site-second")) },
			map[string][]string{"Bia Souza": biaByMail, "Eva Nunes": {"email eva@y.example"}},
		},
		"two by telephone": {
			func(c *counter) {
				other := again(c.form("formspree-phone"))
				other.Raw = []byte(strings.NewReplacer("97777-6666", "96666-5555", "Caio Reis", "Rui Melo").Replace(string(other.Raw)))
				c.take(c.mail, c.form("formspree-phone"), other)
			},
			map[string][]string{"Caio Reis": caioByPhone, "Rui Melo": {"sms +5511966665555", "whatsapp whatsapp:+5511966665555"}},
		},
		"two who left nothing": {
			func(c *counter) { c.take(c.mail, c.form("formspree-neither"), c.form("site-neither")) },
			nil, // both are called Dora Lima, which is seen below
		},
		"one by two forms": {
			func(c *counter) { c.take(c.mail, c.form("formspree-phone"), c.form("site-phone"), c.form("wix-phone")) },
			map[string][]string{"Caio Reis": caioByPhone},
		},
		"one who is known by WhatsApp without the ninth digit": {
			func(c *counter) {
				c.take(c.phone, text(desk.WhatsApp, "1", "whatsapp:+551177776666", "oi"))
				c.take(c.mail, c.form("formspree-phone"))
			},
			map[string][]string{"Caio Reis": {"sms +5511977776666", "whatsapp whatsapp:+551177776666"}},
		},
		"one who writes by WhatsApp afterwards": {
			func(c *counter) {
				c.take(c.mail, c.form("formspree-phone"))
				c.take(c.phone, text(desk.WhatsApp, "1", "whatsapp:+5511977776666", "oi"))
			},
			map[string][]string{"Caio Reis": caioByPhone},
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCounter(t)
			if test.want == nil {
				test.came(c)
				c.read(func(tx *store.ReadTx) error {
					rows, err := tx.Inbox().All(store.Start(), 10)
					if len(rows) != 2 {
						t.Errorf("%d customers", len(rows))
					}
					return err
				})
				return
			}
			test.came(c)
			got := c.reached()
			if len(got) != len(test.want) {
				t.Errorf("%v, want %v", got, test.want)
			}
			for who, by := range test.want {
				if !slices.Equal(got[who], by) {
					t.Errorf("%s by %v, want %v", who, got[who], by)
				}
			}
		})
	}
}

// TestAWindowIsNotOpenedByAForm: the number in a form is no message by WhatsApp.
func TestAWindowIsNotOpenedByAForm(t *testing.T) {
	c := newCounter(t)
	c.take(c.mail, c.form("formspree-phone"))
	card, err := customer.Show(t.Context(), c.st, c.rows()["Caio Reis"].CustomerID)
	if err != nil {
		t.Fatal(err)
	}
	if len(card.LastInbound) == 0 {
		t.Error("no way to answer")
	}
	for _, way := range card.LastInbound {
		if !way.At.IsZero() || way.Identity.Verified {
			t.Errorf("%+v", way)
		}
	}
}

// TestAFormAmongWhatWasSent: a site that sends by the shop's own mailbox leaves its mail in two folders, in whatever order
// they are read.
func TestAFormAmongWhatWasSent(t *testing.T) {
	for _, file := range []string{"wpforms-own-mailbox", "own-mailbox-reply-to"} {
		t.Run(file, func(t *testing.T) {
			c := newCounter(t)
			sent := c.form(file)
			sent.Folder, sent.Outgoing = "Sent", true
			c.take(c.mail, sent, c.form(file))
			if m := c.only(); m.Voice != desk.CustomerVoice || m.Direction != desk.In || c.rule() != preference.OwnSite {
				t.Errorf("voice %d, direction %s, rule %q", m.Voice, m.Direction, c.rule())
			}
		})
	}
}

// TestWhatTheShopWroteIsNoForm: its own mail is one that it sent, in whatever folder it is found first.
func TestWhatTheShopWroteIsNoForm(t *testing.T) {
	for _, file := range []string{"own-mailbox-answers-a-form", "own-mailbox-answers-in-copy", "own-mailbox-asks-her"} {
		t.Run(file, func(t *testing.T) {
			c := newCounter(t)
			sent := c.form(file)
			sent.Folder, sent.Outgoing = "Sent", true
			c.take(c.mail, sent, c.form(file))
			if m := c.only(); m.Voice != desk.ElsewhereShop || m.Direction != desk.Out || c.rule() != "" {
				t.Errorf("voice %d, direction %s, rule %q", m.Voice, m.Direction, c.rule())
			}
		})
	}
}

// TestTheCopyOfOurOwnMailIsNoForm: what was written here is here once, though its copy reads as a form.
func TestTheCopyOfOurOwnMailIsNoForm(t *testing.T) {
	const file = "own-mailbox-asks-a-colleague"
	for name, outgoing := range map[string]bool{"Sent": true, "INBOX": false} {
		t.Run(name, func(t *testing.T) {
			c := newCounter(t)
			c.take(c.mail, c.letter("Alguém me ligou?", "From", "Maria <maria@papelaria.example>"))
			maria := c.rows()["Maria"].CustomerID
			id := c.answer(desk.Email, maria, "acc-mail", shopAddress, "maria@papelaria.example", "Nome: Eva Nunes\nE-mail: eva@y.example", "g4@papelaria.example")
			c.steps(id, desk.Accepted)
			copied := c.form(file)
			copied.Folder, copied.Outgoing = name, outgoing
			if got := c.take(c.mail, copied); got != (Count{Pulled: 1, Duplicates: 1}) || c.rule() != "" {
				t.Errorf("counted %+v, rule %q, %v", got, c.rule(), c.reached())
			}
		})
	}
}

// TestRulesGoBySender: a rule that is off is not stood in for by the one below it.
func TestRulesGoBySender(t *testing.T) {
	c := newCounter(t)
	if err := preference.Save(t.Context(), c.st, preference.Behalf{Off: []preference.BehalfRule{preference.WordPress}}); err != nil {
		t.Fatal(err)
	}
	c.take(c.mail, c.form("cf7-reply-to"), c.form("elementor"))
	if got := c.reached(); !slices.Equal(got["Bia Souza"], biaByMail) || len(got["Papelaria Sol"]) != 1 {
		t.Errorf("%v", got)
	}
}

// TestAShopAtASharedDomain: its neighbours there are not the shop.
func TestAShopAtASharedDomain(t *testing.T) {
	for _, domain := range []string{"gmail.com", "hotmail.es", "yahoo.com.br", "uol.com.br"} {
		t.Run(domain, func(t *testing.T) {
			c := newCounter(t)
			c.mail = addConnection(t, c.st, desk.MailConnection, "shared", desk.Account{ID: "acc-shared", Channel: desk.Email, Address: "loja@" + domain})
			c.take(c.mail, c.letter("Pode ver com eles?\nNome: Eva Nunes\nE-mail: eva@y.example", "From", "Ana Lima <ana@"+domain+">"))
			if got := c.reached(); len(got) != 1 || !slices.Equal(got["Ana Lima"], []string{"email ana@" + domain}) {
				t.Errorf("%v", got)
			}
		})
	}
}

// formReader reads as a shop with one mailbox and one number does.
func formReader() reader {
	s := shop{ownMail: map[string]bool{}, ownPhones: map[string]bool{"tel:" + shopSMS: true}}
	s.addMail(shopAddress)
	return reader{shop: s, now: time.Now}
}

// holdsToTheMail checks that a mail is only attributed to an address or a number that it holds, and never to the shop or
// to the program that sent it. It gives the way in which it was attributed.
func holdsToTheMail(t *testing.T, r reader, raw []byte) desk.Channel {
	t.Helper()
	p := r.read(&channel.Inbound{Channel: desk.Email, Mail: true, Raw: raw, Received: time.Now()}, nil)
	if p.behalf == "" {
		return ""
	}
	mail, who := eml.Parse(raw), p.party
	said := mail.Text + "\n" + eml.TextFromHTML(strings.Join(mail.HTMLParts, "\n"))
	held := false
	switch who.medium {
	case desk.Email:
		inReplyTo := slices.ContainsFunc(mail.ReplyTo, func(a eml.Address) bool { return eml.AddressKey(a.Addr) == who.address })
		held = (inReplyTo || strings.Contains(strings.ToLower(said), who.address)) && !r.shop.isOwn(who.address) && who.key == mailKey(who.address)
	case desk.SMS:
		number := readForm(mail).Phone
		key, _ := customer.WholeNumber(number)
		held = number != "" && strings.Contains(said, number) && who.address == key && who.key == "tel:"+key && !r.shop.ownPhones[who.key]
	case desk.Counter:
		held = who.address == p.message.ExternalID
	}
	if !held || p.message.Voice != desk.CustomerVoice || p.message.Direction != desk.In {
		t.Errorf("%+v, voice %d, of:\n%s", who, p.message.Voice, raw)
	}
	return who.medium
}

func FuzzAttribution(f *testing.F) {
	files, err := filepath.Glob(filepath.Join("testdata", "forms", "*.eml"))
	if err != nil || len(files) == 0 {
		f.Fatal(len(files), err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		head, body, _ := strings.Cut(string(raw), "\n\n")
		f.Add(head, body)
	}
	r := formReader()
	f.Fuzz(func(t *testing.T, head, body string) { holdsToTheMail(t, r, []byte(head+"\n\n"+body)) })
}

// TestAttributionHoldsToTheMail makes forms of whatever pieces, each of which may name somebody else.
func TestAttributionHoldsToTheMail(t *testing.T) {
	senders := []string{
		"noreply@formspree.io", "no-reply@crm.wix.com", "wordpress@papelaria.example", "contato@papelaria.example", "site@www.papelaria.example", shopAddress,
		"x@plataforma.example", "no-reply@plataforma.example", "noreply@mail.reclameaqui.com.br", "a@marketplace.amazon.com.br", "ana@cliente.example",
	}
	addresses := []string{
		"", "bia@x.example", "Bia <BIA@x.example>", "eva@y.example", shopAddress, "vendas@papelaria.example", "noreply@z.example", "não tenho", "bia@insta", "<>", "@x.example",
	}
	numbers := []string{"", "(11) 97777-6666", "+55 11 97777-6666", "11977776666 (zap)", "0800 123 456", shopSMS, "912 345 678", "depois", "1"}
	labels := [][]string{
		{"Nome", "Nombre", "Nom", "Name", "Seu nome", "*Your name*", "De"},
		{"E-mail", "Correo electrónico", "Correu", "Email", "_replyto", "Seu e-mail"},
		{"Telefone", "Móvil", "Telèfon", "Phone", "Telemóvel", "Telefone / WhatsApp"},
		{"Mensagem", "Mensaje", "Missatge", "Message", "Assunto", "Onde nos achou"},
	}
	marks := []string{"", "", "", "List-Unsubscribe: <https://x.example>\n", "Auto-Submitted: auto-generated\n", "Auto-Submitted: auto-replied\n", "Return-Path: <>\n"}
	ends := []string{": ", ":\n", ":\n\n", "\n", " ", " | ", "\t"}
	dice := rand.New(rand.NewPCG(4, 2026))
	pick := func(list []string) string { return list[dice.IntN(len(list))] }
	r, ways := formReader(), map[desk.Channel]int{}
	for range 5_000 {
		head := "From: Site <" + pick(senders) + ">\nTo: " + pick([]string{shopAddress, shopAddress, "ana@cliente.example"}) + "\n" + pick(marks)
		if reply := pick(addresses); reply != "" {
			head += "Reply-To: " + reply + "\n"
		}
		var lines []string
		for i, values := range [][]string{{"Bia Souza", "", "Bia bia@x.example"}, addresses, numbers, {"Oi", "E-mail: eva@y.example", "Nome: Eva"}} {
			if dice.IntN(4) > 0 {
				lines = append(lines, pick(labels[i])+pick(ends)+pick(values))
			}
		}
		dice.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
		ways[holdsToTheMail(t, r, []byte(head+"\n"+strings.Join(lines, "\n")))]++
	}
	for _, way := range []desk.Channel{"", desk.Email, desk.SMS, desk.Counter} {
		if ways[way] < 100 {
			t.Errorf("hardly any by %q: %v", way, ways)
		}
	}
}
