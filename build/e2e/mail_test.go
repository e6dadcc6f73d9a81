//go:build e2e

package e2e

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2/imapclient"

	"balcao/backend/simulator/samplefile"
)

// post puts mails into the simulated inbox, as any mail server would.
func post(t *testing.T, sim simulated, mails ...string) {
	t.Helper()
	c, err := imapclient.DialInsecure(sim.IMAP, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.Login(sim.User, sim.Secret).Wait(); err != nil {
		t.Fatal(err)
	}
	for _, mail := range mails {
		append := c.Append("INBOX", int64(len(mail)), nil)
		if _, err := append.Write([]byte(mail)); err != nil {
			t.Fatal(err)
		}
		if err := append.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := append.Wait(); err != nil {
			t.Fatal(err)
		}
	}
}

// written is a mail with HTML and files beside it, sent some time ago; a file is its headers and its content.
func written(ago time.Duration, from, to, subject, html string, files ...[2]string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "From: %s\r\nTo: %s\r\nSubject: %s\r\nDate: %s\r\nMIME-Version: 1.0\r\n", from, to, subject, time.Now().Add(-ago).Format(time.RFC1123Z))
	fmt.Fprintf(&b, "Message-ID: <%d@e2e.example>\r\nContent-Type: multipart/mixed; boundary=xyz\r\n\r\n", time.Now().UnixNano())
	fmt.Fprintf(&b, "--xyz\r\nContent-Type: text/html; charset=utf-8\r\n\r\n%s\r\n", html)
	for _, f := range files {
		fmt.Fprintf(&b, "--xyz\r\n%s\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n", f[0], base64.StdEncoding.EncodeToString([]byte(f[1])))
	}
	return b.String() + "--xyz--\r\n"
}

func drawing(width, height int, c color.Color) string {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.Set(x, y, c)
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		panic(err) // writing to memory
	}
	return out.String()
}

// beacon is a stranger's server that notes every request.
func beacon(t *testing.T) (url string, visits *atomic.Int64) {
	t.Helper()
	visits = &atomic.Int64{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		visits.Add(1)
		t.Errorf("a request got out: %s %s", r.Method, r.URL)
		w.Header().Set("Content-Type", "image/png")
		fmt.Fprint(w, drawing(2, 2, color.White))
	}))
	t.Cleanup(s.Close)
	return s.URL, visits
}

// hostile tries everything that a mail can do to be noticed, to run, or to lead astray.
func hostile(beacon string) string {
	return strings.ReplaceAll(`<html><head><meta http-equiv="refresh" content="0;url=BEACON/refresh"><base href="BEACON/">
<link rel="stylesheet" href="BEACON/style.css"><style>@import "BEACON/import.css"; body{background:url(BEACON/body.png)}</style></head>
<body background="BEACON/bg.png" onload="parent.hacked=1;top.hacked=1"><script>parent.hacked=1;top.hacked=1;fetch("BEACON/script")</script>
<p>Prezada Célia, <b>sua conta</b> será encerrada hoje.</p>
<img src="x" onerror="parent.hacked=1;top.hacked=1"><img src="BEACON/pixel.gif" width="1" height="1"><img src="BEACON/photo.png" alt="Logotipo" width="300" height="80">
<p><img src="cid:marca@e2e" alt="Marca" width="120"></p><svg onload="parent.hacked=1"><image href="BEACON/svg.png"/></svg>
<iframe src="BEACON/frame"></iframe><object data="BEACON/object"></object><embed src="BEACON/embed"><video src="BEACON/video" autoplay></video>
<form action="BEACON/form"><input name="senha" autofocus onfocus="parent.hacked=1"><button>Entrar</button></form>
<p style="background:url(BEACON/inline.png);position:fixed">Entre em <a id="trick" href="https://evil.example/entrar" target="_top">www.bancodobrasil.com.br</a> agora.
<a href="javascript:parent.hacked=1">Ou aqui</a>. Ou em <a href="https://loja.example/pedido" ping="BEACON/ping">nossa loja</a>.</p>
<table border="1"><tr><td>Papel</td><td>R$ 10,00</td></tr></table>
<div>Em seg., 1 de jun. de 2026, Loja escreveu:</div><blockquote>Qual é o preço?<br>Obrigada</blockquote></body></html>`, "BEACON", beacon)
}

