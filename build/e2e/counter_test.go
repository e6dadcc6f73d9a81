//go:build e2e

package e2e

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const (
	row      = `[id^="row-"]`
	mailRow  = row + `:has([data-channel="email"])`
	composer = "#composer-text"
	newest   = `[role="feed"] article:last-of-type`
	toast    = `[data-place="toasts"]`
)

// settled waits until the demonstration shop has been read once: then nothing moves by itself for a while.
func settled(p *page) {
	p.t.Helper()
	p.find(row)
	p.until("the shop to be read", func() bool { return strings.Contains(p.text("body"), "Tudo em dia") })
}

// mine gives the words of the last message of the shop that holds text; empty when there is none.
func mine(p *page, text string) (words string) {
	p.t.Helper()
	p.run(`done([...document.querySelectorAll("article[data-mine]")].map((a) => a.innerText).findLast((t) => t.includes(arguments[0])) ?? "")`,
		&words, text)
	return words
}

// openRow opens the first conversation that was written to by mail.
func openRow(p *page) (id string) {
	p.t.Helper()
	return openFirst(p, mailRow)
}

func TestReply(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	p.photograph("inbox-light")
	id := openRow(p)
	p.find("article")
	p.photograph("conversation-light")

	answer := "Olá, já está separado! Pode passar hoje até as 18h."
	p.fill(composer, answer)
	p.chord(keyControl, keyEnter)
	p.until("the bubble", func() bool { return mine(p, answer) != "" })
	p.photograph("reply-light")
	p.until("the delivery", func() bool { return strings.Contains(mine(p, answer), "enviada") })
	p.until("the row to leave the tab", func() bool { return len(p.all("#"+id)) == 0 })
	p.click(`[role="tab"][data-key="waiting"]`)
	p.find("#" + id)
	p.photograph("waiting-light")
}

func TestUndoBringsTheTextBack(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	openRow(p)
	answer := "Isto não devia sair."
	p.fill(composer, answer)
	p.chord(keyControl, keyEnter)
	p.until("the bubble", func() bool { return mine(p, answer) != "" })
	p.click(toast + " button")
	p.until("the text in the box", func() bool {
		var typed string
		p.run(`done(document.querySelector(arguments[0]).value)`, &typed, composer)
		return typed == answer
	})
	p.until("the bubble to go", func() bool { return mine(p, answer) == "" })
}

func TestKeyboardOnly(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	focus := func() (id string) {
		p.run(`done(document.activeElement.id)`, &id)
		return id
	}
	// A list that is drawn anew at that moment lets go of the focus; whoever uses it presses again.
	p.until("the focus in the list", func() bool {
		p.press(keyDown)
		return strings.HasPrefix(focus(), "row-")
	})
	first := focus()
	p.press(keyDown)
	p.until("the focus on the next row", func() bool { return focus() != first && strings.HasPrefix(focus(), "row-") })
	opened := focus()
	p.press(keyEnter)
	p.find(composer)
	p.press("r")
	p.until("the reply box to have the focus", func() bool { return "#"+focus() == composer })
	p.press(keyEscape)
	p.until("the focus back in the list", func() bool { return focus() == opened })
	p.press("h")
	p.find(`[role="menu"]`)
	p.press(keyDown, keyEnter)
	p.until("the snoozed row to go", func() bool { return len(p.all("#"+opened)) == 0 })

	p.until("another conversation", func() bool { return len(p.all(`[aria-current="true"]`)) == 1 })
	var next string
	p.run(`done(document.querySelector('[aria-current="true"]').id)`, &next)
	p.press("e")
	p.until("the closed row to go", func() bool { return len(p.all("#"+next)) == 0 })
	p.press("z")
	p.until("the closed row to come back", func() bool { return len(p.all("#"+next)) == 1 })
}

func TestSnoozeInWords(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	openRow(p)
	var opened string
	p.run(`done(document.querySelector('[aria-current="true"]').id)`, &opened)
	p.press(keyEscape, "h")
	p.find(`[role="menu"]`)
	p.press(keyUp, keyEnter)
	inField := func() (is bool) {
		p.run(`done(document.activeElement.matches('[role="dialog"] input'))`, &is)
		return is
	}
	p.until("the focus where the moment is written", inField)
	p.typed("depois do almoço")
	p.says("Isso não foi entendido")
	p.photograph("snooze-not-understood")
	p.chord(keyControl, "a")
	p.typed("sexta 10h")
	p.until("it to be understood", func() bool { return !strings.Contains(p.text(`[role="dialog"]`), "Isso não foi entendido") })
	p.photograph("snooze-words")
	p.press(keyEnter)
	p.until("the snoozed row to go", func() bool { return len(p.all("#"+opened)) == 0 })
	returns := regexp.MustCompile(` volta: [^\n]*10:00`)
	p.until("the hour of its return", func() bool { return returns.MatchString(p.text("body")) })
}

func TestAccessibleInBothThemes(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		p := newStage(t, desktop).open("demo")
		settled(p)
		var is string
		p.run(`done(document.documentElement.dataset.theme)`, &is)
		if is != theme {
			t.Errorf("the page is %s", is)
		}
		screens := map[string]func(){
			"inbox":        func() { p.find(row) },
			"conversation": func() { openRow(p); p.find("article") },
			"snooze":       func() { p.press(keyEscape, "h"); p.find(`[role="menu"]`) },
			"compact": func() {
				p.press(keyEscape)
				p.resize(1093, 614)
				p.find(`html[data-layout="compact"]`)
				p.press("v")
				p.find(`aside`)
			},
			"single": func() {
				p.press("v")
				p.resize(800, 600)
				p.find(`html[data-layout="single"]`)
				p.until("the newest message in sight", func() (in bool) {
					// What is taller than the room for it is read from its beginning.
					p.run(`const feed = document.querySelector('[role="feed"]');
							const room = feed.getBoundingClientRect(), last = [...feed.querySelectorAll("article")].at(-1).getBoundingClientRect();
							done(last.top >= room.top - 4 && last.top < room.bottom || Math.abs(last.bottom - room.bottom) < 40)`, &in)
					return in
				})
			},
		}
		for _, screen := range []string{"inbox", "conversation", "snooze", "compact", "single"} {
			screens[screen]()
			examine(p, screen+"-"+theme)
		}
	})
}

