package cases_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"balcao/backend/cases"
	"balcao/backend/desk"
	"balcao/backend/protocol"
	"balcao/backend/store"
)

const (
	benchCases = 20_000
	benchBatch = 1_000 // messages of one Write
	benchEach  = 10    // messages of one case
)

// BenchmarkCases20k measures looking for cases, key by key, among 20,000 in the store of 200,000 messages that the
// store's own benchmark (Store200k) builds; it skips where that has not run. It works on a copy, built once.
func BenchmarkCases20k(b *testing.B) {
	st := openBench(b)
	one, end := benchNumber(7_777).String(), string(benchNumber(12_345)[8:])
	for _, c := range []struct {
		name  string
		query cases.Query
	}{
		{"all", cases.Query{}},
		{"open", cases.Query{State: "open"}},
		{"number", cases.Query{Text: one}},
		{"number/half", cases.Query{Text: one[:8]}},
		{"end/3", cases.Query{Text: end[2:]}},
		{"end/5", cases.Query{Text: end}},
		{"end/none", cases.Query{Text: "99999"}},
		{"words/1-letter", cases.Query{Text: "d"}},
		{"words/common", cases.Query{Text: "que"}},
		{"words/two", cases.Query{Text: "que com"}},
		{"name", cases.Query{Text: "ção"}},
		{"closed/common", cases.Query{Text: "que", State: "closed"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			took := make([]time.Duration, 0, b.N)
			c.query.Limit = 50
			found := 0
			for b.Loop() {
				began := time.Now()
				f, err := cases.Find(b.Context(), st, c.query)
				if err != nil {
					b.Fatal(err)
				}
				took, found = append(took, time.Since(began)), len(f.Cases)
			}
			slices.Sort(took)
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(took[len(took)/2].Seconds()*1000, "p50-ms")
			b.ReportMetric(took[len(took)*95/100].Seconds()*1000, "p95-ms")
			b.ReportMetric(float64(found), "rows")
		})
	}
}

// benchDay is the day of the benchmark's shop.
var benchDay = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

func benchNumber(n int) desk.Protocol {
	return protocol.New(benchDay.AddDate(0, 0, -n%100), 10+n/100%90, 1+n/9_000)
}

func openBench(b *testing.B) *store.Store {
	b.Helper()
	from, dir := filepath.Join(os.TempDir(), "balcao-bench-200k"), filepath.Join(os.TempDir(), "balcao-bench-20k-cases")
	if _, err := os.Stat(filepath.Join(from, "schema.sha256")); err != nil {
		b.Skip("run BenchmarkStore200k in backend/store first: ", err)
	}
	if _, err := os.Stat(dir); err != nil {
		if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
			b.Fatal(err)
		}
	}
	st, err := store.Open(b.Context(), dir, store.Options{Now: func() time.Time { return benchDay }})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = st.Close() })
	have := 0
	err = st.Read(b.Context(), func(tx *store.ReadTx) error {
		list, err := tx.Cases().List("", store.Start(), benchCases)
		have = len(list)
		return err
	})
	for ; err == nil && have < benchCases; have += benchBatch / benchEach {
		err = benchFill(b.Context(), st, have)
	}
	if err != nil {
		b.Fatal(err)
	}
	return st
}

// benchFill opens a case with each tenth message and puts those up to the next into it; most are closed.
func benchFill(ctx context.Context, st *store.Store, from int) error {
	return st.Write(ctx, func(tx *store.Tx) error {
		for n := from; n < from+benchBatch/benchEach; n++ {
			if err := benchCase(tx, n); err != nil {
				return err
			}
		}
		return nil
	})
}

func benchCase(tx *store.Tx, n int) error {
	first, err := tx.Messages().Get(desk.MessageID(desk.HashID("bench", fmt.Sprint(n*benchEach))))
	if err != nil {
		return err
	}
	who, err := tx.Messages().CustomerOf(first.ID)
	if err != nil {
		return err
	}
	id := desk.CaseID(store.NewID())
	record := func(e desk.Event) {
		e.Actor, e.CustomerID, e.CaseID = desk.Program, who, id
		if err == nil {
			err = tx.Record(e)
		}
	}
	record(desk.Event{Kind: desk.CaseOpened, MessageID: first.ID, Facts: desk.Facts{Case: &desk.CaseFacts{Protocol: benchNumber(n), Identity: first.IdentityID}}})
	for i := range benchEach {
		m := desk.MessageID(desk.HashID("bench", fmt.Sprint(n*benchEach+i)))
		record(desk.Event{Kind: desk.CaseJoined, MessageID: m, Facts: desk.Facts{Case: &desk.CaseFacts{Rule: desk.ByOpen}}})
	}
	if n%10 > 0 {
		record(desk.Event{Kind: desk.CaseClosed, Facts: desk.Facts{Case: &desk.CaseFacts{}}})
	}
	return err
}
