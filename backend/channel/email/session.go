package email

import (
	"context"
	"net"
	"slices"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-sasl"

	"balcao/backend/desk"
)

// answerSlack is allowed to every command on top of what it asks for.
const answerSlack = 256 << 10

// searchSilence is how long a search may take without a word: servers without an index read every mail.
const searchSilence = 3 * time.Minute

// session is one IMAP connection, logged in. It is used by one goroutine at a time, except drop.
type session struct {
	mailbox *Mailbox
	host    string
	guard   *guard
	client  *imapclient.Client
	used    time.Time     // when a pull last put it aside
	exists  chan struct{} // gets a word when a message arrives in the folder opened; never blocks
}

// connect opens a session and logs in. ctx only bounds this call.
func (m *Mailbox) connect(ctx context.Context) (*session, error) {
	if err := m.cfg.Validate(); err != nil {
		return nil, err
	}
	conn, err := m.dial(ctx, m.cfg.IMAPHost, m.cfg.IMAPSecurity, imapPrelude)
	if err != nil {
		return nil, err
	}
	host, _, _ := net.SplitHostPort(m.cfg.IMAPHost)
	s := &session{mailbox: m, host: host, guard: newGuard(conn, m.opts.Silence), exists: make(chan struct{}, 1)}
	s.guard.begin(allowance{}) // for the greeting, before the decoder starts
	s.client = imapclient.New(s.guard, &imapclient.Options{
		UnilateralDataHandler: &imapclient.UnilateralDataHandler{Mailbox: s.noticed},
	})
	if !m.notes.keep(s) {
		s.drop()
		return nil, desk.Passing(desk.ErrUnreachable, errClosed, "account", m.cfg.Address, "host", host)
	}
	defer s.watch(ctx)()
	err = s.greet(ctx)
	s.guard.end()
	if err == nil {
		err = s.login(ctx)
	}
	if err != nil {
		s.drop()
		return nil, err
	}
	return s, nil
}

// drop ends the connection at once and never waits.
func (s *session) drop() {
	s.guard.fail(errHungUp)
	go s.mailbox.notes.forget(s) // not here: close holds the lock while it drops
}

// watch drops the session when ctx ends; the function it gives stops watching.
func (s *session) watch(ctx context.Context) (stop func()) {
	cancel := context.AfterFunc(ctx, s.drop)
	return func() { cancel() }
}

// leave says goodbye without waiting long for an answer.
func (s *session) leave() {
	if !s.broken() {
		_ = s.guard.SetWriteDeadline(time.Now().Add(time.Second))
		s.client.Logout()
	}
	s.drop()
}

func (s *session) noticed(data *imapclient.UnilateralDataMailbox) {
	if data.NumMessages == nil {
		return
	}
	select {
	case s.exists <- struct{}{}:
	default:
	}
}

func (s *session) greet(ctx context.Context) error {
	if err := s.client.WaitGreeting(); err != nil {
		return s.mailbox.trouble.imapError(ctx, s, "greeting", err)
	}
	if s.client.State() != imap.ConnStateNotAuthenticated {
		// PREAUTH: whoever sits there did not ask who we are, so it is not the mailbox that was meant.
		return desk.Passing(desk.ErrServer, errNonsense, "account", s.mailbox.cfg.Address, "host", s.host)
	}
	return nil
}

func (s *session) login(ctx context.Context) error {
	caps, err := s.caps(ctx)
	if err != nil {
		return err
	}
	password, err := s.mailbox.password()
	if err != nil {
		return err
	}
	user := s.mailbox.cfg.user()
	s.guard.begin(allowance{bytes: answerSlack})
	defer s.guard.end()
	switch {
	case (!ascii(user+password) || caps.Has(imap.CapLoginDisabled)) && caps.Has(imap.AuthCap("PLAIN")):
		err = s.client.Authenticate(sasl.NewPlainClient("", user, password))
	case caps.Has(imap.CapLoginDisabled):
		return desk.E(desk.ErrTLS, errNoStartTLS, "account", s.mailbox.cfg.Address, "host", s.host, "reason", "no_starttls")
	default:
		err = s.client.Login(user, password).Wait()
	}
	if err != nil {
		return s.mailbox.trouble.loginError(ctx, s, err)
	}
	return nil
}

func (s *session) caps(ctx context.Context) (imap.CapSet, error) {
	s.guard.begin(allowance{bytes: answerSlack})
	defer s.guard.end()
	caps := s.client.Caps()
	if caps == nil {
		return nil, s.mailbox.trouble.imapError(ctx, s, "capability", errNonsense)
	}
	return caps, nil
}

func ascii(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r > 126 || r < 32 })
}

// opened is a folder as EXAMINE found it.
type opened struct {
	name        string
	uidValidity uint32
	uidNext     uint32 // one above the highest UID; 1 when the folder is empty
	messages    uint32
}

