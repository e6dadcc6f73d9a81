package twilioserver

import (
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
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
func (s *Server) Fail(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, f)
}

// FailDelivery lets the next accepted message fail on its way, some seconds after it was accepted.
func (s *Server) FailDelivery(code int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failures = append(s.failures, code)
}

func (s *Server) faultFor(r *http.Request) (Fault, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, f := range s.faults {
		if (f.Method == "" || f.Method == r.Method) && strings.Contains(r.URL.Path, f.Path) {
			s.faults = append(s.faults[:i], s.faults[i+1:]...)
			return f, true
		}
	}
	return Fault{}, false
}

func (s *Server) spoiled(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f, spoiled := s.faultFor(r)
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
