package twilioserver

import (
	"crypto/sha256"
	_ "embed" // the templates
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"
)

//go:embed data/contents.json
var contentsFile []byte

// content is one message template with its approval.
type content struct {
	SID             string            `json:"sid"`
	FriendlyName    string            `json:"friendly_name"`
	Language        string            `json:"language"`
	Category        string            `json:"category"`
	Status          string            `json:"status"`
	RejectionReason string            `json:"rejection_reason"`
	Variables       map[string]string `json:"variables"`
	Body            string            `json:"body"`
	Buttons         []string          `json:"buttons"` // quick replies below the text
}

// types gives the template in the one shape that it has.
func (c content) types() map[string]any {
	if len(c.Buttons) == 0 {
		return map[string]any{textType: map[string]string{"body": c.Body}}
	}
	actions := []map[string]string{}
	for _, title := range c.Buttons {
		actions = append(actions, map[string]string{"title": title, "id": title})
	}
	return map[string]any{buttonsType: map[string]any{"body": c.Body, "actions": actions}}
}

func (c content) contentType() string {
	if len(c.Buttons) == 0 {
		return textType
	}
	return buttonsType
}

const (
	textType    = "twilio/text"
	buttonsType = "twilio/quick-reply"
)

// mustContents panics only when the program itself was built with a broken file.
func mustContents() []content {
	var list []content
	if err := json.Unmarshal(contentsFile, &list); err != nil {
		panic("twilioserver: data/contents.json: " + err.Error())
	}
	return list
}

// rendered fills the gaps; what is not given keeps the template's own sample, as Twilio does it.
func (c content) rendered(given map[string]string) string {
	text := c.Body
	for name, sample := range c.Variables {
		value, ok := given[name]
		if !ok {
			value = sample
		}
		text = strings.ReplaceAll(text, "{{"+name+"}}", value)
	}
	return text
}

type contentJSON struct {
	SID              string            `json:"sid"`
	AccountSID       string            `json:"account_sid"`
	FriendlyName     string            `json:"friendly_name"`
	Language         string            `json:"language"`
	Variables        map[string]string `json:"variables"`
	Types            map[string]any    `json:"types"`
	ApprovalRequests *approvalJSON     `json:"approval_requests,omitempty"` // only in the list with approvals
	DateCreated      string            `json:"date_created"`
	DateUpdated      string            `json:"date_updated"`
}

type approvalJSON struct {
	AllowCategoryChange bool   `json:"allow_category_change"`
	Category            string `json:"category"`
	ContentType         string `json:"content_type"`
	Name                string `json:"name"`
	RejectionReason     string `json:"rejection_reason"`
	Status              string `json:"status"`
}

// catalogue answers for what the account has: numbers, senders, templates.
type catalogue struct {
	options  Options
	contents []content
}

func (s *catalogue) listContents(w http.ResponseWriter, r *http.Request) {
	p := pageOf(r.URL.Query(), -1, len(s.contents))
	list := []contentJSON{}
	for _, c := range s.contents[p.from:p.to] {
		shown := s.content(c)
		shown.ApprovalRequests = &approvalJSON{
			AllowCategoryChange: true, Category: c.Category, ContentType: c.contentType(), Name: c.FriendlyName,
			RejectionReason: c.RejectionReason, Status: c.Status,
		}
		list = append(list, shown)
	}
	reply(w, http.StatusOK, map[string]any{
		"contents": list, "meta": metaOf("https://content.twilio.com/v1/ContentAndApprovals", r.URL.Query(), p, "contents"),
	})
}

func (s *catalogue) content(c content) contentJSON {
	const born = "2026-01-12T13:00:00Z"
	return contentJSON{
		SID: c.SID, AccountSID: s.options.AccountSID, FriendlyName: c.FriendlyName, Language: c.Language,
		Variables: c.Variables, Types: c.types(), DateCreated: born, DateUpdated: born,
	}
}

func (s *catalogue) fetchContent(w http.ResponseWriter, r *http.Request) {
	for _, c := range s.contents {
		if c.SID == r.PathValue("content") {
			reply(w, http.StatusOK, s.content(c))
			return
		}
	}
	fail(w, notFound(r))
}

func (s *catalogue) listSenders(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	senders := []any{}
	switch query.Get("Channel") {
	case "whatsapp":
		senders = append(senders, s.sender())
	case "rcs":
	default:
		fail(w, *bad(20001, "Channel is required: whatsapp or rcs"))
		return
	}
	p := pageOf(query, -1, len(senders))
	reply(w, http.StatusOK, map[string]any{
		"senders": senders[p.from:p.to], "meta": metaOf("https://messaging.twilio.com/v2/Channels/Senders", query, p, "senders"),
	})
}

func (s *catalogue) sender() map[string]any {
	sid := s.derivedSID("XE")
	return map[string]any{
		"sid": sid, "status": "ONLINE", "sender_id": s.options.WhatsApp,
		"configuration":   map[string]any{"waba_id": "100000000000001"},
		"webhook":         map[string]any{"callback_url": "", "callback_method": "POST"},
		"profile":         map[string]any{"name": s.options.ShopName, "about": "Papéis, convites e material escolar"},
		"properties":      map[string]any{"quality_rating": "HIGH", "messaging_limit": "1K Customers/24hr"},
		"offline_reasons": nil,
		"url":             "https://messaging.twilio.com/v2/Channels/Senders/" + sid,
	}
}

// derivedSID names a thing that the account has one of.
func (s *catalogue) derivedSID(prefix string) string {
	sum := sha256.Sum256([]byte(prefix + s.options.AccountSID))
	return prefix + hex.EncodeToString(sum[:16])
}

// numbers lists the SMS number. Nothing answers for the shop: sms_url is empty.
func (s *catalogue) numbers(w http.ResponseWriter, r *http.Request) {
	const born = "Mon, 12 Jan 2026 13:00:00 +0000"
	sid := s.derivedSID("PN")
	path := "/2010-04-01/Accounts/" + s.options.AccountSID + "/IncomingPhoneNumbers"
	list := []any{}
	if wanted := r.URL.Query().Get("PhoneNumber"); wanted == "" || wanted == s.options.SMS {
		list = append(list, map[string]any{
			"sid": sid, "account_sid": s.options.AccountSID, "phone_number": s.options.SMS, "friendly_name": s.options.ShopName,
			"capabilities": map[string]bool{"sms": true, "mms": false, "voice": true, "fax": false},
			"sms_url":      "", "sms_method": "POST", "sms_application_sid": nil, "api_version": "2010-04-01", "beta": false,
			"origin": "twilio", "status": "in-use", "date_created": born, "date_updated": born, "uri": path + "/" + sid + ".json",
		})
	}
	p := pageOf(r.URL.Query(), -1, len(list))
	uri := path + ".json?PageSize=50&Page=0"
	reply(w, http.StatusOK, map[string]any{
		"incoming_phone_numbers": list[p.from:p.to], "first_page_uri": uri, "next_page_uri": nil, "previous_page_uri": nil,
		"page": p.number, "page_size": p.size, "start": p.from, "end": max(p.to-1, 0), "uri": uri,
	})
}
