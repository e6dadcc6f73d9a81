package cases_test

import (
	"slices"
	"testing"
	"time"

	"balcao/backend/cases"
	"balcao/backend/desk"
	"balcao/backend/logbook"
	"balcao/backend/store"
)

// TestMergeChains: what was merged into a case goes along when that is merged, and comes back with it.
func TestMergeChains(t *testing.T) {
	for _, test := range []struct {
		name   string
		merges [][2]int // the one that is kept, and the other
		undone int      // how many of the last are taken back
		in     []int    // the case that each message is in
	}{
		{"three, into a newer each time", [][2]int{{1, 0}, {2, 1}}, 0, []int{2, 2, 2}},
		{"three, into an older each time", [][2]int{{1, 2}, {0, 1}}, 0, []int{0, 0, 0}},
		{"three, the last taken back", [][2]int{{1, 0}, {2, 1}}, 1, []int{1, 1, 2}},
		{"three, all taken back", [][2]int{{1, 0}, {2, 1}}, 2, []int{0, 1, 2}},
		{"four, into a newer each time", [][2]int{{1, 0}, {2, 1}, {3, 2}}, 0, []int{3, 3, 3, 3}},
		{"four, two and two", [][2]int{{0, 1}, {3, 2}, {3, 0}}, 0, []int{3, 3, 3, 3}},
		{"four, two and two, taken back", [][2]int{{0, 1}, {3, 2}, {3, 0}}, 1, []int{0, 0, 3, 3}},
		{"four, the last two taken back", [][2]int{{1, 0}, {2, 1}, {3, 2}}, 2, []int{1, 1, 2, 3}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newShop(t)
			list, said := s.several(len(test.in))
			var done []desk.EventID
			for _, m := range test.merges {
				done = append(done, s.merge(list[m[0]], list[m[1]]))
			}
			for range test.undone {
				last := len(done) - 1
				s.undo(list[test.merges[last][1]], done[last])
				done = done[:last]
			}
			for _, when := range []string{"kept", "made anew"} {
				for i, id := range said {
					if got := s.item(id).CaseID; got != list[test.in[i]].ID {
						t.Errorf("%s: message %d is in case %d, want %d", when, i, s.which(list, got), test.in[i])
					}
				}
				s.rebuild()
			}
		})
	}
}

// which is the place of a case in a list.
func (s *shop) which(list []desk.Case, id desk.CaseID) int {
	return slices.IndexFunc(list, func(k desk.Case) bool { return k.ID == id })
}

// TestAMergeInTheMiddleIsUndone: what lies below the case goes with it, what lies beside stays.
func TestAMergeInTheMiddleIsUndone(t *testing.T) {
	s := newShop(t)
	list, said := s.several(4)
	s.merge(list[1], list[0])
	middle := s.merge(list[2], list[1])
	s.merge(list[3], list[2])
	s.undo(list[1], middle)
	for _, when := range []string{"kept", "made anew"} {
		for i, want := range []int{1, 1, 3, 3} {
			if got := s.item(said[i]).CaseID; got != list[want].ID {
				t.Errorf("%s: message %d is in case %d, want %d", when, i, s.which(list, got), want)
			}
		}
		s.rebuild()
	}
}

func TestWhatIsNotUndone(t *testing.T) {
	for _, test := range []struct {
		name string
		// what gives a case of which something is tried to be taken back.
		what func(*shop) (desk.Case, desk.EventID)
	}{
		{"a splitting, after more came", func(s *shop) (desk.Case, desk.EventID) {
			s.whatsapp(ana, "um")
			k, done := s.split(s.whatsapp(ana, "dois"))
			s.whatsapp(ana, "três")
			return k, done
		}},
		{"an opening by hand, after something came", func(s *shop) (desk.Case, desk.EventID) {
			s.whatsapp(ana, "um")
			s.close(s.only(s.ana()))
			k, done := s.open()
			s.whatsapp(ana, "dois")
			return k, done
		}},
		{"an opening by a message, after more came", func(s *shop) (desk.Case, desk.EventID) {
			s.whatsapp(ana, "um")
			k := s.only(s.ana())
			s.whatsapp(ana, "dois")
			return k, s.last(k, desk.CaseOpened)
		}},
		{"an opening of what another was merged into", func(s *shop) (desk.Case, desk.EventID) {
			s.whatsapp(ana, "um")
			first := s.only(s.ana())
			k, done := s.open()
			s.merge(k, first)
			return k, done
		}},
		{"an undo", func(s *shop) (desk.Case, desk.EventID) {
			s.whatsapp(ana, "um")
			k := s.only(s.ana())
			s.undo(k, must(s.t)(cases.Classify(s.t.Context(), s.st, k.ID, desk.Complaint)))
			return k, s.last(k, desk.EventUndone)
		}},
		{"what was undone", func(s *shop) (desk.Case, desk.EventID) {
			s.whatsapp(ana, "um")
			k := s.only(s.ana())
			done := must(s.t)(cases.Classify(s.t.Context(), s.st, k.ID, desk.Complaint))
			s.undo(k, done)
			return k, done
		}},
		{"whose a sheet is", func(s *shop) (desk.Case, desk.EventID) {
			k := s.visit()
			return k, s.last(k, desk.CaseAssigned)
		}},
		{"that the number was said aloud", func(s *shop) (desk.Case, desk.EventID) {
			k := s.visit()
			return k, s.last(k, desk.CaseTold)
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newShop(t)
			k, done := test.what(s)
			before, open, log := s.get(k.ID), s.of(s.ana()), len(s.log(k.ID))
			if err := cases.Undo(t.Context(), s.st, k.ID, done); !desk.HasCode(err, desk.ErrChangedSince) {
				t.Errorf("undone with %v", err)
			}
			if after := s.get(k.ID); after != before || !slices.Equal(s.of(s.ana()), open) || len(s.log(k.ID)) != log {
				t.Errorf("%+v, was %+v", after, before)
			}
		})
	}
}

