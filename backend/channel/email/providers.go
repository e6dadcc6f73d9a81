package email

import (
	"slices"
	"strings"
)

// PasswordHint says what a provider wants instead of the password that its web page takes.
type PasswordHint struct {
	// AppPassword: a password made for one program; URL is the page where it is made or explained.
	AppPassword bool   `json:"appPassword"`
	URL         string `json:"url,omitempty"`
	// OAuthOnly: no password works at all.
	OAuthOnly bool `json:"oauthOnly"`
	// SwitchOn: IMAP has to be allowed on the provider's page first.
	SwitchOn bool `json:"switchOn"`
}

// Found is where the mail of an address lies.
type Found struct {
	Config
	Provider string // as people call it; empty for a server that is in no table
	Hint     PasswordHint
}

// provider is one row of the table of facts.
type provider struct {
	name       string   // as people call it
	domains    []string // of addresses
	mx         []string // ends of the MX names of own domains that it serves
	imap, smtp string
	smtpSec    Security
	imapSec    Security // empty: TLS
	local      bool     // the login is the part before the @
	hint       PasswordHint
}

// providers are facts collected from the providers' help pages; the list is ordered by how likely a
// small shop is to meet them.
var providers = []provider{
	{
		name:    "Gmail",
		domains: []string{"gmail.com", "googlemail.com"},
		mx:      []string{"google.com", "googlemail.com"},
		imap:    "imap.gmail.com:993", smtp: "smtp.gmail.com:465", smtpSec: TLS,
		hint: PasswordHint{AppPassword: true, URL: "https://myaccount.google.com/apppasswords"},
	},
	{
		name: "Outlook",
		domains: []string{
			"outlook.com", "outlook.com.br", "outlook.es", "outlook.pt", "hotmail.com", "hotmail.com.br", "hotmail.es",
			"live.com", "live.com.pt", "msn.com",
		},
		imap: "outlook.office365.com:993", smtp: "smtp-mail.outlook.com:587", smtpSec: StartTLS,
		hint: PasswordHint{OAuthOnly: true},
	},
	{
		name: "Microsoft 365",
		mx:   []string{"mail.protection.outlook.com", "mx.microsoft"},
		imap: "outlook.office365.com:993", smtp: "smtp.office365.com:587", smtpSec: StartTLS,
		hint: PasswordHint{OAuthOnly: true},
	},
	{
		name: "Yahoo",
		domains: []string{
			"yahoo.com", "yahoo.com.br", "yahoo.es", "yahoo.it", "yahoo.fr", "yahoo.com.ar", "yahoo.com.mx",
			"ymail.com", "rocketmail.com",
		},
		mx:   []string{"yahoodns.net"},
		imap: "imap.mail.yahoo.com:993", smtp: "smtp.mail.yahoo.com:465", smtpSec: TLS,
		hint: PasswordHint{AppPassword: true, URL: "https://login.yahoo.com/account/security"},
	},
	{
		name:    "iCloud",
		domains: []string{"icloud.com", "me.com", "mac.com"},
		mx:      []string{"mail.icloud.com"},
		imap:    "imap.mail.me.com:993", smtp: "smtp.mail.me.com:587", smtpSec: StartTLS,
		hint: PasswordHint{AppPassword: true, URL: "https://account.apple.com"},
	},
	{
		name:    "UOL",
		domains: []string{"uol.com.br"},
		imap:    "imap.uol.com.br:993", smtp: "smtps.uol.com.br:587", smtpSec: StartTLS, local: true,
	},
	{
		name:    "BOL",
		domains: []string{"bol.com.br"},
		imap:    "imap.bol.com.br:993", smtp: "smtps.bol.com.br:465", smtpSec: TLS, local: true,
	},
	{name: "Terra", domains: []string{"terra.com.br"}, imap: "imap.terra.com.br:993", smtp: "smtp.terra.com.br:587", smtpSec: StartTLS},
	{name: "Locaweb", mx: []string{"email-ssl.com.br", "locaweb.com.br"}, imap: "email-ssl.com.br:993", smtp: "email-ssl.com.br:465", smtpSec: TLS},
	{name: "KingHost", mx: []string{"kinghost.net"}, imap: "imap.kinghost.net:993", smtp: "smtp.kinghost.net:587", smtpSec: StartTLS},
	{name: "Titan", mx: []string{"titan.email"}, imap: "imap.titan.email:993", smtp: "smtp.titan.email:465", smtpSec: TLS},
	{name: "GoDaddy", mx: []string{"secureserver.net"}, imap: "imap.secureserver.net:993", smtp: "smtpout.secureserver.net:465", smtpSec: TLS},
	{name: "Hostinger", mx: []string{"hostinger.com"}, imap: "imap.hostinger.com:993", smtp: "smtp.hostinger.com:465", smtpSec: TLS},
	{
		name:    "Zoho",
		domains: []string{"zoho.com", "zohomail.com"},
		imap:    "imap.zoho.com:993", smtp: "smtp.zoho.com:465", smtpSec: TLS,
		hint: PasswordHint{AppPassword: true, URL: "https://accounts.zoho.com/home#security/app_password"},
	},
	{
		name:    "Zoho",
		domains: []string{"zoho.eu", "zohomail.eu"},
		mx:      []string{"zoho.eu"},
		imap:    "imap.zoho.eu:993", smtp: "smtp.zoho.eu:465", smtpSec: TLS,
		hint: PasswordHint{AppPassword: true, URL: "https://accounts.zoho.eu/home#security/app_password"},
	},
	{
		name: "Zoho",
		mx:   []string{"zoho.com"},
		imap: "imappro.zoho.com:993", smtp: "smtppro.zoho.com:465", smtpSec: TLS,
		hint: PasswordHint{AppPassword: true, URL: "https://accounts.zoho.com/home#security/app_password"},
	},
	{
		name:    "Fastmail",
		domains: []string{"fastmail.com", "fastmail.fm"},
		mx:      []string{"messagingengine.com"},
		imap:    "imap.fastmail.com:993", smtp: "smtp.fastmail.com:465", smtpSec: TLS,
		hint: PasswordHint{AppPassword: true, URL: "https://app.fastmail.com/settings/security"},
	},
	{
		name: "Proton",
		// The Bridge of Proton runs on this computer, and has a password of its own.
		domains: []string{"proton.me", "protonmail.com", "pm.me"},
		mx:      []string{"protonmail.ch"},
		imap:    "127.0.0.1:1143", imapSec: StartTLS, smtp: "127.0.0.1:1025", smtpSec: StartTLS,
		hint: PasswordHint{AppPassword: true, URL: "https://proton.me/mail/bridge"},
	},
	{name: "SAPO", domains: []string{"sapo.pt"}, imap: "imap.sapo.pt:993", smtp: "smtp.sapo.pt:465", smtpSec: TLS},
	{
		name: "IONOS",
		mx:   []string{"ionos.com", "kundenserver.de", "1and1.com"},
		imap: "imap.ionos.com:993", smtp: "smtp.ionos.com:465", smtpSec: TLS,
	},
	{name: "IONOS", mx: []string{"ionos.es"}, imap: "imap.ionos.es:993", smtp: "smtp.ionos.es:465", smtpSec: TLS},
	{name: "OVH", mx: []string{"ovh.net"}, imap: "ssl0.ovh.net:993", smtp: "ssl0.ovh.net:465", smtpSec: TLS},
	{name: "Movistar", domains: []string{"movistar.es"}, imap: "imap.movistar.es:993", smtp: "smtp.movistar.es:587", smtpSec: StartTLS},
	{name: "Telefónica", domains: []string{"telefonica.net"}, imap: "imap.telefonica.net:993", smtp: "smtp.telefonica.net:587", smtpSec: StartTLS},
	{name: "DonDominio", mx: []string{"dondominio.com"}, imap: "imap.dondominio.com:993", smtp: "smtp.dondominio.com:465", smtpSec: TLS},
	{
		name:    "GMX",
		domains: []string{"gmx.com", "gmx.es"},
		imap:    "imap.gmx.com:993", smtp: "mail.gmx.com:465", smtpSec: TLS, hint: PasswordHint{SwitchOn: true},
	},
	{
		name:    "GMX",
		domains: []string{"gmx.net", "gmx.de", "gmx.at", "gmx.ch"},
		imap:    "imap.gmx.net:993", smtp: "mail.gmx.net:465", smtpSec: TLS, hint: PasswordHint{SwitchOn: true},
	},
}

