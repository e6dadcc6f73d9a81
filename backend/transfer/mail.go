package transfer

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"mime"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/eml"
	"balcao/backend/ingest"
	"balcao/backend/store"
)

// Mail brings in an mbox file, a mail (.eml, .emlx), or a folder of them. It goes the way of the mail that a server brings:
// what is here already is not doubled, and what a server brings later joins it. A mail is the shop's if one of the shop's
// addresses wrote it, or was written to: those of its accounts, and mine.
//
// Errors: desk.ErrImportUnreadable, desk.ErrImportNoAddress; a cancelled import has brought what the report says.
func Mail(ctx context.Context, st *store.Store, path string, mine []string, o Options) (Report, error) {
	files, err := mailFiles(path)
	if err != nil {
		return Report{}, err
	}
	id, err := begin(ctx, st, desk.MailImport, path, o)
	if err != nil {
		return Report{}, err
	}
	archive, err := ingest.BeginArchive(ctx, st, ingest.File{Import: id, Mine: mine, Rehearse: o.DryRun})
	if err != nil {
		return Report{}, err
	}
	b := &mailbag{st: st, archive: archive, meter: &meter{ctx: ctx, told: o.Progress}}
	for _, f := range files {
		b.meter.total += f.size
	}
	if archive.HasAddress() {
		err = b.readAll(files)
	} else {
		err = desk.E(desk.ErrImportNoAddress, nil)
	}
	outcomes, closing := archive.Close()
	b.settle(outcomes)
	return b.report, errors.Join(err, closing, b.report.finish(ctx, st, id))
}

// mailFile is a file to be looked into.
type mailFile struct {
	path, name string // the name within the folder; empty: it was chosen by itself
	size       int64
}

// mostFiles bounds how many files of a folder are looked into.
const mostFiles = 1_000_000

// mailFiles lists what to read. Links in a folder are not followed; the folder itself may be one.
func mailFiles(path string) (files []mailFile, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	if !info.IsDir() {
		return []mailFile{{path: path, size: info.Size()}}, nil
	}
	err = filepath.WalkDir(path+string(filepath.Separator), func(at string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() || strings.HasPrefix(entry.Name(), ".") {
			return err
		}
		if len(files) == mostFiles {
			return fs.SkipAll
		}
		name, err := filepath.Rel(path, at)
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			files = append(files, mailFile{at, name, info.Size()})
		}
		return err
	})
	if err != nil {
		return nil, unreadable(path, err)
	}
	return files, nil
}

// mailbag is mail on its way out of files.
type mailbag struct {
	st      *store.Store
	archive *ingest.Archive
	meter   *meter
	report  Report
	taken   []Skip // where each mail that was taken lies
}

func (b *mailbag) readAll(files []mailFile) error {
	for _, f := range files {
		err := b.readFile(f)
		switch {
		case err == nil:
		case f.name == "" || !desk.HasCode(err, desk.ErrImportUnreadable):
			return err
		default: // the others can be read
			b.report.skip(Skip{File: f.name, Reason: Unreadable})
		}
	}
	return nil
}

// readFile reads what a file is by what it holds.
func (b *mailbag) readFile(f mailFile) error {
	if reason := outOfTheWay(f.name); reason != "" {
		b.report.skip(Skip{File: f.name, Reason: reason})
		b.meter.add(f.size)
		return nil
	}
	file, _, err := openFile(f.path)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	in := bufio.NewReaderSize(metered{file, b.meter}, 64<<10)
	head, err := in.Peek(4 << 10)
	if err != nil && !errors.Is(err, io.EOF) {
		return unreadable(f.path, err)
	}
	switch {
	case separator.Match(firstLine(head)):
		return b.readBox(f, in)
	case strings.EqualFold(filepath.Ext(f.path), ".emlx"):
		return b.readOne(f, appleMail(in))
	case field.Match(head):
		return b.readOne(f, in)
	case f.name == "":
		return unreadable(f.path, errors.New("no mail"))
	default:
		b.report.skip(Skip{File: f.name, Reason: NoMail})
		return nil
	}
}

func firstLine(b []byte) []byte {
	line, _, _ := bytes.Cut(b, []byte("\n"))
	return trimEnd(line)
}

// appleMail is the mail in a file of Apple's: its length stands above it, and what Apple knows of it below.
func appleMail(in *bufio.Reader) io.Reader {
	line, err := in.ReadString('\n')
	n, wrong := strconv.ParseInt(strings.TrimSpace(line), 10, 64)
	if err != nil || wrong != nil {
		return strings.NewReader("")
	}
	return io.LimitReader(in, n)
}

func (b *mailbag) readBox(f mailFile, in io.Reader) error {
	box := newMbox(in)
	for {
		one, err := box.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = b.take(f, one)
		}
		if err != nil {
			return err
		}
	}
}

func (b *mailbag) readOne(f mailFile, in io.Reader) error {
	raw, err := io.ReadAll(io.LimitReader(in, mostMail+1))
	if err != nil {
		return err
	}
	return b.take(f, mail{line: 1, raw: wireLines(raw), large: len(raw) > mostMail})
}

// take hands one mail to the intake.
func (b *mailbag) take(f mailFile, one mail) error {
	b.report.Read++
	at := Skip{File: f.name, Line: one.line}
	if one.large {
		at.Reason = TooLarge
	} else {
		at.Reason = b.refusal(&one)
	}
	if at.Reason != "" {
		b.report.skip(at)
		return nil
	}
	raw, err := b.asItIsHere(one)
	if err != nil {
		return err
	}
	b.taken = append(b.taken, at)
	in := &channel.Inbound{Channel: desk.Email, Mail: true, Raw: raw, Received: one.date}
	return b.archive.Take(in, ingest.Old{Line: len(b.taken) - 1})
}

