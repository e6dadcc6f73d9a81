// Package cases gathers what a customer and the shop say to each other, over all channels, into matters that have a
// number: it opens them, finds the one that a message belongs to, and does what the owner decides about them.
//
// Nothing here sends anything. Which case a message belongs to is an event, so that it can be seen and undone.
package cases

import (
	"crypto/rand"
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"balcao/backend/desk"
	"balcao/backend/protocol"
	"balcao/backend/store"
)

// opening is what a new case begins with.
type opening struct {
	identity desk.IdentityID
	customer desk.CustomerID
	message  desk.MessageID // that opens it; empty: none
	earlier  desk.CaseID
	actor    desk.Actor
	id       desk.EventID // of the event; empty: any
}

// open opens a case and gives it its number, in the transaction of whatever it is opened for.
func open(tx *store.Tx, o opening) (desk.Case, error) {
	number, err := mint(tx)
	if err != nil {
		return desk.Case{}, err
	}
	id := desk.CaseID(store.NewID())
	err = tx.Record(desk.Event{
		ID: o.id, Kind: desk.CaseOpened, Actor: o.actor, CustomerID: o.customer, MessageID: o.message, CaseID: id,
		Facts: desk.Facts{Case: &desk.CaseFacts{Protocol: number, Identity: o.identity, Earlier: o.earlier}},
	})
	if err != nil {
		return desk.Case{}, err
	}
	return tx.Cases().Get(id)
}

const (
	drawnSetting = "protocol_station" // the folder's station, and the two digits that it counts under
	firstDrawn   = 10                 // below lie those that are agreed upon by hand
	stations     = 100
)

// mint gives a number that nobody was given before.
func mint(tx *store.Tx) (desk.Protocol, error) {
	station, err := stationOf(tx)
	if err != nil {
		return "", err
	}
	last, err := tx.Cases().Numbers().LastOfStation(digits(station))
	if err != nil {
		return "", err
	}
	today := tx.Moment().Local()
	if protocol.Full(last, today) {
		if station, last, err = drawAnother(tx); err != nil {
			return "", err
		}
	}
	return protocol.Next(last, today, station), nil
}

func digits(station int) string { return fmt.Sprintf("%02d", station) }

// stationOf gives the two digits under which this folder counts. A folder that was copied or restored has another station,
// and so draws others: a number that was given since must not be given twice.
func stationOf(tx *store.Tx) (int, error) {
	folder, err := tx.Settings().Station()
	if err != nil {
		return 0, err
	}
	kept, _, err := tx.Settings().Get(drawnSetting)
	if err != nil {
		return 0, err
	}
	if of, drawn, _ := strings.Cut(kept, " "); of == folder {
		return strconv.Atoi(drawn)
	}
	station, _, err := drawAnother(tx)
	return station, err
}

// drawAnother takes two digits by chance, of those that no number known here was given under; when all were, of those that
// rest the longest. last is the last number known under them.
func drawAnother(tx *store.Tx) (station int, last desk.Protocol, err error) {
	folder, err := tx.Settings().Station()
	if err != nil {
		return 0, "", err
	}
	given, err := tx.Cases().Numbers().LastOfStations()
	if err != nil {
		return 0, "", err
	}
	rested := longestRested(given)
	at, err := rand.Int(rand.Reader, big.NewInt(int64(len(rested))))
	if err != nil {
		return 0, "", err
	}
	station = rested[at.Int64()]
	return station, given[digits(station)], tx.Settings().Put(drawnSetting, folder+" "+digits(station))
}

// longestRested gives the stations without a number or, where there is none, those whose last is of the earliest day.
func longestRested(given map[string]desk.Protocol) (rested []int) {
	earliest := ""
	for station := firstDrawn; station < stations; station++ {
		day := protocol.Day(given[digits(station)])
		if len(rested) == 0 || day < earliest {
			rested, earliest = nil, day
		}
		if day == earliest {
			rested = append(rested, station)
		}
	}
	return rested
}
