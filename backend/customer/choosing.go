package customer

import (
	"slices"
	"strings"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Whose says of which of the two a merge is to take a field. What is not in it is taken as usual: of the one that is
// kept where she has it; notes and postal addresses of both; of languages the one that was chosen last.
type Whose map[desk.Field]desk.CustomerID

// Choosable are the fields of which a merge may take either side.
var Choosable = [...]desk.Field{
	desk.NameField, desk.DocumentField, desk.BirthdayField, desk.PostalField, desk.LanguageField, desk.NotesField,
}

func (w Whose) check(keep, other desk.CustomerID) error {
	for field, who := range w {
		if who != keep && who != other || !slices.Contains(Choosable[:], field) {
			return desk.E(desk.ErrUsage, nil, "argument", string(field))
		}
	}
	return nil
}

// Differing is a field that both have, and not alike.
type Differing struct {
	Field       desk.Field
	Kept, Other string // several addresses with an empty line between them
}

// differing lists the fields of which the owner may choose.
func differing(tx *store.ReadTx, keep, other desk.CustomerID) ([]Differing, error) {
	a, err := sideOf(tx, keep)
	if err != nil {
		return nil, err
	}
	b, err := sideOf(tx, other)
	if err != nil {
		return nil, err
	}
	list := []Differing{}
	for _, field := range Choosable {
		if kept, theirs := a.value(field), b.value(field); kept != "" && theirs != "" && kept != theirs {
			list = append(list, Differing{field, kept, theirs})
		}
	}
	return list, nil
}

// side is one of the two customers of a merge.
type side struct {
	desk.Customer
	identities []desk.Identity
	tags       []string
	language   string
	talk       store.Conversation
}

func sideOf(tx *store.ReadTx, id desk.CustomerID) (s side, err error) {
	if s.Customer, err = tx.Customers().Get(id); err != nil {
		return s, err
	}
	if s.identities, err = tx.Customers().Identities(id); err != nil {
		return s, err
	}
	tags, err := tx.Customers().Directory().Tags([]desk.CustomerID{id})
	if err != nil {
		return s, err
	}
	s.tags = tags[id]
	if s.language, err = ChosenLanguage(tx, id); err != nil {
		return s, err
	}
	s.talk, _, err = tx.Conversation(id)
	return s, err
}

func (s side) value(field desk.Field) string {
	switch field {
	case desk.NameField:
		return s.Name
	case desk.DocumentField:
		return s.Document
	case desk.BirthdayField:
		return s.Birthday
	case desk.PostalField:
		return strings.Join(s.Postal, "\n\n")
	case desk.LanguageField:
		return s.language
	default:
		return s.Notes
	}
}

// takes gives what the kept customer takes over of what was written down about the other.
func (s side) takes(other side, whose Whose) (p desk.Personal) {
	if s.gives(desk.NameField, other, whose) {
		p.Name = other.Name
	}
	if s.gives(desk.DocumentField, other, whose) {
		p.Document = &other.Document
	}
	if s.gives(desk.BirthdayField, other, whose) {
		p.Birthday = &other.Birthday
	}
	p.Notes, p.Postal = s.notes(other, whose), s.postal(other, whose)
	for _, detail := range other.Details {
		if !slices.ContainsFunc(s.Details, func(d desk.Detail) bool { return strings.EqualFold(d.Name, detail.Name) }) {
			p.Details = append(p.Details, detail)
		}
	}
	for _, tag := range other.tags {
		if !slices.Contains(s.tags, tag) {
			p.Tags = append(p.Tags, tag)
		}
	}
	return p
}

// gives tells whether a field is taken of the other: by choice, or because there is none.
func (s side) gives(field desk.Field, other side, whose Whose) bool {
	theirs := other.value(field)
	return theirs != "" && theirs != s.value(field) && (whose[field] == other.ID || s.value(field) == "")
}

// notes gives what is good to know then; nil: it stays.
func (s side) notes(other side, whose Whose) *string {
	notes := other.Notes
	switch whose[desk.NotesField] {
	case other.ID:
	case s.ID:
		return nil
	default:
		notes = strings.TrimPrefix(s.Notes+"\n"+other.Notes, "\n")
	}
	if other.Notes == "" || other.Notes == s.Notes {
		return nil
	}
	return &notes
}

// postal gives the addresses then; nil: they stay.
func (s side) postal(other side, whose Whose) *[]string {
	list := other.Postal
	switch whose[desk.PostalField] {
	case other.ID:
	case s.ID:
		return nil
	default:
		list = slices.Clone(s.Postal)
		for _, each := range other.Postal {
			if !slices.Contains(list, each) {
				list = append(list, each)
			}
		}
	}
	if len(other.Postal) == 0 || slices.Equal(list, s.Postal) {
		return nil
	}
	return &list
}

// prefers gives the address that is used first then; empty: as it was.
func (s side) prefers(other side) desk.IdentityID {
	if _, has := s.preferred(); has {
		return ""
	}
	i, _ := other.preferred()
	return i.ID
}

func (s side) preferred() (desk.Identity, bool) { return Preferred(s.Customer, s.identities) }

// Preferred finds the address that is used first among those of a customer.
func Preferred(c desk.Customer, identities []desk.Identity) (desk.Identity, bool) {
	at := slices.IndexFunc(identities, func(i desk.Identity) bool { return i.ID == c.Preferred && !i.Barred })
	if at < 0 {
		return desk.Identity{}, false
	}
	return identities[at], true
}

// language gives what she is written to in then; nil: what was chosen last for either.
func (w Whose) language(kept, other side) *string {
	switch w[desk.LanguageField] {
	case kept.ID:
		return &kept.language
	case other.ID:
		return &other.language
	default:
		return nil
	}
}
