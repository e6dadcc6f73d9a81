package outbox

import (
	"slices"
	"testing"

	"balcao/backend/desk"
	"balcao/backend/eml"
)

func TestCopiesAreReadAsTheyAreTyped(t *testing.T) {
	const to = "ana@casa.example"
	for name, c := range map[string]struct {
		typed string
		want  []eml.Address // none: refused
		line  string
	}{
		"a comma in a quoted name": {
			`"Silva, Bia" <bia@x.example>, contas@y.example`,
			[]eml.Address{{Name: "Silva, Bia", Addr: "bia@x.example"}, {Addr: "contas@y.example"}},
			`"Silva, Bia" <bia@x.example>, contas@y.example`,
		},
		"quotes and a backslash in a name": {
			`"Bia \"B\" \\ Silva" <bia@x.example>`,
			[]eml.Address{{Name: `Bia "B" \ Silva`, Addr: "bia@x.example"}},
			`"Bia \"B\" \\ Silva" <bia@x.example>`,
		},
		"quotes that are not needed": {`"Bia" <bia@x.example>`, []eml.Address{{Name: "Bia", Addr: "bia@x.example"}}, "Bia <bia@x.example>"},
		"a comma in a comment":       {"bia@x.example (Silva, Bia)", []eml.Address{{Name: "Silva, Bia", Addr: "bia@x.example"}}, `"Silva, Bia" <bia@x.example>`},
		"lines and semicolons": {
			"bia@x.example\r\n<caio@x.example>; ;davi@x.example\n",
			[]eml.Address{{Addr: "bia@x.example"}, {Addr: "caio@x.example"}, {Addr: "davi@x.example"}},
			"bia@x.example, caio@x.example, davi@x.example",
		},
		"twice, and whom it goes to": {"bia@x.example, Bia <BIA@x.example>, ANA@casa.example", []eml.Address{{Addr: "bia@x.example"}}, "bia@x.example"},
		"a comma in a bare name":     {`Silva, Bia <bia@x.example>`, nil, ""},
		"a word before an address":   {"contas, bia@x.example", nil, ""},
		"a word behind an address":   {"bia@x.example, contas", nil, ""},
		"two in one quote":           {`"bia@x.example, caio@x.example"`, nil, ""},
		"a quote that never ends":    {`"Silva, Bia <bia@x.example>`, nil, ""},
		"two without a comma":        {"bia@x.example caio@x.example", nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := copies(c.typed, to)
			if refused := desk.HasCode(err, desk.ErrBadAddress); refused != (c.want == nil) || !slices.Equal(got, c.want) {
				t.Fatalf("%+v, %v", got, err)
			}
			if line := addressLine(got); line != c.line {
				t.Errorf("kept as %q", line)
			}
			all := recipients(desk.Message{To: to, Cc: addressLine(got)})
			want := []string{to}
			for _, a := range c.want {
				want = append(want, a.Addr)
			}
			if !slices.Equal(all, want) {
				t.Errorf("goes to %q", all)
			}
		})
	}
}
