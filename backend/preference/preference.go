// Package preference keeps what the owner chose about the program and about the shop: one value per subject,
// checked when it is kept and again when it is read.
//
// It knows no screen: a face shows the choices, and the deeds read those that concern them.
package preference

import (
	"context"
	"encoding/json"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Subject is a group of choices that is kept as a whole.
type Subject interface {
	// Validate gives desk.ErrUsage, naming the argument, for what cannot be kept.
	Validate() error
	subject() string
}

// All is every choice.
type All struct {
	Look      Look      `json:"look"`
	Writing   Writing   `json:"writing"`
	Listing   Listing   `json:"listing"`
	Telling   Telling   `json:"telling"`
	Behalf    Behalf    `json:"behalf"`
	Signature Signature `json:"signature"`
	Keys      Keys      `json:"keys"`
	Notices   Notices   `json:"notices"`
	Shop      Shop      `json:"shop"`
	Document  Document  `json:"document"`
	Hours     Hours     `json:"hours"`
}

// Usual is what holds until the owner chooses something else.
func Usual() All {
	return All{
		Look:    Look{Theme: SystemTheme, Text: NormalText},
		Writing: Writing{UndoSeconds: 5},
		Listing: Listing{OpenNext: true},
		Telling: Telling{Email: true, SMS: true, WhatsApp: true},
		Behalf:  Behalf{Off: []BehalfRule{}},
		Keys:    Keys{Letters: true, Changed: map[string][]string{}},
		Notices: Notices{On: true, OpenHoursOnly: true},
		Hours:   usualHours(),
	}
}

// Load reads every choice.
func Load(ctx context.Context, st *store.Store) (all All, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		all, err = ReadAll(tx)
		return err
	})
	return all, err
}

// ReadAll is Load inside a transaction.
func ReadAll(tx *store.ReadTx) (All, error) {
	all := Usual()
	for _, read := range []func() error{
		func() error { return read(tx, &all.Look) },
		func() error { return read(tx, &all.Writing) },
		func() error { return read(tx, &all.Listing) },
		func() error { return read(tx, &all.Telling) },
		func() error { return read(tx, &all.Behalf) },
		func() error { return read(tx, &all.Signature) },
		func() error { return read(tx, &all.Keys) },
		func() error { return read(tx, &all.Notices) },
		func() error { return read(tx, &all.Shop) },
		func() error { return read(tx, &all.Document) },
		func() error { return read(tx, &all.Hours) },
	} {
		if err := read(); err != nil {
			return Usual(), err
		}
	}
	return all, nil
}

// ReadHours reads the hours alone.
func ReadHours(tx *store.ReadTx) (Hours, error) {
	hours := usualHours()
	err := read(tx, &hours)
	return hours, err
}

// ChosenHours reads the hours alone, and tells whether the owner chose them: what is usual is true of no shop in
// particular.
func ChosenHours(tx *store.ReadTx) (hours Hours, chosen bool, err error) {
	if _, chosen, err = tx.Settings().Get(hours.subject()); err != nil {
		return hours, false, err
	}
	hours, err = ReadHours(tx)
	return hours, chosen, err
}

// ReadSignature reads what stands under every e-mail alone.
func ReadSignature(tx *store.ReadTx) (signature Signature, err error) {
	err = read(tx, &signature)
	return signature, err
}

// ReadTelling reads on which channels the number of a case is told alone.
func ReadTelling(tx *store.ReadTx) (Telling, error) {
	telling := Usual().Telling
	err := read(tx, &telling)
	return telling, err
}

// ReadBehalf reads which rules about mail on behalf of customers are off alone.
func ReadBehalf(tx *store.ReadTx) (behalf Behalf, err error) {
	err = read(tx, &behalf)
	return behalf, err
}

// ReadShop reads what the shop is called alone.
func ReadShop(tx *store.ReadTx) (shop Shop, err error) {
	err = read(tx, &shop)
	return shop, err
}

// ReadDocument reads the shop's own document alone.
func ReadDocument(tx *store.ReadTx) (document Document, err error) {
	err = read(tx, &document)
	return document, err
}

// read replaces the usual choice by the kept one. What is kept and cannot be used any more, because another
// program wrote it, counts as not chosen.
func read[S Subject](tx *store.ReadTx, choice *S) error {
	text, ok, err := tx.Settings().Get((*choice).subject())
	if err != nil || !ok {
		return err
	}
	kept := *choice // so that a field that is newer than the kept value has its usual one
	if json.Unmarshal([]byte(text), &kept) == nil && kept.Validate() == nil {
		*choice = kept
	}
	return nil
}

// Save keeps one subject's choices.
func Save(ctx context.Context, st *store.Store, s Subject) error {
	if err := s.Validate(); err != nil {
		return err
	}
	text, err := json.Marshal(s)
	if err != nil {
		return desk.E(desk.ErrInternal, err)
	}
	return st.Write(ctx, func(tx *store.Tx) error { return tx.Settings().Put(s.subject(), string(text)) })
}
