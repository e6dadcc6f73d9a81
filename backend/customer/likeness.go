package customer

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Reason is what makes two customers look like one person.
type Reason string

// The reasons, the strongest first.
const (
	SameDocument  Reason = "document"
	SameNumber    Reason = "number"    // in whatever spelling
	InSignature   Reason = "signature" // the number of one stands at the end of the mails of the other
	SameColleague Reason = "company"   // one name at one firm
	SameLocalPart Reason = "email"
	SameTail      Reason = "phone"
	SameName      Reason = "name"
)

// weights order pairs: two weak reasons are worth more than one.
var weights = map[Reason]int{
	SameDocument: 12, SameNumber: 10, InSignature: 6, SameColleague: 6, SameLocalPart: 3, SameTail: 3, SameName: 2,
}

// ofSeveral are the reasons that say nothing of somebody who is several people: it is they who share it.
var ofSeveral = []Reason{SameNumber, InSignature, SameLocalPart, SameTail}

// Likeness is a suggestion that two customers are one person. It is never acted on by itself.
type Likeness struct {
	A, B    Known
	Reasons []Reason
}

// Known is a customer with what tells her from others.
type Known struct {
	desk.Customer
	Identities []desk.Identity
}

// mostAlike is how many customers may have something in common before it says nothing about them.
const mostAlike = 6

// Duplicates lists who may be the same person, the likeliest first. Who was told apart or split is not among them.
func Duplicates(ctx context.Context, st *store.Store, limit int) (list []Likeness, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		f := likenesses{}
		if err := f.gather(tx.Customers().Alike()); err != nil {
			return err
		}
		list, err = f.list(tx, limit)
		return err
	})
	return list, err
}

// Alike lists who may be the same person as one customer.
func Alike(ctx context.Context, st *store.Store, id desk.CustomerID, limit int) (list []Likeness, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		c, err := tx.Customers().Get(id)
		if err != nil {
			return err
		}
		identities, err := tx.Customers().Identities(id)
		if err != nil {
			return err
		}
		f := likenesses{}
		if err := f.gatherFor(tx.Customers(), Known{c, identities}); err != nil {
			return err
		}
		list, err = f.list(tx, limit)
		return err
	})
	return list, err
}

type pair struct{ a, b desk.CustomerID }

type likenesses map[pair][]Reason

func (f likenesses) add(reason Reason, a, b desk.CustomerID) {
	if b < a {
		a, b = b, a
	}
	p := pair{a, b}
	if a != b && !slices.Contains(f[p], reason) {
		f[p] = append(f[p], reason)
	}
}

func (f likenesses) addAll(reason Reason, ids []desk.CustomerID) {
	for i, a := range ids {
		for _, b := range ids[i+1:] {
			f.add(reason, a, b)
		}
	}
}

func (f likenesses) gather(alike store.Alike) error {
	for _, source := range []struct {
		reason Reason
		read   func(int) ([]store.Group, error)
		tells  func(string) bool
	}{
		{SameDocument, alike.SameDocument, func(string) bool { return true }},
		{SameName, alike.SameName, tellsName},
		{SameColleague, alike.Colleagues, tellsDomain},
		{SameLocalPart, alike.SameLocalPart, tellsLocalPart},
	} {
		groups, err := source.read(mostAlike)
		if err != nil {
			return err
		}
		for _, g := range groups {
			if source.tells(g.What) {
				f.addAll(source.reason, g.IDs)
			}
		}
	}
	if err := f.gatherNumbers(alike); err != nil {
		return err
	}
	return f.gatherSignatures(alike)
}

func (f likenesses) gatherFor(tx store.Customers, k Known) error {
	alike := tx.Alike()
	with := func(reason Reason, ids []desk.CustomerID, err error) error {
		if len(ids) <= mostAlike {
			for _, id := range ids {
				f.add(reason, k.ID, id)
			}
		}
		return err
	}
	if k.Name != "" {
		ids, err := alike.Named(k.Name, mostAlike+1)
		if err == nil && len(ids) <= mostAlike {
			err = f.gatherColleagues(tx, k, ids)
		}
		if !tellsName(store.Folded(k.Name)) {
			ids = nil
		}
		if err := with(SameName, ids, err); err != nil {
			return err
		}
	}
	for _, i := range k.Identities {
		if err := f.gatherByAddress(alike, k.ID, i, with); err != nil {
			return err
		}
	}
	ids, err := alike.WithDocument(k.Document, mostAlike+1)
	if err := with(SameDocument, ids, err); err != nil {
		return err
	}
	return f.gatherSignature(alike, k)
}

