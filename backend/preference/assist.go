package preference

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"balcao/backend/store"
)

// The tones of a draft; empty: as the shop has written so far.
const (
	FormalTone = "formal"
	CasualTone = "casual"
)

// Assist is the language model that drafts, and on what terms. Its key lies in the secret store.
type Assist struct {
	BaseURL string `json:"baseUrl"`
	Model   string `json:"model"`
	// Accepted is what the owner agreed to, see llm.Endpoint.Consent. Anything else than what BaseURL and Model say
	// now: off.
	Accepted string `json:"accepted"`
	Tone     string `json:"tone"`
	Keyed    bool   `json:"keyed"` // a key for its host lies in the secret store
	// MaskLocal hides numbers and names from a model on this computer too.
	MaskLocal bool `json:"maskLocal"`

	PriceIn  int64  `json:"priceIn"`  // of a million tokens read, in thousandths of the currency
	PriceOut int64  `json:"priceOut"` // of a million tokens written
	Cap      int64  `json:"cap"`      // of a month, in thousandths; zero: none
	Currency string `json:"currency"` // ISO 4217
}

const (
	maxAddress = 2000
	maxModel   = 200
	maxPrice   = 10_000_000
	maxCap     = 1_000_000_000
)

func (Assist) subject() string { return "assist" }

// Validate bounds what is kept; whether the address can be spoken with is asked where it is.
func (a Assist) Validate() error {
	oneLine := func(text string, most int) bool {
		return utf8.ValidString(text) && len(text) <= most && !strings.ContainsFunc(text, unicode.IsControl)
	}
	between := func(n, most int64) bool { return n >= 0 && n <= most }
	return first(
		holds("baseUrl", oneLine(a.BaseURL, maxAddress)),
		holds("model", oneLine(a.Model, maxModel)),
		holds("accepted", oneLine(a.Accepted, maxAddress)),
		oneOf("tone", a.Tone, "", FormalTone, CasualTone),
		holds("priceIn", between(a.PriceIn, maxPrice)),
		holds("priceOut", between(a.PriceOut, maxPrice)),
		holds("cap", between(a.Cap, maxCap)),
		holds("currency", len(a.Currency) <= 3 && strings.Trim(a.Currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""),
	)
}

// ReadAssist reads which model drafts, alone. It is no part of All: what leaves this computer is asked for where it
// is used.
func ReadAssist(tx *store.ReadTx) (assist Assist, err error) {
	err = read(tx, &assist)
	return assist, err
}
