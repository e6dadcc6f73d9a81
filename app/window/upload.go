package window

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"net/http"

	"balcao/backend/desk"
	"balcao/backend/draft"
)

// uploadPath mints a path that nothing in a mail can know.
func uploadPath() string { return "/upload/" + rand.Text() }

// uploads takes the bytes of pasted files: the bridge is for words, and slow with more. The answer is the DraftFile,
// or a Problem with a status that is none of success.
func uploads(g *gate, door string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != door {
			next.ServeHTTP(w, r)
			return
		}
		if r.Method != http.MethodPost {
			w.WriteHeader(http.StatusMethodNotAllowed)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, draft.MaxFiles+1)
		file, err := pass(g, "upload", func(ctx context.Context, d Desk) (DraftFile, error) {
			return d.KeepBytes(ctx, r.URL.Query().Get("name"), r.Body)
		})
		if err != nil {
			refuse(w, err)
			return
		}
		answer(w, http.StatusOK, file)
	})
}

func refuse(w http.ResponseWriter, err error) { answer(w, http.StatusBadRequest, problemIn(err)) }

// problemIn finds what pass put into an error.
func problemIn(err error) *Problem {
	var problem wireError
	if errors.As(err, &problem) {
		return (*Problem)(&problem)
	}
	return ProblemOf(desk.AsError(err))
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // a page that has gone needs no answer
}
