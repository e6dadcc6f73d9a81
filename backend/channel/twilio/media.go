package twilio

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/twilio/twilio-go/client"
	v2010 "github.com/twilio/twilio-go/rest/api/v2010"

	"balcao/backend/channel"
	"balcao/backend/desk"
)

// maxFile is the largest file that is fetched, in bytes; Twilio's own limit is far below.
const maxFile = 100 << 20

// mediaItem is a file as Twilio lists it.
type mediaItem struct {
	SID     string `json:"sid"`
	Type    string `json:"content_type"`
	Created string `json:"date_created"`
}

// mediaShelf fetches files. It keeps the list of one message, so that its ten files cost one listing.
type mediaShelf struct {
	wire    *wire
	mu      sync.Mutex
	message string
	items   []mediaItem
}

// mediaRef names the i-th of n files of a message. n is told so that a list that is not complete yet is
// recognised: in it the positions would be others.
func mediaRef(message string, i, n int) string { return fmt.Sprintf("%s/%d/%d", message, i, n) }

func readMediaRef(ref string) (message string, i, n int, ok bool) {
	parts := strings.Split(ref, "/")
	if len(parts) != 3 || !sidShape.MatchString(parts[0]) {
		return "", 0, 0, false
	}
	i, errI := strconv.Atoi(parts[1])
	n, errN := strconv.Atoi(parts[2])
	return parts[0], i, n, errI == nil && errN == nil && i >= 0 && i < n && n <= maxMedia
}

// Fetch opens a file that a message of Pull referred to. Besides desk.ErrMediaGone: a temporary
// desk.ErrServer while Twilio does not list it yet, desk.ErrTooLarge above 100 MB. Errors met while
// reading are *desk.Error too.
func (c *Connection) Fetch(ctx context.Context, ref string) (channel.File, error) {
	message, i, n, ok := readMediaRef(ref)
	if !ok {
		return channel.File{}, desk.E(desk.ErrMediaGone, errors.New("not a reference to a file"))
	}
	items, err := c.media.listed(ctx, message, n)
	if err != nil {
		return channel.File{}, err
	}
	return c.media.open(ctx, message, items[i])
}

// listed gives the files of a message, in an order that does not change.
func (s *mediaShelf) listed(ctx context.Context, message string, n int) ([]mediaItem, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.message == message && len(s.items) >= n {
		return s.items, nil
	}
	got, err := s.wire.ask(ctx, func(h *client.RequestHandler) error {
		_, err := v2010.NewApiService(h).PageMedia(message, (&v2010.ListMediaParams{}).SetPageSize(maxMedia), "", "")
		return err
	})
	if err != nil {
		return nil, gone(err)
	}
	listed, err := readPage(got.body, "media_list")
	if err != nil {
		return nil, s.wire.nonsense(err)
	}
	var items []mediaItem
	for _, raw := range listed.rows {
		var item mediaItem
		if json.Unmarshal(raw, &item) == nil && sidShape.MatchString(item.SID) {
			items = append(items, item)
		}
	}
	if len(items) < n {
		return nil, s.wire.nonsense(errors.New("not all files are listed yet"))
	}
	slices.SortFunc(items, func(a, b mediaItem) int { return strings.Compare(a.SID, b.SID) })
	s.message, s.items = message, items
	return items, nil
}

// gone: what is not found is no longer there.
func gone(err error) error {
	if desk.HasCode(err, desk.ErrNotFound) {
		return desk.E(desk.ErrMediaGone, err)
	}
	return err
}

// open asks for the bytes. Twilio answers with a redirect to a place that holds for hours, so that the
// file is read at once and the place never kept.
func (s *mediaShelf) open(ctx context.Context, message string, item mediaItem) (channel.File, error) {
	ctx, cancel := context.WithTimeout(ctx, s.wire.media)
	res, err := s.wire.download(ctx, "/2010-04-01/Accounts/"+s.wire.account+"/Messages/"+message+"/Media/"+item.SID)
	if err != nil {
		cancel()
		return channel.File{}, err
	}
	done := func() error { cancel(); return res.Body.Close() }
	head, err := firstBytes(res.Body)
	if err != nil {
		_ = done()
		return channel.File{}, s.wire.lost(answer{err: err})
	}
	kind := fileType(head, res.Header.Get("Content-Type"), item.Type)
	body := &fileBody{body: io.MultiReader(bytes.NewReader(head), res.Body), done: done, origin: s.wire.origin, left: s.wire.largest}
	return channel.File{Body: body, Type: kind, Name: item.fileName(kind)}, nil
}

// firstBytes reads what is needed to tell the type. A file that is cut within them says so when it is read on.
func firstBytes(body io.Reader) ([]byte, error) {
	head := make([]byte, 512)
	n, err := io.ReadFull(body, head)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return head[:n], err
}

