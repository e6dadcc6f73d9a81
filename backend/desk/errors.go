package desk

import (
	"errors"
	"sort"
	"strings"
	"time"
)

// Code names a problem for the faces, which put it in the user's words.
type Code string

// The codes. Params that the sentence needs are named beside each.
const (
	ErrInternal Code = "internal"  // a fault of ours
	ErrUsage    Code = "usage"     // argument
	ErrNotFound Code = "not_found" // kind, id

	ErrAuth        Code = "account.auth"        // account: the server refused user or password
	ErrUnreachable Code = "account.unreachable" // account, host
	ErrTLS         Code = "account.tls"         // account, host, reason: expired, wrong_name, unknown_authority, no_starttls, other
	ErrServer      Code = "account.server"      // account, host: the server broke the protocol or answers nonsense
	ErrSuspended   Code = "account.suspended"   // account
	ErrThrottled   Code = "account.throttled"   // account: too many requests; passes by itself
	ErrSecretGone  Code = "account.no_secret"   // account: password not in the secret store

	ErrNoSecretStore      Code = "secret.no_store"
	ErrWrongPassphrase    Code = "secret.passphrase"
	ErrPassphraseShared   Code = "secret.shared"   // others may read the file of the passphrase
	ErrSecretStore        Code = "secret.store"    // the secret store answered with an error
	ErrDataLocked         Code = "data.locked"     // dir: another program writes there
	ErrDataNewer          Code = "data.newer"      // found, known: schema versions
	ErrDataDamaged        Code = "data.damaged"    // file
	ErrDataMissing        Code = "data.missing"    // file: it is not there, or empty
	ErrDataReplaced       Code = "data.replaced"   // file: another one lies in its place since it was opened
	ErrContentDamaged     Code = "content.damaged" // file: one mail or file; everything else goes on
	ErrDataFull           Code = "data.full"       // dir
	ErrDataReadOnly       Code = "data.readonly"
	ErrNoAttachments      Code = "channel.no_attachments" // channel
	ErrNoAddress          Code = "channel.no_address"     // channel: the customer has none there
	ErrNoAccount          Code = "channel.no_account"     // channel: the shop has none there
	ErrWindowClosed       Code = "channel.window_closed"  // since: RFC 3339
	ErrTooLong            Code = "channel.too_long"       // limit, length
	ErrEmpty              Code = "channel.empty"
	ErrGaps               Code = "channel.gaps"            // something in the text is still to be filled in
	ErrForeign            Code = "channel.foreign"         // words: what a model brought in, see Draft.Foreign
	ErrTemplateVars       Code = "channel.template_vars"   // missing
	ErrTemplateStatus     Code = "channel.template_status" // status: a desk.TemplateStatus; WhatsApp has not approved it (any more)
	ErrPhraseBrace        Code = "phrase.brace"            // text: a brace that belongs to no field
	ErrPhraseField        Code = "phrase.field"            // field: one that is not known where nobody could fill it by hand
	ErrPhraseWord         Code = "phrase.word"             // word: another ready reply has it
	ErrAudienceName       Code = "audience.name"           // name: another saved filter has it
	ErrBadAddress         Code = "channel.bad_address"     // address: cannot be written to
	ErrNoFile             Code = "draft.no_file"           // name: it cannot be read, or is no file
	ErrFilesTooLarge      Code = "draft.too_large"         // name, limit: in MB, of all files together
	ErrRejected           Code = "send.rejected"           // provider_code, text: refused for good
	ErrStopped            Code = "send.stopped"            // provider_code: she told the provider to stop, and only she can begin again
	ErrNoMarketing        Code = "send.no_marketing"       // a template of marketing, to whom does not want any
	ErrNoConsent          Code = "send.no_consent"         // purpose: what nobody asked for, to whom did not allow it there
	ErrComplaint          Code = "send.complaint"          // a complaint of whom nobody asked for it is open
	ErrCampaignOver       Code = "campaign.over"           // state: it is too late for that
	ErrCampaignTemplate   Code = "campaign.template"       // category: none that WhatsApp knows as marketing
	ErrCampaignNobody     Code = "campaign.nobody"         // it would reach nobody
	ErrUncertain          Code = "send.uncertain"          // the answer was lost
	ErrTooLarge           Code = "message.too_large"
	ErrMediaGone          Code = "media.gone"               // the provider no longer has the file
	ErrNotOpened          Code = "file.not_opened"          // it could do harm, or it is not what it says it is
	ErrNoProgram          Code = "file.no_program"          // the system has none that opens it
	ErrDeliveryFinished   Code = "outbox.finished"          // state: nothing left to do with it
	ErrChangedSince       Code = "undo.changed_since"       // what was to be undone no longer stands
	ErrSuperseded         Code = "search.superseded"        // a newer search took its place; nobody waits for this one
	ErrCustomerMerged     Code = "customer.merged"          // into: whose she is now
	ErrAddressInvalid     Code = "customer.address_invalid" // channel; at: which of several
	ErrAddressKnown       Code = "customer.address_known"   // she has it already
	ErrAddressTaken       Code = "customer.address_taken"   // customer: who has it; channel and at, as above
	ErrAddressUsed        Code = "customer.address_used"    // something was said there, so it stays
	ErrLastAddress        Code = "customer.last_address"    // a customer keeps one address
	ErrAddressBarred      Code = "customer.address_barred"  // channel: the owner wants nothing sent there
	ErrPurchaseOver       Code = "purchase.over"            // it was cancelled, given back whole, or taken back as a mistake
	ErrPurchaseTooMuch    Code = "purchase.too_much"        // left, currency: more cannot be given back
	ErrPurchaseColumns    Code = "purchase.columns"         // missing: the fields for which no column was found; columns: what there is; found: field=number of those that were
	ErrPurchaseShop       Code = "purchase.shop"            // names and documents, in one order: which of these is the shop, whose invoices they are
	ErrPurchaseUnreadable Code = "purchase.unreadable"      // neither a table nor an invoice
	ErrPurchaseTooLarge   Code = "purchase.too_large"       // limit: in MB
	ErrAIOff              Code = "ai.off"                   // no host was accepted
	ErrAIAddress          Code = "ai.address"               // neither https nor on this computer
	ErrAIUnreachable      Code = "ai.unreachable"           // host
	ErrAIKey              Code = "ai.key"                   // host: it refused the key, or wants one
	ErrAIModelGone        Code = "ai.model_gone"            // model, host
	ErrAIBusy             Code = "ai.busy"                  // host, status: too many requests, or a fault of the server
	ErrAIRefused          Code = "ai.refused"               // host, status: it does not take the request, or held the answer back
	ErrAISlow             Code = "ai.slow"                  // host: nothing came in time
	ErrAICut              Code = "ai.cut"                   // host: the answer ended before it was whole
	ErrAINonsense         Code = "ai.nonsense"              // host: no answer that can be read
	ErrAICapped           Code = "ai.capped"                // the month's limit is reached
	ErrAIPrices           Code = "ai.prices"                // a month's limit, and no prices to count with
	ErrAIWithheld         Code = "ai.withheld"              // this customer's words are not to be sent
	ErrAINothing          Code = "ai.nothing"               // nothing was said that could be answered
	ErrImportUnreadable   Code = "import.unreadable"        // file: it is not there, or not what it should be
	ErrImportNoAddress    Code = "import.no_address"        // no mail address is known as the shop's
	ErrImportColumns      Code = "import.columns"           // columns: none of them holds an address
	ErrImportGroup        Code = "import.group"             // a chat of more than two
	ErrImportWhose        Code = "import.whose"             // a chat that does not tell the customer's number
	ErrImportShop         Code = "import.shop"              // names: which of those who speak is the shop
	ErrImportOrder        Code = "import.date_order"        // example: a date that can be read in two ways
	ErrNoDisplay          Code = "window.no_display"        // there is no screen to show a window on
	ErrNoWindow           Code = "window.none"              // missing: this build has no window
)

