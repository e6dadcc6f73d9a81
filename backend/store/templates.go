package store

import (
	"database/sql"
	"encoding/json"
	"time"

	"balcao/backend/desk"
)

// Templates reads what providers listed of WhatsApp's templates.
type Templates struct{ q querier }

// TemplatesTx reads and writes it.
type TemplatesTx struct {
	Templates
	tx *Tx
}

// Templates gives the templates to read.
func (c Connections) Templates() Templates { return Templates(c) }

// Templates gives the templates to read and write.
func (c ConnectionsTx) Templates() TemplatesTx { return TemplatesTx{Templates(c.Connections), c.tx} }

// All lists the templates of every connection in use, by name and language.
func (t Templates) All() ([]desk.Template, error) { return collect(t.q, scanTemplate, "template.all") }

// Get reads one of a connection. desk.ErrNotFound when it was not listed.
func (t Templates) Get(conn desk.ConnectionID, sid string) (desk.Template, error) {
	return one(t.q, scanTemplate, "template.get", sid, conn)
}

// ListedAt tells when a connection's templates were listed last; zero: never.
func (t Templates) ListedAt(conn desk.ConnectionID) (time.Time, error) {
	at, _, err := value[int64](t.q, "template.listed_at", conn)
	return fromMS(at), err
}

// ListedLast tells when any connection's templates were listed last; zero: never.
func (t Templates) ListedLast() (time.Time, error) {
	at, _, err := value[int64](t.q, "template.listed_last")
	return fromMS(at), err
}

// Replace puts what a connection's provider lists now in place of what it listed before.
func (t TemplatesTx) Replace(conn desk.ConnectionID, list []desk.Template) error {
	if _, err := t.q.exec("template.clear", conn); err != nil {
		return err
	}
	for _, each := range list {
		variables, err := json.Marshal(each.Variables)
		if err != nil {
			return err
		}
		_, err = t.q.exec("template.insert", conn, each.SID, each.Name, each.Language, each.Category, each.Status, each.Reason, each.Body,
			string(variables), ms(each.UpdatedAt))
		if err != nil {
			return err
		}
	}
	t.tx.Announce(desk.Change{Kind: desk.PhraseChanged})
	_, err := t.q.exec("template.listed", conn, ms(t.tx.moment))
	return err
}

func scanTemplate(rows *sql.Rows) (t desk.Template, err error) {
	var variables string
	var updated int64
	err = rows.Scan(&t.ConnectionID, &t.SID, &t.Name, &t.Language, &t.Category, &t.Status, &t.Reason, &t.Body, &variables, &updated)
	if err != nil {
		return t, err
	}
	t.UpdatedAt = fromMS(updated)
	return t, json.Unmarshal([]byte(variables), &t.Variables)
}
