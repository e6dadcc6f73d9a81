package eml

import (
	"strings"
	"testing"
)

func TestSplitQuoted(t *testing.T) {
	cases := []struct{ name, text, visible string }{
		{"gmail pt", "Sim, pode ser.\n\nEm ter., 3 de fev. de 2026 às 10:15, Loja <contato@loja.example> escreveu:\n\n> Pode ser às 10?\n>\n> Abraço\n", "Sim, pode ser.\n\n"},
		{"gmail pt folded", "Sim.\n\nEm ter., 3 de fev. de 2026 às 10:15, Loja da Esquina\n<contato@loja.example> escreveu:\n\n> Pode?\n", "Sim.\n\n"},
		{"gmail pt crlf", "Sim.\r\n\r\nEm ter., 3 de fev. de 2026 às 10:15, Loja <c@l.example> escreveu:\r\n> Pode?\r\n", "Sim.\r\n\r\n"},
		{"a person wrote", "Ok\nA Loja <contato@loja.example> escreveu:\n> x\n", "Ok\n"},
		{"spanish", "Vale\n\nEl mar, 3 feb 2026 a las 10:15, Tienda (<t@t.example>) escribió:\n\n> hola\n", "Vale\n\n"},
		{"catalan", "D'acord\n\nEl dt., 3 febr. 2026, 10:15, Botiga <b@b.example> va escriure:\n> hola\n", "D'acord\n\n"},
		{"english", "Yes\n\nOn Tue, Feb 3, 2026 at 10:15 AM Shop <s@s.example> wrote:\n> hi\n> there\n", "Yes\n\n"},
		{"english without marks", "Yes\n\nOn Tue, Feb 3, 2026 at 10:15 AM Shop <s@s.example> wrote:\n\nhi\nthere\n", "Yes\n\n"},
		{"outlook pt", "Certo.\n\n-----Mensagem original-----\nDe: Loja\nEnviada em: terça\nPara: Maria\nAssunto: x\n\ncorpo\n", "Certo.\n\n"},
		{"outlook header block pt", "Certo.\n\nDe: Loja <c@l.example>\nEnviado: terça-feira, 3 de fevereiro\nPara: Maria\nAssunto: Caixa\n\ncorpo antigo\n", "Certo.\n\n"},
		{"outlook rule", "Certo.\n________________________________\nFrom: Shop\nSent: Tuesday\nTo: Maria\nSubject: Box\n\nold\n", "Certo.\n"},
		{"outlook bold", "Certo.\n\n*De:* Loja\n*Enviada em:* terça\n*Para:* Maria\n*Assunto:* x\n\nold\n", "Certo.\n\n"},
		{"outlook es", "Vale.\n\nDe: Tienda\nEnviado el: martes\nPara: Ana\nAsunto: Caja\n\nviejo", "Vale.\n\n"},
		{"original es", "Vale\n----- Mensaje original -----\nhola", "Vale\n"},
		{"forward gmail", "Veja abaixo\n\n---------- Forwarded message ---------\nFrom: x\n\ncorpo", "Veja abaixo\n\n"},
		{"forward alone", "---------- Forwarded message ---------\nFrom: x\nDate: y\nSubject: z\n\ncorpo", "---------- Forwarded message ---------\nFrom: x\nDate: y\nSubject: z\n\ncorpo"},
		{"signature", "Bom dia\n-- \nMaria\n(11) 99999-0000\n", "Bom dia\n"},
		{"signature then quote", "Bom dia\n-- \nMaria\n\nEm 3 de fev. de 2026, Loja <c@l.example> escreveu:\n> x\n", "Bom dia\n"},
		{"iphone", "Pode sim\n\nEnviado do meu iPhone\n", "Pode sim\n\n"},
		{"iphone then quote", "Pode sim\n\nEnviado do meu iPhone\n\n> Em 3 de fev. de 2026, à(s) 10:15, Loja <c@l.example> escreveu:\n>\n> oi\n", "Pode sim\n\n"},
		{"outlook android", "Ok\n\nObter o Outlook para Android<https://aka.ms/x>\n________________________________\nFrom: L\nSent: x\nTo: y\n", "Ok\n\n"},
		{"samsung", "Ok\nEnviado do meu smartphone Samsung Galaxy.", "Ok\n"},
		{"answers inside", "Em 3 fev. 2026, Loja <c@l.example> escreveu:\n> azul?\nSim\n> tampa?\nNão\n", "Em 3 fev. 2026, Loja <c@l.example> escreveu:\n> azul?\nSim\n> tampa?\nNão\n"},
		{"answer below", "> azul ou verde?\n\nAzul.\n", "> azul ou verde?\n\nAzul.\n"},
		{"quote only", "> tudo\n> citado\n", "> tudo\n> citado\n"},
		{"a letter that says wrote", "Como ela escreveu:\neu volto amanhã\n", "Como ela escreveu:\neu volto amanhã\n"},
		{"a list with De:", "De: 10 a 20 caixas\nObrigada\n", "De: 10 a 20 caixas\nObrigada\n"},
		{"dashes in a letter", "Itens:\n--\ncaixa\n", "Itens:\n"},
		{"nothing", "", ""},
		{"blank", "\n \n", "\n \n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			visible, quoted := SplitQuoted(c.text)
			if visible != c.visible {
				t.Errorf("visible %q, want %q", visible, c.visible)
			}
			if visible+quoted != c.text {
				t.Error("bytes were lost")
			}
		})
	}
}

func TestSignature(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"marked":          {"Bom dia\n-- \nMaria\n(11) 99999-0000\n", "Bom dia\n-- \nMaria\n(11) 99999-0000"},
		"the last lines":  {strings.Repeat("linha\n", 20) + "\nMaria\r\nLoja\r\n", strings.Repeat("linha\n", 6) + "\nMaria\r\nLoja"},
		"above a quote":   {"Sim\nMaria\n\nEm 3 de fev. de 2026, Loja <c@l.example> escreveu:\n> (11) 98888-0000\n", "Sim\nMaria"},
		"above a forward": {"Veja\nMaria\n-----Mensagem original-----\nDe: Loja\nPara: Maria\n", "Veja\nMaria"},
		"nothing":         {" \n", ""},
	} {
		if got := Signature(c.text); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func FuzzSplitQuoted(f *testing.F) {
	f.Add("Sim\n\nEm 3 de fev. de 2026, Loja <c@l.example> escreveu:\n> x\n")
	f.Add("a\n-----Mensagem original-----\nDe: x\nPara: y\n")
	f.Add("a\r\n________\r\nFrom: x\r\nSent: y\r\nTo: z\r\n-- \r\nb")
	f.Add("\xff\n> \x00\n--\n")
	f.Fuzz(func(t *testing.T, text string) {
		visible, quoted := SplitQuoted(text)
		if visible+quoted != text {
			t.Fatalf("%q + %q != %q", visible, quoted, text)
		}
		if strings.TrimSpace(visible) == "" && strings.TrimSpace(text) != "" {
			t.Fatalf("nothing visible of %q", text)
		}
	})
}
