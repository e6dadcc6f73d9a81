// Package store is one shop's data folder: the main SQLite file, the file of raw bytes beside it, and the
// larger files by content hash. It is the only room of database/sql.
//
// It keeps the projections (inbox rows, search index) in step with messages and events. It decides nothing
// about customers or sending: the deeds do, inside Read and Write.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/mattn/go-sqlite3" // the driver registers itself

	"balcao/backend/desk"
)

const (
	mainFile = "balcao.db"
	rawFile  = "raw.db"
	lockFile = "writer.lock"
	// usedFile lies in every folder that was open for good; see checkPresence.
	usedFile = "station.nonce"
	readers  = 4
)

// checkpointRarely lets the write-ahead log grow to 64 MB before it is copied back: a batch of mail changes the
// same pages of the search index again and again, and each would be copied after every batch.
const checkpointRarely = "PRAGMA wal_autocheckpoint = 16000"

// Store is an open data folder.
type Store struct {
	dir     string
	lock    *os.File // nil when opened for reading only
	writer  *sql.DB
	reader  *sql.DB
	raw     *sql.DB
	station string
	memory  memory
	tally   tally // what is remembered of the station; writing guards it
	forgets bool  // the station could not be remembered; writing guards it
	now     func() time.Time
	changes broadcaster
	writing sync.Mutex // orders COMMITs with their announcements
	health  health
	opened  map[string]os.FileInfo // the databases, as they were opened for writing
	arrived bool                   // the folder is open for writing: its end is worth a mark
	// lastMoment is the moment of the last transaction; writing guards it.
	lastMoment time.Time
}

// ErrNotReady says that a folder opened for reading has no store yet, or one that must be migrated first.
var ErrNotReady = errors.New("store: the folder has to be opened for writing once")

// Options are what a test or a face may choose.
type Options struct {
	// ReadOnly opens beside another writer; nothing is created or migrated.
	ReadOnly bool
	Now      func() time.Time // default time.Now
	// Memory is the folder, outside every data folder, in which this computer remembers how far each has counted. Without
	// one, every opening counts under a new station.
	Memory string
}

// Open opens the data folder, creating and migrating it as needed. Errors: desk.ErrDataLocked when another
// program writes there, desk.ErrDataNewer, desk.ErrDataDamaged, desk.ErrDataMissing, desk.ErrDataReadOnly, desk.ErrDataFull.
func Open(ctx context.Context, dir string, opts Options) (*Store, error) {
	s := &Store{dir: dir, now: opts.Now, memory: memory{opts.Memory}}
	if s.now == nil {
		s.now = time.Now
	}
	if err := s.open(ctx, opts.ReadOnly); err != nil {
		_ = s.Close()
		return nil, s.explain(err)
	}
	return s, nil
}

func (s *Store) open(ctx context.Context, readOnly bool) error {
	if readOnly {
		return s.openForReading(ctx)
	}
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return err
	}
	if err := closeToOthers(s.dir); err != nil {
		return err
	}
	var err error
	if s.lock, err = lockFolder(filepath.Join(s.dir, lockFile)); err != nil {
		return err
	}
	if err := s.checkPresence(); err != nil {
		return err
	}
	if err := s.arrive(ctx); err != nil {
		return err
	}
	if err := s.openFiles(ctx); err != nil {
		return s.orDamage(ctx, err)
	}
	s.arrived = true
	if s.Damage() != nil {
		return s.openDamaged(ctx)
	}
	if err := s.prepare(ctx); err != nil {
		return s.orDamage(ctx, err)
	}
	return nil
}

// prepare makes the files ready to be written.
func (s *Store) prepare(ctx context.Context) error {
	if _, err := s.writer.ExecContext(ctx, checkpointRarely); err != nil {
		return err
	}
	if err := s.migrate(ctx); err != nil {
		return err
	}
	if _, err := s.raw.ExecContext(ctx, rawSchema); err != nil {
		return err
	}
	if err := s.takeStation(ctx, s.writable); err != nil {
		return err
	}
	return os.WriteFile(s.path(usedFile), nil, 0o600)
}

