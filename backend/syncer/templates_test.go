package syncer

import (
	"context"
	"slices"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// offering is a fake that lists templates.
type offering struct{ *fake }

func (o offering) Templates(context.Context) ([]desk.Template, error) { return o.templates() }

// templates are the SIDs that are kept.
func (s *shop) templates() []string {
	s.t.Helper()
	sids := []string{}
	check(s.t, s.st.Read(context.Background(), func(tx *store.ReadTx) error {
		all, err := tx.Connections().Templates().All()
		for _, each := range all {
			sids = append(sids, each.SID)
		}
		return err
	}))
	return sids
}

func TestTemplatesAreListedOnceADay(t *testing.T) {
	s := openShop(t)
	asked, listed := 0, []desk.Template{{SID: "HX1", Status: desk.TemplateApproved}, {SID: "HX2"}}
	trouble := error(desk.E(desk.ErrRejected, nil, "provider_code", "70051"))
	s.add("1", &fake{templates: func() ([]desk.Template, error) {
		asked++
		return listed, trouble
	}})
	round := func(after time.Duration, wantAsked int, want ...string) {
		t.Helper()
		s.pass(after)
		reports, err := s.engine().Once(t.Context(), everything)
		check(t, err)
		if len(reports) != 1 || len(reports[0].Errors) != 0 || s.connection("1").Error != nil {
			t.Errorf("the account is in trouble: %+v", reports)
		}
		if got := s.templates(); asked != wantAsked || !slices.Equal(got, append([]string{}, want...)) {
			t.Errorf("asked %d times, kept %v; want %d, %v", asked, got, wantAsked, want)
		}
	}
	round(0, 1)
	trouble = nil
	round(time.Minute, 2, "HX1", "HX2")
	listed = []desk.Template{{SID: "HX3"}}
	round(23*time.Hour, 2, "HX1", "HX2")
	round(time.Hour, 3, "HX3")
	trouble = desk.Passing(desk.ErrUnreachable, nil, "account", "1", "host", "h")
	round(25*time.Hour, 4, "HX3")
}

func TestTemplatesAreListedWhenAsked(t *testing.T) {
	s := openShop(t)
	bad := s.add("1", &fake{templates: func() ([]desk.Template, error) { return nil, desk.E(desk.ErrAuth, nil, "account", "1") }})
	s.add("2", &fake{templates: func() ([]desk.Template, error) { return []desk.Template{{SID: "HX1"}}, nil }})
	s.add("3", &fake{})
	if err := s.engine().ListTemplates(t.Context()); !desk.HasCode(err, desk.ErrAuth) {
		t.Errorf("one that is refused: %v", err)
	}
	if got := s.templates(); !slices.Equal(got, []string{"HX1"}) {
		t.Errorf("kept %v", got)
	}
	bad.templates = func() ([]desk.Template, error) { return []desk.Template{{SID: "HX1"}}, nil }
	check(t, s.engine().ListTemplates(t.Context()))
	if got := s.templates(); !slices.Equal(got, []string{"HX1", "HX1"}) {
		t.Errorf("kept %v", got)
	}
	s.write(func(tx *store.Tx) error { return tx.Connections().Remove("1") })
	if got := s.templates(); !slices.Equal(got, []string{"HX1"}) {
		t.Errorf("those of a connection out of use are offered: %v", got)
	}
}

// TestTheLoopListsTemplatesRarely: a trouble with templates is not met again with every pull.
func TestTheLoopListsTemplatesRarely(t *testing.T) {
	s := openShop(t)
	asked := make(chan struct{}, 100)
	p := s.add("1", &fake{templates: func() ([]desk.Template, error) {
		asked <- struct{}{}
		return nil, desk.E(desk.ErrRejected, nil)
	}})
	e := s.engine()
	stop := s.start(e)
	await(t, asked, "the list of templates")
	for n := 1; n < 4; {
		e.PullNow()
		n = await(t, p.pulls, "another pull")
	}
	_ = stop() // says that it was stopped
	if len(asked) != 0 || s.connection("1").Error != nil {
		t.Errorf("asked %d times more; the account has %v", len(asked), s.connection("1").Error)
	}
}

var _ channel.TemplateLister = offering{}
