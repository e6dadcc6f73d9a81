package desk

import "slices"

// Description is what the owner has written down about a customer.
type Description struct {
	Name     string // empty: she never gave one
	Document string
	Notes    string
	Tags     []string // in the order they were given
}

// DescribedBy reads a customer's log for what the owner wrote down and did not undo.
func DescribedBy(log []Event) (d Description) {
	for _, e := range Standing(log) {
		switch e.Kind {
		case CustomerNamed, CustomerDescribed, CustomerMerged:
			d.take(e.Personal)
		}
		switch e.Kind {
		case CustomerTagged, CustomerMerged:
			d.Tags = append(d.Tags, slices.DeleteFunc(slices.Clone(e.Personal.Tags), func(t string) bool { return slices.Contains(d.Tags, t) })...)
		case CustomerUntagged:
			d.Tags = slices.DeleteFunc(d.Tags, func(t string) bool { return slices.Contains(e.Personal.Tags, t) })
		}
	}
	return d
}

func (d *Description) take(p Personal) {
	if p.Name != "" {
		d.Name = p.Name
	}
	if p.Document != nil {
		d.Document = *p.Document
	}
	if p.Notes != nil {
		d.Notes = *p.Notes
	}
}
