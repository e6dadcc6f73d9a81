//go:build e2e

package e2e

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// elementKey names an element in WebDriver's JSON (W3C WebDriver §12.1).
const elementKey = "element-6066-11e4-a52e-4f735466cecf"

// Keys that have no letter (W3C WebDriver §17.4.2).
const (
	keyTab     = "\ue004"
	keyEnter   = "\ue007"
	keyShift   = "\ue008"
	keyControl = "\ue009"
	keyEscape  = "\ue00c"
	keyBack    = "\ue003"
	keyUp      = "\ue013"
	keyDown    = "\ue015"
	keyPageDn  = "\ue00f"
	keyF1      = "\ue031"
	keyF6      = "\ue036"
	keyLeft    = "\ue012"
	keyRight   = "\ue014"
)

// page is the window as WebDriver sees it. Every method fails the test when it cannot do its work.
type page struct {
	t       testing.TB
	base    string
	session string
	log     *transcript
	program *exec.Cmd
	gone    bool // it has ended, and nobody answers for its window
}

// shown waits until the window has drawn its page for the nth time.
func (p *page) shown(times int) {
	p.t.Helper()
	p.until("the window", func() bool { return strings.Count(p.log.String(), "MARK dom-ready") >= times })
}

func (p *page) newSession() {
	p.t.Helper()
	var s struct{ SessionID string }
	p.call("POST", "/session", map[string]any{"capabilities": map[string]any{}}, &s)
	p.session = "/session/" + s.SessionID
	p.t.Cleanup(func() {
		if !p.gone {
			p.try("DELETE", p.session, nil) // the program may have begun anew, and the session with it
		}
	})
}

// end ends the program by a signal: SIGKILL for all its processes, as when the computer loses power, others for
// itself only.
func (p *page) end(signal syscall.Signal) {
	p.t.Helper()
	pid := p.program.Process.Pid
	if signal == syscall.SIGKILL {
		pid = -pid
	}
	p.gone = true
	if err := syscall.Kill(pid, signal); err != nil {
		p.t.Fatal(err)
	}
	_ = p.program.Wait() // a program that was killed ends with an error
}

// quit ends the program as the system does at the end of a day, and waits for it.
func (p *page) quit() {
	p.t.Helper()
	p.end(syscall.SIGTERM)
}

// until asks again and again, because the page changes by itself.
func (p *page) until(what string, is func() bool) {
	p.t.Helper()
	tick := time.NewTicker(25 * time.Millisecond)
	defer tick.Stop()
	for end := time.Now().Add(patience); time.Now().Before(end); <-tick.C {
		if is() {
			return
		}
	}
	p.t.Fatalf("waited in vain for %s; the program said:\n%s", what, p.log)
}

func (p *page) call(method, path string, body, into any) {
	p.t.Helper()
	status, value := p.try(method, path, body)
	if status != http.StatusOK {
		p.t.Fatalf("%s %s: %d %s", method, path, status, value)
	}
	if into != nil {
		if err := json.Unmarshal(value, into); err != nil {
			p.t.Fatalf("%s %s: %v in %s", method, path, err, value)
		}
	}
}

