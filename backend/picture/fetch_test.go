package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
)

func anywhere(netip.Addr) bool { return true }

func pngOf(t *testing.T, width, height int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewRGBA(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// stranger serves what a hostile mail may point at, and counts who comes.
func stranger(t *testing.T) (server *httptest.Server, visits *atomic.Int64) {
	t.Helper()
	visits = &atomic.Int64{}
	picture := pngOf(t, 3, 2)
	answers := map[string]http.HandlerFunc{
		"/ok.png": func(w http.ResponseWriter, _ *http.Request) { w.Write(picture) },
		"/lie.png": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "image/png")
			fmt.Fprint(w, "<svg onload=x>")
		},
		"/page": func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>") },
		"/large": func(w http.ResponseWriter, _ *http.Request) {
			w.Write(picture)
			for range maxBytes/1024 + 1 {
				w.Write(make([]byte, 1024))
			}
		},
		"/announced": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "999999999")
			w.Write(picture)
		},
		"/gone": http.NotFound,
		"/loop": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) },
		"/on":   func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/ok.png", http.StatusFound) },
		"/file": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		},
		"/cookie": func(w http.ResponseWriter, r *http.Request) {
			http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1", Path: "/"})
			http.Redirect(w, r, "/told", http.StatusFound)
		},
		"/told": func(w http.ResponseWriter, r *http.Request) {
			if told := r.Header.Get("Cookie") + r.Header.Get("Referer") + r.Header.Get("Authorization"); told != "" || r.UserAgent() != plainAgent {
				t.Errorf("the stranger was told %q, %q", told, r.UserAgent())
			}
			w.Write(picture)
		},
	}
	server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		visits.Add(1)
		if answer := answers[r.URL.Path]; answer != nil {
			answer(w, r)
		}
	}))
	t.Cleanup(server.Close)
	return server, visits
}

func TestFetch(t *testing.T) {
	server, _ := stranger(t)
	f := NewFetcher(anywhere)
	for path, want := range map[string]error{
		"/ok.png": nil, "/on": nil, "/cookie": nil, "/lie.png": ErrNone, "/page": ErrNone, "/large": errSize, "/announced": errSize, "/gone": errStatus,
		"/loop": errRedirect, "/file": errScheme,
	} {
		content, mediaType, err := f.Fetch(t.Context(), server.URL+path)
		if !errors.Is(err, want) || (err == nil) != (mediaType == "image/png" && len(content) > 0) {
			t.Errorf("%s: %q, %d bytes, %v", path, mediaType, len(content), err)
		}
	}
	login := strings.Replace(server.URL, "http://", "http://user:secret@", 1)
	if _, _, err := f.Fetch(t.Context(), login+"/told"); err != nil {
		t.Error(err)
	}
	for _, address := range []string{"file:///etc/passwd", "ftp://x.example/a.png", "data:image/png;base64,AAAA", "https://", "/ok.png", "%zz", "wails://wails/x"} {
		if _, _, err := f.Fetch(t.Context(), address); err == nil {
			t.Errorf("%s was fetched", address)
		}
	}
}

// TestOwnNetworkIsOutOfReach tries the ways of naming this very computer, and a redirect to it.
func TestOwnNetworkIsOutOfReach(t *testing.T) {
	server, visits := stranger(t)
	_, port, _ := strings.Cut(strings.TrimPrefix(server.URL, "http://"), ":")
	strict := NewFetcher(Public)
	for _, host := range []string{"127.0.0.1", "localhost", "127.1", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f000001"} {
		if _, _, err := strict.Fetch(t.Context(), "http://"+host+":"+port+"/ok.png"); err == nil {
			t.Errorf("%s was reached", host)
		}
	}
	if n := visits.Load(); n != 0 {
		t.Fatalf("%d requests arrived", n)
	}

	// The first hop is allowed, the second is not: the rule is asked again for every connection.
	asked := 0
	once := NewFetcher(func(netip.Addr) bool { asked++; return asked == 1 })
	away := httptest.NewServer(http.RedirectHandler(server.URL+"/ok.png", http.StatusFound))
	defer away.Close()
	if _, _, err := once.Fetch(t.Context(), away.URL); !errors.Is(err, errReach) {
		t.Errorf("a redirect led inside: %v", err)
	}
	if n := visits.Load(); n != 0 {
		t.Fatalf("%d requests arrived by redirect", n)
	}
}

func TestPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"8.8.8.8": true, "172.32.0.1": true, "100.128.0.1": true, "2606:4700::1111": true, "2001:4860:4860::8888": true,
		"127.0.0.1": false, "127.9.9.9": false, "10.0.0.1": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false, "100.64.0.1": false,
		"0.0.0.0": false, "0.1.2.3": false, "192.0.2.1": false, "198.18.0.1": false, "224.0.0.1": false, "240.0.0.1": false, "255.255.255.255": false,
		"::": false, "::1": false, "fe80::1": false, "fe80::1%eth0": false, "fc00::1": false, "fd12::1": false, "ff02::1": false, "fec0::1": false,
		"::ffff:127.0.0.1": false, "::ffff:10.0.0.1": false, "::ffff:8.8.8.8": true, "::127.0.0.1": false, "64:ff9b::7f00:1": false, "64:ff9b:1::1": false,
		"2002:7f00:1::": false, "2001:0:1::1": false, "2001:db8::1": false,
	} {
		if got := Public(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
}
