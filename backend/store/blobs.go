package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/zstd"

	"balcao/backend/desk"
)

// rawSchema is the file of bytes: mails as they came and small attachments, compressed, by content hash.
const rawSchema = `CREATE TABLE IF NOT EXISTS blob (
  n INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, size INTEGER NOT NULL, data BLOB NOT NULL) STRICT`

// inlineLimit parts what lies in raw.db from what becomes a file of its own.
const inlineLimit = 256 << 10

// filesDir holds the larger blobs as files named by their hash.
const filesDir = "files"

// Blob is content on its way into the store, hashed and packed by the goroutine that made it, so that the
// writer only writes.
type Blob struct {
	SHA256 string
	Size   int64
	packed []byte // zstd
}

// encoder and decoder are safe for concurrent EncodeAll and DecodeAll.
var (
	encoder, _ = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(2))
	decoder, _ = zstd.NewReader(nil, zstd.WithDecoderConcurrency(2), zstd.WithDecoderMaxMemory(512<<20))
)

// NewBlob hashes and compresses content.
func NewBlob(content []byte) Blob {
	sum := sha256.Sum256(content)
	return Blob{
		SHA256: hex.EncodeToString(sum[:]),
		Size:   int64(len(content)),
		packed: encoder.EncodeAll(content, make([]byte, 0, len(content)/2+64)),
	}
}

// KeepBlobs puts content on the disk for good: it returns after the data, and the folder entries of files,
// are synced. Keep the blobs before the row that names them is committed; a blob without a row does no harm.
func (s *Store) KeepBlobs(ctx context.Context, blobs []Blob) error {
	if err := s.writable(); err != nil {
		return err
	}
	var small, large []Blob
	for _, b := range blobs {
		if len(b.packed) > inlineLimit {
			large = append(large, b)
		} else {
			small = append(small, b)
		}
	}
	if err := s.keepFiles(large); err != nil {
		return s.explain(err)
	}
	return s.explainIn(rawFile, s.keepRows(ctx, small))
}

func (s *Store) keepRows(ctx context.Context, blobs []Blob) error {
	if len(blobs) == 0 {
		return nil
	}
	tx, err := s.raw.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if err := s.writable(); err != nil { // damage may have been met while this one waited for its turn
		return err
	}
	for _, b := range blobs {
		key, err := hex.DecodeString(b.SHA256)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO blob (sha256, size, data) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING", key, b.Size, b.packed)
		if err != nil {
			return err
		}
	}
	return tx.Commit()
}

func (s *Store) keepFiles(blobs []Blob) error {
	touched := map[string]bool{}
	for _, b := range blobs {
		path := s.blobPath(b.SHA256)
		// Synced even when the file is there: the program may have ended between the renaming and the syncing.
		touched[filepath.Dir(path)] = true
		if _, err := os.Stat(path); err == nil {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return err
		}
		if err := writeSynced(path, b.packed); err != nil {
			return err
		}
	}
	if len(touched) == 0 {
		return nil
	}
	touched[s.path(filesDir)], touched[s.dir] = true, true
	for dir := range touched {
		if err := syncFolder(dir); err != nil {
			return err
		}
	}
	return nil
}

// packedSuffix ends the name of a file of content; partPrefix begins that of one being written.
const (
	packedSuffix = ".zst"
	partPrefix   = ".part-"
)

func (s *Store) blobPath(sum string) string {
	return filepath.Join(s.dir, filesDir, sum[:2], sum+packedSuffix)
}

// writeSynced makes a file appear whole or not at all.
func writeSynced(path string, data []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), partPrefix+"*")
	if err != nil {
		return err
	}
	_, err = tmp.Write(data)
	err = errors.Join(err, tmp.Sync(), tmp.Close())
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(tmp.Name()))
	}
	return nil
}

// Blob reads content back and checks it against its hash. Errors: desk.ErrNotFound, desk.ErrContentDamaged,
// desk.ErrDataDamaged.
func (s *Store) Blob(ctx context.Context, sum string) ([]byte, error) {
	packed, err := s.packedBlob(ctx, sum)
	if err != nil {
		return nil, s.explainIn(rawFile, err)
	}
	content, err := decoder.DecodeAll(packed, nil)
	if err != nil {
		return nil, desk.E(desk.ErrContentDamaged, err, "file", sum)
	}
	if got := sha256.Sum256(content); hex.EncodeToString(got[:]) != sum {
		return nil, desk.E(desk.ErrContentDamaged, errors.New("content does not match its hash"), "file", sum)
	}
	return content, nil
}

func (s *Store) packedBlob(ctx context.Context, sum string) ([]byte, error) {
	key, err := hex.DecodeString(sum)
	if err != nil || len(key) != sha256.Size {
		return nil, desk.E(desk.ErrNotFound, fmt.Errorf("not a hash: %q", sum), "kind", "file")
	}
	var packed []byte
	err = s.raw.QueryRowContext(ctx, "SELECT data FROM blob WHERE sha256 = ?", key).Scan(&packed)
	if !errors.Is(err, sql.ErrNoRows) {
		return packed, err
	}
	packed, err = os.ReadFile(s.blobPath(sum))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, desk.E(desk.ErrNotFound, err, "kind", "file")
	}
	return packed, err
}
