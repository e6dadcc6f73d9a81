package assist

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"balcao/backend/phone"
	"balcao/backend/simulator/life"
)

// planter makes up secrets and writes them as people do.
type planter struct{ *rand.Rand }

func pick[T any](p planter, list ...T) T { return list[p.IntN(len(list))] }

func (p planter) digits(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('0' + p.IntN(10))
	}
	return string(b)
}

// spelt writes a pattern whose # are digits.
func (p planter) spelt(pattern string) string {
	for strings.Contains(pattern, "#") {
		pattern = strings.Replace(pattern, "#", p.digits(1), 1)
	}
	return pattern
}

// fitting draws until the check digits fit.
func (p planter) fitting(n int, fits func(string) bool) string {
	for {
		if s := p.digits(n); fits(s) {
			return s
		}
	}
}

// grouped writes groups of so many signs; the rest is the last group.
func grouped(text, between string, sizes ...int) string {
	var groups []string
	for _, n := range sizes {
		groups, text = append(groups, text[:n]), text[n:]
	}
	if text != "" {
		groups = append(groups, text)
	}
	return strings.Join(groups, between)
}

func fours(text, between string) string {
	sizes := make([]int, (len(text)-1)/4)
	for i := range sizes {
		sizes[i] = 4
	}
	return grouped(text, between, sizes...)
}

func (p planter) iban(country string, length int) string {
	body := p.digits(length - 4)
	if p.IntN(2) == 0 { // the bank in letters, and one behind, as in some countries
		body = "BANK" + body[4:len(body)-1] + "C"
	}
	for check := range 100 {
		if whole := fmt.Sprintf("%s%02d%s", country, check, body); fitsIBAN(whole) {
			return whole
		}
	}
	return ""
}

func (p planter) anyIBAN() string {
	countries := strings.Fields(ibanLengths)
	c := countries[p.IntN(len(countries))]
	whole := p.iban(c[:2], int(c[2]-'0')*10+int(c[3]-'0'))
	between := pick(p, "", " ", " ", "\u00a0", "-", "\u202f", ".")
	spelt := pick(p, fours(whole, between), strings.ToLower(fours(whole, between)), whole[:12]+"\n"+whole[12:])
	return pick(p, "", "IBAN ", "IBAN: ", "meu iban é ", "") + spelt
}

func (p planter) homeAccount() string {
	nib := p.fitting(21, func(s string) bool { return digitsModulo(s, 97) == 1 })
	ccc := p.fitting(20, func(s string) bool { return homeAccountKey(s) != "" })
	return pick(p, nib, fours(nib, " "), grouped(nib, ".", 4, 4, 11), ccc, grouped(ccc, " ", 4, 4, 2), grouped(ccc, "-", 4, 4, 2))
}

func (p planter) bank() string {
	branch := pick(p, "ag ", "Ag. ", "agência ", "agência: ", "agencia nº ") + p.spelt(pick(p, "####", "####-#"))
	account := pick(p, "cc ", "c/c ", "C/C: ", "conta ", "conta corrente ", "conta poupança: ", "conta nº ", "cuenta corriente ", "compte ", "account number ") +
		p.spelt(pick(p, "#####-#", "######-#", "#####-X", "##.###-#", "#########", "###.########-#"))
	return pick(p, account, branch+pick(p, " ", ", ", "\n", " / ")+account)
}

func (p planter) document() string {
	cpf := p.fitting(11, func(s string) bool { return documentKey(s) != "" })
	cnpj := p.fitting(14, func(s string) bool { return documentKey(s) != "" })
	mistyped := "cpf " + pick(p, "123.456.789-00", "12345678900", "123 456 789 00")
	return pick(p,
		cpf, cpf[:9]+"-"+cpf[9:], grouped(cpf, " ", 3, 3, 3), cpf[:3]+"."+cpf[3:6]+"."+cpf[6:9]+"-"+cpf[9:], cpf[:3]+"."+cpf[3:6]+"."+cpf[6:9]+"/"+cpf[9:], grouped(cpf, ".", 3, 3, 3),
		cnpj, cnpj[:2]+"."+cnpj[2:5]+"."+cnpj[5:8]+"/"+cnpj[8:12]+"-"+cnpj[12:], cnpj[:8]+"/"+cnpj[8:12]+"-"+cnpj[12:], grouped(cnpj, " ", 2, 3, 3, 4), mistyped,
		"DNI "+p.spelt("########Z"), "12345678Z", "12.345.678-Z", "X1234567L", "nif "+p.spelt("#########"), "RG: "+p.spelt("##.###.###-#"), "passaporte AB"+p.spelt("######"))
}

