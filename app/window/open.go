package window

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"balcao/app"
	"balcao/backend/secret"
)

// Open shows the window on the shop of a data folder; "" is the user's own.
func Open(assets fs.FS, version, dir string) error {
	dir = app.DataDir(dir)
	return Run(Options{Assets: assets, Version: version, Dir: dir, Open: func(ctx context.Context) (Session, error) {
		ctx, cancel := context.WithCancel(ctx)
		lock := newLock(ctx, secret.Options{Dir: dir, PassphraseFile: os.Getenv("BALCAO_PASSPHRASE_FILE")})
		far := newProgress()
		shop, err := app.Open(ctx, app.Options{Dir: dir, Memory: app.MemoryDir(), Secrets: lock.open, Progress: far.hear})
		if err != nil {
			cancel()
			return Session{}, err
		}
		session := serve(ctx, shop, lock, far, func() { _ = shop.Close() })
		closeShop := session.Close
		session.Close = func() {
			cancel() // a loop that waits for the passphrase must end first
			closeShop()
		}
		return session, nil
	}})
}

// OpenDemo shows the window on the demonstration shop, which lives in a folder of its own beside the user's data.
func OpenDemo(assets fs.FS, version string) error {
	dir := filepath.Join(app.DataDir(""), "demo")
	return Run(Options{Assets: assets, Version: version, Dir: dir, Demo: true, Open: func(ctx context.Context) (Session, error) {
		far := newProgress()
		demo, err := app.OpenDemo(ctx, dir, far.hear)
		if err != nil {
			return Session{}, err
		}
		if err := demo.Recall(ctx); err != nil {
			return Session{}, errors.Join(err, demo.Close())
		}
		go func() { _ = demo.KeepNaming(ctx) }() // what cannot be named now shows its number
		return serve(ctx, demo.Shop, nil, far, func() { _ = demo.Close() }), nil
	}})
}
