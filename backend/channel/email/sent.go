package email

import (
	"context"
	"net"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"

	"balcao/backend/channel"
	"balcao/backend/desk"
)

// searchMargin is how much earlier than the first attempt a copy may claim to have arrived: SEARCH
// SINCE compares days, in the server's time zone.
const searchMargin = 48 * time.Hour

// largestMail is what can be sent: most providers refuse more than 25 MB, encoded.
const largestMail = 25 << 20

// keepsCopies are the hosts whose providers put what is sent into the Sent folder themselves.
var keepsCopies = []string{
	"imap.gmail.com", "imap.googlemail.com", "outlook.office365.com", "imap-mail.outlook.com", "outlook.office.com",
}

// Find looks for the mail by its Message-ID, in the Sent folder and then in INBOX.
func (m *Mailbox) Find(ctx context.Context, out channel.Outbound) (channel.Receipt, error) {
	if out.RFCMessageID == "" {
		return channel.Receipt{}, desk.E(desk.ErrUsage, nil, "argument", "message-id")
	}
	s, found, err := m.errand(ctx)
	if err != nil {
		return channel.Receipt{}, err
	}
	defer s.watch(ctx)()
	defer s.leave()
	for _, name := range []string{found.sent, inbox} {
		if name == "" {
			continue
		}
		has, err := copies{s}.holds(ctx, name, out)
		if err != nil {
			return channel.Receipt{}, err
		}
		if has {
			return receipt(out), nil
		}
	}
	return channel.Receipt{}, desk.Passing(desk.ErrNotFound, nil, "kind", "mail", "id", out.RFCMessageID)
}

func receipt(out channel.Outbound) channel.Receipt {
	return channel.Receipt{ExternalID: out.RFCMessageID, Status: channel.Status{Event: desk.Accepted}}
}

// errand opens a connection for one task beside pulling and waiting.
func (m *Mailbox) errand(ctx context.Context) (*session, folders, error) {
	for again := true; ; again = false {
		s, err := m.connect(ctx)
		if err != nil {
			return nil, folders{}, err
		}
		unwatch := s.watch(ctx)
		found, err := lister{s}.findFolders(ctx)
		unwatch()
		if err == nil {
			return s, found, nil
		}
		s.drop()
		if !again || !m.notes.isUnlisted() || ctx.Err() != nil {
			return nil, folders{}, err
		}
	}
}

// copies is a session that looks after the Sent folder.
type copies struct{ *session }

// holds tells whether a folder holds the mail.
func (s copies) holds(ctx context.Context, folder string, out channel.Outbound) (bool, error) {
	o, err := s.examine(ctx, folder)
	if err != nil || o.messages == 0 {
		return false, err
	}
	criteria := &imap.SearchCriteria{
		Header: []imap.SearchCriteriaHeaderField{{Key: "Message-ID", Value: out.RFCMessageID}},
	}
	if !out.StartedAt.IsZero() {
		criteria.Since = out.StartedAt.Add(-searchMargin)
	}
	uids, err := s.search(ctx, criteria, o.messages)
	return len(uids) > 0, err
}

// File puts a copy into the Sent folder, unless it is there or the provider does that by itself.
func (m *Mailbox) File(ctx context.Context, out channel.Outbound) error {
	if ownsSentCopy(m.cfg.IMAPHost) {
		return nil
	}
	if out.RFCMessageID == "" || len(out.Raw) == 0 {
		return desk.E(desk.ErrUsage, nil, "argument", "mail")
	}
	m.filing.Lock()
	defer m.filing.Unlock()
	s, found, err := m.errand(ctx)
	if err != nil {
		return err
	}
	defer s.watch(ctx)()
	defer s.leave()
	sent := copies{s}
	if found.sent == "" {
		if found.sent, err = sent.create(ctx, found.prefix+"Sent"); err != nil {
			return err
		}
	}
	has, err := sent.holds(ctx, found.sent, out)
	if err != nil || has {
		return err
	}
	return sent.append(ctx, found.sent, out)
}

func ownsSentCopy(imapHost string) bool {
	host, _, _ := net.SplitHostPort(imapHost)
	for _, known := range keepsCopies {
		if strings.EqualFold(host, known) {
			return true
		}
	}
	return false
}

func (s copies) create(ctx context.Context, name string) (string, error) {
	s.guard.begin(allowance{bytes: answerSlack})
	defer s.guard.end()
	if err := s.client.Create(name, nil).Wait(); err != nil {
		return "", s.mailbox.trouble.imapError(ctx, s.session, "create", err)
	}
	_ = s.client.Subscribe(name).Wait() // other programs show only what is subscribed; ours shows all
	return name, nil
}

// append adds the mail once. When the answer is lost, the next filing searches before it adds.
func (s copies) append(ctx context.Context, folder string, out channel.Outbound) error {
	s.guard.begin(allowance{bytes: answerSlack, silence: scaled(s.mailbox.opts.Silence)})
	defer s.guard.end()
	cmd := s.client.Append(folder, int64(len(out.Raw)), &imap.AppendOptions{
		Flags: []imap.Flag{imap.FlagSeen}, Time: out.StartedAt,
	})
	_, err := cmd.Write(out.Raw)
	if closeErr := cmd.Close(); err == nil {
		err = closeErr
	}
	if _, waitErr := cmd.Wait(); waitErr != nil {
		err = waitErr
	}
	if err != nil {
		return s.mailbox.trouble.imapError(ctx, s.session, "append", err)
	}
	return nil
}

// Check refuses what cannot be sent, before it is queued.
func (m *Mailbox) Check(out channel.Outbound) error {
	switch {
	case len(recipients(out)) == 0:
		return desk.E(desk.ErrNoAddress, nil, "channel", string(desk.Email))
	case strings.TrimSpace(out.Text) == "" && out.Attachments == 0:
		return desk.E(desk.ErrEmpty, nil)
	case len(out.Raw) > largestMail:
		return desk.E(desk.ErrTooLarge, nil)
	}
	for _, address := range recipients(out) {
		if !sendable(address) {
			return desk.E(desk.ErrNoAddress, nil, "channel", string(desk.Email))
		}
	}
	return nil
}

// recipients are the envelope's.
func recipients(out channel.Outbound) []string {
	if len(out.Recipients) > 0 {
		return out.Recipients
	}
	if out.To != "" {
		return []string{out.To}
	}
	return nil
}

// sendable tells whether an address can stand in an envelope (RFC 5321 §4.1.2, loosely).
func sendable(address string) bool {
	at := strings.LastIndexByte(address, '@')
	return at > 0 && at < len(address)-1 && len(address) <= 254 && !strings.ContainsFunc(address, func(r rune) bool {
		return r <= ' ' || r == 127 || r == '<' || r == '>'
	})
}

// Test logs in on both sides and changes nothing.
func (m *Mailbox) Test(ctx context.Context) (receive, send error) {
	sent := make(chan error, 1)
	go func() { sent <- testSend(ctx, m) }()
	receive = testReceive(ctx, m)
	return receive, <-sent
}

func testReceive(ctx context.Context, m *Mailbox) error {
	s, err := m.connect(ctx)
	if err != nil {
		return err
	}
	defer s.watch(ctx)()
	defer s.leave()
	_, err = s.examine(ctx, inbox)
	return err
}
