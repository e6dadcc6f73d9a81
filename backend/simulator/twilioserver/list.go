package twilioserver

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// listJSON is a page of messages.
type listJSON struct {
	Messages        []messageJSON `json:"messages"`
	FirstPageURI    string        `json:"first_page_uri"`
	NextPageURI     *string       `json:"next_page_uri"`
	PreviousPageURI *string       `json:"previous_page_uri"`
	Start           int           `json:"start"`
	End             int           `json:"end"`
	Page            int           `json:"page"`
	PageSize        int           `json:"page_size"`
	URI             string        `json:"uri"`
}

func (s *line) list(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	wanted, err := filterOf(query)
	if err != nil {
		fail(w, *err)
		return
	}
	found := s.book.newestFirst(wanted)
	start := -1
	if token := query.Get("PageToken"); token != "" {
		if start = after(found, strings.TrimPrefix(token, "PA")); start < 0 {
			fail(w, *bad(20001, "Invalid PageToken"))
			return
		}
	}
	p := pageOf(query, start, len(found))
	out := listJSON{
		Messages: []messageJSON{}, Start: p.from, End: max(p.to-1, 0), Page: p.number, PageSize: p.size,
		FirstPageURI: s.pageURI(query, p.size, 0, ""), URI: s.pageURI(query, p.size, p.number, query.Get("PageToken")),
	}
	for _, m := range found[p.from:p.to] {
		out.Messages = append(out.Messages, s.json(m))
	}
	if p.more {
		next := s.pageURI(query, p.size, p.number+1, "PA"+found[p.to-1].SID)
		out.NextPageURI = &next
	}
	if p.number > 0 {
		previous := s.pageURI(query, p.size, p.number-1, "")
		out.PreviousPageURI = &previous
	}
	reply(w, http.StatusOK, out)
}

// pageURI repeats the filters, as Twilio does.
func (s *line) pageURI(query url.Values, size, number int, token string) string {
	q := url.Values{}
	for _, name := range []string{"To", "From", "DateSent", "DateSent<", "DateSent>"} {
		if query.Has(name) {
			q.Set(name, query.Get(name))
		}
	}
	q.Set("PageSize", strconv.Itoa(size))
	q.Set("Page", strconv.Itoa(number))
	if token != "" {
		q.Set("PageToken", token)
	}
	return s.accountPath() + "/Messages.json?" + q.Encode()
}

// after is the place behind the message that a page token names; -1 when there is no such message.
func after(list []*Message, sid string) int {
	for i, m := range list {
		if m.SID == sid {
			return i + 1
		}
	}
	return -1
}

// filter chooses messages. Days are days of GMT; a finer time in a parameter counts as its day.
type filter struct {
	to, from           string
	on, since, through string // dates, empty: any
}

func filterOf(query url.Values) (filter, *problem) {
	f := filter{to: query.Get("To"), from: query.Get("From")}
	for name, into := range map[string]*string{"DateSent": &f.on, "DateSent>": &f.since, "DateSent<": &f.through} {
		if !query.Has(name) {
			continue
		}
		day, ok := dayOf(query.Get(name))
		if !ok {
			return f, bad(20001, "Invalid %s", name)
		}
		*into = day
	}
	return f, nil
}

func dayOf(text string) (string, bool) {
	for _, layout := range []string{time.DateOnly, time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC().Format(time.DateOnly), true
		}
	}
	return "", false
}

func (f filter) fits(m *Message) bool {
	if f.to != "" && f.to != m.To || f.from != "" && f.from != m.From {
		return false
	}
	day := m.At.UTC().Format(time.DateOnly)
	return (f.on == "" || day == f.on) && (f.since == "" || day >= f.since) && (f.through == "" || day <= f.through)
}

func (s *line) fetch(w http.ResponseWriter, r *http.Request) {
	m := s.book.message(withoutSuffix(r.PathValue("message")))
	if m == nil {
		fail(w, notFound(r))
		return
	}
	reply(w, http.StatusOK, s.json(m))
}
