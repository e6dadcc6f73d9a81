package window

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"balcao/backend/desk"
)

// stub is a Desk of which a test fills in what it calls; anything else panics, as a broken deed would.
type stub struct {
	Desk
	page  func(InboxQuery) (InboxPage, error)
	items TimelinePage
	reply func(Reply) (QueuedReply, error)
	file  func() (io.ReadCloser, string, error)
}

func (s stub) InboxPage(_ context.Context, q InboxQuery) (InboxPage, error) { return s.page(q) }

func (s stub) Timeline(context.Context, desk.CustomerID, string, int) (TimelinePage, error) {
	return s.items, nil
}

func (s stub) Reply(_ context.Context, r Reply) (QueuedReply, error) { return s.reply(r) }

func (s stub) OpenAttachment(context.Context, desk.AttachmentID) (io.ReadCloser, string, error) {
	return s.file()
}

func openGate(t *testing.T, d Desk, err error) *gate {
	t.Helper()
	g := newGate()
	g.open(t.Context(), d, err)
	return g
}

// told decodes an error as the page does.
func told(t *testing.T, err error) Problem {
	t.Helper()
	var p Problem
	if err == nil {
		t.Fatal("no error")
	}
	if bad := json.Unmarshal([]byte(err.Error()), &p); bad != nil {
		t.Fatalf("%q is not JSON: %v", err, bad)
	}
	return p
}

