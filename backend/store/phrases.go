package store

import (
	"database/sql"
	"encoding/json"

	"balcao/backend/desk"
)

// Phrases reads the ready replies and the short answers.
type Phrases struct{ q querier }

// PhrasesTx reads them and counts their use. They are written by recording events.
type PhrasesTx struct{ Phrases }

// Phrases gives the phrases to read.
func (s Settings) Phrases() Phrases { return Phrases(s) }

// Phrases gives the phrases to read, and to count.
func (s SettingsTx) Phrases() PhrasesTx { return PhrasesTx{Phrases(s.Settings)} }

// PhraseRow is a phrase, and how often it was used on this computer.
type PhraseRow struct {
	desk.Phrase
	Used int
}

// All reads every phrase, the oldest first.
func (p Phrases) All() ([]PhraseRow, error) { return collect(p.q, scanPhrase, "phrase.all") }

// Get reads one. desk.ErrNotFound when there is none.
func (p Phrases) Get(id desk.PhraseID) (PhraseRow, error) {
	return one(p.q, scanPhrase, "phrase.get", id)
}

// Log reads what was recorded about a phrase, in the order it was applied here.
func (p Phrases) Log(id desk.PhraseID) ([]desk.Event, error) {
	return collect(p.q, scanEvent, "phrase.log", id)
}

// CountUse counts one use.
func (p PhrasesTx) CountUse(id desk.PhraseID) error {
	_, err := p.q.exec("phrase.used", id)
	return err
}

func scanPhrase(rows *sql.Rows) (p PhraseRow, err error) {
	var body string
	if err := rows.Scan(&body, &p.Used); err != nil {
		return p, err
	}
	return p, json.Unmarshal([]byte(body), &p.Phrase)
}

// applyToPhrase makes a phrase what its log says.
func (tx *Tx) applyToPhrase(e desk.Event) error {
	tx.Announce(desk.Change{Kind: desk.PhraseChanged})
	id := e.Facts.Phrase.ID
	log, err := tx.Settings().Phrases().Log(id)
	if err != nil {
		return err
	}
	standing := desk.Standing(log)
	for i := len(standing) - 1; i >= 0; i-- {
		switch standing[i].Kind {
		case desk.PhraseSaved:
			return tx.putPhrase(*standing[i].Facts.Phrase)
		case desk.PhraseRemoved:
			return tx.removePhrase(id)
		}
	}
	return tx.removePhrase(id)
}

func (tx *Tx) putPhrase(p desk.Phrase) error {
	body, err := json.Marshal(p)
	if err == nil {
		_, err = tx.q.exec("phrase.put", p.ID, string(body))
	}
	return err
}

func (tx *Tx) removePhrase(id desk.PhraseID) error {
	_, err := tx.q.exec("phrase.remove", id)
	return err
}
