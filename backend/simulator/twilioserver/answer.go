package twilioserver

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
)

// problem is Twilio's error shape.
type problem struct {
	Code     int    `json:"code"`
	Message  string `json:"message"`
	MoreInfo string `json:"more_info"`
	Status   int    `json:"status"`
}

func bad(code int, format string, args ...any) *problem {
	return &problem{Status: http.StatusBadRequest, Code: code, Message: fmt.Sprintf(format, args...)}
}

func notFound(r *http.Request) problem {
	return problem{Status: http.StatusNotFound, Code: 20404, Message: "The requested resource " + r.URL.Path + " was not found"}
}

func fail(w http.ResponseWriter, p problem) {
	p.MoreInfo = fmt.Sprintf("https://www.twilio.com/docs/errors/%d", p.Code)
	reply(w, p.Status, p)
}

func reply(w http.ResponseWriter, status int, body any) {
	raw, err := json.Marshal(body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(raw) // a client that has gone is told nothing
}

// page is a part of a list: which items, and what comes after them.
type page struct {
	number, size int
	from, to     int // items of the whole list
	more         bool
}

const (
	defaultPage = 50
	largestPage = 1000
)

// pageOf reads PageSize and Page; start is where the list continues, or -1 to count from Page.
func pageOf(query url.Values, start, total int) page {
	p := page{number: number(query.Get("Page"), 0), size: number(query.Get("PageSize"), defaultPage)}
	p.size = min(max(p.size, 1), largestPage)
	if start < 0 {
		start = p.number * p.size
	}
	p.from = min(start, total)
	p.to = min(p.from+p.size, total)
	p.more = p.to < total
	return p
}

// number reads a count; anything else, and anything absurd, is the fallback.
func number(text string, fallback int) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 1_000_000 {
		return fallback
	}
	return n
}

// metaList is the page style of content and messaging.
type metaList struct {
	Page            int     `json:"page"`
	PageSize        int     `json:"page_size"`
	FirstPageURL    string  `json:"first_page_url"`
	PreviousPageURL *string `json:"previous_page_url"`
	URL             string  `json:"url"`
	NextPageURL     *string `json:"next_page_url"`
	Key             string  `json:"key"`
}

func metaOf(base string, query url.Values, p page, key string) metaList {
	at := func(n int) string {
		q := url.Values{}
		for name, values := range query {
			q[name] = values
		}
		q.Set("PageSize", strconv.Itoa(p.size))
		q.Set("Page", strconv.Itoa(n))
		return base + "?" + q.Encode()
	}
	m := metaList{Page: p.number, PageSize: p.size, FirstPageURL: at(0), URL: at(p.number), Key: key}
	if p.number > 0 {
		previous := at(p.number - 1)
		m.PreviousPageURL = &previous
	}
	if p.more {
		next := at(p.number + 1)
		m.NextPageURL = &next
	}
	return m
}