// openDamaged leaves the files as they are: they are read, where this program knows their schema.
func (s *Store) openDamaged(ctx context.Context) error {
	err := checkVersion(ctx, s.reader)
	if errors.Is(err, ErrNotReady) {
		return s.Damage()
	}
	return err
}

func (s *Store) openForReading(ctx context.Context) error {
	if _, err := os.Stat(s.path(mainFile)); err != nil {
		return errors.Join(ErrNotReady, err)
	}
	var err error
	if s.reader, err = openDB(s.path(mainFile), noJournal, readers); err != nil {
		return err
	}
	if s.raw, err = openDB(s.path(rawFile), mending, 1); err != nil {
		return err
	}
	return checkVersion(ctx, s.reader)
}

func (s *Store) openFiles(ctx context.Context) error {
	s.opened = map[string]os.FileInfo{}
	for _, name := range []string{mainFile, rawFile} {
		info, err := createPrivate(s.path(name))
		if err != nil {
			return err
		}
		s.opened[name] = info
	}
	var err error
	if s.writer, err = openDB(s.path(mainFile), writeAhead, 1); err != nil {
		return err
	}
	if s.raw, err = openDB(s.path(rawFile), rollback, 1); err != nil {
		return err
	}
	if s.reader, err = openDB(s.path(mainFile), noJournal, readers); err != nil {
		return err
	}
	return s.checkHealth(ctx)
}

func (s *Store) path(name string) string { return filepath.Join(s.dir, name) }

// Dir is the data folder.
func (s *Store) Dir() string { return s.dir }

// Now is the store's clock; deeds use it so that a test can set the time of everything.
func (s *Store) Now() time.Time { return s.now() }

