package window

import (
	"context"
	"path/filepath"
	"sync"
	"time"

	"balcao/backend/desk"
)

// Imports brings in what the shop has from before. Which file it is, the system's dialog says and never the page.
type Imports struct {
	gate   *gate
	choose func(ctx context.Context, title string, folder bool) (string, error)
	emit   func(ctx context.Context, so Importing)

	mu      sync.Mutex
	chosen  string // empty: none
	running string // the name of what comes in now; empty: nothing does
	stop    context.CancelFunc
}

// ImportDesk brings in what the shop has from before.
type ImportDesk interface {
	// ImportFile reads a file, and keeps nothing where dry. A cancelled one has brought what the report says.
	ImportFile(ctx context.Context, path string, ask ImportAsk, dry bool, told func(done, total int64)) (ImportReport, error)
	Imported(ctx context.Context) ([]ImportMade, error)
	UndoImport(ctx context.Context, id desk.EventID, told func(done, total int64)) (ImportUndone, error)
}

// ImportAsk says what the chosen file is, and what it does not tell by itself.
type ImportAsk struct {
	Kind    string   `json:"kind"` // a desk.ImportKind
	Phone   string   `json:"phone"`
	Shop    string   `json:"shop"`    // of a chat what the shop is called there, of invoices its document
	Order   string   `json:"order"`   // a transfer.Order; empty: it is found out
	Columns []string `json:"columns"` // field=heading
	Place   string   `json:"place"`   // a desk.PurchasePlace, of what does not say where it was bought
	Home    string   `json:"home"`    // what an address at home is called
	Work    string   `json:"work"`
}

// ImportReport is what came, or would come.
type ImportReport struct {
	ID      string       `json:"id"` // what Undo takes; empty: nothing came
	Read    int          `json:"read"`
	New     int          `json:"new"`
	Updated int          `json:"updated"`
	Left    []ImportLeft `json:"left"`
	Stopped bool         `json:"stopped"` // before the end
	// Of a chat: who is who.
	Shop     string `json:"shop"`
	Customer string `json:"customer"`
	Phone    string `json:"phone"`
	// Sales are null but for purchases, which New counts.
	Sales *ImportSales `json:"sales"`
}

// ImportSales is what more there is to say of an import of purchases.
type ImportSales struct {
	Customers int            `json:"customers"` // who are new
	Here      int            `json:"here"`      // purchases that are here already
	Table     *ImportTable   `json:"table"`     // null: these are invoices
	Sample    []ImportSample `json:"sample"`
	Bad       []ImportBad    `json:"bad"`  // every line that cannot be read
	Same      []int          `json:"same"` // lines, each a purchase of its own, that say what a line above says
}

// ImportTable is how a table was read.
type ImportTable struct {
	Headings []string       `json:"headings"`
	Columns  map[string]int `json:"columns"` // by purchase.Field, where in Headings it stands
}

// ImportSample is a line as it was understood.
type ImportSample struct {
	Where    string `json:"where"` // the line, or the file
	At       int64  `json:"at"`
	What     string `json:"what"`
	Cents    int64  `json:"cents"`
	Currency string `json:"currency"`
	Customer string `json:"customer"`
	Ref      string `json:"ref"`
}

// ImportBad is a line that is not read.
type ImportBad struct {
	Where  string `json:"where"`
	Reason string `json:"reason"` // a purchase.Reason
}

// ImportLeft is how many were left out for one reason, and where the first of them stand.
type ImportLeft struct {
	Reason string   `json:"reason"` // a transfer.Reason
	Count  int      `json:"count"`
	Where  []string `json:"where"` // lines, or files
}

// ImportMade is an import that was made.
type ImportMade struct {
	ID       string `json:"id"`
	Kind     string `json:"kind"`
	File     string `json:"file"`
	At       int64  `json:"at"`
	Messages int    `json:"messages"`
	New      int    `json:"new"`
	Updated  int    `json:"updated"`
	Bought   int    `json:"bought"`
	UndoneAt int64  `json:"undoneAt"` // 0: it stands
}

