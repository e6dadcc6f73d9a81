//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

const whatsappRow = row + `:has([data-channel="whatsapp"])`

// noon is a time zone in which it is noon now: the shop's yesterday is then within 24 hours.
func noon() string {
	return fmt.Sprintf("TZ=Etc/GMT%+d", time.Now().UTC().Hour()-12)
}

// slot chooses what is written by: a channel, or the note.
func slot(p *page, value string) {
	p.t.Helper()
	p.run(`document.querySelector('form [type="radio"][value="' + arguments[0] + '"]').click(); done()`, nil, value)
	p.until(value+" to be chosen", func() (is bool) {
		p.run(`done(document.querySelector('form [type="radio"][value="' + arguments[0] + '"]').checked)`, &is, value)
		return is
	})
}

func typed(p *page) (text string) {
	p.t.Helper()
	p.run(`done(document.querySelector(arguments[0])?.value ?? "")`, &text, composer)
	return text
}

// openFirst opens the first row that matches, and waits for its box.
func openFirst(p *page, css string) (id string) {
	p.t.Helper()
	// A shop that is still being read moves its rows: which one is first is asked anew until it is hit.
	p.until("a click on "+css, func() bool {
		p.run(`done(document.querySelector(arguments[0])?.id ?? "")`, &id, css)
		if id == "" {
			return false
		}
		there := p.all("#" + id)
		if len(there) == 0 {
			return false
		}
		status, _ := p.try("POST", there[0]+"/click", map[string]any{})
		return status == http.StatusOK
	})
	p.until("the conversation", func() bool { return len(p.all("#"+id+`[aria-current="true"]`)) == 1 })
	p.find(composer)
	return id
}

// press of a button by its words.
func button(p *page, words string) {
	p.t.Helper()
	p.until("the button "+words, func() (pressed bool) {
		p.run(`const b = [...document.querySelectorAll("button,[role=menuitem]")].find((b) => b.innerText.startsWith(arguments[0]) && !b.disabled);
			b?.click(); done(!!b)`, &pressed, words)
		return pressed
	})
}

// ask runs the command line beside the window, on the demonstration shop's folder.
func (s *stage) ask(into any, args ...string) {
	s.t.Helper()
	k, err := tools()
	if err != nil {
		s.t.Fatal(err)
	}
	var data string
	for _, e := range s.env {
		if value, ok := strings.CutPrefix(e, "BALCAO_DATA="); ok {
			data = filepath.Join(value, "demo")
		}
	}
	c := exec.Command(k.binary, append([]string{"--data", data, "--json"}, args...)...)
	c.Env = s.env
	out, err := c.Output()
	if err != nil {
		s.t.Fatalf("%v: %v\n%s", args, err, out)
	}
	if err := json.Unmarshal(out, into); err != nil {
		s.t.Fatalf("%v: %v in %s", args, err, out)
	}
}

func TestDraftSurvivesAKill(t *testing.T) {
	s := newStage(t)
	p := s.open("demo")
	settled(p)
	id := openFirst(p, mailRow)
	p.fill(composer, "Bom dia! Separei as 40 pastas; falta só confirmar a cor.")
	p.press(keyEnter)
	p.press(strings.Split("Abraço", "")...)
	text := typed(p)
	p.until("the text on the disk", func() bool {
		var kept string
		p.run(`window.go.window.Composer.Drafts(arguments[0]).then((d) => done(d[0]?.text ?? ""))`, &kept, strings.TrimPrefix(id, "row-"))
		return kept == text && strings.HasSuffix(text, ".\nAbraço")
	})
	p.find("#" + id + ` [data-tone="draft"]`)
	p.photograph("draft-light")
	p.end(syscall.SIGKILL)

	p = s.open("demo")
	settled(p)
	p.find("#" + id + ` [data-tone="draft"]`)
	p.click("#" + id)
	p.find(composer)
	p.until("some text", func() bool { return typed(p) != "" })
	if got := typed(p); got != text {
		t.Errorf("came back as %q", got)
	}
}

