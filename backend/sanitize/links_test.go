package sanitize

import (
	"html"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// honest links: address and words.
var honest = [][2]string{
	{"https://www.loja.com.br/", "Loja"},
	{"https://www.loja.com.br/", "www.loja.com.br"},
	{"https://loja.com.br/pedido/1", "https://www.loja.com.br/pedido/1"},
	{"https://pay.loja.com.br/", "loja.com.br"},
	{"http://loja.com.br", "LOJA.COM.BR"},
	{"https://click.boletim.com/?u=1", "Clique aqui"},
	{"https://click.boletim.com/?u=1", "Ver no navegador"},
	{"https://click.boletim.com/?u=1", ""},
	{"mailto:contato@loja.com.br", "contato@loja.com.br"},
	{"mailto:contato@loja.com.br?subject=Oi", "contato@loja.com.br"},
	{"mailto:maria.silva@gmail.com", "maria.silva@gmail.com"},
	{"mailto:a@loja.com.br", "Escreva"},
	{"tel:+5511999990000", "(11) 99999-0000"},
	{"https://wa.me/5511999990000", "WhatsApp (11) 99999-0000"},
	{"https://maps.google.com/?q=x", "Rua A, 10. Centro"},
	{"https://www.google.com/maps", "Google Maps"},
	{"https://drive.google.com/file/d/1", "nota.pdf"},
	{"https://drive.google.com/file/d/1", "orçamento_final.v2.docx"},
	{"https://drive.google.com/file/d/1", "fotos.zip"},
	{"https://github.com/x/y", "README.md"},
	{"https://nodejs.org/", "Node.js 24"},
	{"https://loja.com.br/p", "R$ 12.50"},
	{"https://loja.com.br/p", "1.234,56"},
	{"https://loja.com.br/p", "versão 2.0.1"},
	{"https://loja.com.br/p", "às 10.30 de 03.02.2026"},
	{"https://loja.com.br/p", "Av. S.A. Ltda."},
	{"https://loja.com.br/p", "Confira aqui.Para sair"},
	{"https://loja.com.br/p", "i.e. ou e.g. assim"},
	{"https://loja.com.br/p", "Dr.Silva"},
	{"https://loja.com.br/p", "NF-e 35.2026.0001"},
	{"https://loja.com.br/p", "CNPJ 12.345.678/0001-90"},
	{"https://loja.com.br/p", "saiba mais..."},
	{"https://www.correios.com.br/rastreio", "Rastreie em www.correios.com.br"},
	{"https://rastreamento.correios.com.br/app/index.php", "correios.com.br"},
	{"https://loja.com.br/?url=https://outra.com", "loja.com.br"},
	{"https://loja.com.br/@perfil", "Perfil"},
	{"https://www.instagram.com/loja/", "@loja"},
	{"https://www.instagram.com/loja.oficial/", "@loja_oficial"},
	{"https://www.facebook.com/loja", "facebook.com/loja"},
	{"https://loja.com.br:8443/x", "loja.com.br"},
	{"https://loja.gov.br/x", "Portal gov.br"},
	{"https://docs.google.com/forms/d/e/1", "Responder à pesquisa"},
	{"https://loja.com.br/a%20b", "a b"},
	{"https://loja.com.br/ação", "ação"},
	{"HTTPS://LOJA.COM.BR/", "loja.com.br"},
	{"https://loja.com.br", "שלום"},
	{"https://bit.ly/3xyz", "bit.ly/3xyz"},
	{"https://loja.com.br/x", "🛒 Comprar"},
	{"https://nubank.com.br/", "nubank.com.br."},
	{"https://youtu.be/abc", "Vídeo no YouTube"},
}

var tricks = []struct{ url, text, flag string }{
	{"https://evil.example.com/", "https://www.bb.com.br", FlagOtherHost},
	{"https://evil.com/", "www.itau.com.br/login", FlagOtherHost},
	{"https://evil.com/", "bradesco.com.br", FlagOtherHost},
	{"https://evil.com/", "Acesse www.caixa.gov.br agora", FlagOtherHost},
	{"https://www.bb.com.br.evil.com/", "www.bb.com.br", FlagOtherHost},
	{"https://evil.com/www.bb.com.br", "https://www.bb.com.br/", FlagOtherHost},
	{"https://evil.com/", "WWW.BB.COM.BR", FlagOtherHost},
	{"https://evil.com/", "www.bb\u200b.com.br", FlagOtherHost},
	{"https://evil.com/", "ｗｗｗ.bb.com.br", FlagOtherHost},
	{"https://evil.com", "seguranca@bb.com.br", FlagOtherHost},
	{"mailto:ladrao@evil.com", "contato@loja.com.br", FlagOtherHost},
	{"mailto:bb@evil.com", "https://bb.com.br", FlagOtherHost},
	{"https://loja.github.io/", "outra.github.io", FlagOtherHost},
	{"https://evil.com.br/", "bb.com.br", FlagOtherHost},
	{"https://google.com.evil.net/", "google.com", FlagOtherHost},
	{"http:///evil.com/", "bb.com.br", FlagOtherHost},
	{"https://www.bb.com.br@evil.com/", "Banco", FlagUserInfo},
	{"https://www.bb.com.br:443@evil.com/", "Banco", FlagUserInfo},
	{"https://www.bb.com.br%2f@evil.com/", "Banco", FlagUserInfo},
	{"https:\\\\www.bb.com.br@evil.com\\x", "Banco", FlagUserInfo},
	{"https://:x@evil.com", "x", FlagUserInfo},
	{"https://xn--pypal-4ve.com/", "PayPal", FlagPunycode},
	{"https://pаypal.com/", "PayPal", FlagMixedScript},
	{"https://xn--pypal-4ve.com/", "paypal.com", FlagOtherHost},
	{"https://аррӏе.com/", "Apple", FlagPunycode},
	{"https://gοοgle.com/", "Google", FlagMixedScript},
	{"https://xn--80ak6aa92e.com/", "apple.com", FlagOtherHost},
	{"https://bradescó.com.br/", "Bradesco", FlagPunycode},
	{"https://paypal.com/", "раypal.com", FlagOtherHost},
	{"https://evil.com/", "\u202emoc.lapyap", FlagBidi},
	{"https://evil.com/\u202egpj.exe", "foto", FlagBidi},
	{"https://evil.com/%E2%80%AEgpj.exe", "foto", FlagBidi},
	{"https://evil.com/", "\u2066bb\u2069", FlagBidi},
	{"http://3232235777/", "Banco", FlagNumericHost},
	{"http://192.168.0.1/", "Banco", FlagNumericHost},
	{"http://0xC0A80001/", "Banco", FlagNumericHost},
	{"http://[::1]/", "Banco", FlagNumericHost},
}

func link(t *testing.T, url, text string) Link {
	t.Helper()
	r := HTML([]string{`<a href="` + html.EscapeString(url) + `">` + html.EscapeString(text) + `</a>`}, nil)
	if len(r.Links) != 1 {
		t.Fatalf("%q: %d links", url, len(r.Links))
	}
	return r.Links[0]
}

func TestHonestLinksAreNotFlagged(t *testing.T) {
	if len(honest) < 40 {
		t.Fatalf("only %d links", len(honest))
	}
	for _, h := range honest {
		if l := link(t, h[0], h[1]); len(l.Flags) > 0 {
			t.Errorf("%q %q: %v, host %q", h[0], h[1], l.Flags, l.Host)
		}
	}
}

func TestTricksAreFlagged(t *testing.T) {
	if len(tricks) < 25 {
		t.Fatalf("only %d tricks", len(tricks))
	}
	for _, c := range tricks {
		l := link(t, c.url, c.text)
		if !strings.Contains(" "+strings.Join(l.Flags, " ")+" ", " "+c.flag+" ") {
			t.Errorf("%q %q: %v, want %s; host %q", c.url, c.text, l.Flags, c.flag, l.Host)
		}
	}
}

func TestLinks(t *testing.T) {
	r := HTML([]string{`<a href=" https://a.example/x y ">um <b>dois</b> <img alt="três"></a>`, `<a href="https:\\b.example\c?d\e">x`}, nil)
	want := []Link{
		{Token: "0", URL: "https://a.example/x%20y", Host: "a.example", Text: "um dois três"},
		{Token: "1", URL: `https://b.example/c?d\e`, Host: "b.example", Text: "x"},
	}
	if diff := cmp.Diff(want, r.Links); diff != "" {
		t.Error(diff)
	}
}

func TestLinkHosts(t *testing.T) {
	for url, want := range map[string]string{
		"https://Loja.COM.br:8443/x@y": "loja.com.br", "https://bb.com.br@evil.com": "evil.com", "https://pão.com.br": "xn--po-sia.com.br", "mailto:a@B.example?cc=c@d": "b.example",
		"tel:+55": "", "https://evil.com\\@bb.com.br": "evil.com", "https:evil.com": "evil.com", "http://[::1]:80/": "::1", "https://a%2eexample/": "a.example", "https://evil。com/": "evil.com",
	} {
		if l := link(t, url, "x"); l.Host != want {
			t.Errorf("%q: host %q, want %q", url, l.Host, want)
		}
	}
}
