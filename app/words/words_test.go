package words

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
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
		for _, ch := range append([]desk.Channel{desk.Email, desk.SMS, desk.WhatsApp}, desk.ByHandChannels[:]...) {
			if book["channel."+string(ch)] == "" {
				t.Errorf("%s has no name for %s", language, ch)
			}
		}
		for _, class := range desk.Classes {
			if book["class."+string(class)] == "" {
				t.Errorf("%s has no name for %s", language, class)
			}
		}
		for _, status := range []string{"open", "snoozed", "closed"} {
			if book["case."+status] == "" {
				t.Errorf("%s has no word for a case that is %s", language, status)
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

// TestFilesHaveNoKeyTwice: the terminal may say an error in its own way, and nothing else.
func TestFilesHaveNoKeyTwice(t *testing.T) {
	for _, language := range Languages() {
		shared := map[string]bool{}
		for i, name := range fileNames(language) {
			seen := map[string]bool{}
			for _, key := range keysOf(t, name) {
				if seen[key] || shared[key] && !strings.HasPrefix(key, "error.") {
					t.Errorf("%s: %s stands twice", name, key)
				}
				if i > 0 && strings.HasPrefix(key, "error.") && !shared[key] {
					t.Errorf("%s: %s is not said to the window", name, key)
				}
				seen[key] = true
			}
			maps.Copy(shared, seen)
		}
	}
}

// keysOf reads the keys of a file, each as often as it stands there.
func keysOf(t *testing.T, name string) (keys []string) {
	t.Helper()
	file, err := files.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(file)
	for i := 0; ; i++ {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return keys
		}
		if err != nil {
			t.Fatal(err)
		}
		if key, ok := token.(string); ok && i%2 == 1 { // a brace, then key and sentence by turns
			keys = append(keys, key)
		}
	}
}

// TestTerminalDoesNotSpeakOfTheWindow: what is only on the page cannot help who reads a terminal.
func TestTerminalDoesNotSpeakOfTheWindow(t *testing.T) {
	page := map[Language][]string{
		PortugueseBrazil:   {"na caixa", "atualize a lista", "digite"},
		English:            {"in the box", "refresh the list", "type the password"},
		Spanish:            {"en el cuadro", "actualiza la lista", "escribe la contraseña"},
		Catalan:            {"al quadre", "actualitza la llista", "escriure la contrasenya"},
		PortuguesePortugal: {"na caixa", "atualizar a lista", "escrever"},
	}
	for _, language := range Languages() {
		for key, said := range For(language) {
			if !strings.HasPrefix(key, "error.") {
				continue
			}
			for _, words := range page[language] {
				if strings.Contains(strings.ToLower(said), words) && key != "error.channel.empty" { // there a message is written
					t.Errorf("%s: %s says %q", language, key, said)
				}
			}
		}
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
