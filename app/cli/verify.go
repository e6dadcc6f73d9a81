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
	Swept   int      `json:"swept"`
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

// verify checks the database and every stored file, sweeps the files that nothing needs, and looks here for what lies
// on the servers.
func verify(c *call) func() error {
	reindex := c.flags.Bool("reindex", false, "")
	offline := c.flags.Bool("offline", false, "")
	since := c.flags.String("since", "", "DATE")
	return func() error {
		if _, err := c.need(0); err != nil {
			return err
		}
		from, err := timeFlag("--since", *since)
		if err != nil {
			return err
		}
		shop, err := c.openToVerify(app.Options{Since: from}, *reindex)
		if err != nil {
			return err
		}
		if *reindex {
			if err := shop.Store.Rebuild(c.ctx); err != nil {
				return err
			}
		}
		found, err := c.verifyShop(shop, *offline)
		if err != nil {
			return err
		}
		c.showVerified(found)
		return found.verdict()
	}
}

// openToVerify opens the shop, beside another writer to read only unless something is to be written in any case.
func (c *call) openToVerify(o app.Options, writes bool) (*app.Shop, error) {
	shop, err := c.openWith(o)
	if desk.HasCode(err, desk.ErrDataLocked) && !writes {
		o.ReadOnly = true
		return c.openWith(o)
	}
	return shop, err
}

// verified is what verify found.
type verified struct {
	store.Verdict
	swept    int
	compared []syncer.Comparison
}

func (c *call) verifyShop(shop *app.Shop, offline bool) (found verified, err error) {
	found.Verdict, err = shop.Store.Verify(c.ctx)
	if err != nil || found.Database != "ok" { // what a damaged one does not name may be needed, or here
		return found, err
	}
	found.swept, err = shop.Store.Sweep(c.ctx)
	if err != nil && !desk.HasCode(err, desk.ErrDataLocked) {
		return found, err
	}
	if offline {
		return found, nil
	}
	found.compared, err = shop.Engine.Compare(c.ctx)
	return found, err
}

func (c *call) showVerified(v verified) {
	if c.json {
		j := checkedJSON{Database: v.Database, Files: filesJSON{v.Checked, v.Missing, v.Damaged, v.swept}, Accounts: []comparedJSON{}}
		for _, one := range v.compared {
			j.Accounts = append(j.Accounts, c.comparedJSON(one))
		}
		c.line(j)
		return
	}
	fmt.Fprintln(c.Out, c.say.Text("verify.files", "database", v.Database, "checked", strconv.Itoa(v.Checked),
		"missing", strconv.Itoa(len(v.Missing)), "damaged", strconv.Itoa(len(v.Damaged)), "swept", strconv.Itoa(v.swept)))
	for _, one := range v.compared {
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

// verdict sums up: what is damaged or missing weighs more than a server that could not be asked.
func (v verified) verdict() error {
	lacking := len(v.Missing) + len(v.Damaged)
	unasked := 0
	for _, one := range v.compared {
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
