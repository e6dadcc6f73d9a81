package window

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"balcao/backend/desk"
	"balcao/backend/draft"
)

// papers is a Desk that keeps what is pasted.
type papers struct {
	Desk
	kept map[string]int
	fail error
}

func (p papers) KeepBytes(_ context.Context, name string, content io.Reader) (DraftFile, error) {
	all, err := io.ReadAll(content)
	if err != nil {
		return DraftFile{}, err
	}
	p.kept[name] = len(all)
	return DraftFile{Name: name, Size: int64(len(all)), SHA256: "ab"}, p.fail
}

func post(h http.Handler, method, address, body string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(method, address, strings.NewReader(body)))
	return w
}

func TestPastedBytesComeInByTheirOwnDoor(t *testing.T) {
	p := papers{kept: map[string]int{}}
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })
	door := uploadPath()
	if door == uploadPath() || len(door) < 30 {
		t.Fatalf("the door can be guessed: %s", door)
	}
	h := uploads(openGate(t, p, nil), door, page)
	w := post(h, http.MethodPost, door+"?name="+url.QueryEscape("foto 1.png"), "PNG")
	var f DraftFile
	if err := json.Unmarshal(w.Body.Bytes(), &f); err != nil || w.Code != http.StatusOK || f.Name != "foto 1.png" || f.Size != 3 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	for _, other := range []string{"/upload/", "/upload/x", door + "/", "/index.html"} {
		if w := post(h, http.MethodPost, other, "x"); w.Code != http.StatusTeapot {
			t.Errorf("%s: %d", other, w.Code)
		}
	}
	if w := post(h, http.MethodGet, door, ""); w.Code != http.StatusMethodNotAllowed {
		t.Errorf("read: %d", w.Code)
	}
	if len(p.kept) != 1 {
		t.Errorf("kept %v", p.kept)
	}
}

func TestUploadSaysWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		want desk.Code
	}{
		"coded":   {desk.E(desk.ErrDataFull, nil, "dir", "/d"), desk.ErrDataFull},
		"a fault": {errors.New("x"), desk.ErrInternal},
	} {
		t.Run(name, func(t *testing.T) {
			h := uploads(openGate(t, papers{kept: map[string]int{}, fail: c.err}, nil), "/upload/x", http.NotFoundHandler())
			w := post(h, http.MethodPost, "/upload/x?name=a", "x")
			var p Problem
			if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != http.StatusBadRequest || p.Code != string(c.want) {
				t.Errorf("%d %s", w.Code, w.Body)
			}
		})
	}
	h := uploads(openGate(t, stub{}, nil), "/upload/x", http.NotFoundHandler()) // KeepBytes is a nil pointer
	if w := post(h, http.MethodPost, "/upload/x?name=a", "x"); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), string(desk.ErrInternal)) {
		t.Errorf("a panic gives %d %s", w.Code, w.Body)
	}
}

func TestClosingWaitsForThePage(t *testing.T) {
	f, asked, closed := &farewell{}, make(chan struct{}), 0
	if !f.hold(func() { close(asked) }, func() { closed++ }) {
		t.Fatal("closed at once")
	}
	<-asked
	if !f.hold(func() { t.Error("asked again") }, func() { t.Error("closed by the second") }) {
		t.Error("a second click closed before the page had answered")
	}
	f.leave()
	f.leave()
	if closed != 1 {
		t.Errorf("closed %d times", closed)
	}
	if f.hold(func() { t.Error("asked twice") }, func() { t.Error("closed twice") }) {
		t.Error("the closing after the page's answer was held up too")
	}
}

func TestAPageThatStaysIsAskedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, asked, closed := &farewell{}, 0, 0
		f.leave()
		try := func() bool { return f.hold(func() { asked++ }, func() { closed++ }) }
		try()
		f.stay()
		f.stay()
		time.Sleep(2 * farewellWait)
		synctest.Wait()
		if asked != 1 || closed != 0 {
			t.Fatalf("asked %d times, closed %d", asked, closed)
		}
		if !try() {
			t.Error("the next closing was not held up")
		}
		synctest.Wait()
		f.stay()
		f.leave()
		if asked != 2 || closed != 1 {
			t.Errorf("asked %d times, closed %d", asked, closed)
		}
	})
}

