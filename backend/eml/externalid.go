package eml

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
)

// ExternalID gives the id under which a mail is the same in every folder and mailbox: the hex sha256 of
// Message-ID, From, Date and the body bytes. Other fields may differ between two copies (Received,
// Delivered-To, flags of the provider) and folding white space in the three may too; line ends at the very
// end of the body, which servers add and drop, do not count. Everything else of the body does, also the
// difference between CRLF and LF inside it. Without Message-ID it is the sha256 of all bytes.
func ExternalID(raw []byte) string {
	h, body := scanHeader(raw)
	if firstID(h.get(messageIDField)) == "" {
		sum := sha256.Sum256(raw)
		return hex.EncodeToString(sum[:])
	}
	hash := sha256.New()
	for _, f := range []field{messageIDField, fromField, dateField} {
		hash.Write(bytes.Join(bytes.Fields(h.get(f)), []byte(" ")))
		hash.Write([]byte{'\n'}) // no field can hold it: parts the values
	}
	hash.Write(bytes.TrimRight(body, "\r\n"))
	return hex.EncodeToString(hash.Sum(nil))
}
