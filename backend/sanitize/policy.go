package sanitize

import (
	"regexp"

	"github.com/microcosm-cc/bluemonday"
)

// PolicyVersion changes whenever the same mail may come out differently; what was stored under another
// version can be made anew from the raw mail.
const PolicyVersion = 1

// elements may be written. Everything else loses its tags.
var elements = map[string]bool{
	"a": true, "abbr": true, "acronym": true, "address": true, "article": true, "aside": true, "b": true, "bdi": true, "big": true,
	"blockquote": true, "br": true, "caption": true, "center": true, "cite": true, "code": true, "col": true, "colgroup": true, "dd": true,
	"del": true, "dfn": true, "div": true, "dl": true, "dt": true, "em": true, "figcaption": true, "figure": true, "font": true, "footer": true,
	"h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "header": true, "hr": true, "i": true, "img": true, "ins": true,
	"kbd": true, "li": true, "main": true, "mark": true, "nav": true, "ol": true, "p": true, "pre": true, "q": true, "s": true, "samp": true,
	"section": true, "small": true, "span": true, "strike": true, "strong": true, "sub": true, "sup": true, "table": true, "tbody": true,
	"td": true, "tfoot": true, "th": true, "thead": true, "tr": true, "tt": true, "u": true, "ul": true, "var": true, "wbr": true,
}

// disguises are elements that do something when used; their words stay in an element that does not.
var disguises = map[string]string{
	"form": "div", "fieldset": "div", "legend": "div", "option": "div", "optgroup": "div", "summary": "div", "details": "div", "dialog": "div",
	"button": "span", "label": "span", "output": "span",
}

// unread are elements whose content is not for readers; "text" ones hold no tags (the tokenizer gives their
// content as one text).
var unread = map[string]string{
	"script": "text", "style": "text", "title": "text", "textarea": "text", "xmp": "text", "iframe": "text", "noembed": "text",
	"noframes": "text", "noscript": "text", "plaintext": "text",
	"svg": "tree", "math": "tree", "object": "tree", "template": "tree", "audio": "tree", "video": "tree", "canvas": "tree", "applet": "tree", "frameset": "tree",
}

// attributes may be written on every element, if the value matches.
var attributes = map[string]*regexp.Regexp{
	"align":       regexp.MustCompile(`(?i)^(left|right|center|justify|middle|top|bottom)$`),
	"alt":         freeText,
	"bgcolor":     anyColor,
	"border":      regexp.MustCompile(`^\d{1,2}$`),
	"cellpadding": regexp.MustCompile(`^\d{1,2}$`),
	"cellspacing": regexp.MustCompile(`^\d{1,2}$`),
	"color":       anyColor,
	"colspan":     regexp.MustCompile(`^\d{1,3}$`),
	"dir":         regexp.MustCompile(`(?i)^(ltr|rtl|auto)$`),
	"face":        regexp.MustCompile(`^[\pL0-9 ,'-]{1,200}$`),
	"height":      anySize,
	"lang":        regexp.MustCompile(`^[A-Za-z0-9-]{1,35}$`),
	"rowspan":     regexp.MustCompile(`^\d{1,3}$`),
	"size":        regexp.MustCompile(`^[+-]?[1-7]$`),
	"start":       regexp.MustCompile(`^\d{1,5}$`),
	"title":       freeText,
	"type":        regexp.MustCompile(`^(1|a|A|i|I|disc|circle|square)$`),
	"valign":      regexp.MustCompile(`(?i)^(top|middle|bottom|baseline)$`),
	"width":       anySize,
}

var (
	freeText = regexp.MustCompile(`^[^\x00]{0,1000}$`)
	anySize  = regexp.MustCompile(`^\d{1,4}(px|%)?$`)
	anyColor = regexp.MustCompile(`(?i)^(#[0-9a-f]{3,8}|[a-z]{3,20}|rgba?\([0-9., %]{5,40}\)|hsla?\([0-9., %deg]{5,40}\))$`)
	padding  = regexp.MustCompile(`^(\d{1,2}(\.\d{1,2})?(px|pt)?( |$)){1,4}$`)
)

// styles are the properties that stay, with the values they may have.
var styles = map[string]*regexp.Regexp{
	"background":       anyColor,
	"background-color": anyColor,
	"color":            anyColor,
	"display":          regexp.MustCompile(`^none$`),
	"font-size":        regexp.MustCompile(`^(\d{1,2}(\.\d{1,3})?(px|pt)|[0-3](\.\d{1,3})?r?em|[1-3]?\d{2}(\.\d{1,3})?%|small|medium|large|x-small|x-large|smaller|larger)$`),
	"font-style":       regexp.MustCompile(`^(normal|italic|oblique)$`),
	"font-weight":      regexp.MustCompile(`^(normal|bold|bolder|lighter|[1-9]00)$`),
	"padding":          padding,
	"padding-bottom":   padding,
	"padding-left":     padding,
	"padding-right":    padding,
	"padding-top":      padding,
	"text-align":       regexp.MustCompile(`^(left|right|center|justify|start|end)$`),
	"text-decoration":  regexp.MustCompile(`^(none|underline|line-through|underline line-through)$`),
	"vertical-align":   regexp.MustCompile(`^(top|middle|bottom|baseline|sub|super)$`),
	"white-space":      regexp.MustCompile(`^(normal|pre|pre-wrap|nowrap)$`),
}

// gatePolicy is the second filter. It sees only what the writer made and knows nothing of how.
func gatePolicy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	for name := range elements {
		p.AllowElements(name)
		p.AllowNoAttrs().OnElements(name)
	}
	for name, pattern := range attributes {
		p.AllowAttrs(name).Matching(pattern).Globally()
	}
	p.AllowAttrs("style").Matching(regexp.MustCompile(`^([a-z-]+: [#a-z0-9(),.% -]+(; |$))+$`)).Globally()
	p.AllowAttrs("href").Matching(regexp.MustCompile(`^/open\?u=\d{1,6}$`)).OnElements("a")
	p.AllowAttrs("target").Matching(regexp.MustCompile(`^sink$`)).OnElements("a")
	p.AllowAttrs("rel").Matching(regexp.MustCompile(`^noopener noreferrer$`)).OnElements("a")
	p.AllowAttrs("data-remote").Matching(regexp.MustCompile(`^\d{1,6}$`)).OnElements("img")
	p.AllowAttrs("data-cid").Matching(regexp.MustCompile(`^[^\x00\r\n]{1,500}$`)).OnElements("img")
	p.AllowAttrs("src").Matching(regexp.MustCompile(`^(/[^/\\]|data:image/(png|jpeg|jpg|gif|webp);base64,)`)).OnElements("img")
	return p
}

var gate = gatePolicy()
