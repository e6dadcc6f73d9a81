package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"text/tabwriter"
)

// folders is how many folders of the account Balcão follows: INBOX and Sent.
const folders = 2

// report is the table that is printed at the end.
type report struct{ rows [][5]string }

// tell says what is running: some of it takes minutes.
func tell(what string) { fmt.Fprintln(os.Stderr, what) }

func (t *report) add(what, ours, rivals, ratio, goal string) {
	t.rows = append(t.rows, [5]string{what, ours, rivals, ratio, goal})
}

func seconds(c cost) string { return fmt.Sprintf("%.2f s", c.wall.Seconds()) }

func processor(c cost) string { return fmt.Sprintf("%.1f s", c.cpu.Seconds()) }

func times(ours, rivals cost) string {
	return fmt.Sprintf("%.1f ×", rivals.wall.Seconds()/ours.wall.Seconds())
}

func (t *report) firstSync(ctx context.Context, theirs *rivals, ours *balcao, wire *proxy, corpus truth) error {
	tell("mbsync and notmuch: first sync (minutes for 50,000)")
	rival, err := theirs.sync(ctx)
	if err != nil {
		return err
	}
	wire.take()
	tell("Balcão: first sync")
	got, err := ours.firstSync(ctx, corpus)
	if err != nil {
		return err
	}
	crossed := wire.take()
	if err := sameMessages(ctx, theirs, ours, corpus.messages); err != nil {
		return err
	}
	if fresh, duplicates, unparsed, errors := got.summary.total(); fresh != corpus.messages || errors > 0 {
		return fmt.Errorf("the first sync says %d new (%d expected), %d duplicates, %d unparsed, %d errors", fresh, corpus.messages, duplicates, unparsed, errors)
	}
	t.add(fmt.Sprintf("first sync, %d mails", corpus.messages), seconds(got.cost), seconds(rival), times(got.cost, rival), "≥ 5 ×")
	t.add("  processor time", processor(got.cost), processor(rival), fmt.Sprintf("%.1f ×", rival.cpu.Seconds()/got.cpu.Seconds()), "")
	t.add("  peak memory", fmt.Sprintf("%.0f MB", got.peakMB), fmt.Sprintf("%.0f MB", rival.peakMB), "", "≤ 300 MB")
	t.add(fmt.Sprintf("  newest %d on the list after", usable), fmt.Sprintf("%.2f s", got.usable.Seconds()), seconds(rival), "", "≤ 2 s")
	t.add("  bytes from the server", fmt.Sprintf("%d MB", crossed.down/1e6), "", "", "")
	return nil
}

// sameMessages makes sure that seconds of the same work are compared.
func sameMessages(ctx context.Context, theirs *rivals, ours *balcao, want int) error {
	known, err := theirs.messages(ctx)
	if err != nil {
		return err
	}
	listed, err := ours.messages(ctx)
	if err != nil {
		return err
	}
	if known != want || listed != want {
		return fmt.Errorf("there are %d mails, notmuch knows %d and Balcão lists %d", want, known, listed)
	}
	return nil
}

func (t *report) nothingNew(ctx context.Context, theirs *rivals, ours *balcao, wire *proxy, repeats int) error {
	tell("all: nothing new")
	var mine, others []cost
	var crossed traffic
	for range max(1, repeats) {
		rival, err := theirs.sync(ctx)
		if err != nil {
			return err
		}
		wire.take()
		got, err := ours.sync(ctx)
		if err != nil {
			return err
		}
		if fresh, _, _, errors := got.summary.total(); fresh != 0 || errors > 0 {
			return fmt.Errorf("a sync with nothing new says %d new, %d errors", fresh, errors)
		}
		crossed = wire.take()
		mine, others = append(mine, got.cost), append(others, rival)
	}
	t.add("nothing new", seconds(median(mine)), seconds(median(others)), times(median(mine), median(others)), "")
	t.add("  round trips, per folder", fmt.Sprintf("%d, %.1f", crossed.roundTrips, float64(crossed.roundTrips)/folders), "", "", "≤ 6 per folder")
	t.add("  bytes from the server", fmt.Sprintf("%.1f kB", float64(crossed.down)/1e3), "", "", "")
	return nil
}

func (t *report) someNew(ctx context.Context, theirs *rivals, ours *balcao, wire *proxy, first, later truth) error {
	tell("all: some new")
	rival, err := theirs.sync(ctx)
	if err != nil {
		return err
	}
	wire.take()
	got, err := ours.sync(ctx)
	if err != nil {
		return err
	}
	crossed := wire.take()
	if err := sameMessages(ctx, theirs, ours, first.messages+later.messages); err != nil {
		return err
	}
	if fresh, _, _, errors := got.summary.total(); fresh != later.messages || errors > 0 {
		return fmt.Errorf("%d mails arrived, the sync says %d new, %d errors", later.messages, fresh, errors)
	}
	t.add(fmt.Sprintf("%d new among %d", later.messages, first.messages), seconds(got.cost), seconds(rival), times(got.cost, rival), "the cost of the new")
	t.add("  bytes from the server", fmt.Sprintf("%.1f kB", float64(crossed.down)/1e3), "", "", "")
	return nil
}

func (t *report) print(out io.Writer) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\tBalcão\tmbsync + notmuch\tratio\tgoal")
	for _, row := range t.rows {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", row[0], row[1], row[2], row[3], row[4])
	}
	w.Flush()
}