func (p planter) card() string {
	card := p.fitting(16, func(s string) bool { return cardKey(s) != "" })
	amex := p.fitting(15, func(s string) bool { return cardKey(s) != "" })
	between := pick(p, "", " ", "-", ".", "\u00a0")
	return pick(p, fours(card, between), grouped(amex, between, 4, 6))
}

func (p planter) pix() string {
	hex := fmt.Sprintf("%016x%016x", p.Uint64(), p.Uint64())
	key := grouped(hex, "-", 8, 4, 4, 4)
	return pick(p, "chave ", "pix: ", "minha chave pix é ") + pick(p, key, strings.ToUpper(key), hex)
}

func (p planter) telephone() string {
	return p.spelt(pick(p, "(11) 99###-####", "11 99### ####", "1199#######", "11-99###-####", "11.99###.####", "+55 11 99###-####", "5511 99###-####", "551199#######", "(11)99###-####",
		"(11) 9 9### ####", "0xx11 99###-####", "011 99###-####", "99###-####", "99### ####", "99###.####", "(21) 3###-####", "3###-####", "tel. 3#######", "fone: 3#######",
		"0800 ### ####", "0800-#######", "(0800) ### ####", "0800#######", "0300 ### ####", "4004-####", "+351 91# ### ###", "00351 91# ### ###", "91# ### ###", "91#######",
		"800 20# 20#", "808 20# 20#", "+34 61# ## ## ##", "61# ## ## ##", "61# ### ###", "61#######", "93 12# ## ##", "900 12# ###", "+376 312 ###", "020 7946 0###", "+44 20 7946 0###"))
}

func (p planter) cvv() string {
	return pick(p, "cvv ", "CVV: ", "o cvv é ", "cvc ", "cvv2=", "código de segurança ", "código de segurança: ", "código de seguridad ", "el codi de seguretat és ", "security code is ", "security code ", "os números de trás são ") +
		p.spelt(pick(p, "###", "####"))
}

// password gives a phrase with a secret, and the secret.
func (p planter) password() (phrase, secret string) {
	plain := pick(p, "girassol", "Abacate", "margarita", "lluna", "sunflower", "gira-sol", "TEMPESTADE", "l'avia")
	odd := pick(p, "abacate12", "sol123", "Perro2024!", "h4nd$aw", "@bacate", "x9-K2-mm", "483920", "4821", "9920", "98-76-54", "ab:cd=1", "Gira_sol")
	several := pick(p, "gato preto", "casa da praia 22", "Horse Battery Staple")
	announced := pick(p, "a senha é %s", "a senha é: %s", "minha senha é %s", "senha: %s", "Senha : %s", "senha=%s", "senha do wifi é %s", "a senha do wi-fi da loja é %s", "senha -> %s", "senha - %s",
		"a senha nova é %s", "Senha:\n%s", "palavra-passe: %s", "a palavra passe do portal é %s", "mi clave es %s", "la clave del wifi es %s", "clave de acceso: %s", "mi contraseña es %s",
		"contraseña: %s", "la contrasena es %s", "la contrasenya és %s", "la contrasenya del wifi és %s", "la meva contrasenya: %s", "el codi d'accés és %s", "my password is %s", "password: %s",
		"the wifi password is %s", "the password for the door was %s", "PIN: %s", "o meu código é %s", "a chave do wifi é %s", "la clau del wifi és %s", "usuario: ana clave: %s", "login ana senha %s",
		"user ana / password %s", "%s é a senha", "%s es la contraseña", "%s és la contrasenya", "%s is my password", "senha \"%s\"", "senha do cofre *%s*")
	if p.IntN(2) == 0 {
		secret = plain
		if !strings.HasPrefix(announced, "%s") && !strings.HasPrefix(announced, "login") && !strings.HasPrefix(announced, "user") && p.IntN(3) == 0 {
			secret = several
		}
		return fmt.Sprintf(announced, secret), secret
	}
	bare := pick(p, "senha %s", "senha do wifi %s", "a senha que eu uso agora no site %s", "clave %s", "contraseña %s", "contrasenya %s", "password %s", "pin %s", "wifi loja %s", "senha e %s",
		"código que chegou: %s", "o código é %s", "el código es %s", "el codi és %s", "the code is %s", "token %s", "código %s", announced)
	return fmt.Sprintf(bare, odd), odd
}

