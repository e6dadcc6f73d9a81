package store

import (
	"database/sql"
	"time"

	"balcao/backend/desk"
)

// Attachments reads the files of messages.
type Attachments struct{ q querier }

// AttachmentsTx reads and writes the files of messages.
type AttachmentsTx struct {
	Attachments
	tx *Tx
}

// Attachments gives the files of messages to read.
func (r *ReadTx) Attachments() Attachments { return Attachments{r.q} }

// Attachments gives the files of messages to read and write.
func (tx *Tx) Attachments() AttachmentsTx { return AttachmentsTx{Attachments{tx.q}, tx} }

// Insert adds a file to a message at a position, to be fetched by a connection if its bytes are not here yet.
// One that is here already stays as it is.
func (a AttachmentsTx) Insert(at desk.Attachment, position int, source desk.ConnectionID) error {
	_, err := a.q.exec("attachment.insert", at.ID, at.MessageID, position, at.Name, at.Type, at.ContentID, at.Inline, at.Size, at.SHA256, at.Remote, source)
	if err != nil || at.Inline { // what the text shows by itself, as the logo of a signature, is no file to look for
		return err
	}
	return a.tx.describe(at.MessageID, traitsOfFile(at))
}

// Of lists the files of a message.
func (a Attachments) Of(id desk.MessageID) ([]desk.Attachment, error) {
	return collect(a.q, scanAttachment, "attachment.of_message", id)
}

// OfAll lists the files of many messages, each with its own.
func (a Attachments) OfAll(ids []desk.MessageID) (map[desk.MessageID][]desk.Attachment, error) {
	list, err := collect(a.q, scanAttachment, "attachment.of_messages", idList(ids))
	of := map[desk.MessageID][]desk.Attachment{}
	for _, f := range list {
		of[f.MessageID] = append(of[f.MessageID], f)
	}
	return of, err
}

// Get reads one. desk.ErrNotFound when it is not here.
func (a Attachments) Get(id desk.AttachmentID) (desk.Attachment, error) {
	return one(a.q, scanAttachment, "attachment.get", id)
}

// Wanted lists files of a connection whose bytes are to be fetched now.
func (a Attachments) Wanted(connection desk.ConnectionID, now time.Time, limit int) ([]desk.Attachment, error) {
	return collect(a.q, scanAttachment, "attachment.wanted", ms(now), connection, limit)
}

// Arrived notes that the bytes are here, and what they turned out to be.
func (a AttachmentsTx) Arrived(at desk.Attachment) error {
	if _, err := a.q.exec("attachment.arrived", at.ID, at.SHA256, at.Size, at.Type, at.Name); err != nil || at.Inline {
		return err
	}
	return a.tx.describe(at.MessageID, traitsOfFile(at))
}

// Tries tells how often the bytes were asked for in vain.
func (a Attachments) Tries(id desk.AttachmentID) (int, error) {
	n, _, err := value[int](a.q, "attachment.tries", id)
	return n, err
}

// Missed notes that the bytes could not be had; gone means that they never will.
func (a AttachmentsTx) Missed(id desk.AttachmentID, next time.Time, gone bool) error {
	_, err := a.q.exec("attachment.missed", id, ms(next), gone)
	return err
}

func scanAttachment(rows *sql.Rows) (a desk.Attachment, err error) {
	err = rows.Scan(&a.ID, &a.MessageID, &a.Name, &a.Type, &a.ContentID, &a.Inline, &a.Size, &a.SHA256, &a.Remote)
	return a, err
}
