package cli

import (
	"balcao/backend/cases"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

func caseOpening(c *call) func() error {
	owner := c.flags.String("customer", "", "ID")
	return func() error {
		if _, err := c.need(0); err != nil {
			return err
		}
		if *owner == "" {
			return misuse(nil, wrongMissing, "--customer")
		}
		shop, err := c.open()
		if err != nil {
			return err
		}
		k, _, err := cases.Open(c.ctx, shop.Store, desk.CustomerID(*owner))
		if err != nil {
			return err
		}
		return c.showCase(k.ID)
	}
}

// onCase runs a deed on the case that is named first, and shows what it is then.
func (c *call) onCase(n int, deed func(st *store.Store, k cases.Summary) (desk.EventID, error)) error {
	args, shop, err := c.needIn(n, c.open)
	if err != nil {
		return err
	}
	k, err := c.namedCase(args[0])
	if err != nil {
		return err
	}
	if _, err := deed(shop.Store, k); err != nil {
		return err
	}
	return c.showCase(k.ID)
}

func caseClassify(c *call) func() error {
	return func() error {
		return c.onCase(2, func(st *store.Store, k cases.Summary) (desk.EventID, error) {
			class := desk.Class(c.args[1])
			if class == "" {
				return "", desk.E(desk.ErrUsage, nil, "argument", "CLASS")
			}
			if class == noClass {
				class = ""
			}
			return cases.Classify(c.ctx, st, k.ID, class)
		})
	}
}

// noClass takes the class of a case back.
const noClass = "none"

func caseSnooze(c *call) func() error {
	until := c.flags.String("until", "", "TIME")
	return func() error {
		at, err := momentFlag("--until", *until)
		if err != nil {
			return err
		}
		return c.onCase(1, func(st *store.Store, k cases.Summary) (desk.EventID, error) {
			if !k.Open() {
				return "", desk.E(desk.ErrChangedSince, nil)
			}
			return customer.Snooze(c.ctx, st, k.CustomerID, at)
		})
	}
}

func casePromise(c *call) func() error {
	by := c.flags.String("by", "", "TIME")
	text := c.flags.String("text", "", "TEXT")
	return func() error {
		at, err := momentFlag("--by", *by)
		if err != nil {
			return err
		}
		return c.onCase(1, func(st *store.Store, k cases.Summary) (desk.EventID, error) {
			return cases.Promise(c.ctx, st, k.ID, at, *text)
		})
	}
}

func caseKeep(c *call) func() error {
	return func() error {
		return c.onCase(1, func(st *store.Store, k cases.Summary) (desk.EventID, error) { return cases.Keep(c.ctx, st, k.ID) })
	}
}

func caseClose(c *call) func() error {
	return func() error {
		return c.onCase(1, func(st *store.Store, k cases.Summary) (desk.EventID, error) { return cases.Close(c.ctx, st, k.ID) })
	}
}

func caseReopen(c *call) func() error {
	return func() error {
		return c.onCase(1, func(st *store.Store, k cases.Summary) (desk.EventID, error) { return cases.Reopen(c.ctx, st, k.ID) })
	}
}

func caseMerge(c *call) func() error {
	return func() error {
		return c.onCase(2, func(st *store.Store, keep cases.Summary) (desk.EventID, error) {
			other, err := c.namedCase(c.args[1])
			if err != nil {
				return "", err
			}
			return cases.Merge(c.ctx, st, keep.ID, other.ID)
		})
	}
}

// caseSplit shows the new case.
func caseSplit(c *call) func() error {
	return func() error {
		args, shop, err := c.needIn(1, c.open)
		if err != nil {
			return err
		}
		k, _, err := cases.Split(c.ctx, shop.Store, desk.MessageID(args[0]))
		if err != nil {
			return err
		}
		return c.showCase(k.ID)
	}
}
