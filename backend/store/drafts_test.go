package store

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"balcao/backend/desk"
)

func draftsOf(t *testing.T, st *Store, id desk.CustomerID) (list []desk.Draft) {
	t.Helper()
	read(t, st, func(tx *ReadTx) (err error) { list, err = tx.Drafts().Of(id); return err })
	return list
}

func marked(t *testing.T, st *Store, id desk.CustomerID) (mark bool) {
	t.Helper()
	read(t, st, func(tx *ReadTx) error {
		row, err := tx.Inbox().Row(id)
		mark = row.Draft
		return err
	})
	return mark
}

func TestDraftIsKeptPerChannelAndSurvivesReopening(t *testing.T) {
	dir, c := folder(t), newClock()
	st := open(t, dir, Options{Now: c.Now})
	p := newPerson(1)
	p.says(t, st, "1", "oi")
	subject := "Orçamento"
	mail := desk.Draft{
		CustomerID: p.id, Channel: desk.Email, Subject: &subject, Cc: "b@x.example", Text: "Bom dia,\n",
		Files:   []desk.DraftFile{{Name: "tabela.pdf", Size: 3, SHA256: "ab"}},
		Foreign: []string{"golpe@x.example", "(32) 90000-0000"},
	}
	note := desk.Draft{CustomerID: p.id, Text: "prefere manhã", Files: []desk.DraftFile{}, Foreign: []string{}}
	write(t, st, func(tx *Tx) error { return tx.Drafts().Put(mail) })
	c.add(time.Second)
	write(t, st, func(tx *Tx) error { return tx.Drafts().Put(note) })
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	st = open(t, dir, Options{Now: c.Now})
	got := draftsOf(t, st, p.id)
	if len(got) != 2 || got[0].Channel != "" || !got[0].SavedAt.After(got[1].SavedAt) {
		t.Fatalf("%+v", got)
	}
	for i, want := range []desk.Draft{note, mail} {
		want.SavedAt = got[i].SavedAt
		if !reflect.DeepEqual(got[i], want) {
			t.Errorf("got %+v, want %+v", got[i], want)
		}
	}
	if !marked(t, st, p.id) {
		t.Error("the list shows no draft")
	}
}

// TestEmptyDraftIsForgotten also looks at what the list hears: only the first draft and the end of the last.
func TestEmptyDraftIsForgotten(t *testing.T) {
	st := open(t, folder(t), Options{})
	p := newPerson(1)
	p.says(t, st, "1", "oi")
	heard, stop := st.Subscribe()
	defer stop()
	put := func(ch desk.Channel, text string) (told bool) {
		write(t, st, func(tx *Tx) error { return tx.Drafts().Put(desk.Draft{CustomerID: p.id, Channel: ch, Text: text}) })
		select {
		case list := <-heard:
			return slices.Contains(list, desk.Change{Kind: desk.DraftChanged, CustomerID: p.id})
		default:
			return false
		}
	}
	if !put(desk.SMS, "o") || put(desk.SMS, "oi") || put(desk.Email, "oi") || put(desk.Email, "") || !put(desk.SMS, "") {
		t.Error("the list hears of more or less than the first and the last draft")
	}
	if list := draftsOf(t, st, p.id); len(list) != 0 || marked(t, st, p.id) {
		t.Errorf("left: %+v", list)
	}
}

func TestSentDraftTakesItsEmptyFellowsAlong(t *testing.T) {
	st := open(t, folder(t), Options{})
	p := newPerson(1)
	p.says(t, st, "1", "oi")
	subject := "mudado"
	write(t, st, func(tx *Tx) error {
		for _, d := range []desk.Draft{
			{Channel: desk.SMS, Text: "vai"}, {Channel: desk.WhatsApp, Text: "fica"}, {Text: "anotado"}, {Channel: desk.Email, Subject: &subject, Cc: "b@x.example"},
		} {
			d.CustomerID = p.id
			if err := tx.Drafts().Put(d); err != nil {
				return err
			}
		}
		return tx.Drafts().Sent(p.id, desk.SMS)
	})
	var left []string
	for _, d := range draftsOf(t, st, p.id) {
		left = append(left, d.Text)
	}
	slices.Sort(left)
	if !slices.Equal(left, []string{"anotado", "fica"}) {
		t.Errorf("left: %v", left)
	}
}

func TestFilesOfDraftsAreVerified(t *testing.T) {
	st := open(t, folder(t), Options{})
	p := newPerson(1)
	p.says(t, st, "1", "oi")
	blob := NewBlob([]byte("%PDF"))
	if err := st.KeepBlobs(t.Context(), []Blob{blob}); err != nil {
		t.Fatal(err)
	}
	absent := NewBlob([]byte("gone")).SHA256
	write(t, st, func(tx *Tx) error {
		return tx.Drafts().Put(desk.Draft{CustomerID: p.id, Channel: desk.Email, Files: []desk.DraftFile{{SHA256: blob.SHA256}, {SHA256: absent}}})
	})
	v, err := st.Verify(t.Context())
	if err != nil || v.Checked != 2 || !slices.Equal(v.Missing, []string{absent}) {
		t.Errorf("%+v, %v", v, err)
	}
}

