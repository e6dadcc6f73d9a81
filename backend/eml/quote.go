package eml

import (
	"regexp"
	"strings"
)

var (
	// "Em qua., 3 de jan. de 2024 às 10:00, Maria <m@x> escreveu:" and its sisters; the end is tested apart
	// because mailers fold the line.
	attributionStart = regexp.MustCompile(`(?i)^[*_ ]*(em|no dia|a|el|on|le|am|il|op|em data|data|d'|dia)\b`)
	attributionEnd   = regexp.MustCompile(`(?i)\b(escreveu|escreveram|escrevia|escribi[óo]|va escriure|ha escrit|escrigu[ée]|wrote|a écrit|schrieb|ha scritto|schreef)\s*:[*_ ]*$`)
	// "2024-01-03 10:00 GMT-03:00 Maria <m@x>:" of older web mailers.
	datedSender = regexp.MustCompile(`^\d{4}-\d{2}-\d{2} \d{1,2}:\d{2}.{0,40}<[^<>\s]+@[^<>\s]+>:\s*$`)

	separatorLine = regexp.MustCompile(`(?i)^[* ]*-{2,} ?(mensagem original|mensagem encaminhada|mensaje original|mensaje reenviado|missatge original|` +
		`missatge reenviat|original message|forwarded message|original appointment|message d'origine|ursprüngliche nachricht|forwarded by .{1,80}) ?-{2,}[* ]*$`)
	forwardLine = regexp.MustCompile(`(?i)^(início da mensagem reenviada|begin forwarded message|inicio del mensaje reenviado|inici del missatge reenviat)\s*:\s*$`)

	headerFrom  = regexp.MustCompile(`(?i)^[*_> ]*(de|from|von|da)\s*:[*_ ]*\s*\S`)
	headerOther = regexp.MustCompile(`(?i)^[*_> ]*(enviad[ao]( em| el)?|enviat( el)?|data|date|fecha|sent|gesendet|para|per a|to|a|an|cc|assunto|assumpte|asunto|subject|betreff)\s*:`)
	ruleLine    = regexp.MustCompile(`^_{8,}\s*$`)

	signatureMark = regexp.MustCompile(`^-- ?$`)
	phoneFooter   = regexp.MustCompile(`(?i)^[<\[*_ ]*(enviad[ao] (do|da|de|desde|pelo|via|a partir do) (meu |minha |mi |o |el )?(iphone|ipad|samsung|galaxy|smartphone|celular|telemóvel|telem[oó]vel|dispositivo|android|outlook|yahoo|e-?mail|gmail|huawei|xiaomi|motorola|bol|uol|móvil|tablet|windows).{0,80}|` +
		`enviat des (del|de) (meu |la meva )?(iphone|ipad|mòbil|android).{0,60}|sent (from|via|using) (my |the )?(iphone|ipad|android|samsung|galaxy|mobile|phone|outlook|yahoo|mail|gmail|blackberry|huawei).{0,80}|` +
		`(obter|obtenha|get|obtener|baixe) o? ?outlook (para|for) (android|ios).{0,120})$`)
)

// maxSignature is how many lines below "-- " still make a signature.
const maxSignature = 15

// signatureLines is how many lines at the end of a mail say who wrote it.
const signatureLines = 8

// maxSplitBytes is the longest text that is searched; no letter is that long.
const maxSplitBytes = 1 << 20

// SplitQuoted parts new words from what follows them: quoted mail, headers of a forwarded one, signature.
// visible+quoted is always text, byte for byte, and visible is never blank unless text is: people answer
// inside a quotation or send nothing but one, and then all of it is visible.
func SplitQuoted(text string) (visible, quoted string) {
	if len(text) > maxSplitBytes {
		return text, ""
	}
	lines := splitLines(text)
	end := firstSeparator(lines)
	end = trimTail(lines[:end])
	at := 0
	for _, l := range lines[:end] {
		at += len(l)
	}
	if strings.TrimSpace(text[:at]) == "" {
		return text, ""
	}
	return text[:at], text[at:]
}

// Signature gives the last lines of what somebody wrote, where people say who they are and where they are reached. What
// is quoted below is not hers.
func Signature(text string) string {
	if len(text) > maxSplitBytes {
		return ""
	}
	lines := splitLines(text)
	end := skipQuoted(lines, firstSeparator(lines))
	at := end
	for words := 0; at > 0 && words < signatureLines; at-- {
		if lineText(lines[at-1]) != "" {
			words++
		}
	}
	return strings.TrimSpace(strings.Join(lines[at:end], ""))
}

// splitLines keeps the line ends.
func splitLines(text string) []string {
	return strings.SplitAfter(text, "\n")
}

// firstSeparator finds the line after which everything is older: a mark of Outlook, the header of a
// forwarded mail, or an attribution followed by text without ">". Where no words come before it, the whole
// text is one forwarded mail and there is nothing to part.
func firstSeparator(lines []string) int {
	words := false
	for i, l := range lines {
		l = lineText(l)
		if isSeparator(lines, i, l) || opensUnmarkedQuote(lines, i, l) {
			if words {
				return i
			}
			break
		}
		words = words || (l != "" && l[0] != '>')
	}
	return len(lines)
}

