package phrase

import (
	"context"
	_ "embed" // the replies
	"encoding/json"
	"slices"

	"balcao/backend/desk"
	"balcao/backend/store"
)

//go:embed data/starter.json
var starterFile []byte

// begun is a ready reply to begin with, as data/starter.json has it: in every language under another word.
type begun struct {
	Closing bool               `json:"closing"`
	In      map[string]inWords `json:"in"`
}

type inWords struct {
	Word  string `json:"word"`
	Title string `json:"title"`
	Text  string `json:"text"`
	Email string `json:"email"`
	SMS   string `json:"sms"`
}

// Starter gives ready replies to begin with, called as in a language and worded in all of them, that one first. Among
// them are closing words. They are offered, not kept.
func Starter(language string) []desk.ReadyReply {
	if !slices.Contains(desk.Languages[:], language) {
		language = desk.Languages[0]
	}
	var list []begun
	if err := json.Unmarshal(starterFile, &list); err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	replies := make([]desk.ReadyReply, len(list))
	for i, b := range list {
		own := b.In[language]
		replies[i] = desk.ReadyReply{Word: own.Word, Title: own.Title, Closing: b.Closing, Wordings: []desk.Wording{b.wording(language)}}
		for _, other := range desk.Languages {
			if other != language {
				replies[i].Wordings = append(replies[i].Wordings, b.wording(other))
			}
		}
	}
	return replies
}

func (b begun) wording(language string) desk.Wording {
	w := b.In[language]
	return desk.Wording{Language: language, Text: w.Text, Email: w.Email, SMS: w.SMS}
}

// Begin keeps the ready replies to begin with, except those whose word is taken. It tells how many it kept.
func Begin(ctx context.Context, st *store.Store, language string) (kept int, err error) {
	err = st.Write(ctx, func(tx *store.Tx) error {
		kept = 0
		for _, r := range Starter(language) {
			p := desk.Phrase{ID: desk.PhraseID(store.NewID()), Reply: &r}
			if err := wordIsFree(tx, p); desk.HasCode(err, desk.ErrPhraseWord) {
				continue
			} else if err != nil {
				return err
			}
			if err := tx.Record(desk.Event{Kind: desk.PhraseSaved, Actor: desk.Owner, Facts: desk.Facts{Phrase: &p}}); err != nil {
				return err
			}
			kept++
		}
		return nil
	})
	return kept, err
}
