package outbox_test

import (
	"testing"
	"time"

	"balcao/backend/desk"
	"balcao/backend/eml"
	"balcao/backend/outbox"
	"balcao/backend/preference"
)

// TestAnAccountWithoutANameSignsAsTheShop: an account has a name of its own only where one was given.
func TestAnAccountWithoutANameSignsAsTheShop(t *testing.T) {
	s := openShop(t)
	check(t, preference.Save(t.Context(), s.st, preference.Shop{Name: "Papelaria Sabiá"}))
	for _, c := range []struct {
		conn desk.ConnectionID
		want string
	}{{mailConn, "Papelaria"}, {otherConn, "Papelaria Sabiá"}} {
		s.pass(time.Minute)
		s.mail(c.conn, ana, string(c.conn)+"@example.org", "", "tem papel?")
		q := s.queue(outbox.Draft{Channel: desk.Email, Text: "Temos."})
		raw, err := s.st.Blob(t.Context(), s.message(q.MessageID).RawSHA256)
		check(t, err)
		if from := eml.Parse(raw).From[0]; from.Name != c.want {
			t.Errorf("from %q <%s>, want %q", from.Name, from.Addr, c.want)
		}
	}
}
