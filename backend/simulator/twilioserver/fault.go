package twilioserver

import (
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
)

// Fault spoils one request, once.
type Fault struct {
	// Method and Path choose the request: Path by any part of it. Empty: whatever comes next.
	Method, Path string
	// Taken: the request does its work all the same, only its answer is replaced by the fault.
	Taken bool

	// Exactly one of these says what happens instead of the answer.
	Reset  bool // the connection is reset
	Hang   bool // no answer comes until the client gives up
	Status int  // this status, with Body, or with Twilio's error shape when Body is empty

	Code       int    // Twilio's error code, for Status without Body
	Body       string // sent as it is
	RetryAfter string // the header, when not empty
}

// Fail spoils the next request that the fault fits; faults queue up.
func (s *Server) Fail(f Fault) { s.faults.add(f) }

// FailDelivery lets the next accepted message fail on its way, some seconds after it was accepted.
func (s *Server) FailDelivery(code int) { s.line.book.failNext(code) }

// faults are those that have not struck yet.
type faults struct {
	mu      sync.Mutex
	waiting []Fault
}

func (s *faults) add(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waiting = append(s.waiting, f)
}

func (s *faults) take(r *http.Request) (Fault, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, f := range s.waiting {
		if (f.Method == "" || f.Method == r.Method) && strings.Contains(r.URL.Path, f.Path) {
			s.waiting = append(s.waiting[:i], s.waiting[i+1:]...)
			return f, true
		}
	}
	return Fault{}, false
}

// before lets a fault that fits strike instead of next.
func (s *faults) before(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f, spoiled := s.take(r)
		if !spoiled {
			next.ServeHTTP(w, r)
			return
		}
		if f.Taken {
			next.ServeHTTP(httptest.NewRecorder(), r)
		}
		f.strike(w, r)
	})
}

func (f Fault) strike(w http.ResponseWriter, r *http.Request) {
	switch {
	case f.Reset:
		reset(w)
	case f.Hang:
		<-r.Context().Done()
	default:
		if f.RetryAfter != "" {
			w.Header().Set("Retry-After", f.RetryAfter)
		}
		if f.Body == "" {
			fail(w, problem{Status: f.Status, Code: f.Code, Message: "Simulated trouble"})
			return
		}
		w.WriteHeader(f.Status)
		_, _ = w.Write([]byte(f.Body)) // a client that has gone is no concern of a fault
	}
}

// reset closes the connection so that the client sees RST and not an orderly end.
func reset(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if tcp, ok := conn.(interface{ NetConn() net.Conn }); ok {
		if plain, ok := tcp.NetConn().(*net.TCPConn); ok {
			_ = plain.SetLinger(0) // without it the end is merely orderly
		}
	}
	_ = conn.Close() // breaking it is the purpose
}
