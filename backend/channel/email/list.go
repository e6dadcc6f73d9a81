package email

import (
	"context"

	"github.com/emersion/go-imap/v2"

	"balcao/backend/channel"
	"balcao/backend/desk"
)

// List names every mail of INBOX and the Sent folder by its place, on a connection of its own. The folders are only
// examined, so that no flag changes. See channel.Lister.
func (m *Mailbox) List(ctx context.Context, each func(channel.Listed) error) error {
	s, found, err := m.errand(ctx)
	if err != nil {
		return err
	}
	defer s.watch(ctx)()
	defer s.leave()
	for _, name := range []string{inbox, found.sent} {
		if name == "" {
			continue
		}
		if err := (census{s}).folder(ctx, name, each); err != nil {
			return err
		}
	}
	return nil
}

// census is a session that asks which mails exist.
type census struct{ *session }

func (s census) folder(ctx context.Context, name string, each func(channel.Listed) error) error {
	o, err := s.examine(ctx, name)
	if err != nil || o.messages == 0 {
		return err
	}
	set, err := s.everyUID(ctx, o.messages)
	if err != nil {
		return err
	}
	for _, run := range set {
		// In 64 bits, since the last UID of all has no next one.
		for uid := uint64(run.Start); uid <= uint64(run.Stop); uid++ {
			mail := channel.Listed{Channel: desk.Email, Folder: name, UIDValidity: o.uidValidity, UID: uint32(uid)}
			if err := each(mail); err != nil {
				return err
			}
		}
	}
	return nil
}

// everyUID asks for the UIDs of the folder that is open, in runs (RFC 4731) where the server knows how to.
func (s census) everyUID(ctx context.Context, messages uint32) (imap.UIDSet, error) {
	caps, err := s.caps(ctx)
	if err != nil {
		return nil, err
	}
	var options *imap.SearchOptions
	if caps.Has(imap.CapESearch) {
		options = &imap.SearchOptions{ReturnAll: true}
	}
	set, err := s.searchSet(ctx, &imap.SearchCriteria{}, options, messages)
	if err == nil && !believable(set) {
		err = s.mailbox.trouble.imapError(ctx, s.session, "search", errNonsense)
	}
	return set, err
}

// believable refuses what cannot be the answer of a folder that holds something: nothing, a UID of zero, or more mails
// than can be.
func believable(set imap.UIDSet) bool {
	var sum uint64
	for _, run := range set {
		if run.Start == 0 || run.Stop < run.Start {
			return false
		}
		sum += uint64(run.Stop-run.Start) + 1
	}
	return sum > 0 && sum <= mailboxLimit
}
