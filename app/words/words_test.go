package words

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"balcao/backend/desk"
)

// codes reads every error code that the program knows from its source.
func codes(t *testing.T) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../../backend/desk/errors.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 || !strings.HasPrefix(spec.Names[0].Name, "Err") {
			return true
		}
		if text, ok := spec.Values[0].(*ast.BasicLit); ok && text.Kind == token.STRING {
			code, err := strconv.Unquote(text.Value)
			if err != nil {
				t.Fatal(err)
			}
			found = append(found, code)
		}
		return true
	})
	if len(found) < 30 {
		t.Fatalf("only %d codes found: the test reads the wrong file", len(found))
	}
	return found
}

func TestEveryErrorHasASentenceInEveryLanguage(t *testing.T) {
	all := codes(t)
	for _, language := range Languages() {
		book := For(language)
		for _, code := range all {
			if strings.TrimSpace(book["error."+code]) == "" {
				t.Errorf("%s says nothing about %s", language, code)
			}
		}
		for _, state := range desk.DeliveryStates() {
			if book["delivery."+string(state)] == "" {
				t.Errorf("%s has no word for a message that is %s", language, state)
			}
		}
		for _, ch := range []desk.Channel{desk.Email, desk.SMS, desk.WhatsApp, desk.Other} {
			if book["channel."+string(ch)] == "" {
				t.Errorf("%s has no name for %s", language, ch)
			}
		}
	}
}

func gaps(sentence string) []string {
	found := gap.FindAllString(sentence, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func TestLanguagesSayTheSameThings(t *testing.T) {
	first := For(PortugueseBrazil)
	keys := slices.Sorted(maps.Keys(first))
	for _, language := range Languages()[1:] {
		book := For(language)
		if got := slices.Sorted(maps.Keys(book)); !slices.Equal(got, keys) {
			for _, k := range keys {
				if _, ok := book[k]; !ok {
					t.Errorf("%s lacks %s", language, k)
				}
			}
			for _, k := range got {
				if _, ok := first[k]; !ok {
					t.Errorf("only %s has %s", language, k)
				}
			}
		}
		for _, k := range keys {
			if want, got := gaps(first[k]), gaps(book[k]); !slices.Equal(want, got) {
				t.Errorf("%s: the gaps of %s are %v, in Portuguese %v", language, k, got, want)
			}
		}
	}
}

func TestFilesHaveNoKeyTwice(t *testing.T) {
	for _, language := range Languages() {
		n := 0
		for _, name := range fileNames(language) {
			text, err := files.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			n += tokens(string(text)) - 2 // the two braces
		}
		if want := 2 * len(For(language)); n != want { // keys and sentences
			t.Errorf("%s has %d words, and keeps %d: a key stands twice", language, n, want)
		}
	}
}

func tokens(text string) (n int) {
	d := json.NewDecoder(strings.NewReader(text))
	for {
		if _, err := d.Token(); err != nil {
			return n
		}
		n++
	}
}

func TestSentencesAreFilled(t *testing.T) {
	book := For(English)
	e := desk.E(desk.ErrUnreachable, nil, "account", "loja@example.com", "host", "imap.example.com:993")
	if said := book.Error(e); !strings.Contains(said, "loja@example.com") || !strings.Contains(said, "imap.example.com:993") || strings.ContainsAny(said, "{}") {
		t.Errorf("says %q", said)
	}
	if said := book.Error(desk.E("never.heard.of", nil)); said != book["error.internal"] {
		t.Errorf("an unknown code says %q", said)
	}
	if said := book.Error(desk.E(desk.ErrRejected, nil, "provider_code", "21610", "text", "x")); said != book["provider.21610"] {
		t.Errorf("a refusal that is known says %q", said)
	}
	if said := book.Error(desk.E(desk.ErrTLS, nil, "account", "a", "host", "h", "reason", "expired")); !strings.Contains(said, book["tls.expired"]) {
		t.Errorf("an expired certificate says %q", said)
	}
	if said := book.Text("no.such.key"); said != "no.such.key" {
		t.Errorf("an unknown key says %q", said)
	}
}

func TestLanguageOfTheUser(t *testing.T) {
	for locale, want := range map[string]Language{
		"pt_BR.UTF-8": PortugueseBrazil, "pt_PT.UTF-8": PortuguesePortugal, "en_US.UTF-8": English, "es_ES": Spanish, "ca_ES.UTF-8": Catalan,
		"C": PortugueseBrazil, "": PortugueseBrazil,
	} {
		t.Setenv("LC_ALL", locale)
		t.Setenv("LC_MESSAGES", "")
		t.Setenv("LANG", "")
		if got := FromEnvironment(); got != want {
			t.Errorf("%q speaks %s, want %s", locale, got, want)
		}
	}
}
