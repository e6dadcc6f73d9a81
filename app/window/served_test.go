package window

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"balcao/backend/desk"
	"balcao/backend/letter"
	"balcao/backend/sanitize"
)

// cabinet is a Desk of letters and files.
type cabinet struct {
	Desk
	mail    letter.Letter
	files   map[desk.AttachmentID]desk.Attachment
	content map[desk.AttachmentID]string
	trusted map[string]bool
	fetched *int
}

func (c cabinet) Letter(_ context.Context, id desk.MessageID) (letter.Letter, error) {
	if id != "mail" {
		return letter.Letter{}, desk.E(desk.ErrNotFound, nil)
	}
	l := c.mail
	l.Trusted = c.trusted[l.Sender]
	return l, nil
}

func (c cabinet) LetterHTML(_ context.Context, _ letter.Letter, link func(int) string, withPictures bool) string {
	if withPictures {
		*c.fetched++
		return "com imagens"
	}
	return `<a href="/open?u=` + link(0) + `">`
}

func (c cabinet) TrustPictures(_ context.Context, sender string, yes bool) error {
	c.trusted[sender] = yes
	return nil
}

func (c cabinet) File(_ context.Context, id desk.AttachmentID) (desk.Attachment, []byte, error) {
	a, ok := c.files[id]
	if !ok {
		return a, nil, desk.E(desk.ErrNotFound, nil)
	}
	return a, []byte(c.content[id]), nil
}

func pngText(t *testing.T, width, height int) string {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewRGBA(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func newCabinet(t *testing.T) cabinet {
	t.Helper()
	c := cabinet{
		mail: letter.Letter{
			Links:  []sanitize.Link{{Token: "0", URL: "https://xn--bnco-53d.example/x", Host: "xn--bnco-53d.example", Text: "banco", Flags: []string{sanitize.FlagPunycode}}},
			Remote: []string{"https://a.example/1.png"}, Sender: "ana@cliente.example",
		},
		files: map[desk.AttachmentID]desk.Attachment{}, content: map[desk.AttachmentID]string{}, trusted: map[string]bool{}, fetched: new(int),
	}
	for id, f := range map[desk.AttachmentID][3]string{
		"foto":    {"../foto.png", "image/png", pngText(t, 2000, 1000)},
		"mentira": {"foto.png", "image/png", "<svg onload=alert(1)>"},
		"pagina":  {"pagina.html", "text/html", "<script>alert(1)</script>"},
		"desenho": {"desenho.svg", "image/svg+xml", "<svg onload=alert(1)>"},
		"nota":    {"nota.pdf", "application/pdf", "%PDF-1.7"},
		"voz":     {"", "audio/ogg; codecs=opus", "OggS\x00\x02 and more"},
		"vozexe":  {"voz.ogg", "audio/ogg", "MZ\x90"},
		"exe":     {"fatura.pdf.exe", "application/pdf", "%PDF-1.7"},
		"pdfexe":  {"fatura.pdf", "application/pdf", "MZ\x90"},
		"zip":     {"fotos.zip", "application/zip", "PK\x03\x04"},
	} {
		c.files[id] = desk.Attachment{ID: id, Name: f[0], Type: f[1], Size: int64(len(f[2])), SHA256: "x"}
		c.content[id] = f[2]
	}
	return c
}

// window is a served handler over a cabinet, as the shell puts it together.
type servedWindow struct {
	*served
	http.Handler
	clicks []string
}

func serveCabinet(t *testing.T, c cabinet) *servedWindow {
	t.Helper()
	w := &servedWindow{}
	w.served = &served{
		gate: openGate(t, c, nil), letters: newTickets[shownLetter](), files: newTickets[desk.AttachmentID](), smalls: newSmalls(),
		clicked: func(_ context.Context, token string) { w.clicks = append(w.clicks, token) },
	}
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("page")) })
	w.Handler = guarded(w.before(page))
	return w
}

func (w *servedWindow) get(path string, header ...string) *httptest.ResponseRecorder {
	answer, request := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil)
	request.URL.Path, request.URL.RawQuery, _ = strings.Cut(path, "?")
	for i := 0; i+1 < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	w.ServeHTTP(answer, request)
	return answer
}