func TestErrorsCrossTheBridgeAsCodes(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		want Problem
	}{
		"a coded error":           {desk.E(desk.ErrDataFull, nil, "dir", "/x"), Problem{"data.full", map[string]string{"dir": "/x"}}},
		"a code inside":           {errors.Join(errors.New("outer"), desk.E(desk.ErrNotFound, nil)), Problem{"not_found", map[string]string{}}},
		"an error without a code": {errors.New("SELECT failed near 'Ana'"), Problem{"internal", map[string]string{}}},
	} {
		t.Run(name, func(t *testing.T) {
			i := &Inbox{openGate(t, stub{page: func(InboxQuery) (InboxPage, error) { return InboxPage{}, c.err }}, nil)}
			_, err := i.Page(InboxQuery{})
			if got := told(t, err); got.Code != c.want.Code || len(got.Params) != len(c.want.Params) {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestPanicBecomesAnAnswer(t *testing.T) {
	i := &Inbox{openGate(t, stub{page: func(InboxQuery) (InboxPage, error) { panic("the words of a customer") }}, nil)}
	_, err := i.Page(InboxQuery{})
	if got := told(t, err); got.Code != string(desk.ErrInternal) || strings.Contains(err.Error(), "customer") {
		t.Errorf("got %v", err)
	}
	c := &Conversation{gate: openGate(t, stub{}, nil)} // Close is not filled in: a nil pointer
	_, err = c.Close("1")
	if got := told(t, err); got.Code != string(desk.ErrInternal) {
		t.Errorf("got %+v", got)
	}
}

func TestEveryCallSaysWhyTheShopIsClosed(t *testing.T) {
	g := openGate(t, nil, desk.E(desk.ErrDataLocked, nil, "dir", "/d"))
	for name, call := range map[string]func() error{
		"list":   func() error { _, err := (&Inbox{g}).Counts(); return err },
		"search": func() error { _, err := (&Search{gate: g}).Find(FindQuery{Text: "x"}); return err },
		"health": func() error { _, err := (&Shop{gate: g}).Health(); return err },
		"reply":  func() error { _, err := (&Conversation{gate: g}).Reply(Reply{}); return err },
	} {
		if got := told(t, call()); got.Code != string(desk.ErrDataLocked) || got.Params["dir"] != "/d" {
			t.Errorf("%s: got %+v", name, got)
		}
	}
}

func TestCallsWaitForTheShopToOpen(t *testing.T) {
	g := newGate()
	answer := make(chan error, 1)
	go func() {
		_, err := (&Inbox{g}).Page(InboxQuery{})
		answer <- err
	}()
	select {
	case <-answer:
		t.Fatal("answered before the shop was open")
	default:
	}
	g.open(t.Context(), stub{page: func(InboxQuery) (InboxPage, error) { return InboxPage{}, nil }}, nil)
	if err := <-answer; err != nil {
		t.Error(err)
	}
}

// TestListsAreNeverNull: what the page is given has every list, of how little the desk knows nothing.
func TestListsAreNeverNull(t *testing.T) {
	type answer struct {
		Pairs  []Duplicate         `json:"pairs"`
		Keys   map[string][]string `json:"keys"`
		Vars   map[string]string   `json:"vars"`
		Person *Person             `json:"person"`
		At     time.Time           `json:"at"`
		Rows   [][]string          `json:"rows"`
	}
	for name, test := range map[string]struct {
		given answer
		want  string
	}{
		"nothing":      {answer{}, `{"pairs":[],"keys":{},"vars":{},"person":null,"at":"0001-01-01T00:00:00Z","rows":[]}`},
		"lists inside": {answer{Keys: map[string][]string{"undo": nil}, Person: &Person{}, Rows: [][]string{nil, {"a"}}}, `{"pairs":[],"keys":{"undo":[]},"vars":{},"person":{"customerId":"","name":"","contacts":[]},"at":"0001-01-01T00:00:00Z","rows":[[],["a"]]}`},
	} {
		got, err := pass(openGate(t, stub{}, nil), "Test", func(context.Context, Desk) (answer, error) { return test.given, nil })
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(got)
		if err != nil || string(text) != test.want {
			t.Errorf("%s: %s, %v", name, text, err)
		}
	}
	pairs, err := pass(openGate(t, stub{}, nil), "Test", func(context.Context, Desk) ([]Duplicate, error) { return []Duplicate{{}}, nil })
	text, bad := json.Marshal(pairs)
	if err != nil || bad != nil || strings.Contains(string(text), "null") {
		t.Errorf("%s, %v, %v", text, err, bad)
	}
}

func TestPagesAreBounded(t *testing.T) {
	for asked, want := range map[int]int{-1: maxPage, 0: maxPage, 50: 50, maxPage: maxPage, 1 << 30: maxPage} {
		if got := pageSize(asked); got != want {
			t.Errorf("%d: got %d, want %d", asked, got, want)
		}
	}
}

func TestHarmlessName(t *testing.T) {
	for name, want := range map[string]string{
		"nota.pdf":               "nota.pdf",
		"../../etc/passwd":       "passwd",
		`C:\Users\x\nota.pdf`:    "nota.pdf",
		"..":                     "file",
		"":                       "file",
		".bashrc":                "bashrc",
		"a\x00b\n.txt":           "ab.txt",
		"foto\u202egpj.exe":      "fotogpj.exe",
		`o <que> "é"?.txt`:       "o que é.txt",
		strings.Repeat("ã", 300): strings.Repeat("ã", maxName/2),
		// An "extension" longer than any name may be is no extension.
		"nota." + strings.Repeat("x", 300):                              "nota." + strings.Repeat("x", maxName-len("nota.")),
		strings.Repeat("a", maxName-1) + "." + strings.Repeat("x", 200): strings.Repeat("a", maxName-1),
	} {
		if got := harmlessName(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
	if got := harmlessName(strings.Repeat("é", 300) + ".pdf"); len(got) > maxName || !strings.HasSuffix(got, ".pdf") {
		t.Errorf("%d bytes, ends %q", len(got), got[len(got)-8:])
	}
}

func FuzzHarmlessName(f *testing.F) {
	for _, seed := range []string{"", "a/b", `\\server\x`, "a.b.c", "\u202e", strings.Repeat("ó", 200)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		got := harmlessName(name)
		if got == "" || len(got) > maxName || strings.ContainsAny(got, "/\\\x00") || strings.HasPrefix(got, ".") || filepath.Base(got) != got {
			t.Errorf("%q became %q", name, got)
		}
	})
}

// broken gives a few bytes and then fails, as a damaged file does.
type broken struct{ given bool }

func (b *broken) Read(p []byte) (int, error) {
	if b.given {
		return 0, errors.New("damaged")
	}
	b.given = true
	return copy(p, "half"), nil
}

func TestAttachmentIsSavedWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "nota.pdf")
	content := io.Reader(strings.NewReader("%PDF"))
	c := &Conversation{
		gate: openGate(t, stub{file: func() (io.ReadCloser, string, error) { return io.NopCloser(content), "../nota.pdf", nil }}, nil),
		saver: saver{ask: func(_ context.Context, title, name string) (string, error) {
			if title != "Salvar" || name != "nota.pdf" {
				t.Errorf("asked with %q, %q", title, name)
			}
			return path, nil
		}},
	}
	if got, err := c.SaveAttachment("1", "Salvar"); err != nil || got != path {
		t.Fatalf("got %q, %v", got, err)
	}
	content = &broken{}
	if _, err := c.SaveAttachment("1", "Salvar"); err == nil {
		t.Fatal("a damaged file was saved without a word")
	}
	if kept, err := os.ReadFile(path); err != nil || string(kept) != "%PDF" {
		t.Errorf("the file that was there became %q, %v", kept, err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("%d files left", len(left))
	}
}

func TestOwnerMayThinkBetterOfSaving(t *testing.T) {
	c := &Conversation{
		gate:  openGate(t, stub{file: func() (io.ReadCloser, string, error) { return io.NopCloser(strings.NewReader("x")), "x", nil }}, nil),
		saver: saver{ask: func(context.Context, string, string) (string, error) { return "", nil }},
	}
	if got, err := c.SaveAttachment("1", ""); got != "" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestOnlyWebPagesOpenInTheBrowser(t *testing.T) {
	var opened []string
	s := &Shop{gate: openGate(t, stub{}, nil), browse: func(_ context.Context, a string) { opened = append(opened, a) }}
	for address, want := range map[string]bool{
		"https://www.twilio.com/docs/api/errors/1": true, "http://localhost": true,
		"javascript:alert(1)": false, "file:///etc/passwd": false, "mailto:a@b": false, "https://": false, "": false, "%zz": false,
	} {
		opened = nil
		err := s.OpenLink(address)
		if (err == nil) != want || (len(opened) == 1) != want {
			t.Errorf("%q: error %v, opened %v", address, err, opened)
		}
	}
}

func TestSystemLocale(t *testing.T) {
	for name, c := range map[string]struct{ all, messages, lang, want string }{
		"nothing":            {"", "", "", ""},
		"LANG":               {"", "", "pt_BR.UTF-8", "pt-BR"},
		"LC_ALL comes first": {"ca_ES.UTF-8", "es_ES", "en_US", "ca-ES"},
		"C":                  {"", "", "C.UTF-8", "C"},
		"a modifier":         {"", "ca_ES@valencia", "", "ca-ES"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("LC_ALL", c.all)
			t.Setenv("LC_MESSAGES", c.messages)
			t.Setenv("LANG", c.lang)
			if got := systemLocale(); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestEveryAnswerCarriesThePolicy(t *testing.T) {
	answer := httptest.NewRecorder()
	guarded(http.NotFoundHandler()).ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/x", nil))
	policy := answer.Header().Get("Content-Security-Policy")
	for _, part := range []string{"default-src 'self'", "script-src 'self';", "object-src 'none'", "frame-src 'self';", "media-src 'self' blob:"} {
		if !strings.Contains(policy, part) {
			t.Errorf("%q lacks %q", policy, part)
		}
	}
	if answer.Header().Get("X-Content-Type-Options") != "nosniff" {
		t.Error("types may be guessed")
	}
}

func TestPageWithoutAFrontEndSaysSo(t *testing.T) {
	empty := fstest.MapFS{"frontend/dist/.gitkeep": {}}
	if _, err := pageOf(empty); !desk.HasCode(err, desk.ErrNoWindow) {
		t.Errorf("got %v", err)
	}
	if _, err := pageOf(fstest.MapFS{"frontend/dist/index.html": {}}); err != nil {
		t.Error(err)
	}
}

func TestLogKeepsNoArguments(t *testing.T) {
	for message, want := range map[string]string{
		`process message error: {"name":"Reply","args":["segredo"]}`: "process message error",
		"Unable to call method (segredo)":                            "Unable to call method",
		"plain words":                                                "plain words",
		strings.Repeat("x", 500):                                     strings.Repeat("x", 120),
	} {
		if got := headOf(message); got != want {
			t.Errorf("%q: got %q", message, got)
		}
	}
}

func TestChangesAreGathered(t *testing.T) {
	one := desk.Change{Kind: desk.MessageArrived, CustomerID: "1"}
	two := desk.Change{Kind: desk.DeliveryChanged, CustomerID: "2"}
	many := []desk.Change{one}
	for i := range manyAfter {
		many = append(many, desk.Change{Kind: desk.DeliveryChanged, MessageID: desk.MessageID(rune('a' + i))})
	}
	everything := []desk.Change{{Kind: desk.ManyChanged}}
	for name, c := range map[string]struct {
		commits [][]desk.Change
		want    []desk.Change
		arrived []desk.CustomerID // "": more than is named
	}{
		"repetitions are told once":      {[][]desk.Change{{one, two}, {one}}, []desk.Change{one, two}, []desk.CustomerID{"1"}},
		"a lot is everything":            {[][]desk.Change{many}, everything, []desk.CustomerID{"1"}},
		"a promise":                      {[][]desk.Change{{{Kind: desk.PromiseDue, CustomerID: "3"}}}, []desk.Change{{Kind: desk.PromiseDue, CustomerID: "3"}}, []desk.CustomerID{"3"}},
		"a lot without a message":        {[][]desk.Change{many[1:], {two}}, everything, nil},
		"everything swallows the others": {[][]desk.Change{{one}, everything}, everything, []desk.CustomerID{"1", ""}},
	} {
		t.Run(name, func(t *testing.T) {
			changes := make(chan []desk.Change, len(c.commits))
			for _, commit := range c.commits {
				changes <- commit
			}
			close(changes)
			var told [][]desk.Change
			var arrived []desk.CustomerID
			tell(t.Context(), changes, func(list []desk.Change) { told = append(told, list) }, func(c desk.Change) { arrived = append(arrived, c.CustomerID) })
			if !slices.Equal(arrived, c.arrived) {
				t.Errorf("arrived from %q, want %q", arrived, c.arrived)
			}
			if len(told) != 1 || !slices.Equal(told[0], c.want) {
				t.Errorf("told %v, want %v at once", told, c.want)
			}
		})
	}
}

func TestTellingEndsWithTheWindow(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		tell(ctx, make(chan []desk.Change), func([]desk.Change) {}, func(desk.Change) {})
		close(ended)
	}()
	cancel()
	select {
	case <-ended:
	case <-time.After(time.Minute):
		t.Fatal("still telling")
	}
}
