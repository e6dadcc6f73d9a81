package customer

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Preview says what a merge would change. Nothing is changed yet.
type Preview struct {
	Kept, Other Card
	Moves       []Moving // the other's addresses
	Purchases   int      // that are the other's, without mistakes
	Tags        []string // that the kept one does not have
	Notes       string   // what would be good to know then
	State       desk.TurnState
	Differing   []Differing // what the two do not agree upon
}

// Moving is an address that would move, and how much was said over it.
type Moving struct {
	desk.Identity
	Messages int
}

// PreviewMerge tells what Merge would do. Errors are Merge's.
func PreviewMerge(ctx context.Context, st *store.Store, keep, other desk.CustomerID, whose Whose) (p Preview, err error) {
	if p.Kept, err = Show(ctx, st, keep); err != nil {
		return p, err
	}
	if p.Other, err = Show(ctx, st, other); err != nil {
		return p, err
	}
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		e, err := merging(tx, keep, other, whose, st.Now())
		if err != nil {
			return err
		}
		if p.Differing, err = differing(tx, keep, other); err != nil {
			return err
		}
		p.Tags, p.Notes = e.Personal.Tags, p.Kept.Notes
		if e.Personal.Notes != nil {
			p.Notes = *e.Personal.Notes
		}
		for _, i := range p.Other.Identities {
			talk, err := tx.Customers().Talk(i.ID)
			if err != nil {
				return err
			}
			p.Moves = append(p.Moves, Moving{i, talk.Messages})
		}
		if p.Purchases, err = tx.Customers().Joined().Purchases().CountOf(other); err != nil {
			return err
		}
		would, _, err := tx.Customers().Joined().Foresee(keep, append(slices.Clone(p.Kept.Identities), p.Other.Identities...))
		p.State = stateAfter(e.Facts.Joining.Decision, would.Turn, e.At)
		return err
	})
	return p, err
}

// stateAfter is where a decision leaves a conversation; without one it is where what was said leaves it.
func stateAfter(decision desk.EventKind, natural desk.Turn, now time.Time) desk.TurnState {
	switch decision {
	case desk.ConversationReopened:
		return desk.ToReply
	case desk.ConversationSnoozed:
		return desk.Snoozed
	case desk.ConversationClosed:
		return desk.Closed
	default:
		return natural.State(now)
	}
}

// Merge makes one customer of two that are the same person: everything that reaches the other reaches the one
// that is kept, with all that was said. It gives what Undo takes.
//
// Errors: desk.ErrUsage for one and the same or for a choice that is none, desk.ErrNotFound, desk.ErrCustomerMerged.
func Merge(ctx context.Context, st *store.Store, keep, other desk.CustomerID, whose Whose) (id desk.EventID, err error) {
	err = st.Write(ctx, func(tx *store.Tx) error {
		e, err := merging(&tx.ReadTx, keep, other, whose, tx.Moment())
		if err != nil {
			return err
		}
		id = e.ID
		if e.Facts.Joining.Drafts, err = takeDrafts(tx, keep, other); err != nil {
			return err
		}
		return tx.Record(e)
	})
	return id, err
}

// takeDrafts moves what was typed to the other to the one that is kept; below her own where both have some. It
// gives the channels whose draft went along as it was.
func takeDrafts(tx *store.Tx, keep, other desk.CustomerID) (moved []desk.Channel, err error) {
	hers, err := tx.Drafts().Of(keep)
	if err != nil {
		return nil, err
	}
	theirs, err := tx.Drafts().Of(other)
	if err != nil {
		return nil, err
	}
	for _, d := range theirs {
		asItWas, err := takeDraft(tx, keep, hers, d)
		if err != nil {
			return nil, err
		}
		if asItWas {
			moved = append(moved, d.Channel)
		}
	}
	return moved, nil
}

// takeDraft moves a draft to a customer with drafts of her own, and tells whether it is as it was.
func takeDraft(tx *store.Tx, to desk.CustomerID, hers []desk.Draft, d desk.Draft) (asItWas bool, err error) {
	at := slices.IndexFunc(hers, func(h desk.Draft) bool { return h.Channel == d.Channel })
	if at < 0 {
		return true, tx.Drafts().Move(d.CustomerID, to, d.Channel)
	}
	return false, joinDrafts(tx, hers[at], d)
}

func joinDrafts(tx *store.Tx, kept, other desk.Draft) error {
	kept.Text = strings.Trim(kept.Text+"\n\n"+other.Text, "\n")
	kept.Files = append(kept.Files, other.Files...)
	kept.Foreign = append(kept.Foreign, other.Foreign...)
	kept.Cc = cmp.Or(kept.Cc, other.Cc)
	if kept.Subject == nil {
		kept.Subject = other.Subject
	}
	if err := tx.Drafts().Put(kept); err != nil {
		return err
	}
	return tx.Drafts().Put(desk.Draft{CustomerID: other.CustomerID, Channel: other.Channel})
}

