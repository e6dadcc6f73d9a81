package campaign

import (
	"slices"
	"time"

	"balcao/backend/audience"
	"balcao/backend/consent"
	"balcao/backend/desk"
	"balcao/backend/outreach"
	"balcao/backend/phrase"
	"balcao/backend/store"
)

// judge finds whom a campaign is meant for, and of each the one address at which she is reached, or why she is passed over.
// It reads all of them at once.
func judge(tx *store.ReadTx, c desk.Campaign, now time.Time) ([]store.CampaignPerson, error) {
	customers, err := meant(tx, c.To, now)
	if err != nil {
		return nil, err
	}
	ids := make([]desk.CustomerID, len(customers))
	for n, k := range customers {
		ids[n] = k.ID
	}
	j, err := newJudge(tx, c, ids, now)
	if err != nil {
		return nil, err
	}
	people := make([]store.CampaignPerson, len(customers))
	for n, k := range customers {
		people[n] = j.person(k)
	}
	halved(c, people)
	return people, nil
}

// judgeOne is judge for one person at the address that was settled, when it is her turn.
func judgeOne(tx *store.ReadTx, c desk.Campaign, p store.CampaignPerson, now time.Time) (desk.Passed, error) {
	j, err := newJudge(tx, c, []desk.CustomerID{p.CustomerID}, now)
	if err != nil {
		return "", err
	}
	j.addresses[p.CustomerID] = slices.DeleteFunc(j.addresses[p.CustomerID], func(a store.CampaignAddress) bool { return a.IdentityID != p.IdentityID })
	names, err := tx.Deliveries().Campaigns().Names([]desk.CustomerID{p.CustomerID})
	if err != nil || len(names) == 0 {
		return desk.PassedNoAddress, err
	}
	return j.person(names[0]).Reason, nil
}

// meant lists the customers that recipients say.
func meant(tx *store.ReadTx, to desk.Recipients, now time.Time) ([]desk.Customer, error) {
	ids := to.Customers
	if len(ids) == 0 {
		filter := desk.Filter{}
		if to.Audience != "" {
			saved, err := tx.Customers().Directory().Audiences().Get(to.Audience)
			if err != nil {
				return nil, err
			}
			filter = saved.Filter
		}
		var err error
		if ids, err = audience.Members(tx, filter, now); err != nil {
			return nil, err
		}
	}
	return tx.Deliveries().Campaigns().Names(ids)
}

// judging holds what is known of everybody of a campaign.
type judging struct {
	medium      desk.CampaignMedium
	addresses   map[desk.CustomerID][]store.CampaignAddress
	status      map[desk.IdentityID]desk.ConsentStatus
	complaining map[desk.CustomerID]bool
	pressure    map[desk.CustomerID]outreach.Verdict
	taken       map[string]bool // the keys of addresses at which somebody is reached already
	needsName   bool
}

func newJudge(tx *store.ReadTx, c desk.Campaign, ids []desk.CustomerID, now time.Time) (*judging, error) {
	j := &judging{medium: c.Medium, addresses: map[desk.CustomerID][]store.CampaignAddress{}, taken: map[string]bool{}, needsName: needsName(c)}
	if c.Medium.Asks() == "" {
		return j, nil
	}
	media, prefix := []desk.Channel{c.Medium.Channel()}, ""
	if c.Medium == desk.ByTelephone {
		media, prefix = []desk.Channel{desk.Phone, desk.SMS, desk.WhatsApp}, "tel:"
	}
	list, err := tx.Deliveries().Campaigns().Addresses(ids, media, prefix)
	if err != nil {
		return nil, err
	}
	identities := make([]desk.IdentityID, len(list))
	for n, a := range list {
		identities[n] = a.IdentityID
		j.addresses[a.CustomerID] = append(j.addresses[a.CustomerID], a)
	}
	if j.status, err = consent.Statuses(tx, desk.Marketing, c.Medium.Asks(), identities...); err != nil {
		return nil, err
	}
	if j.complaining, err = tx.Deliveries().Campaigns().Complaining(ids...); err != nil {
		return nil, err
	}
	j.pressure, err = outreach.May(tx, desk.Marketing, starts(c, now).Local(), ids...)
	return j, err
}

// needsName tells whether the words of a campaign call people by their names.
func needsName(c desk.Campaign) bool {
	return slices.ContainsFunc(fields(c), func(name string) bool {
		return isHers(phrase.FieldOf(name))
	})
}

// person judges one customer. Nobody asks before a catalogue.
func (j *judging) person(k desk.Customer) store.CampaignPerson {
	p := store.CampaignPerson{Was: k.ID, CustomerID: k.ID, Name: k.Name}
	if j.medium.Asks() == "" {
		return p
	}
	best, reason := j.address(k.ID)
	p.IdentityID, p.Address = best.IdentityID, best.Address
	switch {
	case j.complaining[k.ID]:
		p.Reason = desk.PassedComplaint
	case reason != "":
		p.Reason = reason
	case !j.pressure[k.ID].May:
		p.Reason = desk.PassedPressure
	case j.taken[best.Key]:
		p.Reason = desk.PassedSameAddress
	case j.needsName && k.Name == "":
		p.Reason = desk.PassedNoName
	default:
		j.taken[best.Key] = true
	}
	return p
}

// address picks the first address that she may be reached at; else the one that comes nearest, and why she may not.
func (j *judging) address(id desk.CustomerID) (best store.CampaignAddress, reason desk.Passed) {
	reason = desk.PassedNoAddress
	for _, a := range j.addresses[id] {
		why := j.refusal(a)
		if why == "" {
			return a, ""
		}
		if reason == desk.PassedNoAddress {
			best, reason = a, why
		}
	}
	return best, reason
}

func (j *judging) refusal(a store.CampaignAddress) desk.Passed {
	switch {
	case a.Barred:
		return desk.PassedBarred
	case j.status[a.IdentityID] == desk.Withdrawn:
		return desk.PassedDeclined
	case j.status[a.IdentityID] != desk.Given:
		return desk.PassedNoConsent
	default:
		return ""
	}
}