// TestNothingComesIntoAnUndoneCase: it is no place to look for anything.
func TestNothingComesIntoAnUndoneCase(t *testing.T) {
	for _, test := range []struct {
		name string
		put  func(s *shop, gone desk.Case, message desk.MessageID) (desk.MessageID, error)
		code desk.Code
		rule desk.CaseRule // by which the message is in another case
	}{
		{"joined by hand", func(s *shop, gone desk.Case, message desk.MessageID) (desk.MessageID, error) {
			_, err := joinByHand(s, gone, message)
			return message, err
		}, desk.ErrChangedSince, desk.ByNew},
		{"answered in it", func(s *shop, gone desk.Case, message desk.MessageID) (desk.MessageID, error) {
			return message, s.st.Write(s.t.Context(), func(tx *store.Tx) error { return cases.AnsweredIn(tx, gone.ID, message, desk.ByOpen) })
		}, "", desk.ByNew},
		{"a sheet that goes on with it", func(s *shop, gone desk.Case, _ desk.MessageID) (desk.MessageID, error) {
			sheet := s.sheet()
			sheet.Text, sheet.Into = "Veio à loja.", gone.ID
			e, err := logbook.Write(s.t.Context(), s.st, sheet)
			return e.MessageID, err
		}, "", ""},
		{"the number quoted", func(s *shop, gone desk.Case, _ desk.MessageID) (desk.MessageID, error) {
			return s.whatsapp(ana, "protocolo "+gone.Protocol.String()), nil
		}, "", desk.ByOpen},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newShop(t)
			message := s.whatsapp(ana, "um")
			gone, done := s.open()
			s.undo(gone, done)
			put, err := test.put(s, gone, message)
			if (err != nil || test.code != "") && !desk.HasCode(err, test.code) {
				t.Error(err)
			}
			item := s.item(put)
			if k := s.get(item.CaseID); k.Void || item.Rule != test.rule || s.which(s.of(s.ana()), k.ID) < 0 {
				t.Errorf("%+v in %+v", item, k)
			}
		})
	}
}

// last is the last event of a kind in the log of a case.
func (s *shop) last(k desk.Case, kind desk.EventKind) (id desk.EventID) {
	s.t.Helper()
	for _, e := range s.log(k.ID) {
		if e.Kind == kind {
			id = e.ID
		}
	}
	if id == "" {
		s.t.Fatalf("no %s in the log of %s", kind, k.ID)
	}
	return id
}

// visit writes down that Ana was there, and was told the number.
func (s *shop) visit() desk.Case {
	s.t.Helper()
	s.whatsapp(ana, "Bom dia!")
	sheet := s.sheet()
	sheet.Text, sheet.Told = "Veio à loja.", true
	if _, err := logbook.Write(s.t.Context(), s.st, sheet); err != nil {
		s.t.Fatal(err)
	}
	return s.get(sheet.CaseID)
}

// sheet begins one about Ana.
func (s *shop) sheet() logbook.Sheet {
	s.t.Helper()
	s.wait(time.Minute)
	sheet, err := logbook.Open(s.t.Context(), s.st, desk.Counter, s.ana())
	if err != nil {
		s.t.Fatal(err)
	}
	sheet.Then = logbook.Wait
	return sheet
}

// TestOpenCasesAreInSight: whatever leaves a case open brings its conversation back.
func TestOpenCasesAreInSight(t *testing.T) {
	for _, test := range []struct {
		name string
		deed func(*shop) desk.Case // gives the case that is open afterwards
	}{
		{"one is closed, then the other, and the first taken back", func(s *shop) desk.Case {
			list, _ := s.several(2)
			done := s.close(list[0])
			s.close(list[1])
			s.undo(list[0], done)
			return list[0]
		}},
		{"an open one is merged into a closed one", func(s *shop) desk.Case {
			list, _ := s.several(2)
			s.close(list[0])
			s.merge(list[0], list[1])
			return list[0]
		}},
		{"a closed one is split", func(s *shop) desk.Case {
			s.whatsapp(ana, "um")
			second := s.whatsapp(ana, "dois")
			s.close(s.only(s.ana()))
			k, _ := s.split(second)
			return k
		}},
		{"a merging is taken back after the closing", func(s *shop) desk.Case {
			list, _ := s.several(2)
			done := s.merge(list[0], list[1])
			s.close(list[0])
			s.undo(list[1], done)
			return list[1]
		}},
		{"a reopening is taken back after another was opened", func(s *shop) desk.Case {
			s.whatsapp(ana, "um")
			first := s.only(s.ana())
			s.close(first)
			done := must(s.t)(cases.Reopen(s.t.Context(), s.st, first.ID))
			k, _ := s.open()
			s.undo(first, done)
			return k
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newShop(t)
			k := test.deed(s)
			for _, when := range []string{"kept", "made anew"} {
				if !s.get(k.ID).Open() || s.state(s.ana()) == desk.Closed {
					t.Errorf("%s: open %v, the conversation is %s", when, s.get(k.ID).Open(), s.state(s.ana()))
				}
				s.rebuild()
			}
		})
	}
}

