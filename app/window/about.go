package window

import (
	"os/exec"
	"runtime"

	"balcao/app"
)

// AboutFacts are what somebody who helps the owner asks first.
type AboutFacts struct {
	Version string `json:"version"`
	SQLite  string `json:"sqlite"`
	Dir     string `json:"dir"`
}

// About is the program itself. It answers where the shop did not open, too.
type About struct {
	version string
	dir     string
	// show opens a folder in the system's file manager.
	show func(dir string) error
	// again begins the program anew.
	again func()
}

// Facts gives the versions and the place of the data.
func (a *About) Facts() AboutFacts {
	return AboutFacts{Version: a.version, SQLite: app.SQLiteVersion(), Dir: a.dir}
}

// ShowFolder opens the folder of the data.
func (a *About) ShowFolder() error { return onTheWire("About.ShowFolder", a.show(a.dir)) }

// Again begins the program anew, to try once more to open the shop.
func (a *About) Again() { a.again() }

// showFolder starts the system's file manager and does not wait for it.
func showFolder(dir string) error {
	manager := "xdg-open"
	switch runtime.GOOS {
	case "windows":
		manager = "explorer"
	case "darwin":
		manager = "open"
	}
	c := exec.Command(manager, dir)
	if err := c.Start(); err != nil {
		return err
	}
	go func() { _ = c.Wait() }() // so that it leaves nothing behind when it ends
	return nil
}
