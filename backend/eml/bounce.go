package eml

import (
	"bytes"
	"regexp"
	"strings"
)

// BounceReport is what a delivery report says (RFC 3464). Of several recipients the first that failed is
// told. Action "delayed" is no failure.
type BounceReport struct {
	FinalRecipient    string // address
	Action            string // failed, delayed, delivered, relayed, expanded; "" when not said
	Status            string // x.y.z (RFC 3463); "" when not said
	OriginalMessageID string // of the mail that came back, without brackets
}

// report gathers the parts of a multipart/report.
type report struct {
	recipients []BounceReport
	original   string
	delivery   bool
}

func (r *report) isDelivery() bool { return r.delivery }

// read takes in a part made for programs; done tells that it needs no place among the attachments. A
// returned mail is read for its id and stays an attachment.
func (r *report) read(mediaType string, h *header, body []byte) (done bool) {
	switch mediaType {
	case "message/delivery-status", "message/global-delivery-status":
		data, _ := decodeTransfer(body, h.word(encodingField))
		r.readStatus(data)
		r.delivery = true
		return true
	case "message/disposition-notification", "message/feedback-report":
		return true
	case "text/rfc822-headers", "message/global-headers":
		data, _ := decodeTransfer(body, h.word(encodingField))
		r.readOriginal(data)
		return true
	case "message/rfc822", "message/global":
		data, _ := decodeTransfer(body, h.word(encodingField))
		r.readOriginal(data)
	}
	return false
}

func (r *report) readOriginal(data []byte) {
	if r.original == "" {
		inner, _ := scanHeader(data)
		r.original = firstID(inner.get(messageIDField))
	}
}

// readStatus reads the groups of fields of a delivery-status part, one group for each recipient.
func (r *report) readStatus(data []byte) {
	data = data[:min(len(data), maxHeaderBytes)]
	for len(data) > 0 && len(r.recipients) < maxAddresses {
		end, next := headerEnd(data)
		if b := readRecipient(data[:end]); b.FinalRecipient != "" || b.Action != "" {
			r.recipients = append(r.recipients, b)
		}
		data = data[next:]
	}
}

func readRecipient(group []byte) BounceReport {
	var b BounceReport
	for len(group) > 0 {
		size := fieldLength(group)
		name, value, ok := splitField(group[:size])
		group = group[size:]
		if !ok {
			continue
		}
		switch strings.ToLower(string(name)) {
		case "final-recipient":
			b.FinalRecipient = typedAddress(value)
		case "original-recipient":
			if b.FinalRecipient == "" {
				b.FinalRecipient = typedAddress(value)
			}
		case "action":
			b.Action = strings.ToLower(decodeText(value))
		case "status":
			b.Status = statusCode.FindString(string(value))
		}
	}
	return b
}

// typedAddress reads "rfc822; maria@example.com".
func typedAddress(value []byte) string {
	if _, after, ok := bytes.Cut(value, []byte(";")); ok {
		value = after
	}
	if list := parseAddresses(value); len(list) > 0 {
		return list[0].Addr
	}
	return ""
}

var (
	statusCode = regexp.MustCompile(`\b[245]\.\d{1,3}\.\d{1,3}\b`)
	quotedID   = regexp.MustCompile(`(?im)^[> \t]*Message-ID:\s*<([^<>\s]{1,500})>`)
)

// bounceReport tells what came back, from the report or from the words of servers that write none.
func (w *walker) bounceReport(h *header, text string) *BounceReport {
	var b BounceReport
	r := w.report
	if r != nil {
		b = r.worst()
		b.OriginalMessageID = r.original
	}
	text = text[:min(len(text), 64<<10)]
	if b.FinalRecipient == "" {
		if list := parseAddresses(h.get(failedRecipientsField)); len(list) > 0 {
			b.FinalRecipient, b.Action = list[0].Addr, "failed"
		}
	}
	if b.Status == "" && (r == nil || !r.delivery) {
		b.Status = statusCode.FindString(text)
	}
	if b.OriginalMessageID == "" {
		b.OriginalMessageID = w.returnedID(text)
	}
	if b == (BounceReport{}) {
		return nil
	}
	return &b
}

func (r *report) worst() BounceReport {
	if len(r.recipients) == 0 {
		return BounceReport{}
	}
	for _, b := range r.recipients {
		if b.Action == "failed" {
			return b
		}
	}
	return r.recipients[0]
}

// returnedID looks for the id of the mail that came back in an attached mail, then in the text.
func (w *walker) returnedID(text string) string {
	for _, a := range w.message.Attachments {
		if a.Type == "message/rfc822" {
			inner, _ := scanHeader(a.Data)
			if id := firstID(inner.get(messageIDField)); id != "" {
				return id
			}
		}
	}
	if m := quotedID.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}
