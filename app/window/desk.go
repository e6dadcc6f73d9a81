package window

import (
	"context"
	"io"
	"time"

	"balcao/backend/desk"
)

// Desk is what the window asks of the house. Errors are *desk.Error.
type Desk interface {
	InboxDesk
	ConversationDesk
	ComposerDesk
	SearchDesk
	UnreadDesk
	ShopDesk
	PreferencesDesk
	NoticeDesk
	AccountsDesk
	LetterDesk
	FileDesk
	CustomersDesk
	CustomerDesk
	AudiencesDesk
	CasesDesk
	PromisesDesk
	LogbookDesk
	AssistDesk
	PhrasesDesk
	ConsentDesk
	PurchasesDesk
	SurveysDesk
	ImportDesk
	CampaignsDesk
}

// InboxDesk reads the list.
type InboxDesk interface {
	InboxPage(ctx context.Context, q InboxQuery) (InboxPage, error)
	InboxCounts(ctx context.Context) (InboxCounts, error)
}

// ConversationDesk reads one customer and does what the owner decides about the conversation.
type ConversationDesk interface {
	Card(ctx context.Context, id desk.CustomerID) (Card, error)
	// Timeline gives at most limit items before or after cursor, or around the message that it names, newest first.
	Timeline(ctx context.Context, id desk.CustomerID, cursor string, limit int) (TimelinePage, error)
	// Close, Junk, Reopen and Snooze give what Undo takes.
	Close(ctx context.Context, id desk.CustomerID) (desk.EventID, error)
	Junk(ctx context.Context, id desk.CustomerID) (desk.EventID, error)
	Reopen(ctx context.Context, id desk.CustomerID) (desk.EventID, error)
	Snooze(ctx context.Context, id desk.CustomerID, until time.Time) (desk.EventID, error)
	Undo(ctx context.Context, id desk.CustomerID, decision desk.EventID) error
	MarkRead(ctx context.Context, id desk.CustomerID) error
	Rename(ctx context.Context, id desk.CustomerID, name string) error
	// Reply queues a message durably and returns at once; it leaves after hold.
	Reply(ctx context.Context, reply Reply) (QueuedReply, error)
	CancelSend(ctx context.Context, id desk.DeliveryID) error
	RetrySend(ctx context.Context, id desk.DeliveryID) error
	// OpenAttachment gives the bytes and the name as it came; the caller closes.
	OpenAttachment(ctx context.Context, id desk.AttachmentID) (io.ReadCloser, string, error)
}

// ShopDesk tells how the shop fares.
type ShopDesk interface {
	Health(ctx context.Context) (Health, error)
	// CheckNow asks every account to look for news without waiting for its turn.
	CheckNow(ctx context.Context) error
	// CheckFiles looks for damage in the shop's data, which takes seconds. desk.ErrDataDamaged when there is some; when
	// there is none, the program is to begin anew, which opens the files anew.
	CheckFiles(ctx context.Context) error
	// Unlock opens the encrypted passwords, or makes a place for them where there is none.
	// desk.ErrWrongPassphrase when they do not open with that passphrase.
	Unlock(ctx context.Context, passphrase string) error
}

// Session is an open shop.
type Session struct {
	Desk Desk
	// Changes tells what the page must read again; closed when the shop closes.
	Changes <-chan []desk.Change
	// Close ends the loops and the store; it is called once, when the window has closed.
	Close func()
}
