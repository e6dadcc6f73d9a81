package cli

import (
	"fmt"
	"strconv"

	"balcao/app"
	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/store"
	"balcao/backend/syncer"
)

type checkedJSON struct {
	Database string         `json:"database"`
	Files    filesJSON      `json:"files"`
	Accounts []comparedJSON `json:"accounts"`
}

type filesJSON struct {
	Checked int      `json:"checked"`
	Missing []string `json:"missing"`
	Damaged []string `json:"damaged"`
}

type comparedJSON struct {
	ID      desk.AccountID `json:"id"`
	Server  int            `json:"server"`
	Local   int            `json:"local"`
	Missing []namedJSON    `json:"missing"`
	Error   *problemJSON   `json:"error"`
}

// namedJSON names a message at a provider: a mail by its place, any other by its external id.
type namedJSON struct {
	Folder      string `json:"folder,omitempty"`
	UIDValidity uint32 `json:"uidvalidity,omitempty"`
	UID         uint32 `json:"uid,omitempty"`
	ExternalID  string `json:"external_id,omitempty"`
}

// verify checks the database and every stored file, and looks here for what lies on the servers.
func verify(c *call) func() error {
	reindex := c.flags.Bool("reindex", false, "")
	offline := c.flags.Bool("offline", false, "")
	since := c.flags.String("since", "", "DATE")
	return func() error {
		if _, err := c.need(0); err != nil {
			return err
		}
		from, err := sinceTime(*since)
		if err != nil {
			return err
		}
		shop, err := c.openWith(app.Options{Since: from})
		if err != nil {
			return err
		}
		if *reindex {
			if err := shop.Store.Rebuild(c.ctx); err != nil {
				return err
			}
		}
		return c.verifyShop(shop, *offline)
	}
}

func (c *call) verifyShop(shop *app.Shop, offline bool) error {
	v, err := shop.Store.Verify(c.ctx)
	if err != nil {
		return err
	}
	var compared []syncer.Comparison
	if whole := v.Database == "ok"; whole && !offline { // in a damaged one, what is not found may be here
		if compared, err = shop.Engine.Compare(c.ctx); err != nil {
			return err
		}
	}
	c.showVerified(v, compared)
	return verified(v, compared)
}

func (c *call) showVerified(v store.Verdict, compared []syncer.Comparison) {
	if c.json {
		j := checkedJSON{Database: v.Database, Files: filesJSON{v.Checked, v.Missing, v.Damaged}, Accounts: []comparedJSON{}}
		for _, one := range compared {
			j.Accounts = append(j.Accounts, c.comparedJSON(one))
		}
		c.line(j)
		return
	}
	fmt.Fprintln(c.Out, c.say.Text("verify.files", "database", v.Database, "checked", strconv.Itoa(v.Checked),
		"missing", strconv.Itoa(len(v.Missing)), "damaged", strconv.Itoa(len(v.Damaged))))
	for _, one := range compared {
		fmt.Fprintln(c.Out, c.comparedLine(one))
	}
}

func (c *call) comparedJSON(one syncer.Comparison) comparedJSON {
	missing := make([]namedJSON, 0, len(one.Missing))
	for _, l := range one.Missing {
		missing = append(missing, namedOf(l))
	}
	return comparedJSON{one.Account.ID, one.Server, one.Local, missing, c.problem(one.Error)}
}

func namedOf(l channel.Listed) namedJSON {
	return namedJSON{Folder: l.Folder, UIDValidity: l.UIDValidity, UID: l.UID, ExternalID: l.ExternalID}
}

// comparedLine tells people of one address.
func (c *call) comparedLine(one syncer.Comparison) string {
	key, problem := "verify.same", ""
	switch {
	case one.Error != nil:
		key, problem = "verify.failed", c.say.Error(one.Error)
	case len(one.Missing) > 0:
		key = "verify.lacks"
	}
	return c.say.Text(key, "channel", c.say.Channel(one.Account.Channel), "address", shownAddress(one.Account), "error", problem,
		"server", strconv.Itoa(one.Server), "local", strconv.Itoa(one.Local), "missing", strconv.Itoa(len(one.Missing)))
}

// verified sums up: what is damaged or missing weighs more than a server that could not be asked.
func verified(v store.Verdict, compared []syncer.Comparison) error {
	lacking := len(v.Missing) + len(v.Damaged)
	unasked := 0
	for _, one := range compared {
		lacking += len(one.Missing)
		if one.Error != nil {
			unasked++
		}
	}
	switch {
	case v.Database != "ok" || lacking > 0:
		return errShown
	case unasked > 0:
		return errPart
	default:
		return nil
	}
}
