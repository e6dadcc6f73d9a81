package store

import (
	"encoding/json"
	"errors"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"balcao/backend/desk"
)

// memory is what this computer remembers of its stations outside their folders, where it is not put back with a folder
// that is restored: a file for each station. dir is empty where nothing can be kept.
type memory struct{ dir string }

// tally is what is remembered of one station. It is written before each commit that it tells of, so that it is never
// behind what was told to anybody.
type tally struct {
	// File is the file that the tally was written into. Each has a new one: in a copy that was put back, with whatever
	// else lies in the owner's home, it names another.
	File    string `json:"file"`
	Folder  string `json:"folder"`
	Counter int64  `json:"counter"` // of the station's last event
	// Numbers are the last that the station gave, by their station digits.
	Numbers map[string]desk.Protocol `json:"numbers"`
}

const tallyEnding = ".json"

func (m memory) path(station string) string { return filepath.Join(m.dir, station+tallyEnding) }

// recall gives the tally of a station; nothing where there is none that this program wrote last.
func (m memory) recall(station string) (tally, bool) {
	f, err := os.Open(m.path(station))
	if err != nil {
		return tally{}, false
	}
	defer func() { _ = f.Close() }()
	var n tally
	id, err := fileID(f)
	return n, errors.Join(err, json.NewDecoder(f).Decode(&n)) == nil && n.File == id
}

// keep puts a tally of a station, on the disk, in the place of the one before.
func (m memory) keep(station string, n tally) error {
	next := m.path(station) + ".next"
	if err := errors.Join(os.MkdirAll(m.dir, 0o700), ignoreAbsent(os.Remove(next))); err != nil {
		return err
	}
	f, err := os.OpenFile(next, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err := errors.Join(n.write(f), f.Close()); err != nil {
		return err
	}
	return errors.Join(os.Rename(next, m.path(station)), syncFolder(m.dir))
}

func (n tally) write(f *os.File) (err error) {
	if n.File, err = fileID(f); err != nil {
		return err
	}
	return errors.Join(json.NewEncoder(f).Encode(n), f.Sync())
}

// with gives the tally of a station that has counted on.
func (n tally) with(counter int64, given []desk.Protocol) tally {
	n.Counter, n.Numbers = counter, maps.Clone(n.Numbers)
	if n.Numbers == nil {
		n.Numbers = map[string]desk.Protocol{}
	}
	latest(n.Numbers, slices.Values(given))
	return n
}

// numbers gives the last numbers that this computer remembers, by their station digits, whatever station gave them. Those
// of a tally that was put back were given too.
func (m memory) numbers() map[string]desk.Protocol {
	last := map[string]desk.Protocol{}
	entries, _ := os.ReadDir(m.dir)
	for _, e := range entries {
		var n tally
		content, err := os.ReadFile(filepath.Join(m.dir, e.Name()))
		if err == nil && json.Unmarshal(content, &n) == nil {
			latest(last, maps.Values(n.Numbers))
		}
	}
	return last
}

// latest puts numbers into the list of the last ones, unless later ones stand there.
func latest(last map[string]desk.Protocol, given iter.Seq[desk.Protocol]) {
	for p := range given {
		if digits := p.Station(); p > last[digits] {
			last[digits] = p
		}
	}
}
