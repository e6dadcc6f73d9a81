package twilio

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"balcao/backend/desk"
)

// 10,000 messages while one call in twenty fails in one of many ways: all come, none twice with two ids.
func TestTenThousandWithFaults(t *testing.T) {
	f := newFake(t)
	for i := range 10_000 {
		f.add(fakeMessage{from: ana, to: shopWA, body: fmt.Sprint(i), created: today.Add(-time.Duration(i) * 50 * time.Minute)})
	}
	var mu sync.Mutex
	random := rand.New(rand.NewPCG(3, 4))
	faults := 0
	f.before = func(w http.ResponseWriter, r *http.Request) bool {
		mu.Lock()
		defer mu.Unlock()
		if random.IntN(20) > 0 {
			return false
		}
		faults++
		spoil(w, faults)
		return true
	}
	var into inbox
	pulls := 0
	for ; pulls < 100; pulls++ {
		if err := f.connect().Pull(context.Background(), into.cursor, &into); err == nil {
			break
		}
	}
	if len(into.got) != 10_000 || faults == 0 {
		t.Errorf("%d of 10,000 came in %d pulls with %d faults", len(into.got), pulls, faults)
	}
}

// spoil answers in a way that is no answer.
func spoil(w http.ResponseWriter, kind int) {
	switch kind % 7 {
	case 0:
		w.WriteHeader(http.StatusTooManyRequests)
	case 1:
		w.Header().Set("Retry-After", "2")
		explain(w, 429, 20429, "Too Many Requests")
	case 2:
		explain(w, 500, 20500, "Internal Server Error")
	case 3:
		w.WriteHeader(http.StatusBadGateway)
		fmt.Fprint(w, "<html>Bad Gateway</html>")
	case 4:
		w.Header().Set("Content-Length", "1000")
		fmt.Fprint(w, `{"messages": [{"sid":`)
		panic(http.ErrAbortHandler)
	case 5:
		panic(http.ErrAbortHandler)
	case 6:
		fmt.Fprint(w, `{"messages": [`)
	}
}

func TestPullFaults(t *testing.T) {
	answer := func(status int, body string, header ...string) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, _ *http.Request) bool {
			for i := 0; i < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			w.WriteHeader(status)
			fmt.Fprint(w, body)
			return true
		}
	}
	abort := func(w http.ResponseWriter, _ *http.Request) bool { panic(http.ErrAbortHandler) }
	cut := func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Content-Length", "5000")
		fmt.Fprint(w, `{"messages": [], "next_page_uri": null`)
		panic(http.ErrAbortHandler)
	}
	other := `{"messages": [], "next_page_uri": "%s"}`
	for _, test := range []struct {
		name     string
		before   func(http.ResponseWriter, *http.Request) bool
		code     desk.Code
		fate     desk.Fate
		after    time.Duration
		requests int
	}{
		{"wrong secret", answer(401, `{"code":20003,"message":"Authenticate"}`), desk.ErrAuth, desk.Permanent, 0, 1},
		{"wrong secret without words", answer(401, ""), desk.ErrAuth, desk.Permanent, 0, 1},
		{"wrong account", answer(404, `{"code":20404,"message":"not found"}`), desk.ErrAuth, desk.Permanent, 0, 1},
		{"forbidden", answer(403, `{"code":20006,"message":"Access Denied"}`), desk.ErrAuth, desk.Permanent, 0, 1},
		{"suspended", answer(403, `{"code":20005,"message":"Account not active"}`), desk.ErrSuspended, desk.Permanent, 0, 1},
		{"a proxy's page", answer(403, "<html>portal</html>"), desk.ErrServer, desk.Temporary, 0, 3},
		{"busy", answer(429, ""), desk.ErrThrottled, desk.Temporary, 0, 3},
		{"busy for some seconds", answer(429, `{"code":20429}`, "Retry-After", "7"), desk.ErrThrottled, desk.Temporary, 7 * time.Second, 3},
		{"busy for an hour", answer(429, "", "Retry-After", "3600"), desk.ErrThrottled, desk.Temporary, time.Hour, 1},
		{"busy until a date", answer(429, "", "Retry-After", "Sat, 21 Nov 2026 15:30:00 GMT", "Date", "Sat, 21 Nov 2026 15:29:00 GMT"), desk.ErrThrottled, desk.Temporary, time.Minute, 1},
		{"500", answer(500, `{"code":20500}`), desk.ErrServer, desk.Temporary, 0, 3},
		{"502 html", answer(502, "<html>"), desk.ErrServer, desk.Temporary, 0, 3},
		{"503", answer(503, ""), desk.ErrServer, desk.Temporary, 0, 3},
		{"504", answer(504, ""), desk.ErrServer, desk.Temporary, 0, 3},
		{"307 is not an empty list", answer(307, `{"messages":[],"next_page_uri":null}`, "Location", "/elsewhere"), desk.ErrServer, desk.Temporary, 0, 3},
		{"304 is not an empty list", answer(304, ""), desk.ErrServer, desk.Temporary, 0, 3},
		{"204 is not an empty list", answer(204, ""), desk.ErrServer, desk.Temporary, 0, 3},
		{"not JSON", answer(200, "Olá, segredo da cliente"), desk.ErrServer, desk.Temporary, 0, 3},
		{"half JSON", answer(200, `{"messages":[{"sid":"SM`), desk.ErrServer, desk.Temporary, 0, 3},
		{"null", answer(200, "null"), desk.ErrServer, desk.Temporary, 0, 3},
		{"no list", answer(200, `{"next_page_uri":null}`), desk.ErrServer, desk.Temporary, 0, 3},
		{"list is null", answer(200, `{"messages":null}`), desk.ErrServer, desk.Temporary, 0, 3},
		{"reset", abort, desk.ErrUnreachable, desk.Temporary, 0, 3},
		{"cut in the body", cut, desk.ErrUnreachable, desk.Temporary, 0, 3},
		{"too large", answer(200, `{"messages":["`+strings.Repeat("x", maxAnswer)+`"]}`), desk.ErrServer, desk.Temporary, 0, 3},
		{"next page on another host", answer(200, fmt.Sprintf(other, "https://evil.example/2010-04-01/Accounts/"+testAccount+"/Messages.json")), desk.ErrServer, desk.Temporary, 0, 2},
		{"next page of another list", answer(200, fmt.Sprintf(other, "/2010-04-01/Accounts/"+testAccount+"/Calls.json")), desk.ErrServer, desk.Temporary, 0, 2},
		{"next page by another scheme", answer(200, fmt.Sprintf(other, "//evil.example/2010-04-01/Accounts/"+testAccount+"/Messages.json")), desk.ErrServer, desk.Temporary, 0, 2},
		{"a page without end", answer(200, fmt.Sprintf(other, "/2010-04-01/Accounts/"+testAccount+"/Messages.json?Page=1")), desk.ErrServer, desk.Temporary, 0, 3},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := newFake(t)
			f.before = test.before
			err := f.connect().Pull(context.Background(), "", &inbox{})
			got := wantError(t, err, test.code, test.fate)
			if got.RetryAfter != test.after {
				t.Errorf("retry after %v, want %v", got.RetryAfter, test.after)
			}
			if n := len(f.asked()); n != test.requests {
				t.Errorf("%d requests, want %d", n, test.requests)
			}
			if got.Params["account"] != testAccount {
				t.Errorf("the error does not name the account: %v", got)
			}
		})
	}
}

