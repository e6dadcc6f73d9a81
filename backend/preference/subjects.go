package preference

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"balcao/backend/desk"
)

// The themes and the sizes of the letters.
const (
	SystemTheme = "system"
	LightTheme  = "light"
	DarkTheme   = "dark"

	NormalText = "normal" // 100 %
	LargeText  = "large"  // 112.5 %
	LargerText = "larger" // 125 %
)

// Look is how the window looks.
type Look struct {
	Language string `json:"language"` // empty: the system's
	Theme    string `json:"theme"`
	Text     string `json:"text"`
}

func (Look) subject() string { return "look" }

// Validate accepts the languages, themes and sizes that there are.
func (l Look) Validate() error {
	return first(
		oneOf("language", l.Language, "", "pt-BR", "en", "es", "ca", "pt-PT"),
		oneOf("theme", l.Theme, SystemTheme, LightTheme, DarkTheme),
		oneOf("text", l.Text, NormalText, LargeText, LargerText),
	)
}

// Writing is how answers leave.
type Writing struct {
	CtrlEnter   bool `json:"ctrlEnter"`   // only Ctrl+Enter sends, in chats too
	UndoSeconds int  `json:"undoSeconds"` // how long an answer can be taken back; 0: it leaves at once
}

func (Writing) subject() string { return "writing" }

// Validate accepts the times that the settings offer.
func (w Writing) Validate() error { return oneOf("undoSeconds", w.UndoSeconds, 0, 5, 10, 20) }

// Listing is how the list of conversations is gone through.
type Listing struct {
	OldestFirst bool `json:"oldestFirst"`
	ByValue     bool `json:"byValue"`  // who paid most in the last year first; of equal ones as above
	OpenNext    bool `json:"openNext"` // after closing or putting off, the next one opens by itself
}

func (Listing) subject() string { return "listing" }

// Validate accepts everything.
func (Listing) Validate() error { return nil }

// Telling says on which channels the first answer in a case tells its number.
type Telling struct {
	Email    bool `json:"email"`
	SMS      bool `json:"sms"`
	WhatsApp bool `json:"whatsapp"`
}

func (Telling) subject() string { return "telling" }

// Validate accepts everything.
func (Telling) Validate() error { return nil }

// BehalfRule names a kind of program that writes on behalf of customers.
type BehalfRule string

// The rules about mail that a program sends on behalf of a customer.
const (
	FormServices BehalfRule = "form_services"
	WordPress    BehalfRule = "wordpress"
	OwnSite      BehalfRule = "own_site"
	OtherForms   BehalfRule = "other_forms"
	ReclameAqui  BehalfRule = "reclame_aqui"
	Marketplaces BehalfRule = "marketplaces"
)

// Behalf says which rules are switched off: then such mail is the program's and not the customer's.
type Behalf struct {
	Off []BehalfRule `json:"off"`
}

func (Behalf) subject() string { return "behalf" }

// Validate accepts the rules that there are.
func (b Behalf) Validate() error {
	for _, rule := range b.Off {
		if err := oneOf("off", rule, FormServices, WordPress, OwnSite, OtherForms, ReclameAqui, Marketplaces); err != nil {
			return err
		}
	}
	return nil
}

// Signature is what stands under every e-mail; empty for none.
type Signature string

const maxSignature = 4000

func (Signature) subject() string { return "signature" }

// Validate accepts any text of a bearable length.
func (s Signature) Validate() error {
	return holds("signature", utf8.ValidString(string(s)) && len(s) <= maxSignature && !strings.ContainsRune(string(s), 0))
}

// Keys are the owner's keys. The window knows the commands; here they are names.
type Keys struct {
	Letters bool                `json:"letters"` // false: letters alone do nothing
	Changed map[string][]string `json:"changed"` // by command; an empty list: none
}

const (
	maxCommands = 200
	maxKeys     = 8
	maxKeyName  = 40
)

func (Keys) subject() string { return "keys" }

// Validate bounds what is kept.
func (k Keys) Validate() error {
	if len(k.Changed) > maxCommands {
		return wrong("keys")
	}
	for command, keys := range k.Changed {
		tooLong := func(name string) bool { return name == "" || len(name) > maxKeyName }
		if tooLong(command) || len(keys) > maxKeys || slices.ContainsFunc(keys, tooLong) {
			return wrong("keys")
		}
	}
	return nil
}

// Notices are the notifications of the system.
type Notices struct {
	On            bool `json:"on"`
	HideText      bool `json:"hideText"`      // only who wrote
	OpenHoursOnly bool `json:"openHoursOnly"` // silent while the shop is closed
}

func (Notices) subject() string { return "notices" }

// Validate accepts everything.
func (Notices) Validate() error { return nil }

// Shop is what customers know the shop by.
type Shop struct {
	Name string `json:"name"`
}

const maxName = 200

func (Shop) subject() string { return "shop" }

// Validate accepts one line.
func (s Shop) Validate() error { return holds("name", isLine(s.Name)) }

// Document is the CNPJ, CPF or NIF of the shop itself, by which its own invoices are told from those of others.
type Document string

func (Document) subject() string { return "document" }

// Validate accepts one line.
func (d Document) Validate() error { return holds("document", isLine(string(d))) }

func isLine(text string) bool {
	return utf8.ValidString(text) && len(text) <= maxName && !strings.ContainsFunc(text, unicode.IsControl)
}

func oneOf[T comparable](argument string, given T, allowed ...T) error {
	return holds(argument, slices.Contains(allowed, given))
}

func holds(argument string, valid bool) error {
	if valid {
		return nil
	}
	return wrong(argument)
}

func wrong(argument string) error { return desk.E(desk.ErrUsage, nil, "argument", argument) }

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
