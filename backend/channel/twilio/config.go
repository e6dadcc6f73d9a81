package twilio

import (
	"encoding/json"
	"net"
	"net/url"
	"regexp"
	"strings"

	"balcao/backend/channel/whatsapp"
	"balcao/backend/desk"
	"balcao/backend/phone"
)

// Config is what is stored of a connection. It holds no secret.
type Config struct {
	AccountSID string   `json:"account_sid"`
	KeySID     string   `json:"key_sid,omitempty"` // empty: the secret is the account's auth token
	SMS        []string `json:"sms,omitempty"`
	WhatsApp   []string `json:"whatsapp,omitempty"`
	// APIURL replaces https://api.twilio.com: another host of Twilio, or a simulator on this computer.
	APIURL string `json:"api_url,omitempty"`
}

// Address is a number of the shop, spelled as messages carry it.
type Address struct {
	Channel desk.Channel
	Address string
}

const hex32 = `[0-9a-fA-F]{32}$`

var (
	accountSID = regexp.MustCompile(`^AC` + hex32)
	keySID     = regexp.MustCompile(`^SK` + hex32)
)

// ParseConfig reads what Encode wrote.
func ParseConfig(stored []byte) (Config, error) {
	var cfg Config
	if err := json.Unmarshal(stored, &cfg); err != nil {
		return Config{}, desk.E(desk.ErrInternal, err)
	}
	return cfg, nil
}

// Encode gives what is stored.
func (c Config) Encode() ([]byte, error) { return json.Marshal(c) }

// Validate gives desk.ErrUsage, naming the argument, for what cannot be a connection: above all an
// address to which the secret must not go.
func (c Config) Validate() error {
	switch {
	case !accountSID.MatchString(c.AccountSID):
		return desk.E(desk.ErrUsage, nil, "argument", "account-sid")
	case c.KeySID != "" && !keySID.MatchString(c.KeySID):
		return desk.E(desk.ErrUsage, nil, "argument", "key-sid")
	case !allowed(c.APIURL):
		return desk.E(desk.ErrUsage, nil, "argument", "api-url")
	}
	return nil
}

// allowed accepts https on Twilio's own domain, and anything on this computer.
func allowed(raw string) bool {
	if raw == "" {
		return true
	}
	u, err := url.Parse(raw)
	if err != nil || u.User != nil || u.RawQuery != "" || u.Fragment != "" || strings.Trim(u.Path, "/") != "" {
		return false
	}
	if isLoopback(u) {
		return u.Scheme == "http" || u.Scheme == "https"
	}
	host := strings.ToLower(u.Hostname())
	return u.Scheme == "https" && u.Port() == "" && strings.HasSuffix(host, ".twilio.com")
}

func isLoopback(u *url.URL) bool {
	ip := net.ParseIP(u.Hostname())
	return u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
}

// Addresses gives the shop's numbers as messages carry them: "+5511…" and "whatsapp:+5511…".
func (c Config) Addresses() []Address {
	var all []Address
	for _, number := range c.SMS {
		all = append(all, Address{desk.SMS, plainNumber(number)})
	}
	for _, number := range c.WhatsApp {
		all = append(all, Address{desk.WhatsApp, whatsapp.Prefix + plainNumber(number)})
	}
	return all
}

// plainNumber drops what people put between digits. A sender name stays as it is.
func plainNumber(typed string) string {
	number := strings.TrimSpace(typed)
	if whatsapp.IsAddress(number) {
		number = strings.TrimSpace(number[len(whatsapp.Prefix):])
	}
	if strings.ContainsFunc(number, isLetter) {
		return number
	}
	plus := ""
	if strings.HasPrefix(number, "+") {
		plus = "+"
	}
	return plus + phone.Digits(number)
}

func isLetter(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' }