func TestRetriesWaitLongerEachTimeAndObeyTheServer(t *testing.T) {
	f := newFake(t)
	answers := []string{"", "5"}
	f.before = func(w http.ResponseWriter, _ *http.Request) bool {
		if len(answers) == 0 {
			return false
		}
		w.Header().Set("Retry-After", answers[0])
		answers = answers[1:]
		w.WriteHeader(429)
		return true
	}
	var waits []time.Duration
	c := f.connect(func(o *Options) {
		o.Sleep = func(_ context.Context, d time.Duration) error { waits = append(waits, d); return nil }
	})
	mustPull(t, c, &inbox{})
	if want := []time.Duration{time.Second, 5 * time.Second}; !slices.Equal(waits, want) {
		t.Errorf("waited %v, want %v", waits, want)
	}
}

func TestSlowServerTimesOut(t *testing.T) {
	f := newFake(t)
	release := make(chan struct{})
	defer close(release)
	f.before = func(_ http.ResponseWriter, r *http.Request) bool {
		select {
		case <-release:
		case <-r.Context().Done():
		}
		return true
	}
	err := f.connect(func(o *Options) { o.Timeout = 30 * time.Millisecond }).Pull(context.Background(), "", &inbox{})
	wantError(t, err, desk.ErrUnreachable, desk.Temporary)
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v does not say that time ran out", err)
	}
}

func TestOneRequestAtATime(t *testing.T) {
	f := newFake(t)
	f.add(fakeMessage{sid: "SM1", from: shopWA, to: ana, direction: "outbound-api", status: "sent"})
	var mu sync.Mutex
	flying, most := 0, 0
	f.before = func(http.ResponseWriter, *http.Request) bool {
		mu.Lock()
		flying++
		most = max(most, flying)
		mu.Unlock()
		return false
	}
	c := f.connect(func(o *Options) {
		o.Transport = roundTripper(func(r *http.Request) (*http.Response, error) {
			res, err := http.DefaultTransport.RoundTrip(r)
			mu.Lock()
			flying--
			mu.Unlock()
			return res, err
		})
	})
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if _, err := c.Track(context.Background(), "SM1"); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if most != 1 {
		t.Errorf("%d requests at once", most)
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (r roundTripper) RoundTrip(req *http.Request) (*http.Response, error) { return r(req) }

func TestEnvironmentDoesNotMoveTheHost(t *testing.T) {
	t.Setenv("TWILIO_REGION", "au1")
	t.Setenv("TWILIO_EDGE", "sydney")
	f := newFake(t)
	mustPull(t, f.connect(), &inbox{})
	for _, line := range f.asked() {
		if !strings.HasPrefix(line, "GET api.twilio.com/") {
			t.Errorf("asked %s", line)
		}
	}
}