func TestOnlyWhatCanBeShownIsServed(t *testing.T) {
	w := serveCabinet(t, newCabinet(t))
	for id, want := range map[desk.AttachmentID]string{
		"foto": "image/png", "voz": "audio/ogg", "mentira": "", "pagina": "", "desenho": "", "nota": "", "vozexe": "", "exe": "", "pdfexe": "", "zip": "", "nobody": "",
	} {
		answer := w.get(filePath + w.files.word(id))
		if want == "" {
			if answer.Code != http.StatusNotFound || strings.Contains(answer.Body.String(), "alert") {
				t.Errorf("%s: %d, %q", id, answer.Code, answer.Body)
			}
			continue
		}
		header := answer.Header()
		if answer.Code != http.StatusOK || header.Get("Content-Type") != want || header.Get("X-Content-Type-Options") != "nosniff" ||
			header.Get("Content-Security-Policy") != closedPolicy || !strings.HasPrefix(header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %d, %v", id, answer.Code, header)
		}
	}
	small := w.get(smallPath + w.files.word("foto"))
	if small.Code != http.StatusOK || small.Header().Get("Content-Type") != "image/jpeg" || small.Body.Len() > 50_000 {
		t.Errorf("small: %d, %v, %d bytes", small.Code, small.Header(), small.Body.Len())
	}
	for _, id := range []desk.AttachmentID{"mentira", "desenho", "voz", "nota"} {
		if answer := w.get(smallPath + w.files.word(id)); answer.Code != http.StatusNotFound {
			t.Errorf("%s has a small picture", id)
		}
	}
	part := w.get(filePath+w.files.word("voz"), "Range", "bytes=0-3")
	if part.Code != http.StatusPartialContent || part.Body.String() != "OggS" {
		t.Errorf("a part: %d, %q", part.Code, part.Body)
	}
	if name := w.get(filePath + w.files.word("foto")).Header().Get("Content-Disposition"); strings.Contains(name, "..") {
		t.Errorf("named %q", name)
	}
}

func TestNoPathLeadsAnywhereElse(t *testing.T) {
	w := serveCabinet(t, newCabinet(t))
	word := w.files.word("foto")
	for _, path := range []string{
		"/file/", "/file/foto", "/file/../../etc/passwd", "/file/%2e%2e/etc/passwd", "/file//etc/passwd", "/file/" + word + "/", "/file/" + word + "/../x",
		"/file/" + strings.ToLower(word), "/small/", "/small/x", "/letter/", "/letter/mail", "/letter/../file/" + word, "/open", "/open?u=", "/open?u=0", "/open?u=" + word + "-0",
	} {
		if answer := w.get(path); answer.Code != http.StatusNotFound {
			t.Errorf("%s: %d %q", path, answer.Code, answer.Body)
		}
	}
	if len(w.clicks) != 0 {
		t.Errorf("clicks %q", w.clicks)
	}
	post := httptest.NewRecorder()
	w.ServeHTTP(post, httptest.NewRequest(http.MethodPost, filePath+word, nil))
	if post.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", post.Code)
	}
	if answer := w.get("/index.html"); answer.Body.String() != "page" {
		t.Errorf("the page's own files: %q", answer.Body)
	}
	if other := serveCabinet(t, newCabinet(t)); other.files.word("foto") == word {
		t.Error("two processes have one ticket")
	}
}

func TestLetterAndItsLinks(t *testing.T) {
	c := newCabinet(t)
	w := serveCabinet(t, c)
	letters := &Letters{gate: w.gate, shown: w.letters}
	view, err := letters.Open("mail")
	if err != nil || view.Remote != 1 || view.Pictures || view.Trusted {
		t.Fatalf("%+v, %v", view, err)
	}
	if again, _ := letters.Open("mail"); again.URL != view.URL {
		t.Error("the same mail has another address")
	}
	answer := w.get(view.URL)
	if !strings.HasPrefix(answer.Header().Get("Content-Type"), "text/plain") {
		t.Errorf("a mail is served as %q", answer.Header())
	}
	token := strings.TrimSuffix(strings.TrimPrefix(answer.Body.String(), `<a href="/open?u=`), `">`)
	if clicked := w.get("/open?u=" + token); clicked.Code != http.StatusOK || clicked.Body.Len() != 0 || len(w.clicks) != 1 || w.clicks[0] != token {
		t.Errorf("%d, clicks %q", clicked.Code, w.clicks)
	}
	link, err := letters.Link(token)
	if err != nil || link.Host != "xn--bnco-53d.example" || link.Readable != "b\u0430nco.example" || link.Kind != "web" || len(link.Flags) != 1 {
		t.Errorf("%+v, %v", link, err)
	}
	for _, bad := range []string{"", "0", token + "9", strings.Split(token, "-")[0] + "--1", "x-0"} {
		if _, err := letters.Link(bad); err == nil {
			t.Errorf("%q leads somewhere", bad)
		}
	}
	if *c.fetched != 0 {
		t.Error("pictures were fetched and nobody asked")
	}
}

func TestPicturesComeWhenAsked(t *testing.T) {
	c := newCabinet(t)
	w := serveCabinet(t, c)
	letters := &Letters{gate: w.gate, shown: w.letters}
	once, err := letters.ShowPictures("mail", false)
	if err != nil || !once.Pictures || once.Trusted {
		t.Fatalf("%+v, %v", once, err)
	}
	if body := w.get(once.URL).Body.String(); body != "com imagens" || *c.fetched != 1 {
		t.Errorf("%q, fetched %d times", body, *c.fetched)
	}
	if again, _ := letters.Open("mail"); !again.Pictures {
		t.Error("scrolling away and back hides them again")
	}
	always, err := letters.ShowPictures("mail", true)
	if err != nil || !always.Trusted || !c.trusted["ana@cliente.example"] {
		t.Errorf("%+v, %v", always, err)
	}
	never, err := letters.HidePictures("mail")
	if err != nil || never.Pictures || never.Trusted || c.trusted["ana@cliente.example"] {
		t.Errorf("%+v, %v", never, err)
	}
}

