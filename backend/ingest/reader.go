package ingest

import (
	"strings"
	"time"
	"unicode/utf8"

	"balcao/backend/cases"
	"balcao/backend/channel"
	"balcao/backend/consent"
	"balcao/backend/desk"
	"balcao/backend/eml"
	"balcao/backend/phone"
	"balcao/backend/preference"
	"balcao/backend/sanitize"
	"balcao/backend/store"
)

// reader makes plans of messages: everything about them that needs no database. Many may read at once.
type reader struct {
	shop shop
	now  func() time.Time
}

// plan is a message read and ready to be kept.
type plan struct {
	in      *channel.Inbound
	ours    bool             // the shop's own address sent it, whoever speaks
	message store.NewMessage // without identity
	party   party
	blobs   []store.Blob
	files   []desk.Attachment // positions are their order
	report  *eml.BounceReport
	parents []string // the Message-IDs that a mail answers
	// behalf is the rule by which what a program sent is the customer's; empty: nobody wrote on her behalf.
	behalf preference.BehalfRule
	signs  cases.Signs // of the case it belongs to
	says   consent.Word
	wrote  string // what she wrote herself in it, where that may answer a survey

	line   int           // of the file it lies in
	within time.Duration // how far apart the same words are the same message, where no id tells it; 0: an id does
	added  bool          // it brought a file that the message here lacked
}

// party is the customer's side of a message.
type party struct {
	medium  desk.Channel
	address string
	key     string
	name    string
	// whatsApp is the address of the same telephone there, where only its number is known; empty: it is not known, or
	// is the address already.
	whatsApp string
}

const (
	snippetRunes  = 160
	snippetSource = 16 << 10 // bytes looked at for it: who answers under more than that is shown by the beginning
)

func (r reader) read(in *channel.Inbound, old *Old) *plan {
	p := &plan{in: in, ours: in.Outgoing}
	p.message.Channel = in.Channel
	p.message.Direction = desk.In
	if in.Outgoing {
		p.message.Direction = desk.Out
	}
	p.message.Placeholder = in.Placeholder
	p.message.Size = max(int64(len(in.Raw)), in.FullSize)
	if len(in.Raw) > 0 {
		blob := store.NewBlob(in.Raw)
		p.blobs = append(p.blobs, blob)
		p.message.RawSHA256 = blob.SHA256
	}
	if in.Mail {
		r.readMail(p)
	} else {
		r.readText(p)
	}
	if old != nil {
		p.readOld(old)
	}
	p.message.ID = store.NewMessageID(in.Channel, p.message.ExternalID)
	p.message.History = old != nil || r.isHistory(p)
	r.readWords(p)
	p.message.Snippet = snippet(p.message.Subject, p.message.Text)
	p.message.Numbers = store.Numbers(p.message.Subject + "\n" + p.message.Text)
	light := *in
	light.Raw = nil // packed by now; a batch holds thousands
	p.in = &light
	for i := range p.files {
		p.files[i].MessageID = p.message.ID
		p.files[i].ID = desk.AttachmentID(desk.HashID("attachment", string(p.message.ID), p.files[i].Remote, p.files[i].SHA256, string(rune('0'+i))))
	}
	return p
}

// readWords finds what the words of a message that is no history mean to the program. Only what she wrote herself tells
// what she allows.
func (r reader) readWords(p *plan) {
	m := p.message
	if m.History || m.Voice != desk.CustomerVoice && m.Voice != desk.ElsewhereShop {
		return
	}
	visible, quoted := eml.SplitQuoted(m.Text)
	p.signs = cases.Read(visible, m.Subject, quoted, p.parents)
	p.signs.Indirect = p.behalf != ""
	if m.Voice == desk.CustomerVoice && p.behalf == "" && !m.Damaged {
		p.says = consent.Read(m.Channel, m.Subject, visible)
		if p.says == consent.NoWord {
			p.wrote = visible
		}
	}
}

// isHistory tells what came before the shop used Balcão. What reached the server after the connection was made
// is news, whatever date it claims.
func (r reader) isHistory(p *plan) bool {
	c := r.shop.connection
	return p.message.At.Before(c.HistoryBefore) && !p.in.Received.After(c.CreatedAt)
}

// readText reads a message that the provider gave in pieces already.
func (r reader) readText(p *plan) {
	in, m := p.in, &p.message
	m.ExternalID, m.At = in.ExternalID, believableDate(time.Time{}, in.Received, r.now())
	m.From, m.To = desk.Clean(in.From), desk.Clean(in.To)
	m.Text = desk.Clean(in.Text)
	theirs, ours := m.From, m.To
	m.Voice = desk.CustomerVoice
	if in.Outgoing {
		theirs, ours = ours, theirs
		m.Voice = desk.ElsewhereShop
	}
	m.AccountID = r.shop.account(in.Channel, ours)
	p.party = textParty(in.Channel, theirs)
	for _, f := range in.Media {
		p.files = append(p.files, desk.Attachment{Name: f.Name, Type: f.Type, Remote: f.Ref})
	}
}

// textParty identifies whoever is behind an address of a message channel. SMS and WhatsApp of one number share
// a match key; what is no telephone number is its own key.
func textParty(ch desk.Channel, address string) party {
	p := party{medium: ch, address: address, key: string(ch) + ":" + address}
	if key, ok := phone.Key(address); ok {
		p.key = phoneKey(key)
	}
	return p
}

