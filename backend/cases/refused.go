package cases

import (
	"slices"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// refused tells that the owner undid that something was put into a case by a rule: that is not done again.
func refused(tx *store.ReadTx, k desk.Case, rule desk.CaseRule) (bool, error) {
	undone, err := tx.Cases().Placing().TakenBack(k.ID)
	return slices.ContainsFunc(undone, func(e desk.Event) bool { return e.Kind == desk.CaseJoined && e.Facts.Case.Rule == rule }), err
}

// unlessRefused gives what a rule found on, none where the owner refused it.
func (p placing) unlessRefused(k desk.Case, rule desk.CaseRule) (desk.Case, error) {
	if k.ID == "" {
		return k, nil
	}
	if no, err := refused(&p.tx.ReadTx, k, rule); err != nil || no {
		return desk.Case{}, err
	}
	return k, nil
}
