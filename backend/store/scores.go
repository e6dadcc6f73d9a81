package store

import (
	"encoding/json"

	"balcao/backend/desk"
)

// scoring is what a transaction has to make anew at its end, beside the customers that it touched.
type scoring struct {
	due bool // whatever is due by now
	all bool
}

// Cuts reads where the buyers are cut into parts; all zero: there are none yet.
func (p Purchases) Cuts() (c desk.Cuts, err error) {
	body, ok, err := value[string](p.q, "buyer.cuts")
	if err != nil || !ok {
		return c, err
	}
	return c, json.Unmarshal([]byte(body), &c)
}

// OwnCuts reads where the owner wants buyers to be cut; all zero: nowhere.
func (p Purchases) OwnCuts() (own desk.OwnCuts, err error) {
	body, ok, err := value[string](p.q, "buyer.own_cuts")
	if err != nil || !ok {
		return own, err
	}
	return own, json.Unmarshal([]byte(body), &own)
}

// CutsLog reads what was recorded about where buyers are cut, in the order it was applied here.
func (p Purchases) CutsLog() ([]desk.Event, error) {
	return collect(p.q, scanEvent, "buyer.cuts_log")
}

// applyToCuts cuts the buyers where the log says.
func (tx *Tx) applyToCuts() error {
	tx.scores.due = true
	tx.Announce(desk.Change{Kind: desk.ManyChanged})
	log, err := tx.Customers().Purchases().CutsLog()
	if err != nil {
		return err
	}
	body, err := json.Marshal(desk.OwnCutsOf(log))
	if err == nil {
		_, err = tx.q.exec("buyer.put_own_cuts", string(body))
	}
	return err
}

// today is the date where the computer is.
func (tx *Tx) today() desk.Day { return desk.DayOf(tx.now().Local()) }

// rollScores has what the passing of days changed made anew.
func (tx *Tx) rollScores() error {
	due, _, err := value[bool](tx.q, "buyer.any_due", tx.today())
	tx.scores.due = tx.scores.due || due
	return err
}

// settleScores makes anew what the touched customers bought in the period, and where all buyers are cut into parts.
func (tx *Tx) settleScores() error {
	var bought []desk.CustomerID
	for id, t := range tx.touched {
		if t.bought {
			bought = append(bought, id)
		}
	}
	if len(bought) == 0 && !tx.scores.due && !tx.scores.all {
		return nil
	}
	currency, any, err := value[string](tx.q, "purchase.currency")
	if err != nil || !any {
		return err // nothing was ever bought
	}
	was, err := tx.Customers().Joined().Purchases().Cuts()
	if err != nil {
		return err
	}
	if _, err := tx.q.exec("buyer.due", idList(bought)); err != nil {
		return err
	}
	if tx.scores.all || currency != was.Currency {
		if _, err := tx.q.exec("buyer.all_due"); err != nil {
			return err
		}
	}
	if _, err := tx.q.exec("buyer.make", tx.today(), currency, desk.ScorePeriod); err != nil {
		return err
	}
	if _, err := tx.q.exec("buyer.forget", tx.today()); err != nil {
		return err
	}
	return tx.cutBuyers(currency)
}

// cutBuyers writes where the buyers are cut into parts.
func (tx *Tx) cutBuyers(currency string) (err error) {
	c := desk.Cuts{Currency: currency}
	if c.Buyers, _, err = value[int](tx.q, "buyer.count"); err != nil {
		return err
	}
	own, err := tx.Customers().Purchases().OwnCuts()
	if err != nil {
		return err
	}
	if own != (desk.OwnCuts{}) {
		return tx.putCuts(own.On(tx.today(), c))
	}
	places := desk.CutPlaces(c.Buyers)
	if c.LastDays, err = cutAt[desk.Day](tx.q, "buyer.last_day", places); err != nil {
		return err
	}
	if c.Times, err = cutAt[int](tx.q, "buyer.times", places); err != nil {
		return err
	}
	if c.Cents, err = cutAt[int64](tx.q, "buyer.cents", places); err != nil {
		return err
	}
	return tx.putCuts(c)
}

func (tx *Tx) putCuts(c desk.Cuts) error {
	body, err := json.Marshal(c)
	if err == nil {
		_, err = tx.q.exec("buyer.put_cuts", string(body))
	}
	return err
}

func cutAt[T any](q querier, name string, places []int) (cuts []T, err error) {
	for _, place := range places {
		cut, _, err := value[T](q, name, place)
		if err != nil {
			return nil, err
		}
		cuts = append(cuts, cut)
	}
	return cuts, nil
}
