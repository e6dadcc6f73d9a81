package twilio

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"

	"github.com/twilio/twilio-go/client"
	v2010 "github.com/twilio/twilio-go/rest/api/v2010"

	"balcao/backend/channel/whatsapp"
	"balcao/backend/desk"
)

// listSize is enough for the numbers of any shop.
const listSize = 1000

// Number is a number of the account, as it is found on the way to a connection.
type Number struct {
	Address
	Name string
	// Demo is true for a number that still answers every customer with Twilio's own sample text.
	Demo bool
	// Answers is the address (or the application) that Twilio asks for automatic answers; empty when nothing answers by itself.
	Answers string
	// Sandbox is true for the shared WhatsApp number for trying out.
	Sandbox bool
	// Status is Twilio's word on a WhatsApp sender ("ONLINE"); empty for numbers.
	Status string
}

// Numbers lists what the login may see of the account's numbers. A list that it may not see is left
// out: the owner can still type the numbers.
func Numbers(ctx context.Context, cfg Config, secret func() (string, error)) ([]Number, error) {
	return New(cfg, secret, Options{}).Numbers(ctx)
}

// Numbers is the function of the same name for a connection that exists.
func (c *Connection) Numbers(ctx context.Context) ([]Number, error) {
	var all []Number
	for _, list := range []struct {
		ask  request
		name string
		read func(json.RawMessage) (Number, bool)
	}{
		{incomingNumbers(listSize), "incoming_phone_numbers", readIncoming},
		{whatsAppSenders, "senders", readSender},
	} {
		got, err := c.wire.ask(ctx, list.ask)
		if err != nil {
			if desk.AsError(err).Fate == desk.Permanent && !unusable(err) {
				continue
			}
			return nil, err
		}
		found, err := readPage(got.body, list.name)
		if err != nil {
			return nil, c.wire.nonsense(err)
		}
		for _, raw := range found.rows {
			if number, ok := list.read(raw); ok {
				all = append(all, number)
			}
		}
	}
	return all, nil
}

// unusable tells whether an error is of the configuration, not of one list.
func unusable(err error) bool {
	return desk.HasCode(err, desk.ErrUsage) || desk.HasCode(err, desk.ErrSecretGone) || desk.HasCode(err, desk.ErrSuspended)
}

func incomingNumbers(size int) request {
	return func(h *client.RequestHandler) error {
		params := (&v2010.ListIncomingPhoneNumberParams{}).SetPageSize(size)
		_, err := v2010.NewApiService(h).PageIncomingPhoneNumber(params, "", "")
		return err
	}
}

// whatsAppSenders asks the messaging service, whose package of the SDK is not worth its weight.
func whatsAppSenders(h *client.RequestHandler) error {
	return plain("https://messaging.twilio.com/v2/Channels/Senders?Channel=whatsapp&PageSize=100")(h)
}

// readIncoming reads a telephone number; ok is false for one that does not do SMS.
func readIncoming(raw json.RawMessage) (Number, bool) {
	var n struct {
		Number       string `json:"phone_number"`
		Name         string `json:"friendly_name"`
		URL          string `json:"sms_url"`
		Application  string `json:"sms_application_sid"`
		Capabilities struct {
			SMS *bool `json:"sms"`
		} `json:"capabilities"`
	}
	if json.Unmarshal(raw, &n) != nil || n.Number == "" || n.Capabilities.SMS != nil && !*n.Capabilities.SMS {
		return Number{}, false
	}
	number := Number{Address: Address{desk.SMS, n.Number}, Name: n.Name, Answers: n.Application}
	if number.Answers != "" {
		return number, true // Twilio then ignores the address
	}
	number.Answers = n.URL
	if u, err := url.Parse(n.URL); err == nil {
		number.Demo = strings.EqualFold(u.Hostname(), "demo.twilio.com")
	}
	return number, true
}

func readSender(raw json.RawMessage) (Number, bool) {
	var s struct {
		ID      string `json:"sender_id"`
		Status  string `json:"status"`
		Profile struct {
			Name string `json:"name"`
		} `json:"profile"`
		Webhook struct {
			URL string `json:"callback_url"`
		} `json:"webhook"`
	}
	if json.Unmarshal(raw, &s) != nil || !whatsapp.IsAddress(s.ID) {
		return Number{}, false
	}
	return Number{
		Address: Address{desk.WhatsApp, s.ID}, Name: s.Profile.Name, Answers: s.Webhook.URL,
		Sandbox: whatsapp.IsSandbox(s.ID), Status: s.Status,
	}, true
}
