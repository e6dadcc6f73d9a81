package eml

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// reservedNames cannot be file names on Windows, with or without an extension.
var reservedNames = map[string]bool{
	"con": true, "prn": true, "aux": true, "nul": true, "clock$": true, "conin$": true, "conout$": true,
	"com0": true, "com1": true, "com2": true, "com3": true, "com4": true, "com5": true, "com6": true, "com7": true, "com8": true, "com9": true,
	"com¹": true, "com²": true, "com³": true,
	"lpt0": true, "lpt1": true, "lpt2": true, "lpt3": true, "lpt4": true, "lpt5": true, "lpt6": true, "lpt7": true, "lpt8": true, "lpt9": true,
	"lpt¹": true, "lpt²": true, "lpt³": true,
}

// extensions are for attachments that came without a name.
var extensions = map[string]string{
	"message/rfc822": ".eml", "message/global": ".eml", "text/plain": ".txt", "text/html": ".html", "text/calendar": ".ics", "text/vcard": ".vcf",
	"text/x-vcard": ".vcf", "text/csv": ".csv", "application/pdf": ".pdf", "application/zip": ".zip", "application/ms-tnef": ".dat",
	"application/pkcs7-mime": ".p7m", "application/pkcs7-signature": ".p7s", "application/pgp-signature": ".asc",
	"application/xml": ".xml", "text/xml": ".xml", "image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp",
	"audio/ogg": ".ogg", "audio/mpeg": ".mp3", "video/mp4": ".mp4",
}

// FileName makes a name that can be saved on every system and shows what it is: the last part of a path,
// without control and direction characters, not reserved, at most 200 bytes with its extension kept.
// Nothing usable gives "attachment" with the extension of the media type.
func FileName(name, mediaType string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r) || isBidiControl(r) || r == utf8.RuneError || isInvisible(r):
			return -1
		case strings.ContainsRune(`<>:"|?*`, r):
			return '_'
		}
		return r
	}, name)
	name = cleanLine(name) // as it will be read back: with plain blanks, one at a time
	// Windows drops trailing dots and spaces; a leading dot hides the file elsewhere.
	name = strings.Trim(cutFileName(strings.TrimSpace(name)), ". ")
	if name == "" {
		return "attachment" + extensions[mediaType]
	}
	stem, _, _ := strings.Cut(name, ".")
	if reservedNames[strings.ToLower(strings.TrimSpace(stem))] {
		name = "_" + name
	}
	return name
}

// isInvisible tells characters without width that hide one name behind another.
func isInvisible(r rune) bool {
	return (r >= '\u200b' && r <= '\u200d') || r == '\u2060' || r == '\ufeff' || r == '\u00ad' || r == '\u2028' || r == '\u2029'
}

// cutFileName keeps the extension; one byte is left for the "_" of reserved names.
func cutFileName(name string) string {
	const room = maxNameBytes - 1
	if len(name) <= room {
		return name
	}
	ext := path.Ext(name)
	if len(ext) > 20 {
		ext = ""
	}
	stem := name[:room-len(ext)]
	for len(stem) > 0 && !utf8.ValidString(stem) {
		stem = stem[:len(stem)-1]
	}
	return strings.TrimRight(stem, ". ") + ext
}