// ImportUndone is what was taken away, and why something was not.
type ImportUndone struct {
	Messages  int          `json:"messages"`
	Customers int          `json:"customers"`
	Updated   int          `json:"updated"`
	Bought    int          `json:"bought"`
	Stayed    []ImportLeft `json:"stayed"` // reasons are desk.Stay
}

// importingEvent tells the page how far an import is.
const importingEvent = "balcao:importing"

// Importing is how far an import, or its undoing, is.
type Importing struct {
	Done  int64 `json:"done"`
	Total int64 `json:"total"`
	Ended bool  `json:"ended"`
}

// Choose asks the owner for a file, or for a folder, and gives its name; empty when the dialog was closed. title is the
// dialog's, in the owner's language.
func (i *Imports) Choose(title string, folder bool) (string, error) {
	return pass(i.gate, "Imports.Choose", func(ctx context.Context, _ Desk) (string, error) {
		path, err := i.choose(ctx, title, folder)
		if err != nil || path == "" {
			return "", err
		}
		i.mu.Lock()
		defer i.mu.Unlock()
		i.chosen = path
		return filepath.Base(path), nil
	})
}

// Preview tells what the chosen file would bring.
func (i *Imports) Preview(ask ImportAsk) (ImportReport, error) {
	return i.run("Imports.Preview", ask, true)
}

// Bring brings the chosen file in.
func (i *Imports) Bring(ask ImportAsk) (ImportReport, error) {
	return i.run("Imports.Bring", ask, false)
}

func (i *Imports) run(method string, ask ImportAsk, dry bool) (ImportReport, error) {
	return pass(i.gate, method, func(ctx context.Context, d Desk) (ImportReport, error) {
		ctx, path, end := i.begin(ctx, !dry)
		defer end()
		return d.ImportFile(ctx, path, ask, dry, i.tell(ctx))
	})
}

// begin makes what runs stoppable, and known to a page that comes back to it where it brings something in.
func (i *Imports) begin(ctx context.Context, brings bool) (running context.Context, path string, end func()) {
	running, stop := context.WithCancel(ctx)
	i.mu.Lock()
	defer i.mu.Unlock()
	i.stop = stop
	if !brings {
		return running, i.chosen, stop
	}
	i.running = filepath.Base(i.chosen)
	return running, i.chosen, func() {
		stop()
		i.mu.Lock()
		i.running = ""
		i.mu.Unlock()
		i.emit(ctx, Importing{Ended: true})
	}
}

// Running is the name of the file that comes in now; empty: none does.
func (i *Imports) Running() string {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.running
}

// Stop ends what runs; what was brought stays, and can be taken away.
func (i *Imports) Stop() {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.stop != nil {
		i.stop()
	}
}

// tellEvery is how often the page hears how far it is.
const tellEvery = 100 * time.Millisecond

func (i *Imports) tell(ctx context.Context) func(done, total int64) {
	var last time.Time
	return func(done, total int64) {
		if now := time.Now(); now.Sub(last) >= tellEvery {
			last = now
			i.emit(ctx, Importing{Done: done, Total: total})
		}
	}
}

// List lists the imports that were made, the latest first.
func (i *Imports) List() ([]ImportMade, error) {
	return pass(i.gate, "Imports.List", func(ctx context.Context, d Desk) ([]ImportMade, error) {
		return d.Imported(ctx)
	})
}

// Undo takes away what an import brought and nobody touched since.
func (i *Imports) Undo(id string) (ImportUndone, error) {
	return pass(i.gate, "Imports.Undo", func(ctx context.Context, d Desk) (ImportUndone, error) {
		ctx, _, end := i.begin(ctx, false)
		defer end()
		return d.UndoImport(ctx, desk.EventID(id), i.tell(ctx))
	})
}
