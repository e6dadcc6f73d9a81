package window

import (
	"context"
	"strings"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"balcao/app/words"
	"balcao/backend/cases"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/preference"
)

// openEvent asks the page to open a conversation; it carries the customer's id.
const openEvent = "balcao:open"

// NoticeDesk words what the system shows of arrivals.
type NoticeDesk interface {
	// Notice words one customer's waiting message, or without a customer that there are several. Its title is empty
	// where the owner wants nothing shown, or where nobody waits.
	Notice(ctx context.Context, from desk.CustomerID) (Notice, error)
	// PromiseNotice words that what was promised to a customer is due, or without a customer that several things are.
	PromiseNotice(ctx context.Context, to desk.CustomerID) (Notice, error)
}

// Notice is a notification of the system.
type Notice struct{ Title, Text string }

// Notice words an arrival as the owner wants it.
func (c choices) Notice(ctx context.Context, from desk.CustomerID) (Notice, error) {
	book, kept, err := c.speaking(ctx)
	if err != nil || book == nil {
		return Notice{}, err
	}
	if from == "" {
		return c.noticeOfMany(ctx, book)
	}
	row, err := customer.InboxRow(ctx, c.shop.Store, from)
	if err != nil || row.State != desk.ToReply || row.Unread == 0 || row.Direction != desk.In {
		return Notice{}, err
	}
	n := Notice{Title: titleOf(row), Text: row.Snippet}
	if kept.HideText || n.Text == "" {
		n.Text = book.Text("notice.new", "channel", book.Channel(row.Channel))
	}
	return n, nil
}

// PromiseNotice words as the owner wants it that a promise is due.
func (c choices) PromiseNotice(ctx context.Context, to desk.CustomerID) (Notice, error) {
	book, kept, err := c.speaking(ctx)
	if err != nil || book == nil {
		return Notice{}, err
	}
	if to == "" {
		return Notice{Title: "Balcão", Text: book.Text("notice.promises")}, nil
	}
	row, err := customer.InboxRow(ctx, c.shop.Store, to)
	if err != nil || !row.PromiseDue(c.shop.Store.Now()) {
		return Notice{}, err
	}
	k, err := cases.NextPromise(ctx, c.shop.Store, to)
	n := Notice{Title: titleOf(row), Text: book.Text("notice.promised", "words", k.Promise)}
	if kept.HideText || k.Promise == "" {
		n.Text = book.Text("notice.due")
	}
	return n, err
}

// speaking gives the owner's language and what she wants to be told; no language: nothing, now.
func (c choices) speaking(ctx context.Context) (words.Book, preference.Notices, error) {
	kept, err := c.Preferences(ctx)
	if err != nil || !kept.Notices.On || (kept.Notices.OpenHoursOnly && !kept.Hours.OpenAt(time.Now())) {
		return nil, kept.Notices, err
	}
	if kept.Look.Language != "" {
		return words.For(words.Language(kept.Look.Language)), kept.Notices, nil
	}
	return words.For(words.FromEnvironment()), kept.Notices, nil
}

func titleOf(row customer.Row) string {
	if row.Name == "" {
		return readable(row.Channel, row.Address)
	}
	return row.Name
}

// noticeOfMany says that several have written, if several wait unread.
func (c choices) noticeOfMany(ctx context.Context, book words.Book) (n Notice, err error) {
	unread, err := customer.Unread(ctx, c.shop.Store)
	if err == nil && unread > 1 {
		n = Notice{Title: "Balcão", Text: book.Text("notice.many")}
	}
	return n, err
}

// announce tells the owner, while she does not see the window, of a customer's message, of a promise, or of many at once.
func (s *shell) announce(ctx context.Context, change desk.Change) {
	wording := Desk.Notice
	if change.Kind == desk.PromiseDue {
		wording = Desk.PromiseNotice
	}
	notice := func(of desk.CustomerID) Notice {
		n, err := pass(s.gate, "notice", func(ctx context.Context, d Desk) (Notice, error) { return wording(d, ctx, of) })
		if err != nil {
			return Notice{}
		}
		return n
	}
	n := notice(change.CustomerID)
	if n.Title == "" {
		return
	}
	switch s.notices.decide(notableOf(change), time.Now()) {
	case showMessage:
		s.notify(ctx, string(change.CustomerID), n)
	case showSummary:
		if many := notice(""); many.Title != "" {
			s.notify(ctx, "", many)
		} else { // she has seen the others
			s.notify(ctx, string(change.CustomerID), n)
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
