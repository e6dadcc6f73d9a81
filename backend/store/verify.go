package store

import (
	"context"
	"database/sql"
	"errors"

	"github.com/mattn/go-sqlite3"

	"balcao/backend/desk"
)

// Verdict is what Verify found.
type Verdict struct {
	Database string // "ok", or what SQLite says is wrong
	Checked  int    // stored files that rows name
	Missing  []string
	Damaged  []string
}

// Version is SQLite's.
func Version() string {
	v, _, _ := sqlite3.Version()
	return v
}

// Verify reads everything: both databases, the search index against its content, and every file by its hash. Beside
// another writer it leaves out what would hold that one up, the index and the pages of the raw file.
func (s *Store) Verify(ctx context.Context) (Verdict, error) {
	met := s.timesMet()
	v := Verdict{Database: "ok", Missing: []string{}, Damaged: []string{}}
	databases := map[string]*sql.DB{mainFile: s.reader}
	if s.writer != nil {
		databases[rawFile] = s.raw
	}
	for name, db := range databases {
		var said string
		if err := db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&said); err != nil {
			return v, s.explainIn(name, err)
		}
		if said != "ok" {
			v.Database = said
			_ = s.meet(name, errors.New(said))
		}
	}
	err := s.explainIn(mainFile, s.verifyIndex(ctx))
	switch {
	case desk.HasCode(err, desk.ErrDataDamaged):
		v.Database = "search index: " + desk.AsError(err).Unwrap().Error()
	case err != nil:
		return v, err
	}
	if v.Database == "ok" && s.writer != nil {
		if err := s.passed(ctx, met); err != nil {
			return v, err
		}
	}
	return v, s.verifyFiles(ctx, &v)
}

func (s *Store) verifyIndex(ctx context.Context) error {
	if s.writer == nil {
		return nil
	}
	for _, index := range []string{"message_fts", "note_fts"} {
		if _, err := s.writer.ExecContext(ctx, "INSERT INTO "+index+" ("+index+", rank) VALUES ('integrity-check', 1)"); err != nil {
			return err
		}
	}
	return nil
}

// namedFiles gives the hashes of all content that rows refer to, each once.
func (s *Store) namedFiles(ctx context.Context) (sums []string, err error) {
	err = s.Read(ctx, func(tx *ReadTx) (err error) {
		sums, err = collect(tx.q, func(rows *sql.Rows) (sum string, err error) {
			err = rows.Scan(&sum)
			return sum, err
		}, "verify.files")
		return err
	})
	return sums, err
}

func (s *Store) verifyFiles(ctx context.Context, v *Verdict) error {
	sums, err := s.namedFiles(ctx)
	for _, sum := range sums {
		v.Checked++
		switch _, problem := s.Blob(ctx, sum); {
		case problem == nil:
		case desk.HasCode(problem, desk.ErrNotFound):
			v.Missing = append(v.Missing, sum)
		case desk.HasCode(problem, desk.ErrContentDamaged), desk.HasCode(problem, desk.ErrDataDamaged):
			v.Damaged = append(v.Damaged, sum)
		default:
			return problem
		}
	}
	return err
}
