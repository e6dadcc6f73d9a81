package consent_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"balcao/backend/consent"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

func TestNothingIsAssumed(t *testing.T) {
	s := openShop(t)
	_, ana := s.meet("Ana", desk.Email, "ana@example.org", "mail:ana@example.org")
	s.want("nothing said", false, ana, desk.Marketing, desk.Email)
	s.want("how it was may be asked", true, ana, desk.Surveys, desk.Email)
	s.want("who is not here", false, "nobody", desk.Marketing, desk.Email)
}

func TestWhatIsSaidHoldsForOneAddressChannelAndPurpose(t *testing.T) {
	s := openShop(t)
	id, sms := s.meet("Ana", desk.SMS, "+5532990001418", "tel:+5532990001418")
	s.write(func(tx *store.Tx) error {
		return tx.Customers().AddIdentity(desk.Identity{
			ID: store.NewIdentityID(desk.WhatsApp, "whatsapp:+5532990001418"), CustomerID: id, Medium: desk.WhatsApp,
			Address: "whatsapp:+5532990001418", Key: "tel:+5532990001418",
		})
	})
	whatsApp := store.NewIdentityID(desk.WhatsApp, "whatsapp:+5532990001418")
	s.set(yes(whatsApp))
	s.want("said there", true, whatsApp, desk.Marketing, desk.WhatsApp)
	s.want("another channel", false, sms, desk.Marketing, desk.SMS)
	s.want("the same telephone, called", false, whatsApp, desk.Marketing, desk.Phone)
	s.set(no(whatsApp))
	s.want("taken back", false, whatsApp, desk.Marketing, desk.WhatsApp)
	s.want("for marketing only", true, whatsApp, desk.Surveys, desk.WhatsApp)

	call := no(sms)
	call.Channel = desk.Phone
	s.set(yes(sms))
	s.set(call)
	s.want("she is not to be called", false, whatsApp, desk.Marketing, desk.Phone)
	s.want("and may be written to", true, sms, desk.Marketing, desk.SMS)
}

func TestWhatWasSaidLastHolds(t *testing.T) {
	s := openShop(t)
	id, ana := s.meet("Ana", desk.SMS, "+5532990001418", "tel:+5532990001418")
	s.says(ana, desk.SMS, "sair", 0)
	form := yes(ana)
	form.Source, form.SaidAt, form.Wording = desk.FromForm, s.at.AddDate(-1, 0, 0), "Aceito receber novidades."
	s.set(form)
	s.want("an older form", false, ana, desk.Marketing, desk.SMS)
	s.set(yes(ana))
	s.want("said since", true, ana, desk.Marketing, desk.SMS)

	list := s.show(id)
	history := list[0].History
	if len(history) != 3 || history[0].Source != desk.FromSpoken || history[1].Wording != form.Wording || history[1].Basis != desk.BasisConsent ||
		history[2].Source != desk.FromMessage || history[2].Actor != desk.Program || history[2].MessageID == "" {
		t.Errorf("history %+v", history)
	}
	marketing := list[0].States[0]
	if marketing.Status != desk.Given || marketing.By == nil || marketing.By.Actor != desk.Owner {
		t.Errorf("state %+v", marketing)
	}
}

func TestAnotherSpellingOfHerNumber(t *testing.T) {
	s := openShop(t)
	const key = "tel:+5532990001418"
	_, long := s.meet("Ana", desk.WhatsApp, "whatsapp:+5532990001418", key)
	_, short := s.meet("Ana", desk.WhatsApp, "whatsapp:+553290001418", key)
	s.set(yes(long))
	s.want("a yes is for the very address", false, short, desk.Marketing, desk.WhatsApp)
	s.says(short, desk.WhatsApp, "Parar", 0)
	s.want("a no is for the telephone", false, long, desk.Marketing, desk.WhatsApp)
	s.set(yes(long))
	s.want("until she says yes again", true, long, desk.Marketing, desk.WhatsApp)
}

