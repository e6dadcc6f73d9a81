package window

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"time"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/logger"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/runtime"

	"balcao/backend/desk"
)

// Options say which shop the window shows.
type Options struct {
	// Assets is what main embeds; it holds frontend/dist.
	Assets fs.FS
	// Open opens the shop. It is called once, after the window has started, so that the window can show
	// why a shop does not open.
	Open func(ctx context.Context) (Session, error)
	// Dir is the shop's data folder: one window shows it, and it remembers where that window was.
	Dir     string
	Demo    bool
	Version string
}

// Run shows the window and returns when it has closed. It returns desk.ErrNoDisplay where there is no
// screen and desk.ErrNoWindow in a build that has none.
func Run(o Options) error {
	if err := ready(); err != nil {
		return err
	}
	page, err := pageOf(o.Assets)
	if err != nil && !generating {
		return err
	}
	s := newShell(o)
	if err := wails.Run(s.options(page)); err != nil || s.next == nil {
		return err
	}
	return relaunch(s.next)
}

// shell is the life of one window.
type shell struct {
	o       Options
	gate    *gate
	letters *tickets[shownLetter]
	files   *tickets[desk.AttachmentID]
	opener  *opener
	place   place
	pulse   pulse
	session Session
	next    []string // the arguments to begin anew with once the window has closed; nil: none
	door    string
	leave   *farewell
	notices *notices
}

func newShell(o Options) *shell {
	return &shell{
		o: o, gate: newGate(), place: readPlace(o.Dir), door: uploadPath(), leave: &farewell{}, notices: newNotices(),
		letters: newTickets[shownLetter](), files: newTickets[desk.AttachmentID](), opener: newOpener(o.Dir),
	}
}

func (s *shell) options(page fs.FS) *options.App {
	return &options.App{
		Title:              "Balcão",
		Width:              s.place.Width,
		Height:             s.place.Height,
		MinWidth:           minWidth,
		MinHeight:          minHeight,
		WindowStartState:   s.place.startState(),
		BackgroundColour:   options.NewRGB(0x0F, 0x3E, 0x49),
		AssetServer:        &assetserver.Options{Assets: page, Middleware: assetserver.ChainMiddleware(guarded, s.takeUploads, s.showFiles)},
		Logger:             quietLogger{},
		LogLevelProduction: logger.ERROR,
		OnStartup:          s.startup,
		OnDomReady:         s.domReady,
		OnBeforeClose:      s.beforeClose,
		OnShutdown:         s.shutdown,
		SingleInstanceLock: s.onlyOne(),
		DragAndDrop:        &options.DragAndDrop{EnableFileDrop: true},
		Bind:               s.bound(),
		// Wails then shows it on text fields and selections only: cut, copy and paste by mouse.
		EnableDefaultContextMenu: true,
		// Anything but Never lets a driver that cannot share buffers leave the window blank.
		Linux: &linux.Options{WebviewGpuPolicy: linux.WebviewGpuPolicyNever, ProgramName: "balcao"},
	}
}

func (s *shell) bound() []any {
	return []any{
		&Inbox{gate: s.gate},
		&Conversation{gate: s.gate, saver: saver{ask: askPath}, files: s.files},
		&Letters{gate: s.gate, shown: s.letters},
		&Files{gate: s.gate, opener: s.opener},
		&Composer{gate: s.gate, choose: askPaths, door: s.door, leave: s.leave},
		&Search{gate: s.gate},
		&Customers{gate: s.gate},
		&Customer{gate: s.gate},
		&Audiences{gate: s.gate},
		&Consents{gate: s.gate},
		&Cases{gate: s.gate},
		&Promises{gate: s.gate},
		&Hints{gate: s.gate},
		&Logbook{gate: s.gate},
		&Assistant{gate: s.gate, emit: grow},
		&Phrases{gate: s.gate},
		&Purchases{gate: s.gate},
		&Journeys{gate: s.gate},
		&Surveys{gate: s.gate},
		&Campaigns{gate: s.gate},
		&Imports{gate: s.gate, choose: askOld, emit: tellImporting},
		&Shop{
			gate:   s.gate,
			face:   Face{Locale: systemLocale(), Demo: s.o.Demo, Version: s.o.Version, Connect: wantsToConnect()},
			browse: runtime.BrowserOpenURL,
			pulse:  &s.pulse,
			front:  s.notices.front,
			enter:  s.enter,
			print:  runtime.WindowPrint,
		},
		&Preferences{gate: s.gate},
		&Accounts{gate: s.gate},
		&About{version: s.o.Version, dir: s.o.Dir, show: showFolder, again: s.again},
	}
}

func grow(ctx context.Context, so Growing) { runtime.EventsEmit(ctx, growingEvent, so) }

// showFiles answers for the mails and attachments that the page shows.
func (s *shell) showFiles(next http.Handler) http.Handler {
	clicked := func(ctx context.Context, token string) { runtime.EventsEmit(ctx, linkEvent, token) }
	answers := &served{gate: s.gate, letters: s.letters, files: s.files, clicked: clicked, smalls: newSmalls()}
	return answers.before(next)
}

