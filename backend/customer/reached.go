package customer

import (
	"regexp"
	"slices"
	"strings"

	"balcao/backend/desk"
	"balcao/backend/eml"
	"balcao/backend/store"
)

// telephone begins the match key of a telephone number.
const telephone = "tel:"

// phoneTail is a local number without its area code and without Brazil's ninth digit.
const phoneTail = 8

func tailOf(key string) string { return key[len(key)-phoneTail:] }

// wholeKey is the match key of a number that may have been kept without its country.
func wholeKey(key string) string {
	number := strings.TrimPrefix(key, telephone)
	if whole, ok := WholeNumber(number); ok {
		return whole
	}
	return number
}

// gatherNumbers finds telephone numbers that are one, and those that end alike.
func (f likenesses) gatherNumbers(alike store.Alike) error {
	list, err := alike.SameTail(mostAlike)
	by := map[string][]store.Keyed{}
	for _, k := range list {
		by[tailOf(k.Key)] = append(by[tailOf(k.Key)], k)
	}
	for _, same := range by {
		f.addNumbers(same)
	}
	return err
}

// addNumbers takes in numbers that end alike. What more than most share tells nothing.
func (f likenesses) addNumbers(list []store.Keyed) {
	who := map[desk.CustomerID]bool{}
	for _, k := range list {
		who[k.ID] = true
	}
	if len(who) > mostAlike {
		return
	}
	for i, a := range list {
		for _, b := range list[i+1:] {
			if wholeKey(a.Key) == wholeKey(b.Key) {
				f.add(SameNumber, a.ID, b.ID)
			} else {
				f.add(SameTail, a.ID, b.ID)
			}
		}
	}
}

// numberForm finds what may be a telephone number in a line.
var numberForm = regexp.MustCompile(`\+?\(?\d(?:[ .()/\x{a0}\x{2011}\x{2013}-]{0,2}\d){7,16}`)

// signedWith gives the telephone numbers at the end of a mail.
func signedWith(text string) (numbers []string) {
	for _, typed := range numberForm.FindAllString(eml.Signature(text), -1) {
		if number, ok := WholeNumber(typed); ok && !slices.Contains(numbers, number) {
			numbers = append(numbers, number)
		}
	}
	return numbers
}

// gatherSignatures finds whose number stands at the end of somebody else's mails. A number that stands below the mails of
// many is the firm's.
func (f likenesses) gatherSignatures(alike store.Alike) error {
	mails, err := alike.LastMails()
	if err != nil {
		return err
	}
	signed := map[string][]desk.CustomerID{}
	for _, mail := range mails {
		for _, number := range signedWith(mail.Text) {
			if !slices.Contains(signed[number], mail.ID) {
				signed[number] = append(signed[number], mail.ID)
			}
		}
	}
	if len(signed) == 0 {
		return nil
	}
	all, err := alike.Telephones()
	for _, k := range all {
		writers := signed[wholeKey(k.Key)]
		if len(writers) > mostAlike {
			continue
		}
		for _, id := range writers {
			f.add(InSignature, id, k.ID)
		}
	}
	return err
}

// gatherSignature is gatherSignatures for one: whose number she signs with, and who signs with hers.
func (f likenesses) gatherSignature(alike store.Alike, k Known) error {
	mails, err := alike.LastMailsOf(k.ID)
	if err != nil {
		return err
	}
	for _, mail := range mails {
		for _, number := range signedWith(mail.Text) {
			same, err := alike.WithTail(tailOf(number), mostAlike+1)
			if err != nil {
				return err
			}
			for _, other := range same {
				if wholeKey(other.Key) == number {
					f.add(InSignature, k.ID, other.ID)
				}
			}
		}
	}
	for _, i := range k.Identities {
		if err := f.gatherSigners(alike, k.ID, i); err != nil {
			return err
		}
	}
	return nil
}

func (f likenesses) gatherSigners(alike store.Alike, id desk.CustomerID, i desk.Identity) error {
	if !strings.HasPrefix(i.Key, telephone) || len(i.Key) < len(telephone)+phoneTail {
		return nil
	}
	writers, err := alike.WroteNumber(tailOf(i.Key), mostAlike+1)
	if err != nil || len(writers) > mostAlike {
		return err
	}
	for _, writer := range writers {
		mails, err := alike.LastMailsOf(writer)
		if err != nil {
			return err
		}
		for _, mail := range mails {
			if slices.Contains(signedWith(mail.Text), wholeKey(i.Key)) {
				f.add(InSignature, id, writer)
			}
		}
	}
	return nil
}

// gatherColleagues finds of those with one name who writes from the same firm.
func (f likenesses) gatherColleagues(tx store.Customers, k Known, ids []desk.CustomerID) error {
	for _, id := range ids {
		identities, err := tx.Identities(id)
		if err != nil {
			return err
		}
		for _, theirs := range identities {
			if slices.ContainsFunc(k.Identities, func(hers desk.Identity) bool { return sameFirm(hers, theirs) }) {
				f.add(SameColleague, k.ID, id)
			}
		}
	}
	return nil
}

func sameFirm(a, b desk.Identity) bool {
	_, domain, _ := strings.Cut(a.Address, "@")
	_, other, _ := strings.Cut(b.Address, "@")
	return a.Medium == desk.Email && b.Medium == desk.Email && domain == other && tellsDomain("@"+domain)
}

// everywhere are the first words of domains at which anybody may have an address.
const everywhere = " aol arnet bol clix cox fastmail fibertel free globo globomail gmail gmx googlemail hotmail hushmail icloud ig iol jazztel laposte libero" +
	" live mac mail me mixmail movistar msn netcabo netscape oi ono orange outlook pm pop proton protonmail r7 rediffmail sapo superig telefonica" +
	" telepac telmex terra tutanota uol vodafone web wanadoo yahoo yandex ya ymail zipmail zoho "

// tellsDomain: a domain of a firm, at the end of a text, says that two belong to it.
func tellsDomain(text string) bool {
	first, _, _ := strings.Cut(text[strings.LastIndexByte(text, '@')+1:], ".")
	return first != "" && !strings.Contains(everywhere, " "+first+" ")
}
