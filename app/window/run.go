package window

import (
	"context"
	"fmt"
	"io/fs"
	"os"

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
	Open    func(ctx context.Context) (Session, error)
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
	return wails.Run(newShell(o).options(page))
}

// shell is the life of one window.
type shell struct {
	o       Options
	gate    *gate
	session Session
}

func newShell(o Options) *shell { return &shell{o: o, gate: newGate()} }

func (s *shell) options(page fs.FS) *options.App {
	return &options.App{
		Title:              "Balcão",
		Width:              1366,
		Height:             768,
		MinWidth:           640,
		MinHeight:          480,
		BackgroundColour:   options.NewRGB(0x0F, 0x3E, 0x49),
		AssetServer:        &assetserver.Options{Assets: page, Middleware: guarded},
		Logger:             quietLogger{},
		LogLevelProduction: logger.ERROR,
		OnStartup:          s.startup,
		OnDomReady:         domReady,
		OnShutdown:         s.shutdown,
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
		&Conversation{gate: s.gate, saver: saver{ask: askPath}},
		&Search{gate: s.gate},
		&Shop{
			gate:   s.gate,
			face:   Face{Locale: systemLocale(), Demo: s.o.Demo, Version: s.o.Version},
			browse: runtime.BrowserOpenURL,
		},
	}
}

func (s *shell) startup(ctx context.Context) {
	session, err := s.o.Open(ctx)
	if err != nil {
		s.gate.open(ctx, nil, err)
		return
	}
	s.session = session
	s.gate.open(ctx, session.Desk, nil)
	go tell(ctx, session.Changes, func(change desk.Change) { runtime.EventsEmit(ctx, changeEvent, change) })
}

func (s *shell) shutdown(context.Context) {
	<-s.gate.opened
	if s.session.Close != nil {
		s.session.Close()
	}
}

// domReady tells whoever drives the window from outside that the page is there.
func domReady(context.Context) {
	if os.Getenv("BALCAO_TRACE") == "1" {
		fmt.Fprintln(os.Stderr, "MARK dom-ready")
	}
}

func askPath(ctx context.Context, title, name string) (string, error) {
	return runtime.SaveFileDialog(ctx, runtime.SaveDialogOptions{Title: title, DefaultFilename: name})
}
