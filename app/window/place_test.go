package window

import (
	"os"
	"testing"
)

func TestPlaceComesBack(t *testing.T) {
	dir := t.TempDir()
	usual := place{Width: usualWidth, Height: usualHeight}
	if got := readPlace(dir); got != usual {
		t.Errorf("at first %+v", got)
	}
	left := place{X: 40, Y: 30, Width: 1000, Height: 700, Known: true}
	left.write(dir)
	if got := readPlace(dir); got != left {
		t.Errorf("came back as %+v", got)
	}
	for name, text := range map[string]string{
		"damaged": `{"width":`, "tiny": `{"width":10,"height":10}`, "huge": `{"width":99999,"height":700}`, "empty": ``,
	} {
		if err := os.WriteFile(placeFile(dir), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := readPlace(dir); got != usual {
			t.Errorf("%s gives %+v", name, got)
		}
	}
}

func TestPlaceIsOnTheScreen(t *testing.T) {
	for name, c := range map[string]struct {
		p    place
		want bool
	}{
		"in the middle":            {place{X: 100, Y: 100, Width: 800, Height: 600, Known: true}, true},
		"half out at the left":     {place{X: -400, Y: 0, Width: 800, Height: 600, Known: true}, true},
		"never moved":              {place{X: 0, Y: 0, Width: 800, Height: 600}, false},
		"on a screen to the left":  {place{X: -1800, Y: 0, Width: 800, Height: 600, Known: true}, false},
		"on a screen to the right": {place{X: 1400, Y: 0, Width: 800, Height: 600, Known: true}, false},
		"above":                    {place{X: 0, Y: -50, Width: 800, Height: 600, Known: true}, false},
	} {
		if got := c.p.within(1366, 768); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
