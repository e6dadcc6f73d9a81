package window

import (
	"context"
	"slices"

	"balcao/app"
	"balcao/backend/customer"
	"balcao/backend/desk"
)

// people knows the customers: the list of all, and what the owner has written down about each.
type people struct{ shop *app.Shop }

// shownOrder is the order in which channels stand beside a customer.
var shownOrder = []desk.Channel{desk.WhatsApp, desk.Email, desk.SMS, desk.Other}

// Customers reads a part of the list of all.
func (p people) Customers(ctx context.Context, q CustomersQuery) (CustomersPage, error) {
	page, err := customer.Directory(ctx, p.shop.Store, customer.DirectoryQuery{
		Text: q.Text, Filter: q.Filter.typed(), Machines: q.Machines, ByContact: q.ByContact, Offset: q.Offset, Limit: q.Limit,
	})
	rows := make([]CustomerRow, len(page.Rows))
	for i, r := range page.Rows {
		rows[i] = CustomerRow{
			CustomerID: string(r.CustomerID), Name: r.Name, Address: readable("", r.Address), Tags: r.Tags, LastAt: millis(r.LastAt), Machine: r.Machine,
		}
		for _, ch := range shownOrder {
			if slices.Contains(r.Channels, ch) {
				rows[i].Channels = append(rows[i].Channels, string(ch))
			}
		}
		if r.Name == "" {
			rows[i].Name, rows[i].Address = rows[i].Address, ""
		}
	}
	return CustomersPage{Rows: rows, Total: page.Total}, err
}

// AddCustomer writes down a customer by hand.
func (p people) AddCustomer(ctx context.Context, n Newcomer) (desk.CustomerID, desk.EventID, error) {
	return customer.Add(ctx, p.shop.Store, customer.Newcomer{Name: n.Name, Phones: n.Phones, Email: n.Email})
}

// Tags lists every tag in use.
func (p people) Tags(ctx context.Context) ([]TagCount, error) {
	list, err := customer.Tags(ctx, p.shop.Store)
	tags := make([]TagCount, len(list))
	for i, t := range list {
		tags[i] = TagCount{Tag: t.Tag, Customers: t.Customers}
	}
	return tags, err
}

// mostDuplicates is how many suggestions are worth reading at a time.
const mostDuplicates = 100

// Duplicates lists who may be the same person.
func (p people) Duplicates(ctx context.Context) ([]Duplicate, error) {
	list, err := customer.Duplicates(ctx, p.shop.Store, mostDuplicates)
	return duplicatesOf(list, ""), err
}

// duplicatesOf gives suggestions, with one customer always first.
func duplicatesOf(list []customer.Likeness, first desk.CustomerID) []Duplicate {
	duplicates := make([]Duplicate, len(list))
	for i, l := range list {
		if l.B.ID == first {
			l.A, l.B = l.B, l.A
		}
		duplicates[i] = Duplicate{A: personOf(l.A.Customer, l.A.Identities), B: personOf(l.B.Customer, l.B.Identities)}
		for _, r := range l.Reasons {
			duplicates[i].Reasons = append(duplicates[i].Reasons, string(r))
		}
	}
	return duplicates
}

func personOf(c desk.Customer, identities []desk.Identity) Person {
	person := Person{CustomerID: string(c.ID), Name: called(c.Name, identities)}
	for _, i := range reached(identities) {
		person.Contacts = append(person.Contacts, ContactLine{Channel: string(i.Medium), Address: readable(i.Medium, i.Address)})
	}
	return person
}

// reached leaves out where a customer was only met: that is no address that anything is sent to.
func reached(identities []desk.Identity) []desk.Identity {
	return slices.DeleteFunc(slices.Clone(identities), func(i desk.Identity) bool { return i.Medium == desk.Counter })
}

// Profile reads the page of a customer.
func (p people) Profile(ctx context.Context, id desk.CustomerID) (Profile, error) {
	c, err := customer.Read(ctx, p.shop.Store, id)
	if err != nil {
		return Profile{}, err
	}
	profile := Profile{
		CustomerID: string(c.ID), Document: desk.ShownDocument(c.Document), Notes: c.Notes, Tags: c.Tags,
		Birthday: c.Birthday, Postal: c.Postal, Group: c.Group,
		Messages: c.Messages, Since: millis(c.Since),
	}
	for _, d := range c.Details {
		profile.Details = append(profile.Details, Detail(d))
	}
	if kind, fits := desk.CheckDocument(c.Document); !fits {
		profile.DocumentDoubt = string(kind)
	}
	identities := make([]desk.Identity, len(c.Points))
	for i, point := range c.Points {
		identities[i] = point.Identity
		if point.Medium == desk.Counter {
			continue // she was met there, and is not reached
		}
		profile.Points = append(profile.Points, Point{
			ID: string(point.ID), Channel: string(point.Medium), Address: readable(point.Medium, point.Address), Label: point.OwnerLabel,
			SeenName: point.Label, HomeID: string(point.HomeID), Verified: point.Verified, Removable: point.Removable, Messages: point.Messages,
			Preferred: point.ID == c.Preferred, Barred: point.Barred, FirstAt: millis(point.First), LastAt: millis(point.Latest),
		})
	}
	profile.Name = called(c.Name, identities)
	alike, err := customer.Alike(ctx, p.shop.Store, id, 3)
	profile.Alike = duplicatesOf(alike, id)
	return profile, err
}

// Tag gives a customer a tag, or takes it away.
func (p people) Tag(ctx context.Context, id desk.CustomerID, tag string, on bool) error {
	if on {
		return customer.Tag(ctx, p.shop.Store, id, tag)
	}
	return customer.Untag(ctx, p.shop.Store, id, tag)
}

// AddAddress writes down an address.
func (p people) AddAddress(ctx context.Context, id desk.CustomerID, ch desk.Channel, typed, label string) (desk.IdentityID, error) {
	return customer.AddAddress(ctx, p.shop.Store, id, ch, typed, label)
}

// LabelAddress writes down what the owner calls an address.
func (p people) LabelAddress(ctx context.Context, id desk.IdentityID, label string) error {
	return customer.LabelAddress(ctx, p.shop.Store, id, label)
}

// RemoveAddress takes an address away.
func (p people) RemoveAddress(ctx context.Context, id desk.IdentityID) error {
	return customer.RemoveAddress(ctx, p.shop.Store, id)
}

// Split takes addresses away from a customer.
func (p people) Split(ctx context.Context, ids []desk.IdentityID) (desk.CustomerID, desk.EventID, error) {
	return customer.Split(ctx, p.shop.Store, ids...)
}

// TellApart says that two customers are not the same.
func (p people) TellApart(ctx context.Context, a, b desk.CustomerID) (desk.EventID, error) {
	return customer.TellApart(ctx, p.shop.Store, a, b)
}
