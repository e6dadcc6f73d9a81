package store

import (
	"slices"
	"testing"

	"balcao/backend/desk"
)

func announce(t *testing.T, st *Store, ids ...desk.MessageID) {
	t.Helper()
	write(t, st, func(tx *Tx) error {
		for _, id := range ids {
			tx.Announce(desk.Change{Kind: desk.MessageArrived, MessageID: id})
		}
		return nil
	})
}

func ids(changes []desk.Change) (list []desk.MessageID) {
	for _, c := range changes {
		list = append(list, c.MessageID)
	}
	return list
}

func TestChangesComeInTheOrderOfCommits(t *testing.T) {
	st := open(t, folder(t), Options{})
	a, endA := st.Subscribe()
	b, endB := st.Subscribe()
	defer endA()
	announce(t, st, "1", "2")
	if got := ids(<-a); !slices.Equal(got, []desk.MessageID{"1", "2"}) {
		t.Errorf("the first subscriber hears %v", got)
	}
	announce(t, st, "3")
	announce(t, st, "4")
	if got := ids(<-a); !slices.Equal(got, []desk.MessageID{"3", "4"}) {
		t.Errorf("the first subscriber hears %v", got)
	}
	if got := ids(<-b); !slices.Equal(got, []desk.MessageID{"1", "2", "3", "4"}) {
		t.Errorf("the slow subscriber hears %v", got)
	}
	endB()
	if _, open := <-b; open {
		t.Error("a subscription that ended still hears something")
	}
	endB() // twice does no harm
	announce(t, st, "5")
	if got := ids(<-a); !slices.Equal(got, []desk.MessageID{"5"}) {
		t.Errorf("the subscriber that is left hears %v", got)
	}
}

func TestSlowSubscribersHearThatManyThingsChanged(t *testing.T) {
	st := open(t, folder(t), Options{})
	slow, end := st.Subscribe()
	defer end()
	for range maxChanges + 1 {
		announce(t, st, "x")
	}
	announce(t, st, "y")
	got := <-slow
	if len(got) != 2 || got[0].Kind != desk.ManyChanged || got[1].MessageID != "y" {
		t.Errorf("the slow subscriber hears %v", got)
	}
}

func TestNothingIsAnnouncedOfWhatWasUndone(t *testing.T) {
	st := open(t, folder(t), Options{})
	heard, end := st.Subscribe()
	defer end()
	boom := desk.E(desk.ErrInternal, nil)
	err := st.Write(t.Context(), func(tx *Tx) error {
		tx.Announce(desk.Change{Kind: desk.MessageArrived, MessageID: "undone"})
		return boom
	})
	if err == nil {
		t.Fatal("the error is lost")
	}
	announce(t, st) // nothing to say is not said
	announce(t, st, "kept")
	if got := ids(<-heard); !slices.Equal(got, []desk.MessageID{"kept"}) {
		t.Errorf("heard %v", got)
	}
}

func TestCloseEndsSubscriptions(t *testing.T) {
	st := open(t, folder(t), Options{})
	heard, end := st.Subscribe()
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	if _, open := <-heard; open {
		t.Error("the channel is open after Close")
	}
	end()
	late, endLate := st.Subscribe()
	if _, open := <-late; open {
		t.Error("a closed store takes subscribers")
	}
	endLate()
}
