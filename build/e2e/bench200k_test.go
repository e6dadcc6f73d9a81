//go:build e2e

package e2e

import (
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"balcao/backend/desk"
	"balcao/backend/simulator"
	"balcao/backend/store"
)

// times is how often a figure is taken; keys in the palette and frames come in greater numbers.
const times = 10

// stopwatch is the script that runs in the page before the page's own and looks at frames.
//
//go:embed testdata/stopwatch.js
var stopwatch string

// BenchmarkWindow200k measures the window on the store of 200,000 messages that the store's own benchmark (Store200k)
// builds, and prints every figure beside its goal. Goals are there to be looked at; a figure above its goal fails nothing.
//
// What is on the screen is timed inside the page: from the event as the page gets it to the end of the first frame that
// shows what was asked for. WebDriver's way to the page is not in it, nor is what the display does with a frame that was
// handed over.
func BenchmarkWindow200k(b *testing.B) {
	w := openWork(b)
	w.starts()
	w.opens()
	w.keys()
	w.typing()
	w.scroll()
	w.news()
	w.idle()
	w.memory("after use")
	w.print()
}

// work is a window on the large store, and what was measured in it.
type work struct {
	*page
	b       *testing.B
	stage   *stage
	shop    *simulator.Shop
	figures []*figure
}

// openWork copies the large store, connects it to simulated servers and reads them once, so that what is measured
// later is warm.
func openWork(b *testing.B) *work {
	b.Helper()
	large := filepath.Join(os.TempDir(), "balcao-bench-200k")
	if _, err := os.Stat(filepath.Join(large, "schema.sha256")); err != nil {
		b.Fatal("run BenchmarkStore200k in backend/store first: ", err)
	}
	s := newStage(b, "PAGE_SCRIPT="+stopwatch)
	if err := os.CopyFS(s.data(), os.DirFS(large)); err != nil {
		b.Fatal(err)
	}
	shop, err := simulator.Start(b.Context(), simulator.Options{Seed: 1, Quiet: true, Customers: 20, Messages: 300})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = shop.Close() })
	e := shop.Endpoints()
	s.addMailbox(e)
	s.addAccount(e.Twilio.Secret, "twilio", "--account-sid", e.Twilio.AccountSID, "--api-url", e.Twilio.URL,
		"--sms", e.Twilio.SMS, "--whatsapp", strings.TrimPrefix(e.Twilio.WhatsApp, "whatsapp:"))
	s.synced()
	w := &work{b: b, stage: s, shop: shop, page: s.open()}
	settled(w.page)
	w.quit()
	return w
}

// synced reads everything that the servers have, by the command line.
func (s *stage) synced() {
	s.t.Helper()
	k, err := tools()
	if err != nil {
		s.t.Fatal(err)
	}
	c := exec.Command(k.binary, "sync", "--once")
	c.Env = s.env
	if out, err := c.CombinedOutput(); err != nil {
		s.t.Fatalf("sync: %v\n%s", err, out)
	}
}

// biggest is the customer who has a tenth of all messages.
var biggest = ofBench(0)

// ofBench is the nth customer of the large store.
func ofBench(n int) desk.CustomerID { return store.NewCustomerID(address(n)) }

func address(n int) string { return fmt.Sprintf("cliente%d@exemplo.example", n) }

// starts begins the program anew again and again. A start is timed from before its process exists to the end of the
// frame that shows the first rows; in every new window a conversation is opened, the first that it draws.
func (w *work) starts() {
	start := w.figure("start: rows can be read", "ms", 1000)
	first := w.figure("open the first conversation after it", "ms", 100)
	fresh := w.figure("memory after the start, all processes", "MB", 300)
	for i := range times {
		if i > 0 {
			w.quit()
		}
		began := time.Now()
		w.page = w.stage.open()
		var shown float64
		w.run(`stopwatch.start.then(done)`, &shown)
		start.add(shown - float64(began.UnixMicro())/1000)
		settled(w.page)
		fresh.add(w.proportional())
		first.add(w.opening(ofBench(10 + i)))
	}
}

// opens opens one conversation after another, none of which the window has read before but the largest, to which it goes
// back in between.
func (w *work) opens() {
	open := w.figure("open a conversation", "ms", 100)
	large := w.figure("open the one of 20,000 messages", "ms", 100)
	for i := range times {
		open.add(w.opening(ofBench(30 + i)))
		large.add(w.opening(biggest))
	}
}

// sees is the time that nobody's hand is faster than: what was found is seen before it is chosen.
const sees = 150 * time.Millisecond