func (f likenesses) gatherByAddress(
	alike store.Alike, id desk.CustomerID, i desk.Identity, with func(Reason, []desk.CustomerID, error) error,
) error {
	if strings.HasPrefix(i.Key, telephone) && len(i.Key) >= len(telephone)+phoneTail {
		same, err := alike.WithTail(tailOf(i.Key), mostAlike+1)
		f.addNumbers(append(same, store.Keyed{Key: i.Key, ID: id}))
		return err
	}
	part, _, _ := strings.Cut(i.Address, "@")
	if i.Medium != desk.Email || !tellsLocalPart(part) {
		return nil
	}
	ids, err := alike.WithLocalPart(part, mostAlike+1)
	return with(SameLocalPart, ids, err)
}

// tellsName: one word alone, as a first name, is shared by too many.
func tellsName(folded string) bool { return strings.Contains(folded, " ") }

// everybodys are local parts that name a desk and not a person.
const everybodys = " admin administracao administrativo ajuda atendimento bounce cobranca comercial compras contact contacto contato" +
	" contabilidade diretoria email escritorio faturamento financeiro fiscal geral gerencia hello informacoes mailer-daemon marketing" +
	" naoresponda newsletter no-reply no-responder noreply noticias office orcamento orcamentos pedidos postmaster recepcao sales" +
	" secretaria suporte support ventas vendas webmaster "

func tellsLocalPart(part string) bool {
	return len(part) >= 5 && !strings.Contains(everybodys, " "+part+" ")
}

// list gives the pairs that were not told apart, the likeliest first.
func (f likenesses) list(tx *store.ReadTx, limit int) ([]Likeness, error) {
	apart, err := tx.Customers().Alike().Apart()
	if err != nil {
		return nil, err
	}
	if err := f.spareSeveral(tx.Customers().Alike()); err != nil {
		return nil, err
	}
	list := []Likeness{}
	for p, reasons := range f {
		if len(reasons) > 0 && !apart(p.a, p.b) {
			list = append(list, Likeness{A: Known{Customer: desk.Customer{ID: p.a}}, B: Known{Customer: desk.Customer{ID: p.b}}, Reasons: reasons})
		}
	}
	slices.SortFunc(list, func(a, b Likeness) int {
		return cmp.Or(b.weight()-a.weight(), cmp.Compare(a.A.ID, b.A.ID), cmp.Compare(a.B.ID, b.B.ID))
	})
	list = list[:min(len(list), clampLimit(limit))]
	for i := range list {
		slices.SortFunc(list[i].Reasons, func(a, b Reason) int { return cmp.Or(weights[b]-weights[a], cmp.Compare(a, b)) })
		for _, k := range []*Known{&list[i].A, &list[i].B} {
			if err := k.read(tx); err != nil {
				return nil, err
			}
		}
		if l := &list[i]; l.B.CreatedAt.Before(l.A.CreatedAt) { // whom the shop knows longer comes first
			l.A, l.B = l.B, l.A
		}
	}
	return list, nil
}

// spareSeveral drops what somebody has in common with several people, and what a stronger reason says as well.
func (f likenesses) spareSeveral(alike store.Alike) error {
	ids, err := alike.Several()
	several := map[desk.CustomerID]bool{}
	for _, id := range ids {
		several[id] = true
	}
	for p, reasons := range f {
		has := func(r Reason) bool { return slices.Contains(reasons, r) }
		f[p] = slices.DeleteFunc(slices.Clone(reasons), func(r Reason) bool {
			return r == SameName && has(SameColleague) || r == SameTail && has(SameNumber) ||
				(several[p.a] || several[p.b]) && slices.Contains(ofSeveral, r)
		})
	}
	return err
}

func (l Likeness) weight() (sum int) {
	for _, r := range l.Reasons {
		sum += weights[r]
	}
	return sum
}

func (k *Known) read(tx *store.ReadTx) (err error) {
	if k.Customer, err = tx.Customers().Get(k.ID); err != nil {
		return err
	}
	k.Identities, err = tx.Customers().Identities(k.ID)
	return err
}
