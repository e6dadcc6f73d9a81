package cli

import (
	"fmt"
	"strings"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

type attachmentJSON struct {
	ID   desk.AttachmentID `json:"id"`
	Name string            `json:"name"`
	Type string            `json:"type"`
	Size int64             `json:"size"`
}

func attachmentsJSON(list []desk.Attachment) []attachmentJSON {
	out := make([]attachmentJSON, 0, len(list))
	for _, a := range list {
		out = append(out, attachmentJSON{a.ID, a.Name, a.Type, a.Size})
	}
	return out
}

type itemJSON struct {
	Kind        itemKind            `json:"kind"`
	ID          desk.MessageID      `json:"id"`
	At          *string             `json:"at"`
	Channel     *desk.Channel       `json:"channel"`   // null for a note
	Direction   *desk.Direction     `json:"direction"` // null for a note
	Subject     string              `json:"subject"`
	Text        string              `json:"text"`
	Protocol    *desk.Protocol      `json:"protocol"` // null when it is in no case
	Status      *desk.DeliveryState `json:"status"`
	Placeholder *string             `json:"placeholder"`
	Auto        *desk.Auto          `json:"auto"`
	Attachments []attachmentJSON    `json:"attachments"`
	Purchase    *purchaseJSON       `json:"purchase"` // null when it is none
	Survey      *surveyJSON         `json:"survey"`   // that it asks, or answers; null: neither
}

// itemKind is what an item is called outside: what was said on the telephone or at the counter has a word of its own.
type itemKind string

func kindOf(kind customer.Kind, ch desk.Channel) itemKind {
	switch {
	case kind != customer.IsMessage:
		return itemKind(kind)
	case ch == desk.Phone:
		return "call"
	case ch == desk.Counter:
		return "visit"
	default:
		return itemKind(kind)
	}
}

func timeline(c *call) func() error {
	limit := c.flags.Int("limit", 50, "N")
	cursor := c.flags.String("cursor", "", "CURSOR")
	return func() error {
		args, shop, err := c.needIn(1, c.openToRead)
		if err != nil {
			return err
		}
		page, err := customer.Timeline(c.ctx, shop.Store, desk.CustomerID(args[0]), *limit, *cursor)
		if err != nil {
			return err
		}
		items := make([]itemJSON, 0, len(page.Items))
		for _, i := range page.Items {
			items = append(items, itemJSON{
				Kind: kindOf(i.Kind, i.Channel), ID: i.ID, At: stamp(i.At), Channel: orNull(i.Channel), Direction: orNull(i.Direction), Subject: i.Subject, Text: i.Text,
				Protocol: orNull(i.Case.Protocol), Status: statusOf(i), Placeholder: orNull(i.Placeholder), Auto: orNull(i.Auto), Attachments: attachmentsJSON(i.Attachments),
				Purchase: boughtIn(i), Survey: askedIn(i),
			})
			if !c.json {
				c.showItem(i)
			}
		}
		if c.json {
			c.line(map[string]any{"items": items, "next": orNull(page.Next)})
		}
		return nil
	}
}

func boughtIn(i customer.Item) *purchaseJSON {
	if i.Purchase == nil {
		return nil
	}
	j := purchaseShown(*i.Purchase)
	return &j
}

func askedIn(i customer.Item) *surveyJSON {
	if i.Survey == nil {
		return nil
	}
	return surveyShown(*i.Survey)
}

func statusOf(i customer.Item) *desk.DeliveryState {
	if i.Delivery == nil {
		return nil
	}
	return &i.Delivery.State
}

func (c *call) showItem(i customer.Item) {
	if i.Purchase != nil {
		fmt.Fprintf(c.Out, "$ %s\n", c.purchaseLine(*i.Purchase))
		return
	}
	arrow, by, status := "<", c.say.Channel(i.Channel), ""
	switch {
	case i.Kind == customer.IsNote:
		arrow, by = "=", c.say.Text("note")
	case i.Direction == desk.Out:
		arrow = ">"
	}
	switch {
	case i.Planned():
		status = " · " + c.say.Text("delivery.planned")
	case i.Delivery != nil:
		status = " · " + c.say.Text("delivery."+string(i.Delivery.State))
	}
	if i.Survey != nil {
		status += " · " + c.scoreOf(*i.Survey)
	}
	fmt.Fprintf(c.Out, "%s %s  %s%s  %s\n", arrow, local(i.At), by, status, i.Subject)
	text := i.Text
	if i.Placeholder != "" {
		text = c.say.Text("placeholder."+i.Placeholder) + "\n" + text
	}
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		fmt.Fprintf(c.Out, "    %s\n", line)
	}
	for _, a := range i.Attachments {
		fmt.Fprintf(c.Out, "    [%s, %d, %s]\n", a.Name, a.Size, a.ID)
	}
}

