package cli

import (
	"fmt"

	"balcao/app"
	"balcao/backend/desk"
	"balcao/backend/store"
)

type templateJSON struct {
	SID       string                  `json:"sid"`
	Name      string                  `json:"name"`
	Language  string                  `json:"language"`
	Category  *string                 `json:"category"`
	Status    desk.TemplateStatus     `json:"status"`
	Reason    *string                 `json:"reason"` // why it was rejected
	Text      *string                 `json:"text"`
	Variables []desk.TemplateVariable `json:"variables"`
	UpdatedAt *string                 `json:"updated_at"`
}

// templateList shows what was listed last; with --refresh it is listed anew first.
func templateList(c *call) func() error {
	all := c.flags.Bool("all", false, "")
	refresh := c.flags.Bool("refresh", false, "")
	return func() error {
		if _, err := c.need(0); err != nil {
			return err
		}
		shop, err := c.openTemplates(*refresh)
		if err != nil {
			return err
		}
		var list []desk.Template
		err = shop.Store.Read(c.ctx, func(tx *store.ReadTx) error {
			list, err = tx.Connections().Templates().All()
			return err
		})
		if err != nil {
			return err
		}
		c.showTemplates(list, *all)
		return nil
	}
}

func (c *call) openTemplates(refresh bool) (*app.Shop, error) {
	if !refresh {
		return c.openToRead()
	}
	shop, err := c.open()
	if err != nil {
		return nil, err
	}
	return shop, shop.Engine.ListTemplates(c.ctx)
}

// showTemplates shows those that may be sent, or all.
func (c *call) showTemplates(list []desk.Template, all bool) {
	shown := []templateJSON{}
	for _, t := range list {
		if !all && t.Status != desk.TemplateApproved {
			continue
		}
		shown = append(shown, templateJSON{
			SID: t.SID, Name: t.Name, Language: t.Language, Category: orNull(t.Category), Status: t.Status, Reason: orNull(t.Reason),
			Text: orNull(t.Body), Variables: t.Variables, UpdatedAt: stamp(t.UpdatedAt),
		})
		if !c.json {
			fmt.Fprintf(c.Out, "%s  %s  %s  %s\n", t.SID, t.Language, c.templateStatus(t.Status), t.Name)
			if t.Body != "" {
				fmt.Fprintf(c.Out, "    %s\n", t.Body)
			}
		}
	}
	if c.json {
		c.line(map[string]any{"templates": shown})
	}
}

// templateStatus is in our words, or in the provider's where there are none.
func (c *call) templateStatus(s desk.TemplateStatus) string {
	if said, ok := c.say["template."+string(s)]; ok {
		return said
	}
	return string(s)
}
