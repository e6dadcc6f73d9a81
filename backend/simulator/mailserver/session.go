package mailserver

import (
	"bufio"
	"bytes"
	"crypto/subtle"
	"io"
	"sync"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-message/textproto"
)

const delimiter = '/'

var (
	errNoFolder = &imap.Error{Type: imap.StatusResponseTypeNo, Code: imap.ResponseCodeNonExistent, Text: "No such mailbox"}
	errFixed    = &imap.Error{Type: imap.StatusResponseTypeNo, Code: imap.ResponseCodeNoPerm, Text: "The folders of this mailbox are fixed"}
	errReadOnly = &imap.Error{Type: imap.StatusResponseTypeNo, Text: "Mailbox is open read-only"}
)

// session is one connection.
type session struct {
	folders
	reading
}

// folders is what a connection may do before it opens one.
type folders struct{ server *Server }

// reading is what a connection does with the folder it has open.
type reading struct {
	mu   sync.Mutex // the library idles in a goroutine of its own, which may outlive the connection a little
	open *view
}

// view is a folder as one connection has it open.
type view struct {
	*folder
	tracker  *imapserver.SessionTracker
	readOnly bool
}

var _ imapserver.Session = (*session)(nil)

// Close is called once, when the connection has ended.
func (s *session) Close() error {
	s.leave()
	s.server.sessions.Done()
	return nil
}

func (s *reading) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open != nil {
		s.open.tracker.Close()
		s.open = nil
	}
}

func (s *folders) Login(user, password string) error {
	sameUser := subtle.ConstantTimeCompare([]byte(user), []byte(s.server.options.User))
	samePassword := subtle.ConstantTimeCompare([]byte(password), []byte(s.server.options.Secret))
	if sameUser&samePassword != 1 {
		return imapserver.ErrAuthFailed
	}
	return nil
}

func (s *session) Select(name string, options *imap.SelectOptions) (*imap.SelectData, error) {
	f := s.server.folder(name)
	if f == nil {
		return nil, errNoFolder
	}
	s.leave()
	_, first := f.unseen()
	f.mu.Lock()
	defer f.mu.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open = &view{folder: f, tracker: f.tracker.NewSession(), readOnly: options.ReadOnly}
	known := []imap.Flag{imap.FlagAnswered, imap.FlagFlagged, imap.FlagDeleted, imap.FlagSeen, imap.FlagDraft}
	permanent := append([]imap.Flag{imap.FlagWildcard}, known...)
	if options.ReadOnly {
		permanent = nil
	}
	return &imap.SelectData{
		Flags: known, PermanentFlags: permanent, NumMessages: uint32(len(f.mails)),
		FirstUnseenSeqNum: first, UIDNext: f.nextUID, UIDValidity: f.validity,
	}, nil
}

func (s *reading) Unselect() error {
	s.leave()
	return nil
}

func (s *folders) Create(string, *imap.CreateOptions) error         { return errFixed }
func (s *folders) Delete(string) error                              { return errFixed }
func (s *folders) Rename(string, string, *imap.RenameOptions) error { return errFixed }
func (s *folders) Subscribe(name string) error                      { return s.mustExist(name) }
func (s *folders) Unsubscribe(string) error                         { return errFixed }

// mustExist: every folder is subscribed to, and stays so.
func (s *folders) mustExist(name string) error {
	if s.server.folder(name) == nil {
		return errNoFolder
	}
	return nil
}

func (s *folders) List(w *imapserver.ListWriter, ref string, patterns []string, options *imap.ListOptions) error {
	if len(patterns) == 0 {
		return w.WriteList(&imap.ListData{Attrs: []imap.MailboxAttr{imap.MailboxAttrNoSelect}, Delim: delimiter})
	}
	for _, f := range s.server.folders {
		if !matches(f.name, ref, patterns) || options.SelectSpecialUse && f.use == "" {
			continue
		}
		if err := w.WriteList(f.listing(options)); err != nil {
			return err
		}
	}
	return nil
}

