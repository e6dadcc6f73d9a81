package protocol

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"balcao/backend/desk"
)

var (
	opened = time.Date(2026, 7, 21, 10, 0, 0, 0, time.UTC)
	today  = time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)
	known  = New(opened, 7, 14)
)

func TestNew(t *testing.T) {
	if known != "2607210701481" {
		t.Errorf("%q", string(known))
	}
	if got := known.String(); got != "260721-07.014-81" {
		t.Errorf("shown as %q", got)
	}
	if got := known.Tail(); got != "01481" {
		t.Errorf("tail %q", got)
	}
	if Count(known) != 14 {
		t.Errorf("count %d", Count(known))
	}
}

func TestNext(t *testing.T) {
	yesterday, tomorrow := today.AddDate(0, 0, -1), today.AddDate(0, 0, 1)
	for _, test := range []struct {
		name       string
		last, want desk.Protocol
		full       bool
	}{
		{"the first of all", "", New(today, 42, 1), false},
		{"the first of the day", New(yesterday, 42, 7), New(today, 42, 1), false},
		{"one more", New(today, 42, 7), New(today, 42, 8), false},
		{"the clock was put back", New(tomorrow, 42, 7), New(tomorrow, 42, 8), false},
		{"yesterday there was none left", New(yesterday, 42, MaxCount), New(today, 42, 1), false},
		{"there is none left", New(today, 42, MaxCount), New(tomorrow, 42, 1), true},
		{"none left, and the clock was put back", New(tomorrow, 42, MaxCount), New(tomorrow.AddDate(0, 0, 1), 42, 1), true},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := Next(test.last, today, 42); got != test.want || Full(test.last, today) != test.full {
				t.Errorf("%s, full: %v", got, Full(test.last, today))
			}
		})
	}
}

func TestValid(t *testing.T) {
	for _, test := range []struct {
		name, digits string
		valid        bool
	}{
		{"one of ours", string(known), true},
		{"given by a clock that was ahead", string(New(today.AddDate(10, 0, 0), 42, 1)), true},
		{"before there was any", string(New(opened.AddDate(-1, 0, 0), 7, 14)), false},
		{"a date that is none", "2613210701400", false},
		{"a wrong check digit", "2607210701482", false},
		{"too short", "260721070148", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			if Valid(test.digits) != test.valid {
				t.Errorf("Valid(%q) = %v", test.digits, !test.valid)
			}
		})
	}
}

// TestEveryMistakeIsCaught tries every wrong digit, every swap and every left out digit on many numbers.
func TestEveryMistakeIsCaught(t *testing.T) {
	for n := 1; n <= MaxCount; n += 7 {
		p := string(New(opened.AddDate(0, 0, n%120), 10+n%90, n))
		for i := range p {
			if short := p[:i] + p[i+1:]; Valid(short) {
				t.Fatalf("%s for %s", short, p)
			}
			for d := byte('0'); d <= '9'; d++ {
				wrong := []byte(p)
				wrong[i] = d
				if d != p[i] && remainder(string(wrong)) == 1 {
					t.Fatalf("%s for %s", wrong, p)
				}
			}
			if i > 0 && p[i] != p[i-1] {
				swapped := []byte(p)
				swapped[i], swapped[i-1] = swapped[i-1], swapped[i]
				if remainder(string(swapped)) == 1 {
					t.Fatalf("%s for %s", swapped, p)
				}
			}
		}
	}
}

