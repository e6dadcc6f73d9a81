package twilio

import (
	"context"
	"net/http"
	"reflect"
	"slices"
	"testing"

	"balcao/backend/desk"
)

func TestValidate(t *testing.T) {
	for url, ok := range map[string]bool{
		"": true, "https://api.twilio.com": true, "https://api.us1.twilio.com/": true, "https://API.Twilio.com": true,
		"http://127.0.0.1:8080": true, "https://127.0.0.1:8080": true, "http://localhost:1": true, "http://[::1]:9": true,
		"http://api.twilio.com": false, "https://api.twilio.com.evil.example": false, "https://eviltwilio.com": false,
		"https://evil.example/api.twilio.com": false, "https://api.twilio.com@evil.example": false, "https://user:x@api.twilio.com": false,
		"https://api.twilio.com:8443": false, "http://192.168.0.7:8080": false, "http://127.0.0.1.evil.example": false,
		"ftp://127.0.0.1": false, "127.0.0.1:8080": false, "https://api.twilio.com/path": false, "https://api.twilio.com?x=1": false, "://": false,
		"https://twilio.com": false,
	} {
		err := Config{AccountSID: testAccount, APIURL: url}.Validate()
		if ok && err != nil || !ok && !desk.HasCode(err, desk.ErrUsage) {
			t.Errorf("%q: %v", url, err)
		}
	}
	for _, cfg := range []Config{{}, {AccountSID: "AC12"}, {AccountSID: "SK" + testAccount[2:]}, {AccountSID: testAccount + "/x"}, {AccountSID: testAccount, KeySID: "AC1"}} {
		if err := cfg.Validate(); !desk.HasCode(err, desk.ErrUsage) {
			t.Errorf("%+v: %v", cfg, err)
		}
	}
}

func TestNothingLeavesForABadConfiguration(t *testing.T) {
	opts := options()
	opts.Transport = roundTripper(func(r *http.Request) (*http.Response, error) {
		t.Errorf("asked %s", r.URL)
		return nil, http.ErrServerClosed
	})
	c := New(Config{AccountSID: testAccount, APIURL: "http://evil.example"}, secret, opts)
	ctx := context.Background()
	wantError(t, c.Pull(ctx, "", &inbox{}), desk.ErrUsage, desk.Permanent)
	_, err := c.Send(ctx, outbound("Olá"))
	wantError(t, err, desk.ErrUsage, desk.Permanent)
	_, err = c.Fetch(ctx, mediaRef("SM1", 0, 1))
	wantError(t, err, desk.ErrUsage, desk.Permanent)
	_, err = c.Numbers(ctx)
	wantError(t, err, desk.ErrUsage, desk.Permanent)
}

func TestAnotherHostOfTwilioStandsForTheAPIOnly(t *testing.T) {
	var hosts []string
	opts := options()
	opts.Transport = roundTripper(func(r *http.Request) (*http.Response, error) {
		hosts = append(hosts, r.URL.Scheme+"://"+r.URL.Host)
		if r.Host != "" && r.Host != r.URL.Host {
			t.Errorf("the request to %s names the host %s", r.URL.Host, r.Host)
		}
		return nil, context.DeadlineExceeded
	})
	c := New(Config{AccountSID: testAccount, APIURL: "https://api.us1.twilio.com"}, secret, opts)
	_, _ = c.wire.once(context.Background(), incomingNumbers(1))
	_, _ = c.wire.once(context.Background(), whatsAppSenders)
	if want := []string{"https://api.us1.twilio.com", "https://messaging.twilio.com"}; !slices.Equal(hosts, want) {
		t.Errorf("asked %v, want %v", hosts, want)
	}
}

func TestConfigIsKept(t *testing.T) {
	cfg := Config{AccountSID: testAccount, KeySID: "SK" + testAccount[2:], SMS: []string{"+55 11 4000-0001", "SABIA"}, WhatsApp: []string{"+55 (11) 4000-0001", "whatsapp: +5511400000 02"}}
	stored, err := cfg.Encode()
	if err != nil {
		t.Fatal(err)
	}
	again, err := ParseConfig(stored)
	if err != nil || !reflect.DeepEqual(again, cfg) {
		t.Errorf("%s became %+v, %v", stored, again, err)
	}
	want := []Address{{desk.SMS, shopSMS}, {desk.SMS, "SABIA"}, {desk.WhatsApp, shopWA}, {desk.WhatsApp, "whatsapp:+551140000002"}}
	if got := cfg.Addresses(); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if _, err := ParseConfig([]byte("{")); !desk.HasCode(err, desk.ErrInternal) {
		t.Errorf("half a configuration: %v", err)
	}
}

func TestKeyIsTheUser(t *testing.T) {
	f := newFake(t)
	cfg := f.config()
	cfg.KeySID = "SK" + testAccount[2:]
	var user string
	f.before = func(_ http.ResponseWriter, r *http.Request) bool { user, _, _ = r.BasicAuth(); return false }
	_, _ = New(cfg, secret, options()).Test(context.Background())
	if user != cfg.KeySID {
		t.Errorf("user %q", user)
	}
}

func TestNumbers(t *testing.T) {
	f := newFake(t)
	got, err := Numbers(context.Background(), f.config(), secret)
	if err != nil {
		t.Fatal(err)
	}
	want := []Number{
		{Address: Address{desk.SMS, shopSMS}, Name: "Balcão", Demo: true, Answers: "https://demo.twilio.com/welcome/sms/reply/"},
		{Address: Address{desk.SMS, "+551140000003"}, Name: "Quieto"},
		{Address: Address{desk.SMS, "+551140000004"}, Name: "Robô", Answers: sid("AP", 1)},
		{Address: Address{desk.WhatsApp, shopWA}, Name: "Papelaria Sabiá", Answers: "https://bot.example/answer", Status: "ONLINE"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	f.noNumber = true
	got, err = f.connect().Numbers(context.Background())
	if err != nil || len(got) != 1 || got[0].Channel != desk.WhatsApp {
		t.Errorf("with a key that may not read numbers: %+v, %v", got, err)
	}
}

func TestMeanings(t *testing.T) {
	for _, code := range []int{
		20003, 20404, 20429, 21211, 21408, 21606, 21659, 21660, 21608, 21610, 21612, 21614, 21617, 21910, 21655, 21656,
		30003, 30004, 30005, 30006, 30007, 30008, 30034, 30036, 63001, 63003, 63005, 63007, 63013, 63014, 63015, 63016, 63018, 63019, 63021,
		63024, 63027, 63028, 63032, 63033, 63038, 63040, 63041, 63042, 63049, 63051, 14107,
	} {
		if Meaning(code) == Unknown {
			t.Errorf("%d has no meaning", code)
		}
	}
	if Meaning(1) != Unknown {
		t.Error("a code that nobody knows has a meaning")
	}
}