// opening chooses a customer in the palette and times it from Enter to the frame with the name and the newest messages.
func (w *work) opening(id desk.CustomerID) float64 {
	w.b.Helper()
	w.chord(keyControl, "k")
	w.find(palette)
	var name string
	w.run(`window.go.window.Conversation.Card(arguments[0]).then((card) => done(card.name))`, &name, id)
	w.typed(name)
	w.until("the customer", func() bool {
		if len(w.all(fmt.Sprintf(`%s[aria-selected="true"][id$="customer-%s"]`, option, id))) > 0 {
			return true
		}
		w.press(keyDown)
		return false
	})
	time.Sleep(sees)
	return w.timed(`document.querySelector("main header h2")?.textContent === arguments[0] && document.querySelector('[role="feed"] article') !== null`,
		func() { w.press(keyEnter) }, name)
}

// timed gives the milliseconds from the first key that act presses, as the page gets it, to the end of the first frame
// in which a condition holds.
func (w *work) timed(condition string, act func(), args ...any) (took float64) {
	w.b.Helper()
	w.run(`const args = arguments; stopwatch.watch("keydown", function () { return (`+condition+`) }, args); done()`, nil, args...)
	act()
	w.run(`stopwatch.result.then(done)`, &took)
	return took
}

// keys times single keys that change what is seen.
func (w *work) keys() {
	focus := func() string { return w.focused() }
	down := w.figure("key: down in the list", "ms", 50)
	w.press(keyEscape)
	w.until("the focus in the list", func() bool { w.press(keyDown); return strings.HasPrefix(focus(), "row-") })
	for range times {
		down.add(w.timed(`document.activeElement.id !== arguments[0]`, func() { w.press(keyDown) }, focus()))
	}
	for _, k := range []struct {
		name, shown string
		there, back func()
	}{
		{"key: Ctrl+K, the palette opens", `document.querySelector('dialog[open] [role="combobox"]') !== null`, w.holding(keyControl, "k"), w.pressing(keyEscape)},
		{"key: F1, the keys", `document.querySelector("dialog[open] dl") !== null`, w.pressing(keyF1), w.pressing(keyEscape)},
	} {
		f := w.figure(k.name, "ms", 50)
		for range times {
			f.add(w.timed(k.shown, k.there))
			k.back()
			w.until("no dialog", func() bool { return len(w.all("dialog[open]")) == 0 })
		}
	}
	w.conversationKeys()
	w.placeKeys()
}

func (w *work) pressing(key string) func()      { return func() { w.press(key) } }
func (w *work) holding(held, key string) func() { return func() { w.chord(held, key) } }

// conversationKeys times keys in the conversation of 20,000 messages.
func (w *work) conversationKeys() {
	w.opening(biggest)
	letter := w.figure("key: a letter in the reply box", "ms", 50)
	w.press("r")
	w.until("the reply box to have the focus", func() bool { return "#"+w.focused() == composer })
	for range times {
		letter.add(w.timed(`document.querySelector("#composer-text").value.length > arguments[0]`, w.pressing("a"), w.length(composer)))
	}
	w.chord(keyControl, "a")
	w.press("\ue017") // Delete: no draft is left
	w.until("the empty box", func() bool { return w.length(composer) == 0 })
	w.press(keyEscape)
	w.opening(biggest)
	closed := w.figure("key: E, the conversation makes room", "ms", 50)
	for range times {
		before := w.text("main header h2")
		closed.add(w.timed(`document.querySelector("main header h2")?.textContent !== arguments[0]`, w.pressing("e"), before))
		w.find("main header h2") // the next one's
	}
}

func (w *work) length(css string) (n int) {
	w.b.Helper()
	w.run(`done(document.querySelector(arguments[0]).value.length)`, &n, css)
	return n
}

// placeKeys times going from place to place.
func (w *work) placeKeys() {
	customers, inbox := w.figure("key: Ctrl+2, all customers", "ms", 50), w.figure("key: Ctrl+1, back to the inbox", "ms", 50)
	drawn := `[...document.querySelectorAll(arguments[0])].some((e) => e.checkVisibility())`
	for range times {
		customers.add(w.timed(drawn, w.holding(keyControl, "2"), customerRow))
		inbox.add(w.timed(drawn, w.holding(keyControl, "1"), row))
	}
}

// typing times every key of some words in the palette, to the frame in which the results are of what is typed.
func (w *work) typing() {
	f := w.figure("palette: results of one more letter", "ms", 50)
	for _, words := range []string{"de que", "valor", "pra com", "cliente12", "entrega", "não vi", "8123", "galopa", "com de", "abc"} {
		w.chord(keyControl, "k")
		w.find(palette)
		typed := ""
		for _, letter := range strings.Split(words, "") {
			typed += letter
			f.add(w.timed(`stopwatch.settled(arguments[0])`, w.pressing(letter), typed))
		}
		w.press(keyEscape)
		w.until("no dialog", func() bool { return len(w.all("dialog[open]")) == 0 })
	}
}

