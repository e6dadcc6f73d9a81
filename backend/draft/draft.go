// Package draft keeps what the owner types and has not sent yet: the words per customer and channel, and the files
// that are to go along, on the disk before she looks away.
//
// It sends nothing; outbox takes a draft away in the transaction in which it is queued.
package draft

import (
	"context"
	"io"
	"os"
	"strconv"
	"strings"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// MaxFiles is how large the files of one mail may be together. Coded for the mail they grow by more than a third,
// and the large providers refuse a mail of more than 35 MB.
const MaxFiles = 25_000_000

// Of reads the drafts to a customer, the one saved last first.
func Of(ctx context.Context, st *store.Store, id desk.CustomerID) (list []desk.Draft, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		list, err = tx.Drafts().Of(id)
		return err
	})
	return list, err
}

// Save keeps drafts to a customer as they are now, all of them or none; empty ones are forgotten. A text that
// moves to another channel is saved together with the channel that it leaves.
func Save(ctx context.Context, st *store.Store, id desk.CustomerID, drafts []desk.Draft) error {
	return st.Write(ctx, func(tx *store.Tx) error {
		if _, err := tx.Customers().Get(id); err != nil {
			return err
		}
		for _, d := range drafts {
			switch d.Channel {
			case "", desk.Email, desk.SMS, desk.WhatsApp:
			default:
				return desk.E(desk.ErrUsage, nil, "argument", "channel")
			}
			d.CustomerID = id
			if err := tx.Drafts().Put(d); err != nil {
				return err
			}
		}
		return nil
	})
}

// Size is how large the files of a draft are together.
func Size(files []desk.DraftFile) (sum int64) {
	for _, f := range files {
		sum += f.Size
	}
	return sum
}

// Keep stores the bytes of a file, for good, and gives what a draft says of it. desk.ErrFilesTooLarge when it is
// larger than a mail may be.
func Keep(ctx context.Context, st *store.Store, name string, content io.Reader) (desk.DraftFile, error) {
	name = bare(name)
	bytes, err := io.ReadAll(io.LimitReader(content, MaxFiles+1))
	if err != nil {
		return desk.DraftFile{}, desk.E(desk.ErrNoFile, err, "name", name)
	}
	if len(bytes) > MaxFiles {
		return desk.DraftFile{}, TooLarge(name)
	}
	blob := store.NewBlob(bytes)
	return desk.DraftFile{Name: name, Size: blob.Size, SHA256: blob.SHA256}, st.KeepBlobs(ctx, []store.Blob{blob})
}

// KeepFile stores a file of the computer as it is now. desk.ErrNoFile when it cannot be read or is a folder.
func KeepFile(ctx context.Context, st *store.Store, path string) (desk.DraftFile, error) {
	name := bare(path)
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return desk.DraftFile{}, desk.E(desk.ErrNoFile, err, "name", name)
	case !info.Mode().IsRegular():
		return desk.DraftFile{}, desk.E(desk.ErrNoFile, nil, "name", name)
	case info.Size() > MaxFiles:
		return desk.DraftFile{}, TooLarge(name)
	}
	file, err := os.Open(path)
	if err != nil {
		return desk.DraftFile{}, desk.E(desk.ErrNoFile, err, "name", name)
	}
	defer file.Close()
	return Keep(ctx, st, name, file)
}

// TooLarge is the error that names the file which makes a mail too large.
func TooLarge(name string) error {
	return desk.E(desk.ErrFilesTooLarge, nil, "name", name, "limit", strconv.Itoa(MaxFiles/1_000_000))
}

// bare is a file's name without its folders.
func bare(path string) string {
	name := strings.ToValidUTF8(path[strings.LastIndexAny(path, `/\`)+1:], "\uFFFD")
	if name == "" {
		return "file"
	}
	return name
}
