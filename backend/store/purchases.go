package store

import (
	"database/sql"

	"balcao/backend/desk"
)

// Purchases reads what customers bought, without what was taken back as a mistake.
type Purchases struct{ q querier }

// PurchasesTx reads and writes purchases. What becomes of them is written by recording events.
type PurchasesTx struct {
	Purchases
	tx *Tx
}

// Purchases gives the purchases to read. They name who bought, so that those of a customer are those of her circle.
func (j Joined) Purchases() Purchases { return Purchases(j) }

// Purchases gives the purchases to read and write.
func (c CustomersTx) Purchases() PurchasesTx { return PurchasesTx{Purchases{c.q}, c.tx} }

// Get reads one, a mistake too. desk.ErrNotFound when it is not here.
func (p Purchases) Get(id desk.PurchaseID) (desk.Purchase, error) {
	return one(p.q, scanPurchase, "purchase.get", id)
}

// Among reads those of some purchases that are here, mistakes too.
func (p Purchases) Among(ids []desk.PurchaseID) ([]desk.Purchase, error) {
	return collect(p.q, scanPurchase, "purchase.among", idList(ids))
}

// Page reads up to limit purchases that name a customer and lie after a position, newest first.
func (p Purchases) Page(id desk.CustomerID, after Position, limit int) ([]desk.Purchase, error) {
	return collect(p.q, scanPurchase, "purchase.page", id, ms(after.At), after.ID, limit)
}

// PageAfter reads up to limit purchases that name a customer and are newer than a position, the oldest first.
func (p Purchases) PageAfter(id desk.CustomerID, after Position, limit int) ([]desk.Purchase, error) {
	return collect(p.q, scanPurchase, "purchase.page_after", id, ms(after.At), after.ID, limit)
}

// CountOf counts the purchases of a customer and of whoever was merged into her, as Page lists them.
func (p Purchases) CountOf(id desk.CustomerID) (int, error) {
	n, _, err := value[int](p.q, "purchase.count_of", id)
	return n, err
}

// Log reads what was recorded about a purchase, in the order it was applied here.
func (p Purchases) Log(id desk.PurchaseID) ([]desk.Event, error) {
	return collect(p.q, scanEvent, "purchase.log", id)
}

// ImportSize counts the purchases that came with a file and were not taken back.
func (p Purchases) ImportSize(id desk.ImportID) (int, error) {
	n, _, err := value[int](p.q, "purchase.import_size", id)
	return n, err
}

// ImportRemoved tells whether all that came with a file was taken back.
func (p Purchases) ImportRemoved(id desk.ImportID) (bool, error) {
	_, is, err := value[int](p.q, "purchase.import_removed", id)
	return is, err
}

// Buyer reads what a customer bought in the period; ok is false when she bought nothing that counts, ever.
func (p Purchases) Buyer(id desk.CustomerID) (b desk.Buyer, ok bool, err error) {
	err = p.q.row("buyer.get", id).Scan(&b.LastDay, &b.Times, &b.Cents)
	if isNoRows(err) {
		return b, false, nil
	}
	return b, err == nil, err
}

// Buyers reads the same of many customers.
func (p Purchases) Buyers(ids []desk.CustomerID) (map[desk.CustomerID]desk.Buyer, error) {
	buyers := map[desk.CustomerID]desk.Buyer{}
	_, err := collect(p.q, func(rows *sql.Rows) (b desk.Buyer, err error) {
		var id desk.CustomerID
		err = rows.Scan(&id, &b.LastDay, &b.Times, &b.Cents)
		buyers[id] = b
		return b, err
	}, "buyer.among", idList(ids))
	return buyers, err
}

// Search finds purchases of one customer, or of all where that is empty, newest first.
func (p Purchases) Search(s Search, of desk.CustomerID) ([]Hit, error) {
	low, high := s.bounds()
	return collect(p.q, func(rows *sql.Rows) (h Hit, err error) {
		var at int64
		var name, what, ref, note string
		err = rows.Scan(&h.Seq, &h.PurchaseID, &h.CustomerID, &h.CustomerName, &at, &h.Value.Cents, &h.Value.Currency, &name, &what, &ref, &note)
		h.At, h.Snippet = fromMS(at), what
		if found := telling(what, ref, note); found != what {
			h.Snippet = name + " · " + found
		}
		return h, err
	}, "purchase.search", s.Match, low, high, of, s.Limit)
}

// Count counts the purchases that a search finds, on all pages, up to MaxTotal and one.
func (p Purchases) Count(s Search, of desk.CustomerID) (int, error) {
	s.Before = FirstHit
	low, high := s.bounds()
	n, _, err := value[int](p.q, "purchase.total", s.Match, low, high, of)
	return n, err
}

// Insert adds a purchase, and has it indexed when the transaction ends.
func (p PurchasesTx) Insert(n desk.Purchase) error {
	seq, err := p.tx.freeSeq("purchase.seq_taken", n.At, string(n.ID))
	if err != nil {
		return err
	}
	p.tx.index.purchases = append(p.tx.index.purchases, indexedPurchase{seq, n.What, n.Ref, n.Note})
	_, err = p.q.exec("purchase.insert", seq, n.ID, n.CustomerID, n.What, n.Kind, n.Value.Cents, n.Value.Currency, ms(n.At), n.Day, n.Place, n.Ref, n.Note, n.Import)
	p.tx.bought(n.CustomerID)
	return err
}

func scanPurchase(rows *sql.Rows) (p desk.Purchase, err error) {
	var at int64
	err = rows.Scan(&p.ID, &p.CustomerID, &p.What, &p.Kind, &p.Value.Cents, &p.Value.Currency, &at, &p.Day, &p.Place, &p.Ref, &p.Note, &p.Import,
		&p.Change.Returned, &p.Change.Cancelled, &p.Change.Removed)
	p.At = fromMS(at)
	return p, err
}

// applyToPurchase makes of a purchase what its log says, or takes back all that came with a file.
func (tx *Tx) applyToPurchase(e desk.Event) error {
	about := e.Facts.Purchase
	if about.Import != "" {
		tx.scores.all = true
		tx.Announce(desk.Change{Kind: desk.ManyChanged})
		_, err := tx.q.exec("purchase.remove_import", about.Import)
		return err
	}
	log, err := tx.Customers().Purchases().Log(about.ID)
	if err != nil {
		return err
	}
	tx.bought(e.CustomerID)
	c := desk.ChangedBy(log)
	_, err = tx.q.exec("purchase.change", about.ID, c.Returned, c.Cancelled, c.Removed)
	return err
}

// bought notes that what a customer bought is another now.
func (tx *Tx) bought(id desk.CustomerID) {
	tx.touched.entry(id).bought = true
	tx.Announce(desk.Change{Kind: desk.PurchaseChanged, CustomerID: id})
}
