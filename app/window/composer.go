package window

import (
	"context"
	"io"

	"balcao/backend/desk"
)

// Composer is the reply box: what is typed in it, what goes along, and what comes back to it.
type Composer struct {
	gate *gate
	// choose shows the system's dialog and gives paths, none when the owner closes it.
	choose func(ctx context.Context, title string) ([]string, error)
	door   string
	leave  *farewell
}

// ComposerDesk keeps what is typed, and sends later, at once after all, or not.
type ComposerDesk interface {
	// Drafts gives what was typed to a customer and not sent, the newest first.
	Drafts(ctx context.Context, id desk.CustomerID) ([]Draft, error)
	// SaveDrafts keeps all of them or none; empty ones are forgotten.
	SaveDrafts(ctx context.Context, id desk.CustomerID, drafts []Draft) error
	KeepFiles(ctx context.Context, paths []string) (Attached, error)
	KeepBytes(ctx context.Context, name string, content io.Reader) (DraftFile, error)
	Note(ctx context.Context, id desk.CustomerID, text string) (desk.NoteID, error)
	// TakeBack puts the words of a message into the box of a channel; empty: of its own. It gives the channel.
	TakeBack(ctx context.Context, id desk.DeliveryID, on desk.Channel) (desk.Channel, error)
	SendNow(ctx context.Context, id desk.DeliveryID) (QueuedReply, error)
}

// Draft is what was typed on one channel and not sent.
type Draft struct {
	Channel string      `json:"channel"` // empty: a note
	Subject *string     `json:"subject"` // null: as proposed
	Cc      string      `json:"cc"`
	Text    string      `json:"text"`
	Files   []DraftFile `json:"files"`
	Foreign []string    `json:"foreign"` // see desk.Draft
}

// DraftFile is a file that goes along; its bytes are in the store.
type DraftFile struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// Attached is what became of files that the owner chose or dropped.
type Attached struct {
	Files    []DraftFile `json:"files"`
	Problems []*Problem  `json:"problems"` // one for each that cannot go along
}

// Drafts gives what was typed to a customer and not sent, the newest first.
func (c *Composer) Drafts(customerID string) ([]Draft, error) {
	return pass(c.gate, "Composer.Drafts", func(ctx context.Context, d Desk) ([]Draft, error) {
		return d.Drafts(ctx, desk.CustomerID(customerID))
	})
}

// Save keeps drafts to a customer as they are now.
func (c *Composer) Save(customerID string, drafts []Draft) error {
	return do(c.gate, "Composer.Save", func(ctx context.Context, d Desk) error {
		return d.SaveDrafts(ctx, desk.CustomerID(customerID), drafts)
	})
}

// ChooseFiles asks the owner for files and keeps them. title is the dialog's, in the owner's language.
func (c *Composer) ChooseFiles(title string) (Attached, error) {
	return pass(c.gate, "Composer.ChooseFiles", func(ctx context.Context, d Desk) (Attached, error) {
		paths, err := c.choose(ctx, title)
		if err != nil {
			return Attached{}, err
		}
		return d.KeepFiles(ctx, paths)
	})
}

// UploadPath is where the bytes of a pasted file are posted to, with the query name=. It is another in every window.
func (c *Composer) UploadPath() string { return c.door }

// Note writes something down about the customer, for the owner only.
func (c *Composer) Note(customerID, text string) (string, error) {
	return pass(c.gate, "Composer.Note", func(ctx context.Context, d Desk) (string, error) {
		id, err := d.Note(ctx, desk.CustomerID(customerID), text)
		return string(id), err
	})
}

// TakeBack takes a message back before it leaves and puts its words into the box. It gives the channel of the box.
func (c *Composer) TakeBack(deliveryID, channel string) (string, error) {
	return pass(c.gate, "Composer.TakeBack", func(ctx context.Context, d Desk) (string, error) {
		on, err := d.TakeBack(ctx, desk.DeliveryID(deliveryID), desk.Channel(channel))
		return string(on), err
	})
}

// SendNow sends what was planned for later.
func (c *Composer) SendNow(deliveryID string) (QueuedReply, error) {
	return pass(c.gate, "Composer.SendNow", func(ctx context.Context, d Desk) (QueuedReply, error) {
		return d.SendNow(ctx, desk.DeliveryID(deliveryID))
	})
}

// Stay keeps the window that is to be closed open: something is still to be saved, or to be asked.
func (c *Composer) Stay() { c.leave.stay() }

// Leave closes the window that was to be closed: everything typed is on the disk, or the owner gives it up.
func (c *Composer) Leave() { c.leave.leave() }