// TestLastWordsSurviveTheClosing types and closes at once, sooner than the box or the notes save by themselves.
func TestLastWordsSurviveTheClosing(t *testing.T) {
	s := newStage(t)
	p := s.open("demo")
	settled(p)
	id := openFirst(p, mailRow)
	p.fill(composer, "até a última letra")
	p.end(syscall.SIGTERM)

	p = s.open("demo")
	settled(p)
	p.click("#" + id)
	p.until("the last words", func() bool { return typed(p) == "até a última letra" })
	p.fill("aside textarea", "Prefere de manhã.")
	p.end(syscall.SIGTERM)

	p = s.open("demo")
	settled(p)
	p.click("#" + id)
	p.until("the last note", func() (is bool) {
		p.run(`done(document.querySelector("aside textarea")?.value === "Prefere de manhã.")`, &is)
		return is
	})
}

func TestReplyByWhatsAppIsAnswered(t *testing.T) {
	p := newStage(t, noon()).open("demo")
	settled(p)
	openFirst(p, whatsappRow)
	p.until("an open window", func() bool { return strings.Contains(p.text("form"), "Janela aberta até") })
	p.photograph("whatsapp-light")
	p.find("article")
	var heard int
	count := func() (n int) {
		p.run(`done(document.querySelectorAll('article[data-channel="whatsapp"]:not([data-mine])').length)`, &n)
		return n
	}
	heard = count()
	answer := "Combinado! Fica pronta na sexta às 10h."
	p.fill(composer, answer)
	p.press(keyEnter)
	p.until("the bubble", func() bool { return mine(p, answer) != "" && typed(p) == "" })
	p.until("the delivery", func() bool {
		said := mine(p, answer)
		return strings.Contains(said, "enviada") || strings.Contains(said, "entregue") || strings.Contains(said, "lida")
	})
	p.until("the customer's answer", func() bool { return count() > heard })
	p.photograph("whatsapp-answered-light")
}

func TestClosedWindowKeepsTheTextForAnSMS(t *testing.T) {
	p := newStage(t, noon()).open("demo")
	settled(p)
	p.click(`[role="tab"][data-key="waiting"]`)
	closed := ""
	p.until("somebody whose window has closed and who has SMS", func() bool {
		var ids []string
		p.run(`done([...document.querySelectorAll(arguments[0])].map((r) => r.id))`, &ids, whatsappRow)
		for _, id := range ids {
			p.click("#" + id)
			p.until("the conversation", func() bool { return len(p.all("#"+id+`[aria-current="true"]`)) == 1 })
			p.find("form")
			if said := p.text("form"); strings.Contains(said, "Passaram 24 horas") && strings.Contains(said, "Responder por SMS") {
				closed = id
				return true
			}
		}
		p.press("j", "j", "j", "j", "j") // further rows
		return false
	})
	// Typed on another way while WhatsApp takes templates only.
	text := "Oi! Sua encomenda já está no balcão."
	slot(p, "sms")
	p.fill(composer, text)
	slot(p, "whatsapp")
	p.until("the text to be kept", func() bool { return strings.Contains(p.text("form"), "não vai junto") })
	p.click(`form [data-channel="whatsapp"] + [data-channel="whatsapp"]`)
	p.find("form figure")
	bothThemes(p, "closed-window")
	button(p, "Responder por SMS")
	p.until("the text in the SMS", func() bool { return strings.HasPrefix(typed(p), text) && strings.Contains(p.text("form"), "de 70") })
	p.photograph("sms-light")
	button(p, "Tirar acentos")
	p.until("the text without accents", func() bool { return strings.HasPrefix(typed(p), "Oi! Sua encomenda ja esta no balcao.") })
	p.click(composer)
	p.press(keyEnter)
	p.until("the SMS", func() bool { return strings.Contains(mine(p, "ja esta no balcao"), "SMS") && typed(p) == "" })
	if closed == "" {
		t.Error("nobody was found")
	}
}

