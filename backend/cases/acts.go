package cases

import (
	"context"
	"math"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Act is something that the program did without the owner.
type Act struct {
	store.Act
	// Undoable: Undo takes it back, because nothing was decided since that goes by it.
	Undoable bool
}

// Acts lists what the program did without the owner, the latest first, before the place of one of them; before none: 0.
// next is 0 where that is all.
func Acts(ctx context.Context, st *store.Store, before int64, limit int) (list []Act, next int64, err error) {
	if before == 0 {
		before = math.MaxInt64
	}
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		all, err := tx.Cases().Acts(before, limit+1)
		if err != nil {
			return err
		}
		if len(all) > limit {
			all, next = all[:limit], all[limit-1].Place
		}
		list, err = withUndo(tx, all)
		return err
	})
	return list, next, err
}

// withUndo tells of each act whether it can be taken back.
func withUndo(tx *store.ReadTx, all []store.Act) ([]Act, error) {
	logs := map[desk.CaseID][]desk.Event{} // one case has many of them
	list := make([]Act, len(all))
	for i, a := range all {
		list[i].Act = a
		if a.CaseID == "" || a.Undone {
			continue
		}
		standing, read := logs[a.CaseID]
		if !read {
			log, err := tx.Cases().Log(a.CaseID)
			if err != nil {
				return nil, err
			}
			standing = desk.Standing(log)
			logs[a.CaseID] = standing
		}
		var err error
		if _, list[i].Undoable, err = takenBack(tx, standing, a.ID); err != nil {
			return nil, err
		}
	}
	return list, nil
}