func isSeparator(lines []string, i int, l string) bool {
	if len(l) > 300 || l == "" {
		return false
	}
	switch {
	case l[0] == '-' || l[0] == '*' || l[0] == ' ':
		if separatorLine.MatchString(l) {
			return true
		}
	case l[0] == '_':
		if ruleLine.MatchString(l) {
			return isHeaderBlock(lines, nextWords(lines, i+1))
		}
	case strings.HasSuffix(l, ":") && forwardLine.MatchString(l):
		return true
	}
	return isHeaderBlock(lines, i)
}

// isHeaderBlock recognises "De: … / Enviada em: … / Para: … / Assunto: …".
func isHeaderBlock(lines []string, i int) bool {
	if i >= len(lines) || !hasColon(lines[i:i+1]) || !headerFrom.MatchString(shortLine(lines[i])) {
		return false
	}
	others := 0
	for _, l := range lines[i+1 : min(len(lines), i+7)] {
		if headerOther.MatchString(shortLine(l)) {
			others++
		}
	}
	return others >= 2
}

// opensUnmarkedQuote recognises an attribution whose quotation has no ">", as HTML mail loses it.
func opensUnmarkedQuote(lines []string, i int, l string) bool {
	last, ok := attributionFrom(lines, i, l)
	if !ok {
		return false
	}
	next := nextWords(lines, last+1)
	return next < len(lines) && !strings.HasPrefix(lineText(lines[next]), ">")
}

// attributionFrom tells whether an attribution begins at line i, and its last line.
func attributionFrom(lines []string, i int, l string) (last int, ok bool) {
	if l == "" || len(l) > 300 {
		return 0, false
	}
	if !hasColon(lines[i:min(len(lines), i+4)]) {
		return 0, false
	}
	if datedSender.MatchString(l) {
		return i, true
	}
	if !attributionStart.MatchString(l) {
		return 0, false
	}
	joined := ""
	for j := i; j < min(len(lines), i+4); j++ {
		joined += " " + shortLine(lines[j])
		if attributionEnd.MatchString(joined) {
			return j, namesMomentOrSender(joined)
		}
	}
	return 0, false
}

// namesMomentOrSender keeps "Como ela escreveu:" in a letter from being taken for an attribution.
func namesMomentOrSender(s string) bool {
	return strings.ContainsAny(s, "0123456789@")
}

// trimTail walks up from the end over quoted lines, attributions, signatures and blank lines.
func trimTail(lines []string) int {
	end := len(lines)
	for {
		before := end
		end = skipQuoted(lines, end)
		end = skipSignature(lines, end)
		if end == before {
			return end
		}
	}
}

// skipQuoted drops ">" lines with the attribution above them, phone footers, and blank lines if one of
// those was found.
func skipQuoted(lines []string, end int) int {
	kept := end
	for i := end - 1; i >= 0; i-- {
		l := lineText(lines[i])
		switch {
		case l == "":
			continue
		case l[0] == '>' || isFooter(l):
			kept = i
			continue
		}
		first, ok := attributionEndingAt(lines, i, l)
		if !ok {
			break
		}
		kept, i = first, first
	}
	return kept
}

func isFooter(l string) bool { return len(l) <= 200 && phoneFooter.MatchString(l) }

// attributionEndingAt finds the first line of an attribution whose last line is i.
func attributionEndingAt(lines []string, i int, l string) (first int, ok bool) {
	if len(l) > 300 || !strings.Contains(l, ":") {
		return 0, false
	}
	for j := i; j >= 0 && j > i-4; j-- {
		if last, ok := attributionFrom(lines, j, lineText(lines[j])); ok && last == i {
			return j, true
		}
	}
	return 0, false
}

// skipSignature drops "-- " (RFC 3676 §4.3) and the few lines below it.
func skipSignature(lines []string, end int) int {
	for i := end - 1; i >= 0 && i >= end-maxSignature-1; i-- {
		l := strings.TrimRight(lines[i], "\r\n")
		if signatureMark.MatchString(l) {
			return i
		}
		if strings.HasPrefix(l, ">") {
			return end
		}
	}
	return end
}

// nextWords is the first line from i on that is not blank.
func nextWords(lines []string, i int) int {
	for limit := i + 5; i < len(lines) && i < limit; i++ {
		if lineText(lines[i]) != "" {
			return i
		}
	}
	return min(i, len(lines))
}

// hasColon spares most lines the regular expressions: whatever begins a quotation ends in one.
func hasColon(lines []string) bool {
	for _, l := range lines {
		if strings.IndexByte(l, ':') >= 0 {
			return true
		}
	}
	return false
}

func lineText(l string) string { return strings.Trim(l, " \t\r\n\u00a0") }

// shortLine is the text of a line, cut to what a header or attribution may need.
func shortLine(l string) string {
	l = lineText(l)
	return strings.ToValidUTF8(l[:min(len(l), 300)], "")
}