// Close ends the use of the folder. Subscribers' channels are closed.
func (s *Store) Close() error {
	s.changes.close()
	var errs []error
	for _, db := range s.inOrderOfClosing() {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	if err := errors.Join(errs...); err == nil && s.arrived {
		s.leave()
	}
	if s.lock != nil {
		errs = append(errs, unlockFolder(s.lock))
	}
	return errors.Join(errs...)
}

// inOrderOfClosing has the writer close last, which writes the log back into the main file. Not into a damaged one:
// there it closes before a reader, which cannot, and the log stays.
func (s *Store) inOrderOfClosing() []*sql.DB {
	if s.Damage() == nil || s.reader == nil {
		return []*sql.DB{s.reader, s.writer, s.raw}
	}
	_ = s.reader.QueryRow("SELECT count(*) FROM sqlite_schema").Scan(new(int)) // a reader that has read nothing has nothing open
	return []*sql.DB{s.writer, s.reader, s.raw}
}

// closeToOthers takes the folder away from other users of the computer; what the owner may do there stays.
func closeToOthers(dir string) error {
	info, err := os.Stat(dir)
	if err != nil || info.Mode().Perm()&0o077 == 0 {
		return err
	}
	return os.Chmod(dir, info.Mode().Perm()&0o700)
}

// createPrivate makes sure the file exists with mode 0600 before SQLite would create it wider.
func createPrivate(path string) (os.FileInfo, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	err = f.Chmod(0o600)
	info, statErr := f.Stat()
	return info, errors.Join(err, statErr, f.Close())
}

// The journals. The main file is read while it is written, which needs a write-ahead log. The bytes in the raw
// file are only ever added: with a rollback journal they are written once and not twice.
const (
	writeAhead = "WAL"
	rollback   = "TRUNCATE"
	noJournal  = ""
	// mending reads only, but may first roll back what a crash left half written.
	mending = "mend"
)

// Page caches of one connection, in KiB, negative as SQLite wants it. The writer's holds the search index while a batch
// of mail changes it. Every reader has a cache of its own of much the same pages, which the system keeps too. The raw
// file's bytes are written and read once.
const (
	writeCache = "-32000"
	readCache  = "-4000"
	rawCache   = "-4000"
)

// openDB opens one SQLite file with a journal, or to read only. The pragmas stand in the DSN, so that every
// connection of the pool has them. synchronous=FULL: a send or a protocol number that was confirmed must
// survive a power cut.
func openDB(path, journal string, conns int) (*sql.DB, error) {
	q := url.Values{}
	q.Set("_busy_timeout", "10000")
	q.Set("_foreign_keys", "1")
	q.Set("_cache_size", writeCache)
	q.Set("_stmt_cache_size", "200")
	switch journal {
	case noJournal:
		q.Set("mode", "ro")
		q.Set("_query_only", "1")
		q.Set("_cache_size", readCache)
	case mending:
		q.Set("mode", "rw")
		q.Set("_query_only", "1")
		q.Set("_cache_size", rawCache)
	case rollback:
		q.Set("_cache_size", rawCache)
		fallthrough
	default:
		q.Set("_journal_mode", journal)
		q.Set("_synchronous", "FULL")
		q.Set("_secure_delete", "on")
		q.Set("_txlock", "immediate")
	}
	db, err := sql.Open("sqlite3", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+q.Encode())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	return db, nil
}

// checkPresence refuses a folder that was in use before (usedFile lies there) and whose files are gone or empty:
// SQLite would make new ones, and the shop would find an empty inbox without a word.
func (s *Store) checkPresence() error {
	if _, err := os.Stat(s.path(usedFile)); err != nil {
		return ignoreAbsent(err)
	}
	for _, name := range []string{mainFile, rawFile} {
		info, err := os.Stat(s.path(name))
		if ignoreAbsent(err) != nil {
			return err
		}
		if err != nil || info.Size() == 0 {
			return desk.E(desk.ErrDataMissing, err, "file", s.path(name))
		}
	}
	return nil
}

func ignoreAbsent(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// checkHealth reads the schema of both files: what is no database, or broken at its root, is refused untouched.
// Damage deeper inside is found by Check and by Verify, which take seconds.
func (s *Store) checkHealth(ctx context.Context) error {
	for name, db := range map[string]*sql.DB{mainFile: s.writer, rawFile: s.raw} {
		var tables int
		err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables)
		if err != nil {
			return s.explainIn(name, err)
		}
	}
	return nil
}

// explainIn is explain for an error of one of the two files.
func (s *Store) explainIn(name string, err error) error {
	var lite sqlite3.Error
	if errors.As(err, &lite) && (lite.Code == sqlite3.ErrCorrupt || lite.Code == sqlite3.ErrNotADB) {
		return s.meet(name, err)
	}
	return s.explain(err)
}

// explain turns what the system says about the folder into a coded error.
func (s *Store) explain(err error) error {
	if err == nil {
		return nil
	}
	var coded *desk.Error
	if errors.As(err, &coded) {
		return err
	}
	var lite sqlite3.Error
	if errors.As(err, &lite) {
		return s.explainSQLite(lite, err)
	}
	return explained(err, s.dir)
}

// explained is explain for what the system says about any folder.
func explained(err error, dir string) error {
	switch {
	case errors.Is(err, fs.ErrPermission), isReadOnlyFS(err):
		return desk.E(desk.ErrDataReadOnly, err, "dir", dir)
	case isDiskFull(err):
		return desk.Passing(desk.ErrDataFull, err, "dir", dir)
	default:
		return err
	}
}

func (s *Store) explainSQLite(lite sqlite3.Error, err error) error {
	// Some of the files beside the main one SQLite only says it could not write.
	if lite.Code == sqlite3.ErrFull || lite.Code == sqlite3.ErrIoErr && isDiskFull(lite.SystemErrno) {
		return desk.Passing(desk.ErrDataFull, err, "dir", s.dir)
	}
	switch lite.Code {
	case sqlite3.ErrReadonly, sqlite3.ErrPerm, sqlite3.ErrCantOpen:
		return desk.E(desk.ErrDataReadOnly, err, "dir", s.dir)
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB:
		return s.meet(mainFile, err)
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return desk.Passing(desk.ErrDataLocked, err, "dir", s.dir)
	default:
		return fmt.Errorf("store: %w", err)
	}
}
