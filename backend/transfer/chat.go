package transfer

import (
	"context"
	"errors"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"balcao/backend/channel"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/eml"
	"balcao/backend/filekind"
	"balcao/backend/ingest"
	"balcao/backend/phone"
	"balcao/backend/store"
)

// Chat is what an exported chat does not tell by itself. What is blank is found out.
type Chat struct {
	Phone string // the customer's number
	Shop  string // the name by which the shop speaks in it
	Order Order
	Zone  *time.Location // of the telephone that exported it; nil: of this computer
}

// ChatFound is what was found out about a chat.
type ChatFound struct {
	Shop, Customer string
	Key            string // of the customer's number
	Order          Order
}

// OmittedMedia is the placeholder of a file that the export was made without.
const OmittedMedia = "omitted"

// WhatsApp brings in a chat that WhatsApp exported: the text, or the zip with what was sent. The same chat exported again,
// later too, doubles nothing, and brings the files that an earlier export was made without.
//
// Errors: desk.ErrImportUnreadable; desk.ErrImportGroup; and those that ask for a field of Chat: desk.ErrImportWhose,
// desk.ErrImportShop, desk.ErrImportOrder. A cancelled import has brought what the report says.
func WhatsApp(ctx context.Context, st *store.Store, path string, c Chat, o Options) (r Report, found ChatFound, err error) {
	if c.Zone == nil {
		c.Zone = time.Local //nolint:gosmopolitan // the telephone that exported it is the owner's, as this computer is
	}
	file, err := openChat(path)
	if err != nil {
		return r, found, err
	}
	defer func() { _ = file.close() }()
	found, err = file.study(ctx, c, st.Now())
	if err != nil {
		return r, found, err
	}
	id, err := begin(ctx, st, desk.ChatImport, path, o)
	if err != nil {
		return r, found, err
	}
	address, err := addressOf(ctx, st, found.Key)
	if err != nil {
		return r, found, err
	}
	archive, err := ingest.BeginArchive(ctx, st, ingest.File{Import: id, Rehearse: o.DryRun})
	if err != nil {
		return r, found, err
	}
	t := &telling{ctx: ctx, file: file, found: found, zone: c.Zone, address: address, archive: archive, dry: o.DryRun, report: &r, seen: map[string]int{}}
	err = t.tellAll(o.Progress)
	outcomes, closing := archive.Close()
	t.settle(outcomes)
	return r, found, errors.Join(err, closing, r.finish(ctx, st, id))
}

// addressOf is how the customer is written to: as she is known, else by her number.
func addressOf(ctx context.Context, st *store.Store, key string) (address string, err error) {
	address = "whatsapp:" + key
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		id, err := tx.Customers().ByKey("tel:" + key)
		if err != nil || id == "" {
			return err
		}
		hers, err := tx.Customers().Identities(id)
		for _, i := range hers {
			if i.Medium == desk.WhatsApp && i.Key == "tel:"+key {
				address = i.Address
			}
		}
		return err
	})
	return address, err
}

// mostAuthors is how many are told apart before a chat is certainly one of a group.
const mostAuthors = 50

// study reads the whole chat for what it tells of itself.
func (c *chatFile) study(ctx context.Context, told Chat, now time.Time) (found ChatFound, err error) {
	authors, dates := map[string]int{}, newOrders(now, told.Zone)
	err = c.each(ctx, nil, func(line string, _ int) error {
		h, ok := parseHead(line)
		if !ok {
			return nil
		}
		dates.see(h)
		if _, known := authors[h.author]; h.author != "" && (known || len(authors) < mostAuthors) {
			authors[h.author]++
		}
		return nil
	})
	if err != nil {
		return found, err
	}
	maps.DeleteFunc(authors, isSentence)
	names := slices.Sorted(maps.Keys(authors))
	switch {
	case len(names) == 0:
		return found, unreadable(c.text, errors.New("nobody speaks"))
	case len(names) > 2:
		return found, desk.E(desk.ErrImportGroup, nil)
	}
	if found.Shop, found.Customer, err = c.whoIsWho(names, told); err != nil {
		return found, err
	}
	var known bool
	if found.Key, known = c.number(told, found.Customer); !known {
		return found, desk.E(desk.ErrImportWhose, nil, "name", found.Customer)
	}
	found.Order, known = dates.found()
	if told.Order != "" {
		found.Order, known = told.Order, true
	}
	if !known {
		return found, desk.E(desk.ErrImportOrder, nil, "example", dates.example)
	}
	return found, nil
}

