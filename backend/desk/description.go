package desk

import (
	"slices"
	"strings"
	"time"
)

// Description is what the owner has written down about a customer.
type Description struct {
	Name      string // empty: she never gave one
	Document  string
	Birthday  string // see ReadBirthday
	Notes     string
	Postal    []string // addresses of streets, the first the usual one; each of several lines
	Details   []Detail // whatever else, in the order they were given
	Tags      []string // in the order they were given
	Language  string   // that she is written to in; empty: as she writes
	Preferred IdentityID
	Group     bool
}

// Detail is something the owner wants to know of a customer that has no field of its own.
type Detail struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Languages are those that the shop and its customers are written to in.
var Languages = [...]string{"pt-BR", "en", "es", "ca", "pt-PT"}

// Field is one of the things that the owner writes down about a customer. The words are a contract of the command line.
type Field string

// The fields.
const (
	NameField      Field = "name"
	DocumentField  Field = "document"
	BirthdayField  Field = "birthday"
	PostalField    Field = "address"
	LanguageField  Field = "language"
	NotesField     Field = "notes"
	TagsField      Field = "tags"
	DetailField    Field = "detail" // with its name
	PreferredField Field = "preferred"
	GroupField     Field = "group"
	BarredField    Field = "barred" // of one of her addresses
)

// DescribedBy reads a customer's log for what the owner wrote down and did not undo. What a merge brought goes when all
// that was merged is split off again.
func DescribedBy(log []Event) (d Description) {
	for _, e := range unended(log) {
		d.follow(e)
	}
	return d
}

// LanguageChosen reads the logs of a customer and of whoever was merged into her for the language that was chosen last;
// empty: none.
func LanguageChosen(logs ...[]Event) (language string) {
	var at time.Time
	for _, log := range logs {
		for _, e := range unended(log) {
			chosen := e.Facts.Ref
			if e.Kind == CustomerMerged && e.Facts.Joining.Language != nil {
				chosen = *e.Facts.Joining.Language
			} else if e.Kind != CustomerAddressed {
				continue
			}
			if !e.At.Before(at) {
				language, at = chosen, e.At
			}
		}
	}
	return language
}

// unended is what stands of a log, without the merges of which everything was split off again.
func unended(log []Event) []Event {
	standing := Standing(log)
	ended := map[EventID]bool{}
	for _, e := range standing {
		if e.Kind == CustomerSplit {
			ended[e.Facts.Joining.Ends] = true
		}
	}
	return slices.DeleteFunc(standing, func(e Event) bool { return ended[e.ID] && e.Kind == CustomerMerged })
}

func (d *Description) follow(e Event) {
	switch e.Kind {
	case CustomerNamed, CustomerDescribed:
		d.take(e.Personal)
	case CustomerMerged:
		d.take(e.Personal)
		d.tag(e.Personal.Tags)
		if j := e.Facts.Joining; j.Preferred != "" {
			d.Preferred = j.Preferred
		}
		if j := e.Facts.Joining; j.Language != nil {
			d.Language = *j.Language
		}
	case CustomerTagged:
		d.tag(e.Personal.Tags)
	case CustomerUntagged:
		d.Tags = slices.DeleteFunc(d.Tags, func(t string) bool { return slices.Contains(e.Personal.Tags, t) })
	case CustomerAddressed:
		d.Language = e.Facts.Ref
	case CustomerPreferred:
		d.Preferred = IdentityID(e.Facts.Ref)
	case CustomerGrouped, CustomerUngrouped:
		d.Group = e.Kind == CustomerGrouped
	}
}

func (d *Description) tag(tags []string) {
	for _, t := range tags {
		if !slices.Contains(d.Tags, t) {
			d.Tags = append(d.Tags, t)
		}
	}
}

func (d *Description) take(p Personal) {
	if p.Name != "" {
		d.Name = p.Name
	}
	for _, f := range []struct{ to, from *string }{{&d.Document, p.Document}, {&d.Birthday, p.Birthday}, {&d.Notes, p.Notes}} {
		if f.from != nil {
			*f.to = *f.from
		}
	}
	if p.Postal != nil {
		d.Postal = *p.Postal
	}
	for _, detail := range p.Details {
		d.Details = WithDetail(d.Details, detail)
	}
}

// WithDetail gives a list with one detail as it is from now on; one without a value goes.
func WithDetail(list []Detail, detail Detail) []Detail {
	at := slices.IndexFunc(list, func(d Detail) bool { return strings.EqualFold(d.Name, detail.Name) })
	list = slices.Clone(list)
	switch {
	case at < 0 && detail.Value == "":
		return list
	case at < 0:
		return append(list, detail)
	case detail.Value == "":
		return slices.Delete(list, at, at+1)
	default:
		list[at].Value = detail.Value
		return list
	}
}

// Fields names what an event writes of a description: a tag and a detail each by itself. Who is told apart from whom, or
// what moves, is none.
func (e Event) Fields() (list []string) {
	switch e.Kind {
	case CustomerAddressed:
		return []string{string(LanguageField)}
	case CustomerPreferred:
		return []string{string(PreferredField)}
	case CustomerGrouped, CustomerUngrouped:
		return []string{string(GroupField)}
	case CustomerNamed, CustomerDescribed, CustomerTagged, CustomerUntagged, CustomerMerged:
	default:
		return nil
	}
	p := e.Personal
	for field, written := range map[Field]bool{
		NameField: p.Name != "", DocumentField: p.Document != nil, BirthdayField: p.Birthday != nil, NotesField: p.Notes != nil, PostalField: p.Postal != nil,
	} {
		if written {
			list = append(list, string(field))
		}
	}
	for _, d := range p.Details {
		list = append(list, string(DetailField)+" "+strings.ToLower(d.Name))
	}
	for _, t := range p.Tags {
		list = append(list, string(TagsField)+" "+t)
	}
	if j := e.Facts.Joining; j != nil && j.Preferred != "" {
		list = append(list, string(PreferredField))
	}
	if j := e.Facts.Joining; j != nil && j.Language != nil {
		list = append(list, string(LanguageField))
	}
	return list
}

// ReadBirthday reads a birthday: "1987-03-05", or "--03-05" where nobody knows the year. Empty for what is none.
func ReadBirthday(text string) string {
	text = strings.TrimSpace(text)
	whole := text
	if rest, ok := strings.CutPrefix(text, "--"); ok {
		whole = "2000-" + rest // a year that has a 29th of February
	}
	if _, err := time.Parse(time.DateOnly, whole); err != nil {
		return ""
	}
	return text
}
