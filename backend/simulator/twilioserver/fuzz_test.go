package twilioserver

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"
)

// FuzzList: whatever stands behind the question mark, the answer is a page or a refusal, and following
// the pages comes to an end.
func FuzzList(f *testing.F) {
	for _, query := range []string{"", "PageSize=1", "PageSize=-3&Page=9999999999", "DateSent%3E=2026-11-01&PageSize=2", "PageToken=PAx", "DateSent=x", "%zz"} {
		f.Add(query)
	}
	l := &line{
		options: Options{AccountSID: testAccount, Now: func() time.Time { return noon }, Logger: slog.New(slog.DiscardHandler)},
		book:    newBook(history(), nil),
	}
	f.Fuzz(func(t *testing.T, query string) {
		for pages := 0; ; pages++ {
			r := &http.Request{Method: http.MethodGet, URL: &url.URL{Path: messagesPath, RawQuery: query}}
			w := httptest.NewRecorder()
			l.list(w, r)
			if w.Code == http.StatusBadRequest && pages == 0 {
				return
			}
			var page listJSON
			if err := json.Unmarshal(w.Body.Bytes(), &page); err != nil || w.Code != http.StatusOK {
				t.Fatalf("%d %v %s", w.Code, err, w.Body)
			}
			if page.NextPageURI == nil {
				return
			}
			next, err := url.Parse(*page.NextPageURI)
			if err != nil || pages > len(l.book.messages) {
				t.Fatalf("page %d leads to %s, %v", pages, *page.NextPageURI, err)
			}
			query = next.RawQuery
		}
	})
}
