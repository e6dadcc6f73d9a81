package store

import (
	"database/sql"
	"time"

	"balcao/backend/desk"
)

// Connections reads the logins at providers and the shop's addresses.
type Connections struct{ q querier }

// ConnectionsTx reads and writes them.
type ConnectionsTx struct {
	Connections
	tx *Tx
}

// Connections gives the connections to read.
func (r *ReadTx) Connections() Connections { return Connections{r.q} }

// Connections gives the connections to read and write.
func (tx *Tx) Connections() ConnectionsTx { return ConnectionsTx{Connections{tx.q}, tx} }

// ConnectionRow is a connection with its cursor and its health.
type ConnectionRow struct {
	desk.Connection
	Cursor       desk.Cursor
	LastOK       time.Time
	FailingSince time.Time // zero: all is well
	Error        *desk.Error
}

// Put adds a connection, or gives the one of that id a new configuration.
func (c ConnectionsTx) Put(k desk.Connection) error {
	_, err := c.q.exec("connection.put", k.ID, k.Kind, string(k.Config), ms(k.CreatedAt), ms(k.HistoryBefore))
	c.changed(k.ID)
	return err
}

// All lists every connection, the removed ones included.
func (c Connections) All() ([]ConnectionRow, error) {
	return collect(c.q, scanConnection, "connection.all")
}

func scanConnection(rows *sql.Rows) (c ConnectionRow, err error) {
	var created, history, ok, failing int64
	var config, code, params string
	err = rows.Scan(&c.ID, &c.Kind, &config, &c.Cursor, &created, &history, &c.Removed, &ok, &failing, &code, &params)
	if err != nil {
		return c, err
	}
	c.Config = []byte(config)
	c.CreatedAt, c.HistoryBefore, c.LastOK, c.FailingSince = fromMS(created), fromMS(history), fromMS(ok), fromMS(failing)
	c.Error, err = readError(code, params)
	return c, err
}

// Remove takes a connection out of use; its history stays.
func (c ConnectionsTx) Remove(id desk.ConnectionID) error {
	_, err := c.q.exec("connection.remove", id)
	c.changed(id)
	return err
}

// SetCursor notes what has been taken over; it is written together with the messages it stands for.
func (c ConnectionsTx) SetCursor(id desk.ConnectionID, cursor desk.Cursor) error {
	_, err := c.q.exec("connection.cursor", id, string(cursor))
	return err
}

// Healthy notes that the connection worked at a moment.
func (c ConnectionsTx) Healthy(id desk.ConnectionID, at time.Time) error {
	_, err := c.q.exec("connection.healthy", id, ms(at))
	c.changed(id)
	return err
}

// Failing notes an error; the moment of the first one since it last worked stays.
func (c ConnectionsTx) Failing(id desk.ConnectionID, at time.Time, e *desk.Error) error {
	code, params, err := errorColumns(e)
	if err != nil {
		return err
	}
	_, err = c.q.exec("connection.failing", id, ms(at), code, params)
	c.changed(id)
	return err
}

func (c ConnectionsTx) changed(id desk.ConnectionID) {
	c.tx.Announce(desk.Change{Kind: desk.AccountChanged, ConnectionID: id})
}

// PutAccount adds an address of the shop, or moves the one of that id.
func (c ConnectionsTx) PutAccount(a desk.Account) error {
	_, err := c.q.exec("account.put", a.ID, a.ConnectionID, a.Channel, a.Address, a.Name)
	return err
}

// RemoveAccount takes one address out of use; its history stays.
func (c ConnectionsTx) RemoveAccount(a desk.Account) error {
	_, err := c.q.exec("account.remove", a.ID)
	c.changed(a.ConnectionID)
	return err
}

// Accounts lists all addresses of the shop, the removed ones included.
func (c Connections) Accounts() ([]desk.Account, error) {
	return collect(c.q, scanAccount, "account.all")
}

// InUse lists the shop's addresses on a channel, without the removed ones.
func (c Connections) InUse(ch desk.Channel) ([]desk.Account, error) {
	return collect(c.q, scanAccount, "account.in_use", ch)
}

func scanAccount(rows *sql.Rows) (a desk.Account, err error) {
	err = rows.Scan(&a.ID, &a.ConnectionID, &a.Channel, &a.Address, &a.Name, &a.Removed)
	return a, err
}

// AccountFor names the shop's address that a message of a connection came through or left from: one of its accounts,
// or one that nobody added. Mail has one address to a connection.
func AccountFor(accounts []desk.Account, connection desk.ConnectionID, ch desk.Channel, address string) desk.Account {
	for _, a := range accounts {
		if a.ConnectionID == connection && a.Channel == ch && (ch == desk.Email || a.Address == address) {
			return a
		}
	}
	return desk.Account{ID: NewAccountID(ch, address), ConnectionID: connection, Channel: ch, Address: address}
}

// NewAccountID is the id of a shop's address, the same on any laptop.
func NewAccountID(ch desk.Channel, address string) desk.AccountID {
	return desk.AccountID(desk.HashID("account", string(ch), address))
}
