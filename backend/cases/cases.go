// Package cases gathers what a customer and the shop say to each other, over all channels, into matters that have a
// number: it opens them, finds the one that a message belongs to, and does what the owner decides about them.
//
// Nothing here sends anything. Which case a message belongs to is an event, so that it can be seen and undone.
package cases

import (
	"crypto/rand"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"

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

// mint gives a number that nobody was given before. The day is the shop's own; when the clock was put back it stays
// at the latest that a number was given for, because numbers must go up.
func mint(tx *store.Tx) (desk.Protocol, error) {
	station, err := stationOf(tx)
	if err != nil {
		return "", err
	}
	last, err := tx.Cases().Numbers().LastOfStation(digits(station))
	if err != nil {
		return "", err
	}
	day, count := tx.Moment().Local(), 0
	if last != "" && string(last[:6]) >= day.Format("060102") {
		count = protocol.Count(last)
		if day, err = time.Parse("060102", string(last[:6])); err != nil {
			return "", err
		}
	}
	if count == protocol.MaxCount {
		if station, err = drawAnother(tx); err != nil {
			return "", err
		}
		day, count = tx.Moment().Local(), 0
	}
	return protocol.New(day, station, count+1), nil
}

func digits(station int) string { return fmt.Sprintf("%02d", station) }

// stationOf gives the two digits under which this folder counts. A copy of the folder has another station, and so
// draws others: a number that was given after the copy was made must not be given twice.
func stationOf(tx *store.Tx) (int, error) {
	station, err := tx.Settings().Station()
	if err != nil {
		return 0, err
	}
	kept, _, err := tx.Settings().Get(drawnSetting)
	if err != nil {
		return 0, err
	}
	if folder, drawn, _ := strings.Cut(kept, " "); folder == station {
		return strconv.Atoi(drawn)
	}
	return draw(tx, station)
}

func drawAnother(tx *store.Tx) (int, error) {
	station, err := tx.Settings().Station()
	if err != nil {
		return 0, err
	}
	return draw(tx, station)
}

// draw takes two digits by chance, of those that no number known here was given under; when all were, of all: counting
// goes on behind what is known.
func draw(tx *store.Tx, folder string) (int, error) {
	used, err := tx.Cases().Numbers().Stations()
	if err != nil {
		return 0, err
	}
	all, free := []int{}, []int{}
	for station := firstDrawn; station < stations; station++ {
		all = append(all, station)
		if !slices.Contains(used, digits(station)) {
			free = append(free, station)
		}
	}
	if len(free) == 0 {
		free = all
	}
	at, err := rand.Int(rand.Reader, big.NewInt(int64(len(free))))
	if err != nil {
		return 0, err
	}
	station := free[at.Int64()]
	return station, tx.Settings().Put(drawnSetting, folder+" "+digits(station))
}
