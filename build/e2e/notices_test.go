//go:build e2e

package e2e

import (
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

const (
	noticesName = "org.freedesktop.Notifications"
	noticesPath = dbus.ObjectPath("/org/freedesktop/Notifications")
)

// notified is one notification that the program showed.
type notified struct {
	id          uint32
	Title, Body string
	actions     []string
}

// notifier shows the notifications of the stage's desktop (Desktop Notifications Specification): it keeps them.
type notifier struct {
	t    testing.TB
	conn *dbus.Conn
	mu   sync.Mutex
	list []notified
}

// notifier puts a notification service on the stage's bus.
func (s *stage) notifier() *notifier {
	s.t.Helper()
	conn, err := dbus.Connect(s.busAddress)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = conn.Close() })
	n := &notifier{t: s.t, conn: conn}
	if err := conn.ExportMethodTable(map[string]any{"Notify": n.notify}, noticesPath, noticesName); err != nil {
		s.t.Fatal(err)
	}
	if got, err := conn.RequestName(noticesName, dbus.NameFlagDoNotQueue); err != nil || got != dbus.RequestNameReplyPrimaryOwner {
		s.t.Fatalf("%v, %v", got, err)
	}
	return n
}

func (n *notifier) notify(_ string, _ uint32, _, title, body string, actions []string, _ map[string]dbus.Variant, _ int32) (uint32, *dbus.Error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	id := uint32(len(n.list) + 1)
	n.list = append(n.list, notified{id, title, body, actions})
	return id, nil
}

func (n *notifier) shown() []notified {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Clone(n.list)
}

// titles gives whom the notifications so far tell of.
func (n *notifier) titles() (list []string) {
	for _, each := range n.shown() {
		list = append(list, each.Title)
	}
	return list
}

// click does what a click on a notification does.
func (n *notifier) click(of notified) {
	n.t.Helper()
	if len(of.actions) < 2 || of.actions[0] != "default" {
		n.t.Fatalf("a click does nothing: %q", of.actions)
	}
	if err := n.conn.Emit(noticesPath, noticesName+".ActionInvoked", of.id, "default"); err != nil {
		n.t.Fatal(err)
	}
}

// front gives the window the keyboard, or takes it away, and waits until the page knows.
func (s *stage) front(p *page, is bool) {
	s.t.Helper()
	k, err := tools()
	if err != nil {
		s.t.Fatal(err)
	}
	c := exec.Command(k.focus, map[bool]string{true: "in", false: "out"}[is])
	c.Env = s.env
	if out, err := c.CombinedOutput(); err != nil {
		s.t.Fatalf("focus: %v %s", err, out)
	}
	p.until("the window to be in front or not", func() (has bool) {
		p.run(`done(document.hasFocus())`, &has)
		return has == is
	})
}

// notices saves what the owner wants to be told.
func notices(p *page, hideText bool) {
	p.t.Helper()
	var saved string
	p.run(`window.go.window.Preferences.SaveNotices({ on: true, hideText: arguments[0], openHoursOnly: false }).then(() => done("saved"), (e) => done(String(e)))`,
		&saved, hideText)
	if saved != "saved" {
		p.t.Fatal(saved)
	}
}

