package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"time"
)

// truth is what mailgen says about a corpus.
type truth struct {
	messages int
	newest   time.Time
}

// readTruth reads the table that lies beside a Maildir.
func readTruth(maildir string) (truth, error) {
	f, err := os.Open(strings.TrimSuffix(maildir, "/") + ".truth.tsv")
	if err != nil {
		return truth{}, err
	}
	defer f.Close()
	var t truth
	for lines := bufio.NewScanner(f); lines.Scan(); {
		fields := strings.Split(lines.Text(), "\t")
		at, err := time.Parse(time.RFC3339, fields[len(fields)-1])
		if err != nil {
			return truth{}, fmt.Errorf("%s: line %d: %w", f.Name(), t.messages+1, err)
		}
		t.messages++
		if at.After(t.newest) {
			t.newest = at
		}
	}
	if t.messages == 0 {
		return truth{}, fmt.Errorf("%s is empty", f.Name())
	}
	return t, nil
}
