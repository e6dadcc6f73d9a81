package window

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"balcao/backend/channel"
	"balcao/backend/channel/sms"
	"balcao/backend/channel/whatsapp"
	"balcao/backend/consent"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/draft"
	"balcao/backend/eml"
	"balcao/backend/filekind"
	"balcao/backend/phone"
	"balcao/backend/purchase"
	"balcao/backend/store"
)

// InboxPage reads one page of the list.
func (l list) InboxPage(ctx context.Context, q InboxQuery) (InboxPage, error) {
	page, err := customer.Inbox(ctx, l.shop.Store, customer.InboxQuery{
		State: desk.TurnState(q.State), OldestFirst: q.OldestFirst, ByValue: q.ByValue, Limit: q.Limit, Cursor: q.Cursor,
	})
	if err != nil {
		return InboxPage{}, err
	}
	rows := make([]InboxRow, len(page.Rows))
	for i, r := range page.Rows {
		rows[i] = InboxRow{
			CustomerID: string(r.CustomerID), Name: r.Name, State: string(r.State), Channel: string(r.Channel),
			Direction: string(r.Direction), Snippet: r.Snippet, Placeholder: r.Placeholder, LastAt: millis(r.LastAt),
			WaitingSince: millis(r.WaitingSince), PromisedAt: millis(r.PromisedAt), Unread: r.Unread, Overdue: r.Overdue, Failed: r.Failed,
			Draft: r.Draft, Junk: r.Junk,
		}
	}
	if err := l.dressAll(ctx, rows); err != nil {
		return InboxPage{}, err
	}
	err = l.nameAll(ctx, len(rows), func(i int) (desk.CustomerID, *string) { return page.Rows[i].CustomerID, &rows[i].Name })
	if l.read != nil {
		l.read()
	}
	return InboxPage{Rows: rows, Next: page.Next}, err
}

// dressAll gives every row its customer's tags, and what her purchases make of her.
func (l list) dressAll(ctx context.Context, rows []InboxRow) error {
	ids := make([]desk.CustomerID, len(rows))
	for i, r := range rows {
		ids[i] = desk.CustomerID(r.CustomerID)
	}
	tags, err := customer.TagsOf(ctx, l.shop.Store, ids)
	if err != nil {
		return err
	}
	seals, err := purchase.Seals(ctx, l.shop.Store, ids)
	for i := range rows {
		seal := seals[ids[i]]
		rows[i].Tags, rows[i].Segment, rows[i].Value, rows[i].Currency = tags[ids[i]], string(seal.Segment), seal.Value.Cents, seal.Value.Currency
	}
	return err
}

// nameAll gives every customer without a name what it goes by, its first address.
func (l list) nameAll(ctx context.Context, n int, at func(int) (desk.CustomerID, *string)) error {
	return l.shop.Store.Read(ctx, func(tx *store.ReadTx) error {
		for i := range n {
			id, name := at(i)
			if *name != "" {
				continue
			}
			identities, err := tx.Customers().Identities(id)
			if err != nil {
				return err
			}
			*name = called("", identities)
		}
		return nil
	})
}

// InboxCounts counts the customers of each state.
func (l list) InboxCounts(ctx context.Context) (InboxCounts, error) {
	n, err := customer.Counts(ctx, l.shop.Store)
	return InboxCounts{Reply: n[desk.ToReply], Waiting: n[desk.Waiting], Snoozed: n[desk.Snoozed], Closed: n[desk.Closed]}, err
}

// Timeline reads a part of the history, newest first.
func (t talk) Timeline(ctx context.Context, id desk.CustomerID, cursor string, limit int) (TimelinePage, error) {
	page, err := customer.Timeline(ctx, t.shop.Store, id, limit, cursor)
	items := make([]TimelineItem, len(page.Items))
	for i, item := range page.Items {
		items[i] = itemOf(item)
	}
	return TimelinePage{Items: items, Next: page.Next, Newer: page.Newer}, err
}

