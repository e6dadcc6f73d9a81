package store

import (
	"database/sql"
	"encoding/json"
	"strings"
	"time"

	"balcao/backend/desk"
)

// Deliveries reads the outbox.
type Deliveries struct{ q querier }

// DeliveriesTx reads and writes the outbox.
type DeliveriesTx struct {
	Deliveries
	tx *Tx
}

// Deliveries gives the outbox to read.
func (r *ReadTx) Deliveries() Deliveries { return Deliveries{r.q} }

// Deliveries gives the outbox to read and write.
func (tx *Tx) Deliveries() DeliveriesTx { return DeliveriesTx{Deliveries{tx.q}, tx} }

// OutgoingRow is a delivery with what only the outbox keeps of it.
type OutgoingRow struct {
	desk.Delivery
	Here      bool // sent by this program; false: only followed
	Lookups   int  // how often an uncertain one was looked up
	CreatedAt time.Time
	Template  string // JSON of channel.Template; empty: free text
	Unfiled   bool   // a copy in Sent is still to be made sure of
	Dismissed bool   // failed, and the owner has dealt with it
}

// Insert adds a delivery for a message that is here.
func (d DeliveriesTx) Insert(row OutgoingRow, customer desk.CustomerID) error {
	code, params, err := errorColumns(row.Error)
	if err != nil {
		return err
	}
	_, err = d.q.exec("delivery.insert", row.ID, row.MessageID, row.State, row.Here, row.ExternalID, row.ProviderStatus,
		ms(row.NotBefore), ms(row.CreatedAt), ms(row.UpdatedAt), row.Template, row.Dismissed, code, params)
	if err != nil {
		return err
	}
	return d.changed(row, customer)
}

// Update writes a delivery back.
func (d DeliveriesTx) Update(row OutgoingRow) error {
	code, params, err := errorColumns(row.Error)
	if err != nil {
		return err
	}
	if _, err := d.q.exec("delivery.update", row.ID, row.State, row.ExternalID, row.ProviderStatus, row.Attempts, row.Lookups, ms(row.NotBefore),
		ms(row.StartedAt), ms(row.UpdatedAt), row.Unfiled, row.Dismissed, code, params); err != nil {
		return err
	}
	customer, err := d.tx.Messages().CustomerOf(row.MessageID)
	if err != nil {
		return err
	}
	return d.changed(row, customer)
}

func (d DeliveriesTx) changed(row OutgoingRow, customer desk.CustomerID) error {
	unasked, err := d.unasked(row.MessageID)
	if err == nil && !unasked {
		d.tx.touched.customer(customer)
	}
	d.tx.Announce(desk.Change{Kind: desk.DeliveryChanged, CustomerID: customer, MessageID: row.MessageID})
	return err
}

// unasked tells whether a message has a purpose, and so is no part of a conversation.
func (d DeliveriesTx) unasked(id desk.MessageID) (bool, error) {
	_, unasked, err := value[int](d.q, "message.unasked", id)
	return unasked, err
}

// Step applies what happened to a delivery: a state that would go backwards stays, the provider's word is
// kept in any case, and a step forward ends an earlier error and what the owner said to it.
func (d DeliveriesTx) Step(row OutgoingRow, event desk.DeliveryEvent, word string, problem *desk.Error, at time.Time) (OutgoingRow, error) {
	next, moved := desk.Next(row.State, event)
	if !moved && (word == "" || word == row.ProviderStatus) {
		return row, nil
	}
	if word != "" {
		row.ProviderStatus = word
	}
	takenBack := moved && (row.State == desk.Cancelled || next == desk.Cancelled)
	if moved {
		row.State, row.Error, row.UpdatedAt, row.Dismissed = next, problem, later(at, d.tx.moment), false
	}
	if err := d.Update(row); err != nil || !moved {
		return row, err
	}
	if unasked, err := d.unasked(row.MessageID); err != nil || unasked {
		return row, err
	}
	_, planned, err := value[int](d.q, "message.planned", row.MessageID)
	if err != nil || !(takenBack || planned) {
		return row, err
	}
	customer, err := d.tx.Messages().CustomerOf(row.MessageID)
	d.tx.touched.entry(customer).recount = true
	return row, err
}

// Get reads a delivery. desk.ErrNotFound when there is none.
func (d Deliveries) Get(id desk.DeliveryID) (OutgoingRow, error) {
	return one(d.q, scanDelivery, "delivery.get", id)
}

