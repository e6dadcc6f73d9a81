package campaign_test

import (
	"fmt"
	"testing"

	"balcao/backend/campaign"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// BenchmarkForesee20k looks at a campaign for 20,000 customers, half of whom said yes, with ten messages each: at most 1 s. It
// is asked while the owner types.
func BenchmarkForesee20k(b *testing.B) {
	s := openShop(b)
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
	row := s.results(s.mailing())
	goes := 0
	for b.Loop() {
		p, err := campaign.Foresee(b.Context(), s.st, row.Campaign)
		check(b, err)
		goes = len(p.Goes)
	}
	b.ReportMetric(float64(goes), "people")
}

func (s *shop) benchPerson(tx *store.Tx, n int) error {
	name := fmt.Sprintf("Pessoa%d", n)
	id, address := desk.CustomerID(desk.HashID("person", name)), name+"@exemplo.example"
	if err := tx.Customers().Insert(desk.Customer{ID: id, Name: name, CreatedAt: tx.Moment()}); err != nil {
		return err
	}
	identity := desk.Identity{ID: store.NewIdentityID(desk.Email, address), CustomerID: id, Medium: desk.Email, Address: address, Key: "mail:" + address, Verified: true}
	if err := tx.Customers().AddIdentity(identity); err != nil {
		return err
	}
	for i := range 10 {
		if err := tx.Messages().Insert(store.NewMessage{Message: desk.Message{
			ID: desk.MessageID(fmt.Sprint(name, i)), IdentityID: identity.ID, AccountID: "shop", Channel: desk.Email, Direction: desk.In,
			ExternalID: fmt.Sprint(name, i), At: s.now.AddDate(0, 0, -n%300-i), Voice: desk.CustomerVoice, Text: "Bom dia, quero saber do pedido.",
		}}, id); err != nil {
			return err
		}
	}
	if n%2 == 0 {
		return nil
	}
	return tx.Record(desk.Event{Kind: desk.ConsentGiven, Actor: desk.Owner, Facts: desk.Facts{
		Consent: &desk.ConsentFacts{Identity: identity.ID, Channel: desk.Email, Purposes: []desk.Purpose{desk.Marketing}},
	}})
}