// isSentence tells what is no name, though a colon follows it: the program said it, once.
func isSentence(author string, times int) bool { return times == 1 && len(strings.Fields(author)) > 5 }

// whoIsWho tells the shop from the customer: as it was told, by the name of the export, or because WhatsApp writes a number
// for who is in no address book, and the owner is in her own.
func (c *chatFile) whoIsWho(names []string, told Chat) (shop, customer string, err error) {
	is := func(other string) func(string) bool {
		return func(name string) bool { return other != "" && store.Folded(name) == store.Folded(other) }
	}
	of := func(customer int) (string, string, error) {
		if len(names) == 1 {
			return "", names[customer], nil
		}
		return names[1-customer], names[customer], nil
	}
	byNumber := func(name string) bool { return isNumber(name) || told.Phone != "" && sameNumber(name, told.Phone) }
	if at := slices.IndexFunc(names, is(told.Shop)); at >= 0 {
		if len(names) == 1 {
			return names[0], c.with(), nil
		}
		return of(1 - at)
	}
	ask := desk.E(desk.ErrImportShop, nil, "names", strings.Join(names, listMark))
	if told.Shop != "" && len(names) == 2 {
		return "", "", ask
	}
	with := c.with()
	if at := slices.IndexFunc(names, func(n string) bool { return is(with)(n) || sameNumber(n, with) }); at >= 0 {
		return of(at)
	}
	if at := slices.IndexFunc(names, byNumber); at >= 0 && (len(names) == 1 || !byNumber(names[1-at])) {
		return of(at)
	}
	if told.Shop != "" {
		return of(0)
	}
	return "", "", ask
}

func isNumber(name string) bool {
	_, ok := customer.WholeNumber(name)
	return ok && strings.Trim(name, "+0123456789 ()-") == ""
}

func sameNumber(a, b string) bool {
	x, isX := customer.WholeNumber(a)
	y, isY := customer.WholeNumber(b)
	return isX && isY && x == y
}

// number is the customer's: as it was told, or as the chat is named.
func (c *chatFile) number(told Chat, name string) (key string, ok bool) {
	if told.Phone != "" {
		return customer.WholeNumber(told.Phone)
	}
	for _, typed := range []string{name, c.with()} {
		if isNumber(typed) {
			return customer.WholeNumber(typed)
		}
	}
	return "", false
}

// each hands every line of the text, with its number.
func (c *chatFile) each(ctx context.Context, progress func(done, total int64), do func(line string, n int) error) error {
	text, size, err := c.openText()
	if err != nil {
		return err
	}
	defer func() { _ = text.Close() }()
	lines, done := linesOf(text), int64(0)
	for {
		line, err := lines.read()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return unreadable(c.title, err)
		}
		if err = ctx.Err(); err == nil {
			err = do(decoded(line), lines.line)
		}
		if err != nil {
			return err
		}
		if done += int64(len(line)) + 1; progress != nil {
			progress(min(done, size), size)
		}
	}
}

// mostSaid bounds one message: WhatsApp takes 65,536 letters.
const mostSaid = 512 << 10

// telling hands what was said in a chat to the intake.
type telling struct {
	ctx     context.Context
	file    *chatFile
	found   ChatFound
	zone    *time.Location
	address string
	archive *ingest.Archive
	dry     bool
	report  *Report

	now   head // what is being read
	line  int  // where it begins; 0: nothing was begun
	raw   string
	more  strings.Builder
	seen  map[string]int // how often the same was said at one time
	lines []int          // of what was handed over
}

