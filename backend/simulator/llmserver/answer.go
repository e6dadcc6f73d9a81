package llmserver

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
)

// told is what of the data in a request is looked at.
type told struct {
	Language string `json:"language"`
	Text     string `json:"text"`
	Customer struct {
		Name string `json:"name"`
	} `json:"customer"`
	Facts []struct {
		ID       string `json:"id"`
		Question string `json:"question"`
		Answer   string `json:"answer"`
	} `json:"facts"`
	Messages []struct {
		ID   string `json:"id"`
		From string `json:"from"`
		Text string `json:"text"`
	} `json:"messages"`
}

type answered struct {
	Draft    string   `json:"draft"`
	Language string   `json:"language"`
	Used     []string `json:"used"`
	Missing  []string `json:"missing"`
	Handover bool     `json:"handover"`
	Reason   string   `json:"reason"`
}

// phrase is what the simulated model can say in a language.
type phrase struct{ hello, unknown, missing, summary string }

var phrases = map[string]phrase{
	"pt-BR": {"Olá%s!", "Obrigado pela mensagem. Sobre isso: [confirmar: resposta]. Posso ajudar em mais alguma coisa?", "resposta", "A última mensagem do cliente"},
	"pt-PT": {"Olá%s!", "Obrigado pela sua mensagem. Quanto a isso: [confirmar: resposta]. Posso ajudar em mais alguma coisa?", "resposta", "A última mensagem do cliente"},
	"es":    {"¡Hola%s!", "Gracias por su mensaje. Sobre eso: [confirmar: respuesta]. ¿Puedo ayudarle en algo más?", "respuesta", "El último mensaje del cliente"},
	"ca":    {"Hola%s!", "Gràcies pel missatge. Sobre això: [confirmar: resposta]. Us puc ajudar en res més?", "resposta", "L'últim missatge del client"},
	"en":    {"Hello%s!", "Thank you for your message. About that: [confirmar: answer]. Can I help with anything else?", "answer", "The customer's last message"},
}

// answer writes what the model says to a request. One without data is a trial.
func answer(content string) string {
	_, rest, found := strings.Cut(content, "<data>")
	data, task, closed := strings.Cut(rest, "</data>")
	var t told
	if !found || !closed || json.Unmarshal([]byte(data), &t) != nil {
		return "ok"
	}
	say, known := phrases[t.Language]
	if !known {
		say = phrases["pt-BR"]
	}
	text, err := json.Marshal(t.answered(say, strings.TrimSpace(task)))
	if err != nil {
		panic(err) // a struct of texts
	}
	return string(text)
}

func (t told) answered(say phrase, task string) answered {
	a := answered{Language: t.Language, Used: []string{}, Missing: []string{}}
	switch last := t.last(); {
	case strings.HasPrefix(task, "Shorten"):
		a.Draft, _, _ = strings.Cut(t.Text, "\n")
	case t.Text != "":
		a.Draft = t.Text
	case last < 0:
		a.Draft, a.Missing = t.greeting(say)+" "+say.unknown, []string{say.missing}
	case strings.HasPrefix(task, "Summarise"):
		a.Draft, a.Used = say.summary+": "+t.Messages[last].Text, []string{t.Messages[last].ID}
	default:
		a.Used = append(a.Used, t.Messages[last].ID)
		if f := t.fact(t.Messages[last].Text); f >= 0 {
			a.Draft, a.Used = t.greeting(say)+" "+t.Facts[f].Answer, append(a.Used, t.Facts[f].ID)
		} else {
			a.Draft, a.Missing = t.greeting(say)+" "+say.unknown, []string{say.missing}
		}
	}
	return a
}

func (t told) greeting(say phrase) string {
	name := t.Customer.Name
	if name != "" {
		name = ", " + name
	}
	return fmt.Sprintf(say.hello, name)
}

// last is the customer's last message; -1: there is none.
func (t told) last() int {
	for i := len(t.Messages) - 1; i >= 0; i-- {
		if t.Messages[i].From == "customer" {
			return i
		}
	}
	return -1
}

// fact is the one that shares most words with a question; -1: none shares any.
func (t told) fact(question string) int {
	best, most := -1, 0
	asked := words(question)
	for i, f := range t.Facts {
		n := 0
		for w := range words(f.Question) {
			if asked[w] {
				n++
			}
		}
		if n > most {
			best, most = i, n
		}
	}
	return best
}

// words gives the words of four letters and more, without a plural's end.
func words(text string) map[string]bool {
	found := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if w = strings.TrimSuffix(w, "s"); len([]rune(w)) >= 4 {
			found[w] = true
		}
	}
	return found
}