// giveDraftsBack moves back the drafts that came with a merge, as long as nobody went on writing them.
func giveDraftsBack(tx *store.Tx, e desk.Event) error {
	drafts, err := tx.Drafts().Of(e.CustomerID)
	if err != nil {
		return err
	}
	theirs, err := tx.Drafts().Of(e.Facts.Joining.Other) // she may have one address again, and have been written to there
	for _, d := range drafts {
		if err == nil && slices.Contains(e.Facts.Joining.Drafts, d.Channel) && !d.SavedAt.After(e.At) {
			_, err = takeDraft(tx, e.Facts.Joining.Other, theirs, d)
		}
	}
	return err
}

// merging makes the event of a merge.
func merging(tx *store.ReadTx, keep, other desk.CustomerID, whose Whose, now time.Time) (desk.Event, error) {
	e := desk.Event{ID: desk.EventID(store.NewID()), Kind: desk.CustomerMerged, Actor: desk.Owner, CustomerID: keep, At: now}
	if keep == other {
		return e, desk.E(desk.ErrUsage, nil, "argument", "OTHER")
	}
	if err := whose.check(keep, other); err != nil {
		return e, err
	}
	a, err := sideOf(tx, keep)
	if err != nil {
		return e, err
	}
	b, err := sideOf(tx, other)
	if err != nil {
		return e, err
	}
	natural, _, err := tx.Customers().Joined().Foresee(keep, append(slices.Clone(a.identities), b.identities...))
	if err != nil {
		return e, err
	}
	j := &desk.Joining{Other: other, Preferred: a.prefers(b), Language: whose.language(a, b)}
	j.ReadAt, j.UnreadAt = readBoth(a.talk, b.talk, now)
	j.Decision, j.Until = desk.Joined(a.talk.Turn, b.talk.Turn, natural.Turn, now)
	for _, i := range b.identities {
		j.Moves = append(j.Moves, desk.Move{Identity: i.ID, From: other, To: keep, Before: i.MovedBy})
	}
	e.Facts.Joining, e.Personal = j, a.takes(b, whose)
	return e, nil
}

// readBoth is up to when the owner has read both, and when she marked one of them unread: what was unread in either
// stays so.
func readBoth(a, b store.Conversation, now time.Time) (readAt, unreadAt time.Time) {
	if a.Unread == 0 && b.Unread == 0 {
		return now, time.Time{}
	}
	earlier, later := a.ReadAt, a.UnreadAt
	if b.ReadAt.Before(earlier) {
		earlier = b.ReadAt
	}
	if b.UnreadAt.After(later) {
		later = b.UnreadAt
	}
	return earlier, later
}

// Split takes addresses away from a customer: to whom they came from before a merge, else to somebody new. The two
// are never taken for the same again. What else a merge brought goes back with the last of its addresses. It gives that customer, and what Undo of the first one takes.
//
// Errors: desk.ErrNotFound, desk.ErrUsage for addresses of several customers, desk.ErrLastAddress when none would
// be left.
func Split(ctx context.Context, st *store.Store, ids ...desk.IdentityID) (to desk.CustomerID, id desk.EventID, err error) {
	err = st.Write(ctx, func(tx *store.Tx) error {
		p, err := parting(&tx.ReadTx, ids, tx.Moment())
		if err != nil {
			return err
		}
		to = p.to
		if id, err = p.record(tx); err != nil {
			return err
		}
		if p.ends.ID != "" {
			if err := giveDraftsBack(tx, p.ends); err != nil {
				return err
			}
		}
		return errors.Join(partCases(tx, p.from), partCases(tx, p.to))
	})
	return to, id, err
}

// partCases takes apart the cases that were merged while two customers were one: what one said is no part of a case of
// the other.
func partCases(tx *store.Tx, id desk.CustomerID) error {
	apart, err := tx.Cases().MergedApart(id)
	if err != nil {
		return err
	}
	for _, k := range apart {
		log, err := tx.Cases().Decisions(k)
		if err != nil {
			return err
		}
		for _, e := range desk.Standing(log) {
			if e.Kind != desk.CaseMerged {
				continue
			}
			if err := tx.Undo(e); err != nil {
				return err
			}
		}
	}
	return nil
}

// part is a customer of which some identities go away.
type part struct {
	from, to     desk.CustomerID
	leave, stay  []desk.Identity
	there        []desk.Identity    // what the other has already
	before       store.Conversation // of the whole
	other        store.Conversation // of the other, before anything came
	rest, taken  store.Conversation // as they would stand by themselves
	now          time.Time
	restIsSilent bool       // nothing was ever said over what stays
	ends         desk.Event // the merge of which everything leaves; zero ID: none
}