func (t *telling) tellAll(progress func(done, total int64)) error {
	err := t.file.each(t.ctx, progress, func(line string, n int) error {
		h, ok := parseHead(line)
		if !ok {
			if t.more.Len()+len(line) < mostSaid {
				t.more.WriteString("\n" + line)
			}
			return nil
		}
		if err := t.tell(); err != nil {
			return err
		}
		t.now, t.line, t.raw = h, n, line
		t.more.Reset()
		return nil
	})
	if err == nil {
		err = t.tell()
	}
	return err
}

// tell hands over what was read up to here.
func (t *telling) tell() error {
	if t.line == 0 {
		return nil
	}
	t.report.Read++
	what := readSaid(t.now.text+t.more.String(), t.now.mark)
	at, isDate := t.now.day(t.found.Order, t.zone)
	switch {
	case what.system, t.now.author == "", t.now.author != t.found.Shop && t.now.author != t.found.Customer:
		t.report.skip(Skip{Line: t.line, Reason: System})
		return nil
	case !isDate:
		t.report.skip(Skip{Line: t.line, Reason: NoDate})
		return nil
	case what.text == "" && !what.media:
		t.report.skip(Skip{Line: t.line, Reason: System})
		return nil
	}
	in := &channel.Inbound{
		Channel: desk.WhatsApp, From: t.address, Text: what.text, Outgoing: t.now.author == t.found.Shop,
		Raw: []byte(t.raw + t.more.String()),
	}
	if in.Outgoing {
		in.From, in.To = "", t.address
	}
	old := ingest.Old{Line: len(t.lines), Within: time.Minute}
	if !isNumber(t.found.Customer) {
		old.Name = t.found.Customer
	}
	if err := t.attach(in, &old, what); err != nil {
		return err
	}
	t.number(in, what, at)
	t.lines = append(t.lines, t.line)
	return t.archive.Take(in, old)
}

// attach reads the file that was sent; what the export was made without has a placeholder.
func (t *telling) attach(in *channel.Inbound, old *ingest.Old, what said) error {
	var data []byte
	here := t.dry && what.file != "" && t.file.names[what.file] != "" // then it need not be read
	if what.file != "" && !here {
		var err error
		if data, err = t.file.file(what.file); err != nil {
			return err
		}
		here = len(data) > 0
	}
	if !here {
		if what.media && what.text == "" {
			in.Placeholder = OmittedMedia
		}
		return nil
	}
	name := eml.FileName(what.file, "")
	old.Files = []ingest.OldFile{{Name: name, Type: filekind.Of(name, "").Type, Data: data}}
	return nil
}

// number gives a message its id, which is the same in every export of the chat: when it was said, by which side, and the
// words, or that a file was sent; and its moment, so that what was said in one minute stays in its order.
func (t *telling) number(in *channel.Inbound, what said, at time.Time) {
	side, words, stamp := desk.In, "said "+what.text, t.now.stamp(at)
	if in.Outgoing {
		side = desk.Out
	}
	if what.media {
		words = "sent"
	}
	same := desk.HashID("whatsapp export", t.found.Key, stamp, string(side), words)
	t.seen[same]++
	in.ExternalID = desk.HashID(same, strconv.Itoa(t.seen[same]))
	in.Received = at.Add(time.Duration(min(t.seen[stamp], 999)) * time.Millisecond)
	t.seen[stamp]++
}

// settle counts what became of what was handed over.
func (t *telling) settle(outcomes []ingest.Outcome) {
	for _, o := range outcomes {
		switch {
		case o.New:
			t.report.New++
		case o.Added:
			t.report.Updated++
		default:
			t.report.skip(Skip{Line: t.lines[o.Line], Reason: Here})
		}
	}
	slices.SortStableFunc(t.report.Skipped, func(a, b Skip) int { return a.Line - b.Line })
}

// Shown writes the number of the customer for people.
func (f ChatFound) Shown() string { return phone.Format(f.Key) }
