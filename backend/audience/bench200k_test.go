package audience_test

import (
	"fmt"
	"testing"

	"balcao/backend/audience"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// BenchmarkMembers200k asks for parts of 20,000 customers with 200,000 messages, 100,000 purchases and 40,000 cases: each at
// most 200 ms.
func BenchmarkMembers200k(b *testing.B) {
	s := newShop(b)
	const people, batch = 20_000, 1_000
	for from := 0; from < people; from += batch {
		s.write(func(tx *store.Tx) error {
			for n := from; n < from+batch; n++ {
				if err := s.benchPerson(tx, n); err != nil {
					return err
				}
			}
			return nil
		})
	}
	for name, f := range map[string]desk.Filter{
		"everybody":       {},
		"segments":        {Segments: []desk.Segment{desk.Star, desk.Away}},
		"tags":            {Tags: []string{"tag 1", "tag 2"}, WithoutTags: []string{"tag 3"}},
		"complained":      {Classes: []desk.Class{desk.Complaint}, ClassesWithin: 90},
		"birthdays":       {BirthdayMonth: true},
		"reached":         {Reached: []desk.Channel{desk.Email}, Wrote: []desk.Channel{desk.Email}},
		"no contact":      {NoContactFor: 30},
		"everything":      everything,
		"nearly everyone": {BoughtWithin: 3650, ContactWithin: 3650, WithoutTags: []string{"tag 9"}},
	} {
		b.Run(name, func(b *testing.B) {
			n := 0
			for b.Loop() {
				var err error
				if n, err = audience.Count(b.Context(), s.st, f); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n), "customers")
		})
	}
	b.Run("first page of nearly everyone", func(b *testing.B) {
		for b.Loop() {
			q := customer.DirectoryQuery{Filter: desk.Filter{BoughtWithin: 3650, WithoutTags: []string{"tag 9"}}, Limit: 100}
			if page, err := customer.Directory(b.Context(), s.st, q); err != nil || len(page.Rows) != 100 {
				b.Fatal(len(page.Rows), err)
			}
		}
	})
}

var everything = desk.Filter{
	Segments: []desk.Segment{desk.Star, desk.Loyal}, Tags: []string{"tag 1", "tag 2"}, WithoutTags: []string{"tag 3"}, ContactWithin: 90,
	Reached: []desk.Channel{desk.Email}, Wrote: []desk.Channel{desk.Email}, Classes: []desk.Class{desk.Complaint}, ClassesWithin: 365,
	BirthdayMonth: true, BoughtWithin: 365,
}

// benchPerson is a customer with ten messages, five purchases, two cases, two tags and a birthday.
func (s *shop) benchPerson(tx *store.Tx, n int) error {
	name := fmt.Sprintf("Pessoa%d", n)
	id, at := desk.CustomerID(desk.HashID("person", name)), s.now().AddDate(0, 0, -n%400)
	if err := tx.Customers().Insert(desk.Customer{ID: id, Name: name, CreatedAt: tx.Moment()}); err != nil {
		return err
	}
	identity := desk.Identity{ID: mailIdentity(name), CustomerID: id, Medium: desk.Email, Address: mailOf(name), Key: "mail:" + mailOf(name), Verified: n%3 > 0}
	if err := tx.Customers().AddIdentity(identity); err != nil {
		return err
	}
	birthday := at.Format("--01-02")
	for _, e := range []desk.Event{
		{Kind: desk.CustomerDescribed, CustomerID: id, Personal: desk.Personal{Birthday: &birthday}},
		{Kind: desk.CustomerTagged, CustomerID: id, Personal: desk.Personal{Tags: []string{fmt.Sprintf("Tag %d", n%7), fmt.Sprintf("Tag %d", 10+n%30)}}},
	} {
		if err := tx.Record(e); err != nil {
			return err
		}
	}
	for i := range 10 {
		m := store.NewMessage{Message: desk.Message{
			ID: desk.MessageID(desk.HashID("message", name, fmt.Sprint(i))), IdentityID: identity.ID, AccountID: "shop", Channel: desk.Email,
			Direction: desk.In, ExternalID: fmt.Sprint(name, i), At: at.AddDate(0, 0, -i), Voice: desk.CustomerVoice, Text: "Bom dia, quero saber do pedido.",
		}, Snippet: "Bom dia, quero saber do pedido."}
		if err := tx.Messages().Insert(m, id); err != nil {
			return err
		}
	}
	for i := range 5 {
		bought := at.AddDate(0, 0, -i*(n%90))
		err := tx.Customers().Purchases().Insert(desk.Purchase{
			ID: desk.PurchaseID(desk.HashID("purchase", name, fmt.Sprint(i))), CustomerID: id, What: "Caderno", Kind: desk.Product, Place: desk.AtShop,
			Value: desk.Money{Cents: int64(500 + n*31%20_000), Currency: "BRL"}, At: bought, Day: desk.DayOf(bought),
		})
		if err != nil {
			return err
		}
	}
	for i := range 2 {
		opened := desk.Event{
			Kind: desk.CaseOpened, CustomerID: id, CaseID: desk.CaseID(desk.HashID("case", name, fmt.Sprint(i))),
			Facts: desk.Facts{Case: &desk.CaseFacts{Protocol: desk.Protocol(fmt.Sprintf("%013d", 2*n+i)), Identity: identity.ID}},
		}
		if err := tx.Record(opened); err != nil {
			return err
		}
		opened.Kind, opened.Facts.Case = desk.CaseClassified, &desk.CaseFacts{Class: desk.Classes[n%6]}
		if err := tx.Record(opened); err != nil {
			return err
		}
	}
	return nil
}
