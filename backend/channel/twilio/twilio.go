// Package twilio brings SMS and WhatsApp messages in by polling one Twilio account, and carries
// answers out. One Account SID is one connection: one list, one cursor, however many numbers it has.
//
// It is the only room of twilio-go. It keeps no messages, opens no port for callbacks, never repeats a
// send, and makes no sentences: errors carry Twilio's code. What a text costs and when a customer may
// be answered are the business of channel/sms and channel/whatsapp.
package twilio

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"balcao/backend/channel"
	"balcao/backend/channel/sms"
	"balcao/backend/channel/whatsapp"
	"balcao/backend/desk"
)

// Options are what a program or a test may choose; the zero value is right for use.
type Options struct {
	Now       func() time.Time                                 // default time.Now
	Sleep     func(ctx context.Context, d time.Duration) error // waits between repetitions of a question
	Transport http.RoundTripper                                // default: a transport of its own
	Logger    *slog.Logger                                     // default: silent. Never sees customers' data
	Timeout   time.Duration                                    // of one request; default 30 s
	// MediaTimeout is for one file, its bytes included; default 10 min.
	MediaTimeout time.Duration
	// Since stops history at a day; zero: as far back as Twilio keeps messages, 400 days.
	Since time.Time
	// WholeEvery is how often the whole window of the last days is read again, for statuses that changed
	// and for rows that came late; between, only the newest are. Default 10 min; negative: every time.
	WholeEvery time.Duration
}

// Connection is one Twilio account. Its methods may be called from several goroutines; requests leave
// one at a time.
type Connection struct {
	cfg   Config
	wire  *wire
	list  messageList
	now   func() time.Time
	since time.Time
	whole time.Duration

	pulling sync.Mutex
	known   memory

	media mediaShelf

	templates sync.Map // content SID → names of its variables
}

var (
	_ channel.Source       = (*Connection)(nil)
	_ channel.Lister       = (*Connection)(nil)
	_ channel.Sender       = (*Connection)(nil)
	_ channel.Tracker      = (*Connection)(nil)
	_ channel.MediaFetcher = (*Connection)(nil)
	_ channel.Tester       = (*Connection)(nil)

	_ channel.TemplateLister = (*Connection)(nil)
)

// New makes the connection; it asks nothing yet. secret gives the auth token or the secret of the API
// key, and is asked before each request. A configuration that Validate refuses makes every deed fail
// with that error, and nothing ever leaves.
func New(cfg Config, secret func() (string, error), opts Options) *Connection {
	w := newWire(cfg, secret, opts)
	c := &Connection{cfg: cfg, now: opts.Now, since: opts.Since, whole: opts.WholeEvery, wire: w, list: messageList{w}}
	c.media.wire = w
	if c.now == nil {
		c.now = time.Now
	}
	if c.whole == 0 {
		c.whole = 10 * time.Minute
	}
	return c
}

// Test reads one message, then the list of numbers. A key that may not read the numbers can still
// send, so only that refusal is let pass; nothing is ever sent to try.
func (c *Connection) Test(ctx context.Context) (receive, send error) {
	if _, err := c.list.first(ctx, listFilter{size: 1}); err != nil {
		return err, err
	}
	_, err := c.wire.ask(ctx, incomingNumbers(1))
	if err != nil && desk.AsError(err).Fate == desk.Permanent {
		return nil, nil
	}
	return nil, err
}

// Check tells why out cannot be sent now; nil when it can. Besides the errors of the channels:
// desk.ErrNoAddress for a channel that can only be read.
func (c *Connection) Check(out channel.Outbound) error {
	switch out.Channel {
	case desk.SMS:
		return sms.Check(out)
	case desk.WhatsApp:
		return whatsapp.Check(addressed(out), c.now())
	}
	return desk.E(desk.ErrNoAddress, nil, "channel", string(out.Channel))
}

// addressed puts the prefix before a WhatsApp number of the shop that was typed without it.
func addressed(out channel.Outbound) channel.Outbound {
	if out.Channel == desk.WhatsApp && out.From != "" && !strings.Contains(out.From, ":") {
		out.From = whatsapp.Prefix + out.From
	}
	return out
}

// Limits is what the composer obeys on a channel.
func Limits(of desk.Channel) channel.Limits {
	if of == desk.WhatsApp {
		return whatsapp.Limits()
	}
	return sms.Limits()
}
