package assist

import (
	"regexp"
	"strings"
	"unicode"

	"balcao/backend/phone"
	"balcao/backend/store"
)

// What only its owner is to know: passwords and codes, by the phrases in which people tell them.

const blank = `[\s\p{Zs}]`

var (
	// secretNoun is what a secret is called. The nouns of the first group mean little else; those of the second mean
	// much else, so that only what looks like a secret counts behind them, unless they are somebody's or open something.
	secretNoun = regexp.MustCompile(`(?i)(?:^|[^\p{L}\p{N}])(?:` +
		`(senhas?|palavras?[- ]passe|passwords?|passcodes?|passphrase|pass|pwd|pin|otp|contrase[ñn]as?|contrasenya|contrasenyes|paraula de pas|mot de pas)` +
		`|(c[óo]digos?|codis?|codes?|tokens?|claves?|claus?|chaves?|key|wi-?fi))`)
	nounEnd = regexp.MustCompile(`^(?:$|[^\p{L}\p{N}])`)
	owned   = regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:minha|meu|mi|my|our|nossa|nuestra|meva|nostra)` + blank + `+$`)
	loginBy = regexp.MustCompile(`(?i)(?:login|user(?:name)?|usu[áa]ri[oa]?)[^\n]{0,60}$`) // what one logs in as, of which the secret is the other half
	ofWhat  = `(?i)^` + blank + `+(?:(?:d[aeo]l?|dels?|of)` + blank + `+|d')?(?:(?:la|el|the)` + blank + `+|l')?`
	opens   = regexp.MustCompile(ofWhat + `(?:wi-?fi|acesso|acceso|acc[ée]s|rede|red|xarxa|internet|alarm|port[ãa]o|porta|puerta|door|cofre|segur|securi)`)
	ofGoods = regexp.MustCompile(ofWhat + `(?:postal|barra|barre|produ|pedido|comanda|encomenda|order|rastre|seguim|track|desco|descuent|descompt|cor\b|color|art[íi]|item|refer|civil|condu|conduct|fiscal|pix)`)
	goods   = regexp.MustCompile(`(?i)(?:product|order|tracking|discount|zip|post|postal|area|colou?r|bar|item|promo)[ -]+$`)

	// step is what comes next behind a noun: a verb or a sign that its secret follows, or a word.
	step = regexp.MustCompile(`^[\s\p{Zs}"'“”«(*_]*(?:` +
		`((?i:é|és|es|is|are|era|foi|fue|was|ficou|será|serà|são|són|son)(?:` + blank + `|:)|[:=→]|[-=]>|[-–—]` + blank + `)` +
		`|((?:https?://|\d:\d|[^\s\p{Zs}:=])+))`)
	leadForm   = regexp.MustCompile(`^[\s\p{Zs}:=>]*`)
	quotedForm = regexp.MustCompile(`^(?:"[^"\n]{2,60}"|“[^”\n]{2,60}”|«[^»\n]{2,60}»|'[^'\n]{2,60}'|\*[^*\n]{2,60}\*)`)
	wordForm   = regexp.MustCompile(`[^\s\p{Zs}]+`)
	digitRun   = regexp.MustCompile(`^[\d -]*\d`)
	// counted is a word with digits that is a day, an hour, a price or an amount.
	counted = regexp.MustCompile(`(?i)^(?:20\d{2}-\d{2}-\d{2}|(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])(?:[/.-]\d{2,4})?|(?:19|20)\d{2}|\d{1,2}[:h]\d{0,2}(?:min|h)?|(?:r?\$|€)\d[\d.,]*|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+|\d+(?:[.,]\d+)?(?:%|kg|g|cm|mm|m|ml|l|x|€|º|ª|h|min|gb|mb|ghz))$`)

	// turnedNoun has the secret before it: "abacate12 é a senha".
	turnedNoun = regexp.MustCompile(`(?i)([^\s\p{Zs}"“”]+)["”]?` + blank + `+(?:é|és|es|is|era|was)` + blank + `+(?:(?:a|o|la|el|the|my|our|your|mi|tu|su|minha|nossa|nova|meva|nostra|nueva|new)` + blank + `+){1,3}` +
		`(?:senha|palavra[- ]passe|password|passcode|pin|contrase[ñn]a|contrasenya|clave|c[óo]digo|codi|code)(?:$|[^\p{L}\p{N}])`)
	// cvvForm is what is printed on the back of a card.
	cvvForm = regexp.MustCompile(`(?i)(?:\b(?:cvv2?|cvc2?|cv2|csc|security code)\b|c[óo]di(?:go)? de (?:segurança|seguridad|seguretat)|(?:d[íi]gitos?|n[úu]meros?|digits?|xifres)` + blank + `+(?:(?:d[eo]l?|on the)` + blank + `+)?(?:tr[áa]s|atr[áa]s|detr[áa]s|darrere|verso|dorso|back))[^\d\n]{0,25}(\d{3,4})\b`)
)