func itemOf(i customer.Item) TimelineItem {
	item := TimelineItem{
		Kind: string(i.Kind), ID: string(i.ID), Channel: string(i.Channel), Direction: string(i.Direction), At: millis(i.At), From: i.From, Cc: i.Cc,
		Subject: i.Subject, Text: i.Text, Rich: i.Rich, Placeholder: i.Placeholder, Auto: string(i.Auto), Damaged: i.Damaged,
		Delivery: deliveryOf(i.Delivery), Attachments: make([]Attachment, len(i.Attachments)),
		CaseID: string(i.Case.CaseID), Protocol: i.Case.Protocol.String(), Rule: string(i.Case.Rule),
	}
	if i.Purchase != nil {
		bought := purchaseOf(*i.Purchase)
		item.Purchase = &bought
	}
	if i.Survey != nil { // on the screen it is the message that asks
		item.Kind, item.Survey = string(customer.IsMessage), markOf(*i.Survey, i.ID)
	}
	if i.Campaign != nil {
		item.Campaign, item.Medium = i.Campaign.Subject, string(i.Campaign.Medium)
		if i.IdentityID != "" { // a message, which says what it was sent for
			item.Kind = string(customer.IsMessage)
		}
	}
	if item.Delivery != nil {
		item.Delivery.Planned = i.Planned()
	}
	if i.Channel == desk.Email {
		item.Text, item.Quoted = eml.SplitQuoted(i.Text)
	}
	for n, a := range i.Attachments {
		item.Attachments[n] = Attachment{
			ID: string(a.ID), Name: shownName(a.Name), Type: a.Type, Size: a.Size, Here: a.SHA256 != "",
			Kind: string(filekind.Of(a.Name, a.Type).Kind), Inline: a.Inline,
		}
	}
	return item
}

// shownName is a file's name without what would show it in another order than it has.
func shownName(name string) string {
	if name == "" {
		return ""
	}
	return harmlessName(name)
}

func deliveryOf(d *desk.Delivery) *Delivery {
	if d == nil {
		return nil
	}
	return &Delivery{
		ID: string(d.ID), State: string(d.State), NotBefore: millis(d.NotBefore), UpdatedAt: millis(d.UpdatedAt), Problem: ProblemOf(d.Error),
	}
}

// Card reads the head of a conversation.
func (t talk) Card(ctx context.Context, id desk.CustomerID) (Card, error) {
	c, err := customer.Show(ctx, t.shop.Store, id)
	if err != nil {
		return Card{}, err
	}
	card := Card{
		CustomerID: string(c.ID), Name: called(c.Name, c.Identities), State: string(c.State), Junk: c.Junk, Since: millis(c.Since),
	}
	for _, a := range reached(c.Identities) {
		card.Addresses = append(card.Addresses, Address{ID: string(a.ID), Channel: string(a.Medium), Address: readable(a.Medium, a.Address), Label: a.Label})
	}
	err = t.shop.Store.Read(ctx, func(tx *store.ReadTx) error {
		stopped, err := consent.Stopped(tx, idsOf(c.Identities)...)
		if err != nil {
			return err
		}
		c.LastInbound = slices.DeleteFunc(c.LastInbound, func(each customer.Contact) bool { return stopped[each.Identity.ID] })
		t.ways(&card, c)
		if err := missing(tx, c, stopped, &card); err != nil {
			return err
		}
		return standing(tx, id, &card)
	})
	return card, err
}

func idsOf(identities []desk.Identity) []desk.IdentityID {
	ids := make([]desk.IdentityID, len(identities))
	for n, i := range identities {
		ids[n] = i.ID
	}
	return ids
}

// missing says of every channel that one side has why the other cannot use it.
func missing(tx *store.ReadTx, c customer.Card, stopped map[desk.IdentityID]bool, card *Card) error {
	for _, ch := range answerable {
		if slices.ContainsFunc(card.Channels, func(r ReplyChannel) bool { return r.Channel == string(ch) }) {
			continue
		}
		accounts, err := tx.Connections().InUse(ch)
		if err != nil {
			return err
		}
		reachable := slices.ContainsFunc(c.Identities, func(i desk.Identity) bool { return i.Medium == ch && i.Address != "" })
		used := slices.ContainsFunc(c.Identities, func(i desk.Identity) bool { return i.Medium == ch && i.Address != "" && !i.Barred })
		why := map[[2]bool]string{{true, true}: "unanswerable", {true, false}: "no_address", {false, true}: "no_account"}[[2]bool{len(accounts) > 0, reachable}]
		switch {
		case slices.ContainsFunc(c.Identities, func(i desk.Identity) bool { return i.Medium == ch && stopped[i.ID] }):
			why = "stopped"
		case why == "unanswerable" && !used:
			why = "barred"
		}
		if why != "" {
			card.Missing = append(card.Missing, MissingChannel{Channel: string(ch), Why: why})
		}
	}
	return nil
}