func TestNotifications(t *testing.T) {
	s := newStage(t)
	bell := s.notifier()
	sim := s.simulate("--customers", "3", "--messages", "30")
	s.addMailbox(sim)
	p := s.open()
	settled(p)
	notices(p, false)
	var after time.Duration // a mail's date has whole seconds, and the row shows the newest
	mail := func(from, words string) {
		after += time.Second
		post(t, sim, written(-after, from, sim.Address, "Pedido", "<p>"+words+"</p>"))
	}
	arrived := func(words string) {
		t.Helper()
		p.until("the row with "+words, func() bool { return strings.Contains(p.text("[data-list]"), words) })
	}
	told := func(want ...string) {
		t.Helper()
		p.until("the notifications of "+strings.Join(want, ", "), func() bool { return len(bell.titles()) >= len(want) })
		if got := bell.titles(); !slices.Equal(got, want) {
			t.Fatalf("told of %q, want %q", got, want)
		}
	}

	s.front(p, true)
	mail("Zuleica Prado <zuleica@prado.example>", "Vi a vitrine")
	arrived("Vi a vitrine")

	s.front(p, false)
	mail("Yara Lins <yara@lins.example>", "Quero o <i>caderno</i> azul")
	told("Yara Lins")
	mail("Yara Lins <yara@lins.example>", "E uma caneta")
	arrived("E uma caneta")
	mail("Zuleica Prado <zuleica@prado.example>", "Tem cartolina?")
	told("Yara Lins", "Zuleica Prado")
	if body := bell.shown()[0].Body; !strings.Contains(body, "Quero o caderno azul") {
		t.Errorf("it says %q", body)
	}

	// What stands open over another place does not stay over the conversation.
	toCustomers(p)
	p.press(keyDown, keyEnter)
	p.find(onePage)
	p.press("t")
	p.find(`[role="combobox"]`)
	bell.click(bell.shown()[0])
	p.until("the conversation", func() bool { return p.drawn(composer) && strings.Contains(p.text("main h2"), "Yara Lins") })
	p.until("the popover to go", func() bool { return len(p.all(`[role="combobox"]`)) == 0 })
	s.front(p, true)

	notices(p, true)
	s.front(p, false)
	mail("Zuleica Prado <zuleica@prado.example>", "Segredo de aniversário")
	told("Yara Lins", "Zuleica Prado", "Zuleica Prado")
	if body := bell.shown()[2].Body; strings.Contains(body, "Segredo") || !strings.Contains(body, "E-mail") {
		t.Errorf("hidden words: it says %q", body)
	}
}

// TestNotificationsAfterTabIntoAMail: from inside a mail's frame the page is not told that the window lost the keyboard.
func TestNotificationsAfterTabIntoAMail(t *testing.T) {
	s := newStage(t)
	bell := s.notifier()
	sim := s.simulate("--customers", "3", "--messages", "30")
	post(t, sim, written(0, "Papel Certo <papel@loja.example>", sim.Address, "Tabela",
		`<table><tr><td>Cartolina</td></tr></table><p><a href="https://loja.example/a">Primeiro</a></p>`))
	s.addMailbox(sim)
	p := s.open()
	notices(p, false)
	s.front(p, true)
	openCustomer(p, "Papel Certo")
	p.until("the mail to stand as it came", func() bool { return frameHeight(p) > 20 })
	p.run(`document.querySelector('[role="feed"]').focus(); done()`, nil)
	p.until("a link of the mail to have the focus", func() bool {
		p.press(keyTab)
		return linkInMail(p) == "Primeiro"
	})
	s.front(p, false)
	mails := 0 // the page asks each second: it may know only after some have come
	p.until("a notification", func() bool {
		mails++
		name := fmt.Sprintf("Cliente %d", mails)
		post(t, sim, written(0, fmt.Sprintf("%s <c%d@correio.example>", name, mails), sim.Address, "Pedido", "<p>Quero o caderno azul</p>"))
		p.until("the row of "+name, func() bool { return strings.Contains(p.text("[data-list]"), name) })
		return len(bell.titles()) > 0
	})
}

// TestNobodyShowsNotifications: a desktop without a notification service, and one without a bus.
func TestNobodyShowsNotifications(t *testing.T) {
	for name, env := range map[string][]string{"no service": nil, "no bus": {"DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent/bus"}} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, env...)
			sim := s.simulate("--customers", "3", "--messages", "30")
			s.addMailbox(sim)
			p := s.open()
			settled(p)
			notices(p, false)
			s.front(p, false)
			post(t, sim, written(0, "Yara Lins <yara@lins.example>", sim.Address, "Pedido", "<p>Quero o caderno azul</p>"))
			p.until("the row", func() bool { return strings.Contains(p.text("[data-list]"), "Quero o caderno azul") })
			openCustomer(p, "Yara Lins")
			if said := p.log.String(); strings.Contains(said, "panic") || strings.Contains(said, "ERR") {
				t.Errorf("the program said:\n%s", said)
			}
		})
	}
}
