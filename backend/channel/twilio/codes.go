package twilio

// Kind is what a code of Twilio's means to the shop. The faces have a sentence and a next step for
// each; the words are their keys.
type Kind string

// The kinds. Unknown is not a guess: the face shows the number and Twilio's own text.
const (
	Unknown           Kind = "unknown"
	LoginRefused      Kind = "login_refused"
	Suspended         Kind = "suspended"
	Missing           Kind = "missing"
	Busy              Kind = "busy"
	BadNumber         Kind = "bad_number"
	CountryOff        Kind = "country_off"
	BadSender         Kind = "bad_sender"
	TrialOnly         Kind = "trial_only"
	OptedOut          Kind = "opted_out"
	NotReachable      Kind = "not_reachable"
	Landline          Kind = "landline"
	TextTooLong       Kind = "text_too_long"
	MixedChannels     Kind = "mixed_channels"
	BadTemplate       Kind = "bad_template"
	PhoneOff          Kind = "phone_off"
	Blocked           Kind = "blocked"
	NoSuchNumber      Kind = "no_such_number"
	LandlineOrCarrier Kind = "landline_or_carrier"
	SpamFilter        Kind = "spam_filter"
	CarrierSilent     Kind = "carrier_silent"
	NeedsA2P          Kind = "needs_a2p"
	Expired           Kind = "expired"
	SenderLost        Kind = "sender_lost"
	NotOnWhatsApp     Kind = "not_on_whatsapp"
	ContentRefused    Kind = "content_refused"
	NoSuchSender      Kind = "no_such_sender"
	AgainstPolicy     Kind = "against_policy"
	SandboxNotJoined  Kind = "sandbox_not_joined"
	WindowClosed      Kind = "window_closed"
	TooMany           Kind = "too_many"
	BadMedia          Kind = "bad_media"
	NoActiveWhatsApp  Kind = "no_active_whatsapp"
	TemplateMissing   Kind = "template_missing"
	NotDeliveredNow   Kind = "not_delivered_now"
	DailyLimit        Kind = "daily_limit"
	TemplateRejected  Kind = "template_rejected"
	TemplatePaused    Kind = "template_paused"
	TemplateDisabled  Kind = "template_disabled"
	MarketingLimit    Kind = "marketing_limit"
	WhatsAppLocked    Kind = "whatsapp_locked"
	LoopGuard         Kind = "loop_guard"
)

// meanings are the codes that a shop meets (twilio.com/docs/api/errors/<code>). They come at once, as
// the answer to a send, or later, with a message that failed.
var meanings = map[int]Kind{
	10001: Suspended, 20005: Suspended, 30002: Suspended, 90010: Suspended,
	20003: LoginRefused, 20006: LoginRefused, 20008: LoginRefused, 20404: Missing, 20429: Busy,
	14107: LoopGuard,
	21211: BadNumber, 21408: CountryOff, 21606: BadSender, 21608: TrialOnly, 21610: OptedOut, 21612: NotReachable,
	21614: Landline, 21617: TextTooLong, 21655: BadTemplate, 21656: BadTemplate, 21659: BadSender, 21660: BadSender,
	21910: MixedChannels,
	30003: PhoneOff, 30004: Blocked, 30005: NoSuchNumber, 30006: LandlineOrCarrier, 30007: SpamFilter,
	30008: CarrierSilent, 30034: NeedsA2P, 30036: Expired,
	63001: SenderLost, 63003: NotOnWhatsApp, 63005: ContentRefused, 63007: NoSuchSender, 63013: AgainstPolicy,
	63014: Blocked, 63015: SandboxNotJoined, 63016: WindowClosed, 63018: TooMany, 63019: BadMedia, 63021: BadMedia,
	63024: NoActiveWhatsApp, 63027: TemplateMissing, 63028: BadTemplate, 63032: NotDeliveredNow, 63033: Blocked,
	63038: DailyLimit, 63040: TemplateRejected, 63041: TemplatePaused, 63042: TemplateDisabled, 63049: MarketingLimit,
	63051: WhatsAppLocked,
}

// Meaning gives the kind of a code.
func Meaning(code int) Kind {
	if kind, ok := meanings[code]; ok {
		return kind
	}
	return Unknown
}