// onPath puts a program before all others and gives the file in which it notes what it was asked to open.
func onPath(t *testing.T, program string) (env, note string) {
	t.Helper()
	dir := t.TempDir()
	note = filepath.Join(dir, "note")
	script := "#!/bin/sh\nprintf '%s\\n' \"$@\" >> '" + note + "'\n"
	if err := os.WriteFile(filepath.Join(dir, program), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	return "PATH=" + dir + string(os.PathListSeparator) + os.Getenv("PATH"), note
}

// openCustomer opens the row that has some words.
func openCustomer(p *page, words string) {
	p.t.Helper()
	var id string
	p.until("the row of "+words, func() bool {
		p.run(`done([...document.querySelectorAll(arguments[0])].find((r) => r.innerText.includes(arguments[1]))?.id ?? "")`, &id, row, words)
		return id != ""
	})
	p.click("#" + id)
	p.find(composer)
}

// clickText clicks the button whose words begin so.
func clickText(p *page, words string) {
	p.t.Helper()
	p.until("the button "+words, func() (clicked bool) {
		p.run(`const b = [...document.querySelectorAll("button")].findLast((b) => (b.ariaLabel || b.textContent).trim().startsWith(arguments[0]));
			b?.click(); done(b !== undefined)`, &clicked, words)
		return clicked
	})
}

const mailFrame = "article iframe"

// clickInMail clicks what has some words inside the mail, as a hand does: where it stands on the screen, and again
// when nothing came of it, for a list that is scrolling takes no clicks. (The driver's own click scrolls first.)
func clickInMail(p *page, words string, outcome func() bool) {
	p.t.Helper()
	const find = `const f = document.querySelector(arguments[0]), box = f.getBoundingClientRect();
		const e = [...f.contentDocument.querySelectorAll("#mail a[href], #mail summary")].find((e) => e.innerText === arguments[1]);`
	p.run(find+`e.scrollIntoView({ block: "center" }); requestAnimationFrame(() => requestAnimationFrame(done))`, nil, mailFrame, words)
	p.until("a click on "+words, func() bool {
		var at struct {
			X, Y float64
			Free bool
		}
		p.run(find+`const r = e.getBoundingClientRect(), x = box.left + r.left + 4, y = box.top + r.top + r.height / 2;
			done({ x, y, free: document.elementFromPoint(x, y) === f })`, &at, mailFrame, words)
		if !at.Free {
			return false
		}
		steps := []map[string]any{
			{"type": "pointerMove", "x": int(at.X), "y": int(at.Y), "duration": 0}, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0},
		}
		mouse := map[string]any{"type": "pointer", "id": "mouse", "parameters": map[string]string{"pointerType": "mouse"}, "actions": steps}
		p.call("POST", p.session+"/actions", map[string]any{"actions": []any{mouse}}, nil)
		for end := time.Now().Add(2 * time.Second); time.Now().Before(end); {
			if outcome() {
				return true
			}
		}
		return false
	})
}

// asked tells whether the owner is being asked about a link.
func asked(p *page) func() bool {
	return func() bool { return len(p.all(`[role="alertdialog"], [role="dialog"]`)) > 0 }
}

func frameHeight(p *page) (height float64) {
	p.t.Helper()
	p.run(`done(document.querySelector(arguments[0])?.getBoundingClientRect().height ?? 0)`, &height, mailFrame)
	return height
}

func TestHostileMail(t *testing.T) {
	url, visits := beacon(t)
	path, note := onPath(t, "xdg-open")
	s := newStage(t, path)
	sim := s.simulate("--customers", "3", "--messages", "30")
	post(t, sim, written(0, "Golpe Certo <golpe@evil.example>", sim.Address, "Sua conta", hostile(url),
		[2]string{"Content-Type: image/png\r\nContent-ID: <marca@e2e>\r\nContent-Disposition: inline", drawing(240, 80, color.RGBA{R: 200, A: 255})},
		[2]string{"Content-Type: image/png; name=amostra.png\r\nContent-Disposition: attachment; filename=amostra.png", drawing(1600, 900, color.RGBA{G: 120, A: 255})},
		[2]string{"Content-Type: image/png; name=outra.png\r\nContent-Disposition: attachment; filename=outra.png", drawing(300, 500, color.RGBA{B: 160, A: 255})},
		[2]string{"Content-Type: application/pdf; name=nota.pdf\r\nContent-Disposition: attachment; filename=nota.pdf", "%PDF-1.4 nota"},
		[2]string{"Content-Type: application/pdf; name=fatura.pdf.exe\r\nContent-Disposition: attachment; filename=fatura.pdf.exe", "MZ"},
		[2]string{"Content-Type: text/html; name=pagina.html\r\nContent-Disposition: attachment; filename=pagina.html", "<script>top.hacked=1</script>"},
	))
	s.addMailbox(sim)
	p := s.open()
	openCustomer(p, "Golpe Certo")
	p.until("the mail to stand as it came", func() bool { return frameHeight(p) > 200 })
	checkFrame(p)
	bothThemes(p, "mail")
	checkQuotation(p)
	checkLinks(p, note)

	clickText(p, "Mostrar imagens")
	// The address of this very computer is none that a picture may come from.
	p.until("the pictures to be refused", func() bool { return strings.Contains(p.text("article:last-of-type"), "1 imagem não veio") })
	p.photograph("mail-pictures-light")
	checkFiles(p, note)

	var hacked bool
	p.run(`done("hacked" in window)`, &hacked)
	if hacked || visits.Load() != 0 {
		t.Errorf("hacked %v, %d requests left", hacked, visits.Load())
	}
}

