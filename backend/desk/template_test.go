package desk

import (
	"slices"
	"testing"
)

func TestFillingATemplate(t *testing.T) {
	template := Template{
		Body:      "Olá, {{1}}. {{ pedido }} e {{1}}: {{x-y}}",
		Variables: []TemplateVariable{{Name: "1", Sample: "Ana"}, {Name: "pedido"}, {Name: "botao"}},
	}
	for name, c := range map[string]struct {
		vars    map[string]string
		words   string
		missing []string
	}{
		"nothing": {nil, template.Body, []string{"1", "pedido", "botao"}},
		"all":     {map[string]string{"1": "Bia", "pedido": "318", "botao": "x"}, "Olá, Bia. 318 e Bia: {{x-y}}", []string{}},
		"blanks":  {map[string]string{"1": " a\n\t b ", "pedido": "\u00a0", "botao": "x"}, "Olá, a b. {{ pedido }} e a b: {{x-y}}", []string{"pedido"}},
		"a gap as a value, which is not looked into": {map[string]string{"1": "{{pedido}}", "pedido": "318", "botao": "x"}, "Olá, {{pedido}}. 318 e {{pedido}}: {{x-y}}", []string{}},
	} {
		words, missing := template.Fill(c.vars)
		if words != c.words || !slices.Equal(missing, c.missing) {
			t.Errorf("%s: %q without %v, want %q without %v", name, words, missing, c.words, c.missing)
		}
	}
	if got := TemplateGaps(template.Body); !slices.Equal(got, []string{"1", "pedido"}) {
		t.Errorf("gaps %v", got)
	}
}

// FuzzFillTemplate: whatever the text, a template whose gaps are all filled has none left, and one that is not says so.
func FuzzFillTemplate(f *testing.F) {
	f.Add("Olá, {{1}}: {{2}}")
	f.Add("{{{{1}}}}{{a}} {{ b}}")
	f.Fuzz(func(t *testing.T, body string) {
		template, vars := Template{Body: body}, map[string]string{}
		for _, name := range TemplateGaps(body) {
			template.Variables = append(template.Variables, TemplateVariable{Name: name})
			vars[name] = "–" // which can be no name
		}
		if words, missing := template.Fill(vars); len(missing) > 0 || len(TemplateGaps(words)) > 0 {
			t.Errorf("%q filled is %q without %v", body, words, missing)
		}
		if words, missing := template.Fill(nil); words != body || len(missing) != len(vars) {
			t.Errorf("%q not filled is %q without %v", body, words, missing)
		}
	})
}