// standing reads what the card says beyond the customer: until when it is put off, and what an answer by mail
// would be called.
func standing(tx *store.ReadTx, id desk.CustomerID, card *Card) error {
	row, _, err := tx.Conversation(id)
	if err != nil {
		return err
	}
	if row.State == desk.Snoozed {
		card.SnoozedUntil = millis(row.Turn.SnoozedUntil)
	}
	mail, err := tx.Messages().LastMailFrom(id)
	if err != nil || mail == "" {
		return err
	}
	parent, err := tx.Messages().Get(mail)
	card.Subject = eml.ReplySubject(parent.Subject)
	return err
}

// called gives what a customer goes by: the name, else one that came with an address, else the first address.
func called(name string, identities []desk.Identity) string {
	for _, i := range identities {
		name = cmp.Or(name, i.Label)
	}
	for _, i := range identities {
		name = cmp.Or(name, readable(i.Medium, i.Address))
	}
	return name
}

// readable writes an address as people read it: a number in groups, without the provider's prefix. Who was met at the
// counter has none there.
func readable(medium desk.Channel, address string) string {
	bare := strings.TrimPrefix(medium.Shown(address), whatsapp.Prefix)
	if medium == desk.Email {
		return bare
	}
	if key, ok := phone.Key(bare); ok {
		return phone.Format(key)
	}
	return bare
}

// answerable are the channels that the owner can write on, in the order in which they are shown.
var answerable = [...]desk.Channel{desk.WhatsApp, desk.Email, desk.SMS}

// ways lists the channels on which the customer can be answered, each by the pair of addresses that the outbox would
// choose, and proposes the one the customer used last, else the one that is preferred.
func (t talk) ways(card *Card, who customer.Card) {
	newest := newestContacts(who)
	var last customer.Contact
	for _, ch := range answerable {
		c, ok := newest[ch]
		if !ok || (ch == desk.SMS && !sms.CanAnswer(c.Identity.Address)) {
			continue
		}
		card.Channels = append(card.Channels, t.way(ch, c))
		if card.Proposed == "" || c.At.After(last.At) {
			card.Proposed, last = string(ch), c
		}
	}
	// Who never wrote cannot be sent free text by WhatsApp.
	for _, way := range card.Channels {
		if last.At.IsZero() && !way.Windowed {
			card.Proposed = way.Channel
			break
		}
	}
	t.proposeFirst(card, newest, who.First)
}

// newestContacts gives for each channel the pair of addresses that spoke last, the preferred address before any other.
func newestContacts(who customer.Card) map[desk.Channel]customer.Contact {
	newest := map[desk.Channel]customer.Contact{}
	for _, c := range who.LastInbound {
		known, ok := newest[c.Identity.Medium]
		better := !ok || c.At.After(known.At)
		if ok && (c.Identity.ID == who.First) != (known.Identity.ID == who.First) {
			better = c.Identity.ID == who.First
		}
		if c.Identity.Address != "" && !c.Identity.Barred && better {
			newest[c.Identity.Medium] = c
		}
	}
	return newest
}

// proposeFirst proposes the channel of the preferred address, if free text can be sent there now.
func (t talk) proposeFirst(card *Card, newest map[desk.Channel]customer.Contact, first desk.IdentityID) {
	for _, way := range card.Channels {
		free := !way.Windowed || way.WindowUntil > millis(t.shop.Store.Now())
		if free && newest[desk.Channel(way.Channel)].Identity.ID == first {
			card.Proposed = way.Channel
		}
	}
}

func (t talk) way(ch desk.Channel, c customer.Contact) ReplyChannel {
	limits := limitsOf(ch)
	way := ReplyChannel{Channel: string(ch), To: readable(ch, c.Identity.Address), Subject: limits.Subject, MaxText: limits.MaxText}
	if limits.Attachments {
		way.MaxFiles = draft.MaxFiles
	}
	if ch == desk.WhatsApp {
		_, until := whatsapp.Window(c.At, t.shop.Store.Now())
		way.Windowed, way.WindowUntil = true, millis(until)
	}
	return way
}

func limitsOf(ch desk.Channel) channel.Limits {
	switch ch {
	case desk.WhatsApp:
		return whatsapp.Limits()
	case desk.SMS:
		return sms.Limits()
	default:
		return channel.Limits{Subject: true, Attachments: true}
	}
}
