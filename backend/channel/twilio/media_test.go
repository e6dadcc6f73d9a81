package twilio

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"balcao/backend/desk"
)

var jpeg = append([]byte("\xff\xd8\xff\xe0\x00\x10JFIF"), bytes.Repeat([]byte{7}, 2000)...)

// hang puts files on a message of the fake.
func (f *fake) hang(files map[string]fakeFile) string {
	id := f.add(fakeMessage{from: ana, to: shopWA, media: fmt.Sprint(len(files))})
	f.media[id] = files
	return id
}

func TestFetch(t *testing.T) {
	f := newFake(t)
	id := f.hang(map[string]fakeFile{
		sid("ME", 2): {kind: "image/jpeg", body: jpeg},
		sid("ME", 1): {kind: "audio/ogg", body: []byte("OggS\x00\x02")},
		sid("ME", 3): {kind: "text/vcard", body: []byte("BEGIN:VCARD\r\nEND:VCARD\r\n")},
	})
	c := f.connect()
	for i, want := range []struct{ kind, name, body string }{
		{"audio/ogg", "20261120-121314-00000001.ogg", "OggS\x00\x02"},
		{"image/jpeg", "20261120-121314-00000002.jpg", string(jpeg)},
		{"text/vcard", "20261120-121314-00000003.vcf", "BEGIN:VCARD\r\nEND:VCARD\r\n"},
	} {
		file, err := c.Fetch(context.Background(), mediaRef(id, i, 3))
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(file.Body)
		if err != nil || string(body) != want.body || file.Type != want.kind || file.Name != want.name {
			t.Errorf("file %d is %s %s, %d bytes, %v", i, file.Name, file.Type, len(body), err)
		}
		if err := file.Body.Close(); err != nil {
			t.Error(err)
		}
	}
	if n := strings.Count(strings.Join(f.asked(), "\n"), "Media.json"); n != 1 {
		t.Errorf("the list was asked for %d times", n)
	}
}

func TestFetchTenFilesOfOneMessage(t *testing.T) {
	f := newFake(t)
	files := map[string]fakeFile{}
	for i := range 10 {
		files[sid("ME", i)] = fakeFile{kind: "text/plain", body: fmt.Append(nil, i)}
	}
	id := f.hang(files)
	var into inbox
	mustPull(t, f.connect(), &into)
	c := f.connect()
	for i, media := range into.got[id].Media {
		file, err := c.Fetch(context.Background(), media.Ref)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(file.Body)
		if string(body) != fmt.Sprint(i) {
			t.Errorf("file %d holds %q", i, body)
		}
		_ = file.Body.Close()
	}
	if len(into.got[id].Media) != 10 {
		t.Errorf("%d files", len(into.got[id].Media))
	}
}

func TestFetchErrors(t *testing.T) {
	for _, test := range []struct {
		name string
		file fakeFile
		ref  func(id string) string
		code desk.Code
		fate desk.Fate
	}{
		{"404", fakeFile{status: 404}, nil, desk.ErrMediaGone, desk.Permanent},
		{"410", fakeFile{status: 410}, nil, desk.ErrMediaGone, desk.Permanent},
		{"429", fakeFile{status: 429}, nil, desk.ErrThrottled, desk.Temporary},
		{"500", fakeFile{status: 500}, nil, desk.ErrServer, desk.Temporary},
		{"403", fakeFile{status: 403}, nil, desk.ErrServer, desk.Temporary},
		{"204", fakeFile{status: 204}, nil, desk.ErrServer, desk.Temporary},
		{"redirect to plain http elsewhere", fakeFile{redirect: "http://cdn.example/file"}, nil, desk.ErrUnreachable, desk.Temporary},
		{"redirect to a file", fakeFile{redirect: "file:///etc/passwd"}, nil, desk.ErrUnreachable, desk.Temporary},
		{"not listed yet", fakeFile{}, func(id string) string { return mediaRef(id, 1, 2) }, desk.ErrServer, desk.Temporary},
		{"odd reference", fakeFile{}, func(string) string { return "https://evil.example/" }, desk.ErrMediaGone, desk.Permanent},
		{"path in the reference", fakeFile{}, func(string) string { return "..%2f..%2fKeys/0/1" }, desk.ErrMediaGone, desk.Permanent},
		{"no such position", fakeFile{}, func(id string) string { return mediaRef(id, 3, 2) }, desk.ErrMediaGone, desk.Permanent},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := newFake(t)
			id := f.hang(map[string]fakeFile{sid("ME", 1): test.file})
			ref := mediaRef(id, 0, 1)
			if test.ref != nil {
				ref = test.ref(id)
			}
			_, err := f.connect().Fetch(context.Background(), ref)
			wantError(t, err, test.code, test.fate)
		})
	}
}

func TestFetchOfADeletedMessage(t *testing.T) {
	f := newFake(t)
	f.before = func(w http.ResponseWriter, _ *http.Request) bool { explain(w, 404, 20404, "not found"); return true }
	_, err := f.connect().Fetch(context.Background(), mediaRef(sid("SM", 1), 0, 1))
	wantError(t, err, desk.ErrMediaGone, desk.Permanent)
}

