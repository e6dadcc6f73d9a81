package customer

import (
	"cmp"
	"slices"
	"strings"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Listed is what a list from elsewhere (an address book, a spreadsheet) says of one person.
type Listed struct {
	Name            string
	Contacts        []ListedContact
	Document, Notes string
	Tags            []string
}

// ListedContact is an address as it is written there.
type ListedContact struct {
	Channel desk.Channel // Email, or SMS for a telephone: it is written to by WhatsApp too
	Typed   string
	Label   string
}

// Met is what became of somebody in a list.
type Met struct {
	CustomerID   desk.CustomerID // empty: nobody
	New, Changed bool
	Refused      Refusal // why nothing was done, or an address was left out
}

// Refusal is why something in a list is left out. The words are a contract of the command line.
type Refusal string

// The refusals.
const (
	NoAddress      Refusal = "no_address"
	InvalidAddress Refusal = "address_invalid"
	TakenAddress   Refusal = "address_taken"   // it is the address of somebody who goes by another name
	SeveralPeople  Refusal = "several_matches" // her addresses are those of several customers, who may be one
)

// The most that is taken over of a name that somebody else wrote.
const maxListedName = 200

// listedContact is an address that was read.
type listedContact struct {
	desk.Contact
	channel desk.Channel
}

// Keys gives the match keys of the addresses that can be read. Two in one list that share one may be the same person.
func (l Listed) Keys() (keys []string) {
	contacts, _ := l.read()
	for _, c := range contacts {
		keys = append(keys, c.Key)
	}
	return keys
}

// AgreesWith tells whether two names can be one person's: they share a word, or there is only one.
func (l Listed) AgreesWith(name string) bool {
	mine, theirs := strings.Fields(store.Folded(l.Name)), strings.Fields(store.Folded(name))
	return len(mine) == 0 || len(theirs) == 0 || slices.ContainsFunc(mine, func(w string) bool { return slices.Contains(theirs, w) })
}

// read gives each address once, and how many cannot be read.
func (l Listed) read() (contacts []listedContact, invalid int) {
	for _, typed := range l.Contacts {
		if strings.TrimSpace(typed.Typed) == "" {
			continue
		}
		c, err := readAddress(typed.Channel, typed.Typed)
		if err != nil {
			invalid++
			continue
		}
		c.Label = tidyLabel(typed.Label)
		if !slices.ContainsFunc(contacts, func(k listedContact) bool { return k.Key == c.Key }) {
			contacts = append(contacts, listedContact{c, typed.Channel})
		}
	}
	return contacts, invalid
}

// Bring writes down somebody of a list, as part of an import: by her addresses the customer who is here, else a new one,
// never by her name alone. Of who is here only what is blank is filled in: what the owner wrote stands.
func Bring(tx *store.Tx, by desk.EventID, l Listed) (m Met, err error) {
	contacts, invalid := l.read()
	if invalid > 0 {
		m.Refused = InvalidAddress
	}
	if len(contacts) == 0 {
		m.Refused = cmp.Or(m.Refused, NoAddress)
		return m, nil
	}
	who, err := l.whose(tx, &contacts, &m)
	if err != nil || len(contacts) == 0 {
		return m, err
	}
	m.CustomerID = who
	if who == "" {
		m.CustomerID, m.New = desk.CustomerID(store.NewID()), true
		added := desk.Event{Kind: desk.CustomerAdded, Facts: desk.Facts{Case: causedBy(by)}}
		if err := recordAll(tx, m.CustomerID, []desk.Event{added}); err != nil {
			return m, err
		}
	}
	if m.Changed, err = l.writeDown(tx, by, m.CustomerID, contacts); err != nil {
		return m, err
	}
	switch {
	case m.New:
		m.Changed = false
		return m, tx.Connections().Imports().Bring(by, store.BroughtCustomer, string(m.CustomerID))
	case m.Changed:
		return m, tx.Connections().Imports().Bring(by, store.BroughtChange, string(m.CustomerID))
	default:
		return m, nil
	}
}

// whose finds the customer behind the addresses; empty: nobody's yet. A telephone that she shares with somebody of quite
// another name, whom the owner named, stays that one's. No address left: nothing is to be done.
func (l Listed) whose(tx *store.Tx, contacts *[]listedContact, m *Met) (desk.CustomerID, error) {
	owners := map[string]desk.CustomerID{}
	var found []desk.CustomerID
	for _, c := range *contacts {
		id, err := tx.Customers().ByKey(c.Key)
		if err != nil {
			return "", err
		}
		if owners[c.Key] = id; id != "" && !slices.Contains(found, id) {
			found = append(found, id)
		}
	}
	named := func(id desk.CustomerID) (string, error) {
		log, err := tx.Customers().Log(id)
		return desk.DescribedBy(log).Name, err
	}
	var hers []desk.CustomerID
	for _, id := range found {
		name, err := named(id)
		if err != nil {
			return "", err
		}
		if l.AgreesWith(name) {
			hers = append(hers, id)
		}
	}
	if len(hers) > 1 {
		m.Refused, *contacts = SeveralPeople, nil
		return "", nil
	}
	var who desk.CustomerID
	if len(hers) == 1 {
		who = hers[0]
	}
	*contacts = slices.DeleteFunc(*contacts, func(c listedContact) bool { return owners[c.Key] != "" && owners[c.Key] != who })
	if len(found) > len(hers) {
		m.Refused = TakenAddress
	}
	return who, nil
}

// writeDown records what is new of her, and tells whether anything is.
func (l Listed) writeDown(tx *store.Tx, by desk.EventID, id desk.CustomerID, contacts []listedContact) (bool, error) {
	d, err := l.blanks(tx, id)
	if err != nil {
		return false, err
	}
	events, err := d.events(tx, id)
	if err != nil {
		return false, err
	}
	for i := range events {
		events[i].Facts.Case = causedBy(by)
	}
	if err := recordAll(tx, id, events); err != nil {
		return false, err
	}
	hers, err := tx.Customers().Identities(id)
	changed := len(events) > 0
	for _, c := range contacts {
		if err != nil {
			return changed, err
		}
		if slices.ContainsFunc(hers, func(i desk.Identity) bool { return i.Key == c.Key }) {
			continue
		}
		changed, err = true, c.give(tx, by, id)
	}
	return changed, err
}

// give records an address; a telephone is written to by WhatsApp too.
func (c listedContact) give(tx *store.Tx, by desk.EventID, id desk.CustomerID) error {
	if err := giveAddress(tx, id, c.channel, c.Contact, by); err != nil || c.channel != desk.SMS {
		return err
	}
	c.Address = "whatsapp:" + c.Address
	return giveAddress(tx, id, desk.WhatsApp, c.Contact, by)
}

// blanks gives what the list says and is not written down yet. What is too long or cannot be a tag is left out.
func (l Listed) blanks(tx *store.Tx, id desk.CustomerID) (d Description, err error) {
	is, err := tx.Customers().Get(id)
	if err != nil {
		return d, err
	}
	log, err := tx.Customers().Log(id)
	if err != nil {
		return d, err
	}
	clean := func(text string) string { return strings.TrimSpace(desk.Clean(text)) }
	if name := firstRunes(desk.OneLine(l.Name), maxListedName); name != "" && name != is.Name && desk.DescribedBy(log).Name == "" {
		d.Name = &name
	}
	if document := clean(l.Document); is.Document == "" && document != "" && len(document) <= maxDocument {
		d.Document = &document
	}
	if notes := firstRunes(clean(l.Notes), maxNotes); is.Notes == "" && notes != "" {
		d.Notes = &notes
	}
	tags := slices.DeleteFunc(slices.Clone(l.Tags), func(t string) bool { return len(t) > maxTag || strings.ContainsAny(t, ",\x00") })
	if len(tags) == 0 {
		return d, nil
	}
	has, err := tx.Customers().Directory().Tags([]desk.CustomerID{id})
	tags = append(has[id], tags...)
	d.Tags = &tags
	return d, err
}

func firstRunes(text string, n int) string {
	if runes := []rune(text); len(runes) > n {
		return string(runes[:n])
	}
	return text
}