var (
	// stops are words that stand where a secret could, and are none.
	stops = setOf(`o a os as um uma el la los las un una els les the an my meu minha mi tu su seu sua nossa nosso nuestra mesma mesmo misma mismo mateixa mateix same igual muito muy molt very too
		nao no not ainda todavia aun encara ja ya sempre siempre always diferente diferent different errada errado erronea incorreta incorreto incorrecta incorrecto incorrect wrong invalida invalido invalid
		certa certo correta correto correcta correcto correct right fraca forte segura seguro secure curta longa larga corta long short simples simple facil easy dificil hard nova novo nueva nuevo new antiga
		antigo antigua old necessaria necesaria required needed qual quais cual cuales quin quina which what para pra por de do da del d que como so solo only apenas aquela aquele ese esa esse essa esta este isto isso that this it
		aqui here enviada enviado sent gerada gerado expirada expirado caducada expired vencida bloqueada blocked confidencial secreta secret pessoal personal parte tao tan at in on em en com con per i e y and
		se si if importante important suficiente enough valida valido valid broken quebrada usar ter fazer ser tener hacer funciona dele dela ele ela yo eu ok`)
	// joins are words that end one.
	joins = setOf(`e y i and mas pero but ou or para pra for por porque que se si if quando cuando quan when meu minha mi my pode puede can`)
)

// mostWords are the words of a secret that is a sentence, mostBetween those between its noun and it.
const (
	mostWords   = 4
	mostBetween = 7
)

// bare is a word without accents and what is around it.
func bare(word string) string {
	return stem(store.Folded(strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })))
}

// findSecrets finds passwords and codes by what is said around them.
func findSecrets(text string) (found []mark) {
	add := func(from, to int) {
		if from < to {
			found = append(found, mark{Code, from, to, text[from:to]})
		}
	}
	for _, at := range secretNoun.FindAllStringSubmatchIndex(text, -1) {
		before, rest := text[:max(at[2], at[4])], text[at[1]:]
		if !nounEnd.MatchString(rest) {
			continue
		}
		login := loginBy.MatchString(before)
		strong := at[2] >= 0 || login || owned.MatchString(before) || opens.MatchString(rest)
		if strong || !ofGoods.MatchString(rest) && !goods.MatchString(before) {
			from, to := secretAfter(rest, strong, login)
			add(at[1]+from, at[1]+to)
		}
	}
	for _, at := range turnedNoun.FindAllStringSubmatchIndex(text, -1) {
		if !stops[bare(text[at[2]:at[3]])] {
			add(at[2], at[3])
		}
	}
	return found
}

// secretAfter gives where in the words behind a noun its secret stands.
func secretAfter(rest string, strong, login bool) (from, to int) {
	at := 0
	for n := range mostBetween {
		s := step.FindStringSubmatchIndex(rest[at:])
		switch {
		case s == nil:
			return 0, 0
		case s[2] >= 0:
			return secretIn(rest, at+s[3], strong, strings.ContainsAny(rest[at+s[2]:at+s[3]], ":=→>"))
		case strong && quotedForm.MatchString(leadForm.ReplaceAllString(rest[at:], "")):
			return secretIn(rest, at, true, true)
		}
		from, to = at+s[4], at+s[5]
		word, whole := rest[from:to], wordForm.FindString(rest[from:])
		switch newLine := strings.Contains(rest[at:from], "\n"); {
		case newLine && n > 0:
			return 0, 0
		case looksSecret(whole, n), login && n == 0 && !stops[bare(word)]:
			return from, from + max(len(whole), len(digitRun.FindString(rest[from:])))
		case strings.ContainsAny(word[len(word)-1:], ".!?;"):
			return 0, 0
		}
		at = to
	}
	return 0, 0
}

// secretIn gives where the secret that was announced stands: what is between quotes, or some words. One that is not
// surely announced has to look like a secret, or to stand alone behind a sign.
func secretIn(rest string, at int, strong, sign bool) (from, to int) {
	at += len(leadForm.FindString(rest[at:]))
	if quoted := quotedForm.FindString(rest[at:]); quoted != "" {
		return at, at + len(quoted)
	}
	line, _, _ := strings.Cut(rest[at:], "\n")
	words := wordForm.FindAllStringIndex(line, mostWords)
	if len(words) == 0 {
		return 0, 0
	}
	if first := line[words[0][0]:words[0][1]]; stops[bare(first)] || !strong && (!sign || len(words) > 1) {
		for _, w := range words {
			if looksSecret(line[w[0]:w[1]], 0) {
				return at + w[0], at + max(w[1], w[0]+len(digitRun.FindString(line[w[0]:])))
			}
		}
		return 0, 0
	}
	return at + words[0][0], at + lastOfClause(line, words)
}

// lastOfClause gives the end of the words that belong together.
func lastOfClause(line string, words [][]int) (to int) {
	for i, w := range words {
		if i > 0 && joins[bare(line[w[0]:w[1]])] {
			return to
		}
		if to = w[1]; strings.ContainsAny(line[to-1:to], ".,;!?)") {
			return to
		}
	}
	return to
}

// looksSecret knows words that nobody would say: letters and digits together, signs within, and digits that are no
// amount, as long as they are near to what they are called.
func looksSecret(word string, distance int) bool {
	word = strings.Trim(word, `"'“”‘’«»().,;!?*`)
	digits := len(phone.Digits(word))
	letters := strings.ContainsFunc(word, unicode.IsLetter)
	switch {
	case len(word) < 3 || strings.Contains(word, "://") || digits == 0 && !strings.ContainsAny(word, "@#$%&*_+~^|!"):
		return false
	case letters:
		return len(word) > 3 && !counted.MatchString(word)
	case distance == 0:
		return digits > 2 && !strings.ContainsAny(word, "/:,%$€")
	default:
		return digits > 3 && !counted.MatchString(word)
	}
}