func TestFetchLateFile(t *testing.T) {
	f := newFake(t)
	id := f.hang(map[string]fakeFile{sid("ME", 2): {kind: "video/mp4", body: []byte("b")}})
	c := f.connect()
	_, err := c.Fetch(context.Background(), mediaRef(id, 0, 2))
	wantError(t, err, desk.ErrServer, desk.Temporary)
	f.media[id][sid("ME", 1)] = fakeFile{kind: "video/mp4", body: []byte("a")}
	file, err := c.Fetch(context.Background(), mediaRef(id, 0, 2))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Body.Close()
	if body, _ := io.ReadAll(file.Body); string(body) != "a" {
		t.Errorf("got %q", body)
	}
}

func TestRedirectShowsNoLogin(t *testing.T) {
	var headers http.Header
	cdn := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		headers = r.Header
		_, _ = w.Write(jpeg)
	}))
	defer cdn.Close()
	f := newFake(t)
	id := f.hang(map[string]fakeFile{sid("ME", 1): {redirect: cdn.URL + "/file?signature=x"}})
	file, err := f.connect().Fetch(context.Background(), mediaRef(id, 0, 1))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Body.Close()
	if body, err := io.ReadAll(file.Body); err != nil || !bytes.Equal(body, jpeg) {
		t.Errorf("%d bytes, %v", len(body), err)
	}
	for _, name := range []string{"Authorization", "Referer", OriginalHost} {
		if headers.Get(name) != "" {
			t.Errorf("the other host was shown %s", name)
		}
	}
}

func TestFetchCutAndTooLarge(t *testing.T) {
	for _, test := range []struct {
		name    string
		serve   func(w http.ResponseWriter)
		code    desk.Code
		fate    desk.Fate
		reading bool
	}{
		{"cut early", func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", "5000")
			_, _ = w.Write(jpeg[:100])
			_ = http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		}, desk.ErrUnreachable, desk.Temporary, true},
		{"cut late", func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", "5000")
			_, _ = w.Write(jpeg)
			_ = http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		}, desk.ErrUnreachable, desk.Temporary, true},
		{"cut without an announced length", func(w http.ResponseWriter) {
			_, _ = w.Write(jpeg)
			_ = http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		}, desk.ErrUnreachable, desk.Temporary, true},
		{"announced too large", func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", fmt.Sprint(1<<20+1))
		}, desk.ErrTooLarge, desk.Permanent, false},
		{"too large without saying so", func(w http.ResponseWriter) {
			block := make([]byte, 1<<20)
			for range 2 {
				if _, err := w.Write(block); err != nil {
					return
				}
			}
		}, desk.ErrTooLarge, desk.Permanent, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := newFake(t)
			id := f.hang(map[string]fakeFile{sid("ME", 1): {kind: "image/jpeg"}})
			f.before = func(w http.ResponseWriter, r *http.Request) bool {
				if !strings.Contains(r.URL.Path, "/Media/") {
					return false
				}
				test.serve(w)
				return true
			}
			c := f.connect()
			if c.wire.largest != 100<<20 {
				t.Errorf("the largest file is %d", c.wire.largest)
			}
			c.wire.largest = 1 << 20
			file, err := c.Fetch(context.Background(), mediaRef(id, 0, 1))
			if test.reading {
				if err != nil {
					t.Fatal(err)
				}
				defer file.Body.Close()
				_, err = io.Copy(io.Discard, file.Body)
			}
			wantError(t, err, test.code, test.fate)
		})
	}
}

func TestFetchTimesOutWhileReading(t *testing.T) {
	f := newFake(t)
	id := f.hang(map[string]fakeFile{sid("ME", 1): {kind: "image/jpeg"}})
	f.before = func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.Contains(r.URL.Path, "/Media/") {
			return false
		}
		_, _ = w.Write(jpeg)
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
		return true
	}
	c := f.connect(func(o *Options) { o.MediaTimeout = 100 * time.Millisecond })
	file, err := c.Fetch(context.Background(), mediaRef(id, 0, 1))
	if err == nil {
		defer file.Body.Close()
		_, err = io.Copy(io.Discard, file.Body)
	}
	wantError(t, err, desk.ErrUnreachable, desk.Temporary)
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v does not say that time ran out", err)
	}
}

func TestFileType(t *testing.T) {
	for _, test := range []struct{ name, head, header, listed, want string }{
		{"bytes win over a false picture", "<html><script>", "image/png", "image/png", "text/html"},
		{"a picture is a picture", "\x89PNG\r\n\x1a\n", "application/pdf", "", "image/png"},
		{"a ZIP may be a document", "PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		{"a ZIP that nobody names", "PK\x03\x04", "", "", "application/zip"},
		{"voice", "OggS\x00", "audio/ogg; codecs=opus", "", "audio/ogg"},
		{"the list knows what the header does not", "\x00\x01", "binary/octet-stream", "audio/amr", "audio/amr"},
		{"nobody knows", "\x00\x01", "", "nonsense/", "application/octet-stream"},
		{"empty", "", "", "", "text/plain"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := fileType([]byte(test.head), test.header, test.listed); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func FuzzReadMediaRef(f *testing.F) {
	f.Add("SM0123/0/2")
	f.Add("../x/0/1")
	f.Add("SM1/-1/99")
	f.Fuzz(func(t *testing.T, ref string) {
		message, i, n, ok := readMediaRef(ref)
		if ok && (i < 0 || i >= n || strings.ContainsAny(message, "/.?#%")) {
			t.Errorf("%q was taken: %s %d %d", ref, message, i, n)
		}
	})
}
