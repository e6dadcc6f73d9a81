package desk

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
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
)

// sortedBase32 keeps the order of the hashed bytes, as ULIDs keep the order of time.
var sortedBase32 = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// HashID names something by what it is: the same parts give the same 26 characters anywhere.
// Parts are separated unambiguously, so ("a", "bc") and ("ab", "c") differ.
func HashID(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return sortedBase32.EncodeToString(sum[:16])
}
