package syncer

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"testing"

	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/outbox"
	"balcao/backend/store"
)

// holding is a provider that can name what it holds.
type holding struct{ *fake }

func (h holding) List(_ context.Context, each func(channel.Listed) error) error {
	for _, l := range h.holds {
		if err := each(l); err != nil {
			return err
		}
	}
	return h.listFail
}

// sms names a message to the number of a connection.
func sms(conn desk.ConnectionID, sid string) channel.Listed {
	return channel.Listed{Channel: desk.SMS, Account: "+55110000" + string(conn), ExternalID: sid}
}

func (s *shop) compare() map[string]Comparison {
	s.t.Helper()
	found, err := s.engine().Compare(s.t.Context())
	check(s.t, err)
	byAddress := map[string]Comparison{}
	for _, c := range found {
		byAddress[c.Account.Address] = c
	}
	if len(byAddress) != len(found) {
		s.t.Errorf("an address is told of twice: %+v", found)
	}
	return byAddress
}

func TestCompare(t *testing.T) {
	many := []channel.Listed{}
	for i := range 2*comparePage + 1 {
		many = append(many, sms("1", fmt.Sprintf("SM%d", i)))
	}
	stranger := channel.Listed{Channel: desk.WhatsApp, Account: "whatsapp:+55119", ExternalID: "SMstranger"}
	unreachable := desk.Passing(desk.ErrUnreachable, nil, "host", "example.com")
	for name, c := range map[string]struct {
		holds   []channel.Listed
		fail    error
		address string
		want    Comparison
		missing string // the first
	}{
		"all is here":               {[]channel.Listed{sms("1", "SM1"), sms("1", "SM2")}, nil, "+551100001", Comparison{Server: 2, Local: 2}, ""},
		"one is not here":           {[]channel.Listed{sms("1", "SM1"), sms("1", "SM3")}, nil, "+551100001", Comparison{Server: 2, Local: 1}, "SM3"},
		"one is gone at the server": {[]channel.Listed{sms("1", "SM2")}, nil, "+551100001", Comparison{Server: 1, Local: 1}, ""},
		"nothing there":             {[]channel.Listed{}, nil, "+551100001", Comparison{}, ""},
		"more than a page":          {many, nil, "+551100001", Comparison{Server: len(many), Local: 2}, "SM0"},
		"a number nobody added":     {[]channel.Listed{stranger}, nil, "whatsapp:+55119", Comparison{Server: 1}, "SMstranger"},
		"the line broke":            {[]channel.Listed{sms("1", "SM1")}, unreachable, "+551100001", Comparison{Server: 1, Local: 1, Error: unreachable}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := openShop(t)
			p := s.add("1", &fake{holds: c.holds, listFail: c.fail})
			p.inbox = []*channel.Inbound{text(s, "1", "SM1"), text(s, "1", "SM2")}
			_, err := s.engine().Once(t.Context(), everything)
			check(t, err)
			got := s.compare()[c.address]
			if got.Server != c.want.Server || got.Local != c.want.Local || got.Error != c.want.Error || got.Missing == nil {
				t.Errorf("found %+v, want %+v", got, c.want)
			}
			if len(got.Missing) != got.Server-got.Local || c.missing != "" && got.Missing[0].ExternalID != c.missing {
				t.Errorf("%d missing, the first should be %s: %+v", len(got.Missing), c.missing, got.Missing[:min(3, len(got.Missing))])
			}
		})
	}
}

