package cases_test

import (
	"slices"
	"testing"
	"time"

	"balcao/backend/cases"
	"balcao/backend/desk"
	"balcao/backend/store"
)

func TestWhatIsQuoted(t *testing.T) {
	s := newShop(t)
	s.whatsapp(ana, "Meu fichário veio torto.")
	a := s.only(s.ana())
	s.wait(time.Minute)
	b, _, err := cases.Open(t.Context(), s.st, s.ana())
	if err != nil {
		t.Fatal(err)
	}
	must(t)(cases.Merge(t.Context(), s.st, a.ID, b.ID))
	var reserved desk.Case
	s.write(func(tx *store.Tx) (err error) {
		reserved, err = cases.Reserve(tx)
		return err
	})
	wrong := []byte(a.Protocol)
	wrong[12] = '0' + (wrong[12]-'0'+1)%10
	for _, test := range []struct {
		name, text string
		want       []desk.CaseID
	}{
		{"as it is shown", a.Protocol.String(), []desk.CaseID{a.ID}},
		{"as it is read aloud", "protocolo " + string(a.Protocol[:6]) + " " + string(a.Protocol[6:8]) + " " + string(a.Protocol[8:11]) + " " + string(a.Protocol[11:]), []desk.CaseID{a.ID}},
		{"its end", a.Protocol.Tail(), []desk.CaseID{a.ID}},
		{"its end as it is shown", a.Protocol.String()[len(a.Protocol.String())-6:], []desk.CaseID{a.ID}},
		{"what was merged", string(b.Protocol), []desk.CaseID{a.ID}},
		{"the end of what was merged", b.Protocol.Tail(), []desk.CaseID{a.ID}},
		{"one that is being written down", string(reserved.Protocol), nil},
		{"the end of one that is being written down", reserved.Protocol.Tail(), nil},
		{"a number with a mistake", string(wrong), nil},
		{"four digits", a.Protocol.Tail()[1:], nil},
		{"words", "fichário", nil},
		{"nothing", "", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			list, err := cases.Quoted(t.Context(), s.st, test.text)
			if err != nil {
				t.Fatal(err)
			}
			var ids []desk.CaseID
			for _, k := range list {
				ids = append(ids, k.ID)
			}
			if !slices.Equal(ids, test.want) {
				t.Errorf("%q quotes %v, want %v", test.text, ids, test.want)
			}
		})
	}
}
