package sanitize

import (
	"net"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
	"golang.org/x/text/unicode/norm"
)

// Link is one link of a mail.
type Link struct {
	Token string
	URL   string   // http, https, mailto or tel
	Host  string   // where it really leads, in ASCII; of a mailto the domain of the address; "" for tel
	Text  string   // the words that are shown for it, at most 300 bytes
	Flags []string // what looks like a trick, see the Flag words
}

// The words of Link.Flags.
const (
	FlagOtherHost   = "other_host"   // the text names another site
	FlagUserInfo    = "user_info"    // "https://bank.example@evil.example"
	FlagPunycode    = "punycode"     // a host with letters beyond ASCII, which can look like another
	FlagMixedScript = "mixed_script" // such letters of several alphabets in one name
	FlagBidi        = "bidi"         // characters that reorder what is read, in text or address
	FlagNumericHost = "numeric_host" // a number instead of a name
)

const (
	maxURL      = 8000
	maxReadText = 4096 // words of a link that are searched for names
	maxLinkText = 300  // and that are given
)

// linkPath stands before the token in the href of every link.
const linkPath = "/open?u="

// Inspect judges an address that stands in plain text. False for one that is not opened.
func Inspect(address string) (Link, bool) {
	cleaned, ok := cleanURL(address)
	if !ok {
		return Link{}, false
	}
	l := Link{URL: cleaned}
	l.describe(address)
	return l, true
}

// ReadableHost is Host in the letters that it was registered with, where it has others than ASCII.
func (l *Link) ReadableHost() string {
	if plain, err := idna.Punycode.ToUnicode(l.Host); err == nil {
		return plain
	}
	return l.Host
}

// hidesHost tells a web link whose words do not say where it leads.
func (l *Link) hidesHost() bool {
	web := strings.HasPrefix(l.URL, "http://") || strings.HasPrefix(l.URL, "https://")
	return web && !slices.ContainsFunc(hostsIn(l.Text), func(named string) bool { return sameSite(named, l.Host) })
}

// cleanURL gives the address as a browser would read it, or false for one that is not opened.
func cleanURL(raw string) (string, bool) {
	raw = strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' || r == 0 {
			return -1 // browsers drop them anywhere in an address
		}
		return r
	}, strings.TrimFunc(raw, func(r rune) bool { return r <= ' ' }))
	if len(raw) > maxURL {
		return "", false
	}
	scheme, rest, ok := strings.Cut(raw, ":")
	if !ok {
		return "", false
	}
	switch scheme = strings.ToLower(scheme); scheme {
	case "http", "https":
		return cleanWeb(scheme, rest)
	case "mailto", "tel":
		return scheme + ":" + strings.ReplaceAll(rest, " ", "%20"), rest != ""
	}
	return "", false
}

