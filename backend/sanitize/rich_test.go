package sanitize

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRich(t *testing.T) {
	for source, want := range map[string]bool{
		`<div dir="ltr">Oi, Célia!<div><br></div><div>Pode ser <b>amanhã</b>?</div></div>`:                                                                  false,
		`<table><tr><td><p style="color:#333">Tudo em uma moldura</p></td></tr></table>`:                                                                    false,
		`<p>Veja <a href="https://loja.com.br/x">https://loja.com.br/x</a></p>`:                                                                             false,
		`<p><a href="mailto:a@b.example">Escreva</a> <a href="tel:+5511">Ligue</a></p>`:                                                                     false,
		`<p>Oi</p><img src="https://t.example/o.gif" width="1" height="1">`:                                                                                 false,
		`<p>Oi</p><img src="javascript:x">`:                                                                                                                 false,
		`<p>Respondo abaixo</p><blockquote><h1>Oferta</h1><img src="cid:x"><a href="http://a.example">Clique</a><table><tr><td>1<td>2</table></blockquote>`: false,
		`<p>Veja <a href="https://loja.example/x">o pedido</a></p>`:                                                                                         true,
		`<p>Veja <a href="https://evil.example/x">banco.com.br</a></p>`:                                                                                     true,
		`<table><tr><td>Item</td><td>Valor</td></tr></table>`:                                                                                               true,
		`<h2>Oferta</h2>`:                                true,
		`<img src="cid:foto">`:                           true,
		`<img src="https://loja.example/x.png">`:         true,
		`<img src="data:image/png;base64,iVBORw0KGgo=">`: true,
	} {
		if got := HTML([]string{source}, nil).Rich; got != want {
			t.Errorf("%s: %v", source, got)
		}
	}
}

func TestLinksGetATokenOfTheMoment(t *testing.T) {
	r := HTML([]string{`<p>href="/open?u=0" <a href="https://a.example" title='href="/open?u=1"'>a</a><a href="https://b.example">b</a>`}, nil)
	got := WithFilling(r.HTML, Filling{Link: func(place int) string { return fmt.Sprintf("x&%d", place) }})
	if strings.Count(got, `href="/open?u=x%26`) != 2 || !strings.Contains(got, `href="/open?u=x%260"`) || !strings.Contains(got, `href="/open?u=x%261"`) {
		t.Errorf("got %s", got)
	}
	if WithFilling(r.HTML, Filling{}) != r.HTML {
		t.Error("nothing to fill in, and something changed")
	}
}

func TestTargetsAreKept(t *testing.T) {
	r := HTML([]string{`<a href="https://evil.example/?a=1&amp;b=2">banco.com.br</a><a href="mailto:a@b.example">x</a><img src="http://c.example/1.png">`}, nil)
	var back Result
	if err := back.ReadTargets(r.Targets()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Result{Links: r.Links, RemoteImages: r.RemoteImages}, back); diff != "" || len(back.Links) != 2 || len(back.Links[0].Flags) != 1 {
		t.Error(diff)
	}
	if plain := HTML([]string{"<p>Oi"}, nil).Targets(); plain != "" {
		t.Errorf("a mail without targets keeps %q", plain)
	}
	if (&Result{}).ReadTargets("{") == nil {
		t.Error("half a list was read")
	}
}

func TestInspect(t *testing.T) {
	for address, want := range map[string]string{
		"https://loja.example/pedido":       "loja.example []",
		"HTTP://LOJA.example":               "loja.example []",
		"https://banco.com.br@evil.example": "evil.example [user_info other_host]",
		"http://192.168.0.1/x":              "192.168.0.1 [numeric_host]",
		"https://xn--bnco-0qa.example":      "xn--bnco-0qa.example [punycode]",
		"https://b\u0430nco.example":        "xn--bnco-53d.example [punycode mixed_script]",
		"mailto:a@b.example":                "b.example []",
		"javascript:alert(1)":               "refused",
		"file:///etc/passwd":                "refused",
		"loja.example":                      "refused",
	} {
		l, ok := Inspect(address)
		got := fmt.Sprintf("%s %v", l.Host, l.Flags)
		if !ok {
			got = "refused"
		}
		if got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}
