package life

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Person is a customer of the shop.
type Person struct {
	Name     string
	First    string // how the shop speaks to this person
	Female   bool
	Firm     bool
	Email    string // empty: never writes mail
	SMS      string // E.164; empty: no telephone
	WhatsApp string // raw id with its prefix, not always the same digits as SMS
	// Stopped is true for somebody who asked by SMS not to be written to any more.
	Stopped bool

	number int // position in the shop's list
	style  mailStyle
}

// people are the fixed cast and as many others as it takes.
func people(seed uint64, wanted int) []*Person {
	list := make([]*Person, 0, wanted)
	taken := map[string]bool{}
	for _, m := range tables.cast {
		p := castPerson(m)
		p.number = len(list)
		p.style = mailStyle(p.number % int(mailStyles))
		taken[p.Email], taken[p.Name] = true, true
		list = append(list, p)
	}
	for n := len(list); n < wanted; n++ {
		list = append(list, somebody(Rand(seed, "person", n), n, taken))
	}
	return list
}

func castPerson(m castMember) *Person {
	p := &Person{Name: m.Name, Female: m.Gender == "f", Firm: m.Firm, Email: m.Email, Stopped: m.Stop}
	p.First, _, _ = strings.Cut(m.Name, " ")
	if m.Firm {
		p.First = "pessoal"
	}
	if m.Phone != "" {
		p.setPhone(m.Phone, m.Eight)
	}
	return p
}

func (p *Person) setPhone(e164 string, eightDigits bool) {
	p.SMS, p.WhatsApp = e164, "whatsapp:"+e164
	if eightDigits {
		p.WhatsApp = "whatsapp:" + e164[:5] + e164[6:]
	}
}

// somebody invents a customer. Most use mail only or the telephone only; every tenth uses both.
func somebody(r *rand.Rand, number int, taken map[string]bool) *Person {
	p := &Person{number: number, style: mailStyle(number % int(mailStyles))}
	p.nameAfter(r, taken)
	kind := number % 10
	if kind < 5 {
		p.Email = freeAddress(r, p, taken)
	}
	if kind >= 4 {
		p.phoneOf(r)
	}
	return p
}

func (p *Person) nameAfter(r *rand.Rand, taken map[string]bool) {
	n := tables.names
	p.Female = r.IntN(2) == 0
	first := n.Male
	if p.Female {
		first = n.Female
	}
	for tries := 0; ; tries++ {
		p.First = pick(r, first)
		p.Name = p.First + " " + pick(r, n.Last)
		if tries > 3 {
			p.Name = p.First + " " + pick(r, n.Last) + " " + pick(r, n.Last)
		}
		if p.number%12 == 0 && tries == 0 {
			p.Name, p.Firm = pick(r, n.Firms), true
		} else {
			p.Firm = false
		}
		if !taken[p.Name] || tries > 50 {
			taken[p.Name] = true
			return
		}
	}
}

func freeAddress(r *rand.Rand, p *Person, taken map[string]bool) string {
	local := strings.Join(strings.Fields(plain(strings.ToLower(p.Name))), ".")
	host := pick(r, tables.names.Hosts)
	address := local + "@" + host
	if taken[address] {
		address = fmt.Sprintf("%s%d@%s", local, p.number, host)
	}
	taken[address] = true
	return address
}

// phoneOf gives a number of the form 90000-… which no Brazilian operator has handed out, or 99000-… for
// those whose WhatsApp id lacks the ninth digit: without it the id must still look like a mobile.
func (p *Person) phoneOf(r *rand.Rand) {
	area := pick(r, tables.names.Areas)
	eight := area >= "31" && p.number%3 == 0
	subscriber := 900_010_000 + p.number*7
	if eight {
		subscriber += 90_000_000
	}
	p.setPhone(fmt.Sprintf("+55%s%d", area, subscriber), eight)
}

// On is the address that this person uses on a channel; empty when there is none.
func (p *Person) On(channel string) string {
	switch channel {
	case Email:
		return p.Email
	case SMS:
		return p.SMS
	default:
		return p.WhatsApp
	}
}

func (p *Person) answersTo(key string) bool {
	return key != "" && (key == addressKey(p.Email) || key == addressKey(p.SMS))
}

// addressKey folds the spellings of one address: letter case, the WhatsApp prefix, Brazil's ninth digit.
func addressKey(address string) string {
	address = strings.ToLower(strings.TrimPrefix(address, "whatsapp:"))
	if strings.HasPrefix(address, "+55") && len(address) == 14 && address[5] == '9' {
		return address[:5] + address[6:]
	}
	return address
}

// plain takes the accents off Portuguese letters, as people do on old telephones and in addresses.
func plain(s string) string {
	return plainer.Replace(s)
}

var plainer = strings.NewReplacer(
	"á", "a", "à", "a", "â", "a", "ã", "a", "é", "e", "ê", "e", "í", "i", "ó", "o", "ô", "o", "õ", "o", "ú", "u", "ü", "u", "ç", "c",
	"Á", "A", "À", "A", "Â", "A", "Ã", "A", "É", "E", "Ê", "E", "Í", "I", "Ó", "O", "Ô", "O", "Õ", "O", "Ú", "U", "Ç", "C",
	"“", "\"", "”", "\"", "’", "'", "–", "-", "—", "-", " 😊", "",
)
