package email

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/emersion/go-imap/v2"
)

const inbox = "INBOX"

// sentNames are what servers and programs call the folder of sent mail where they do not mark it
// (RFC 6154), lower-cased, best first.
var sentNames = []string{
	"sent", "sent items", "sent messages", "sent mail",
	"enviados", "itens enviados", "enviadas", "mensagens enviadas", "e-mails enviados", "emails enviados", "correio enviado",
	"elementos enviados", "mensajes enviados", "correo enviado", "enviats", "elements enviats", "missatges enviats",
	"envoyés", "éléments envoyés", "messages envoyés", "gesendet", "gesendete objekte", "gesendete elemente",
	"posta inviata", "inviata", "inviati", "verzonden items",
}

// guessedSent are tried one by one where the list of folders cannot be had.
var guessedSent = []string{
	"Sent", "INBOX.Sent", "Sent Items", "Sent Messages", "Enviados", "INBOX.Enviados", "Itens Enviados",
	"Elementos enviados", "[Gmail]/Sent Mail", "[Gmail]/E-mails enviados", "[Gmail]/Enviados",
}

// folders are the names that matter of a mailbox.
type folders struct {
	sent   string // empty: there is none
	prefix string // what a new folder's name must begin with ("INBOX.")
}

// lister finds folders on a session.
type lister struct{ *session }

// findFolders asks for the list of folders and picks the one of sent mail.
func (s lister) findFolders(ctx context.Context) (folders, error) {
	if s.mailbox.notes.isUnlisted() {
		return s.guessFolders(ctx)
	}
	list, err := s.list(ctx)
	if err != nil {
		if s.broken() && errors.Is(err, errNonsense) {
			s.mailbox.notes.setUnlisted() // one name that go-imap cannot read spoils them all
		}
		return folders{}, err
	}
	return chooseFolders(list), nil
}

func (s lister) list(ctx context.Context) ([]*imap.ListData, error) {
	caps, err := s.caps(ctx)
	if err != nil {
		return nil, err
	}
	s.guard.begin(allowance{bytes: 8 << 20})
	defer s.guard.end()
	if caps.Has(imap.CapSpecialUse) && caps.Has(imap.CapListExtended) {
		list, err := s.client.List("", "*", &imap.ListOptions{ReturnSpecialUse: true}).Collect()
		if err == nil {
			return list, nil
		}
		if s.broken() {
			return nil, s.mailbox.trouble.imapError(ctx, s.session, "list", err)
		}
	}
	list, err := s.client.List("", "*", nil).Collect()
	if err != nil {
		return nil, s.mailbox.trouble.imapError(ctx, s.session, "list", err)
	}
	return list, nil
}

func (s lister) guessFolders(ctx context.Context) (folders, error) {
	for _, name := range guessedSent {
		_, err := s.examine(ctx, name)
		if err == nil {
			return folders{sent: name}, nil
		}
		if s.broken() {
			return folders{}, err
		}
	}
	return folders{}, nil
}

func chooseFolders(list []*imap.ListData) folders {
	out := folders{prefix: personalPrefix(list)}
	best := len(sentNames)
	for _, f := range list {
		if !selectable(f) || strings.EqualFold(f.Mailbox, inbox) {
			continue
		}
		if slices.Contains(f.Attrs, imap.MailboxAttrSent) {
			out.sent = f.Mailbox
			return out
		}
		if rank := slices.Index(sentNames, lastPart(f)); rank >= 0 && rank < best && !otherUse(f) {
			best, out.sent = rank, f.Mailbox
		}
	}
	return out
}

func selectable(f *imap.ListData) bool {
	return !slices.Contains(f.Attrs, imap.MailboxAttrNoSelect) && !slices.Contains(f.Attrs, imap.MailboxAttrNonExistent)
}

func otherUse(f *imap.ListData) bool {
	for _, attr := range []imap.MailboxAttr{
		imap.MailboxAttrAll, imap.MailboxAttrDrafts, imap.MailboxAttrTrash, imap.MailboxAttrJunk, imap.MailboxAttrArchive,
	} {
		if slices.Contains(f.Attrs, attr) {
			return true
		}
	}
	return false
}

func lastPart(f *imap.ListData) string {
	name := f.Mailbox
	if f.Delim != 0 {
		name = name[strings.LastIndex(name, string(f.Delim))+1:]
	}
	return strings.ToLower(name)
}

// personalPrefix finds out whether all folders lie below INBOX, as with Courier.
func personalPrefix(list []*imap.ListData) string {
	prefix := ""
	for _, f := range list {
		if strings.EqualFold(f.Mailbox, inbox) {
			continue
		}
		below := inbox + string(f.Delim)
		if f.Delim == 0 || !strings.HasPrefix(f.Mailbox, below) {
			return ""
		}
		prefix = below
	}
	return prefix
}
