package store

import (
	"context"
	"crypto/sha256"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	// orphanAge lets a sync commit the row of a file that it has just kept.
	orphanAge = time.Hour
	// leftoverAge is longer than any file takes to be written.
	leftoverAge = 24 * time.Hour
)

// Sweep removes orphans, the stored files that no row refers to, and what an interrupted writing left over, and tells
// how many. Only a database that Verify found whole knows what its rows refer to. desk.ErrDataLocked beside another
// writer.
func (s *Store) Sweep(ctx context.Context) (swept int, err error) {
	if err := s.writable(); err != nil {
		return 0, err
	}
	old, err := s.oldFiles()
	if err != nil {
		return 0, s.explain(err)
	}
	sums, err := s.namedFiles(ctx)
	if err != nil {
		return 0, err
	}
	named := map[string]bool{}
	for _, sum := range sums {
		named[sum+packedSuffix] = true
	}
	for _, path := range old {
		if named[filepath.Base(path)] {
			continue
		}
		if err := os.Remove(path); err != nil {
			return swept, s.explain(err)
		}
		swept++
	}
	return swept, nil
}

// oldFiles finds the files of the store that are old enough to be swept. What the store would not have named so is
// somebody else's.
func (s *Store) oldFiles() (old []string, err error) {
	err = filepath.WalkDir(s.path(filesDir), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return ignoreAbsent(err)
		}
		info, err := entry.Info()
		if err != nil {
			return ignoreAbsent(err)
		}
		if least, ours := s.leastAge(path); ours && s.now().Sub(info.ModTime()) > least {
			old = append(old, path)
		}
		return nil
	})
	return old, err
}

// leastAge tells how old a file has to be before it may be swept; ours is false for what is none of the store's.
func (s *Store) leastAge(path string) (least time.Duration, ours bool) {
	name := filepath.Base(path)
	if strings.HasPrefix(name, partPrefix) {
		return leftoverAge, true
	}
	sum, packed := strings.CutSuffix(name, packedSuffix)
	isSum := len(sum) == 2*sha256.Size && strings.Trim(sum, "0123456789abcdef") == ""
	return orphanAge, packed && isSum && path == s.blobPath(sum)
}
