package cases

import (
	"context"
	"slices"

	"balcao/backend/protocol"
	"balcao/backend/store"
)

// Quoted finds the cases that a text names by their numbers in any spelling; without a whole number, those whose number
// ends in the five digits that the text is. Of a number that was merged it is the case that has its messages. What is
// nobody's is not found: a void number, one that is being written down, one with a mistake.
func Quoted(ctx context.Context, st *store.Store, text string) (list []Summary, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		f := finding{tx: tx}
		if err := f.whole(text); err != nil {
			return err
		}
		if end := onlyDigits(text); len(f.cases) == 0 && len(end) == tailLong {
			if err := f.ending(end); err != nil {
				return err
			}
		}
		list, err = summarise(tx, f.cases)
		return err
	})
	return list, err
}

// tailLong is how many of the last digits name a case by themselves.
const tailLong = 5

// whole adds the cases of the whole numbers in a text.
func (f *finding) whole(text string) error {
	for _, p := range protocol.Find(text).Numbers {
		k, known, err := f.tx.Cases().Numbers().ByProtocol(p)
		if err != nil {
			return err
		}
		if known && k.CustomerID != "" && !slices.Contains(f.seen, k.ID) {
			f.seen, f.cases = append(f.seen, k.ID), append(f.cases, k) // in whatever state it is: it was named
		}
	}
	return nil
}

// ending adds the cases whose number, or that of what was merged into them, ends in some digits.
func (f *finding) ending(digits string) error {
	list, err := f.tx.Cases().Numbers().ByEnd(digits, mostCases)
	if err != nil {
		return err
	}
	for _, k := range list {
		if k.MergedInto != "" {
			if k, err = f.tx.Cases().Get(k.MergedInto); err != nil {
				return err
			}
		}
		f.add(k)
	}
	return nil
}
