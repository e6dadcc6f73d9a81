package ingest

import (
	"context"
	"slices"
	"strings"

	"balcao/backend/desk"
	"balcao/backend/eml"
	"balcao/backend/phone"
	"balcao/backend/preference"
	"balcao/backend/store"
)

// shop is what the reading of a message must know of the shop.
type shop struct {
	connection desk.Connection
	accounts   []desk.Account
	ownMail    map[string]bool // match keys of the shop's own mail addresses
	ownPhones  map[string]bool // match keys of its numbers
	ownDomains []string        // of its mail addresses, where they are nobody else's
	behalfOff  []preference.BehalfRule
}

func loadShop(ctx context.Context, st *store.Store, conn desk.Connection) (shop, error) {
	s := shop{connection: conn, ownMail: map[string]bool{}, ownPhones: map[string]bool{}}
	err := st.Read(ctx, func(tx *store.ReadTx) error {
		var err error
		if s.accounts, err = tx.Connections().Accounts(); err != nil {
			return err
		}
		behalf, err := preference.ReadBehalf(tx)
		s.behalfOff = behalf.Off
		return err
	})
	for _, a := range s.accounts {
		if a.Channel == desk.Email {
			s.addMail(a.Address)
		} else if key, ok := phone.Key(a.Address); ok {
			s.ownPhones[phoneKey(key)] = true
		}
	}
	return s, err
}

func (s *shop) addMail(address string) {
	s.ownMail[mailKey(address)] = true
	if domain := OwnDomain(address); domain != "" && !slices.Contains(s.ownDomains, domain) {
		s.ownDomains = append(s.ownDomains, domain)
	}
}

// OwnDomain is the domain of a mail address of the shop's, where it is nobody else's; else it is empty.
func OwnDomain(address string) string {
	_, domain, _ := strings.Cut(mailKey(address), "@")
	if isShared(domain) {
		return ""
	}
	return domain
}

// isOwn tells that an address is one of the shop's, or of its domain.
func (s shop) isOwn(address string) bool {
	_, domain, _ := strings.Cut(address, "@")
	return s.ownMail[mailKey(address)] || within(domain, s.ownDomains)
}

// within tells whether a domain is one of some, or below one.
func within(domain string, some []string) bool {
	domain = strings.ToLower(domain)
	return slices.ContainsFunc(some, func(s string) bool { return domain == s || strings.HasSuffix(domain, "."+s) })
}

// Where everybody has an address, what comes from a domain says nothing about the shop.
var (
	sharedDomains = []string{
		"uol.com.br", "bol.com.br", "terra.com.br", "ig.com.br", "globo.com", "globomail.com", "r7.com", "oi.com.br", "zipmail.com.br", "sapo.pt",
		"mail.telepac.pt", "netcabo.pt", "clix.pt", "iol.pt", "vodafone.pt", "meo.pt", "telefonica.net", "movistar.es", "orange.es", "ono.com",
		"terra.es", "ya.com", "wanadoo.es", "euskalnet.net", "telefonica.es", "me.com", "mac.com", "pm.me", "duck.com", "hey.com", "fastmail.com",
		"tutanota.com", "tuta.com", "mail.com", "email.com", "web.de", "t-online.de", "free.fr", "orange.fr", "laposte.net", "libero.it",
	}
	// sharedNames have a domain in many countries: yahoo.es, yahoo.com.br.
	sharedNames = []string{
		"gmail", "googlemail", "hotmail", "outlook", "live", "msn", "yahoo", "ymail", "rocketmail", "icloud", "aol", "gmx", "proton", "protonmail", "zoho", "zohomail", "yandex",
	}
)

func isShared(domain string) bool {
	name, _, _ := strings.Cut(domain, ".")
	return slices.Contains(sharedDomains, domain) || slices.Contains(sharedNames, name)
}

// mailAccount names the shop's address that a mail came through: the one of the mailbox it lies in; of a mail out of a file,
// the first that it names.
func (s shop) mailAccount(mail *eml.Message) desk.AccountID {
	if s.connection.ID != "" {
		return s.account(desk.Email, "")
	}
	for _, named := range slices.Concat(mail.From, mail.To, mail.Cc, mail.Bcc) {
		for _, a := range s.accounts {
			if a.Channel == desk.Email && mailKey(a.Address) == mailKey(named.Addr) {
				return a.ID
			}
		}
	}
	return s.account(desk.Email, "")
}

// account names the shop's address that a message came through.
func (s shop) account(ch desk.Channel, address string) desk.AccountID {
	return store.AccountFor(s.accounts, s.connection.ID, ch, address).ID
}
