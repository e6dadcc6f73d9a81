package assist_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"balcao/backend/assist"
	"balcao/backend/desk"
	"balcao/backend/llm"
	"balcao/backend/preference"
	"balcao/backend/simulator/llmserver"
)

func TestTheMonthHasALimit(t *testing.T) {
	s := newShop(t)
	s.assistant.Connect = s.dial(s.model.URL())
	s.accept(func(p *preference.Assist) {
		p.BaseURL, p.PriceIn, p.PriceOut, p.Cap, p.Currency = "https://models.example/v1", 1000, 4000, 20, "BRL" // 1, 4 and 0.02
	})
	who := s.says(ana, "Oi, tem caderno?")
	asked := 0
	for ; asked < 100; asked++ {
		got, err := s.assistant.Ask(t.Context(), assist.Ask{Customer: who}, nil)
		if desk.HasCode(err, desk.ErrAICapped) {
			break
		}
		check(t, err)
		if want := (int64(got.TokensIn)*1000 + int64(got.TokensOut)*4000 + 999) / 1000; got.Cost != want || want == 0 {
			t.Errorf("cost %d, want %d", got.Cost, want)
		}
	}
	cost, err := assist.MonthCost(t.Context(), s.st)
	if err != nil || asked == 0 || asked == 100 || cost == 0 || cost > 20_000 {
		t.Errorf("after %d: %d, %v", asked, cost, err)
	}
	if len(s.model.Asked()) != asked {
		t.Errorf("%d requests for %d answers", len(s.model.Asked()), asked)
	}
	s.wait(31 * 24 * time.Hour)
	if _, err := s.assistant.Ask(t.Context(), assist.Ask{Customer: who}, nil); err != nil {
		t.Errorf("next month: %v", err)
	}
}

func TestALimitNeedsPrices(t *testing.T) {
	s := newShop(t)
	who := s.says(ana, "Oi, tem caderno?")
	local, remote := s.model.URL(), "https://models.example/v1"
	for name, c := range map[string]struct {
		terms preference.Assist
		ok    bool
	}{
		"no price":         {preference.Assist{BaseURL: remote, Cap: 1000}, false},
		"one price":        {preference.Assist{BaseURL: remote, Cap: 1000, PriceIn: 150}, false},
		"the other price":  {preference.Assist{BaseURL: remote, Cap: 1000, PriceOut: 600}, false},
		"a cloud here":     {preference.Assist{BaseURL: local, Model: "big:cloud", Cap: 1000}, false},
		"both prices":      {preference.Assist{BaseURL: remote, Cap: 1000, PriceIn: 150, PriceOut: 600}, true},
		"no limit":         {preference.Assist{BaseURL: remote}, true},
		"on this computer": {preference.Assist{BaseURL: local, Cap: 1000}, true},
	} {
		t.Run(name, func(t *testing.T) {
			before, err := assist.Terms(t.Context(), s.st)
			check(t, err)
			err = assist.Accept(t.Context(), s.st, c.terms)
			after, readErr := assist.Terms(t.Context(), s.st)
			check(t, readErr)
			if c.ok != (err == nil) || !c.ok && (!desk.HasCode(err, desk.ErrAIPrices) || after != before) {
				t.Errorf("%v, kept %+v", err, after)
			}
		})
	}
	// As a version kept them that did not ask.
	s.assistant.Connect = s.dial(s.model.URL())
	check(t, preference.Save(t.Context(), s.st, preference.Assist{BaseURL: remote, Accepted: "models.example", Cap: 1}))
	asked := len(s.model.Asked())
	if _, err := s.assistant.Ask(t.Context(), assist.Ask{Customer: who}, nil); !desk.HasCode(err, desk.ErrAIPrices) || len(s.model.Asked()) != asked {
		t.Errorf("a limit that counts nothing: %v", err)
	}
}

