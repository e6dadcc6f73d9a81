package window

import (
	"context"
	"io"

	"balcao/app"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/draft"
	"balcao/backend/outbox"
)

// box is the ComposerDesk over an open shop.
type box struct{ shop *app.Shop }

// Drafts reads what was typed to a customer and not sent.
func (b box) Drafts(ctx context.Context, id desk.CustomerID) ([]Draft, error) {
	list, err := draft.Of(ctx, b.shop.Store, id)
	shown := make([]Draft, len(list))
	for i, d := range list {
		shown[i] = Draft{Channel: string(d.Channel), Subject: d.Subject, Cc: d.Cc, Text: d.Text, Files: make([]DraftFile, len(d.Files)), Foreign: d.Foreign}
		for n, f := range d.Files {
			shown[i].Files[n] = DraftFile(f)
		}
	}
	return shown, err
}

// SaveDrafts keeps drafts to a customer.
func (b box) SaveDrafts(ctx context.Context, id desk.CustomerID, drafts []Draft) error {
	list := make([]desk.Draft, len(drafts))
	for i, d := range drafts {
		list[i] = desk.Draft{Channel: desk.Channel(d.Channel), Subject: d.Subject, Cc: d.Cc, Text: d.Text, Foreign: d.Foreign}
		for _, f := range d.Files {
			list[i].Files = append(list[i].Files, desk.DraftFile(f))
		}
	}
	return draft.Save(ctx, b.shop.Store, id, list)
}

// KeepFiles keeps files of the computer. Only what is wrong with the store ends it.
func (b box) KeepFiles(ctx context.Context, paths []string) (attached Attached, err error) {
	for _, path := range paths {
		f, err := draft.KeepFile(ctx, b.shop.Store, path)
		switch {
		case desk.HasCode(err, desk.ErrNoFile), desk.HasCode(err, desk.ErrFilesTooLarge):
			attached.Problems = append(attached.Problems, ProblemOf(desk.AsError(err)))
		case err != nil:
			return attached, err
		default:
			attached.Files = append(attached.Files, DraftFile(f))
		}
	}
	return attached, nil
}

// KeepBytes keeps what was pasted.
func (b box) KeepBytes(ctx context.Context, name string, content io.Reader) (DraftFile, error) {
	f, err := draft.Keep(ctx, b.shop.Store, name, content)
	return DraftFile(f), err
}

// Note writes something down about a customer.
func (b box) Note(ctx context.Context, id desk.CustomerID, text string) (desk.NoteID, error) {
	return customer.Note(ctx, b.shop.Store, id, text)
}

// TakeBack brings the words of a message back.
func (b box) TakeBack(ctx context.Context, id desk.DeliveryID, on desk.Channel) (desk.Channel, error) {
	return outbox.TakeBack(ctx, b.shop.Store, id, on)
}

// SendNow sends what was planned.
func (b box) SendNow(ctx context.Context, id desk.DeliveryID) (QueuedReply, error) {
	q, err := outbox.SendNow(ctx, b.shop.Store, b.shop.Checker(ctx), id)
	return QueuedReply{MessageID: string(q.MessageID), DeliveryID: string(q.DeliveryID)}, err
}

// load reads the files of a reply, whose bytes have been in the store since they were attached.
func (b box) load(ctx context.Context, list []DraftFile) ([]outbox.File, error) {
	files := make([]outbox.File, len(list))
	var size int64
	for i, f := range list {
		content, err := b.shop.Store.Blob(ctx, f.SHA256)
		if desk.HasCode(err, desk.ErrNotFound) {
			return nil, desk.E(desk.ErrNoFile, err, "name", f.Name)
		}
		if err != nil {
			return nil, err
		}
		if size += int64(len(content)); size > draft.MaxFiles {
			return nil, draft.TooLarge(f.Name)
		}
		files[i] = outbox.File{Name: f.Name, Data: content}
	}
	return files, nil
}