// checkFrame looks into the frame from the page around it.
func checkFrame(p *page) {
	p.t.Helper()
	var frame struct {
		Sandbox, Words           string
		Hrefs, Sources, Elements []string
		Fits                     bool
	}
	p.run(`const f = document.querySelector(arguments[0]), d = f.contentDocument, m = d.querySelector("#mail");
		done({ sandbox: f.getAttribute("sandbox"), words: m.innerText,
			hrefs: [...m.querySelectorAll("[href]")].map((a) => a.getAttribute("href")),
			sources: [...m.querySelectorAll("[src]")].map((i) => i.getAttribute("src").slice(0, 22)),
			elements: [...new Set([...m.querySelectorAll("*")].map((e) => e.localName))],
			fits: Math.abs(f.getBoundingClientRect().height - d.documentElement.getBoundingClientRect().height) <= 1 })`, &frame, mailFrame)
	if frame.Sandbox != "allow-same-origin" || !strings.Contains(frame.Words, "sua conta") || !frame.Fits {
		p.t.Errorf("%+v", frame)
	}
	if len(frame.Sources) != 1 || frame.Sources[0] != "data:image/png;base64," {
		p.t.Errorf("sources %q: only the picture that came with the mail", frame.Sources)
	}
	for _, href := range frame.Hrefs {
		if !strings.HasPrefix(href, "/open?u=") {
			p.t.Errorf("a link is %q", href)
		}
	}
	for _, e := range frame.Elements {
		if strings.Contains(" script style iframe object embed video form input button svg meta link base ", " "+e+" ") {
			p.t.Errorf("<%s> came through", e)
		}
	}
}

// checkQuotation unfolds what the mail quotes; the frame grows with it, although nothing in it runs.
func checkQuotation(p *page) {
	p.t.Helper()
	before := frameHeight(p)
	clickInMail(p, "Mostrar texto citado", func() bool { return frameHeight(p) > before+20 })
}

func checkLinks(p *page, note string) {
	p.t.Helper()
	clickInMail(p, "www.bancodobrasil.com.br", asked(p))
	p.until("the real host", func() bool { return strings.Contains(p.text(`[role="alertdialog"]`), "evil.example") })
	if said := p.text(`[role="alertdialog"]`); !strings.Contains(said, "leva a outro site") || !strings.Contains(said, "bancodobrasil") {
		p.t.Errorf("the dialog says %q", said)
	}
	bothThemes(p, "link-trick")
	p.press(keyEnter) // the safe answer has the focus
	p.until("the dialog to go", func() bool { return len(p.all(`[role="alertdialog"]`)) == 0 })
	if _, err := os.Stat(note); err == nil {
		p.t.Error("a link that was refused was opened")
	}
	clickInMail(p, "nossa loja", asked(p))
	p.press(keyEnter)
	p.until("the browser", func() bool { opened, _ := os.ReadFile(note); return string(opened) == "https://loja.example/pedido\n" })
	p.until("the mail to stay", func() bool { return frameHeight(p) > 200 && len(p.all(`[role="dialog"]`)) == 0 })
}