func TestNotesAreKeptInOrderAndFound(t *testing.T) {
	c := newClock()
	st := open(t, folder(t), Options{Now: c.Now})
	p, other := newPerson(1), newPerson(2)
	p.says(t, st, "1", "oi")
	other.says(t, st, "2", "olá")
	for i, text := range []string{"Prefere a manhã", "Telefone da filha (11) 98888-7777", "Paga no Pix pela manhã"} {
		c.add(time.Minute)
		who := p
		if i == 1 {
			who = other
		}
		write(t, st, func(tx *Tx) error {
			return tx.Notes().Insert(desk.Note{ID: desk.NoteID(NewID()), CustomerID: who.id, Text: text})
		})
	}
	find := func(typed string) (texts []string) {
		read(t, st, func(tx *ReadTx) error {
			hits, err := tx.Notes().Search(Search{Match: MatchExpression(typed), Before: FirstHit, Limit: 10}, "")
			for _, h := range hits {
				texts = append(texts, h.Snippet)
			}
			return err
		})
		return texts
	}
	for typed, want := range map[string]int{"manha": 2, "pix": 1, "98888-7777": 1, "nada": 0} {
		if got := find(typed); len(got) != want {
			t.Errorf("%q finds %q", typed, got)
		}
	}
	read(t, st, func(tx *ReadTx) error {
		first, err := tx.Notes().Page(p.id, Start(), 1)
		if err != nil || len(first) != 1 || first[0].Text != "Paga no Pix pela manhã" {
			t.Fatalf("%+v, %v", first, err)
		}
		rest, err := tx.Notes().Page(p.id, Position{At: first[0].At, ID: string(first[0].ID)}, 10)
		if len(rest) != 1 || rest[0].Text != "Prefere a manhã" {
			t.Errorf("%+v", rest)
		}
		return err
	})
	if conversation(t, st, p.id).LastAt.After(c.Now().Add(-3 * time.Minute)) {
		t.Error("a note counts as something said")
	}
	if err := st.Rebuild(t.Context()); err != nil || len(find("manha")) != 2 {
		t.Errorf("after a rebuild: %q, %v", find("manha"), err)
	}
}

// TestPlannedAnswerIsNotTheNewestUntilItLeaves also compares what is kept with what is made anew, at every step.
func TestPlannedAnswerIsNotTheNewestUntilItLeaves(t *testing.T) {
	c := newClock()
	st := open(t, folder(t), Options{Now: c.Now})
	p := newPerson(1)
	asked := p.says(t, st, "asked", "quanto custa?")
	c.add(time.Minute)
	planned := p.message("planned", desk.HereShop, c.Now().Add(24*time.Hour), "dez reais")
	write(t, st, func(tx *Tx) error {
		if err := tx.Messages().Insert(planned, p.id); err != nil {
			return err
		}
		return tx.Deliveries().Insert(OutgoingRow{
			Delivery: desk.Delivery{ID: "d", MessageID: planned.ID, State: desk.Queued, NotBefore: planned.At}, Here: true, CreatedAt: planned.At,
		}, p.id)
	})
	want := func(when string, newest desk.MessageID, state desk.TurnState) {
		t.Helper()
		for _, how := range []string{"kept", "made anew"} {
			if got := conversation(t, st, p.id); got.LastID != newest || got.State != state {
				t.Errorf("%s, %s: newest %s, %s; want %s, %s", when, how, got.LastID, got.State, newest, state)
			}
			if err := st.Rebuild(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	want("planned", asked, desk.Waiting)
	c.add(time.Minute)
	again := p.says(t, st, "again", "e o envelope?")
	want("asked again", again, desk.ToReply)
	c.add(time.Minute)
	answer := p.answers(t, st, "answer", "cinco")
	want("answered at once", desk.MessageID(desk.HashID("test", "answer")), desk.Waiting)
	step(t, st, answer, desk.Cancel)
	want("took that back", again, desk.ToReply)
	c.add(24 * time.Hour)
	step(t, st, "d", desk.Hold)
	want("held", planned.ID, desk.ToReply)
	step(t, st, "d", desk.Retry)
	want("tried again", again, desk.ToReply)
	write(t, st, func(tx *Tx) error {
		row, err := tx.Deliveries().Get("d")
		if err != nil {
			return err
		}
		row.StartedAt = c.Now()
		_, err = tx.Deliveries().Step(row, desk.Claim, "", nil, c.Now())
		return err
	})
	want("on its way", planned.ID, desk.ToReply)
}
