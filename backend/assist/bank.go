package assist

import (
	"regexp"
	"strings"

	"balcao/backend/phone"
)

// What says where somebody is paid: accounts with their country, accounts of a country's own form, and what is called
// an account.

// ibanLengths are those of the register of IBANs.
const ibanLengths = ` AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23
 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23
 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30 `

const (
	longestIBAN = 34
	// fewestDigits are in every account: words of which the check digits fit by accident have fewer. With so many as
	// are surely one the check digits need not fit: somebody mistyped her account.
	fewestDigits = 8
	surelyDigits = 12
)

var ibanBegin = regexp.MustCompile(`(?:^|[^\p{L}\d]|(?i:iban))([A-Za-z]{2}[ -]?\d{2})`)

// findIBANs finds account numbers however they are grouped, also over the end of a line.
func findIBANs(text string) (found []mark) {
	for at := 0; ; {
		begin := ibanBegin.FindStringSubmatchIndex(text[at:])
		if begin == nil {
			return found
		}
		from := at + begin[2]
		at = from + 1
		if to, key := ibanAt(text, from); key != "" {
			found = append(found, mark{IBAN, from, to, key})
			at = to
		}
	}
}

// ibanAt gives the end and the key of the account number that begins at a place, which has the length of its country.
func ibanAt(text string, from int) (to int, key string) {
	compact, ends := squeezed(text[from:])
	country := strings.Index(ibanLengths, " "+compact[:2])
	if country < 0 {
		return 0, ""
	}
	n := int(ibanLengths[country+3]-'0')*10 + int(ibanLengths[country+4]-'0')
	if len(compact) < n || len(compact) > n && ends[n] == ends[n-1]+1 { // too short, or letters go on
		return 0, ""
	}
	compact = compact[:n]
	if digits := len(phone.Digits(compact)); digits < fewestDigits || digits < surelyDigits && !fitsIBAN(compact) {
		return 0, ""
	}
	return from + ends[n-1], compact
}

// squeezed takes the separators out of what may be an account number, and tells for every sign where it ends.
func squeezed(text string) (compact string, ends []int) {
	gap := 0
	for i, r := range text {
		switch {
		case r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z':
			compact, gap = compact+strings.ToUpper(string(r)), 0
			ends = append(ends, i+1)
		case !strings.ContainsRune(" \t\n.-\u00a0\u202f", r) || gap == 2:
			return compact, ends
		default:
			gap++
		}
		if len(compact) > longestIBAN {
			return compact, ends
		}
	}
	return compact, ends
}

func fitsIBAN(compact string) bool {
	rest := 0
	for _, r := range compact[4:] + compact[:4] {
		if r <= '9' {
			rest = (rest*10 + int(r-'0')) % 97
		} else {
			rest = (rest*100 + int(r-'A') + 10) % 97
		}
	}
	return rest == 1
}

var (
	homeAccountForm = regexp.MustCompile(`\b\d(?:[ .\-/\x{a0}]?\d){19,20}\b`)
	// calledForm finds what is called an account, Brazil's branch and account first of all.
	calledForm = regexp.MustCompile(`(?i)(?:^|[^\p{L}\d])(?:ag[êe]ncia|ag\.?|c/?c\.?|conta|poupan[çc]a|op(?:era[çc][ãa]o)?\.?|nib|iban|cuenta|compte|account|sort code|swift|bic|routing number)` +
		`(?:[ -](?:corrente|corriente|corrent|poupan[çc]a|sal[áa]rio|pagamento|banc[áa]ria|bancari|de ahorros?|number|no\.?))?` +
		`[ \x{a0}]*(?:n[ºo°.]{0,2}|n[úu]m(?:ero)?\.?|é|es|és|is)?[ \x{a0}:=.]*((?:[a-z]{2})?\d(?:[ .-]?\d){3,}(?:[ -]?x)?(?:,\d+)?)\b`)
)

// homeAccountKey is empty unless the check digits are those of a Portuguese or a Spanish account.
func homeAccountKey(text string) string {
	digits := phone.Digits(text)
	switch {
	case len(digits) == 21 && digitsModulo(digits, 97) == 1:
		return digits
	case len(digits) == 20 && strings.Trim(digits, "0") != "" &&
		spanishCheck("00"+digits[:8]) == digits[8] && spanishCheck(digits[10:]) == digits[9]:
		return digits
	}
	return ""
}

func digitsModulo(digits string, by int) (rest int) {
	for _, d := range digits {
		rest = (rest*10 + int(d-'0')) % by
	}
	return rest
}

func spanishCheck(ten string) byte {
	sum := 0
	for i, weight := range [...]int{1, 2, 4, 8, 5, 10, 9, 7, 3, 6} {
		sum += int(ten[i]-'0') * weight
	}
	switch check := 11 - sum%11; check {
	case 11:
		return '0'
	case 10:
		return '1'
	default:
		return byte('0' + check)
	}
}

// accountKey is the digits of what is called an account, with the X that Brazil has for a ten; empty for a price.
func accountKey(text string) string {
	if strings.Contains(text, ",") {
		return ""
	}
	return strings.NewReplacer(" ", "", ".", "", "-", "").Replace(strings.ToUpper(text))
}
