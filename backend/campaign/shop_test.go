package campaign_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"balcao/backend/campaign"
	"balcao/backend/channel"
	"balcao/backend/consent"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/outbox"
	"balcao/backend/store"
)

const (
	mailConn  = desk.ConnectionID("mail")
	phoneConn = desk.ConnectionID("phone")
)

// morning is a Tuesday at ten, where the computer is.
var morning = time.Date(2026, 3, 10, 10, 0, 0, 0, time.Local)

// shop is a store with a clock that the test moves, and providers that take everything.
type shop struct {
	t    testing.TB
	dir  string
	st   *store.Store
	mu   sync.Mutex
	now  time.Time
	n    int
	sent []channel.Outbound
	fail error // of every attempt
}

func openShop(t testing.TB) *shop {
	t.Helper()
	s := &shop{t: t, dir: filepath.Join(t.TempDir(), "Balcao"), now: morning}
	s.open()
	t.Cleanup(func() { _ = s.st.Close() })
	s.write(func(tx *store.Tx) error {
		for _, c := range []struct {
			id       desk.ConnectionID
			kind     desk.ConnectionKind
			accounts []desk.Account
		}{
			{mailConn, desk.MailConnection, []desk.Account{{Channel: desk.Email, Address: "loja@papelaria.example", Name: "Papelaria"}}},
			{phoneConn, desk.TwilioConnection, []desk.Account{{Channel: desk.SMS, Address: "+551140028922"}, {Channel: desk.WhatsApp, Address: "whatsapp:+551140028922"}}},
		} {
			if err := tx.Connections().Put(desk.Connection{ID: c.id, Kind: c.kind, Config: []byte("{}"), CreatedAt: s.now}); err != nil {
				return err
			}
			for _, a := range c.accounts {
				a.ID, a.ConnectionID = store.NewAccountID(a.Channel, a.Address), c.id
				if err := tx.Connections().PutAccount(a); err != nil {
					return err
				}
			}
		}
		return tx.Connections().Templates().Replace(phoneConn, []desk.Template{
			{SID: "HXnews", Name: "novidades", Category: "MARKETING", Status: desk.TemplateApproved, Body: "Oi {{1}}, chegou: {{2}}. Até logo!", Variables: []desk.TemplateVariable{{Name: "1"}, {Name: "2"}}},
			{SID: "HXpaused", Name: "velho", Category: "MARKETING", Status: desk.TemplatePaused, Body: "Oi"},
			{SID: "HXorder", Name: "pedido", Category: "UTILITY", Status: desk.TemplateApproved, Body: "Seu pedido chegou."},
		})
	})
	return s
}

func (s *shop) open() {
	s.t.Helper()
	st, err := store.Open(context.Background(), s.dir, store.Options{Now: s.clock})
	check(s.t, err)
	s.st = st
}

// reopen is what the next start does after a crash: what was on its way is uncertain.
func (s *shop) reopen() {
	s.t.Helper()
	_ = s.st.Close()
	s.open()
	for _, d := range s.dispatchers() {
		check(s.t, d.Recover(context.Background()))
	}
}

func (s *shop) clock() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

