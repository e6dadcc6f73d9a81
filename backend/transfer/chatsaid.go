package transfer

import (
	"regexp"
	"strings"

	"balcao/backend/store"
)

// said is what a message of an exported chat holds.
type said struct {
	text   string
	file   string // the name of a file that was sent with it; empty: none
	media  bool   // a file was sent, be it here or not
	system bool   // the program says it
}

var (
	// attachedAndroid: IMG-20240305-WA0001.jpg (arquivo anexado)
	attachedAndroid = regexp.MustCompile(`^(\S.{0,200}\.\w{1,8}) \((?:file attached|(?:arquivo|ficheiro|archivo|fitxer) (?:anexad|adjunt)\p{L}*)\)$`)
	// attachedApple: <anexado: 00000012-PHOTO-2024-03-05-14-22-10.jpg>
	attachedApple = regexp.MustCompile(`(?s)^(.*?)\s*\x{200e}<(?:attached|anexad\p{L}*|anexo|adjunt\p{L}*): ([^<>/\\\n]{1,200})>(.*)$`)
	// omittedAndroid: <Mídia oculta>
	omittedAndroid = regexp.MustCompile(`(?i)^<[^<>\n]*(?:omit|omès|omes|ocult|não revelad)[^<>\n]*>$`)
	// omittedApple: imagem ocultada; Contrato.pdf • 3 páginas documento omitido
	omittedApple = regexp.MustCompile(`(?i)^[^\n]{0,200}\b(?:omitted|omitid[oa]|ocultad[oa]|ocult[oa]|omès|omesa|omes)$`)
	// edited: <Mensagem editada>
	edited = regexp.MustCompile(`(?i)\s*\x{200e}?<[^<>\n]*(?:edited|editad|editat|editó)[^<>\n]*>$`)
	// place and poll are what iOS marks as if nobody had typed it, and somebody did say.
	place = regexp.MustCompile(`^[^\n]{1,40}: https?://\S+`)
	poll  = regexp.MustCompile(`^(?:POLL|ENQUETE|SONDAGEM|ENCUESTA|ENQUESTA):`)
)

// withdrawn are the sentences that stand for what was taken back, folded: in a longer export they stand where the words
// stood in a shorter one.
var withdrawn = map[string]bool{
	"this message was deleted": true, "you deleted this message": true,
	"mensagem apagada": true, "esta mensagem foi apagada": true, "essa mensagem foi apagada": true, "voce apagou esta mensagem": true,
	"voce apagou essa mensagem": true, "apagou esta mensagem": true, "esta mensagem foi eliminada": true, "eliminou esta mensagem": true,
	"este mensaje fue eliminado": true, "se elimino este mensaje": true, "eliminaste este mensaje": true, "mensaje eliminado": true,
	"aquest missatge s'ha eliminat": true, "s'ha eliminat aquest missatge": true, "has eliminat aquest missatge": true, "missatge eliminat": true,
}

// readSaid reads what was said; mark tells that iOS says of it that nobody typed it.
func readSaid(text string, mark bool) said {
	text = edited.ReplaceAllString(text, "")
	if m := attachedApple.FindStringSubmatch(text); m != nil {
		return said{text: joinedText(m[1], m[3]), file: stripMarks(m[2]), media: true}
	}
	plain := strings.TrimSpace(stripMarks(text))
	first, rest, _ := strings.Cut(plain, "\n")
	if m := attachedAndroid.FindStringSubmatch(first); m != nil {
		return said{text: strings.TrimSpace(rest), file: m[1], media: true}
	}
	if omittedAndroid.MatchString(first) || mark && omittedApple.MatchString(first) {
		return said{text: strings.TrimSpace(rest), media: true}
	}
	if withdrawn[strings.TrimSuffix(store.Folded(plain), ".")] || mark && !place.MatchString(plain) && !poll.MatchString(plain) {
		return said{system: true}
	}
	return said{text: plain}
}

func joinedText(before, after string) string {
	return strings.TrimSpace(stripMarks(strings.TrimSpace(before) + "\n" + strings.TrimSpace(after)))
}
