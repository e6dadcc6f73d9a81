package twilio

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"balcao/backend/desk"
)

const (
	contentHost = "content.twilio.com"
	contentPath = "/v1/ContentAndApprovals"
	// templatePage is how many templates are asked for at once, and maxTemplatePages ends a list that never ends.
	templatePage     = "100"
	maxTemplatePages = 100
)

// Templates lists the account's templates with what WhatsApp says of them. A template that changes its place while the
// list is read is listed once.
func (c *Connection) Templates(ctx context.Context) ([]desk.Template, error) {
	all := []desk.Template{}
	listed := map[string]bool{}
	query := "PageSize=" + templatePage
	for range maxTemplatePages {
		got, err := c.wire.ask(ctx, plain("https://"+contentHost+contentPath+"?"+query))
		if err != nil {
			return nil, err
		}
		read, err := readPage(got.body, "contents")
		if err != nil {
			return nil, c.wire.nonsense(err)
		}
		for _, raw := range read.rows {
			if t, ok := readTemplate(raw); ok && !listed[t.SID] {
				listed[t.SID] = true
				all = append(all, t)
			}
		}
		next, err := c.wire.nextTemplates(got.body)
		if err != nil || next == "" {
			return all, err
		}
		if next == query {
			return nil, c.wire.nonsense(errors.New("a page names itself as the next one"))
		}
		query = next
	}
	return nil, c.wire.nonsense(errors.New("the list does not end"))
}

// nextTemplates gives the query of the next page; empty: there is none. The login goes along, so a page that points to
// somewhere else is refused.
func (w *wire) nextTemplates(body []byte) (query string, err error) {
	var page struct {
		Meta struct {
			Next string `json:"next_page_url"`
		} `json:"meta"`
	}
	if err := json.Unmarshal(body, &page); err != nil {
		return "", w.nonsense(errors.New("the answer has no word about the next page"))
	}
	if page.Meta.Next == "" {
		return "", nil
	}
	u, err := url.Parse(page.Meta.Next)
	switch {
	case err != nil:
	case u.Host != contentHost && u.Host != w.host || u.Path != contentPath:
		err = errors.New("the next page is of another list")
	}
	if err != nil {
		return "", w.nonsense(err)
	}
	return u.RawQuery, nil
}

// readTemplate reads one row; ok is false for one that cannot be sent by a SID.
func readTemplate(raw json.RawMessage) (t desk.Template, ok bool) {
	var r struct {
		SID       string                     `json:"sid"`
		Name      string                     `json:"friendly_name"`
		Language  string                     `json:"language"`
		Variables map[string]json.RawMessage `json:"variables"`
		Types     map[string]json.RawMessage `json:"types"`
		Approval  struct {
			Name     string `json:"name"`
			Category string `json:"category"`
			Status   string `json:"status"`
			Reason   string `json:"rejection_reason"`
		} `json:"approval_requests"`
		Updated string `json:"date_updated"`
	}
	if json.Unmarshal(raw, &r) != nil || !sidShape.MatchString(r.SID) {
		return t, false
	}
	t = desk.Template{
		SID: r.SID, Name: r.Name, Language: r.Language, Category: strings.ToUpper(r.Approval.Category), Reason: r.Approval.Reason,
		Status: desk.TemplateStatus(strings.ToLower(r.Approval.Status)), Body: templateBody(r.Types), Variables: []desk.TemplateVariable{},
	}
	if t.Name == "" {
		t.Name = r.Approval.Name
	}
	if t.Status == "" {
		t.Status = desk.TemplateUnsubmitted
	}
	if at, err := time.Parse(time.RFC3339, r.Updated); err == nil {
		t.UpdatedAt = at.UTC()
	}
	for _, name := range gapNames(t.Body, r.Variables) {
		t.Variables = append(t.Variables, desk.TemplateVariable{Name: name, Sample: text(r.Variables[name])})
	}
	return t, true
}

// templateBody finds the words of a template: plain text before any other shape (buttons, pictures, cards).
func templateBody(types map[string]json.RawMessage) string {
	names := slices.Sorted(maps.Keys(types))
	for _, name := range append([]string{"twilio/text"}, names...) {
		var shape struct {
			Body string `json:"body"`
		}
		if json.Unmarshal(types[name], &shape) == nil && shape.Body != "" {
			return shape.Body
		}
	}
	return ""
}

// gapNames lists the gaps in the order of the text, then those that only the list of samples names: a button may have
// one too.
func gapNames(body string, samples map[string]json.RawMessage) []string {
	gaps := desk.TemplateGaps(body)
	for _, name := range slices.Sorted(maps.Keys(samples)) {
		if !slices.Contains(gaps, name) {
			gaps = append(gaps, name)
		}
	}
	return gaps
}
