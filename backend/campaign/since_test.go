package campaign_test

import (
	"testing"

	"balcao/backend/customer"
	"balcao/backend/desk"
)

func TestOfAListWhoWasMergedIsMeantAsWhoSheIs(t *testing.T) {
	s := openShop(t)
	ids := s.agree(4)
	id := s.mailing(func(c *desk.Campaign) { c.To.Customers = ids[:3] })
	for _, m := range [][2]desk.CustomerID{{ids[3], ids[0]}, {ids[1], ids[2]}} { // into one who is not in the list, and one who is
		_, err := customer.Merge(t.Context(), s.st, m[0], m[1], customer.Whose{})
		check(t, err)
	}
	p := s.preview(id)
	if p.Total != 2 || goesTo(p) != "Cliente 001 Cliente 003" {
		t.Errorf("of %d it goes to %s", p.Total, goesTo(p))
	}
}
