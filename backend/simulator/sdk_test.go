package simulator

import (
	"errors"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/twilio/twilio-go/client"
	api "github.com/twilio/twilio-go/rest/api/v2010"
	contents "github.com/twilio/twilio-go/rest/content/v1"

	"balcao/backend/simulator/twilioserver"
)

// redirected sends what the SDK means for twilio.com to the shop.
type redirected struct{ to *url.URL }

func (r redirected) RoundTrip(req *http.Request) (*http.Response, error) {
	clone := req.Clone(req.Context())
	clone.Header.Set(twilioserver.HostHeader, req.URL.Host)
	clone.URL.Scheme, clone.URL.Host, clone.Host = r.to.Scheme, r.to.Host, r.to.Host
	return http.DefaultTransport.RoundTrip(clone)
}

func sdk(t *testing.T, s *Shop) *client.RequestHandler {
	t.Helper()
	e := s.Endpoints().Twilio
	to, err := url.Parse(e.URL)
	if err != nil {
		t.Fatal(err)
	}
	c := &client.Client{
		Credentials: client.NewCredentials(s.KeySID(), e.Secret),
		HTTPClient:  &http.Client{Transport: redirected{to}, Timeout: patience},
	}
	c.SetAccountSid(e.AccountSID)
	return client.NewRequestHandler(c)
}

// TestTwiliosOwnClient reads the whole history page by page, sends, is refused, and lists templates.
func TestTwiliosOwnClient(t *testing.T) {
	s := open(t, Options{Seed: 7, Quiet: true})
	e := s.Endpoints().Twilio
	service := api.NewApiService(sdk(t, s))
	all, err := service.ListMessage((&api.ListMessageParams{}).SetPageSize(40))
	if err != nil || len(all) != len(s.life.Texts) {
		t.Fatalf("%d of %d messages, %v", len(all), len(s.life.Texts), err)
	}
	for i, m := range all[1:] {
		newer, err := time.Parse(time.RFC1123Z, *all[i].DateCreated)
		if err != nil {
			t.Fatal(err)
		}
		if older, err := time.Parse(time.RFC1123Z, *m.DateCreated); err != nil || older.After(newer) {
			t.Fatalf("%s after %s, %v", *all[i].DateCreated, *m.DateCreated, err)
		}
	}
	sent, err := service.CreateMessage((&api.CreateMessageParams{}).SetTo("+5532900003051").SetFrom(e.SMS).SetBody("Chegou, Sr. Osvaldo."))
	if err != nil || sent.Sid == nil {
		t.Fatalf("%+v, %v", sent, err)
	}
	_, err = service.CreateMessage((&api.CreateMessageParams{}).SetTo("whatsapp:+5532900005523").SetFrom(e.WhatsApp).SetBody("Marlene, prontos!"))
	var refused *client.TwilioRestError
	if !errors.As(err, &refused) || refused.Code != 63016 || refused.Status != http.StatusBadRequest {
		t.Errorf("Marlene's window: %v", err)
	}
	list, err := contents.NewApiService(sdk(t, s)).ListContentAndApprovals(nil)
	if err != nil || len(list) != 7 {
		t.Errorf("%d templates, %v", len(list), err)
	}
}