func TestWordsLeaveAndComeBack(t *testing.T) {
	s := openShop(t)
	id, ana := s.meet("Ana", desk.SMS, "+5532990001418", "tel:+5532990001418")
	s.says(ana, desk.SMS, "start", 0)
	s.want("who never went does not come back", false, ana, desk.Marketing, desk.SMS)
	s.set(yes(ana))
	s.says(ana, desk.SMS, "quero parar de estudar", 0)
	s.want("a sentence", true, ana, desk.Marketing, desk.SMS)
	s.says(ana, desk.SMS, "STOP", 0)
	s.says(ana, desk.SMS, "stop!", 0)
	s.want("marketing", false, ana, desk.Marketing, desk.SMS)
	s.want("surveys", false, ana, desk.Surveys, desk.SMS)
	if n := len(s.show(id)[0].History); n != 2 {
		t.Errorf("%d records, want 2: what is said twice changes nothing", n)
	}
	s.says(ana, desk.SMS, "Voltar", 0)
	s.want("marketing again", true, ana, desk.Marketing, desk.SMS)
	s.want("surveys again", true, ana, desk.Surveys, desk.SMS)
}

// TestWhatLayWithTheProvider: a laptop that was off hears words late and in the order in which they were said.
func TestWhatLayWithTheProvider(t *testing.T) {
	s := openShop(t)
	_, ana := s.meet("Ana", desk.SMS, "+5532990001418", "tel:+5532990001418")
	s.says(ana, desk.SMS, "sair", 5*time.Hour)
	s.says(ana, desk.SMS, "voltar", 4*time.Hour)
	s.want("back", true, ana, desk.Marketing, desk.SMS)
	s.set(no(ana))
	s.says(ana, desk.SMS, "start", 3*time.Hour)
	s.want("said before the no", false, ana, desk.Marketing, desk.SMS)
	s.says(ana, desk.SMS, "start", -2*time.Minute) // the provider's clock is ahead
	s.want("said after it", true, ana, desk.Marketing, desk.SMS)
	s.says(ana, desk.SMS, "stop", 2*time.Minute) // and now behind
	s.want("said after that", false, ana, desk.Marketing, desk.SMS)
}

func TestUndo(t *testing.T) {
	s := openShop(t)
	id, ana := s.meet("Ana", desk.SMS, "+5532990001418", "tel:+5532990001418")
	first := s.set(yes(ana))
	s.says(ana, desk.SMS, "sair", 0)
	left := s.show(id)[0].History[0].ID
	can, err := consent.Undoable(t.Context(), s.st, first, left)
	check(t, err)
	if can[first] || !can[left] {
		t.Errorf("undoable: the first %v, the last %v", can[first], can[left])
	}
	if err := consent.Undo(t.Context(), s.st, first); !desk.HasCode(err, desk.ErrChangedSince) {
		t.Errorf("undoing what does not hold: %v", err)
	}
	check(t, consent.Undo(t.Context(), s.st, left))
	s.want("it stands as before", true, ana, desk.Marketing, desk.SMS)
	if err := consent.Undo(t.Context(), s.st, left); !desk.HasCode(err, desk.ErrChangedSince) {
		t.Errorf("undoing twice: %v", err)
	}
	check(t, consent.Undo(t.Context(), s.st, first))
	s.want("nothing is said", false, ana, desk.Marketing, desk.SMS)
	history := s.show(id)[0].History
	if len(history) != 2 || !history[0].Undone || !history[1].Undone {
		t.Errorf("what was taken back stays readable: %+v", history)
	}
}

