package eml

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestTextFromHTML(t *testing.T) {
	cases := []struct{ name, html, want string }{
		{"paragraphs", "<p>Bom dia</p><p>Tudo bem?</p>", "Bom dia\n\nTudo bem?"},
		{"inline words stay joined", "Jo<b>ão</b>zinho", "Joãozinho"},
		{"inline words stay apart", "<b>João</b> <i>Silva</i>", "João Silva"},
		{"cells", "<table><tr><td>Item</td><td>Preço</td></tr><tr><td>Caixa</td><td>10</td></tr></table>", "Item Preço\nCaixa 10"},
		{"line breaks", "a<br>b<br><br>c", "a\nb\n\nc"},
		{"divs of gmail", "<div>a</div><div><br></div><div>b</div>", "a\n\nb"},
		{"entities", "R&#36; 10 &amp; &lt;troco&gt;&nbsp;j&aacute;", "R$ 10 & <troco> já"},
		{"script and style", "<style>p{}</style><script>x()</script>a<script>", "a"},
		{"head", "<html><head><title>T</title><meta charset=utf-8></head><body>a</body></html>", "a"},
		{"head left open", "<head><title>T</title><body>a</body>", "a"},
		{"hidden preview", `<div style="display: none; max-height:0">oculto<span>x</span></div>visto`, "visto"},
		{"hidden attribute", "<p hidden>oculto<p>visto", "visto"},
		{"all hidden", `<div style="display:none">só isto`, "só isto"},
		{"comment", "a<!-- b -->c<!--[if mso]>d<![endif]-->", "ac"},
		{"list", "<ul><li>um<li>dois</ul>", "- um\n- dois"},
		{"quotation", "<p>Sim</p><blockquote><p>Pode?</p>Oi<blockquote>x</blockquote></blockquote><p>fim</p>", "Sim\n\n> Pode?\n\n> Oi\n> > x\n\nfim"},
		{"image text", `<img src="cid:x" alt="Logo"> Loja`, "Logo Loja"},
		{"preformatted", "<pre>a\n  b\n\nc</pre>d", "a\n  b\n\nc\nd"},
		{"filler", "Oi&#8203;&#847; &zwnj; você", "Oi você"},
		{"broken tags", "<p>a<<b>c</p", "a<c"},
		{"empty", "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := TextFromHTML(c.html); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func FuzzTextFromHTML(f *testing.F) {
	f.Add("<p>a<b>c</p><table><td>x<td>y")
	f.Add("<div hidden><p>x</div>\xff\x00<head><svg><title>")
	f.Add(strings.Repeat("<blockquote>", 60) + "x")
	f.Fuzz(func(t *testing.T, source string) {
		start := time.Now()
		text := TextFromHTML(source)
		if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
			t.Fatalf("not clean UTF-8: %q", text)
		}
		if took := time.Since(start); took > tooLong {
			t.Fatalf("took %v", took)
		}
	})
}

func TestSeenFromHTMLLeavesOutWhatIsOnlyForMachines(t *testing.T) {
	for name, c := range map[string]struct{ html, want string }{
		"white":             {`a<span style="color: #FFF">b</span>c`, "ac"},
		"white in words":    {`a<span style="font-weight:bold;color:white">b</span>c`, "ac"},
		"white by numbers":  {`a<span style="color: rgb(255, 255, 255)">b</span>c`, "ac"},
		"no colour":         {`a<span style="color:rgba(0,0,0,0)">b</span>c`, "ac"},
		"old white":         {`a<font color="#ffffff">b</font>c`, "ac"},
		"tiny":              {`a<span style="font-size:1px">b</span>c`, "ac"},
		"hidden":            {`a<span style="display:none">b</span>c`, "ac"},
		"a white ground":    {`a<span style="background-color:#fff">b</span>c`, "abc"},
		"black":             {`a<span style="color:#000">b</span>c`, "abc"},
		"nearly yellow":     {`a<span style="color:#ffff00">b</span>c`, "abc"},
		"small, not hidden": {`a<span style="font-size:11px">b</span>c`, "abc"},
	} {
		if got := SeenFromHTML(c.html); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