func TestBootsWithoutALocale(t *testing.T) {
	p := newStage(t, "LANG=C", "LC_ALL=C").open("demo")
	p.find(row)
	var language string
	p.run(`done(document.documentElement.lang)`, &language)
	if language != "pt-BR" {
		t.Errorf("the page speaks %q", language)
	}
}

func TestSpeaksTheLanguageOfTheSystem(t *testing.T) {
	p := newStage(t, "LANG=ca_ES.UTF-8").open("demo")
	p.until("Catalan", func() bool { return strings.Contains(p.text("body"), "Per respondre") })
}

// refusing serves IMAP as far as the login, which it refuses, and gives its address.
func refusing(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go refuse(c)
		}
	}()
	return l.Addr().String()
}

func refuse(c net.Conn) {
	defer c.Close()
	fmt.Fprint(c, "* OK ready\r\n")
	for lines := bufio.NewScanner(c); lines.Scan(); {
		tag, command, _ := strings.Cut(lines.Text(), " ")
		if strings.HasPrefix(command, "CAPABILITY") {
			fmt.Fprintf(c, "* CAPABILITY IMAP4rev1\r\n%s OK done\r\n", tag)
			continue
		}
		fmt.Fprintf(c, "%s NO [AUTHENTICATIONFAILED] no\r\n", tag)
	}
}

// TestAccountInTrouble opens a shop of its own: one mailbox, its password in an encrypted file, that the server refuses.
func TestAccountInTrouble(t *testing.T) {
	s := newStage(t)
	passphrase := filepath.Join(t.TempDir(), "passphrase")
	if err := os.WriteFile(passphrase, []byte("abre-te sésamo\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	k, err := tools()
	if err != nil {
		t.Fatal(err)
	}
	server := refusing(t)
	add := exec.Command(k.binary, "account", "add", "email", "--address", "loja@sabia.example", "--imap", server, "--imap-security", "plain",
		"--smtp", server, "--smtp-security", "plain", "--secret-stdin", "--no-test", "--passphrase-file", passphrase)
	add.Env, add.Stdin = s.env, strings.NewReader("segredo\n")
	if out, err := add.CombinedOutput(); err != nil {
		t.Fatalf("account add: %v\n%s", err, out)
	}

	p := s.open()
	p.fill("#passphrase", "errada")
	p.press(keyEnter)
	p.until("the refusal", func() bool { return strings.Contains(p.text("body"), "A frase-senha não confere") })
	bothThemes(p, "locked")
	p.fill("#passphrase", "abre-te sésamo")
	p.press(keyEnter)
	p.until("the form to go", func() bool { return len(p.all("#passphrase")) == 0 })
	p.until("the trouble", func() bool { return strings.Contains(p.text("body"), "o servidor recusou a senha") })
	bothThemes(p, "trouble")
}

func TestWithoutADisplay(t *testing.T) {
	k, err := tools()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(k.binary, "demo")
	c.Env = append(os.Environ(), "DISPLAY=", "WAYLAND_DISPLAY=", "HOME="+t.TempDir())
	out, err := c.CombinedOutput()
	if err == nil || c.ProcessState.ExitCode() != 1 {
		t.Errorf("exit %d, want 1", c.ProcessState.ExitCode())
	}
	if said := string(out); strings.Contains(said, "goroutine") || strings.TrimSpace(said) == "" {
		t.Errorf("said %q", said)
	}
}

// TestClosingFollowsTheListUnderThePointer: what arrives meanwhile moves no row, and is not taken for the next one.
func TestClosingFollowsTheListUnderThePointer(t *testing.T) {
	p, put, deliver := mailbox(t, noon())
	people := map[string]string{"Ana Lima": "ana@cliente.example", "Bia Souza": "bia@cliente.example", "Caio Reis": "caio@cliente.example"}
	for name, address := range people {
		deliver(fmt.Sprintf("From: %s <%s>", name, address), "Oi de "+name, name)
	}
	var listed []string
	p.until("all of them in the list", func() bool {
		p.run(`done([...document.querySelectorAll('[id^="row-"]')].map((r) => r.innerText).filter((t) => t.includes("Oi de")).map((t) => /Oi de (\S+ \S+)/.exec(t)[1]))`, &listed)
		return len(listed) == len(people)
	})
	second, third := listed[1], listed[2]
	openCustomer(p, second)
	p.until(second, func() bool { return p.text("main header h2") == second })
	p.run(`document.querySelector("[data-list]").dispatchEvent(new PointerEvent("pointerover", { bubbles: true })); done()`, nil)
	put(fmt.Sprintf("From: %s <%s>", third, people[third]), "Mais uma coisa")
	p.until("the news counted", func() bool { return strings.Contains(p.text("[data-list]"), "1 nova") })
	p.press("e")
	p.until("the next one as shown", func() bool { return p.text("main header h2") != second })
	if got := p.text("main header h2"); got != third {
		t.Errorf("of %q, after %q came %q", listed, second, got)
	}
}