func TestAllOfItOrNothing(t *testing.T) {
	s := openShop(t)
	_, ana := s.meet("Ana", desk.Email, "ana@example.org", "mail:ana@example.org")
	_, work := s.meet("Ana", desk.Email, "trabalho@example.org", "mail:trabalho@example.org")
	if _, err := consent.Set(t.Context(), s.st, yes(ana), yes("nobody")); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("one of two: %v", err)
	}
	s.want("nothing was written", false, ana, desk.Marketing, desk.Email)
	done, err := consent.Set(t.Context(), s.st, yes(ana), yes(work))
	check(t, err)
	s.set(no(work))
	if err := consent.Undo(t.Context(), s.st, done...); !desk.HasCode(err, desk.ErrChangedSince) {
		t.Errorf("one of two changed since: %v", err)
	}
	s.want("nothing was taken back", true, ana, desk.Marketing, desk.Email)
}

func TestWhatCannotBeSaid(t *testing.T) {
	s := openShop(t)
	_, ana := s.meet("Ana", desk.Email, "ana@example.org", "mail:ana@example.org")
	_, counter := s.meet("Bia", desk.Counter, "x", "counter:x")
	_, caio := s.meet("Caio", desk.Email, "caio@example.org", "mail:caio@example.org")
	hers := s.says(caio, desk.Email, "aceito", 0)
	for name, c := range map[string]struct {
		change   func(*consent.Saying)
		argument string
	}{
		"no status":                   {func(s *consent.Saying) { s.Status = desk.NothingSaid }, "status"},
		"no purpose":                  {func(s *consent.Saying) { s.Purposes = nil }, "purpose"},
		"what a provider alone says":  {func(s *consent.Saying) { s.Purposes = []desk.Purpose{desk.Anything} }, "purpose"},
		"a channel it does not reach": {func(s *consent.Saying) { s.Channel = desk.SMS }, "channel"},
		"an address nobody writes to": {func(s *consent.Saying) { s.Identity = counter }, "channel"},
		"a basis that is none":        {func(s *consent.Saying) { s.Basis = "mood" }, "basis"},
		"a basis for a no":            {func(s *consent.Saying) { s.Status, s.Basis = desk.Withdrawn, desk.BasisConsent }, "basis"},
		"a source that is none":       {func(s *consent.Saying) { s.Source = "rumour" }, "source"},
		"a message that is not named": {func(s *consent.Saying) { s.Source = desk.FromMessage }, "source"},
		"a provider by hand":          {func(s *consent.Saying) { s.Source = desk.FromProvider }, "source"},
		"a day to come":               {func(c *consent.Saying) { c.SaidAt = s.at.Add(time.Hour) }, "date"},
		"too long a wording":          {func(s *consent.Saying) { s.Wording = strings.Repeat("x", 4001) }, "wording"},
		"somebody else's message":     {func(s *consent.Saying) { s.Source, s.MessageID = desk.FromMessage, hers }, "message"},
	} {
		said := yes(ana)
		c.change(&said)
		_, err := consent.Set(t.Context(), s.st, said)
		if !desk.HasCode(err, desk.ErrUsage) || desk.AsError(err).Params["argument"] != c.argument {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := consent.Set(t.Context(), s.st, yes("nobody")); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("an address that is not here: %v", err)
	}
}

// TestConsentGoesWithTheAddress: merges and un-merges carry it, and it outlives an address that is removed.
func TestConsentGoesWithTheAddress(t *testing.T) {
	s := openShop(t)
	ana, mail := s.meet("Ana", desk.Email, "ana@example.org", "mail:ana@example.org")
	other, sms := s.meet("Ana B.", desk.SMS, "+5532990001418", "tel:+5532990001418")
	s.set(yes(mail))
	s.says(sms, desk.SMS, "sair", 0)
	alone, hers := s.show(other), s.show(ana)

	merged := s.merge(ana, other)
	both := s.show(ana)
	if len(both) != 2 || !reflect.DeepEqual(both[0].States, hers[0].States) || !reflect.DeepEqual(both[1].States, alone[0].States) {
		t.Errorf("merged %+v", both)
	}
	s.want("the mail address", true, mail, desk.Marketing, desk.Email)
	s.want("the number", false, sms, desk.Marketing, desk.SMS)
	s.set(yes(sms)) // while they are one

	check(t, customer.Undo(t.Context(), s.st, ana, merged))
	apart := s.show(other)
	if len(apart) != 1 || apart[0].States[0].Status != desk.Given || len(apart[0].History) != 2 {
		t.Errorf("apart %+v", apart)
	}
	if got := s.show(ana); !reflect.DeepEqual(got, hers) {
		t.Errorf("apart %+v, was %+v", got, hers)
	}

	added, err := customer.AddAddress(t.Context(), s.st, ana, desk.Email, "trabalho@example.org", "")
	check(t, err)
	s.set(no(added))
	check(t, customer.RemoveAddress(t.Context(), s.st, added))
	_, err = customer.AddAddress(t.Context(), s.st, ana, desk.Email, "trabalho@example.org", "")
	check(t, err)
	s.want("removed and written down again", false, added, desk.Marketing, desk.Email)
}

// TestRebuild: what holds equals what is made anew from the log.
func TestRebuild(t *testing.T) {
	s := openShop(t)
	ana, mail := s.meet("Ana", desk.Email, "ana@example.org", "mail:ana@example.org")
	other, sms := s.meet("Bia", desk.SMS, "+5532990001418", "tel:+5532990001418")
	s.says(sms, desk.SMS, "stop", 0)
	taken := s.set(yes(mail))
	s.set(yes(sms))
	check(t, consent.Undo(t.Context(), s.st, taken))
	s.says(sms, desk.SMS, "parar", 0)
	s.merge(ana, other)
	s.says(sms, desk.SMS, "start", 0)
	kept := s.show(ana)
	check(t, s.st.Rebuild(t.Context()))
	if made := s.show(ana); !reflect.DeepEqual(kept, made) {
		t.Errorf("kept, then made anew:\n%+v\n%+v", kept, made)
	}
	s.want("still", true, sms, desk.Marketing, desk.SMS)
}

// TestManyAtOnce: a campaign asks for thousands.
func TestManyAtOnce(t *testing.T) {
	s := openShop(t)
	const people = 3000
	var ids []desk.IdentityID
	s.write(func(tx *store.Tx) error {
		for n := range people {
			address := fmt.Sprintf("p%d@example.org", n)
			id := store.NewCustomerID(address)
			if err := tx.Customers().Insert(desk.Customer{ID: id, CreatedAt: tx.Moment()}); err != nil {
				return err
			}
			i := desk.Identity{ID: store.NewIdentityID(desk.Email, address), CustomerID: id, Medium: desk.Email, Address: address, Key: "mail:" + address}
			if err := tx.Customers().AddIdentity(i); err != nil {
				return err
			}
			ids = append(ids, i.ID)
			kind := desk.ConsentGiven
			if n%3 == 0 {
				kind = desk.ConsentWithdrawn
			}
			if err := tx.Record(desk.Event{Kind: kind, Actor: desk.Owner, Facts: desk.Facts{Consent: &desk.ConsentFacts{
				Identity: i.ID, Channel: desk.Email, Purposes: []desk.Purpose{desk.Marketing}, Source: desk.FromImport,
			}}}); err != nil {
				return err
			}
		}
		return nil
	})
	began := time.Now()
	var may map[desk.IdentityID]bool
	check(t, s.st.Read(t.Context(), func(tx *store.ReadTx) (err error) {
		may, err = consent.May(tx, desk.Marketing, desk.Email, ids...)
		return err
	}))
	t.Logf("%d addresses in %v", people, time.Since(began))
	for n, id := range ids {
		if may[id] != (n%3 != 0) {
			t.Fatalf("address %d: %v", n, may[id])
		}
	}
	if len(may) != people {
		t.Errorf("%d answers", len(may))
	}
}
