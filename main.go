// Balcão: one inbox for a small shop's e-mail, SMS and WhatsApp. This file only embeds the page and hands the
// faces to the command line, which chooses one.
package main

import (
	"embed"
	"os"

	"balcao/app/cli"
	"balcao/app/window"
)

//go:embed all:frontend/dist
var assets embed.FS

// version is set by the build.
var version = "0.1.0-dev"

func main() {
	os.Exit(cli.Main(os.Args[1:], cli.Faces{
		Window:  func(dir string) error { return window.Open(assets, version, dir) },
		Demo:    func() error { return window.OpenDemo(assets, version) },
		Version: version,
	}))
}
