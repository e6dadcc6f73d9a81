package purchase

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"balcao/backend/desk"
	"balcao/backend/store"
)

const (
	maxFile = 64 << 20 // bytes
	samples = 5        // lines that a report shows as they were read
)

// Source is a file of another program, and what the owner said of it.
type Source struct {
	Path   string             // a table with a heading, a Brazilian electronic invoice (NF-e), or a folder of those
	Map    map[Field]string   // see Mapping; what is not here is guessed
	Place  desk.PurchasePlace // where what does not say was bought; empty: in the shop
	Shop   string             // the shop's own document, by which its sales are told; empty: as it is known
	DryRun bool               // only say what would happen
	// Progress hears how much was read; may be nil.
	Progress func(done, total int64)
}

// Report is what came of a file, or would.
type Report struct {
	ID        desk.ImportID // what takes it away again; empty: nothing was added
	Read      int           // lines, or invoices
	New       int           // purchases
	Customers int           // who were added
	Skipped   []Skip
	Same      []int // lines, each a purchase of its own, that say without a number what a line above them says
	Sample    []Line
	Table     *Reading // nil: it is an invoice
}

// Reading is how a table was read.
type Reading struct {
	Encoding  string
	Delimiter string
	Decimal   string // what parts the cents; empty: nothing in the file tells
	Months    bool   // months stand before days
	Headings  []string
	Columns   map[Field]int // where in Headings each stands
}

// Import reads purchases, and adds those that are not here. What is wrong with a line spoils no other. Where it ends early,
// what was added stays, which the report says, and reading the same file again adds the rest.
//
// Errors: desk.ErrImportUnreadable when the file cannot be opened; desk.ErrPurchaseTooLarge, desk.ErrPurchaseUnreadable,
// desk.ErrPurchaseColumns, desk.ErrPurchaseShop; desk.ErrUsage for what the owner said of it.
func Import(ctx context.Context, st *store.Store, s Source) (Report, error) {
	i := &importer{Source: s, ctx: ctx, st: st, id: desk.ImportID(store.NewID()), byKey: map[string]desk.CustomerID{}, said: map[mark]int{}}
	i.defaults = defaults{place: cmp.Or(s.Place, desk.AtShop), now: st.Now()}
	err := st.Read(ctx, func(tx *store.ReadTx) (err error) {
		i.currency, err = shopCurrency(tx)
		return err
	})
	if err == nil {
		err = i.read()
	}
	slices.SortStableFunc(i.report.Skipped, func(a, b Skip) int { return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line)) })
	if i.report.New > 0 && !i.DryRun {
		i.report.ID = i.id
	}
	return i.report, err
}

// read reads whatever there is at the path.
func (i *importer) read() error {
	info, err := os.Stat(i.Path)
	if err != nil {
		return unreadable(i.Path, err)
	}
	if info.IsDir() {
		return i.readFolder()
	}
	data, err := readFile(i.Path, maxFile)
	if err != nil {
		return err
	}
	if bytes.HasPrefix(bytes.TrimLeft(data, "\ufeff \t\r\n"), []byte("<")) {
		one, err := parseInvoice(data)
		if err != nil {
			return err
		}
		return i.readInvoices([]invoiceFile{{processed: one}})
	}
	return i.readTable(data)
}

func unreadable(path string, err error) error {
	return desk.E(desk.ErrImportUnreadable, err, "file", filepath.Base(path))
}

// readFile reads a file of up to so many bytes.
func readFile(path string, most int) ([]byte, error) {
	file, err := os.Open(path) //nolint:gosec // the owner chose it
	if err != nil {
		return nil, unreadable(path, err)
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(io.LimitReader(file, int64(most)+1))
	if err != nil {
		return nil, unreadable(path, err)
	}
	if len(data) > most {
		return nil, desk.E(desk.ErrPurchaseTooLarge, nil, "limit", strconv.Itoa(most>>20))
	}
	return data, nil
}
