package phrase

import (
	"context"
	"strings"

	"balcao/backend/cases"
	"balcao/backend/desk"
	"balcao/backend/preference"
	"balcao/backend/store"
)

// Ask says what to fill, and for whom.
type Ask struct {
	PhraseID   desk.PhraseID // a ready reply; empty: Text
	Text       string
	CustomerID desk.CustomerID // empty: nobody yet
	CaseID     desk.CaseID     // whose number is told; empty: the customer's open case
	Channel    desk.Channel
	Language   string            // wanted; see Filled
	Given      map[string]string // what the owner typed, by the name of the field
}

// Filled is a text for one customer. While something is missing it must not be sent.
type Filled struct {
	Text     string
	Language string   // of the wording that was there
	Missing  []string // see Fill
}

// FillIn fills a ready reply or a text. What the owner typed comes before what the program knows.
func FillIn(ctx context.Context, st *store.Store, a Ask) (f Filled, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		text, language, err := a.wording(tx)
		if err != nil {
			return err
		}
		known, err := a.known(tx, language)
		if err != nil {
			return err
		}
		given := map[string]string{}
		for name, value := range a.Given {
			given[nameOf(name)] = strings.TrimSpace(value)
		}
		f.Language = language
		f.Text, f.Missing = Fill(text, func(name string) string {
			if typed := given[nameOf(name)]; typed != "" {
				return typed
			}
			return known[FieldOf(name)]
		})
		return nil
	})
	return f, err
}

func (a Ask) wording(tx *store.ReadTx) (text, language string, err error) {
	if a.PhraseID == "" {
		return a.Text, a.Language, nil
	}
	p, err := tx.Settings().Phrases().Get(a.PhraseID)
	if err != nil {
		return "", "", err
	}
	if p.Reply == nil {
		return p.Answer.Answer, a.Language, nil
	}
	w := p.Reply.In(a.Language)
	return w.For(a.Channel), w.Language, nil
}

// known gathers what the program can put into fields; what it does not know is missing there.
// OfShop gives the fields that are filled alike for every customer, as far as the shop is known.
func OfShop(tx *store.ReadTx) (map[Field]string, error) { return Ask{}.known(tx, "") }

func (a Ask) known(tx *store.ReadTx, language string) (map[Field]string, error) {
	shop, err := preference.ReadShop(tx)
	if err != nil {
		return nil, err
	}
	known := map[Field]string{ShopName: strings.TrimSpace(shop.Name)}
	hours, chosen, err := preference.ChosenHours(tx)
	if err != nil {
		return nil, err
	}
	if chosen {
		known[Hours] = hoursIn(hours, language)
	}
	if a.CustomerID != "" {
		c, err := tx.Customers().Get(a.CustomerID)
		if err != nil {
			return nil, err
		}
		known[Name], known[FirstName] = c.Name, firstName(c.Name)
	}
	k, err := a.matter(tx)
	if err == nil && k.ID != "" {
		known[Protocol] = k.Protocol.String()
	}
	return known, err
}

func (a Ask) matter(tx *store.ReadTx) (desk.Case, error) {
	switch {
	case a.CaseID != "":
		return tx.Cases().Get(a.CaseID)
	case a.CustomerID != "":
		return cases.Current(tx, a.CustomerID)
	default:
		return desk.Case{}, nil
	}
}

// firstName is what to call somebody: the first word that is no title such as "Sr.".
func firstName(name string) string {
	words := strings.Fields(name)
	for _, w := range words {
		if !strings.HasSuffix(w, ".") {
			return w
		}
	}
	return strings.Join(words, " ")
}
