package twilio

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
)

// The placeholders that this room gives.
const (
	// Unsupported is an incoming message without words or files: a location, a reaction, something new.
	Unsupported = "unsupported"
	// Redacted is a message whose words Twilio keeps back, as the account's owner chose.
	Redacted = "redacted"
)

// maxMedia bounds what one message can claim to hold; Twilio takes ten.
const maxMedia = 50

// row is one message of the list, as far as it can be read.
type row struct {
	sid, direction, status string
	from, to, body         string
	errorMessage           string
	errorCode, media       int
	created                time.Time
}

// readRow reads what is readable; a field of an unexpected shape is left empty.
func readRow(raw json.RawMessage) row {
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) != nil {
		return row{}
	}
	get := func(name string) string { return text(fields[name]) }
	r := row{
		sid: get("sid"), direction: get("direction"), status: get("status"),
		from: get("from"), to: get("to"), body: get("body"), errorMessage: get("error_message"),
	}
	r.errorCode, _ = strconv.Atoi(get("error_code"))
	media, _ := strconv.Atoi(get("num_media"))
	r.media = min(max(media, 0), maxMedia)
	for _, name := range []string{"date_created", "date_sent", "date_updated"} {
		if r.created = moment(get(name)); !r.created.IsZero() {
			break
		}
	}
	return r
}

// readRows reads a page of the list. Twilio's dates have whole seconds, and of one second the list has the newest first:
// lines that somebody sent at once are put a millisecond apart, so that they stand as she sent them.
func readRows(rows []json.RawMessage) []row {
	read := make([]row, len(rows))
	older := map[time.Time]time.Duration{}
	for i, raw := range slices.Backward(rows) {
		read[i] = readRow(raw)
		if second := read[i].created; !second.IsZero() {
			read[i].created = second.Add(min(older[second], time.Second-time.Millisecond))
			older[second] += time.Millisecond
		}
	}
	return read
}

// arrivalTime is how long a message may stay "receiving" before it is taken as it is.
const arrivalTime = time.Hour

// arriving tells that the text and files of a message are still coming.
func (r row) arriving(now time.Time) bool {
	return r.status == "receiving" && now.Sub(r.created) < arrivalTime
}

// before tells that a message is older than a day; one without a date is not.
func (r row) before(limit time.Time) bool { return !r.created.IsZero() && r.created.Before(limit) }

// moment reads Twilio's dates (RFC 2822, as RFC1123Z); zero when it cannot.
func moment(value string) time.Time {
	for _, layout := range []string{time.RFC1123Z, "Mon, _2 Jan 2006 15:04:05 -0700", time.RFC1123, time.RFC3339} {
		if t, err := time.Parse(layout, value); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

// outgoing tells who spoke. A row that does not say is ours when it comes from one of our numbers.
func (c Config) outgoing(r row) bool {
	if r.direction != "" {
		return strings.HasPrefix(r.direction, "outbound")
	}
	for _, own := range c.Addresses() {
		if own.Address == r.from {
			return true
		}
	}
	return false
}

// inbound turns a row into the message that is handed over. Its raw bytes are the row as it came.
func (c Config) inbound(raw json.RawMessage, r row, now time.Time) *channel.Inbound {
	in := &channel.Inbound{
		ExternalID: r.sid, Raw: raw, Received: r.created, Outgoing: c.outgoing(r),
		From: r.from, To: r.to, Text: r.body, Media: r.mediaRefs(),
	}
	if in.ExternalID == "" {
		in.ExternalID = "row:" + desk.HashID("twilio", string(raw))
	}
	if in.Received.IsZero() {
		in.Received = now // it stays in sight; no date would bury it below everything
	}
	in.Channel = r.channel(in.Outgoing)
	in.Placeholder = r.placeholder(in.Outgoing)
	if in.Outgoing {
		in.Status = r.progress()
	}
	return in
}

// channel goes by the customer's address, and by the shop's where that is missing.
func (r row) channel(outgoing bool) desk.Channel {
	customer, shop := r.from, r.to
	if outgoing {
		customer, shop = r.to, r.from
	}
	if customer == "" {
		customer = shop
	}
	return channelOf(customer)
}

// channelOf goes by what stands before an address: nothing is SMS, "whatsapp:" is WhatsApp, and
// "messenger:", "rcs:" or whatever comes next is kept as Other.
func channelOf(address string) desk.Channel {
	scheme, _, found := strings.Cut(address, ":")
	switch {
	case !found:
		return desk.SMS
	case strings.EqualFold(scheme, "whatsapp"):
		return desk.WhatsApp
	}
	return desk.Other
}

var redactedNumber = regexp.MustCompile(`\d+X{4}$`)

// placeholder names what stands for a message that has nothing to show.
func (r row) placeholder(outgoing bool) string {
	switch {
	case strings.TrimSpace(r.body) != "" || r.media > 0:
		return ""
	case redactedNumber.MatchString(r.from) || redactedNumber.MatchString(r.to):
		return Redacted
	case outgoing, r.status == "receiving": // what is still on its way may yet bring words
		return ""
	}
	return Unsupported
}

// mediaRefs gives one reference for each file. They are positions, not Twilio's ids: those would cost a
// request for each message of every list, and exist only some seconds after the message.
func (r row) mediaRefs() []channel.Media {
	if r.sid == "" {
		return nil
	}
	var refs []channel.Media
	for i := range r.media {
		refs = append(refs, channel.Media{Ref: mediaRef(r.sid, i, r.media)})
	}
	return refs
}

// progress says how far an outgoing message has come. A word that means no step, or that is not known,
// is kept without an event.
func (r row) progress() channel.Status {
	status := channel.Status{Word: r.status}
	switch r.status {
	case "sent", "partially_delivered":
		status.Event = desk.Accepted
	case "delivered":
		status.Event = desk.Arrived
	case "read":
		status.Event = desk.Seen
	case "failed", "undelivered":
		status.Event = desk.Rejected
		status.Error = rejection(r.errorCode, r.errorMessage)
	case "canceled":
		status.Event = desk.Rejected
		status.Error = rejection(r.errorCode, "canceled")
	}
	return status
}

// receipt is progress for a message whose acceptance is the news.
func (r row) receipt() channel.Receipt {
	status := r.progress()
	if status.Event == "" {
		status.Event = desk.Accepted
	}
	return channel.Receipt{ExternalID: r.sid, Status: status}
}