func TestInspectSaysWhereAnAddressLeads(t *testing.T) {
	letters := &Letters{gate: openGate(t, stub{}, nil)}
	for address, want := range map[string]LinkView{
		"https://banco.com.br@evil.com": {Kind: "web", Host: "evil.com", Flags: []string{"user_info", "other_host"}},
		"mailto:a@b.example?subject=x":  {Kind: "mail", Host: "a@b.example"},
		"tel:+5511":                     {Kind: "phone", Host: "+5511"},
	} {
		got, err := letters.Inspect(address)
		if err != nil || got.Kind != want.Kind || got.Host != want.Host || strings.Join(got.Flags, " ") != strings.Join(want.Flags, " ") || got.Flags == nil {
			t.Errorf("%s: %+v, %v", address, got, err)
		}
	}
	if _, err := letters.Inspect("javascript:alert(1)"); err == nil {
		t.Error("a script was taken for an address")
	}
}

func TestOnlyHarmlessFilesAreOpened(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	c := newCabinet(t)
	var opened []string
	o := newOpener("shop")
	o.launch = func(path string) error { opened = append(opened, path); return nil }
	f := &Files{gate: openGate(t, c, nil), opener: o}
	for id, want := range map[string]string{
		"nota": "nota.pdf", "foto": "foto.png", "voz": "file.ogg",
		"exe": "", "pdfexe": "", "pagina": "", "desenho": "", "zip": "", "mentira": "", "vozexe": "", "nobody": "",
	} {
		opened = nil
		err := f.Open(id)
		if want == "" {
			if err == nil || len(opened) != 0 {
				t.Errorf("%s was opened: %q", id, opened)
			}
			continue
		}
		if err != nil || len(opened) != 1 || filepath.Base(opened[0]) != want {
			t.Fatalf("%s: %q, %v", id, opened, err)
		}
		checkPrivate(t, opened[0], c.content[desk.AttachmentID(id)])
	}
	dir := o.dir
	o.clean()
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("the copies stay: %v", err)
	}
	o.launch = func(string) error { return os.ErrNotExist }
	if got := told(t, f.Open("nota")); got.Code != string(desk.ErrNoProgram) {
		t.Errorf("%+v", got)
	}
}

// TestCopiesOfAKilledRunAreRemoved by the next one on the same shop, and by no other.
func TestCopiesOfAKilledRunAreRemoved(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	killed := newOpener("/shop")
	path, err := killed.copy("nota.pdf", []byte("%PDF-"))
	if err != nil {
		t.Fatal(err)
	}
	for _, shop := range []string{"/another", "/shop"} {
		newOpener(shop).clean()
		if _, err := os.Stat(path); os.IsNotExist(err) != (shop == "/shop") {
			t.Errorf("a run on %s: %v", shop, err)
		}
	}
}

func checkPrivate(t *testing.T, path, want string) {
	t.Helper()
	if content, err := os.ReadFile(path); err != nil || string(content) != want {
		t.Errorf("%s: %q, %v", path, content, err)
	}
	for p, mode := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700, filepath.Dir(filepath.Dir(path)): 0o700} {
		if info, err := os.Stat(p); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: %v, %v", p, info.Mode(), err)
		}
	}
}

func TestLauncher(t *testing.T) {
	for system, want := range map[string]string{"linux": "xdg-open /x", "darwin": "/usr/bin/open /x", "windows": "rundll32.exe url.dll,FileProtocolHandler /x"} {
		name, args := launcher(system, "/x")
		if got := name + " " + strings.Join(args, " "); got != want {
			t.Errorf("%s: %s", system, got)
		}
	}
}

func TestTimelineSaysWhereToFindWhatIsShown(t *testing.T) {
	items := TimelinePage{Items: []TimelineItem{{Attachments: []Attachment{
		{ID: "1", Kind: "picture", Here: true}, {ID: "2", Kind: "sound", Here: true}, {ID: "3", Kind: "danger", Here: true}, {ID: "4", Kind: "document", Here: true}, {ID: "5", Kind: "picture"},
	}}}}
	c := &Conversation{gate: openGate(t, stub{items: items}, nil), files: newTickets[desk.AttachmentID]()}
	page, err := c.Timeline("x", "", 10)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"url small", "url", "", "", ""} {
		a, got := page.Items[0].Attachments[i], ""
		if strings.HasPrefix(a.URL, filePath) && !strings.Contains(a.URL, a.ID+"/") {
			got = "url"
		}
		if strings.HasPrefix(a.Small, smallPath) {
			got += " small"
		}
		if got != want {
			t.Errorf("%s: %q, want %q", a.ID, got, want)
		}
	}
}