// scroll moves the list by a notch of the wheel in every frame, through pages that are read meanwhile, and takes the
// time between frames. (WebKitGTK's driver turns the wheel once only.)
func (w *work) scroll() {
	f := w.figure("scroll of the list: between frames", "ms", 50)
	f.judgedByMax = true
	var top float64
	for range times {
		var frames []float64
		w.run(`stopwatch.scroll(document.querySelector("[data-list]"), 120, 60).then(done)`, &frames)
		f.add(frames...)
	}
	w.run(`done(document.querySelector("[data-list]").scrollTop)`, &top)
	if top < 10_000 {
		w.b.Errorf("the list moved by %v px only", top)
	}
}

// news times a message from its delivery to the simulated server to the frame that shows it in the open conversation.
func (w *work) news() {
	mail := w.figure("a new mail (the server tells of it)", "ms", 1000)
	w.opening(biggest)
	for i := range times {
		words := fmt.Sprintf("novidade número %d", i)
		raw := fmt.Sprintf("From: %s\r\nTo: %s\r\nSubject: %s\r\nMessage-ID: <news-%d@exemplo.example>\r\nDate: %s\r\n\r\n%s\r\n",
			address(0), w.shop.Endpoints().Address, words, i, time.Now().Format(time.RFC1123Z), words)
		mail.add(w.arriving(words, func() { w.shop.DeliverMail([]byte(raw)) }))
	}
	// Each comes just after the server was asked, which is asked again after 16 to 24 s: the longest wait.
	text := w.figure("a new SMS (asked for every 16 to 24 s)", "ms", 25_000)
	from := w.texter()
	for i := range times {
		words := fmt.Sprintf("torpedo número %d", i)
		text.add(w.arriving(words, func() { w.shop.DeliverText(simulator.Text{From: from.SMS, Body: words}) }))
	}
}

// texter opens the conversation of somebody who has written by SMS.
func (w *work) texter() simulator.Customer {
	w.b.Helper()
	for _, c := range w.shop.Customers() {
		if c.SMS == "" {
			continue
		}
		w.chord(keyControl, "k")
		w.find(palette)
		w.typed(c.SMS[len(c.SMS)-8:])
		w.until("the results", func() (is bool) { w.run(`done(stopwatch.settled(arguments[0]))`, &is, c.SMS[len(c.SMS)-8:]); return is })
		if len(w.all(option+`[data-kind="customer"][aria-selected="true"]`)) > 0 {
			w.press(keyEnter)
			w.find(`[role="feed"] article`)
			return c
		}
		w.press(keyEscape)
	}
	w.b.Fatal("nobody writes by SMS")
	return simulator.Customer{}
}

func (w *work) arriving(words string, deliver func()) float64 {
	w.b.Helper()
	w.run(`const words = arguments[0]; stopwatch.until(() => document.querySelector('[role="feed"]')?.innerText.includes(words)); done()`, nil, words)
	began := time.Now()
	deliver()
	var shown float64
	w.run(`stopwatch.result.then(done)`, &shown)
	return shown - float64(began.UnixMicro())/1000
}

// idle takes the processor time of the program and of its web view while nobody does anything, the display's not.
func (w *work) idle() {
	f := w.figure("processor while idle", "%", 1)
	const rest = 6 * time.Second
	used := func() (ticks int) {
		for _, p := range w.processes() {
			ticks += p.ticks
		}
		return ticks
	}
	time.Sleep(rest) // what was asked for last ends
	for range times {
		before := used()
		time.Sleep(rest)
		f.add(float64(used()-before) / rest.Seconds())
	}
}

func (w *work) memory(when string) {
	f := w.figure("memory "+when+", all processes", "MB", 300)
	for range times {
		f.add(w.proportional())
	}
}

// processes are the program and everything it has begun.
func (w *work) processes() []process {
	pid := w.program.Process.Pid
	own, _ := readProcess(fmt.Sprintf("/proc/%d/stat", pid))
	return append(below(pid), own)
}

// proportional is the memory of all processes in MB, what several share divided among them (PSS).
func (w *work) proportional() (mb float64) {
	w.b.Helper()
	for _, p := range w.processes() {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", p.pid))
		if err != nil {
			w.b.Fatal(err)
		}
		_, after, _ := strings.Cut(string(text), "\nPss:")
		var kb float64
		if _, err := fmt.Sscan(after, &kb); err != nil {
			w.b.Fatal(err)
		}
		mb += kb / 1024
	}
	return mb
}