// Fate is what an error says about trying again.
type Fate int

// Permanent errors come back however often one tries; temporary ones pass; after an ambiguous one the
// deed may have been done, so it is looked up and never simply repeated.
const (
	Permanent Fate = iota
	Temporary
	Ambiguous
)

// Error is a problem with a code that the faces translate. Params carry what the sentence needs and
// never a secret or the words of a message.
type Error struct {
	Code       Code
	Params     map[string]string
	Fate       Fate
	RetryAfter time.Duration // what the server asked for; zero when it did not
	Err        error
}

// Error gives the code and its parameters, for logs and tests; faces translate instead.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(string(e.Code))
	keys := make([]string, 0, len(e.Params))
	for k := range e.Params {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		b.WriteString(" " + k + "=" + e.Params[k])
	}
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// E makes a permanent Error; params are name, value, name, value.
func E(code Code, err error, params ...string) *Error {
	return newError(code, Permanent, err, params)
}

// Passing makes a temporary Error.
func Passing(code Code, err error, params ...string) *Error {
	return newError(code, Temporary, err, params)
}

// Unsure makes an ambiguous Error.
func Unsure(code Code, err error, params ...string) *Error {
	return newError(code, Ambiguous, err, params)
}

func newError(code Code, fate Fate, err error, params []string) *Error {
	e := &Error{Code: code, Fate: fate, Err: err}
	if len(params) > 0 {
		e.Params = make(map[string]string, len(params)/2)
		for i := 0; i+1 < len(params); i += 2 {
			e.Params[params[i]] = params[i+1]
		}
	}
	return e
}

// AsError finds the coded error inside err; an error without a code becomes ErrInternal.
func AsError(err error) *Error {
	if err == nil {
		return nil
	}
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return E(ErrInternal, err)
}

// HasCode tells whether err carries the code.
func HasCode(err error, code Code) bool {
	var e *Error
	return errors.As(err, &e) && e.Code == code
}