// Lookup gives the settings of a well-known provider by the domain of an address.
func Lookup(address string) (Found, bool) {
	domain := domainOf(address)
	for _, p := range providers {
		if slices.Contains(p.domains, domain) {
			return Found{p.config(address), p.name, p.hint}, true
		}
	}
	return Found{}, false
}

// lookupMX gives the settings of the provider that takes in the mail of an own domain.
func lookupMX(address, mx string) (Found, bool) {
	for _, p := range providers {
		for _, end := range p.mx {
			if within(mx, end) {
				cfg := p.config(address)
				cfg.User = "" // an own domain always logs in with the whole address
				return Found{cfg, p.name, p.hint}, true
			}
		}
	}
	return Found{}, false
}

func (p provider) config(address string) Config {
	cfg := Config{Address: address, IMAPHost: p.imap, IMAPSecurity: TLS, SMTPHost: p.smtp, SMTPSecurity: p.smtpSec}
	if p.imapSec != "" {
		cfg.IMAPSecurity = p.imapSec
	}
	if p.local {
		cfg.User = address[:strings.LastIndexByte(address, '@')]
	}
	return cfg
}

// domainOf gives the part behind the @, lower-cased; empty when there is none.
func domainOf(address string) string {
	at := strings.LastIndexByte(address, '@')
	if at < 1 {
		return ""
	}
	return strings.ToLower(address[at+1:])
}

// within tells whether a host is a domain or lies below it.
func within(host, domain string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	return host == domain || strings.HasSuffix(host, "."+domain)
}
