package store

import (
	"database/sql"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"balcao/backend/desk"
)

// Directory reads the list of all customers.
type Directory struct{ q querier }

// Directory gives the list of all customers.
func (c Customers) Directory() Directory { return Directory(c) }

// Folded is a text without accents, capitals and idle blanks: two that fold to one are read as the same.
func Folded(text string) string {
	plain, _, err := transform.String(transform.Chain(norm.NFKD, runes.Remove(runes.In(unicode.Mn))), text)
	if err != nil { // the table of Unicode refuses nothing
		plain = text
	}
	return strings.Join(strings.Fields(strings.ToLower(plain)), " ")
}

// behindNames sorts who has no name behind everybody who has one.
const behindNames = "\U0010FFFF"

// sortIn writes what a customer is sorted by: what she goes by, else her first address.
func (tx *Tx) sortIn(id desk.CustomerID) error {
	var name, label, address string
	err := tx.q.tx.QueryRowContext(tx.q.ctx, query("customer.going_by"), id).Scan(&name, &label, &address)
	if isNoRows(err) {
		return nil
	}
	if err != nil {
		return err
	}
	key := Folded(name)
	if key == "" {
		key = Folded(label)
	}
	if key == "" {
		key = behindNames + address
	}
	_, err = tx.q.exec("customer.set_name_key", id, key)
	return err
}

// Untouched tells whether somebody is only in the list: nothing was said with her, noted about her or typed to her.
func (d Directory) Untouched(id desk.CustomerID) (bool, error) {
	is, _, err := value[bool](d.q, "customer.untouched", id)
	return is, err
}

// Since tells since when somebody is a customer: her first contact or purchase that counts, else when she was written down.
func (d Directory) Since(id desk.CustomerID) (time.Time, error) {
	at, _, err := value[int64](d.q, "customer.since", id)
	return fromMS(at), err
}

// DirectoryQuery selects from the list of all customers.
type DirectoryQuery struct {
	Machines  bool   // those that only machines wrote for too
	Match     string // an FTS5 expression over names and addresses; "" all
	Besides   []desk.CustomerID
	Only      []desk.CustomerID // none: all
	ByContact bool              // the newest contact first; else by name
}

// DirectoryRow is one customer in the list of all.
type DirectoryRow struct {
	CustomerID desk.CustomerID
	Name       string
	Machine    bool
	LastAt     time.Time // zero: nothing was ever said
	Channels   []desk.Channel
	Address    string // one of hers, for those without a name
}

func (q DirectoryQuery) args(more ...any) []any {
	return append([]any{q.Machines, q.Match, idList(q.Besides), idList(q.Only)}, more...)
}

// Page reads limit rows from an offset on.
func (d Directory) Page(q DirectoryQuery, offset, limit int) ([]DirectoryRow, error) {
	name := "directory.page_by_name"
	if q.ByContact {
		name = "directory.page_by_contact"
	}
	return collect(d.q, scanDirectoryRow, name, q.args(limit, offset)...)
}

// Count counts the rows.
func (d Directory) Count(q DirectoryQuery) (int, error) {
	n, _, err := value[int](d.q, "directory.count", q.args()...)
	return n, err
}

func scanDirectoryRow(rows *sql.Rows) (r DirectoryRow, err error) {
	var last int64
	var channels string
	err = rows.Scan(&r.CustomerID, &r.Name, &r.Machine, &last, &channels, &r.Address)
	r.LastAt = fromMS(last)
	for _, ch := range strings.FieldsFunc(channels, func(c rune) bool { return c == ',' }) {
		r.Channels = append(r.Channels, desk.Channel(ch))
	}
	return r, err
}

// Tags reads the tags of many customers.
func (d Directory) Tags(ids []desk.CustomerID) (map[desk.CustomerID][]string, error) {
	type row struct {
		id  desk.CustomerID
		tag string
	}
	list, err := collect(d.q, func(rows *sql.Rows) (r row, err error) {
		err = rows.Scan(&r.id, &r.tag)
		return r, err
	}, "tag.of_customers", idList(ids))
	tags := map[desk.CustomerID][]string{}
	for _, r := range list {
		tags[r.id] = append(tags[r.id], r.tag)
	}
	return tags, err
}

// TagCount is a tag and how many customers have it.
type TagCount struct {
	Tag       string
	Customers int
}

// AllTags lists every tag in use.
func (d Directory) AllTags() ([]TagCount, error) {
	return collect(d.q, func(rows *sql.Rows) (t TagCount, err error) {
		err = rows.Scan(&t.Tag, &t.Customers)
		return t, err
	}, "tag.all")
}

// Spelling gives a tag as it is spelt already; as it is where it is new.
func (d Directory) Spelling(tag string) (string, error) {
	known, ok, err := value[string](d.q, "tag.spelling", Folded(tag))
	if err != nil || !ok {
		return tag, err
	}
	return known, nil
}
