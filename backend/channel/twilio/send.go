package twilio

import (
	"context"
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/twilio/twilio-go/client"
	v2010 "github.com/twilio/twilio-go/rest/api/v2010"
	content "github.com/twilio/twilio-go/rest/content/v1"

	"balcao/backend/channel"
	"balcao/backend/channel/whatsapp"
	"balcao/backend/desk"
)

// clockSlack is how much earlier than our own clock says a message of ours may have been created.
const clockSlack = 2 * time.Minute

// sidShape keeps what becomes part of a path from naming another one.
var sidShape = regexp.MustCompile(`^[A-Za-z0-9]{1,64}$`)

// Send makes one attempt. It refuses, before anything leaves, what Check refuses, so that a message that
// waited too long does not go. After an ambiguous error the message may be on its way: see Find.
func (c *Connection) Send(ctx context.Context, out channel.Outbound) (channel.Receipt, error) {
	out = addressed(out)
	if err := c.Check(out); err != nil {
		return channel.Receipt{}, err
	}
	if err := c.checkGaps(ctx, out.Template); err != nil {
		return channel.Receipt{}, err
	}
	params, err := createParams(out)
	if err != nil {
		return channel.Receipt{}, err
	}
	got, err := c.wire.once(ctx, func(h *client.RequestHandler) error {
		_, err := v2010.NewApiService(h).CreateMessage(params)
		return err
	})
	if err != nil {
		return channel.Receipt{}, err
	}
	return c.wire.outcome(got)
}

// createParams is the form of Twilio's message: words, or a template with its gaps filled.
func createParams(out channel.Outbound) (*v2010.CreateMessageParams, error) {
	params := (&v2010.CreateMessageParams{}).SetFrom(out.From).SetTo(out.To)
	if out.Template == nil {
		return params.SetBody(out.Text), nil
	}
	params.SetContentSid(out.Template.SID)
	if len(out.Template.Vars) == 0 {
		return params, nil
	}
	vars, err := json.Marshal(out.Template.Vars)
	if err != nil {
		return nil, desk.E(desk.ErrInternal, err)
	}
	return params.SetContentVariables(string(vars)), nil
}

// checkGaps asks Twilio which gaps a template has, once, because a gap that is not named in Vars would
// be filled with the template's sample. When it cannot be asked, Twilio decides.
func (c *Connection) checkGaps(ctx context.Context, template *channel.Template) error {
	if template == nil || !sidShape.MatchString(template.SID) {
		return nil
	}
	names, known := c.templates.Load(template.SID)
	if !known {
		got, err := c.wire.once(ctx, func(h *client.RequestHandler) error {
			_, err := content.NewApiService(h).FetchContent(template.SID)
			return err
		})
		if err != nil {
			return err
		}
		var described struct {
			SID       string         `json:"sid"`
			Variables map[string]any `json:"variables"`
		}
		if c.wire.fault(got) != nil || json.Unmarshal(got.body, &described) != nil || described.SID != template.SID {
			return nil
		}
		var gaps []string
		for name := range described.Variables {
			gaps = append(gaps, name)
		}
		c.templates.Store(template.SID, gaps)
		names = gaps
	}
	return whatsapp.MissingVars(*template, names.([]string))
}

// Find looks for out among what was sent to its recipient since its first attempt. Words are compared
// with words; a template is shown with its gaps filled, so it is found by recipient and time.
func (c *Connection) Find(ctx context.Context, out channel.Outbound) (channel.Receipt, error) {
	out = addressed(out)
	began := out.StartedAt
	if began.IsZero() {
		began = c.now().Add(-24 * time.Hour)
	}
	filter := listFilter{from: out.From, to: out.To, after: day(began).AddDate(0, 0, -1), size: pageSize}
	found, err := c.search(ctx, filter, out, began)
	if err != nil || found.sid != "" {
		return found.receipt(), err
	}
	filter.after = time.Time{} // a message that still waits at Twilio has no date_sent, and no day finds it
	found, err = c.search(ctx, filter, out, began)
	if err != nil || found.sid != "" {
		return found.receipt(), err
	}
	return channel.Receipt{}, desk.E(desk.ErrNotFound, nil, "kind", "delivery", "id", string(out.DeliveryID))
}

// search gives the oldest row that is out: of two equal texts the first one sent is the first one found.
func (c *Connection) search(ctx context.Context, filter listFilter, out channel.Outbound, began time.Time) (row, error) {
	var matches []row
	next := ""
	for n := range maxPages {
		got, err := c.list.turn(ctx, n, next, filter)
		if err != nil {
			return row{}, err
		}
		older := false
		for _, raw := range got.rows {
			r := readRow(raw)
			older = older || !r.created.IsZero() && r.created.Before(began.Add(-48*time.Hour))
			if isAttempt(r, out, began) {
				matches = append(matches, r)
			}
		}
		if got.next == "" || got.next == next || older {
			break
		}
		next = got.next
	}
	if len(matches) == 0 {
		return row{}, nil
	}
	return slices.MinFunc(matches, func(a, b row) int { return a.created.Compare(b.created) }), nil
}

// isAttempt tells whether a row can be an attempt of ours to send out.
func isAttempt(r row, out channel.Outbound, began time.Time) bool {
	switch {
	case r.sid == "" || r.direction == "inbound" || r.direction == "outbound-reply":
		return false
	case r.created.Before(began.Add(-clockSlack)):
		return false
	case out.Taken != nil && out.Taken(r.sid):
		return false
	}
	return out.Template != nil || sameWords(r.body, out.Text)
}

// sameWords compares texts as they survive a journey: line ends and outer blanks do not count.
func sameWords(a, b string) bool {
	clean := func(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")) }
	return clean(a) == clean(b)
}

// Track asks for the status of one message.
func (c *Connection) Track(ctx context.Context, externalID string) (channel.Status, error) {
	if !sidShape.MatchString(externalID) {
		return channel.Status{}, desk.E(desk.ErrNotFound, nil, "kind", "message", "id", externalID)
	}
	got, err := c.wire.ask(ctx, func(h *client.RequestHandler) error {
		_, err := v2010.NewApiService(h).FetchMessage(externalID, nil)
		return err
	})
	if err != nil {
		return channel.Status{}, err
	}
	r := readRow(got.body)
	if r.sid != externalID {
		return channel.Status{}, c.wire.nonsense(errors.New("the answer is not the message asked for"))
	}
	return r.progress(), nil
}