func TestNoteIsNeverSent(t *testing.T) {
	s := newStage(t)
	p := s.open("demo")
	settled(p)
	id := openFirst(p, mailRow)
	p.fill(composer, "Olá, ")
	p.press(keyEscape, "n")
	p.until("the note to have the focus", func() (has bool) {
		p.run(`const f = document.activeElement; done(f.matches("textarea") && f.closest("form").dataset.note !== undefined)`, &has)
		return has
	})
	note := "Prefere retirar antes das 9h. Paga no Pix."
	p.press(strings.Split(note, "")...)
	p.chord(keyControl, keyEnter)
	p.until("the note in the timeline", func() bool { return strings.Contains(p.text(`article[data-kind="note"]`), note) })
	p.until("the reply that was begun", func() bool { return typed(p) == "Olá, " })
	bothThemes(p, "note")

	var timeline struct {
		Items []struct{ Kind, Text string }
	}
	s.ask(&timeline, "timeline", strings.TrimPrefix(id, "row-"))
	if len(timeline.Items) == 0 || timeline.Items[0].Kind != "note" || timeline.Items[0].Text != note {
		t.Errorf("the newest of the timeline: %+v", timeline.Items[:min(1, len(timeline.Items))])
	}
	var outbox struct {
		Deliveries []struct{ ID string }
	}
	s.ask(&outbox, "outbox")
	if len(outbox.Deliveries) != 0 {
		t.Errorf("in the outbox: %+v", outbox.Deliveries)
	}
}

func TestSendAndCloseByKeys(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	id := openFirst(p, mailRow)
	p.press("r")
	text := "Segue tudo certo. Obrigada!"
	p.press(strings.Split(text, "")...)
	p.chord(keyControl, keyShift, keyEnter)
	p.until("the row to go", func() bool { return len(p.all("#"+id)) == 0 })
	p.until("the next conversation", func() bool { return len(p.all(`[aria-current="true"]`)) == 1 })
	p.photograph("sent-and-closed-light")
	button(p, "Desfazer")
	p.until("the conversation and its text to come back", func() bool {
		return len(p.all("#"+id+`[aria-current="true"]`)) == 1 && typed(p) == text
	})
}

// TestSendIsUndoneAfterAnotherToast closes the next conversation while the reply is still held, and takes both back.
func TestSendIsUndoneAfterAnotherToast(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	id := openFirst(p, mailRow)
	text := "Segue tudo certo. Obrigada!"
	p.fill(composer, text)
	p.chord(keyControl, keyEnter)
	p.until("the reply to be held", func() bool { return mine(p, text) != "" && typed(p) == "" })
	p.press(keyEscape)
	p.chord(keyControl, keyPageDn)
	p.press("e")
	p.until("the next one to be closed", func() bool { return strings.Contains(p.text(toast), "Encerrada") })
	p.press("z", "z")
	p.click("#" + id)
	p.until("the words to be back", func() bool { return typed(p) == text && mine(p, text) == "" })
}

// paste puts a file on the text field as the clipboard would.
func paste(p *page, name string, bytes int) {
	p.t.Helper()
	p.run(`const file = new File([new Uint8Array(arguments[1])], arguments[0], { type: "image/png" });
		const paste = new Event("paste", { bubbles: true, cancelable: true });
		Object.defineProperty(paste, "clipboardData", { value: { files: [file], types: ["Files"] } });
		document.querySelector("#composer-text").dispatchEvent(paste); done(true)`, nil, name, bytes)
}

