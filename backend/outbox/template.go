package outbox

import (
	"strings"

	"balcao/backend/channel"
	"balcao/backend/consent"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// marketing is WhatsApp's word for a template that nobody asked for.
const marketing = "MARKETING"

// worded gives the draft of a template the words that the customer will read, so that they stand in the timeline. The
// provider alone knows a template that was never listed here: that one has no words, and the provider says what is wrong
// with it.
//
// Errors: desk.ErrTemplateStatus unless WhatsApp has approved it, desk.ErrTemplateVars while a gap is open,
// desk.ErrNoMarketing for a template of marketing to whom said that she wants none.
func worded(tx *store.ReadTx, l letter, d Draft) (Draft, error) {
	if d.Template == nil {
		return d, nil
	}
	t, err := tx.Connections().Templates().Get(l.account.ConnectionID, d.Template.SID)
	switch {
	case desk.HasCode(err, desk.ErrNotFound):
		return d, nil
	case err != nil:
		return d, err
	case t.Status != desk.TemplateApproved:
		return d, desk.E(desk.ErrTemplateStatus, nil, "status", string(t.Status))
	}
	if strings.EqualFold(t.Category, marketing) {
		declined, err := consent.Declined(tx, desk.Marketing, d.Channel, l.identity.ID)
		if err == nil && declined {
			err = desk.E(desk.ErrNoMarketing, nil)
		}
		if err != nil {
			return d, err
		}
	}
	words, missing := t.Fill(d.Template.Vars)
	if len(missing) > 0 {
		return d, desk.E(desk.ErrTemplateVars, nil, "missing", strings.Join(missing, ", "))
	}
	vars := map[string]string{}
	for name, value := range d.Template.Vars {
		vars[name] = desk.TemplateValue(value)
	}
	d.Text, d.Template = words, &channel.Template{SID: t.SID, Vars: vars}
	return d, nil
}
