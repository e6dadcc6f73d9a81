package window

import (
	"context"
	"strings"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"balcao/app/words"
	"balcao/backend/customer"
	"balcao/backend/desk"
)

// openEvent asks the page to open a conversation; it carries the customer's id.
const openEvent = "balcao:open"

// NoticeDesk words what the system shows of arrivals.
type NoticeDesk interface {
	// Notice words one customer's waiting message, or without a customer that there are several. Its title is empty
	// where the owner wants nothing shown, or where nobody waits.
	Notice(ctx context.Context, from desk.CustomerID) (Notice, error)
}

// Notice is a notification of the system.
type Notice struct{ Title, Text string }

// Notice words an arrival as the owner wants it.
func (c choices) Notice(ctx context.Context, from desk.CustomerID) (Notice, error) {
	kept, err := c.Preferences(ctx)
	if err != nil || !kept.Notices.On || (kept.Notices.OpenHoursOnly && !kept.Hours.OpenAt(time.Now())) {
		return Notice{}, err
	}
	book := words.For(words.FromEnvironment())
	if kept.Look.Language != "" {
		book = words.For(words.Language(kept.Look.Language))
	}
	if from == "" {
		return c.noticeOfMany(ctx, book)
	}
	row, err := customer.InboxRow(ctx, c.shop.Store, from)
	if err != nil || row.State != desk.ToReply || row.Unread == 0 || row.Direction != desk.In {
		return Notice{}, err
	}
	n := Notice{Title: row.Name, Text: row.Snippet}
	if n.Title == "" {
		n.Title = readable(row.Channel, row.Address)
	}
	if kept.Notices.HideText || n.Text == "" {
		n.Text = book.Text("notice.new", "channel", book.Channel(row.Channel))
	}
	return n, nil
}

// noticeOfMany says that several have written, if several wait unread.
func (c choices) noticeOfMany(ctx context.Context, book words.Book) (n Notice, err error) {
	unread, err := customer.Unread(ctx, c.shop.Store)
	if err == nil && unread > 1 {
		n = Notice{Title: "Balcão", Text: book.Text("notice.many")}
	}
	return n, err
}

// announce tells the owner, while she does not see the window, of a customer's message, or of many at once.
func (s *shell) announce(ctx context.Context, from desk.CustomerID) {
	notice := func(from desk.CustomerID) Notice {
		n, err := pass(s.gate, "notice", func(ctx context.Context, d Desk) (Notice, error) { return d.Notice(ctx, from) })
		if err != nil {
			return Notice{}
		}
		return n
	}
	n := notice(from)
	if n.Title == "" {
		return
	}
	switch s.notices.arrived(from, time.Now()) {
	case showMessage:
		s.notify(ctx, string(from), n)
	case showSummary:
		if many := notice(""); many.Title != "" {
			s.notify(ctx, "", many)
		} else { // she has seen the others
			s.notify(ctx, string(from), n)
		}
	}
}

// notify shows a notification. Where there is nobody to show it, the list says the same.
func (s *shell) notify(ctx context.Context, customerID string, n Notice) {
	_ = runtime.SendNotification(ctx, runtime.NotificationOptions{
		ID: "arrival-" + customerID, Title: plain(n.Title), Body: plain(n.Text), Data: map[string]any{"customerId": customerID},
	})
}

// plain keeps a customer's words from being markup: notification servers read a little HTML (Desktop Notifications
// Specification, "Markup").
func plain(text string) string { return strings.NewReplacer("<", "‹", ">", "›").Replace(text) }

// listenToNotices opens the conversation of a notification that was clicked.
func listenToNotices(ctx context.Context) {
	if runtime.InitializeNotifications(ctx) != nil {
		return
	}
	runtime.OnNotificationResponse(ctx, func(result runtime.NotificationResult) {
		if result.Error != nil {
			return
		}
		comeForward(ctx)
		if id, _ := result.Response.UserInfo["customerId"].(string); id != "" {
			runtime.EventsEmit(ctx, openEvent, id)
		}
	})
}
