//go:build e2e

package e2e

import (
	"io"
	"net"
	"strings"
	"sync"
	"testing"
)

// cable leads connections to a server, and can be pulled out and put back.
type cable struct {
	t        testing.TB
	to, at   string
	mu       sync.Mutex
	listener net.Listener
	open     map[net.Conn]bool
}

// newCable puts a cable in front of the server at an address.
func newCable(t testing.TB, to string) *cable {
	t.Helper()
	c := &cable{t: t, to: to, at: "127.0.0.1:0", open: map[net.Conn]bool{}}
	c.plug()
	t.Cleanup(c.pull)
	return c
}

// plug puts it in, at the same address as before.
func (c *cable) plug() {
	c.t.Helper()
	l, err := net.Listen("tcp", c.at)
	if err != nil {
		c.t.Fatal(err)
	}
	c.listener, c.at = l, l.Addr().String()
	go func() {
		for {
			near, err := l.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial("tcp", c.to)
			if err != nil {
				_ = near.Close()
				continue
			}
			c.mu.Lock()
			c.open[near], c.open[far] = true, true
			c.mu.Unlock()
			go carry(near, far)
			go carry(far, near)
		}
	}()
}

func carry(to, from net.Conn) {
	_, _ = io.Copy(to, from)
	_ = to.Close()
}

// pull ends every connection and lets no new one through.
func (c *cable) pull() {
	_ = c.listener.Close()
	c.mu.Lock()
	defer c.mu.Unlock()
	for conn := range c.open {
		_ = conn.Close()
	}
	clear(c.open)
}

// TestAnAnswerWrittenOfflineLeavesOnce: without a network everything can be read, what is written waits and says so, and
// leaves by itself, once, when the network is back.
func TestAnAnswerWrittenOfflineLeavesOnce(t *testing.T) {
	s := newStage(t, noon())
	shop := s.quietShop()
	e := shop.Endpoints()
	imap, smtp := newCable(t, e.IMAP), newCable(t, e.SMTP)
	e.IMAP, e.SMTP = imap.at, smtp.at
	s.addMailbox(e)
	p := s.open()
	settled(p)
	openFirst(p, mailRow)
	imap.pull()
	smtp.pull()
	p.until("the list to say that there is no network", func() bool { return strings.Contains(p.text("body"), "Sem internet desde") })
	p.find(newest)
	p.press("r")
	const text = "Bom dia! A encomenda chegou."
	p.fill(composer, text)
	p.chord(keyControl, keyEnter)
	p.until("the toast", func() bool { return strings.Contains(p.text(toast), "Na fila para") })
	p.until("the bubble", func() bool { return mine(p, text) != "" })
	bothThemes(p, "offline")

	imap.plug()
	smtp.plug()
	copies := func() (n int) {
		for _, each := range shop.Sent() {
			if strings.Contains(each.Text, text) {
				n++
			}
		}
		return n
	}
	p.until("the mail to leave", func() bool { return copies() > 0 })
	p.until("the bubble to say so", func() bool { return strings.Contains(mine(p, text), "enviad") })
	settled(p)
	if n := copies(); n != 1 {
		t.Errorf("it left %d times", n)
	}
	bothThemes(p, "online-again")
}
