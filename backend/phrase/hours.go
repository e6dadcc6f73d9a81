package phrase

import (
	"fmt"
	"strings"

	"balcao/backend/desk"
	"balcao/backend/preference"
)

// spoken is how a language says opening hours.
type spoken struct {
	days [7]string // Sunday first
	to   string    // between two days
}

var hoursWords = map[string]spoken{
	"pt-BR": {[7]string{"domingo", "segunda", "terça", "quarta", "quinta", "sexta", "sábado"}, "a"},
	"pt-PT": {[7]string{"domingo", "segunda", "terça", "quarta", "quinta", "sexta", "sábado"}, "a"},
	"es":    {[7]string{"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"}, "a"},
	"ca":    {[7]string{"diumenge", "dilluns", "dimarts", "dimecres", "dijous", "divendres", "dissabte"}, "a"},
	"en":    {[7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}, "to"},
}

// hoursIn says the opening hours of a week, from Monday on: "segunda a sexta, 9:00-18:00; sábado, 9:00-13:00". Empty
// for a shop that is never open.
func hoursIn(h preference.Hours, language string) string {
	say, ok := hoursWords[language]
	if !ok {
		say = hoursWords[desk.Languages[0]]
	}
	var parts []string
	for i := 0; i < 7; {
		first := (i + 1) % 7
		last, n := first, 1
		for i+n < 7 && h.Week[(first+n)%7] == h.Week[first] {
			last = (first + n) % 7
			n++
		}
		i += n
		if !h.Week[first].Open {
			continue
		}
		days := say.days[first]
		if n > 1 {
			days += " " + say.to + " " + say.days[last]
		}
		parts = append(parts, fmt.Sprintf("%s, %s-%s", days, clock(h.Week[first].From), clock(h.Week[first].To)))
	}
	return strings.Join(parts, "; ")
}

func clock(minutes int) string { return fmt.Sprintf("%d:%02d", minutes/60, minutes%60) }
