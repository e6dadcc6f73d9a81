package window

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/runtime"
)

const (
	minWidth, minHeight     = 640, 480
	usualWidth, usualHeight = 1366, 768
	// graspable is how much of the window must lie on the screen, so that it can be taken hold of.
	graspable = 100
)

// place is where the owner left the window, and how large, in pixels.
type place struct {
	X         int  `json:"x"`
	Y         int  `json:"y"`
	Width     int  `json:"width"`
	Height    int  `json:"height"`
	Maximised bool `json:"maximised"`
	// Known is false for a window that was never moved: the system puts it where it likes.
	Known bool `json:"known"`
}

// placeFile stands beside the data: the size is needed before the shop is open.
func placeFile(dir string) string { return filepath.Join(dir, "window.json") }

// readPlace gives the place of the last time; what cannot be read, or would not fit, is the usual one.
func readPlace(dir string) place {
	usual := place{Width: usualWidth, Height: usualHeight}
	text, err := os.ReadFile(placeFile(dir))
	if err != nil {
		return usual
	}
	var p place
	if json.Unmarshal(text, &p) != nil || p.Width < minWidth || p.Height < minHeight || p.Width > 1<<14 || p.Height > 1<<14 {
		return usual
	}
	return p
}

// write keeps the place; where it cannot be kept, the next window is only the usual one.
func (p place) write(dir string) {
	text, err := json.Marshal(p)
	if err == nil {
		_ = os.WriteFile(placeFile(dir), text, 0o600)
	}
}

// within tells whether enough of the window lies on a screen of that size.
func (p place) within(width, height int) bool {
	return p.Known && p.X > -p.Width+graspable && p.Y >= 0 && p.X < width-graspable && p.Y < height-graspable
}

func (p place) startState() options.WindowStartState {
	if p.Maximised {
		return options.Maximised
	}
	return options.Normal
}

// restore moves the window where it was, unless that screen is no longer there.
func (p place) restore(ctx context.Context) {
	screens, err := runtime.ScreenGetAll(ctx)
	if err != nil || p.Maximised {
		return
	}
	for _, s := range screens {
		if s.IsPrimary && p.within(s.Size.Width, s.Size.Height) {
			runtime.WindowSetPosition(ctx, p.X, p.Y)
		}
	}
}

// left gives the place of a window that is about to close. A maximised one keeps the size it had before.
func (p place) left(ctx context.Context) place {
	p.Maximised = runtime.WindowIsMaximised(ctx)
	if p.Maximised || runtime.WindowIsMinimised(ctx) {
		return p
	}
	p.X, p.Y = runtime.WindowGetPosition(ctx)
	p.Width, p.Height = runtime.WindowGetSize(ctx)
	p.Known = true
	return p
}
