package phone

import (
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// minEnding is how many digits a person must type before an ending says anything about a telephone.
const minEnding = 4

// QueryKeys reads a number as a person types it, in a country named by its two letters ("BR"), and
// gives what to look for among keys. What begins with "+" is a whole key; anything else is an ending:
// the last digits of a key ("88887777" finds +55 11 9 8888-7777). None: this is no telephone number.
func QueryKeys(typed, defaultCountry string) []string {
	digits, international, ok := spelled(typed)
	if !ok {
		return nil
	}
	var found []string
	add := func(key string) {
		for _, known := range found {
			if known == key {
				return
			}
		}
		found = append(found, key)
	}
	for _, whole := range wholeNumbers(digits, international, defaultCountry) {
		if key, isKey := Key("+" + whole); isKey {
			add(key)
		}
	}
	if len(found) == 0 && len(digits) >= minEnding && len(digits) <= maxDigits {
		add(digits)
	}
	return found
}

// wholeNumbers gives the international numbers that the digits can mean.
func wholeNumbers(digits string, international bool, country string) []string {
	if rest, abroad := strings.CutPrefix(digits, "00"); abroad && !international {
		digits, international = rest, true
	}
	if international {
		return []string{withoutTrunkZero(digits)}
	}
	var numbers []string
	if country == "BR" {
		if national, ok := brazilianTyped(digits); ok {
			numbers = append(numbers, "55"+national)
		}
	} else if number, err := phonenumbers.Parse(digits, country); err == nil && phonenumbers.IsValidNumber(number) {
		numbers = append(numbers, strings.TrimPrefix(phonenumbers.Format(number, phonenumbers.E164), "+"))
	}
	if len(digits) >= minDigits && len(digits) <= maxDigits && digits[0] != '0' && len(numbers) == 0 && believable(digits) {
		numbers = append(numbers, withoutTrunkZero(digits))
	}
	return numbers
}

// withoutTrunkZero drops the 0 that people leave between Brazil's country code and the area code.
func withoutTrunkZero(digits string) string {
	if national, brazil := strings.CutPrefix(digits, "550"); brazil {
		return "55" + national
	}
	return digits
}

// brazilianTyped reads area code and number as dialled at home: with or without the trunk 0, and with
// or without the two digits of a long-distance company after it.
func brazilianTyped(digits string) (national string, ok bool) {
	if rest, trunk := strings.CutPrefix(digits, "0"); trunk {
		if isBrazilian(rest) {
			return rest, true
		}
		if len(rest) > 2 && isBrazilian(rest[2:]) {
			return rest[2:], true
		}
		return "", false
	}
	return digits, isBrazilian(digits)
}

// isBrazilian tells whether the digits are an area code with a mobile or a landline number.
func isBrazilian(national string) bool {
	switch len(national) {
	case 10:
		return isAreaCode(national[:2]) && national[2] >= '2'
	case 11:
		return isAreaCode(national[:2]) && national[2] == '9'
	}
	return false
}