func (p *page) try(method, path string, body any) (int, json.RawMessage) {
	p.t.Helper()
	var sent bytes.Buffer
	if body != nil {
		if err := json.NewEncoder(&sent).Encode(body); err != nil {
			p.t.Fatal(err)
		}
	}
	request, err := http.NewRequest(method, p.base+path, &sent)
	if err != nil {
		p.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	client := http.Client{Timeout: patience}
	answer, err := client.Do(request)
	if err != nil {
		p.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer answer.Body.Close()
	var v struct{ Value json.RawMessage }
	if err := json.NewDecoder(answer.Body).Decode(&v); err != nil {
		p.t.Fatalf("%s %s: %v", method, path, err)
	}
	return answer.StatusCode, v.Value
}

// all gives the elements that match now.
func (p *page) all(css string) []string {
	p.t.Helper()
	// An element that goes while it is being named is a 404, and is not there.
	status, value := p.try("POST", p.session+"/elements", map[string]string{"using": "css selector", "value": css})
	if status == http.StatusNotFound {
		return nil
	}
	var found []map[string]string
	if err := json.Unmarshal(value, &found); err != nil || status != http.StatusOK {
		p.t.Fatalf("%s: %d %s", css, status, value)
	}
	paths := make([]string, len(found))
	for i, f := range found {
		paths[i] = p.session + "/element/" + f[elementKey]
	}
	return paths
}

// find waits for an element.
func (p *page) find(css string) (path string) {
	p.t.Helper()
	p.until(css, func() bool {
		found := p.all(css)
		if len(found) > 0 {
			path = found[0]
		}
		return len(found) > 0
	})
	return path
}

// click clicks as soon as the element is there and not about to be replaced.
func (p *page) click(css string) {
	p.t.Helper()
	p.until("a click on "+css, func() bool {
		status, _ := p.try("POST", p.find(css)+"/click", map[string]any{})
		return status == http.StatusOK
	})
}

func (p *page) fill(css, text string) {
	p.t.Helper()
	p.call("POST", p.find(css)+"/value", map[string]string{"text": text}, nil)
}

// text gives the words on the page, all of them or of one element; empty when it is not there.
func (p *page) text(css string) (words string) {
	p.t.Helper()
	p.run(`done(document.querySelector(arguments[0])?.innerText ?? "")`, &words, css)
	return words
}

// run executes a script that ends by calling done(answer).
func (p *page) run(script string, into any, args ...any) {
	p.t.Helper()
	p.call("POST", p.session+"/execute/async", scripted(script, args), into)
}

func scripted(script string, args []any) any {
	return map[string]any{"script": "const done = arguments[arguments.length - 1];" + script, "args": append([]any{}, args...)}
}

// press types keys one after the other, wherever the focus is.
func (p *page) press(keys ...string) {
	p.t.Helper()
	actions := []map[string]string{}
	for _, k := range keys {
		actions = append(actions, map[string]string{"type": "keyDown", "value": k}, map[string]string{"type": "keyUp", "value": k})
	}
	p.act(actions)
}

// chord presses keys together: the last one while those before it are held.
func (p *page) chord(keys ...string) {
	p.t.Helper()
	actions := []map[string]string{}
	for _, k := range keys {
		actions = append(actions, map[string]string{"type": "keyDown", "value": k})
	}
	for _, k := range slices.Backward(keys) {
		actions = append(actions, map[string]string{"type": "keyUp", "value": k})
	}
	p.act(actions)
}

func (p *page) act(actions []map[string]string) {
	p.t.Helper()
	p.call("POST", p.session+"/actions", byKeyboard(actions), nil)
}

func byKeyboard(actions []map[string]string) any {
	return map[string]any{"actions": []any{map[string]any{"type": "key", "id": "keyboard", "actions": actions}}}
}

// runLast runs a script by which the program ends: the driver answers if it is faster.
func (p *page) runLast(script string, args ...any) {
	p.t.Helper()
	p.try("POST", p.session+"/execute/async", scripted(script, args))
}

// pressLast types a key by which the program begins anew: the driver answers if it is faster.
func (p *page) pressLast(key string) {
	p.t.Helper()
	p.try("POST", p.session+"/actions", byKeyboard([]map[string]string{{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}}))
}

// resize gives the window another size, in pixels.
func (p *page) resize(width, height int) {
	p.t.Helper()
	p.call("POST", p.session+"/window/rect", map[string]int{"width": width, "height": height}, nil)
}

// photograph writes build/out/name.png. The driver answers on the next frame only, and an idle page has none, so
// the page is kept painting meanwhile.
func (p *page) photograph(name string) {
	p.t.Helper()
	p.run(`const s = document.documentElement.style; let n = 0;
		const paint = () => { s.outline = (n++ % 2) + "px solid transparent"; window.__paint = requestAnimationFrame(paint); };
		paint(); done()`, nil)
	defer p.run(`cancelAnimationFrame(window.__paint); document.documentElement.style.outline = ""; done()`, nil)
	var encoded string
	p.call("GET", p.session+"/screenshot", nil, &encoded)
	image, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		p.t.Fatal(err)
	}
	out := filepath.Join("..", "out")
	if err := os.MkdirAll(out, 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(out, name+".png"), image, 0o644); err != nil {
		p.t.Fatal(err)
	}
}
