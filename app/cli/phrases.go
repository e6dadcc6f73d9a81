package cli

import (
	"fmt"
	"strings"

	"balcao/app/words"
	"balcao/backend/desk"
	"balcao/backend/phrase"
	"balcao/backend/store"
)

type phraseJSON struct {
	ID     desk.PhraseID   `json:"id"`
	Used   int             `json:"used"`
	Reply  *replyTextJSON  `json:"reply"`  // null: it is a short answer
	Answer *answerTextJSON `json:"answer"` // null: it is a ready reply
	Filled *filledJSON     `json:"filled,omitempty"`
}

type replyTextJSON struct {
	Word     string         `json:"word"`
	Title    string         `json:"title"`
	Closing  bool           `json:"closing"`
	Wordings []desk.Wording `json:"wordings"`
}

type answerTextJSON struct {
	Question string  `json:"question"`
	Answer   string  `json:"answer"`
	Words    string  `json:"words"`
	Until    *string `json:"until"`
}

// filledJSON is the text as it would be sent; it must not be while something is missing.
type filledJSON struct {
	Text     string   `json:"text"`
	Language string   `json:"language"`
	Missing  []string `json:"missing"`
}

func phraseShown(p store.PhraseRow) phraseJSON {
	j := phraseJSON{ID: p.ID, Used: p.Used}
	if r := p.Reply; r != nil {
		j.Reply = &replyTextJSON{r.Word, r.Title, r.Closing, r.Wordings}
	}
	if a := p.Answer; a != nil {
		j.Answer = &answerTextJSON{a.Question, a.Answer, a.Words, stamp(a.Until)}
	}
	return j
}

func phraseList(c *call) func() error {
	return func() error {
		_, shop, err := c.needIn(0, c.openToRead)
		if err != nil {
			return err
		}
		replies, answers, err := phrase.All(c.ctx, shop.Store)
		if err != nil {
			return err
		}
		shown := []phraseJSON{}
		for _, p := range append(replies, answers...) {
			shown = append(shown, phraseShown(p))
			if !c.json {
				fmt.Fprintln(c.Out, c.phraseLine(p))
			}
		}
		if c.json {
			c.line(map[string]any{"phrases": shown})
		}
		return nil
	}
}

func (c *call) phraseLine(p store.PhraseRow) string {
	if p.Reply != nil {
		return fmt.Sprintf("/%s  %s", p.Reply.Word, p.Reply.Title)
	}
	return fmt.Sprintf("%s  %s", p.ID, p.Answer.Question)
}

// phraseShow shows a phrase with what can be filled in for a customer.
func phraseShow(c *call) func() error {
	customer := c.flags.String("customer", "", "ID")
	channel := c.flags.String("channel", "", "email|sms|whatsapp")
	language := c.declareLanguage()
	return func() error {
		args, shop, err := c.needIn(1, c.openToRead)
		if err != nil {
			return err
		}
		p, err := phrase.Named(c.ctx, shop.Store, args[0])
		if err != nil {
			return err
		}
		filled, err := phrase.FillIn(c.ctx, shop.Store, phrase.Ask{
			PhraseID: p.ID, CustomerID: desk.CustomerID(*customer), Channel: desk.Channel(*channel), Language: language(),
		})
		if err != nil {
			return err
		}
		if c.json {
			j := phraseShown(p)
			j.Filled = &filledJSON{filled.Text, filled.Language, filled.Missing}
			c.line(j)
			return nil
		}
		fmt.Fprintf(c.Out, "%s\n\n%s\n", c.phraseLine(p), filled.Text)
		if len(filled.Missing) > 0 {
			c.tell("%s", c.say.Text("phrase.missing", "fields", strings.Join(filled.Missing, ", ")))
		}
		return nil
	}
}

// declareLanguage gives the language that was asked for, else the system's.
func (c *call) declareLanguage() func() string {
	given := c.flags.String("language", "", "LANGUAGE")
	return func() string {
		if *given == "" {
			return string(words.FromEnvironment())
		}
		return *given
	}
}

// phraseSet gives a ready reply the words of one language and one channel, and makes the reply where there is none.
func phraseSet(c *call) func() error {
	title := c.flags.String("title", "", "TEXT")
	channel := c.flags.String("channel", "", "email|sms|whatsapp")
	language := c.declareLanguage()
	text := c.declareText()
	return func() error {
		args, err := c.need(1)
		if err != nil {
			return err
		}
		said, err := text.read(c)
		if err != nil {
			return err
		}
		shop, err := c.open()
		if err != nil {
			return err
		}
		p, err := phrase.Named(c.ctx, shop.Store, args[0])
		if desk.HasCode(err, desk.ErrNotFound) {
			p.Phrase, err = desk.Phrase{Reply: &desk.ReadyReply{Word: args[0], Title: args[0]}}, nil
		}
		if err == nil && p.Reply == nil {
			err = desk.E(desk.ErrUsage, nil, "argument", "WORD")
		}
		if err != nil {
			return err
		}
		if *title != "" {
			p.Reply.Title = *title
		}
		if said != "" {
			if err := setWords(p.Reply, language(), desk.Channel(*channel), said); err != nil {
				return err
			}
		}
		id, _, err := phrase.Save(c.ctx, shop.Store, p.Phrase)
		if err == nil && c.json {
			return c.linePhrase(shop.Store, id)
		}
		return err
	}
}

func (c *call) linePhrase(st *store.Store, id desk.PhraseID) error {
	p, err := phrase.Named(c.ctx, st, string(id))
	if err == nil {
		c.line(phraseShown(p))
	}
	return err
}

// setWords puts words into the wording of a language. Those for no channel in particular are for every one.
func setWords(r *desk.ReadyReply, language string, ch desk.Channel, said string) error {
	at := -1
	for i, w := range r.Wordings {
		if w.Language == language {
			at = i
		}
	}
	if at < 0 {
		r.Wordings = append(r.Wordings, desk.Wording{Language: language, Text: said})
		at = len(r.Wordings) - 1
	}
	w := &r.Wordings[at]
	switch ch {
	case "":
		w.Text = said
	case desk.Email:
		w.Email = said
	case desk.WhatsApp:
		w.Chat = said
	case desk.SMS:
		w.SMS = said
	default:
		return desk.E(desk.ErrUsage, nil, "argument", "--channel")
	}
	return nil
}

func phraseRemove(c *call) func() error {
	return func() error {
		args, shop, err := c.needIn(1, c.open)
		if err != nil {
			return err
		}
		p, err := phrase.Named(c.ctx, shop.Store, args[0])
		if err == nil {
			_, err = phrase.Remove(c.ctx, shop.Store, p.ID)
		}
		if err == nil && c.json {
			c.line(map[string]any{"id": p.ID})
		}
		return err
	}
}