func checkFiles(p *page, note string) {
	p.t.Helper()
	if err := os.Remove(note); err != nil {
		p.t.Fatal(err)
	}
	clickText(p, "Abrir: nota.pdf")
	var path string
	p.until("the program for PDF", func() bool {
		opened, _ := os.ReadFile(note)
		path = strings.TrimSpace(string(opened))
		return path != ""
	})
	content, err := os.ReadFile(path)
	info, statErr := os.Stat(path)
	if err != nil || statErr != nil || string(content) != "%PDF-1.4 nota" || info.Mode().Perm() != 0o600 || filepath.Base(path) != "nota.pdf" {
		p.t.Errorf("%s: %q, %v, %v", path, content, err, info)
	}
	clickText(p, "Salvar anexo: fatura.pdf.exe")
	p.until("the warning", func() bool { return strings.Contains(p.text(`[role="alertdialog"]`), "pode ser perigoso") })
	bothThemes(p, "danger")
	p.press(keyEscape)
	p.until("the warning to go", func() bool { return len(p.all(`[role="alertdialog"]`)) == 0 })
	if dangerous := strings.Count(p.text("article:last-of-type"), "pode ser perigoso"); dangerous != 2 {
		p.t.Errorf("%d files are marked", dangerous)
	}
	checkViewer(p)
}

func checkViewer(p *page) {
	p.t.Helper()
	clickText(p, "Ver amostra.png")
	drawn := func(width int) bool {
		var is int
		p.run(`done(document.querySelector('[role="dialog"] img')?.naturalWidth ?? 0)`, &is)
		return is == width
	}
	p.until("the picture", func() bool { return drawn(1600) })
	bothThemes(p, "viewer")
	p.press(keyRight)
	p.until("the next picture", func() bool { return drawn(300) })
	p.press(keyLeft)
	p.until("the picture before", func() bool { return drawn(1600) })
	p.press(keyEscape)
	p.until("the viewer to go", func() bool { return len(p.all(`[role="dialog"]`)) == 0 })
}

// TestMailInBothThemes looks at what the timeline holds in a small window, and listens.
func TestMailInBothThemes(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		s := newStage(t, desktop)
		sim := s.simulate("--customers", "3", "--messages", "30")
		post(t, sim,
			written(time.Hour, "Distribuidora Papel e Cia <vendas@cliente.example>", sim.Address, "Tabela de preços",
				`<p>Prezada Célia,</p><p>segue a tabela, também em https://www.cliente.com.br/tabela. Qualquer dúvida, <a href="https://www.cliente.com.br">escreva</a>.</p>
					<p>Em seg., 1 de jun. de 2026, Loja escreveu:</p><blockquote>Podem mandar a tabela?</blockquote>`,
				[2]string{"Content-Type: audio/ogg; name=recado.ogg\r\nContent-Disposition: attachment; filename=recado.ogg", string(samplefile.OGG(3))},
				[2]string{"Content-Type: image/png; name=amostra.png\r\nContent-Disposition: attachment; filename=amostra.png", drawing(1600, 900, color.RGBA{G: 120, A: 255})}),
			written(0, "Distribuidora Papel e Cia <vendas@cliente.example>", sim.Address, "Pedido 4471", hostile("http://127.0.0.1:9")))
		s.addMailbox(sim)
		p := s.open()
		p.resize(1093, 614)
		openCustomer(p, "Distribuidora")
		p.until("the newest mail to stand as it came", func() bool { return frameHeight(p) > 200 })
		look := func(screen string) {
			examine(p, screen+"-"+theme)
		}
		look("mail-small")
		clickInMail(p, "www.bancodobrasil.com.br", asked(p))
		p.find(`[role="alertdialog"]`)
		look("link-small")
		p.press(keyEscape)
		p.until("the dialog to go", func() bool { return len(p.all(`[role="alertdialog"]`)) == 0 })
		p.run(`document.querySelector('[role="feed"]').scrollTop = 0; requestAnimationFrame(() => requestAnimationFrame(done))`, nil)
		clickText(p, "Mostrar texto citado")
		p.until("the quotation", func() bool { return strings.Contains(p.text("article"), "Podem mandar a tabela?") })
		look("words-small")
		clickText(p, "https://www.cliente.com.br")
		p.until("where the address leads", func() bool { return strings.Contains(p.text(`[role="dialog"]`), "www.cliente.com.br") })
		look("address-small")
		p.press(keyEscape)
		clickText(p, "Ouvir")
		p.until("the sound", func() (plays bool) {
			p.run(`const a = document.querySelector("audio"); a?.scrollIntoView({ block: "center" });
					done(a !== null && a.duration > 0 && a.error === null)`, &plays)
			return plays
		})
		look("sound-small")
		clickText(p, "Ver amostra.png")
		p.find(`[role="dialog"] img`)
		look("viewer-small")
	})
}