func phoneKey(key string) string { return "tel:" + key }

func mailKey(address string) string { return "mail:" + eml.AddressKey(address) }

// readMail reads an RFC 5322 message.
func (r reader) readMail(p *plan) {
	mail := eml.Parse(p.in.Raw)
	m := &p.message
	if len(p.in.Raw) > 0 {
		m.ExternalID = eml.ExternalID(p.in.Raw)
	} else {
		// Nothing could be read: the place is all that tells it from others.
		m.ExternalID = desk.HashID(string(r.shop.connection.ID), p.in.Folder, uitoa(p.in.UIDValidity), uitoa(p.in.UID))
	}
	m.RFCMessageID = mail.MessageID
	m.At = believableDate(mail.Date, p.in.Received, r.now())
	m.From, m.To, m.Cc = addressLine(mail.From), addressLine(mail.To), addressLine(mail.Cc)
	m.Subject, m.Text = mail.Subject, mail.Text
	m.Auto, m.Damaged = desk.Auto(mail.Auto), mail.Damaged
	m.AccountID = r.shop.mailAccount(mail)
	p.report, p.parents = mail.Bounce, append(mail.References, mail.InReplyTo...)
	r.decideParty(p, mail)
	if len(mail.HTMLParts) > 0 {
		shown := sanitize.HTML(mail.HTMLParts, nil)
		m.HTML, m.HTMLPolicy = shown.HTML, sanitize.PolicyVersion
		m.Rich, m.Targets = shown.Rich, shown.Targets()
	}
	p.readFiles(mail)
}

func (p *plan) readFiles(mail *eml.Message) {
	for _, f := range mail.Attachments {
		blob := store.NewBlob(f.Data)
		p.blobs = append(p.blobs, blob)
		p.files = append(p.files, desk.Attachment{
			Name: f.Name, Type: f.Type, ContentID: f.ContentID, Inline: f.Inline, Size: blob.Size, SHA256: blob.SHA256,
		})
	}
}

// mailParty identifies whoever is behind a mail address.
func mailParty(a eml.Address) party {
	key := eml.AddressKey(a.Addr)
	return party{medium: desk.Email, address: key, key: mailKey(key), name: a.Name}
}

// decideParty finds who the customer is and who speaks. Mail from one of the shop's own addresses was written
// by the shop wherever it lies. What a form, a marketplace or Reclame Aqui sends on behalf of a customer is hers, see
// behalf.go.
func (r reader) decideParty(p *plan, mail *eml.Message) {
	m := &p.message
	from := firstAddress(mail.From)
	p.ours = p.ours || r.shop.ownMail[mailKey(from.Addr)]
	if who, rule := r.onBehalfOf(mail, from, m.ExternalID); rule != "" && (!p.ours || r.isForm(mail, from)) {
		p.behalf = rule
		p.speaksAsPerson(who)
		return
	}
	isMachine := mail.Auto != "" && !r.isSeen(mail, from)
	if p.ours {
		m.Direction, m.Voice = desk.Out, desk.ElsewhereShop
		from = r.firstForeign(append(append([]eml.Address{}, mail.To...), mail.Cc...))
	} else {
		m.Direction, m.Voice = desk.In, desk.CustomerVoice
	}
	if from.Addr == "" && m.Direction == desk.Out {
		from, m.Voice = firstAddress(mail.From), desk.MachineVoice // a note to oneself answers nobody
	}
	if isMachine {
		m.Voice = desk.MachineVoice
	}
	p.party = mailParty(from)
}

func firstAddress(list []eml.Address) eml.Address {
	if len(list) == 0 {
		return eml.Address{}
	}
	return list[0]
}

func (r reader) firstForeign(list []eml.Address) eml.Address {
	for _, a := range list {
		if !r.shop.ownMail[mailKey(a.Addr)] {
			return a
		}
	}
	return eml.Address{}
}

// believableDate is the Date header, or the server's own time where Date is missing, lies more than a day ahead
// of it, or is the zero that a broken clock gives. Where the server's time is none either, it is now.
func believableDate(date, received, now time.Time) time.Time {
	if !isDate(received) {
		received = now
	}
	if !isDate(date) || date.After(received.Add(24*time.Hour)) {
		return received
	}
	return date
}

// isDate refuses the first day of Unix time and what comes before, and years that no list can show.
func isDate(t time.Time) bool {
	return t.Unix() >= 24*60*60 && t.Year() < 4000
}

func addressLine(list []eml.Address) string {
	parts := make([]string, 0, len(list))
	for _, a := range list {
		if a.Name == "" {
			parts = append(parts, a.Addr)
		} else {
			parts = append(parts, a.Name+" <"+a.Addr+">")
		}
	}
	return strings.Join(parts, ", ")
}

// snippet is one line for the list: the new words of the text, else the subject.
func snippet(subject, text string) string {
	visible, _ := eml.SplitQuoted(firstBytes(text, snippetSource))
	line := strings.Join(strings.Fields(firstBytes(visible, 8*snippetRunes)), " ")
	if line == "" {
		line = subject
	}
	if runes := []rune(line); len(runes) > snippetRunes {
		line = string(runes[:snippetRunes-1]) + "…"
	}
	return line
}

func firstBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
