package email

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"balcao/backend/desk"
)

func TestLookup(t *testing.T) {
	for _, c := range []struct{ address, imap, smtp, user string }{
		{"ana@gmail.com", "imap.gmail.com:993", "smtp.gmail.com:465", ""},
		{"ana@UOL.com.br", "imap.uol.com.br:993", "smtps.uol.com.br:587", "ana"},
		{"ana@hotmail.com", "outlook.office365.com:993", "smtp-mail.outlook.com:587", ""},
	} {
		found, ok := Lookup(c.address)
		if !ok || found.IMAPHost != c.imap || found.SMTPHost != c.smtp || found.User != c.user || found.Address != c.address {
			t.Errorf("%s: %+v %v", c.address, found, ok)
		}
	}
	if gmail, _ := Lookup("a@gmail.com"); !gmail.Hint.AppPassword || !strings.HasPrefix(gmail.Hint.URL, "https://") || gmail.Provider != "Gmail" {
		t.Errorf("Gmail: %+v", gmail)
	}
	if outlook, _ := Lookup("a@outlook.com"); !outlook.Hint.OAuthOnly {
		t.Errorf("Outlook: %+v", outlook)
	}
	for _, unknown := range []string{"ana@example.com", "gmail.com", "@gmail.com", "ana@notgmail.com", ""} {
		if found, ok := Lookup(unknown); ok {
			t.Errorf("%q gave %+v", unknown, found)
		}
	}
}

func TestEveryProviderIsUsable(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range providers {
		if err := p.config("ana@example.com").Validate(); err != nil {
			t.Errorf("%v: %v", p, err)
		}
		if p.name == "" {
			t.Errorf("%v has no name", p)
		}
		for _, name := range append(append([]string{}, p.domains...), p.mx...) {
			if name != strings.ToLower(name) {
				t.Errorf("%q is not lower-case", name)
			}
		}
		for _, domain := range p.domains {
			if seen[domain] {
				t.Errorf("%q is listed twice", domain)
			}
			seen[domain] = true
		}
	}
	if len(seen) < 40 {
		t.Errorf("%d domains", len(seen))
	}
}

// phonebook is a resolver with fixed answers.
type phonebook struct {
	mx  []string
	srv map[string]*net.SRV
}

func (p phonebook) LookupMX(context.Context, string) ([]*net.MX, error) {
	if len(p.mx) == 0 {
		return nil, errors.New("none")
	}
	var out []*net.MX
	for _, host := range p.mx {
		out = append(out, &net.MX{Host: host})
	}
	return out, nil
}

func (p phonebook) LookupSRV(_ context.Context, service, _, _ string) (string, []*net.SRV, error) {
	if srv := p.srv[service]; srv != nil {
		return "", []*net.SRV{srv}, nil
	}
	return "", nil, errors.New("none")
}

const autoconfigXML = `<?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="example.com">
<incomingServer type="pop3"><hostname>pop.example.com</hostname><port>995</port><socketType>SSL</socketType></incomingServer>
<incomingServer type="imap"><hostname>old.example.com</hostname><port>143</port><socketType>plain</socketType></incomingServer>
<incomingServer type="imap"><hostname>imap.example.com</hostname><port>993</port><socketType>SSL</socketType>
<username>%EMAILLOCALPART%</username></incomingServer>
<outgoingServer type="smtp"><hostname>smtp.example.com</hostname><port>587</port><socketType>STARTTLS</socketType></outgoingServer>
</emailProvider></clientConfig>`

func TestDiscover(t *testing.T) {
	const address = "loja@example.com"
	for _, c := range []struct {
		name  string
		book  phonebook
		page  string
		want  Config
		fails bool
	}{
		{
			name: "MX of a known provider", book: phonebook{mx: []string{"ASPMX.L.GOOGLE.COM."}},
			want: Config{Address: address, IMAPHost: "imap.gmail.com:993", IMAPSecurity: TLS, SMTPHost: "smtp.gmail.com:465", SMTPSecurity: TLS},
		},
		{
			name: "SRV", book: phonebook{mx: []string{"mx.example.com"}, srv: map[string]*net.SRV{
				"imaps": {Target: "mail.example.com.", Port: 993}, "submission": {Target: "mail.example.com.", Port: 587},
			}},
			want: Config{Address: address, IMAPHost: "mail.example.com:993", IMAPSecurity: TLS, SMTPHost: "mail.example.com:587", SMTPSecurity: StartTLS},
		},
		{
			name: "SRV to a stranger", fails: true, book: phonebook{srv: map[string]*net.SRV{
				"imaps": {Target: "mail.attacker.example.", Port: 993}, "submissions": {Target: "notexample.com.", Port: 465},
			}},
		},
		{
			name: "SRV that says no", fails: true, book: phonebook{srv: map[string]*net.SRV{"imaps": {Target: "."}, "submissions": {Target: "."}}},
		},
		{
			name: "autoconfig", page: autoconfigXML,
			want: Config{
				Address: address, User: "loja", IMAPHost: "imap.example.com:993", IMAPSecurity: TLS,
				SMTPHost: "smtp.example.com:587", SMTPSecurity: StartTLS,
			},
		},
		{name: "autoconfig that is a web page", page: "<html><body>not here</body></html>", fails: true},
		{name: "nothing", fails: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := Discoverer{Resolver: c.book, Client: webClient(t, c.page)}
			got, err := d.Discover(context.Background(), address)
			if c.fails {
				wantCode(t, err, desk.ErrNotFound, desk.Permanent)
				return
			}
			must(t, err)
			if got.Config != c.want {
				t.Errorf("got %+v, want %+v", got.Config, c.want)
			}
			// Who takes in the mail of an own domain is known by its name, and so is what it wants for a password.
			if known := len(c.book.mx) > 0 && len(c.book.srv) == 0; known != (got.Provider == "Gmail" && got.Hint.AppPassword) {
				t.Errorf("the provider is %q with %+v", got.Provider, got.Hint)
			}
		})
	}
}

// webClient reaches a server of ours whatever host is asked for, over TLS.
func webClient(t *testing.T, page string) *http.Client {
	t.Helper()
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if page == "" || !strings.HasSuffix(r.URL.Path, "/mail/config-v1.1.xml") || strings.Contains(r.URL.RawQuery, "loja") {
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write([]byte(page))
	}))
	t.Cleanup(server.Close)
	client := server.Client()
	transport := client.Transport.(*http.Transport).Clone()
	transport.DialContext = func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "tcp", server.Listener.Addr().String())
	}
	transport.TLSClientConfig.ServerName = "example.com" // what the server's certificate is for
	client.Transport = transport
	return client
}

func FuzzAutoconfig(f *testing.F) {
	f.Add(autoconfigXML)
	f.Add("<clientConfig><emailProvider><incomingServer type='imap'><hostname>a b</hostname><port>99999</port></incomingServer>")
	f.Fuzz(func(t *testing.T, file string) {
		cfg, err := parseAutoconfig([]byte(file), "loja@example.com")
		if err == nil && (cfg.IMAPSecurity == Plain || cfg.SMTPSecurity == Plain || cfg.IMAPHost == "") {
			t.Errorf("%q gave %+v", file, cfg)
		}
	})
}
