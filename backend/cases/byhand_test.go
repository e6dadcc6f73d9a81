package cases_test

import (
	"testing"
	"time"

	"balcao/backend/cases"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

func TestACaseIsOpenedByHand(t *testing.T) {
	s := newShop(t)
	message := s.whatsapp(ana, "Bom dia!")
	first := s.only(s.ana())
	s.close(first)
	s.wait(time.Minute)
	k, done, err := cases.Open(t.Context(), s.st, s.ana())
	if err != nil {
		t.Fatal(err)
	}
	if !k.Open() || k.CustomerID != s.ana() || k.Protocol == first.Protocol || s.item(message).CaseID != first.ID {
		t.Errorf("%+v", k)
	}
	if s.state(s.ana()) == desk.Closed {
		t.Error("the case is open and its conversation closed")
	}
	if err := cases.Undo(t.Context(), s.st, k.ID, done); err != nil {
		t.Fatal(err)
	}
	if only := s.only(s.ana()); only.ID != first.ID || s.state(s.ana()) != desk.Closed {
		t.Errorf("after undoing: %+v, %s", only, s.state(s.ana()))
	}
	if _, _, err := cases.Open(t.Context(), s.st, "nobody"); !desk.HasCode(err, desk.ErrNotFound) {
		t.Error(err)
	}
}

func TestACaseOfWhoNeverWrote(t *testing.T) {
	s := newShop(t)
	id, _, err := customer.Add(t.Context(), s.st, customer.Newcomer{Name: "Bia", Email: "bia@cliente.example"})
	if err != nil {
		t.Fatal(err)
	}
	k, _, err := cases.Open(t.Context(), s.st, id)
	if err != nil || k.CustomerID != id || s.only(id).ID != k.ID {
		t.Errorf("%v, %+v", err, k)
	}
}

func TestTheNewestOpenCaseOfEach(t *testing.T) {
	s := newShop(t)
	s.whatsapp(ana, "Bom dia!")
	s.whatsapp(bruno, "Boa tarde!")
	hers, his := s.ana(), s.customer(desk.WhatsApp, "whatsapp:"+bruno)
	s.close(s.only(his))
	s.wait(time.Minute)
	newer, _, err := cases.Open(t.Context(), s.st, hers)
	if err != nil {
		t.Fatal(err)
	}
	s.read(func(tx *store.ReadTx) error {
		found, err := tx.Cases().NewestOpen([]desk.CustomerID{hers, his, "nobody"})
		if len(found) != 1 || found[hers] != newer.Protocol {
			t.Errorf("%v, want %s of %s", found, newer.Protocol, hers)
		}
		return err
	})
}