// asItIsHere chooses how to read lines that begin with ">From ": as a mailbox brought them, else as mbox files mean them.
func (b *mailbag) asItIsHere(one mail) (raw []byte, err error) {
	if one.other == nil {
		return one.raw, nil
	}
	var here bool
	err = b.st.Read(b.meter.ctx, func(tx *store.ReadTx) error {
		here, err = tx.Messages().Exists(store.NewMessageID(desk.Email, eml.ExternalID(one.other)))
		return err
	})
	if here {
		return one.other, err
	}
	return one.raw, err
}

// settle counts what became of what was taken.
func (b *mailbag) settle(outcomes []ingest.Outcome) {
	for _, o := range outcomes {
		if o.New {
			b.report.New++
			continue
		}
		at := b.taken[o.Line]
		at.Reason = Here
		b.report.skip(at)
	}
	slices.SortStableFunc(b.report.Skipped, func(x, y Skip) int {
		if by := strings.Compare(x.File, y.File); by != 0 {
			return by
		}
		return x.Line - y.Line
	})
}

// refusal says why a mail is left out; empty: it is taken. Where it says itself when it was written, the envelope counts for
// nothing: programs put there what they like.
func (b *mailbag) refusal(one *mail) Reason {
	head, more := headerOf(one.raw)
	if reason := aside(more); reason != "" {
		return reason
	}
	named := eml.Parse(head)
	if !named.Date.IsZero() && named.Date.Before(b.st.Now()) {
		one.date = time.Time{}
	}
	addresses := slices.Concat(named.From, named.To, named.Cc, named.Bcc, eml.ParseAddresses(more["delivered-to"]),
		eml.ParseAddresses(more["x-original-to"]), eml.ParseAddresses(more["envelope-to"]), eml.ParseAddresses(more["sender"]))
	if !slices.ContainsFunc(addresses, func(a eml.Address) bool { return b.archive.IsMine(a.Addr) }) {
		return NotOurs
	}
	return ""
}

// mostHeader bounds how much of a mail is looked through for who it is between.
const mostHeader = 256 << 10

// moreFields are the fields that tell where a mail was put, and how it fared in another program.
var moreFields = []string{"delivered-to", "x-original-to", "envelope-to", "sender", "x-gmail-labels", "x-mozilla-status", "x-mozilla-draft-info"}

// headerOf gives the header of a mail, and the first of each of moreFields in it.
func headerOf(raw []byte) (head []byte, more map[string]string) {
	head = raw[:min(len(raw), mostHeader)]
	if at := bytes.Index(head, []byte("\r\n\r\n")); at >= 0 {
		head = head[:at+4]
	}
	more = map[string]string{}
	last := ""
	for line := range bytes.Lines(head) {
		name, value, ok := bytes.Cut(trimEnd(line), []byte(":"))
		switch {
		case len(line) > 0 && (line[0] == ' ' || line[0] == '\t'):
			if last != "" {
				more[last] += string(trimEnd(line))
			}
			continue
		case ok:
			last = strings.ToLower(strings.TrimSpace(string(name)))
		default:
			last = ""
		}
		if _, had := more[last]; had || !slices.Contains(moreFields, last) {
			last = ""
			continue
		}
		more[last] = string(bytes.TrimSpace(value))
	}
	return head, more
}

// expunged is the mark of Thunderbird on a mail that it has thrown away and not yet cut out of the file.
const expunged = 0x0008

// aside tells what was never sent, thrown away, or held for spam, by what other programs note of it.
func aside(more map[string]string) Reason {
	status, err := strconv.ParseUint(more["x-mozilla-status"], 16, 32)
	if err == nil && status&expunged != 0 {
		return Deleted
	}
	if _, is := more["x-mozilla-draft-info"]; is {
		return Draft
	}
	labels, err := new(mime.WordDecoder).DecodeHeader(more["x-gmail-labels"])
	if err != nil {
		return ""
	}
	for label := range strings.SplitSeq(labels, ",") {
		if reason := outOfTheWay(strings.Trim(label, ` "`)); reason != "" {
			return reason
		}
	}
	return ""
}

// asideNames are what programs call these places, in the five languages.
var asideNames = []struct {
	reason Reason
	names  *regexp.Regexp
}{
	{Draft, regexp.MustCompile(`^(?:drafts?|rascunhos?|borrador(?:es)?|esborranys?|templates|modelos)$`)},
	{Deleted, regexp.MustCompile(`^(?:trash|bin|deleted (?:items|messages)|lixeira|lixo|reciclagem|itens (?:excluidos|eliminados)|papelera|elementos eliminados|paperera|elements suprimits)$`)},
	{Spam, regexp.MustCompile(`^(?:spam|junk(?: e-?mail)?|bulk mail|lixo eletronico|correo no deseado|correu brossa)$`)},
}

// placeEnds are what programs put behind the name of a place where they make a file or a folder of it.
var placeEnds = regexp.MustCompile(`(?i)\.(?:mbox|mbx|sbd)$`)

// outOfTheWay tells by the name of a place, and of those it lies in, that what lies there is no conversation.
func outOfTheWay(place string) Reason {
	for name := range strings.SplitSeq(filepath.ToSlash(place), "/") {
		name = placeEnds.ReplaceAllString(name, "")
		if strings.HasPrefix(name, ".") { // of a Maildir: .INBOX.Trash
			name = name[strings.LastIndex(name, ".")+1:]
		}
		for _, a := range asideNames {
			if a.names.MatchString(store.Folded(name)) {
				return a.reason
			}
		}
	}
	return ""
}
