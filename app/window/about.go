package window

import (
	"context"
	"os/exec"
	"runtime"

	"balcao/app"
)

// AboutDesk tells what this program is and where it keeps its data.
type AboutDesk interface {
	DataDir() string
}

// AboutFacts are what somebody who helps the owner asks first.
type AboutFacts struct {
	Version string `json:"version"`
	SQLite  string `json:"sqlite"`
	Dir     string `json:"dir"`
}

// About is the program itself.
type About struct {
	gate    *gate
	version string
	// show opens a folder in the system's file manager.
	show func(dir string) error
}

// Facts gives the versions and the place of the data.
func (a *About) Facts() (AboutFacts, error) {
	return pass(a.gate, "About.Facts", func(_ context.Context, d Desk) (AboutFacts, error) {
		return AboutFacts{Version: a.version, SQLite: app.SQLiteVersion(), Dir: d.DataDir()}, nil
	})
}

// ShowFolder opens the folder of the data.
func (a *About) ShowFolder() error {
	return do(a.gate, "About.ShowFolder", func(_ context.Context, d Desk) error { return a.show(d.DataDir()) })
}

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
