package store

import (
	"slices"
	"strings"
	"testing"
	"time"

	"balcao/backend/desk"
)

func TestNumbers(t *testing.T) {
	for text, want := range map[string]string{
		"":                              "",
		"pedido 1234567":                "",
		"8888-7777":                     "88887777",
		"(11) 98888-7777":               "11988887777 88887777",
		"+55 (11) 98888-7777 ou amanhã": "5511988887777 88887777",
		"11.222.333/0001-81":            "11222333000181 33000181",
		"123.456.789-09 e 8888 7777":    "12345678909 45678909 88887777",
		"12345678  90":                  "1234567890 34567890",
		"12345678   90":                 "12345678",
		"1234567a8":                     "",
		"35200114200166000187550010000000071123456789":  "35200114200166000187550010000000071123456789",
		"352001142001660001875500100000000711234567890": "",
	} {
		if got := Numbers(text); got != want {
			t.Errorf("Numbers(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestExpressions(t *testing.T) {
	for _, c := range []struct{ typed, messages, customers string }{
		{"", "", ""},
		{"  - ! \" ", "", ""},
		{"caderno", `"caderno"*`, `"caderno"*`},
		{"caderno azul", `"caderno" AND "azul"*`, `"caderno"* AND "azul"*`},
		{`"caderno azul" capa`, `"caderno azul" AND "capa"*`, `"caderno azul" AND "capa"*`},
		{`capa "caderno azul"`, `"capa" AND "caderno azul"`, `"capa"* AND "caderno azul"`},
		{`"sem fim`, `"sem fim"`, `"sem fim"`},
		{"body:x NEAR(y)", `"body:x" AND "NEAR(y)"*`, `"body:x"* AND "NEAR(y)"*`},
		{"8888-7777", `"88887777"* OR ("8888-7777"*)`, `"8888-7777"*`},
		{"+55 11 98888-7777", `"5511988887777"* OR numbers : "88887777" OR ("+55" AND "11" AND "98888-7777"*)`, `"+55"* AND "11"* AND "98888-7777"*`},
		{"x\x00y \xff", `"x y"*`, `"x y"*`},
	} {
		if got := MatchExpression(c.typed); got != c.messages {
			t.Errorf("MatchExpression(%q) = %s, want %s", c.typed, got, c.messages)
		}
		if got := CustomerExpression(c.typed); got != c.customers {
			t.Errorf("CustomerExpression(%q) = %s, want %s", c.typed, got, c.customers)
		}
	}
}

// library is a small store whose messages the search tests look for.
func library(t testing.TB) (*Store, map[desk.MessageID]string) {
	t.Helper()
	st := open(t, folder(t), Options{})
	texts := []string{
		"O caderno de capa dura chegou", "Não chegou a caneta azul", "Ação de graças, coração", "Meu número é (11) 98888-7777",
		"ligue 8888-7777", "é", "dá para trocar?", "d", "Straße 12", "AND OR NOT NEAR", "nota 35200114200166000187550010000000071123456789",
	}
	names := map[desk.MessageID]string{}
	for i, text := range texts {
		p := newPerson(i)
		names[p.says(t, st, text, text)] = text
	}
	return st, names
}

func TestSearchFindsWhatPeopleType(t *testing.T) {
	st, names := library(t)
	for typed, want := range map[string][]string{
		"CHEGOU":            {"O caderno de capa dura chegou", "Não chegou a caneta azul"},
		"nao cheg":          {"Não chegou a caneta azul"},
		"acao":              {"Ação de graças, coração"},
		"AÇÃO coração":      {"Ação de graças, coração"},
		`"capa dura"`:       {"O caderno de capa dura chegou"},
		`"dura capa"`:       {},
		"cheg nao":          {},
		"d":                 {"O caderno de capa dura chegou", "Ação de graças, coração", "dá para trocar?", "d"},
		"É":                 {"Meu número é (11) 98888-7777", "é"},
		"11988887777":       {"Meu número é (11) 98888-7777", "ligue 8888-7777"},
		"+55 11 98888-7777": {"Meu número é (11) 98888-7777", "ligue 8888-7777"},
		"8888 7777":         {"Meu número é (11) 98888-7777", "ligue 8888-7777"},
		"7777":              {"Meu número é (11) 98888-7777", "ligue 8888-7777"},
		"and or not near":   {"AND OR NOT NEAR"},
		"3520 0114 2001":    {"nota 35200114200166000187550010000000071123456789"},
		"body:caderno":      {},
		"caderno*":          {"O caderno de capa dura chegou"},
	} {
		got := []string{}
		for _, id := range search(t, st, typed) {
			got = append(got, names[id])
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%q finds %q, want %q", typed, got, want)
		}
	}
}

func TestNewestHitsComeFirstAndPagesFitTogether(t *testing.T) {
	c := newClock()
	st := open(t, folder(t), Options{Now: c.Now})
	p := newPerson(1)
	var want []desk.MessageID
	for i := range 30 {
		want = append(want, p.says(t, st, strings.Repeat("x", i+1), "palavra"))
		c.add(time.Duration(i+1) * time.Millisecond)
	}
	slices.Reverse(want)
	var got []desk.MessageID
	for before := FirstHit; ; {
		var hits []Hit
		read(t, st, func(tx *ReadTx) (err error) {
			hits, err = tx.SearchMessages(Search{Match: `"palavra"`, Before: before, Limit: 7})
			return err
		})
		for _, h := range hits {
			got = append(got, h.MessageID)
			before = h.Seq
			if h.Snippet != "\x02palavra\x03" || h.CustomerID != p.id {
				t.Fatalf("a hit is %+v", h)
			}
		}
		if len(hits) < 7 {
			break
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("pages give %v, want %v", got, want)
	}
}

func TestAPastedLetterIsCut(t *testing.T) {
	st, _ := library(t)
	for _, typed := range []string{strings.Repeat("1 ", 50_000), strings.Repeat("chegou ", 50_000), strings.Repeat(`"x y" `, 20_000), strings.Repeat("é-", 50_000)} {
		match := MatchExpression(typed)
		if len(match) > 3*maxTyped || strings.Count(match, " AND ") >= maxTerms {
			t.Errorf("%.10q… makes an expression of %d bytes", typed, len(match))
		}
		search(t, st, typed)
	}
	if len(search(t, st, strings.Repeat("chegou ", 50_000))) != 2 {
		t.Error("one word a thousand times is not found")
	}
}

// FuzzMatchExpression runs whatever is typed on a real index: nothing may be a mistake.
func FuzzMatchExpression(f *testing.F) {
	for _, seed := range []string{
		"", "caderno", `"`, `""`, `"a`, `a"b"c`, "AND", "a AND", "NOT x", "(", ")", "*", "a*", "-a", "^a", "col:x", "body : x", "NEAR(a b, 2)", "{a b} : c",
		"\x00", "\xff\xfe", "a\x00b", "'; DROP TABLE message; --", "é", "e\u0301", "字", "👍", "\u200b", "ª", "²", "Ⅷ", "١٢٣", "+55 (11) 98888-7777", "1.2.3.4.5.6.7.8.9",
		"--------", "12345678" + strings.Repeat("9", 300), strings.Repeat("a ", 500), strings.Repeat(`"x" `, 300), "\U0001e900", "𞤀 a", "ꟲ",
	} {
		f.Add(seed)
	}
	st, _ := library(f)
	f.Fuzz(func(t *testing.T, typed string) {
		err := st.Read(t.Context(), func(tx *ReadTx) error {
			if match := MatchExpression(typed); match != "" {
				if _, err := tx.SearchMessages(Search{Match: match, Before: FirstHit, Limit: 5}); err != nil {
					return err
				}
				if _, _, err := tx.CountMessages(Search{Match: match}); err != nil {
					return err
				}
			}
			if match := CustomerExpression(typed); match != "" {
				_, err := tx.Customers().Search(match, 5)
				return err
			}
			return nil
		})
		if err != nil {
			t.Errorf("%q gives %v", typed, err)
		}
	})
}
