package assist

import (
	"regexp"
	"strings"
	"time"

	"balcao/backend/store"
)

// Reason is why a message is the owner's to answer and no draft is made.
type Reason string

// The reasons, the gravest first.
const (
	Health     Reason = "health"
	Legal      Reason = "legal"
	Privacy    Reason = "privacy"
	Fraud      Reason = "fraud"
	BankChange Reason = "bank_change"
	DataChange Reason = "data_change" // asked for by mail, which anybody can write in her name
	Minor      Reason = "minor"
	Person     Reason = "person"
	Anger      Reason = "anger"
	Repeated   Reason = "repeated"
	ByModel    Reason = "model" // the model says so; its reason is in words
)

type signal struct {
	reason Reason
	words  *regexp.Regexp
}

// signals are in Portuguese, Spanish, Catalan and English, without accents. A beginning of a word stands for the
// words that begin so.
var signals = []signal{
	{Health, anyOf(`alergi`, `intoxic`, `pronto.socorro`, `machuc`, `ferid[oa]s?\b`, `me cortei`, `sangr`, `queimadura`, `queimei`, `choque eletrico`, `pegou fogo`, `vomit`, `passou mal`,
		`lesion`, `herid[oa]s?\b`, `me corte\b`, `quemadura`, `urgencias`, `ferit`, `cremat`, `urgencies`, `injur`, `allergic`, `bleeding`, `poison`, `caught fire`, `suicid`, `me matar`, `kill myself`, `ambulanc`)},
	{Legal, anyOf(`procon`, `advogad`, `(?:vou|vamos|irei|pretendo|quero) (?:te |os |vos )?processar`, `processar (?:voces|vcs|a loja|a empresa)`, `processo judicial`, `na justica`, `medidas legais`, `medidas judiciais`, `juizado`, `reclame aqui`, `livro de reclamacoes`, `\basae\b`, `deco proteste`,
		`abogad`, `demandar`, `denunciar`, `denuncia\b`, `acciones legales`, `hoja de reclamaciones`, `hojas de reclamaciones`, `consumo\b.{0,20}\breclam`, `\bomic\b`, `juzgado`,
		`advocat`, `demandare`, `accions legals`, `full de reclamacio`, `fulls de reclamacio`, `jutjat`, `lawyer`, `attorney`, `solicitor`, `sue you\b`, `suing`, `legal action`, `small claims`, `trading standards`)},
	{Privacy, anyOf(`\blgpd\b`, `\brgpd\b`, `\bgdpr\b`, `\banpd\b`, `\baepd\b`, `meus dados pessoais`, `dados pessoais`, `apag\w+ (?:os )?meus dados`, `exclu\w+ (?:os )?meus dados`, `mis datos`,
		`datos personales`, `borr\w+ mis datos`, `les meves dades`, `dades personals`, `esborr\w+ (?:totes )?les meves`, `my personal data`, `personal data`, `delete my data`, `right to be forgotten`, `data protection`)},
	{BankChange, anyOf(`(?:nova|outra|mud\w+|troc\w+|alter\w+|atualiz\w+)[^.\n]{0,30}(?:conta bancaria|dados bancarios)`, `(?:nova|outra|mud\w+|troc\w+|alter\w+|atualiz\w+)(?: (?:a|o|de|do|da|minha|nossa|meu|nosso))* (?:chave(?: do)? pix|chave|pix|iban)\b`, `novos dados bancarios`,
		`(?:nueva|otra|cambi\w+)[^.\n]{0,30}(?:cuenta bancaria|datos bancarios|numero de cuenta|\biban\b)`, `(?:nou|nova|canvi\w+)[^.\n]{0,30}(?:compte bancari|dades bancaries|\biban\b)`,
		`(?:new|another|chang\w+|updat\w+)[^.\n]{0,30}(?:bank account|bank details|account number|\biban\b)`)},
	{Fraud, anyOf(`fraude`, `golpe\b`, `golpista`, `clonad`, `chargeback`, `contest\w+ (?:a |o )?(?:compra|pagamento|cobranca)`, `cobranca indevida`, `cobrad[oa] duas vezes`, `nao reconheco`,
		`estafa`, `cargo indebido`, `cobrado dos veces`, `no reconozco`, `\bfrau\b`, `carrec indegut`, `cobrat dues vegades`, `no reconec`, `fraud`, `scam`, `charged twice`, `unauthori[sz]ed`, `dispute the (?:charge|payment)`)},
	{Minor, anyOf(`sou menor`, `menor de idade`, `tenho (?:8|9|1[0-7]) anos`, `soy menor`, `menor de edad`, `tengo (?:8|9|1[0-7]) anos`, `soc menor`, `menor d'edat`, `tinc (?:8|9|1[0-7]) anys`, `i.?a?m (?:8|9|1[0-7]) years old`, `under ?age\b`)},
	{Person, anyOf(`(?:falar|conversar) com (?:uma pessoa|um humano|um atendente|alguem|a dona|o dono|gerente|o gerente|a gerente|responsavel|o responsavel)`, `atendente humano`, `pessoa de verdade`, `e um robo`, `es un robot`,
		`hablar con (?:una persona|un humano|alguien|el encargado|la encargada|el responsable|la responsable)`, `persona real`, `parlar amb (?:una persona|algu|el responsable|la responsable|l'encarregat)`,
		`(?:speak|talk) (?:to|with) (?:a (?:human|person|real person|manager)|someone|somebody|the manager|the owner)`, `real person`, `human being`)},
	{Anger, anyOf(`absurdo`, `palhacada`, `ridicul`, `vergonha`, `pessim`, `nunca mais`, `falta de respeito`, `descaso`, `ladr(?:ao|oes)`, `verguenza`, `inaceptable`, `inaceitavel`, `nunca mas`,
		`falta de respeto`, `ladron`, `vergonya`, `inacceptable`, `mai mes`, `lladre`, `disgusting`, `unacceptable`, `outrageous`, `never again`, `worst\b`, `thieves`, `porra\b`, `merda`, `caralho`, `mierda`, `fuck`, `shit\b`)},
	{Repeated, anyOf(`(?:terceira|quarta|quinta|decima) vez`, `ja (?:escrevi|mandei|liguei|falei|pedi)[^.\n]{0,20}(?:vezes|tres|varias)`, `ninguem (?:me )?responde`, `(?:tercera|cuarta) vez`, `nadie (?:me )?responde`,
		`(?:tercera|quarta) vegada`, `ningu (?:em |m')?respon`, `(?:third|fourth) time`, `nobody (?:answers|replies)`, `no one (?:answers|replies)`)},
}