// TestComparisonOfMailGoesByPlace, and by all of it.
func TestComparisonOfMailGoesByPlace(t *testing.T) {
	s := openShop(t)
	const id = "mail"
	place := channel.Listed{Channel: desk.Email, Folder: "INBOX", UIDValidity: 7, UID: 3}
	other := []channel.Listed{place, place, place}
	other[0].Folder, other[1].UIDValidity, other[2].UID = "Sent", 8, 4
	p := s.add(id, &fake{holds: append(other, place)})
	s.write(func(tx *store.Tx) error {
		check(t, tx.Connections().Put(desk.Connection{ID: id, Kind: desk.MailConnection, Config: []byte("{}"), CreatedAt: s.now(), HistoryBefore: s.now()}))
		return tx.Connections().PutAccount(desk.Account{ID: "box", ConnectionID: id, Channel: desk.Email, Address: "loja@example.com"})
	})
	p.inbox = []*channel.Inbound{{
		Channel: desk.Email, Mail: true, Raw: []byte("From: ana@example.com\r\n\r\noi"), Received: s.now(),
		Folder: place.Folder, UIDValidity: place.UIDValidity, UID: place.UID,
	}}
	_, err := s.engine().Once(t.Context(), everything)
	check(t, err)
	got := s.compare()["loja@example.com"]
	if got.Server != 4 || got.Local != 1 || len(got.Missing) != 3 {
		t.Errorf("found %+v", got)
	}
	for i, l := range got.Missing {
		if l != other[i] {
			t.Errorf("missing %+v, want %+v", l, other[i])
		}
	}
}

// TestOwnMessagesAreKnownByTheIDOfTheProvider: they have an id of ours.
func TestOwnMessagesAreKnownByTheIDOfTheProvider(t *testing.T) {
	s := openShop(t)
	p := s.add("1", &fake{})
	p.inbox = []*channel.Inbound{text(s, "1", "SM1")}
	e := s.engine()
	_, err := e.Once(t.Context(), everything)
	check(t, err)
	q := s.reply(outbox.Draft{Text: "bom dia"})
	_, err = e.Once(t.Context(), everything)
	check(t, err)
	p.holds = []channel.Listed{sms("1", "SM"+string(q.DeliveryID))}
	if got := s.compare()["+551100001"]; got.Server != 1 || got.Local != 1 {
		t.Errorf("found %+v", got)
	}
}

// TestOneTroubleLeavesTheOthersCompared: what cannot be opened has its error, what cannot be asked is left out, and
// each provider is let go of.
func TestOneTroubleLeavesTheOthersCompared(t *testing.T) {
	s := openShop(t)
	s.add("1", &fake{refuse: desk.E(desk.ErrSecretGone, nil)})
	works := s.add("2", &fake{holds: []channel.Listed{sms("2", "SM1")}})
	mute := s.add("3", &fake{})
	got := s.compare()
	if c := got["+551100001"]; c.Error == nil || c.Error.Code != desk.ErrSecretGone || c.Server != 0 {
		t.Errorf("of the one that cannot be opened: %+v", c)
	}
	if c := got["+551100002"]; c.Error != nil || c.Server != 1 || len(c.Missing) != 1 {
		t.Errorf("of the one that works: %+v", c)
	}
	if len(got) != 2 {
		t.Errorf("compared %+v", got)
	}
	await(t, works.closed, "closing a provider that was asked")
	await(t, mute.closed, "closing a provider that cannot be asked")
}

// TestTroubleOfTheStoreIsNoTroubleOfTheProvider: then nothing is said of the server.
func TestTroubleOfTheStoreIsNoTroubleOfTheProvider(t *testing.T) {
	s := openShop(t)
	s.add("1", &fake{holds: []channel.Listed{sms("1", "SM1")}})
	e := s.engine()
	open := e.open
	e.open = func(c desk.Connection) (Provider, error) {
		defer func() { _ = s.st.Close() }()
		return open(c)
	}
	if found, err := e.Compare(t.Context()); err == nil || len(found) > 0 {
		t.Errorf("found %+v, %v", found, err)
	}
}

func TestCompareCanBeStopped(t *testing.T) {
	s := openShop(t)
	s.add("1", &fake{holds: []channel.Listed{sms("1", "SM1")}, listFail: fs.ErrClosed})
	ctx, cancel := context.WithCancel(t.Context())
	e := s.engine()
	open := e.open
	e.open = func(c desk.Connection) (Provider, error) {
		cancel()
		return open(c)
	}
	if _, err := e.Compare(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("a comparison that was stopped gives %v", err)
	}
}
