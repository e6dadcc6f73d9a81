package store

import (
	"database/sql"
	"errors"
	"time"

	"balcao/backend/desk"
)

// Imports reads what was brought in from files.
type Imports struct{ q querier }

// ImportsTx reads and writes what was brought in.
type ImportsTx struct {
	Imports
	tx *Tx
}

// Imports gives the imports to read.
func (c Connections) Imports() Imports { return Imports(c) }

// Imports gives the imports to read and write.
func (c ConnectionsTx) Imports() ImportsTx { return ImportsTx{Imports{c.q}, c.tx} }

// The kinds of thing that an import brings.
const (
	BroughtMessage  = "message"
	BroughtIdentity = "identity"
	BroughtCustomer = "customer"
	BroughtChange   = "changed" // a customer who was here
)

// Bring notes what an import brought.
func (i ImportsTx) Bring(by desk.EventID, kind, id string) error {
	_, err := i.q.exec("import.bring", by, kind, id)
	return err
}

// Forget notes that nothing of it is left to be taken away.
func (i ImportsTx) Forget(by desk.EventID, kind, id string) error {
	_, err := i.q.exec("import.forget", by, kind, id)
	return err
}

// All lists the imports that brought something, the latest first.
func (i Imports) All() ([]desk.Made, error) {
	return collect(i.q, func(rows *sql.Rows) (m desk.Made, err error) {
		var at, undone int64
		err = rows.Scan(&m.ID, &m.Kind, &m.File, &at, &m.Messages, &m.New, &m.Changed, &m.Purchases, &undone)
		m.At, m.UndoneAt = fromMS(at), fromMS(undone)
		return m, err
	}, "import.all")
}

// Count counts what an import brought and is still here as it came.
func (i Imports) Count(by desk.EventID) (int, error) {
	n, _, err := value[int](i.q, "import.count", by)
	return n, err
}

// Page lists things of one kind that an import brought, by their ids, which come after one.
func (i Imports) Page(by desk.EventID, kind, after string, limit int) ([]string, error) {
	return collect(i.q, func(rows *sql.Rows) (id string, err error) {
		err = rows.Scan(&id)
		return id, err
	}, "import.page", by, kind, after, limit)
}

// Used tells what a message is needed for besides being history; empty: nothing.
func (i Imports) Used(id desk.MessageID) (desk.Stay, error) {
	var elsewhere, inCase, proves bool
	err := i.q.row("import.used", id).Scan(&elsewhere, &inCase, &proves)
	switch {
	case elsewhere:
		return desk.StaysOnServer, err
	case inCase:
		return desk.StaysInCase, err
	case proves:
		return desk.StaysSpoken, err
	default:
		return "", err
	}
}

// Alike finds what a channel brought of the same words, in one direction over the addresses of one key, within a while;
// empty when there is none.
func (i Imports) Alike(m desk.Message, key string, within time.Duration) (desk.MessageID, error) {
	id, _, err := value[string](i.q, "import.alike", key, m.Channel, m.Direction, ms(m.At), ms(m.At.Add(within)), m.Text)
	return desk.MessageID(id), err
}

// Awake makes news of what an import brought as history, because a mailbox brings it as news. It gives the message and
// whose it is; nobody's: it was no such thing.
func (i ImportsTx) Awake(id desk.MessageID) (m desk.Message, customer desk.CustomerID, err error) {
	changed, err := i.q.exec("import.awake", id)
	if err != nil || changed == 0 {
		return m, "", err
	}
	if m, err = i.tx.Messages().Get(id); err != nil {
		return m, "", err
	}
	if customer, err = i.tx.Messages().CustomerOf(id); err != nil {
		return m, "", err
	}
	i.tx.touched.entry(customer).remake = true
	change := desk.Change{Kind: desk.MessageChanged, CustomerID: customer, MessageID: id}
	if m.Direction == desk.In {
		change.Kind, change.Channel = desk.MessageArrived, m.Channel
	}
	i.tx.Announce(change)
	return m, customer, nil
}

// Filled notes that a message has the files now that it was brought without: nothing stands in for them any more.
func (i ImportsTx) Filled(id desk.MessageID) error {
	if _, err := i.q.exec("import.filled", id); err != nil {
		return err
	}
	customer, err := i.tx.Messages().CustomerOf(id)
	i.tx.Announce(desk.Change{Kind: desk.MessageChanged, CustomerID: customer, MessageID: id})
	return err
}

// takeAway takes away what the undoing of an import names, as far as it is what was here then.
func (tx *Tx) takeAway(e desk.Event) error {
	by, what := desk.EventID(e.Facts.Ref), e.Facts.Import
	for _, id := range what.Messages {
		if err := errors.Join(tx.dropMessage(id, e.At), tx.Connections().Imports().Forget(by, BroughtMessage, string(id))); err != nil {
			return err
		}
	}
	for _, id := range what.Customers {
		_, here, err := value[int](tx.q, "import.customer_since", id, ms(e.At))
		if err == nil && here {
			err = tx.removeCustomer(id)
		}
		if err := errors.Join(err, tx.Connections().Imports().Forget(by, BroughtCustomer, string(id))); err != nil {
			return err
		}
	}
	for _, id := range what.Identities {
		if err := errors.Join(tx.dropIdentity(id, e.At), tx.Connections().Imports().Forget(by, BroughtIdentity, string(id))); err != nil {
			return err
		}
	}
	return nil
}

// dropMessage takes a message away as if it had never come; its bytes are swept later.
func (tx *Tx) dropMessage(id desk.MessageID, before time.Time) error {
	entry, err := one(tx.q, scanIndexed, "import.standing", id, ms(before))
	if desk.HasCode(err, desk.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	m, err := tx.Messages().Get(id)
	if err != nil {
		return err
	}
	customer, err := tx.Messages().CustomerOf(id)
	if err != nil {
		return err
	}
	if _, err := tx.q.exec("search.forget", entry.values()...); err != nil {
		return err
	}
	for _, name := range []string{"import.drop_letter", "import.drop_html", "import.drop_text"} {
		if _, err := tx.q.exec(name, entry.seq); err != nil {
			return err
		}
	}
	for _, name := range []string{"import.drop_files", "import.drop_message"} {
		if _, err := tx.q.exec(name, id); err != nil {
			return err
		}
	}
	tx.touched.entry(customer).remake = true
	tx.Announce(desk.Change{Kind: desk.MessageChanged, CustomerID: customer, MessageID: id})
	_, err = tx.q.exec("import.unverify", m.IdentityID)
	return err
}

// dropIdentity takes away an address that an import brought.
func (tx *Tx) dropIdentity(id desk.IdentityID, at time.Time) error {
	i, err := tx.Customers().IdentityByID(id)
	if desk.HasCode(err, desk.ErrNotFound) {
		return nil
	}
	if err == nil {
		tx.customerChanged(i.CustomerID)
		err = tx.removeIdentity(i, at)
	}
	return err
}
