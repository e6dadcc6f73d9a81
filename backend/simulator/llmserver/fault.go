package llmserver

import (
	"io"
	"net/http"
)

// Fault spoils one request for an answer. The zero value spoils nothing.
type Fault struct {
	Hang       bool   // no answer comes until the client gives up
	ModelGone  bool   // the model is not there any more
	CutAfter   int    // the connection breaks after so many pieces of the stream
	Status     int    // this status, with Body, or with OpenAI's error shape when Body is empty
	Body       string // sent as it is
	RetryAfter string // the header, when not empty
}

// Fail spoils the next request; faults queue up.
func (s *Server) Fail(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, f)
}

// quiet tells whether the answer is given at all.
func (f Fault) quiet() bool { return !f.Hang && !f.ModelGone && f.Status == 0 }

// strike does what replaces the answer, and tells whether it did.
func (f Fault) strike(w http.ResponseWriter, r *http.Request) bool {
	switch {
	case f.Hang:
		<-r.Context().Done()
	case f.Status != 0:
		if f.RetryAfter != "" {
			w.Header().Set("Retry-After", f.RetryAfter)
		}
		if f.Body == "" {
			fail(w, f.Status, "simulated", "Simulated trouble")
			return true
		}
		w.WriteHeader(f.Status)
		_, _ = io.WriteString(w, f.Body) // a client that has gone is no concern of a fault
	default:
		return false
	}
	return true
}