type placeJSON struct {
	AccountID   desk.AccountID `json:"account_id"`
	Folder      string         `json:"folder"`
	UIDValidity uint32         `json:"uidvalidity"`
	UID         uint32         `json:"uid"`
}

type messageJSON struct {
	ID          desk.MessageID      `json:"id"`
	CustomerID  desk.CustomerID     `json:"customer_id"`
	AccountID   desk.AccountID      `json:"account_id"`
	ExternalID  string              `json:"external_id"`
	Channel     desk.Channel        `json:"channel"`
	Direction   desk.Direction      `json:"direction"`
	At          *string             `json:"at"`
	From        string              `json:"from"`
	To          string              `json:"to"`
	Cc          string              `json:"cc"`
	Subject     *string             `json:"subject"`
	Text        *string             `json:"text,omitempty"`
	HTML        *string             `json:"html,omitempty"`
	Protocol    *desk.Protocol      `json:"protocol"` // null when it is in no case
	Status      *desk.DeliveryState `json:"status"`
	Provider    *string             `json:"provider_status"`
	Auto        *desk.Auto          `json:"auto"`
	Damaged     bool                `json:"damaged"`
	Placeholder *string             `json:"placeholder"`
	SHA256      string              `json:"sha256"`
	Size        int64               `json:"size"`
	Places      []placeJSON         `json:"places"`
	Attachments []attachmentJSON    `json:"attachments"`
}

func newMessageJSON(m customer.FullMessage, accounts map[desk.ConnectionID]desk.AccountID) messageJSON {
	j := messageJSON{
		ID: m.ID, CustomerID: m.CustomerID, AccountID: m.AccountID, ExternalID: m.ExternalID, Channel: m.Channel, Direction: m.Direction,
		At: stamp(m.At), From: m.From, To: m.To, Cc: m.Cc, Subject: &m.Subject, Protocol: orNull(m.Case.Protocol), Status: statusOf(m.Item), Auto: orNull(m.Auto), Damaged: m.Damaged,
		Placeholder: orNull(m.Placeholder), SHA256: m.RawSHA256, Size: m.Size, Places: []placeJSON{}, Attachments: attachmentsJSON(m.Attachments),
	}
	if m.Delivery != nil {
		j.Provider = orNull(m.Delivery.ProviderStatus)
	}
	for _, p := range m.Places {
		j.Places = append(j.Places, placeJSON{accounts[p.ConnectionID], p.Folder, p.UIDValidity, p.UID})
	}
	return j
}

func messageShow(c *call) func() error {
	raw := c.flags.Bool("raw", false, "")
	return func() error {
		args, shop, err := c.needIn(1, c.openToRead)
		if err != nil {
			return err
		}
		id := desk.MessageID(args[0])
		if *raw {
			content, err := customer.Raw(c.ctx, shop.Store, id)
			if err != nil {
				return err
			}
			_, err = c.Out.Write(content)
			return err
		}
		m, err := customer.Message(c.ctx, shop.Store, id)
		if err != nil {
			return err
		}
		if !c.json {
			c.showItem(m.Item)
			return nil
		}
		accounts, err := mailAccounts(c)
		if err != nil {
			return err
		}
		j := newMessageJSON(m, accounts)
		j.Text, j.HTML = &m.Text, &m.HTML
		c.line(j)
		return nil
	}
}

// mailAccounts names the address of each mailbox, for places.
func mailAccounts(c *call) (map[desk.ConnectionID]desk.AccountID, error) {
	byConnection := map[desk.ConnectionID]desk.AccountID{}
	err := c.shop.Store.Read(c.ctx, func(tx *store.ReadTx) error {
		accounts, err := tx.Connections().Accounts()
		for _, a := range accounts {
			if a.Channel == desk.Email {
				byConnection[a.ConnectionID] = a.ID
			}
		}
		return err
	})
	return byConnection, err
}

func messageList(c *call) func() error {
	accountID := c.flags.String("account", "", "ID")
	since := c.flags.String("since", "", "DATE")
	return func() error {
		if _, err := c.need(0); err != nil {
			return err
		}
		from, err := timeFlag("--since", *since)
		if err != nil {
			return err
		}
		shop, err := c.openToRead()
		if err != nil {
			return err
		}
		accounts, err := mailAccounts(c)
		if err != nil {
			return err
		}
		return customer.Each(c.ctx, shop.Store, from, desk.AccountID(*accountID), func(m customer.FullMessage) error {
			if c.json {
				c.line(newMessageJSON(m, accounts))
			} else {
				fmt.Fprintf(c.Out, "%s  %s  %-9s %-3s %s\n", m.ID, local(m.At), c.say.Channel(m.Channel), m.Direction, cut(m.Subject, 60))
			}
			return nil
		})
	}
}