var dataChange = anyOf(`(?:mud|troc|alter|atualiz)\w*[^.\n]{0,25}(?:meu|minha|o|a|os) (?:e-?mail|endereco|telefone|numero|cadastro|senha|dados|morada)`, `(?:cambi|actualiz)\w*[^.\n]{0,20}mi (?:correo|direccion|telefono|numero|contrasena)`,
	`canvi\w*[^.\n]{0,20}(?:meu|meva) (?:correu|adreca|telefon|numero|contrasenya)`, `(?:chang|updat)\w*[^.\n]{0,20}my (?:e-?mail|address|phone|number|password|details)`)

func anyOf(list ...string) *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[^a-z0-9])(?:` + strings.Join(list, "|") + `)`)
}

// handover reads in a customer's unanswered words whether they are the owner's to answer; empty: they are not. byMail
// tells that some came by mail. days are on how many days she wrote in vain.
func handover(words string, byMail bool, days int) Reason {
	folded := store.Folded(words)
	for _, s := range signals {
		if s.words.MatchString(folded) {
			return s.reason
		}
	}
	switch {
	case byMail && dataChange.MatchString(folded):
		return DataChange
	case days >= 3:
		return Repeated
	default:
		return ""
	}
}

// daysOf counts the days of some moments.
func daysOf(moments []time.Time) int {
	days := map[string]bool{}
	for _, at := range moments {
		days[at.Local().Format(time.DateOnly)] = true
	}
	return len(days)
}
