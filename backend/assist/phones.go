package assist

import (
	"regexp"
	"strings"

	"balcao/backend/phone"
)

var (
	digitsForm = regexp.MustCompile(`\d+`)
	homeForm   = regexp.MustCompile(`^9?[2-9]\d{3}[- .]\d{4}$`)
	yearsForm  = regexp.MustCompile(`^(?:19|20)\d{2}[- .](?:19|20)\d{2}$`)
	momentForm = regexp.MustCompile(`^(?:0?[1-9]|[12]\d|3[01])[ .-](?:0?[1-9]|1[0-2])[ .-](?:19|20)\d{2}(?:[ .-]\d{1,2})?$`) // and an hour
	// nationalForm is a number that is dialled with a zero in front and belongs to no area: 0800, 0300, and those of
	// other countries.
	nationalForm = regexp.MustCompile(`^\(?0[1-9]`)
	// calledPhone is a number that nothing but its name tells from any other.
	calledPhone = regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:tel(?:efone|efono|éfono|èfon|ephone)?s?|fones?|cel(?:ular)?|fixo|fijo|fix|zap|whats(?:app)?|m[óo]vil|m[òo]bil|mobile|phone|ligue|liga|llame|llama|truca|truqui|call)` +
		`[ .:]*(?:(?:é|es|és|is|n[ºo°]|para|pra|o|me|no|on|al?|at)[ :]+){0,3}(\d{4}[ .-]?\d{4,5})\b`)
)

// homeCountries are those whose numbers are known without a "+".
var homeCountries = [...]string{"BR", "PT", "ES", "AD"}

// maxGroups is how many groups of digits a number is spelt in at most.
const maxGroups = 8

// findPhones looks at groups of digits with nothing but separators between, the longest number first.
func findPhones(text string) (found []mark) {
	groups := digitsForm.FindAllStringIndex(text, -1)
	begins := true // nothing stands before that could be a part of the number
	for i := 0; i < len(groups); i++ {
		from, last := beginOfNumber(text, groups[i][0]), lastOfRun(text, groups, i)
		j := last
		for ; j >= i; j-- {
			piece := text[from:groups[j][1]]
			key := phoneKey(piece)
			if key == "" && begins && j == last {
				key = homeKey(piece)
			}
			if key != "" {
				found = append(found, mark{Phone, from, groups[j][1], key})
				break
			}
		}
		begins = j >= i || last == i
		i = max(i, j)
	}
	return found
}

// homeKey knows a number without its area code, which stands alone.
func homeKey(text string) string {
	if !homeForm.MatchString(text) || yearsForm.MatchString(text) {
		return ""
	}
	return phone.Digits(text)
}

// lastOfRun gives the last group that can belong to the number that begins with group i.
func lastOfRun(text string, groups [][]int, i int) int {
	j := i
	for j+1 < len(groups) && j-i < maxGroups-1 && separates(text[groups[j][1]:groups[j+1][0]]) {
		j++
	}
	return j
}

func separates(between string) bool {
	return len(between) <= 6 && strings.Trim(between, " ().-\u00a0\u202f\u2010\u2011\u2013") == ""
}

// beginOfNumber takes what stands before the first digit along.
func beginOfNumber(text string, at int) int {
	if strings.HasSuffix(text[:at], "(") {
		at--
	}
	before := strings.TrimRight(text[:at], " ")
	if strings.HasSuffix(before, "+") {
		return len(before) - 1
	}
	return at
}

func phoneKey(text string) string {
	digits := phone.Digits(text)
	if len(digits) < 8 || len(digits) > 16 || momentForm.MatchString(text) {
		return ""
	}
	if strings.HasPrefix(text, "+") || strings.HasPrefix(text, "00") {
		key, _ := phone.Key("+" + strings.TrimPrefix(digits, "00"))
		return key
	}
	for _, country := range homeCountries {
		for _, key := range phone.QueryKeys(text, country) {
			if strings.HasPrefix(key, "+") && len(digits) >= 9 {
				return key
			}
		}
	}
	if len(digits) >= 9 && nationalForm.MatchString(text) {
		return digits
	}
	return ""
}