func parting(tx *store.ReadTx, ids []desk.IdentityID, now time.Time) (p part, err error) {
	p.now = now
	if err := p.choose(tx, ids); err != nil {
		return p, err
	}
	if err := p.findMerge(tx); err != nil {
		return p, err
	}
	p.to = destinationOf(p.from, p.leave)
	if p.ends.ID != "" {
		p.to = p.ends.Facts.Joining.Other
	}
	if p.there, err = tx.Customers().Identities(p.to); err != nil {
		return p, err
	}
	if p.before, _, err = tx.Conversation(p.from); err != nil {
		return p, err
	}
	if p.other, _, err = tx.Conversation(p.to); err != nil {
		return p, err
	}
	rest, spoken, err := tx.Customers().Joined().Foresee(p.from, p.stay)
	if err != nil {
		return p, err
	}
	p.rest, p.restIsSilent = rest, !spoken
	p.taken, _, err = tx.Customers().Joined().Foresee(p.to, append(slices.Clone(p.there), p.leave...))
	return p, err
}

// choose tells what leaves from what stays.
func (p *part) choose(tx *store.ReadTx, ids []desk.IdentityID) error {
	if len(ids) == 0 {
		return desk.E(desk.ErrUsage, nil, "argument", "IDENTITY_ID")
	}
	first, err := tx.Customers().IdentityByID(ids[0])
	if err != nil {
		return err
	}
	p.from = first.CustomerID
	all, err := tx.Customers().Identities(p.from)
	if err != nil {
		return err
	}
	for _, i := range all {
		if slices.Contains(ids, i.ID) {
			p.leave = append(p.leave, i)
		} else {
			p.stay = append(p.stay, i)
		}
	}
	switch {
	case len(p.leave) != len(ids):
		return desk.E(desk.ErrUsage, nil, "argument", "IDENTITY_ID")
	case len(p.stay) == 0:
		return desk.E(desk.ErrLastAddress, nil)
	default:
		return nil
	}
}

// findMerge finds the merge that brought what leaves, when nothing that it brought stays.
func (p *part) findMerge(tx *store.ReadTx) error {
	log, err := tx.Customers().Log(p.from)
	for _, e := range desk.MergesStanding(log) {
		moved := func(i desk.Identity) bool {
			return slices.ContainsFunc(e.Facts.Joining.Moves, func(m desk.Move) bool { return m.Identity == i.ID })
		}
		keys := map[string]bool{}
		for _, i := range p.leave {
			if moved(i) {
				keys[i.Key] = true
			}
		}
		strange := func(i desk.Identity) bool { return !keys[i.Key] }
		if !slices.ContainsFunc(p.stay, moved) && !slices.ContainsFunc(p.leave, strange) {
			p.ends = e // the last one, where one was undone and done again by hand
		}
	}
	return err
}

// destinationOf is where all of them are at home, unless that is where they are.
func destinationOf(from desk.CustomerID, list []desk.Identity) desk.CustomerID {
	home := list[0].HomeID
	elsewhere := func(i desk.Identity) bool { return i.HomeID != home }
	if home == from || slices.ContainsFunc(list, elsewhere) {
		return desk.CustomerID(store.NewID())
	}
	return home
}

// record writes the split into both logs.
func (p part) record(tx *store.Tx) (desk.EventID, error) {
	theirs := p.forTheOther()
	e := desk.Event{
		ID: desk.EventID(store.NewID()), Kind: desk.CustomerSplit, Actor: desk.Owner, CustomerID: p.from,
		Facts: desk.Facts{Joining: p.joining(theirs.ID)}, Personal: desk.Personal{Name: nameSeen(p.leave)},
	}
	if err := tx.Record(e); err != nil {
		return "", err
	}
	return e.ID, tx.Record(theirs)
}

func (p part) joining(counterpart desk.EventID) *desk.Joining {
	j := &desk.Joining{Other: p.to, Counterpart: counterpart, Ends: p.ends.ID}
	j.Decision, j.Until = desk.Parted(p.before.Turn, p.rest.Turn, p.now)
	if p.waitsUnseen() {
		j.Decision = desk.ConversationReopened
	}
	for _, i := range p.leave {
		j.Moves = append(j.Moves, desk.Move{Identity: i.ID, From: p.from, To: p.to, Before: i.MovedBy})
	}
	return j
}

func (p part) toReply(c store.Conversation) bool { return c.Turn.State(p.now) == desk.ToReply }

// waitsUnseen tells that the whole waited for an answer, and neither part would by itself.
func (p part) waitsUnseen() bool {
	return p.toReply(p.before) && !p.toReply(p.rest) && !p.toReply(p.taken)
}

