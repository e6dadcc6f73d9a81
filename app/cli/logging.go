package cli

import (
	"fmt"
	"time"

	"balcao/backend/desk"
	"balcao/backend/logbook"
)

// logContact writes down what was said where no provider listens.
//
// What is left to do is "wait" unless said otherwise: "nothing" would close the case at once, and who runs a script was
// not asked. An open case is seen and closed with one command.
func logContact(ch desk.Channel) func(*call) func() error {
	return func(c *call) func() error {
		owner := c.flags.String("customer", "", "ID")
		number := c.flags.String("phone", "", "N")
		name := c.flags.String("name", "", "N")
		class := c.flags.String("class", "", "CLASS")
		at := c.flags.String("at", "", "TIME")
		direction := c.flags.String("direction", string(desk.In), "in|out")
		then := c.flags.String("then", string(logbook.Wait), "nothing|wait|reply|remind")
		until := c.flags.String("until", "", "TIME")
		text := c.declareText()
		return func() error {
			if _, err := c.need(0); err != nil {
				return err
			}
			s := logbook.Sheet{
				Channel: ch, Direction: desk.Direction(*direction), CustomerID: desk.CustomerID(*owner), Number: *number, Name: *name,
				Class: desk.Class(*class), Then: logbook.Then(*then),
			}
			if s.CustomerID != "" && (s.Number != "" || s.Name != "") {
				return misuse(nil, "", "--customer") // a number may be somebody else's
			}
			var err error
			if s.At, err = pastFlag("--at", *at); err != nil {
				return err
			}
			if s.Until, err = untilOf(s.Then, *until); err != nil {
				return err
			}
			if s.Text, err = text.read(c); err != nil {
				return err
			}
			return c.logSheet(s)
		}
	}
}

// pastFlag reads the time of something that has been; empty: now.
func pastFlag(name, typed string) (time.Time, error) {
	at, err := timeFlag(name, typed)
	if err == nil && at.After(time.Now()) {
		err = desk.E(desk.ErrUsage, nil, "argument", name)
	}
	return at, err
}

// untilOf reads until when the conversation is put aside: with "remind", and only then.
func untilOf(then logbook.Then, typed string) (time.Time, error) {
	if then == logbook.Remind {
		return momentFlag("--until", typed)
	}
	if typed != "" {
		return time.Time{}, desk.E(desk.ErrUsage, nil, "argument", "--until")
	}
	return time.Time{}, nil
}

func (c *call) logSheet(s logbook.Sheet) error {
	shop, err := c.open()
	if err != nil {
		return err
	}
	e, err := logbook.Log(c.ctx, shop.Store, s)
	if err != nil {
		return err
	}
	if c.json {
		c.line(map[string]any{"message_id": e.MessageID, "customer_id": e.CustomerID, "protocol": e.Protocol})
		return nil
	}
	fmt.Fprintf(c.Out, "%s  %s  %s\n", e.Protocol, e.CustomerID, e.MessageID)
	return nil
}