// TestALapsedConversationStaysSo: what is decided and taken back in a case that waits for long brings nothing back.
func TestALapsedConversationStaysSo(t *testing.T) {
	for _, test := range []struct {
		name   string
		decide func(*shop, desk.Case) (desk.EventID, error)
	}{
		{"a class", func(s *shop, k desk.Case) (desk.EventID, error) {
			return cases.Classify(s.t.Context(), s.st, k.ID, desk.Complaint)
		}},
		{"a closing", func(s *shop, k desk.Case) (desk.EventID, error) { return cases.Close(s.t.Context(), s.st, k.ID) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newShop(t)
			s.whatsapp(ana, "Bom dia!")
			sheet := s.sheet()
			sheet.Text, sheet.Into = "Veio à loja.", s.only(s.ana()).ID
			if _, err := logbook.Write(t.Context(), s.st, sheet); err != nil {
				t.Fatal(err)
			}
			s.wait(365 * 24 * time.Hour)
			s.roll()
			k := s.only(s.ana())
			if s.state(s.ana()) != desk.Closed || !k.Open() {
				t.Fatalf("%s, %+v", s.state(s.ana()), k)
			}
			s.undo(k, must(t)(test.decide(s, k)))
			s.roll()
			if s.state(s.ana()) != desk.Closed || s.only(s.ana()) != k {
				t.Errorf("%s, %+v", s.state(s.ana()), s.only(s.ana()))
			}
		})
	}
}

// TestMergingIntoAClosedCaseIsUndone closes it again.
func TestMergingIntoAClosedCaseIsUndone(t *testing.T) {
	s := newShop(t)
	list, _ := s.several(2)
	s.close(list[0])
	s.undo(list[1], s.merge(list[0], list[1]))
	if s.get(list[0].ID).Open() || !s.get(list[1].ID).Open() || s.state(s.ana()) != desk.ToReply {
		t.Errorf("%+v, %+v, %s", s.get(list[0].ID), s.get(list[1].ID), s.state(s.ana()))
	}
}

// TestAQuestionIsAskedAgain: the answer to what the program asked can be taken back.
func TestAQuestionIsAskedAgain(t *testing.T) {
	for _, test := range []struct {
		name   string
		answer func(*shop, desk.Case, desk.MessageID) (takeBack func() error)
	}{
		{"yes", func(s *shop, k desk.Case, m desk.MessageID) func() error {
			done := must(s.t)(joinByHand(s, k, m))
			return func() error { return cases.Undo(s.t.Context(), s.st, k.ID, done) }
		}},
		{"no", func(s *shop, _ desk.Case, m desk.MessageID) func() error {
			h := s.asked(m)[0]
			if err := cases.DismissHint(s.t.Context(), s.st, h); err != nil {
				s.t.Fatal(err)
			}
			return func() error { return cases.AskAgain(s.t.Context(), s.st, h) }
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newShop(t)
			s.whatsapp(ana, "Meu fichário veio torto.")
			old := s.only(s.ana())
			s.close(old)
			s.wait(10 * 24 * time.Hour)
			m := s.whatsapp(ana, "protocolo "+mistyped(old.Protocol))
			asked, in := s.hints(s.ana()), s.item(m)
			takeBack := test.answer(s, old, m)
			if len(asked) != 1 || len(s.hints(s.ana())) > 0 {
				t.Fatalf("asked %+v, and after the answer %+v", asked, s.hints(s.ana()))
			}
			if err := takeBack(); err != nil {
				t.Fatal(err)
			}
			for _, when := range []string{"kept", "made anew"} {
				if again := s.hints(s.ana()); !slices.Equal(again, asked) || s.item(m) != in {
					t.Errorf("%s: asked %+v, was %+v; in %+v, was %+v", when, again, asked, s.item(m), in)
				}
				s.rebuild()
			}
			if err := takeBack(); !desk.HasCode(err, desk.ErrChangedSince) {
				t.Errorf("taken back twice: %v", err)
			}
		})
	}
}

// mistyped is a number with two digits exchanged: 001 becomes 010.
func mistyped(p desk.Protocol) string {
	wrong := []byte(p)
	wrong[9], wrong[10] = wrong[10], wrong[9]
	return string(wrong)
}