func (s *shop) pass(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = s.now.Add(d)
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantCode(t testing.TB, err error, code desk.Code) {
	t.Helper()
	if !desk.HasCode(err, code) {
		t.Errorf("%v, want %s", err, code)
	}
}

func (s *shop) write(fn func(*store.Tx) error) {
	s.t.Helper()
	check(s.t, s.st.Write(context.Background(), fn))
}

func (s *shop) read(fn func(*store.ReadTx) error) {
	s.t.Helper()
	check(s.t, s.st.Read(context.Background(), fn))
}

// meets adds a customer with a mail address, and telephones.
func (s *shop) meets(name string, phones ...string) desk.CustomerID {
	s.t.Helper()
	s.n++
	id, _, err := customer.Add(context.Background(), s.st, customer.Newcomer{Name: name, Email: fmt.Sprintf("c%d@exemplo.example", s.n), Phones: phones})
	check(s.t, err)
	return id
}

// agrees adds some who want campaigns by mail: whoever has no name of her own is numbered.
func (s *shop) agree(n int) []desk.CustomerID {
	s.t.Helper()
	ids := make([]desk.CustomerID, n)
	for i := range ids {
		ids[i] = s.meets(fmt.Sprintf("Cliente %03d", i))
		s.says(ids[i], desk.Email, desk.Given)
	}
	return ids
}

func (s *shop) identity(who desk.CustomerID, ch desk.Channel) (found desk.Identity) {
	s.t.Helper()
	s.read(func(tx *store.ReadTx) error {
		hers, err := tx.Customers().Identities(who)
		at := slices.IndexFunc(hers, func(i desk.Identity) bool { return i.Medium == ch })
		if at >= 0 {
			found = hers[at]
		}
		return err
	})
	return found
}

// says writes down whether she wants campaigns on a channel.
func (s *shop) says(who desk.CustomerID, ch desk.Channel, status desk.ConsentStatus) {
	s.t.Helper()
	s.pass(time.Millisecond)
	_, err := consent.Set(context.Background(), s.st, consent.Saying{Identity: s.identity(who, ch).ID, Channel: ch, Purposes: []desk.Purpose{desk.Marketing}, Status: status})
	check(s.t, err)
}

// complains opens a complaint of somebody.
func (s *shop) complains(who desk.CustomerID) desk.CaseID {
	s.t.Helper()
	s.n++
	id, about := desk.CaseID(fmt.Sprint("k", s.n)), s.identity(who, desk.Email).ID
	s.write(func(tx *store.Tx) error {
		for _, e := range []desk.Event{
			{Kind: desk.CaseOpened, Facts: desk.Facts{Case: &desk.CaseFacts{Protocol: desk.Protocol(fmt.Sprintf("26031007%05d", s.n)), Identity: about}}},
			{Kind: desk.CaseClassified, Facts: desk.Facts{Case: &desk.CaseFacts{Class: desk.Complaint}}},
		} {
			e.CustomerID, e.CaseID, e.Actor = who, id, desk.Owner
			if err := tx.Record(e); err != nil {
				return err
			}
		}
		return nil
	})
	return id
}

// writes has somebody write a mail to the shop.
func (s *shop) writes(who desk.CustomerID, text string) desk.MessageID {
	s.t.Helper()
	s.n++
	s.pass(time.Second)
	id := desk.MessageID(fmt.Sprint("in", s.n))
	s.write(func(tx *store.Tx) error {
		return tx.Messages().Insert(store.NewMessage{Message: desk.Message{
			ID: id, IdentityID: s.identity(who, desk.Email).ID, AccountID: store.NewAccountID(desk.Email, "loja@papelaria.example"),
			Channel: desk.Email, Direction: desk.In, ExternalID: string(id), At: tx.Moment(), Voice: desk.CustomerVoice, Text: text,
		}}, who)
	})
	return id
}

// mailing is a draft of a campaign by mail.
func (s *shop) mailing(change ...func(*desk.Campaign)) desk.CampaignID {
	s.t.Helper()
	c := desk.Campaign{Medium: desk.ByEmail, Subject: "Volta às aulas", Wordings: []desk.CampaignWording{{Text: "Olá, {primeiro nome}! Agendas com desconto. Para não receber mais, responda SAIR."}}}
	for _, do := range change {
		do(&c)
	}
	id, _, err := campaign.Save(context.Background(), s.st, c)
	check(s.t, err)
	return id
}

func (s *shop) begins(id desk.CampaignID) {
	s.t.Helper()
	check(s.t, campaign.Begin(context.Background(), s.st, id))
}

func noRules(desk.ConnectionID) outbox.Checker { return nil }

func (s *shop) dispatchers() []*outbox.Dispatcher {
	return []*outbox.Dispatcher{outbox.NewDispatcher(s.st, mailConn, s), outbox.NewDispatcher(s.st, phoneConn, s)}
}

func (s *shop) feed() {
	s.t.Helper()
	check(s.t, campaign.Feed(context.Background(), s.st, noRules))
}

func (s *shop) dispatch() {
	s.t.Helper()
	for _, d := range s.dispatchers() {
		_, err := d.Run(context.Background())
		check(s.t, err)
	}
}

// minute lets one pass, as the engine does.
func (s *shop) minute() {
	s.t.Helper()
	s.pass(time.Minute)
	s.feed()
	s.dispatch()
}

// runs goes on until everybody's turn was.
func (s *shop) runs(id desk.CampaignID) campaign.Results {
	s.t.Helper()
	for range 3000 {
		s.minute()
		if r := s.results(id); r.State != desk.CampaignSending {
			return r
		}
	}
	s.t.Fatal("it never ends")
	return campaign.Results{}
}

func (s *shop) results(id desk.CampaignID) campaign.Results {
	s.t.Helper()
	r, err := campaign.Read(context.Background(), s.st, id)
	check(s.t, err)
	return r
}

func (s *shop) preview(id desk.CampaignID) campaign.Preview {
	s.t.Helper()
	p, err := campaign.Foresee(context.Background(), s.st, s.results(id).Campaign)
	check(s.t, err)
	return p
}

// Send, Find and Check make the shop a provider.
func (s *shop) Send(_ context.Context, out channel.Outbound) (channel.Receipt, error) {
	s.sent = append(s.sent, out)
	return channel.Receipt{ExternalID: fmt.Sprint("ext", len(s.sent))}, s.fail
}

func (s *shop) Find(context.Context, channel.Outbound) (channel.Receipt, error) {
	return channel.Receipt{}, desk.E(desk.ErrNotFound, nil)
}

func (s *shop) Check(channel.Outbound) error { return nil }

// twice names an address that something was sent to more than once.
func (s *shop) twice() string {
	seen := map[string]bool{}
	for _, out := range s.sent {
		if seen[out.To] {
			return out.To
		}
		seen[out.To] = true
	}
	return ""
}

// names says who is in a list, in a few letters that tests can compare.
func names[P any](people []P, name func(P) string) string {
	list := make([]string, len(people))
	for n, p := range people {
		list[n] = name(p)
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

func passedNames(groups []campaign.Group) string {
	var all []string
	for _, g := range groups {
		all = append(all, string(g.Reason)+":"+names(g.People, func(p store.CampaignPerson) string { return p.Name }))
	}
	return strings.Join(all, " · ")
}

func personNames(people []campaign.Person) string {
	return names(people, func(p campaign.Person) string { return p.Name })
}