// examine opens a folder for reading only.
func (s *session) examine(ctx context.Context, folder string) (opened, error) {
	s.guard.begin(allowance{bytes: answerSlack})
	data, err := s.client.Select(folder, &imap.SelectOptions{ReadOnly: true}).Wait()
	s.guard.end()
	if err != nil {
		return opened{}, s.mailbox.trouble.imapError(ctx, s, "examine", err)
	}
	o := opened{folder, data.UIDValidity, uint32(data.UIDNext), data.NumMessages}
	if o.uidNext == 0 { // an old server that does not say it
		o.uidNext, err = s.guessUIDNext(ctx, o.messages)
	}
	return o, err
}

// guessUIDNext asks for the UID of the last message, for servers whose EXAMINE does not tell UIDNEXT.
func (s *session) guessUIDNext(ctx context.Context, messages uint32) (uint32, error) {
	if messages == 0 {
		return 1, nil
	}
	s.guard.begin(allowance{bytes: answerSlack})
	defer s.guard.end()
	found, err := s.client.Fetch(imap.SeqSetNum(messages), &imap.FetchOptions{UID: true}).Collect()
	if err != nil {
		return 0, s.mailbox.trouble.imapError(ctx, s, "fetch", err)
	}
	if len(found) != 1 || found[0].UID == 0 {
		return 0, s.mailbox.trouble.imapError(ctx, s, "fetch", errNonsense)
	}
	return uint32(found[0].UID) + 1, nil
}

// mailboxLimit is the number of messages above which a folder cannot be true.
const mailboxLimit = 5_000_000

// search gives the UIDs that match, ascending.
func (s *session) search(ctx context.Context, criteria *imap.SearchCriteria, messages uint32) ([]uint32, error) {
	set, err := s.searchSet(ctx, criteria, nil, messages)
	if err != nil {
		return nil, err
	}
	found, ok := set.Nums()
	if !ok {
		return nil, s.mailbox.trouble.imapError(ctx, s, "search", errNonsense)
	}
	uids := make([]uint32, 0, len(found))
	for _, uid := range found {
		uids = append(uids, uint32(uid))
	}
	slices.Sort(uids)
	return uids, nil
}

// searchSet gives the UIDs that match as the server names them: with options (RFC 4731) in runs, which may be a lie
// of any size.
func (s *session) searchSet(ctx context.Context, criteria *imap.SearchCriteria, options *imap.SearchOptions, messages uint32) (imap.UIDSet, error) {
	size := int64(min(messages, mailboxLimit))*11 + answerSlack
	s.guard.begin(allowance{bytes: size, line: size, silence: scaled(s.mailbox.opts.Silence), esearch: options != nil})
	data, err := s.client.UIDSearch(criteria, options).Wait()
	s.guard.end()
	if err != nil {
		return nil, s.mailbox.trouble.imapError(ctx, s, "search", err)
	}
	if data.All == nil { // ESEARCH says nothing of an empty folder
		return nil, nil
	}
	set, ok := data.All.(imap.UIDSet)
	if !ok {
		return nil, s.mailbox.trouble.imapError(ctx, s, "search", errNonsense)
	}
	return set, nil
}

// scaled gives a search three times the silence of other commands, and never more than searchSilence.
func scaled(silence time.Duration) time.Duration { return min(3*silence, searchSilence) }

func uidRange(lo, hi uint32) imap.UIDSet {
	return imap.UIDSet{imap.UIDRange{Start: imap.UID(lo), Stop: imap.UID(hi)}}
}

// absurdSize stands for any larger one, so that sums cannot overflow.
const absurdSize = 1 << 40

// sized is a message as the server describes it before it is fetched.
type sized struct {
	uid      uint32
	size     int64
	received time.Time
}

// sizes describes the messages of a set, ascending by UID. Without dates a server cannot break the
// connection with one that go-imap does not read.
func (s *session) sizes(ctx context.Context, set imap.UIDSet, count uint32, dates bool) ([]sized, error) {
	s.guard.begin(allowance{bytes: int64(min(count, mailboxLimit))*200 + answerSlack})
	defer s.guard.end()
	cmd := s.client.Fetch(set, &imap.FetchOptions{UID: true, RFC822Size: true, InternalDate: dates})
	var found []sized
	for msg := cmd.Next(); msg != nil; msg = cmd.Next() {
		var one sized
		answered := false
		for item := msg.Next(); item != nil; item = msg.Next() {
			switch item := item.(type) {
			case imapclient.FetchItemDataUID:
				one.uid = uint32(item.UID)
			case imapclient.FetchItemDataInternalDate:
				one.received = item.Time
			case imapclient.FetchItemDataRFC822Size:
				one.size, answered = min(item.Size, absurdSize), true
			}
		}
		if one.uid != 0 && answered {
			found = append(found, one)
		}
	}
	if err := cmd.Close(); err != nil {
		return nil, s.mailbox.trouble.imapError(ctx, s, "fetch sizes", err)
	}
	slices.SortFunc(found, func(a, b sized) int { return int(int64(a.uid) - int64(b.uid)) })
	return found, nil
}
