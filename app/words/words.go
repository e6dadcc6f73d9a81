// Package words holds the sentences that both faces show: what each error means and what to do about it, the
// names of channels and states. One file per language serves the command line and the window; what only the
// command line says is in terminal/, so that the page does not carry it.
package words

import (
	"embed"
	"encoding/json"
	"os"
	"path"
	"regexp"
	"strings"

	"balcao/backend/desk"
)

//go:embed *.json terminal/*.json
var files embed.FS

// Language is one of the languages of the interface.
type Language string

// The languages, the first being the one to fall back to.
const (
	PortugueseBrazil   Language = "pt-BR"
	English            Language = "en"
	Spanish            Language = "es"
	Catalan            Language = "ca"
	PortuguesePortugal Language = "pt-PT"
)

// Languages lists them all.
func Languages() []Language {
	return []Language{PortugueseBrazil, English, Spanish, Catalan, PortuguesePortugal}
}

// Book is the sentences of one language.
type Book map[string]string

// For reads a language's book.
func For(l Language) Book {
	book := Book{}
	for _, name := range fileNames(l) {
		text, err := files.ReadFile(name)
		if err == nil {
			err = json.Unmarshal(text, &book)
		}
		if err != nil {
			panic(err) // the files are part of the program, and a test reads each
		}
	}
	return book
}

func fileNames(l Language) []string {
	return []string{string(l) + ".json", path.Join("terminal", string(l)+".json")}
}

// FromEnvironment finds the user's language as POSIX programs do. "C" says nothing, so it means the shop's.
func FromEnvironment() Language {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := os.Getenv(name); v != "" {
			return fromLocale(v)
		}
	}
	return PortugueseBrazil
}

func fromLocale(locale string) Language {
	locale = strings.ToLower(locale)
	switch {
	case strings.HasPrefix(locale, "pt_pt"):
		return PortuguesePortugal
	case strings.HasPrefix(locale, "en"):
		return English
	case strings.HasPrefix(locale, "es"):
		return Spanish
	case strings.HasPrefix(locale, "ca"):
		return Catalan
	default:
		return PortugueseBrazil
	}
}

var gap = regexp.MustCompile(`\{(\w+)\}`)

// Text gives the sentence of a key, its gaps filled with name, value, name, value; the key itself when there is
// none.
func (b Book) Text(key string, values ...string) string {
	sentence, ok := b[key]
	if !ok {
		return key
	}
	return gap.ReplaceAllStringFunc(sentence, func(g string) string {
		for i := 0; i+1 < len(values); i += 2 {
			if g == "{"+values[i]+"}" {
				return values[i+1]
			}
		}
		return ""
	})
}

// Error says what went wrong and what to do. A refusal that a provider explained is said in its words.
func (b Book) Error(e *desk.Error) string {
	values := make([]string, 0, 2*len(e.Params))
	for name, v := range e.Params {
		values = append(values, name, b.value(e, name, v))
	}
	if said, ok := b["provider."+e.Params["provider_code"]]; ok && e.Code == desk.ErrRejected {
		return said
	}
	if _, ok := b["error."+string(e.Code)]; !ok {
		return b.Text("error.internal")
	}
	return b.Text("error."+string(e.Code), values...)
}

// value translates parameters that are words of ours.
func (b Book) value(e *desk.Error, name, v string) string {
	switch name {
	case "reason":
		if said, ok := b["tls."+v]; ok && e.Code == desk.ErrTLS {
			return said
		}
	case "status":
		if said, ok := b["template."+v]; ok && e.Code == desk.ErrTemplateStatus {
			return said
		}
	case "channel":
		return b.Channel(desk.Channel(v))
	}
	return v
}

// Channel names a channel.
func (b Book) Channel(c desk.Channel) string { return b.Text("channel." + string(c)) }
