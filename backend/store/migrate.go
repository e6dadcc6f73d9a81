package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"

	"github.com/pressly/goose/v3"

	"balcao/backend/desk"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the schema up to date; what was there is copied first (VACUUM INTO, so that the copy is
// whole whatever state the write-ahead log is in).
func (s *Store) migrate(ctx context.Context) error {
	p, err := provider(s.writer)
	if err != nil {
		return err
	}
	current, target, err := p.GetVersions(ctx)
	if err != nil {
		return err
	}
	switch {
	case current > target:
		return newerError(current, target)
	case current == target:
		return nil
	case current > 0:
		if err := s.copyBefore(ctx, current); err != nil {
			return err
		}
	}
	_, err = p.Up(ctx)
	return err
}

func provider(db *sql.DB) (*goose.Provider, error) {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectSQLite3, db, dir, goose.WithDisableGlobalRegistry(true))
}

func newerError(found, known int64) error {
	return desk.E(desk.ErrDataNewer, nil, "found", strconv.FormatInt(found, 10), "known", strconv.FormatInt(known, 10))
}

// copyBefore keeps a copy of the main file as it was at a schema version; a copy that is there already is whole.
func (s *Store) copyBefore(ctx context.Context, version int64) error {
	path := s.path(fmt.Sprintf("balcao-before-%d.db", version+1))
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	unfinished := path + ".part"
	if err := os.Remove(unfinished); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if _, err := s.writer.ExecContext(ctx, "VACUUM INTO ?", unfinished); err != nil {
		return err
	}
	if err := os.Chmod(unfinished, 0o600); err != nil {
		return err
	}
	return os.Rename(unfinished, path)
}

// checkVersion is for those who open beside a writer: they cannot migrate, so the schema must fit as it is.
func checkVersion(ctx context.Context, db *sql.DB) error {
	p, err := provider(db)
	if err != nil {
		return err
	}
	var current int64
	if err := db.QueryRowContext(ctx, "SELECT coalesce(max(version_id), 0) FROM goose_db_version").Scan(&current); err != nil {
		return err
	}
	sources := p.ListSources()
	switch known := sources[len(sources)-1].Version; {
	case current > known:
		return newerError(current, known)
	case current < known:
		return ErrNotReady
	default:
		return nil
	}
}