// OfMessage reads the delivery of a message; found is false for what was not sent.
func (d Deliveries) OfMessage(id desk.MessageID) (row OutgoingRow, found bool, err error) {
	row, err = one(d.q, scanDelivery, "delivery.of_message", id)
	if desk.HasCode(err, desk.ErrNotFound) {
		return row, false, nil
	}
	return row, err == nil, err
}

// OfAll reads the deliveries of many messages, each by its message.
func (d Deliveries) OfAll(ids []desk.MessageID) (map[desk.MessageID]OutgoingRow, error) {
	list, err := collect(d.q, scanDelivery, "delivery.of_messages", idList(ids))
	of := make(map[desk.MessageID]OutgoingRow, len(list))
	for _, row := range list {
		of[row.MessageID] = row
	}
	return of, err
}

// Open lists what is queued, on its way, uncertain, held, or failed and not dealt with, oldest first.
func (d Deliveries) Open() ([]OutgoingRow, error) {
	return collect(d.q, scanDelivery, "delivery.open")
}

// Recent lists what was sent from here, newest first.
func (d Deliveries) Recent(limit int) ([]OutgoingRow, error) {
	return collect(d.q, scanDelivery, "delivery.recent", limit)
}

// Due lists deliveries of a connection in an open state whose time has come, in the order they were queued.
func (d Deliveries) Due(state desk.DeliveryState, connection desk.ConnectionID, now time.Time, limit int) ([]OutgoingRow, error) {
	return collect(d.q, scanDelivery, "delivery.due", state, ms(now), connection, limit)
}

// Unsent lists what was to leave from an address of the shop and is not known to have left.
func (d Deliveries) Unsent(from desk.AccountID) ([]OutgoingRow, error) {
	return collect(d.q, scanDelivery, "delivery.unsent", from)
}

// Unfiled lists sent mails of a connection whose copy in Sent is still to be made sure of.
func (d Deliveries) Unfiled(connection desk.ConnectionID, now time.Time, limit int) ([]OutgoingRow, error) {
	return collect(d.q, scanDelivery, "delivery.unfiled", ms(now), connection, limit)
}

// Followed lists messages sent by a connection before a moment that may still move up and moved since another.
func (d Deliveries) Followed(connection desk.ConnectionID, movedSince, sentBefore time.Time, limit int) ([]OutgoingRow, error) {
	return collect(d.q, scanDelivery, "delivery.followed", ms(movedSince), ms(sentBefore), connection, limit)
}

// Lost finds the oldest delivery without a known outcome that a message seen at the provider may be: same
// sender, recipient and words (outer blanks do not survive every journey; a template's text is not known), begun at most two minutes later.
func (d Deliveries) Lost(ch desk.Channel, from, to, text string, at time.Time) (row OutgoingRow, found bool, err error) {
	row, err = one(d.q, scanDelivery, "delivery.lost", ch, from, to, strings.ReplaceAll(text, "\r\n", "\n"), ms(at))
	if desk.HasCode(err, desk.ErrNotFound) {
		return row, false, nil
	}
	return row, err == nil, err
}

func scanDelivery(rows *sql.Rows) (d OutgoingRow, err error) {
	var notBefore, started, created, updated int64
	var code, params string
	err = rows.Scan(&d.ID, &d.MessageID, &d.State, &d.Here, &d.ExternalID, &d.ProviderStatus, &d.Attempts, &d.Lookups, &notBefore, &started,
		&created, &updated, &d.Template, &d.Unfiled, &d.Dismissed, &code, &params)
	if err != nil {
		return d, err
	}
	d.NotBefore, d.StartedAt, d.CreatedAt, d.UpdatedAt = fromMS(notBefore), fromMS(started), fromMS(created), fromMS(updated)
	d.Error, err = readError(code, params)
	return d, err
}

// errorColumns is how an error is kept: its code and what its sentence needs, never its cause's text.
func errorColumns(e *desk.Error) (code, params string, err error) {
	if e == nil {
		return "", "{}", nil
	}
	text, err := json.Marshal(e.Params)
	return string(e.Code), string(text), err
}

func readError(code, params string) (*desk.Error, error) {
	if code == "" {
		return nil, nil
	}
	e := &desk.Error{Code: desk.Code(code)}
	return e, json.Unmarshal([]byte(params), &e.Params)
}
