package main

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"
)

// truth is what mailgen says about a corpus.
type truth struct {
	messages int
	// The newest usable messages: since when they are, and between how many addresses they went.
	since time.Time
	faces int
}

type fact struct {
	at      time.Time
	address string
}

// readTruth reads the table that lies beside a Maildir.
func readTruth(maildir string) (truth, error) {
	f, err := os.Open(strings.TrimSuffix(maildir, "/") + ".truth.tsv")
	if err != nil {
		return truth{}, err
	}
	defer f.Close()
	var facts []fact
	for lines := bufio.NewScanner(f); lines.Scan(); {
		fields := strings.Split(lines.Text(), "\t")
		if len(fields) < 2 {
			return truth{}, fmt.Errorf("%s: line %d is cut", f.Name(), len(facts)+1)
		}
		at, err := time.Parse(time.RFC3339, fields[len(fields)-2])
		if err != nil {
			return truth{}, fmt.Errorf("%s: line %d: %w", f.Name(), len(facts)+1, err)
		}
		facts = append(facts, fact{at, fields[len(fields)-1]})
	}
	if len(facts) == 0 {
		return truth{}, fmt.Errorf("%s is empty", f.Name())
	}
	return newestOf(facts), nil
}

func newestOf(facts []fact) truth {
	slices.SortFunc(facts, func(a, b fact) int { return b.at.Compare(a.at) })
	newest := facts[:min(usable, len(facts))]
	addresses := map[string]bool{}
	for _, f := range newest {
		addresses[f.address] = true
	}
	return truth{messages: len(facts), since: newest[len(newest)-1].at, faces: len(addresses)}
}