func TestClosingDoesNotWaitForADeadPage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, closed := &farewell{}, 0
		f.hold(func() {}, func() { closed++ })
		time.Sleep(2 * farewellWait)
		synctest.Wait()
		if closed != 1 {
			t.Fatal("the window cannot be closed")
		}
	})
}

func TestComposer(t *testing.T) {
	h := demoHouse(t)
	row := mailRow(t, h)
	c := &Composer{gate: openGate(t, h, nil), door: "/upload/x", leave: &farewell{}}
	t.Run("drafts", func(t *testing.T) { checkDrafts(t, c, row) })
	t.Run("files", func(t *testing.T) { checkFiles(t, h, c, row) })
	t.Run("later", func(t *testing.T) { checkLater(t, h, c, row) })
	t.Run("note", func(t *testing.T) { checkNote(t, h, c, row) })
	t.Run("missing", func(t *testing.T) { checkMissing(t, h, row) })
}

// mailRow is somebody who wrote by e-mail.
func mailRow(t *testing.T, h counter) InboxRow {
	t.Helper()
	page, err := h.InboxPage(t.Context(), InboxQuery{State: string(desk.ToReply), Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(page.Rows, func(r InboxRow) bool { return r.Channel == string(desk.Email) })
	if i < 0 {
		t.Fatal("nobody wrote by e-mail")
	}
	return page.Rows[i]
}

func checkDrafts(t *testing.T, c *Composer, row InboxRow) {
	subject := "Preço"
	want := Draft{Channel: "email", Subject: &subject, Cc: "b@x.example", Text: "Bom dia", Files: []DraftFile{{Name: "a.pdf", Size: 1, SHA256: "ab"}}, Foreign: []string{"b@golpe.example"}}
	if err := c.Save(row.CustomerID, []Draft{want, {Text: "nota"}}); err != nil {
		t.Fatal(err)
	}
	list, err := c.Drafts(row.CustomerID)
	if err != nil || len(list) != 2 {
		t.Fatalf("%+v, %v", list, err)
	}
	if i := slices.IndexFunc(list, func(d Draft) bool { return d.Channel == "email" }); !reflect.DeepEqual(list[i], want) {
		t.Errorf("%+v, want %+v", list[i], want)
	}
	text, err := json.Marshal(list)
	if err != nil || bytes.Contains(text, []byte(`"files":null`)) || bytes.Contains(text, []byte(`"foreign":null`)) || !bytes.Contains(text, []byte(`"subject":null`)) {
		t.Errorf("%s, %v", text, err)
	}
	if err := c.Save(row.CustomerID, []Draft{{Channel: "email"}, {}}); err != nil {
		t.Fatal(err)
	}
	if err := c.Save(row.CustomerID, []Draft{{Channel: "pigeon", Text: "x"}}); told(t, err).Code != string(desk.ErrUsage) {
		t.Error(err)
	}
}

func checkFiles(t *testing.T, h counter, c *Composer, row InboxRow) {
	dir := t.TempDir()
	path := filepath.Join(dir, "orçamento.pdf")
	if err := os.WriteFile(path, []byte("%PDF"), 0o600); err != nil {
		t.Fatal(err)
	}
	c.choose = func(_ context.Context, title string) ([]string, error) {
		if title != "Anexar" {
			t.Errorf("asked with %q", title)
		}
		return []string{path, filepath.Join(dir, "sumiu.pdf"), dir}, nil
	}
	attached, err := c.ChooseFiles("Anexar")
	if err != nil || len(attached.Files) != 1 || len(attached.Problems) != 2 || attached.Problems[0].Params["name"] != "sumiu.pdf" {
		t.Fatalf("%+v, %v", attached, err)
	}
	r := Reply{CustomerID: row.CustomerID, Channel: "email", Text: "Segue", Files: attached.Files, HoldMs: 60_000}
	q, err := h.Reply(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	items, err := h.Timeline(t.Context(), desk.CustomerID(row.CustomerID), "", 50)
	if err != nil || items.Items[0].ID != q.MessageID || len(items.Items[0].Attachments) != 1 || items.Items[0].Attachments[0].Name != "orçamento.pdf" {
		t.Errorf("%+v, %v", items.Items, err)
	}
	r.Files = []DraftFile{{Name: "nada.pdf", SHA256: strings.Repeat("0", 64)}}
	if _, err := h.Reply(t.Context(), r); !desk.HasCode(err, desk.ErrNoFile) {
		t.Errorf("bytes that are not here: %v", err)
	}
	half, err := h.KeepBytes(t.Context(), "metade.bin", io.LimitReader(zeros{}, draft.MaxFiles/2+1))
	if err != nil {
		t.Fatal(err)
	}
	r.Files = []DraftFile{half, half}
	if _, err := h.Reply(t.Context(), r); !desk.HasCode(err, desk.ErrFilesTooLarge) {
		t.Errorf("too large together: %v", err)
	}
	if on, err := c.TakeBack(q.DeliveryID, ""); err != nil || on != "email" {
		t.Fatalf("%q, %v", on, err)
	}
	list, err := c.Drafts(row.CustomerID)
	if err != nil || len(list) != 1 || list[0].Text != "Segue" || len(list[0].Files) != 1 || list[0].Files[0] != attached.Files[0] {
		t.Errorf("came back: %+v, %v", list, err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func checkLater(t *testing.T, h counter, c *Composer, row InboxRow) {
	at := time.Now().Add(20 * time.Hour)
	q, err := h.Reply(t.Context(), Reply{CustomerID: row.CustomerID, Channel: "email", Text: "Amanhã", At: at.UnixMilli()})
	if err != nil {
		t.Fatal(err)
	}
	newest := func() TimelineItem {
		items, err := h.Timeline(t.Context(), desk.CustomerID(row.CustomerID), "", 50)
		if err != nil {
			t.Fatal(err)
		}
		return items.Items[0]
	}
	if got := newest(); got.ID != q.MessageID || !got.Delivery.Planned || got.Delivery.NotBefore != at.UnixMilli() || got.At != at.UnixMilli() {
		t.Errorf("%+v %+v", got, got.Delivery)
	}
	now, err := c.SendNow(q.DeliveryID)
	if err != nil {
		t.Fatal(err)
	}
	if got := newest(); got.ID != now.MessageID || got.Delivery.Planned || got.Text != "Amanhã" {
		t.Errorf("%+v %+v", got, got.Delivery)
	}
}

func checkNote(t *testing.T, h counter, c *Composer, row InboxRow) {
	id, err := c.Note(row.CustomerID, "Prefere retirar cedo: zurupanga")
	if err != nil {
		t.Fatal(err)
	}
	items, err := h.Timeline(t.Context(), desk.CustomerID(row.CustomerID), "", 50)
	if err != nil || !slices.ContainsFunc(items.Items, func(i TimelineItem) bool { return i.ID == id && i.Kind == "note" && i.Delivery == nil }) {
		t.Errorf("%v", err)
	}
	found, err := h.Find(t.Context(), FindQuery{Text: "zurupanga", Limit: 5})
	if err != nil || len(found.Messages) != 1 || found.Messages[0].MessageID != id || found.Messages[0].Channel != "" {
		t.Errorf("%+v, %v", found, err)
	}
	around, err := h.Timeline(t.Context(), desk.CustomerID(row.CustomerID), "around:"+id, 10)
	if err != nil || !holds(around, id) {
		t.Errorf("the note is not in the page around it: %v", err)
	}
}

func checkMissing(t *testing.T, h counter, row InboxRow) {
	card, err := h.Card(t.Context(), desk.CustomerID(row.CustomerID))
	if err != nil {
		t.Fatal(err)
	}
	if len(card.Channels)+len(card.Missing) != len(answerable) {
		t.Errorf("%+v and %+v", card.Channels, card.Missing)
	}
	for _, m := range card.Missing {
		if m.Why != "no_address" {
			t.Errorf("%+v", m)
		}
	}
}