// forTheOther makes the event of the other's log, with what has to be decided so that her conversation stands as the
// whole did.
func (p part) forTheOther() desk.Event {
	j := &desk.Joining{Other: p.from}
	if len(p.there) == 0 && p.before.Unread == 0 {
		j.ReadAt = p.now
	}
	switch {
	case p.waitsUnseen() && p.restIsSilent, p.toReply(p.other) && !p.toReply(p.taken):
		j.Decision = desk.ConversationReopened
	case p.toReply(p.before), p.toReply(p.other): // what waits, waits
	case p.other.Turn.State(p.now) == desk.Snoozed:
		j.Decision, j.Until = desk.Parted(p.other.Turn, p.taken.Turn, p.now)
	default:
		j.Decision, j.Until = desk.Parted(p.before.Turn, p.taken.Turn, p.now)
	}
	return desk.Event{
		ID: desk.EventID(store.NewID()), Kind: desk.CustomerSplit, Actor: desk.Owner, CustomerID: p.to, Facts: desk.Facts{Joining: j},
	}
}

// nameSeen is the first name that came with an address.
func nameSeen(list []desk.Identity) string {
	for _, i := range list {
		if i.Label != "" {
			return i.Label
		}
	}
	return ""
}

// TellApart says that two customers are not the same, whatever they have in common. It gives what Undo of the
// first one takes.
func TellApart(ctx context.Context, st *store.Store, a, b desk.CustomerID) (desk.EventID, error) {
	if a == b {
		return "", desk.E(desk.ErrUsage, nil, "argument", "OTHER")
	}
	if _, err := Show(ctx, st, b); err != nil {
		return "", err
	}
	return record(ctx, st, desk.Event{Kind: desk.CustomersToldApart, CustomerID: a, Facts: desk.Facts{Joining: &desk.Joining{Other: b}}})
}

// undoJoining takes a merge or a split back, as long as nothing has moved the identities since that stands. What came
// since to an address that goes back goes with it.
func undoJoining(tx *store.Tx, e desk.Event) error {
	j := e.Facts.Joining
	back := &desk.Joining{Other: j.Other}
	moved, keys := map[desk.IdentityID]bool{}, map[string]bool{}
	for _, m := range j.Moves {
		i, err := tx.Customers().IdentityByID(m.Identity)
		switch {
		case desk.HasCode(err, desk.ErrNotFound):
			continue // typed by hand, and removed since
		case err != nil:
			return err
		case i.MovedBy != e.ID:
			return desk.E(desk.ErrChangedSince, nil)
		}
		moved[i.ID], keys[i.Key] = true, true
		back.Moves = append(back.Moves, desk.Move{Identity: i.ID, From: m.To, To: m.From, Before: m.Before})
	}
	if len(back.Moves) == 0 {
		return desk.E(desk.ErrChangedSince, nil)
	}
	since, err := joinedSince(tx, e, moved, keys)
	if err != nil {
		return err
	}
	back.Moves = append(back.Moves, since...)
	if e.Kind == desk.CustomerMerged {
		if err := giveDraftsBack(tx, e); err != nil {
			return err
		}
	}
	undone := desk.Event{
		Kind: desk.EventUndone, Actor: desk.Owner, CustomerID: e.CustomerID, Facts: desk.Facts{Ref: string(e.ID), Joining: back},
	}
	if err := tx.Record(undone); err != nil {
		return err
	}
	if j.Counterpart != "" {
		undone.CustomerID, undone.Facts = j.Other, desk.Facts{Ref: string(j.Counterpart)}
		if err := tx.Record(undone); err != nil {
			return err
		}
	}
	if err := errors.Join(partCases(tx, e.CustomerID), partCases(tx, j.Other)); err != nil {
		return err
	}
	return rescueDrafts(tx, back.Moves[0])
}

// rescueDrafts moves the drafts of whoever has no address any more.
func rescueDrafts(tx *store.Tx, m desk.Move) error {
	left, err := tx.Customers().Identities(m.From)
	if err == nil && len(left) == 0 {
		_, err = takeDrafts(tx, m.To, m.From)
	}
	return err
}

// joinedSince finds addresses that were first seen after a merge or a split, by a key of what it moved and of nothing that
// was there before: they came to where those were, and go back with them.
func joinedSince(tx *store.Tx, e desk.Event, moved map[desk.IdentityID]bool, keys map[string]bool) (since []desk.Move, err error) {
	there := e.Facts.Joining.Moves[0]
	now, err := tx.Customers().Identities(there.To)
	isNew := func(i desk.Identity) bool { return i.MovedBy == "" && i.CreatedAt.After(e.At) }
	for _, i := range now {
		if !moved[i.ID] && !isNew(i) {
			delete(keys, i.Key)
		}
	}
	for _, i := range now {
		if keys[i.Key] && !moved[i.ID] && isNew(i) {
			since = append(since, desk.Move{Identity: i.ID, From: there.To, To: there.From})
		}
	}
	return since, err
}
