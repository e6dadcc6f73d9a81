package twilio

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/twilio/twilio-go/client"

	"balcao/backend/desk"
)

// pageSize is how many messages are asked for at once: even 200 of the longest stay below maxAnswer.
const pageSize = 200

// listFilter chooses messages. Times are whole UTC days, which is all that Twilio promises.
type listFilter struct {
	from, to      string
	after, before time.Time // date_sent; zero: no limit. Rows without date_sent are only in a list without both
	size          int
}

// page is one page of a list: its rows byte for byte, and where the next one is.
type page struct {
	rows []json.RawMessage
	next string
}

// query is built here and not by the SDK, which cuts what follows a dot off every value: a WhatsApp
// user id (BR.1502…) would lose its number there, and a message that was sent would not be found.
func (f listFilter) query() url.Values {
	query := url.Values{"PageSize": {strconv.Itoa(f.size)}}
	for name, value := range map[string]string{"From": f.from, "To": f.to} {
		if value != "" {
			query.Set(name, value)
		}
	}
	for name, limit := range map[string]time.Time{"DateSent>": f.after, "DateSent<": f.before} {
		if !limit.IsZero() {
			query.Set(name, day(limit).Format(time.RFC3339))
		}
	}
	return query
}

// day is the UTC midnight before t.
func day(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }

// messageList reads the account's list of messages.
type messageList struct{ *wire }

// maxPages ends a list that never ends.
const maxPages = 50_000

// every hands over a list to its end, page by page.
func (l messageList) every(ctx context.Context, filter listFilter, hand func(rows []json.RawMessage) error) error {
	next := ""
	for n := range maxPages {
		got, err := l.turn(ctx, n, next, filter)
		if err != nil {
			return err
		}
		if err := hand(got.rows); err != nil {
			return err
		}
		if got.next == "" {
			return nil
		}
		if got.next == next {
			return l.nonsense(errors.New("a page names itself as the next one"))
		}
		next = got.next
	}
	return l.nonsense(errors.New("the list does not end"))
}

// turn asks for the first page (n is 0) or for the next one.
func (l messageList) turn(ctx context.Context, n int, next string, filter listFilter) (page, error) {
	if n == 0 {
		return l.first(ctx, filter)
	}
	return l.following(ctx, next)
}

func (l messageList) first(ctx context.Context, filter listFilter) (page, error) {
	return l.page(ctx, at(l.path(), filter.query().Encode()))
}

func (l messageList) path() string { return "/2010-04-01/Accounts/" + l.account + "/Messages.json" }

// at is the plain question for a path of Twilio's API.
func at(path, query string) request { return plain("https://" + apiHost + path + "?" + query) }

// plain is the question for an address of Twilio's.
func plain(address string) request {
	return func(h *client.RequestHandler) error {
		res, err := h.Get(address, nil, map[string]any{}, "")
		if err == nil {
			err = res.Body.Close()
		}
		return err
	}
}

// following goes where a page points, on the same list only.
func (l messageList) following(ctx context.Context, next string) (page, error) {
	query, err := l.sameList(next)
	if err != nil {
		return page{}, err
	}
	return l.page(ctx, at(l.path(), query))
}

// sameList refuses a next page that is not a page of this account's messages: the login goes along.
func (l messageList) sameList(next string) (query string, err error) {
	u, err := url.Parse(next)
	switch {
	case err != nil:
	case u.Host != "" && u.Host != apiHost && u.Host != l.host:
		err = errors.New("the next page is on another host")
	case u.Path != l.path():
		err = errors.New("the next page is of another list")
	}
	if err != nil {
		return "", l.nonsense(err)
	}
	return u.RawQuery, nil
}

// page asks for one page. A page that cannot be read is an error, never an empty page.
func (l messageList) page(ctx context.Context, ask request) (page, error) {
	for attempt := 1; ; attempt++ {
		got, err := l.ask(ctx, ask)
		if err != nil {
			return page{}, listFault(l.account, err)
		}
		read, err := readPage(got.body, "messages")
		if err == nil {
			return read, nil
		}
		err = l.nonsense(err)
		wait, again := l.worthAgain(err, attempt)
		if !again || l.sleep(ctx, wait) != nil {
			return page{}, err
		}
	}
}

// listFault: an account whose list is not found does not exist.
func listFault(account string, err error) error {
	if desk.HasCode(err, desk.ErrNotFound) {
		return desk.E(desk.ErrAuth, err, "account", account, "provider_code", "20404")
	}
	return err
}

// readPage takes a page apart without understanding its rows: one odd row must not cost the others.
func readPage(body []byte, list string) (page, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil {
		return page{}, errors.New("the answer is not JSON") // its words may be a customer's
	}
	var read page
	if err := json.Unmarshal(fields[list], &read.rows); err != nil || read.rows == nil {
		return page{}, errors.New("the answer has no list of " + list)
	}
	read.next = strings.TrimSpace(text(fields["next_page_uri"]))
	return read, nil
}

// text reads a field that should be a string and may be a number or null.
func text(field json.RawMessage) string {
	if len(field) == 0 || string(field) == "null" {
		return ""
	}
	var value string
	if json.Unmarshal(field, &value) != nil {
		return string(field)
	}
	return value
}