// download makes the request. It takes its turn until the answer begins, and lets others go while the
// bytes flow.
func (w *wire) download(ctx context.Context, path string) (*http.Response, error) {
	user, password, err := w.login()
	if err != nil {
		return nil, err
	}
	if err := w.enter(ctx); err != nil {
		return nil, err
	}
	defer w.leave()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://"+apiHost+path, nil)
	if err != nil {
		return nil, desk.E(desk.ErrInternal, err)
	}
	req.SetBasicAuth(user, password)
	fetcher := &http.Client{Transport: w.transport, CheckRedirect: w.follow}
	res, err := fetcher.Do(w.readdress(req))
	if err != nil {
		return nil, w.lost(answer{err: withoutURL(err)})
	}
	return res, w.fileFault(res)
}

// withoutURL drops the address from an error: those of files open the file.
func withoutURL(err error) error {
	var located *url.Error
	if errors.As(err, &located) {
		return located.Err
	}
	return err
}

var errRedirect = errors.New("a redirect that is not followed")

// follow lets a file be fetched where Twilio keeps it, without showing the login or our own address there.
func (w *wire) follow(req *http.Request, via []*http.Request) error {
	local := w.base != nil && isLoopback(w.base) && isLoopback(req.URL)
	if len(via) > 5 || req.URL.Scheme != "https" && !local {
		return errRedirect
	}
	if req.URL.Host != via[0].URL.Host {
		req.Header.Del("Authorization")
		req.Header.Del(OriginalHost)
	}
	req.Header.Del("Referer")
	return nil
}

// fileFault gives the error that an answer other than a file means, and closes that answer.
func (w *wire) fileFault(res *http.Response) error {
	if res.StatusCode == http.StatusOK {
		if res.ContentLength <= w.largest {
			return nil
		}
		_ = res.Body.Close()
		return desk.E(desk.ErrTooLarge, nil)
	}
	body, err := readAll(res.Body, maxAnswer)
	switch res.StatusCode {
	case http.StatusNotFound, http.StatusGone:
		return desk.E(desk.ErrMediaGone, nil)
	case http.StatusForbidden:
		// The place's signature ran out, or the key may not read files: asking again gives a new place.
		return w.nonsense(errors.New("status 403"))
	}
	if fault := w.fault(answer{status: res.StatusCode, header: res.Header, body: body, err: err}); fault != nil {
		return fault
	}
	return w.nonsense(errors.New("status " + strconv.Itoa(res.StatusCode) + " instead of a file"))
}

// fileType believes the bytes where they are clear. Many formats are a ZIP, Ogg, text or nothing that
// can be told from 512 bytes; then what was declared counts.
func fileType(head []byte, declared ...string) string {
	sniffed, _, err := mime.ParseMediaType(http.DetectContentType(head))
	if err != nil {
		sniffed = "application/octet-stream"
	}
	switch sniffed {
	case "application/octet-stream", "application/zip", "application/ogg", "text/plain", "text/xml", "video/mp4", "video/webm":
	default:
		return sniffed
	}
	for _, value := range declared {
		kind, _, err := mime.ParseMediaType(value)
		if err == nil && kind != "application/octet-stream" && kind != "binary/octet-stream" {
			return kind
		}
	}
	return sniffed
}

// endings name the types that phones send; the system's own table differs from computer to computer.
var endings = map[string]string{
	"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp",
	"audio/ogg": ".ogg", "audio/amr": ".amr", "audio/3gpp": ".3gp", "audio/aac": ".aac", "audio/mpeg": ".mp3", "audio/mp4": ".m4a",
	"audio/wave": ".wav", "video/mp4": ".mp4", "video/3gpp": ".3gp", "video/webm": ".webm", "video/quicktime": ".mov",
	"application/pdf": ".pdf", "application/msword": ".doc", "application/vnd.ms-excel": ".xls", "application/zip": ".zip",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document":   ".docx",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":         ".xlsx",
	"application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
	"text/vcard": ".vcf", "text/x-vcard": ".vcf", "text/plain": ".txt", "text/csv": ".csv", "text/html": ".html",
}

// fileName is made from date, id and type: Twilio gives no name.
func (m mediaItem) fileName(kind string) string {
	name := m.SID
	if len(name) > 10 {
		name = name[len(name)-8:]
	}
	if created := moment(m.Created); !created.IsZero() {
		name = created.Format("20060102-150405") + "-" + name
	}
	return name + endings[kind]
}

// fileBody is the open file: it ends with an error, never quietly, when it is cut or too large.
type fileBody struct {
	origin
	body io.Reader
	done func() error
	left int64
}

// Read gives bytes, and coded errors.
func (f *fileBody) Read(p []byte) (int, error) {
	n, err := f.body.Read(p)
	f.left -= int64(n)
	if f.left < 0 {
		return 0, desk.E(desk.ErrTooLarge, nil)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return n, f.lost(answer{err: err})
	}
	return n, err
}

// Close ends the download.
func (f *fileBody) Close() error { return f.done() }