// What is planted in a message never leaves it, however it is written.
func TestPlantedSecretsAreHidden(t *testing.T) {
	p := planter{rand.New(rand.NewPCG(4, 2))}
	numbers := map[string]func() string{
		"IBAN": p.anyIBAN, "account": p.homeAccount, "bank": p.bank, "document": p.document, "card": p.card, "Pix": p.pix, "telephone": p.telephone, "CVV": p.cvv,
	}
	names := strings.NewReplacer("cvv2", "", "0xx", "") // digits of what the secret is called, or dialled with
	around := func(text string) string {
		return pick(p, "", "Oi! ", "Segue: ", "Bon dia, ", "Olá, tudo bem?\n") + text + pick(p, "", ".", ", obrigada", "\nAté logo", " gracias!", " (é da loja)")
	}
	for name, make := range numbers {
		t.Run(name, func(t *testing.T) {
			for range 400 {
				text := around(make())
				hidden := names.Replace(placeholderForm.ReplaceAllString(NewMask().Hide(text), ""))
				if left := phone.Digits(hidden); left != "" || strings.Contains(strings.ToUpper(hidden), "BANK") {
					t.Fatalf("of %q is left %q", text, hidden)
				}
			}
		})
	}
	t.Run("password", func(t *testing.T) {
		for range 2000 {
			phrase, secret := p.password()
			text := around(phrase)
			hidden := NewMask().Hide(text)
			for _, word := range strings.Fields(secret) {
				if len(word) > 2 && strings.Contains(hidden, word) {
					t.Fatalf("of %q is left %q", text, hidden)
				}
			}
		}
	})
}

// ordinary is what people write about passwords, codes, accounts and numbers without telling any.
var ordinary = []string{
	"Esqueci a senha, podem me ajudar?", "Qual é a senha do wifi?", "A senha não funciona mais", "A senha está errada", "Perdi a minha senha em 12/05/2026", "A senha é muito difícil", "minha senha não entra",
	"Mandei a senha e esperei até as 14:30", "Troquei a senha ontem", "He olvidado la contraseña", "¿Cuál es la clave?", "La clave es la paciencia", "La contraseña no es correcta", "He perdut la contrasenya",
	"Quina és la contrasenya?", "I forgot my password", "The password is wrong", "Is the password the same?", "Pass me the blue one, please", "the code is not valid", "o código não chegou",
	"O código do produto é 7891", "código de barras 7891234567895", "o código de rastreio é BR123456789BR", "código postal", "the tracking code is AB1234567", "el código del pedido 4521", "codi postal de Girona",
	"a chave quebrou na porta", "a chave da loja é pequena", "Qual é a chave pix de vocês?", "o wifi da loja caiu", "wifi grátis para clientes", "a conta deu R$ 150,00", "Paguei a conta de 120 reais",
	"A minha conta é no banco da esquina", "conta comigo", "La cuenta, por favor", "el compte està bé", "my account is blocked", "pedido 12345678", "Quero 150 cadernos de 96 folhas",
	"Entrega em 26/11/2026 às 14:30", "dia 05-12-2026 10h", "01.11.2026 14:30", "de 2024-2026", "R$ 1.250,00 em 3x de 416,67", "1.250.000 folhas", "papel A4 75g 500 folhas", "modelo XPTO-1200B",
	"protocolo 260721-07.014-81", "nota 000.123.456", "NF 123456789", "o tamanho é 210 x 297 mm", "o telefone da loja não atende", "ligue quando puder", "tel não tem", "me liga às 10h30", "2º andar, sala 12",
	"os números de trás da caixa", "o documento chegou", "preciso do CPF na nota", "el DNI lo traigo mañana", "my passport is expired", "é o nome dela", "isso é a senha?", "abre às 8h e fecha às 18h30",
	"são 20 unidades, 15 azuis e 5 verdes", "ag. de viagens", "opção 2", "cc: Maria", "10 mil folhas por 320 reais", "de segunda a sexta, 9h-18h", "ISBN 978-85-359-0277-5",
}

// Who hides everything hides what the model needs. What is counted here is the cost.
func TestFalseAlarmsOfTheMask(t *testing.T) {
	alarms := 0
	for _, text := range ordinary {
		if hidden := NewMask().Hide(text); hidden != text {
			alarms++
			t.Logf("%q is told as %q", text, hidden)
		}
	}
	said := life.New(life.Options{Seed: 1, Customers: 180, Messages: 2400, Day: time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)}).Texts
	shop := 0
	for _, m := range said {
		if hidden := NewMask().Hide(m.Body); hidden != m.Body {
			shop++
			t.Logf("%q is told as %q", m.Body, hidden)
		}
	}
	t.Logf("%d false alarms in %d sentences about secrets, %d in %d messages of the simulated shop", alarms, len(ordinary), shop, len(said))
	if alarms > 2 || shop > len(said)/200 {
		t.Errorf("%d of %d, %d of %d", alarms, len(ordinary), shop, len(said))
	}
}