func TestTroubleLeavesTheRestAlone(t *testing.T) {
	for name, c := range map[string]struct {
		fault llmserver.Fault
		say   string
		code  desk.Code
	}{
		"no answer":     {llmserver.Fault{Hang: true}, "", desk.ErrAISlow},
		"too many":      {llmserver.Fault{Status: 429, RetryAfter: "5"}, "", desk.ErrAIBusy},
		"fault":         {llmserver.Fault{Status: 503}, "", desk.ErrAIBusy},
		"key":           {llmserver.Fault{Status: 401}, "", desk.ErrAIKey},
		"model gone":    {llmserver.Fault{ModelGone: true}, "", desk.ErrAIModelGone},
		"cut":           {llmserver.Fault{CutAfter: 2}, "", desk.ErrAICut},
		"not a model":   {llmserver.Fault{Status: 200, Body: "<html>hello</html>"}, "", desk.ErrAINonsense},
		"empty":         {llmserver.Fault{Status: 200, Body: "data: [DONE]\n\n"}, "", desk.ErrAINonsense},
		"1 MB":          {llmserver.Fault{}, strings.Repeat("bla ", 1<<18), desk.ErrAINonsense},
		"half a JSON":   {llmserver.Fault{}, `{"draft":"Olá`, desk.ErrAINonsense},
		"an empty text": {llmserver.Fault{}, `{"draft":"","language":"pt-BR","used":[],"missing":[],"handover":false,"reason":""}`, desk.ErrAINonsense},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShop(t)
			who := s.says(ana, "Oi, tem caderno?")
			for range 2 { // what is no answer in the form that was asked for is asked for once more
				s.model.Fail(c.fault)
				if c.say != "" {
					s.model.Say(c.say)
				}
			}
			begun := time.Now()
			got, err := s.assistant.Ask(t.Context(), assist.Ask{Customer: who}, nil)
			if !desk.HasCode(err, c.code) || got.Text != "" {
				t.Errorf("got %+v, %v", got, err)
			}
			if took := time.Since(begun); took > 10*time.Second {
				t.Errorf("took %v", took)
			}
			if s.deliveries() != 0 || s.messages() != 1 {
				t.Error("something was said")
			}
		})
	}
}

// clocked is a model that never answers in the form that was asked for, and notes until when it is waited for.
type clocked struct{ until []time.Time }

func (c *clocked) Complete(ctx context.Context, _ llm.Request, _ func(string)) (llm.Answer, error) {
	at, _ := ctx.Deadline()
	c.until = append(c.until, at)
	return llm.Answer{Text: `{"draft":"Olá`}, nil
}

// forgetful answers when nobody waits any more.
type forgetful struct{ asked chan struct{} }

func (f forgetful) Complete(ctx context.Context, _ llm.Request, _ func(string)) (llm.Answer, error) {
	close(f.asked)
	<-ctx.Done()
	return llm.Answer{}, ctx.Err()
}

func TestSixtySecondsAreForAllOfIt(t *testing.T) {
	s := newShop(t)
	who := s.says(ana, "Oi, tem caderno?")
	t.Run("both tries together", func(t *testing.T) {
		model, begun := &clocked{}, time.Now()
		s.assistant.Connect = func(llm.Endpoint) (assist.Model, error) { return model, nil }
		if _, err := s.assistant.Ask(t.Context(), assist.Ask{Customer: who}, nil); !desk.HasCode(err, desk.ErrAINonsense) {
			t.Errorf("got %v", err)
		}
		if n := len(model.until); n != 2 || !model.until[0].Equal(model.until[1]) || model.until[1].Sub(begun) > 61*time.Second {
			t.Errorf("begun %v, waited for until %v", begun, model.until)
		}
	})
	t.Run("and the waiting for its turn", func(t *testing.T) {
		model := forgetful{make(chan struct{})}
		s.assistant.Connect = func(llm.Endpoint) (assist.Model, error) { return model, nil }
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() {
			_, err := s.assistant.Ask(ctx, assist.Ask{Customer: who}, nil)
			ended <- err
		}()
		<-model.asked
		second := *s.assistant
		second.Whole = 50 * time.Millisecond
		_, err := second.Ask(t.Context(), assist.Ask{Customer: who}, nil)
		var slow *desk.Error
		if !errors.As(err, &slow) || slow.Code != desk.ErrAISlow || slow.Params["host"] == "" {
			t.Errorf("the second: %v", err)
		}
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) || desk.HasCode(err, desk.ErrAISlow) {
			t.Errorf("the first: %v", err)
		}
	})
}

func TestCancelled(t *testing.T) {
	s := newShop(t)
	who := s.says(ana, "Oi, tem caderno?")
	slow, err := llmserver.Start(llmserver.Options{Pause: 50 * time.Millisecond, Logger: slog.New(slog.DiscardHandler)})
	check(t, err)
	defer func() { _ = slow.Close() }()
	s.assistant.Connect = s.dial(slow.URL())
	ctx, cancel := context.WithCancel(t.Context())
	_, err = s.assistant.Ask(ctx, assist.Ask{Customer: who}, func(string) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if got := s.ask(assist.Ask{Customer: who}); got.Text == "" {
		t.Errorf("afterwards: %+v", got)
	}
}
