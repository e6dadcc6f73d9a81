package window

import (
	"io/fs"
	"net/http"

	"balcao/backend/desk"
)

// contentPolicy lets the page load its own files and nothing else. Inline styles are React's; there is
// no inline script, in the page or from Wails. Sounds are played from memory (blob:), because WebKitGTK plays
// nothing from a scheme of the program's own. A mail's frame inherits this policy and adds a stricter one.
const contentPolicy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
	"img-src 'self' data:; font-src 'self'; connect-src 'self'; media-src 'self' blob:; object-src 'none'; frame-src 'self'; " +
	"base-uri 'none'; form-action 'none'"

// guarded adds the headers that every answer of the asset server carries.
func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Content-Security-Policy", contentPolicy)
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Referrer-Policy", "no-referrer")
		next.ServeHTTP(w, r)
	})
}

// pageOf finds the built front end in the embedded files; without it the window would stay blank.
func pageOf(embedded fs.FS) (fs.FS, error) {
	dist, err := fs.Sub(embedded, "frontend/dist")
	if err != nil {
		return nil, desk.E(desk.ErrNoWindow, err, "missing", "frontend")
	}
	if _, err := fs.Stat(dist, "index.html"); err != nil {
		return nil, desk.E(desk.ErrNoWindow, err, "missing", "frontend")
	}
	return dist, nil
}
