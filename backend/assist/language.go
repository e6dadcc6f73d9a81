package assist

import (
	"strings"
	"unicode"
)

// tongue is how much a word speaks for each language: pt counts for both Portuguese.
var tongue = weigh(map[string]string{
	"pt": `não nao é e o os um uma para com por quero gostaria tem têm vocês está estou isso isto muito obrigado obrigada bom boa dia tarde noite olá oi já até ainda quando quanto custa
		preço são então também meu minha foi chegou encomenda pedido loja amanhã hoje ontem do da dos das no na em ao à mas qual onde eu se fazer pode pra mais`,
	"pt-BR": `você vocês vc vcs voce oi tô to cê né beleza legal celular ônibus tá pra cadê blz tchau moça moço boleto nota fiscal cpf cnpj pix reais frete cadastro caderno fichário`,
	"pt-PT": `vós estais telemóvel fatura factura morada connosco convosco consigo autocarro fixe bué estou-vos cumprimentos encomendar portes multibanco nif boas obrigadíssimo agrafador euros desejava podem`,
	"es": `no el la los las un una para con por quiero quisiera tienen hola buenos buenas días tardes noches gracias está estoy esto muy ya hasta cuándo cuánto cuesta precio también mi fue llegó pedido
		tienda mañana hoy ayer del al pero cuál dónde yo se hacer puede más y es que usted ustedes ha llegado todavía aún`,
	"ca": `no el la els les un una per amb vull voldria teniu hola bon bona dia tarda vespre nit gràcies està estic això molt ja fins quan quant costa preu també meu meva va arribar comanda botiga demà
		avui ahir del al però quin on jo es fer pot més i és que vostè vostès ha arribat encara si us plau bones`,
	"en": `the a an and is are was i you my your for with to of in on have has do does want would like hello hi thanks thank please when how much price order shop store tomorrow today yesterday not it this
		that but which where can could arrived yet still good morning afternoon evening`,
})

func weigh(lists map[string]string) map[string]map[string]int {
	weights := map[string]map[string]int{}
	for language, list := range lists {
		for _, w := range strings.Fields(list) {
			if weights[w] == nil {
				weights[w] = map[string]int{}
			}
			weights[w][language] = 1
		}
	}
	for _, by := range weights { // a word of one language says more than a word of three
		if len(by) == 1 {
			for language := range by {
				by[language] = 3
			}
		}
	}
	return weights
}

// guessLanguage tells in what language a text is; hint is what it is when the words do not say. sure is false then.
func guessLanguage(text, hint string) (language string, sure bool) {
	scores := map[string]int{}
	for _, w := range wordsOf(text) {
		for language, n := range tongue[w] {
			scores[language] += n
		}
	}
	scores["pt"] += scores["pt-BR"] + scores["pt-PT"]
	best, second := "", 0
	for _, language := range []string{"pt", "en", "es", "ca"} {
		switch n := scores[language]; {
		case best == "" || n > scores[best]:
			second, best = scores[best], language
		case n > second:
			second = n
		}
	}
	if scores[best] < 3 || scores[best] == second {
		return hint, false
	}
	if best != "pt" {
		return best, true
	}
	return portuguese(scores, hint), true
}

// portuguese tells the two apart, where the words do.
func portuguese(scores map[string]int, hint string) string {
	switch brazil, portugal := scores["pt-BR"], scores["pt-PT"]; {
	case brazil > portugal:
		return "pt-BR"
	case portugal > brazil:
		return "pt-PT"
	case hint == "pt-PT":
		return hint
	default:
		return "pt-BR"
	}
}

// wordsOf gives the words of a text in small letters.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '-' })
}

// languageOfPhone is what is spoken where the number of an identity is from; empty for what has none.
func languageOfPhone(key string) string {
	number, _ := strings.CutPrefix(key, "tel:")
	for prefix, language := range map[string]string{"+55": "pt-BR", "+351": "pt-PT", "+34": "es", "+376": "ca", "+44": "en", "+1": "en"} {
		if strings.HasPrefix(number, prefix) {
			return language
		}
	}
	return ""
}