func (s *shell) startup(ctx context.Context) {
	session, err := s.o.Open(ctx)
	if err != nil {
		s.gate.open(ctx, nil, err)
		return
	}
	s.session = session
	s.opener.clean()
	s.gate.open(ctx, session.Desk, nil)
	listenToNotices(ctx)
	runtime.OnFileDrop(ctx, func(_, _ int, paths []string) { s.dropped(ctx, paths) })
	emit := func(list []desk.Change) { runtime.EventsEmit(ctx, changeEvent, list) }
	go tell(ctx, session.Changes, emit, func(change desk.Change) { s.announce(ctx, change) })
}

// droppedEvent brings the page what became of files that were dropped on the window: an Attached.
const droppedEvent = "balcao:dropped"

func (s *shell) dropped(ctx context.Context, paths []string) {
	attached, err := pass(s.gate, "drop", func(ctx context.Context, d Desk) (Attached, error) { return d.KeepFiles(ctx, paths) })
	if err != nil {
		attached = Attached{Files: []DraftFile{}, Problems: []*Problem{problemIn(err)}}
	}
	runtime.EventsEmit(ctx, droppedEvent, attached)
}

func (s *shell) takeUploads(next http.Handler) http.Handler { return uploads(s.gate, s.door, next) }

func (s *shell) shutdown(context.Context) {
	<-s.gate.opened
	if s.session.Close != nil {
		s.opener.clean()
		s.session.Close()
	}
}

// onlyOne brings the window to the front when a second one is started on the same folder. The second finds the
// folder locked before Wails ends it, so that two never write.
func (s *shell) onlyOne() *options.SingleInstanceLock {
	return &options.SingleInstanceLock{
		UniqueId: "balcao-" + desk.HashID("window", s.o.Dir),
		OnSecondInstanceLaunch: func(options.SecondInstanceData) {
			if ctx := s.started(); ctx != nil {
				comeForward(ctx)
			}
		},
	}
}

// started gives the window's context; nil before it has one.
func (s *shell) started() context.Context {
	select {
	case <-s.gate.opened:
		return s.gate.ctx
	default:
		return nil
	}
}

func comeForward(ctx context.Context) {
	runtime.WindowUnminimise(ctx)
	runtime.WindowShow(ctx)
}

func (s *shell) beforeClose(ctx context.Context) (prevent bool) {
	s.place.left(ctx).write(s.o.Dir)
	return s.leave.hold(func() { runtime.EventsEmit(ctx, closingEvent) }, func() { runtime.Quit(ctx) })
}

// domReady puts the window where it was, and tells whoever drives it from outside that the page is there.
func (s *shell) domReady(ctx context.Context) {
	s.place.restore(ctx)
	go s.watchPage(ctx)
	if os.Getenv("BALCAO_TRACE") == "1" {
		fmt.Fprintln(os.Stderr, "MARK dom-ready")
	}
}

// watchPage begins the program anew when the page's process has ended.
func (s *shell) watchPage(ctx context.Context) {
	ticker := time.NewTicker(pingEvery)
	defer ticker.Stop()
	ask := func() { runtime.EventsEmit(ctx, pingEvent) }
	minimised := func() bool { return runtime.WindowIsMinimised(ctx) }
	s.pulse.watch(ctx, ticker.C, ask, minimised, func() {
		slog.Error("window: the page has ended; beginning anew")
		s.startOver(ctx, os.Args[1:]...)
	})
}

// again begins anew with the arguments of this start.
func (s *shell) again() {
	<-s.gate.opened // until then there is no window to close
	s.startOver(s.gate.ctx, os.Args[1:]...)
}

// startOver closes the window and the shop and begins anew with other arguments.
func (s *shell) startOver(ctx context.Context, args ...string) {
	s.next = append([]string{}, args...)
	runtime.Quit(ctx)
}

func askPaths(ctx context.Context, title string) ([]string, error) {
	return runtime.OpenMultipleFilesDialog(ctx, runtime.OpenDialogOptions{Title: title})
}

// askOld asks for one file, or for a folder of them.
func askOld(ctx context.Context, title string, folder bool) (string, error) {
	if folder {
		return runtime.OpenDirectoryDialog(ctx, runtime.OpenDialogOptions{Title: title})
	}
	return runtime.OpenFileDialog(ctx, runtime.OpenDialogOptions{Title: title})
}

func tellImporting(ctx context.Context, so Importing) { runtime.EventsEmit(ctx, importingEvent, so) }

// connectNow, in the environment, says that the owner came from the demonstration to connect her own shop.
const connectNow = "BALCAO_CONNECT"

func wantsToConnect() bool { return os.Getenv(connectNow) == "1" }

// enter goes over to the demonstration shop beside this folder, or back from it, to connect the owner's own.
func (s *shell) enter(ctx context.Context, demo bool) error {
	if !demo {
		if err := os.Setenv(connectNow, "1"); err != nil {
			return err
		}
		s.startOver(ctx)
		return nil
	}
	// Both keep to the folder that this window was opened on.
	if err := errors.Join(os.Unsetenv(connectNow), os.Setenv("BALCAO_DATA", s.o.Dir)); err != nil {
		return err
	}
	s.startOver(ctx, "demo")
	return nil
}

func askPath(ctx context.Context, title, name string) (string, error) {
	return runtime.SaveFileDialog(ctx, runtime.SaveDialogOptions{Title: title, DefaultFilename: name})
}
