package syncer

import (
	"context"
	"errors"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/outbox"
	"balcao/backend/store"
)

// withPhoto is a shop that received one message with a file still at the provider.
func withPhoto(t *testing.T) (*shop, *fake, *Engine) {
	t.Helper()
	s := openShop(t)
	p := s.add("1", &fake{fetch: func(string) (channel.File, error) { return channel.File{}, errors.New("not yet") }})
	p.inbox = []*channel.Inbound{text(s, "1", "MM1", channel.Media{Ref: "media/1", Type: "image/jpeg", Name: "foto.jpg"})}
	return s, p, s.engine()
}

func (s *shop) photo() desk.Attachment {
	s.t.Helper()
	var files []desk.Attachment
	check(s.t, s.st.Read(s.t.Context(), func(tx *store.ReadTx) (err error) {
		files, err = tx.Attachments().Of(desk.MessageID(desk.HashID(string(desk.SMS), "MM1")))
		return err
	}))
	if len(files) != 1 {
		s.t.Fatalf("%d files", len(files))
	}
	return files[0]
}

// TestFileIsAskedForLessAndLess for more than a day, and then counts as gone.
func TestFileIsAskedForLessAndLess(t *testing.T) {
	s, p, e := withPhoto(t)
	pass := func() int {
		before := p.fetches
		_, err := e.Once(t.Context(), everything)
		check(t, err)
		return p.fetches - before
	}
	if pass() != 1 || pass() != 0 {
		t.Fatal("a file that is missing is asked for once, and then left alone for a while")
	}
	s.pass(31 * time.Second)
	if pass() != 1 {
		t.Fatal("no second try after half a minute")
	}
	s.pass(31 * time.Second)
	if pass() != 0 {
		t.Fatal("the second wait is no longer than the first")
	}
	var waited time.Duration
	for waited < 3*24*time.Hour {
		pass()
		s.pass(30 * time.Minute)
		waited += 30 * time.Minute
		if waited == 23*time.Hour {
			p.set(func(p *fake) { p.fetches = 0 })
		}
	}
	if p.fetches < 1 || p.fetches > 4 {
		t.Errorf("%d tries after 23 hours: it should be tried for a day, and then be given up", p.fetches)
	}
	if s.photo().SHA256 != "" {
		t.Error("a file without bytes has a hash")
	}
}

func TestFileThatIsGoneIsNotAskedForAgain(t *testing.T) {
	s, p, e := withPhoto(t)
	p.fetch = func(string) (channel.File, error) { return channel.File{}, desk.E(desk.ErrMediaGone, nil) }
	for range 3 {
		_, err := e.Once(t.Context(), everything)
		check(t, err)
		s.pass(24 * time.Hour)
	}
	if p.fetches != 1 {
		t.Errorf("asked for %d times", p.fetches)
	}
}

// TestAccountInTroubleCostsNoTries: however long the password is wrong, the file is still fetched afterwards.
func TestAccountInTroubleCostsNoTries(t *testing.T) {
	s, p, e := withPhoto(t)
	p.fetch = func(string) (channel.File, error) { return channel.File{}, desk.E(desk.ErrAuth, nil) }
	for range 40 {
		_, err := e.Once(t.Context(), everything)
		check(t, err)
		s.pass(24 * time.Hour)
	}
	p.set(func(p *fake) { p.fetch, p.fail = nil, desk.E(desk.ErrAuth, nil) })
	before := p.fetches
	_, err := e.Once(t.Context(), everything)
	check(t, err)
	if p.fetches != before {
		t.Error("files are fetched through an account that refuses the pull")
	}
	p.set(func(p *fake) { p.fail = nil })
	_, err = e.Once(t.Context(), everything)
	check(t, err)
	got := s.photo()
	content, err := s.st.Blob(t.Context(), got.SHA256)
	check(t, err)
	if string(content) != "bytes of media/1" || got.Type != "image/png" || got.Name != "foto.jpg" || got.Size != int64(len(content)) {
		t.Errorf("%+v holds %q", got, content)
	}
}

// TestBacklogOfFilesHoldsUpNoMessage: while a file is on its way, new messages come in; the end does not wait for
// the rest of the files.
func TestBacklogOfFilesHoldsUpNoMessage(t *testing.T) {
	s := openShop(t)
	asked, release := make(chan string, 10), make(chan struct{})
	p := s.add("1", &fake{fetch: func(ref string) (channel.File, error) {
		asked <- ref
		<-release
		return channel.File{}, errors.New("not now")
	}})
	p.inbox = []*channel.Inbound{
		text(s, "1", "MM1", channel.Media{Ref: "media/1"}), text(s, "1", "MM2", channel.Media{Ref: "media/2"}),
	}
	e := s.engine()
	stop := s.start(e)
	await(t, p.pulls, "the first pull")
	await(t, asked, "the fetching of a file")
	for range 3 {
		e.PullNow()
		await(t, p.pulls, "a pull while files are fetched")
	}
	never(t, asked, "two files are fetched at once")
	ended := make(chan error, 1)
	go func() { ended <- stop() }()
	never(t, ended, "the end did not wait for what is being fetched")
	close(release)
	if err := await(t, ended, "the end"); !errors.Is(err, context.Canceled) {
		t.Errorf("Run ends with %v", err)
	}
	if len(asked) != 0 {
		t.Error("another file was begun after the end")
	}
	await(t, p.closed, "closing")
}

// TestOldMessagesAreFollowed: the status of what no list tells any more, once in a while.
func TestOldMessagesAreFollowed(t *testing.T) {
	s := openShop(t)
	p := s.add("1", &fake{})
	p.inbox = []*channel.Inbound{text(s, "1", "SM1")}
	e := s.engine()
	e.pace.trackingEvery = time.Hour
	_, err := e.Once(t.Context(), everything)
	check(t, err)
	q := s.reply(outbox.Draft{Text: "já"})
	_, err = e.Once(t.Context(), everything)
	check(t, err)
	if len(p.tracking) != 0 {
		t.Fatal("a fresh message is told by the list")
	}
	s.pass(50 * time.Hour)
	p.status = channel.Status{Event: desk.Seen, Word: "read"}
	c, err := e.connect(t.Context(), "1")
	check(t, err)
	check(t, c.track(t.Context()))
	check(t, c.track(t.Context()))
	if row := s.delivery(q.DeliveryID); row.State != desk.Read || row.ProviderStatus != "read" {
		t.Errorf("followed to %s", row.State)
	}
	if len(p.tracking) != 1 || p.tracking[0] != "SM"+string(q.DeliveryID) {
		t.Errorf("asked for %v", p.tracking)
	}
}
