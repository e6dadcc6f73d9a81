// Balcão: one inbox for a small shop's e-mail, SMS and WhatsApp. This file only embeds the page and shows the window.
package main

import (
	"context"
	"embed"
	"fmt"
	"os"

	"balcao/app/window"
	"balcao/backend/desk"
)

//go:embed all:frontend/dist
var assets embed.FS

func main() {
	err := window.Run(window.Options{
		Assets: assets,
		Open: func(context.Context) (window.Session, error) {
			return window.Session{}, desk.E(desk.ErrNotFound, nil, "kind", "shop", "id", "")
		},
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, "balcao:", err)
		os.Exit(1)
	}
}
