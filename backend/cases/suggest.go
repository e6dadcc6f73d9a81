package cases

import (
	"regexp"
	"strings"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// hint is what in a customer's words speaks for a class, in Portuguese, Spanish, Catalan and English, without accents.
// A beginning of a word stands for the words that begin so.
type hint struct {
	class desk.Class
	words *regexp.Regexp
}

// hints are in the order of what weighs more: who complains and asks for an exchange complains.
var hints = []hint{
	{desk.Complaint, words(`reclama`, `queja`, `queixa`, `complain`, `defeito`, `defectuos`, `defectuoso`, `defecte`, `faulty`, `broken`, `quebrad`, `rasgad`, `tort[oa]\b`,
		`rot[oa]\b`, `trencad`, `estragad`, `errad[oa]\b`, `equivocad`, `wrong`, `nao funciona`, `no funciona`, `not work`, `doesn'?t work`, `pessim`, `horrivel`, `terrible`,
		`absurd`, `decepcion`, `disappoint`, `ninguem responde`, `nadie responde`, `ningu respon`, `no one answer`, `ainda nao chegou`, `nao chegou`, `aun no ha llegado`,
		`todavia no`, `encara no`, `never arrived`, `atrasad`, `retras`, `demora`, `procon`, `insatisfeit`, `descontent`)},
	{desk.Request, words(`trocar`, `\btroca\b`, `devol`, `cancela`, `reembols`, `estorn`, `refund`, `exchange`, `return (?:it|this|the)`, `segunda via`, `2a via`, `segunda copia`,
		`cambiar`, `\bcambio\b`, `canviar`, `\bcanvi\b`, `encomendar`, `reservar`, `agendar`, `orcamento`, `presupuesto`, `pressupost`, `\bquote\b`, `quero comprar`, `gostaria de (?:pedir|comprar)`)},
	{desk.Praise, words(`parabens`, `felicidades`, `enhorabuena`, `felicitat`, `congratulat`, `adorei`, `amei`, `ameei`, `encantad`, `encanta\b`, `excelente`, `excellent`, `otim[oa]`,
		`perfeit[oa] o atend`, `maravilh`, `maravill`, `meravell`, `wonderful`, `loved`, `great (?:job|service)`, `muito bom`, `muy buen`, `molt bo`, `nota dez`, `recomendo`)},
	{desk.Suggestion, words(`suger`, `sugest`, `suggest`, `poderiam`, `podiam`, `deveriam`, `podrian`, `deberian`, `podrieu`, `haurieu`, `seria bom`, `seria legal`, `estaria bien`,
		`estaria be\b`, `it would be (?:nice|good)`, `you should`, `que tal se`, `falta uma?\b`)},
	{desk.Information, words(`quanto (?:custa|fica|e)\b`, `qual o (?:preco|valor|horario)`, `preco`, `precio`, `preu\b`, `price`, `how much`, `cuanto`, `quant (?:costa|val)`, `horario`,
		`horari\b`, `opening`, `que horas`, `a que hora`, `aberto`, `abiert`, `obert`, `\bopen\b`, `endereco`, `direccion`, `adreca`, `address`, `onde fica`, `donde esta`, `on es\b`,
		`(?:voces|vcs|vc) tem`, `tem .{0,30}\?`, `tienen`, `teniu`, `do you (?:have|sell)`, `informac`, `duvida`, `duda\b`, `dubte`, `question`)},
}

func words(list ...string) *regexp.Regexp {
	return regexp.MustCompile(`\b(?:` + strings.Join(list, "|") + `)`)
}

// SuggestClass says what a customer's words may be about; empty: nothing speaks for any class. It is shown, and never
// set.
func SuggestClass(text string) desk.Class {
	folded := store.Folded(text)
	for _, h := range hints {
		if h.words.MatchString(folded) {
			return h.class
		}
	}
	return ""
}
