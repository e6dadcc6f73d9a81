package desk

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"io"
)

// Ids are opaque text. Ids of things that came from outside are hashes, so that two laptops that read
// the same mailbox mint the same id; ids of things made here are ULIDs (see store.NewID).
type (
	CustomerID   string
	IdentityID   string
	ConnectionID string
	AccountID    string
	MessageID    string
	AttachmentID string
	DeliveryID   string
	EventID      string
	CaseID       string
)

// sortedBase32 keeps the order of the hashed bytes, as ULIDs keep the order of time.
var sortedBase32 = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// Cursor is a provider's own note of what has been handed over, opaque to everybody else. Empty: nothing yet.
type Cursor string

// HashID names something by what it is: the same parts give the same 26 characters anywhere.
// Each part is hashed with its length, so ("a", "bc") and ("ab", "c") differ whatever bytes the parts hold.
func HashID(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		_, _ = h.Write(binary.AppendUvarint(nil, uint64(len(p)))) // a hash never fails
		_, _ = io.WriteString(h, p)
	}
	return sortedBase32.EncodeToString(h.Sum(nil)[:16])
}