// cleanWeb repairs what browsers repair: backslashes that mean slashes, missing or too many slashes, spaces.
func cleanWeb(scheme, rest string) (string, bool) {
	path, tail := rest, ""
	if i := strings.IndexAny(rest, "?#"); i >= 0 {
		path, tail = rest[:i], rest[i:]
	}
	path = strings.TrimLeft(strings.ReplaceAll(path, `\`, "/"), "/")
	fixed := scheme + "://" + strings.ReplaceAll(path+tail, " ", "%20")
	host, _ := authority(fixed)
	return fixed, host != ""
}

// authority takes host and user information out of an http address without refusing odd escapes further on.
func authority(address string) (host, user string) {
	_, rest, _ := strings.Cut(address, "://")
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	if i := strings.LastIndexByte(rest, '@'); i >= 0 {
		user, rest = rest[:i+1], rest[i+1:]
	}
	if plain, err := url.PathUnescape(rest); err == nil {
		rest = plain
	}
	if h, _, err := net.SplitHostPort(rest); err == nil {
		rest = h
	}
	rest = strings.ReplaceAll(norm.NFKC.String(rest), "\u3002", ".") // the ideographic full stop, UTS #46 §2.3
	host = strings.Trim(strings.ToLower(rest), ".[]")
	if strings.ContainsAny(host, " /\\@%<>\"") {
		return "", user
	}
	return host, user
}

// describe fills in what is known once the words of the link are read.
func (l *Link) describe(text string) {
	text = strings.ToValidUTF8(text, "") // a letter may be cut at the limit
	host, user := l.target()
	l.Host = host
	if ascii, err := idna.Punycode.ToASCII(host); err == nil {
		l.Host = ascii
	}
	if user != "" {
		l.flag(FlagUserInfo)
	}
	l.flagHost(host)
	if hasBidi(text) || hasBidi(l.URL) || hasBidi(unescaped(l.URL)) {
		l.flag(FlagBidi)
	}
	text = visibleText(text)
	for _, named := range hostsIn(text) {
		if !sameSite(named, host) {
			l.flag(FlagOtherHost)
		}
	}
	l.Text = strings.ToValidUTF8(text[:min(len(text), maxLinkText)], "")
}

func (l *Link) flag(word string) {
	for _, f := range l.Flags {
		if f == word {
			return
		}
	}
	l.Flags = append(l.Flags, word)
}

// target gives the host; of a mailto the domain of its address.
func (l *Link) target() (host, user string) {
	scheme, rest, _ := strings.Cut(l.URL, ":")
	switch scheme {
	case "http", "https":
		return authority(l.URL)
	case "mailto":
		address, _, _ := strings.Cut(rest, "?")
		address = unescaped(address)
		return strings.ToLower(address[strings.LastIndexByte(address, '@')+1:]), ""
	}
	return "", ""
}

func (l *Link) flagHost(host string) {
	name := host
	if strings.Contains(host, "xn--") {
		l.flag(FlagPunycode)
		if plain, err := idna.Punycode.ToUnicode(host); err == nil {
			name = plain
		}
	}
	for _, label := range strings.Split(name, ".") {
		if !isASCII(label) {
			l.flag(FlagPunycode)
		}
		if scripts(label) > 1 {
			l.flag(FlagMixedScript)
		}
	}
	if isNumeric(host) {
		l.flag(FlagNumericHost)
	}
}

// isNumeric tells an address in digits, also as one number or in hexadecimal, as browsers read them.
func isNumeric(host string) bool {
	if net.ParseIP(host) != nil {
		return true
	}
	last := host[strings.LastIndexByte(host, '.')+1:]
	if strings.HasPrefix(last, "0x") {
		return true
	}
	return last != "" && strings.Trim(last, "0123456789") == ""
}

// scripts counts the alphabets in a label; digits and hyphens belong to all.
func scripts(label string) int {
	seen := map[string]bool{}
	for _, r := range label {
		if !unicode.IsLetter(r) {
			continue
		}
		switch {
		case unicode.Is(unicode.Latin, r):
			seen["latin"] = true
		case unicode.Is(unicode.Cyrillic, r):
			seen["cyrillic"] = true
		case unicode.Is(unicode.Greek, r):
			seen["greek"] = true
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo):
			seen["east"] = true
		default:
			seen["other"] = true
		}
	}
	return len(seen)
}

// visibleText is what an eye reads: compatible letters folded, invisible ones gone, one space.
func visibleText(text string) string {
	text = strings.Map(func(r rune) rune {
		if (unicode.Is(unicode.Cf, r) || unicode.IsControl(r)) && !unicode.IsSpace(r) || r == '\u034f' {
			return -1
		}
		return r
	}, norm.NFKC.String(text))
	return strings.Join(strings.Fields(text), " ")
}

// hostLike finds names with a dot in text; \pL and not a-z, as foreign letters are the trick. Fraction and
// division slashes and ideographic stops are not followed: they end a name.
var hostLike = regexp.MustCompile(`(?i)(https?://|www\.|@)?((?:[\pL\pN](?:[\pL\pN-]{0,62})\.)+[\pL\pN-]{2,24})`)

// fileEndings are top-level domains that in text are nearly always the end of a file name or sentence.
var fileEndings = map[string]bool{
	"zip": true, "mov": true, "md": true, "rs": true, "py": true, "sh": true, "pl": true, "ps": true, "ai": true, "so": true, "no": true, "is": true, "in": true,
}

// hostsIn gives the hosts that a text names. A bare name counts only under a real top-level domain, so
// that "nota.pdf", "Node.js" or "12.50" name nothing.
func hostsIn(text string) []string {
	var hosts []string
	for _, m := range hostLike.FindAllStringSubmatch(text, 20) {
		lead, name := strings.ToLower(m[1]), strings.ToLower(m[2])
		if lead == "www." {
			name = "www." + name
		}
		ending := name[strings.LastIndexByte(name, '.')+1:]
		if !hasRealSuffix(name) {
			continue
		}
		if lead == "" && (fileEndings[ending] && strings.Count(name, ".") == 1 || isSentenceJoint(m[2])) {
			continue
		}
		hosts = append(hosts, name)
	}
	return hosts
}

func hasRealSuffix(name string) bool {
	ascii, err := idna.Punycode.ToASCII(name)
	if err != nil {
		return false
	}
	suffix, icann := publicsuffix.PublicSuffix(ascii)
	privately := strings.Contains(suffix, ".") // such as github.io
	return (icann || privately) && suffix != ascii
}

// isSentenceJoint tells "aqui.Para": a full stop without a space.
func isSentenceJoint(name string) bool {
	i := strings.LastIndexByte(name, '.')
	r := []rune(name[i+1:])
	return len(r) > 1 && unicode.IsUpper(r[0]) && unicode.IsLower(r[1])
}

// sameSite compares what somebody registered: "www.loja.com.br" and "pay.loja.com.br" are one site.
func sameSite(named, host string) bool {
	return registered(named) == registered(host)
}

func registered(host string) string {
	ascii, err := idna.Punycode.ToASCII(host)
	if err != nil {
		return host
	}
	domain, err := publicsuffix.EffectiveTLDPlusOne(ascii)
	if err != nil {
		return ascii
	}
	return domain
}

// hasBidi tells the characters that change the direction of what follows (Unicode UAX #9 §2); the plain
// marks of Hebrew and Arabic text are not among them.
func hasBidi(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return (r >= '\u202a' && r <= '\u202e') || (r >= '\u2066' && r <= '\u2069')
	})
}

func unescaped(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 }) < 0
}