func matches(name, ref string, patterns []string) bool {
	for _, p := range patterns {
		if imapserver.MatchList(name, delimiter, ref, p) {
			return true
		}
	}
	return false
}

func (f *folder) listing(options *imap.ListOptions) *imap.ListData {
	data := &imap.ListData{Mailbox: f.name, Delim: delimiter, Attrs: []imap.MailboxAttr{imap.MailboxAttrHasNoChildren}}
	if options.ReturnSubscribed || options.SelectSubscribed {
		data.Attrs = append(data.Attrs, imap.MailboxAttrSubscribed)
	}
	if f.use != "" {
		data.Attrs = append(data.Attrs, f.use)
	}
	if options.ReturnStatus != nil {
		data.Status = f.status(options.ReturnStatus)
	}
	return data
}

func (s *folders) Status(name string, options *imap.StatusOptions) (*imap.StatusData, error) {
	f := s.server.folder(name)
	if f == nil {
		return nil, errNoFolder
	}
	return f.status(options), nil
}

func (s *folders) Append(name string, r imap.LiteralReader, options *imap.AppendOptions) (*imap.AppendData, error) {
	f := s.server.folder(name)
	if f == nil {
		return nil, &imap.Error{Type: imap.StatusResponseTypeNo, Code: imap.ResponseCodeTryCreate, Text: "No such mailbox"}
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	received := options.Time
	if received.IsZero() {
		received = s.server.options.Now()
	}
	kept := f.add(raw, received, options.Flags)
	return &imap.AppendData{UIDValidity: f.validity, UID: kept.uid}, nil
}

func (s *reading) Poll(w *imapserver.UpdateWriter, allowExpunge bool) error {
	if s.open == nil {
		return nil
	}
	return s.open.tracker.Poll(w, allowExpunge)
}

func (s *reading) Idle(w *imapserver.UpdateWriter, stop <-chan struct{}) error {
	s.mu.Lock()
	open := s.open
	s.mu.Unlock()
	if open == nil {
		<-stop
		return nil
	}
	for {
		changed := open.nextChange()
		if err := open.tracker.Poll(w, true); err != nil {
			return err
		}
		select {
		case <-changed:
		case <-stop:
			return nil
		}
	}
}

func (s *reading) Expunge(_ *imapserver.ExpungeWriter, uids *imap.UIDSet) error {
	if s.open.readOnly {
		return nil // CLOSE of a folder opened with EXAMINE removes nothing (RFC 3501 §6.4.2)
	}
	s.open.expunge(uids)
	return nil
}

func (s *reading) Fetch(w *imapserver.FetchWriter, set imap.NumSet, options *imap.FetchOptions) error {
	for _, m := range s.open.find(set, s.open.tracker) {
		if m.seq == 0 {
			continue
		}
		if !s.open.readOnly && marksSeen(options) {
			s.open.setFlags(m, &imap.StoreFlags{Op: imap.StoreFlagsAdd, Flags: []imap.Flag{imap.FlagSeen}}, s.open.tracker)
		}
		if err := s.open.answer(w.CreateMessage(m.seq), m.stored, options); err != nil {
			return err
		}
	}
	return nil
}

func marksSeen(options *imap.FetchOptions) bool {
	for _, section := range options.BodySection {
		if !section.Peek {
			return true
		}
	}
	for _, section := range options.BinarySection {
		if !section.Peek {
			return true
		}
	}
	return false
}

// answer writes one FETCH response. The response is closed even when writing it failed: it holds a lock
// of the connection that the end of the connection waits for.
func (v *view) answer(w *imapserver.FetchResponseWriter, m *stored, options *imap.FetchOptions) error {
	err := v.writeItems(w, m, options)
	if closed := w.Close(); err == nil {
		err = closed
	}
	return err
}

func (v *view) writeItems(w *imapserver.FetchResponseWriter, m *stored, options *imap.FetchOptions) error {
	w.WriteUID(m.uid)
	if options.Flags {
		w.WriteFlags(v.flagsOf(m))
	}
	if options.InternalDate {
		w.WriteInternalDate(m.Received)
	}
	if options.RFC822Size {
		w.WriteRFC822Size(v.sizeOf(m))
	}
	if !needsBytes(options) {
		return nil
	}
	raw := m.Render()
	if options.Envelope {
		// A header that cannot be read gives an empty envelope, as servers do.
		header, _ := textproto.ReadHeader(bufio.NewReader(bytes.NewReader(raw)))
		w.WriteEnvelope(imapserver.ExtractEnvelope(header))
	}
	if options.BodyStructure != nil {
		w.WriteBodyStructure(imapserver.ExtractBodyStructure(bytes.NewReader(raw)))
	}
	return writeSections(w, raw, options)
}

func needsBytes(o *imap.FetchOptions) bool {
	return o.Envelope || o.BodyStructure != nil || len(o.BodySection)+len(o.BinarySection)+len(o.BinarySectionSize) > 0
}

func writeSections(w *imapserver.FetchResponseWriter, raw []byte, options *imap.FetchOptions) error {
	for _, section := range options.BodySection {
		data := sectionOf(raw, section)
		if err := writeAll(w.WriteBodySection(section, int64(len(data))), data); err != nil {
			return err
		}
	}
	for _, section := range options.BinarySection {
		data := imapserver.ExtractBinarySection(bytes.NewReader(raw), section)
		if err := writeAll(w.WriteBinarySection(section, int64(len(data))), data); err != nil {
			return err
		}
	}
	for _, section := range options.BinarySectionSize {
		w.WriteBinarySectionSize(section, imapserver.ExtractBinarySectionSize(bytes.NewReader(raw), section))
	}
	return nil
}

// sectionOf gives the whole mail byte for byte; the library would write its header anew.
func sectionOf(raw []byte, section *imap.FetchItemBodySection) []byte {
	if len(section.Part) > 0 || section.Specifier != imap.PartSpecifierNone {
		return imapserver.ExtractBodySection(bytes.NewReader(raw), section)
	}
	if section.Partial == nil {
		return raw
	}
	from := min(section.Partial.Offset, int64(len(raw)))
	return raw[from:min(from+section.Partial.Size, int64(len(raw)))]
}

func writeAll(w io.WriteCloser, data []byte) error {
	_, err := w.Write(data)
	if closed := w.Close(); err == nil {
		err = closed
	}
	return err
}

func (s *reading) Store(w *imapserver.FetchWriter, set imap.NumSet, change *imap.StoreFlags, _ *imap.StoreOptions) error {
	if s.open.readOnly {
		return errReadOnly
	}
	for _, m := range s.open.find(set, s.open.tracker) {
		s.open.setFlags(m, change, s.open.tracker)
		if change.Silent {
			continue
		}
		if err := s.open.answer(w.CreateMessage(m.seq), m.stored, &imap.FetchOptions{Flags: true}); err != nil {
			return err
		}
	}
	return nil
}

func (s *session) Copy(set imap.NumSet, dest string) (*imap.CopyData, error) {
	target := s.server.folder(dest)
	if target == nil {
		return nil, &imap.Error{Type: imap.StatusResponseTypeNo, Code: imap.ResponseCodeTryCreate, Text: "No such mailbox"}
	}
	data := &imap.CopyData{UIDValidity: target.validity}
	for _, m := range s.open.find(set, s.open.tracker) {
		kept := target.add(m.Render(), m.Received, s.open.flagsOf(m.stored))
		data.SourceUIDs.AddNum(m.uid)
		data.DestUIDs.AddNum(kept.uid)
	}
	return data, nil
}
