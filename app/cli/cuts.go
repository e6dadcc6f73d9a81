package cli

import (
	"fmt"
	"strconv"
	"strings"

	"balcao/backend/desk"
	"balcao/backend/purchase"
	"balcao/backend/store"
)

// cutsJSON tells where buyers are cut into parts, as it is set: of days the last of a better part, of the others
// the first.
type cutsJSON struct {
	Own    bool         `json:"own_cuts"`
	Buyers int          `json:"buyers"`
	Parts  int          `json:"parts"`
	Days   []int        `json:"days"`
	Times  []int        `json:"times"`
	Value  []desk.Money `json:"value"`
}

func cutsShown(c purchase.Cutting) cutsJSON {
	shown := cutsJSON{c.Own, c.Buyers, c.Parts, append([]int{}, c.Days...), append([]int{}, c.Times...), []desk.Money{}}
	for _, cents := range c.Cents {
		shown.Value = append(shown.Value, desk.Money{Cents: cents, Currency: c.Currency})
	}
	return shown
}

func rfvShow(c *call) func() error {
	return func() error {
		_, shop, err := c.needIn(0, c.openToRead)
		if err != nil {
			return err
		}
		return c.showCuts(shop.Store)
	}
}

func (c *call) showCuts(st *store.Store) error {
	cutting, err := purchase.ReadCuts(c.ctx, st)
	if err != nil {
		return err
	}
	shown := cutsShown(cutting)
	if c.json {
		c.line(shown)
		return nil
	}
	kind := "rfv.automatic"
	if shown.Own {
		kind = "rfv.own"
	}
	fmt.Fprintln(c.Out, c.say.Text(kind, "buyers", strconv.Itoa(shown.Buyers), "parts", strconv.Itoa(shown.Parts)))
	value := make([]string, len(shown.Value))
	for i, m := range shown.Value {
		value[i] = c.money(m)
	}
	fmt.Fprintf(c.Out, "  --days %s --times %s --value %s\n", numbers(shown.Days), numbers(shown.Times), strings.Join(value, "; "))
	return nil
}

func numbers(list []int) string {
	words := make([]string, len(list))
	for i, n := range list {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, ",")
}

// rfvSet cuts buyers where the owner says, or where it follows from them.
func rfvSet(c *call) func() error {
	days := c.flags.String("days", "", "DAYS,DAYS")
	times := c.flags.String("times", "", "N,N")
	value := c.flags.String("value", "", "VALUE;VALUE")
	automatic := c.flags.Bool("automatic", false, "")
	return func() error {
		if _, err := c.need(0); err != nil {
			return err
		}
		var own desk.OwnCuts
		if !*automatic {
			var err error
			if own, err = ownCuts(*days, *times, *value); err != nil {
				return err
			}
		}
		shop, err := c.open()
		if err != nil {
			return err
		}
		if _, err := purchase.ChooseCuts(c.ctx, shop.Store, own); err != nil {
			return err
		}
		return c.showCuts(shop.Store)
	}
}

func ownCuts(days, times, value string) (own desk.OwnCuts, err error) {
	if own.Days, err = pair("days", days, ",", strconv.Atoi); err != nil {
		return own, err
	}
	if own.Times, err = pair("times", times, ",", strconv.Atoi); err != nil {
		return own, err
	}
	own.Cents, err = pair("value", value, ";", func(typed string) (int64, error) {
		m, ok := purchase.ParseAmount(typed)
		if !ok {
			return 0, strconv.ErrSyntax
		}
		return m.Cents, nil
	})
	return own, err
}

// pair reads two values.
func pair[T any](flag, typed, between string, read func(string) (T, error)) (values [2]T, err error) {
	words := strings.Split(typed, between)
	if len(words) != len(values) {
		return values, desk.E(desk.ErrUsage, nil, "argument", flag)
	}
	for i, word := range words {
		if values[i], err = read(strings.TrimSpace(word)); err != nil {
			return values, desk.E(desk.ErrUsage, err, "argument", flag)
		}
	}
	return values, nil
}