func TestFind(t *testing.T) {
	other := New(opened, 7, 15)
	for _, test := range []struct {
		name, text string
		want       Found
	}{
		{"plain", "2607210701481", Found{Numbers: []desk.Protocol{known}}},
		{"as it is shown", "Meu protocolo é 260721-07.014-81, obrigada", Found{Numbers: []desk.Protocol{known}}},
		{"blanks", "prot. nº 26 07 21 07 014 81", Found{Numbers: []desk.Protocol{known}}},
		{"no-break blanks and a long dash", "260721\u00a0–\u202f07 . 014 — 81", Found{Numbers: []desk.Protocol{known}}},
		{"full-width", "２６０７２１－０７．０１４－８１", Found{Numbers: []desk.Protocol{known}}},
		{"letters for digits", "260721-O7.OI4-81", Found{Numbers: []desk.Protocol{known}}},
		{"glued to a word", "Protocolo260721-07.014-81fim", Found{Numbers: []desk.Protocol{known}}},
		{"bold in WhatsApp", "*260721*-_07_.014-81", Found{Numbers: []desk.Protocol{known}}},
		{"over a quoted line", "> protocolo 260721-07.\n> 014-81\n", Found{Numbers: []desk.Protocol{known}}},
		{"with invisible characters", "260721\u200b-07\u00ad.014-81", Found{Numbers: []desk.Protocol{known}}},
		{"two, one of them twice", known.String() + " e " + other.String() + ", sim, " + known.String(), Found{Numbers: []desk.Protocol{known, other}}},
		{"between other numbers", "CPF 123.456.789-09 / 260721-07.014-81 / R$ 89,90", Found{Numbers: []desk.Protocol{known}}},
		{"a telephone", "+55 11 98888-7777", Found{}},
		{"a bar code of a product", "7891234567895", Found{}},
		{"an invoice key", "35260721070148123456550010000001231000001234", Found{}},
		{"the end, announced", "o final do meu protocolo é 014-81", Found{Tails: []string{"01481"}}},
		{"the end, before a comma", "protocolo final 014-81, 2 caixas", Found{Tails: []string{"01481"}}},
		{"the end of another number", "o pedido nº 01481", Found{}},
		{"a digit wrong, before a comma", "protocolo 260721-07.014-82, 2 caixas", Found{Suspects: []string{"2607210701482"}}},
		{"the end, not announced", "comprei 014-81 folhas", Found{}},
		{"a digit wrong", "protocolo 260721-07.014-82", Found{Suspects: []string{"2607210701482"}}},
		{"a digit missing", "Protocolo: 260721-07.14-81", Found{Suspects: []string{"260721071481"}}},
		{"a wrong one that nobody calls a protocol", "liguei 260721-07.014-82", Found{}},
		{"Catalan", "el número de cas 260721-07.014-82", Found{Suspects: []string{"2607210701482"}}},
		{"nothing", "", Found{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := Find(test.text)
			if !slices.Equal(got.Numbers, test.want.Numbers) || !slices.Equal(got.Suspects, test.want.Suspects) || !slices.Equal(got.Tails, test.want.Tails) {
				t.Errorf("%q gives %+v", test.text, got)
			}
		})
	}
}

func TestNear(t *testing.T) {
	for _, test := range []struct {
		name, digits string
		near         bool
	}{
		{"the same", "2607210701481", true},
		{"one digit wrong", "2607210701482", true},
		{"one left out", "260721070481", true},
		{"one too many", "26072107014811", true},
		{"two swapped", "2607210704181", true},
		{"two wrong", "2607210701592", false},
		{"another", "2608110201397", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			if Near(test.digits, known) != test.near {
				t.Errorf("Near(%q) = %v", test.digits, !test.near)
			}
		})
	}
}

// TestSpellings writes numbers in the ways of people, and asks for 99.5 of 100 to be found.
func TestSpellings(t *testing.T) {
	const texts = 2000
	chance, missed := rand.New(rand.NewPCG(1, 2)), []string{}
	for range texts {
		p := someNumber(chance)
		text := spelled(chance, p)
		if !slices.Contains(Find(text).Numbers, p) {
			missed = append(missed, text)
		}
	}
	t.Logf("%d of %d not found: %q", len(missed), texts, missed[:min(len(missed), 5)])
	if len(missed) > texts*5/1000 {
		t.Fail()
	}
}

func someNumber(chance *rand.Rand) desk.Protocol {
	return New(today.AddDate(0, 0, -chance.IntN(300)), 1+chance.IntN(99), 1+chance.IntN(MaxCount))
}

// spelled writes a number somehow in a sentence.
func spelled(chance *rand.Rand, p desk.Protocol) string {
	pick := func(list ...string) string { return list[chance.IntN(len(list))] }
	separators := [][3]string{
		{"-", ".", "-"},
		{"", "", ""},
		{" ", " ", " "},
		{".", ".", "."},
		{"–", ".", "–"},
		{" - ", " . ", " - "},
		{"/", "/", "/"},
		{"\u00a0", "\u202f", "\u00a0"},
		{"-\n", ".", "-"},
		{"-", ".\n> ", "-"},
		{", ", ", ", ", "},
		{"-", ".", "\n"},
	}
	s := separators[chance.IntN(len(separators))]
	digits := string(p[:6]) + s[0] + string(p[6:8]) + s[1] + string(p[8:11]) + s[2] + string(p[11:])
	switch chance.IntN(6) {
	case 0:
		digits = strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r - '0' + '０'
			}
			return r
		}, digits)
	case 1:
		swaps := map[byte]string{'0': "O", '1': "I", '5': "S", '8': "B", '2': "Z"}
		changed := []byte(digits)
		for n := range 2 {
			if at := chance.IntN(len(changed)); swaps[changed[at]] != "" && n < maxDoubtful {
				changed[at] = swaps[changed[at]][0]
			}
		}
		digits = string(changed)
	}
	sentence := pick(
		"Bom dia, meu protocolo é %s, alguma novidade?", "prot. nº %s", "Protocolo: %s\nObrigada!", "%s", "segue o número %s por favor",
		"My case number is %s, thanks", "It's about %s.", "El número de caso es %s", "Es por el expediente %s, gracias", "El meu cas és el %s",
		"Bon dia! Número de cas: %s", "O meu processo é o %s, podem ajudar?", "ref (%s) de ontem", "> Protocolo %s\nainda nada", "PROTOCOLO*%s*",
		"falei com vocês dia 12/10, protocolo %s, tel 11 98888-7777",
	)
	return fmt.Sprintf(sentence, digits)
}