func TestPastedFileGoesByMail(t *testing.T) {
	s := newStage(t)
	p := s.open("demo")
	settled(p)
	id := openFirst(p, mailRow)
	p.fill(composer, "Segue a arte.")
	paste(p, "image.png", 5_000_000)
	p.until("the file", func() bool { return strings.Contains(p.text("form"), "imagem colada.png") })
	paste(p, "grande.png", 21_000_000)
	p.until("the refusal of what is too much", func() bool { return strings.Contains(p.text(toast), "grande.png não cabe") })
	p.photograph("attached-light")
	p.end(syscall.SIGTERM)

	p = s.open("demo")
	settled(p)
	p.click("#" + id)
	p.until("the file after the next start", func() bool { return strings.Contains(p.text("form"), "imagem colada.png") })
	p.click(composer)
	p.chord(keyControl, keyEnter)
	p.until("the mail with its file", func() bool { return strings.Contains(mine(p, "Segue a arte."), "imagem colada.png") })
	p.until("the delivery", func() bool { return strings.Contains(mine(p, "Segue a arte."), "enviada") })
}

// TestDroppedFileGoesAlong says to Wails what its GTK side says when files are dropped on the window.
func TestDroppedFileGoesAlong(t *testing.T) {
	p := newStage(t, noon()).open("demo")
	settled(p)
	path := filepath.Join(t.TempDir(), "tabela de preços.pdf")
	if err := os.WriteFile(path, []byte("%PDF-1.7"), 0o600); err != nil {
		t.Fatal(err)
	}
	drop := func(paths ...string) {
		p.run(`window.WailsInvoke("DD:600:600:" + arguments[0]); done(true)`, nil, strings.Join(paths, "\n"))
	}
	openFirst(p, mailRow)
	drop(path, filepath.Dir(path))
	p.until("the file", func() bool { return strings.Contains(p.text("form"), "tabela de preços.pdf") })
	p.until("the folder to be refused", func() bool { return strings.Contains(p.text(toast), "Não foi possível ler") })
	openFirst(p, whatsappRow)
	p.find(`form [type="radio"][value="whatsapp"]:checked`)
	drop(path)
	p.until("the channel that takes no files to say so", func() bool { return strings.Contains(p.text(toast), "Por WhatsApp não dá para mandar anexo") })
	p.chord(keyControl, "2")
	p.find(customerRow)
	drop(path)
	p.until("a place without a reply box to say so", func() bool { return strings.Contains(p.text("body"), "abra antes a conversa") })
}

func TestPlannedReplyIsShownAndTakenBack(t *testing.T) {
	p := newStage(t, noon()).open("demo")
	settled(p)
	openFirst(p, mailRow)
	text := "Bom dia! A encomenda chegou."
	p.fill(composer, text)
	p.click(`form [aria-label="Outras formas de enviar"]`)
	button(p, "Enviar depois…")
	p.find(`[role="dialog"]`)
	button(p, "Amanhã")
	p.until("the planned bubble", func() bool { return strings.Contains(mine(p, text), "agendada para amanhã, 9:00") })
	bothThemes(p, "planned")
	button(p, "Não enviar")
	p.until("the text back in the box", func() bool { return mine(p, text) == "" && typed(p) == text })
}

func TestComposerIsAccessibleInBothThemes(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		p := newStage(t, desktop, noon()).open("demo")
		settled(p)
		look := func(name string) {
			t.Helper()
			examine(p, "composer-"+name+"-"+theme)
		}
		openFirst(p, mailRow)
		p.find("article")
		p.fill(composer, "Olá! Segue a tabela de preços, com a promoção até sábado.")
		paste(p, "tabela.png", 184_000)
		p.until("the file", func() bool { return strings.Contains(p.text("form"), "tabela.png") })
		button(p, "Cc")
		look("email")
		p.click(composer)
		p.click(`form [aria-label="Outras formas de enviar"]`)
		p.find(`[role="menu"]`)
		look("menu")
		button(p, "Enviar depois…")
		p.find(`[role="dialog"]`)
		look("later")
		button(p, "Amanhã")
		p.find("article[data-planned]")
		look("planned")
		slot(p, "note")
		p.fill(composer, "Compra sempre na volta às aulas.")
		look("note")
		p.resize(1093, 614)
		look("note-compact")
	})
}
