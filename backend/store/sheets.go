package store

import (
	"database/sql"

	"balcao/backend/desk"
)

// Sheets reads what is being written down of calls and visits. The fields are text that only the room of the
// logbook understands.
type Sheets struct{ q querier }

// SheetsTx reads and writes them.
type SheetsTx struct {
	Sheets
	tx *Tx
}

// Sheets gives the open sheets to read.
func (d Drafts) Sheets() Sheets { return Sheets(d) }

// Sheets gives the open sheets to read and write.
func (d DraftsTx) Sheets() SheetsTx { return SheetsTx{Sheets(d.Drafts), d.tx} }

// Get reads the sheet of a case. desk.ErrNotFound when it is not being written.
func (s Sheets) Get(id desk.CaseID) (string, error) { return one(s.q, scanFields, "sheet.get", id) }

// All reads every sheet that is being written, the oldest first.
func (s Sheets) All() ([]string, error) { return collect(s.q, scanFields, "sheet.all") }

// Put keeps the sheet of a case as it is now.
func (s SheetsTx) Put(id desk.CaseID, fields string) error {
	_, err := s.q.exec("sheet.put", id, fields, ms(s.tx.moment))
	return err
}

// Remove ends the writing of a sheet.
func (s SheetsTx) Remove(id desk.CaseID) error {
	_, err := s.q.exec("sheet.remove", id)
	return err
}

func scanFields(rows *sql.Rows) (fields string, err error) {
	err = rows.Scan(&fields)
	return fields, err
}