func TestFalseCandidates(t *testing.T) {
	const texts = 50_000
	found := falseCandidates(texts)
	t.Logf("%d in %d texts", found, texts)
	if found > texts*2/10_000 {
		t.Error("more than 2 in 10,000")
	}
}

// BenchmarkFalseCandidates counts numbers of ours found where there is none: -benchtime 1000000x for a million texts.
func BenchmarkFalseCandidates(b *testing.B) {
	b.ReportMetric(100*float64(falseCandidates(b.N))/float64(b.N), "%false")
}

// falseCandidates counts texts with numbers of every kind in which a protocol was believed to be.
func falseCandidates(texts int) (found int) {
	chance := rand.New(rand.NewPCG(3, 4))
	for range texts {
		if len(Find(numberBearing(chance)).Numbers) > 0 {
			found++
		}
	}
	return found
}

// numberBearing writes a line as shops get them, with one of the numbers that people write.
func numberBearing(chance *rand.Rand) string {
	digits := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte('0' + chance.IntN(10))
		}
		return string(b)
	}
	day := today.AddDate(0, 0, -chance.IntN(300))
	switch chance.IntN(13) {
	case 12:
		groups := []string{}
		for range 4 + chance.IntN(8) {
			groups = append(groups, digits(1+chance.IntN(6)))
		}
		return "lote " + strings.Join(groups, " ")
	case 0:
		return "meu celular é +55 " + digits(2) + " 9" + digits(4) + "-" + digits(4)
	case 1:
		return "CNPJ " + digits(2) + "." + digits(3) + "." + digits(3) + "/" + digits(4) + "-" + digits(2)
	case 2:
		return "NF-e chave 35" + day.Format("0601") + digits(38)
	case 3:
		return "EAN 789" + digits(10) + ", dois pacotes"
	case 4:
		return "boleto " + digits(5) + "." + digits(5) + " " + digits(5) + "." + digits(6) + " " + digits(5) + "." + digits(6) + " " + digits(1) + " " + digits(14)
	case 5:
		return "pedido " + digits(8) + " de " + day.Format("02/01/2006") + " às " + day.Format("15:04")
	case 6:
		return "CPF " + digits(3) + "." + digits(3) + "." + digits(3) + "-" + digits(2) + " tel " + digits(10)
	case 7:
		return "rastreio BR" + digits(9) + "BR, cep " + digits(5) + "-" + digits(3)
	case 8:
		return "protocolo da operadora " + day.Format("2006") + digits(11)
	case 9:
		return "NUP " + digits(5) + "." + digits(6) + "/" + day.Format("2006") + "-" + digits(2)
	case 10:
		return "cartão final " + digits(4) + ", valor R$ " + digits(3) + "," + digits(2) + " em " + day.Format("02/01/06") + " nsu " + digits(6)
	default:
		return "agência " + digits(4) + " conta " + digits(6) + "-" + digits(1) + " pix " + digits(11)
	}
}

// FuzzFind finds a number behind any text, and believes nothing that the check digits do not say.
func FuzzFind(f *testing.F) {
	for _, text := range []string{known.String(), "prot. 26 07 21 07 014 81", "o final é 014-81", "２６０７２１", "nº 260721-O7.OI4-8l\n> ", "\u200b|lIoO"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, p := range Find(text).Numbers {
			if !Valid(string(p)) {
				t.Errorf("%q is none", string(p))
			}
		}
		if !slices.Contains(Find(text+" ; "+known.String()).Numbers, known) {
			t.Errorf("not found behind %q", text)
		}
	})
}
