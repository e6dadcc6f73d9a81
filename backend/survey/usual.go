package survey

import (
	"cmp"
	"strings"

	"balcao/backend/desk"
)

// usualLanguage is asked in where nothing tells a customer's language.
const usualLanguage = "pt-BR"

// usual is what is asked in a language where the owner has no words of her own.
type usual struct {
	subject string // of a mail
	cases   map[desk.Scale]string
	bought  map[desk.Scale]string
	brought map[desk.Scale]string
	number  string // that a number is enough
}

var usualWords = map[string]usual{
	"pt-BR": {
		subject: "Como foi?",
		cases: map[desk.Scale]string{
			desk.CSAT: "De 1 a 5, o que achou do nosso atendimento? 5 é ótimo.",
			desk.NPS:  "De 0 a 10, quanto você recomendaria a nossa loja a um amigo?",
			desk.CES:  "Foi fácil resolver o que você precisava? De 1 (muito difícil) a 7 (muito fácil).",
		},
		bought: map[desk.Scale]string{
			desk.CSAT: "De 1 a 5, o que achou da sua compra? 5 é ótimo.",
			desk.CES:  "Foi fácil comprar com a gente? De 1 (muito difícil) a 7 (muito fácil).",
		},
		brought: map[desk.Scale]string{
			desk.CSAT: "De 1 a 5, o que achou da entrega do seu pedido? 5 é ótimo.",
			desk.CES:  "Foi fácil receber o seu pedido? De 1 (muito difícil) a 7 (muito fácil).",
		},
		number: "Pode responder só com o número.",
	},
	"pt-PT": {
		subject: "Como correu?",
		cases: map[desk.Scale]string{
			desk.CSAT: "De 1 a 5, o que achou do nosso atendimento? 5 é ótimo.",
			desk.NPS:  "De 0 a 10, até que ponto recomendaria a nossa loja a um amigo?",
			desk.CES:  "Foi fácil resolver o que precisava? De 1 (muito difícil) a 7 (muito fácil).",
		},
		bought: map[desk.Scale]string{
			desk.CSAT: "De 1 a 5, o que achou da sua compra? 5 é ótimo.",
			desk.CES:  "Foi fácil comprar connosco? De 1 (muito difícil) a 7 (muito fácil).",
		},
		brought: map[desk.Scale]string{
			desk.CSAT: "De 1 a 5, o que achou da entrega da sua encomenda? 5 é ótimo.",
			desk.CES:  "Foi fácil receber a sua encomenda? De 1 (muito difícil) a 7 (muito fácil).",
		},
		number: "Basta responder com o número.",
	},
	"en": {
		subject: "How was it?",
		cases: map[desk.Scale]string{
			desk.CSAT: "From 1 to 5, how did we do? 5 is great.",
			desk.NPS:  "From 0 to 10, how likely are you to recommend our shop to a friend?",
			desk.CES:  "Was it easy to get this sorted? From 1 (very hard) to 7 (very easy).",
		},
		bought: map[desk.Scale]string{
			desk.CSAT: "From 1 to 5, how happy are you with your purchase? 5 is great.",
			desk.CES:  "Was it easy to buy from us? From 1 (very hard) to 7 (very easy).",
		},
		brought: map[desk.Scale]string{
			desk.CSAT: "From 1 to 5, how was the delivery of your order? 5 is great.",
			desk.CES:  "Was it easy to get your order delivered? From 1 (very hard) to 7 (very easy).",
		},
		number: "Just the number will do.",
	},
	"es": {
		subject: "¿Qué tal fue?",
		cases: map[desk.Scale]string{
			desk.CSAT: "Del 1 al 5, ¿qué le pareció nuestra atención? 5 es excelente.",
			desk.NPS:  "Del 0 al 10, ¿cuánto recomendaría nuestra tienda a un amigo?",
			desk.CES:  "¿Fue fácil resolver lo que necesitaba? Del 1 (muy difícil) al 7 (muy fácil).",
		},
		bought: map[desk.Scale]string{
			desk.CSAT: "Del 1 al 5, ¿qué le pareció su compra? 5 es excelente.",
			desk.CES:  "¿Fue fácil comprar con nosotros? Del 1 (muy difícil) al 7 (muy fácil).",
		},
		brought: map[desk.Scale]string{
			desk.CSAT: "Del 1 al 5, ¿qué le pareció la entrega de su pedido? 5 es excelente.",
			desk.CES:  "¿Fue fácil recibir su pedido? Del 1 (muy difícil) al 7 (muy fácil).",
		},
		number: "Puede responder solo con el número.",
	},
	"ca": {
		subject: "Com ha anat?",
		cases: map[desk.Scale]string{
			desk.CSAT: "De l'1 al 5, què li ha semblat la nostra atenció? 5 és excel·lent.",
			desk.NPS:  "Del 0 al 10, fins a quin punt recomanaria la nostra botiga a un amic?",
			desk.CES:  "Ha estat fàcil resoldre el que necessitava? De l'1 (molt difícil) al 7 (molt fàcil).",
		},
		bought: map[desk.Scale]string{
			desk.CSAT: "De l'1 al 5, què li ha semblat la seva compra? 5 és excel·lent.",
			desk.CES:  "Ha estat fàcil comprar-nos? De l'1 (molt difícil) al 7 (molt fàcil).",
		},
		brought: map[desk.Scale]string{
			desk.CSAT: "De l'1 al 5, què li ha semblat el lliurament de la seva comanda? 5 és excel·lent.",
			desk.CES:  "Ha estat fàcil rebre la seva comanda? De l'1 (molt difícil) al 7 (molt fàcil).",
		},
		number: "Pot respondre només amb el número.",
	},
}

// usualIn gives the usual words of a language, and which one that is.
func usualIn(language string) (usual, string) {
	if words, ok := usualWords[language]; ok {
		return words, language
	}
	return usualWords[usualLanguage], usualLanguage
}

// Usual is what is asked at a touch point on a scale where the owner has no words of her own.
func Usual(point desk.TouchPoint, scale desk.Scale, language string) string {
	u, _ := usualIn(language)
	of := map[desk.TouchPoint]map[desk.Scale]string{desk.CaseTouch: u.cases, desk.PurchaseTouch: u.bought, desk.DeliveryTouch: u.brought}[point]
	return cmp.Or(of[scale], u.cases[scale]) + " " + u.number
}

// shortened makes the usual words one SMS, whose sender nobody knows: with the name of the shop, and without the accents
// that would halve what it holds.
func shortened(text, shop string) string {
	if shop != "" {
		text = shop + ": " + text
	}
	return plain.Replace(text)
}

var plain = strings.NewReplacer(
	"á", "a", "à", "a", "â", "a", "ã", "a", "é", "e", "è", "e", "ê", "e", "í", "i", "ï", "i", "ó", "o", "ò", "o", "ô", "o", "õ", "o", "ú", "u", "ü", "u",
	"ç", "c", "ñ", "n", "l·l", "l.l", "Á", "A", "À", "A", "Â", "A", "Ã", "A", "É", "E", "Ê", "E", "Í", "I", "Ó", "O", "Ô", "O", "Õ", "O", "Ú", "U", "Ç", "C",
)