// TestOpenedMailsStandStill opens mails in the middle of a long history and scrolls past them, up and down: frames
// that come and go leave what is in sight where it is.
func TestOpenedMailsStandStill(t *testing.T) {
	s := newStage(t)
	sim := s.simulate("--customers", "3", "--messages", "30")
	var mails []string
	for i := range 70 {
		html := fmt.Sprintf(`<h2>Oferta %d</h2><p>%s</p>`, i, strings.Repeat("Papel, cola e tesoura. ", 10+i%7*40))
		mails = append(mails, written(time.Duration(100-i)*time.Minute, "Loja Cheia <cheia@cliente.example>", sim.Address, fmt.Sprintf("Oferta %d", i), html))
	}
	post(t, sim, mails...)
	s.addMailbox(sim)
	p := s.open()
	p.until("the shop to be read", func() bool { return strings.Contains(p.text("body"), "Tudo em dia") })
	openCustomer(p, "Loja Cheia")
	p.until("the newest mail to stand as it came", func() bool { return frameHeight(p) > 100 })
	for range 3 {
		openSomeMail(p)
	}
	for _, direction := range []string{"up", "down", "up"} {
		var walk struct {
			Jumps  []string
			Frames int
			Steps  int
		}
		p.run(walkScript, &walk, map[string]int{"up": -90, "down": 90}[direction])
		if len(walk.Jumps) > 0 || walk.Frames == 0 || walk.Steps < 50 {
			t.Errorf("%s: %d steps, %d frames passed, jumps %q", direction, walk.Steps, walk.Frames, walk.Jumps)
		}
	}
	p.photograph("mail-history-light")
}

// openSomeMail scrolls up to a mail that is still folded and opens it. The page may draw a message anew at any time: what
// tells it from the others is its id, no mark that was put on it.
func openSomeMail(p *page) {
	p.t.Helper()
	var id string
	p.run(`document.querySelector('[role="feed"]').scrollTop -= 900; requestAnimationFrame(() => requestAnimationFrame(done))`, nil)
	p.until("a folded mail", func() bool {
		p.run(`const feed = document.querySelector('[role="feed"]'), box = feed.getBoundingClientRect();
			const b = [...document.querySelectorAll("article button")].find((b) => /^(Mostrar tudo|Ver como chegou)/.test(b.innerText) &&
				!b.closest("[data-formatted]") && b.getBoundingClientRect().top > box.top && b.getBoundingClientRect().bottom < box.bottom);
			if (!b) feed.scrollTop -= 100;
			const { message } = b?.closest("article").dataset ?? { message: "" };
			b?.click();
			requestAnimationFrame(() => done(message))`, &id)
		return id != ""
	})
	p.find(`article[data-message="` + id + `"] [data-ready]`)
}

// walkScript scrolls as far as it goes and notes where a message in sight did not move as far as the scroll.
const walkScript = `
	const step = arguments[0], frame = () => new Promise((next) => requestAnimationFrame(next));
	const feed = document.querySelector('[role="feed"]'), box = feed.getBoundingClientRect();
	const walk = { jumps: [], frames: 0, steps: 0 };
	(async () => {
		for (let still = 0; still < 8 && walk.steps < 400; walk.steps++) {
			const seen = [...feed.querySelectorAll("article")].map((a) => [a.dataset.message, a.getBoundingClientRect().top])
				.find(([, top]) => top > box.top + 10 && top < box.bottom - 120);
			const before = feed.scrollTop;
			feed.scrollTop += step;
			for (let i = 0; i < 4; i++) await frame();
			walk.frames = Math.max(walk.frames, feed.querySelectorAll("[data-ready]").length);
			still = Math.abs(feed.scrollTop - before) < 2 ? still + 1 : 0;
			const ends = feed.scrollTop <= 4 || feed.scrollTop >= feed.scrollHeight - feed.clientHeight - 4;
			if (!seen || still > 0 || ends) continue;
			const now = feed.querySelector('[data-message="' + seen[0] + '"]')?.getBoundingClientRect().top;
			if (now === undefined) walk.jumps.push("out of sight at step " + walk.steps);
			else if (Math.abs(seen[1] - now - step) > 3) walk.jumps.push(Math.round(seen[1] - now - step) + " at step " + walk.steps);
		}
		done(walk);
	})();`
