package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
)

// The vocabulary: real frequent words first, then a long synthetic tail, picked by Zipf-Mandelbrot ranks.

var ptCommon = strings.Fields(`de que e o a do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter seus quem nas me esse eles estão você tinha foram essa num nem suas meu às minha têm numa pelos elas havia seja qual será nós tenho lhe deles essas esses pelas este fosse dele
pedido compra entrega prazo boleto pagamento cartão nota fiscal produto loja cliente atendimento reclamação dúvida informação devolução troca garantia defeito frete endereço rastreio código valor preço desconto promoção orçamento estoque tamanho cor modelo quantidade unidade caixa peça conserto visita técnico agendamento horário amanhã hoje ontem semana mês janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro obrigado obrigada atenciosamente abraço bom dia boa tarde noite olá prezados senhores favor gostaria preciso poderia confirmar enviar receber aguardo retorno urgente problema solução protocolo número telefone whatsapp e-mail contato cadastro conta senha acesso sistema site cancelamento reembolso crédito débito parcela juros vencimento fatura recibo comprovante anexo segue conforme combinado conversamos ligação atraso transportadora correios chegou quebrado errado faltando diferente novo usado qualidade ótimo péssimo excelente satisfeito insatisfeito parabéns sugestão elogio coleção vestido camisa calça sapato bolsa relógio geladeira fogão máquina lavar televisão celular notebook impressora cadeira mesa sofá cama colchão armário cozinha banheiro pintura cimento tinta parafuso ferramenta bicicleta pneu óleo motor peças revisão aniversário presente festa bolo doce salgado café pão queijo restaurante reserva almoço jantar hotel viagem São Paulo Rio Janeiro Belo Horizonte Curitiba Goiânia Salvador Recife Fortaleza Manaus Belém`)

var enCommon = strings.Fields(`the be to of and a in that have I it for not on with he as you do at this but his by from they we say her she or an will my one all would there their what so up out if about who get which go me when make can like time no just him know take people into year your good some could them see other than then now look only come its over think also back after use two how our work first well way even new want because any these give day most us
order purchase delivery deadline invoice payment card receipt product store customer support complaint question information return exchange warranty defect shipping address tracking code amount price discount quote stock size color model quantity unit box part repair visit technician appointment schedule tomorrow today yesterday week month thanks regards hello dear please confirm send receive waiting reply urgent problem solution ticket number phone contact account password access system website cancellation refund credit debit installment due statement attachment attached agreed call delay carrier arrived broken wrong missing different quality great terrible excellent satisfied suggestion praise collection dress shirt trousers shoes bag watch fridge stove washing machine television phone laptop printer chair table sofa bed mattress kitchen bathroom paint cement screw tool bicycle tyre oil engine birthday gift party cake coffee bread cheese restaurant booking lunch dinner hotel travel`)

var (
	firstNames = strings.Fields(`Ana João Maria José Antônio Francisco Carlos Paulo Pedro Lucas Luiz Marcos Luís Gabriel Rafael Daniel Marcelo Bruno Eduardo Felipe Rodrigo Manoel Mateus André Fernando Fábio Leonardo Gustavo Guilherme Leandro Tiago Anderson Ricardo Márcio Jorge Sebastião Alexandre Roberto Edson Diego Vítor Sérgio Cláudio Matheus Thiago Geraldo Adriano Luciano Júlio Renato Francisca Antônia Adriana Juliana Márcia Fernanda Patrícia Aline Sandra Camila Amanda Bruna Jéssica Letícia Júlia Luciana Vanessa Mariana Gabriela Valéria Simone Débora Cláudia Tânia Íris Zélia Sônia Conceição Lourdes Glória Inês Beatriz Larissa Natália Rosângela Mônica Peter John Emily Sarah Michael Laura Núria Jordi Montserrat`)
	lastNames  = strings.Fields(`Silva Santos Oliveira Souza Rodrigues Ferreira Alves Pereira Lima Gomes Costa Ribeiro Martins Carvalho Almeida Lopes Soares Fernandes Vieira Barbosa Rocha Dias Nascimento Andrade Moreira Nunes Marques Machado Mendes Freitas Cardoso Ramos Gonçalves Santana Teixeira Araújo Magalhães Guimarães Simões Assunção Falcão Peixoto Queirós Brandão Sampaio Figueiredo Conceição Smith Johnson Brown Puig Ferrer`)
)

// syllables and endings of the synthetic tail, by language.
var (
	ptSyllables = strings.Fields("ca co ba be di do es fa fi ga gu in la le li lo ma me mi mo na ne ni no pa pe pi po ra re ri ro sa se si so ta te ti to va ve vi vo cha lha nha pra tra bri que ção")
	ptEndings   = strings.Fields("r do da mente ção ções dade ista eiro eira ável ível al ar ndo m s es os as ão ês")
	enSyllables = strings.Fields("ab ac ad al an ar be bi bo ca ce ch co de di do el en er fa fi fo ga ge ha he hi in is it la le li lo ma me mi mo na ne no or pa pe pl po pr ra re ri ro sa se sh si st ta te th ti to tr un ve vi wa we")
	enEndings   = strings.Fields("ing ed ly tion ment ness er or able s al ive ous y ism ist ful")
)

const tailWords = 60000

// language is a vocabulary in which a customer writes.
type language struct {
	code       string
	words      []string
	cumulative []float64
}

func newLanguage(code string, r *rand.Rand, common, syllables, endings []string) *language {
	l := &language{code: code, words: append(append([]string{}, common...), tail(r, syllables, endings)...)}
	sum := 0.0
	for i := range l.words {
		sum += 1 / math.Pow(float64(i)+2.7, 1.05)
		l.cumulative = append(l.cumulative, sum)
	}
	return l
}

func tail(r *rand.Rand, syllables, endings []string) []string {
	seen := make(map[string]bool, tailWords)
	words := make([]string, 0, tailWords)
	for len(words) < tailWords {
		var b strings.Builder
		for i := 1 + r.IntN(3); i >= 0; i-- {
			b.WriteString(syllables[r.IntN(len(syllables))])
		}
		b.WriteString(endings[r.IntN(len(endings))])
		if w := b.String(); !seen[w] {
			seen[w] = true
			words = append(words, w)
		}
	}
	return words
}

func (l *language) pick(r *rand.Rand) string {
	return l.words[weighted(l.cumulative, r.Float64()*l.cumulative[len(l.cumulative)-1])]
}

// weighted finds the first place whose cumulative weight is not below x.
func weighted(cumulative []float64, x float64) int {
	low, high := 0, len(cumulative)-1
	for low < high {
		middle := (low + high) / 2
		if cumulative[middle] < x {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}

// token is what business mail is full of and search must find: numbers of orders, money, dates, telephones.
func token(r *rand.Rand) string {
	switch r.IntN(7) {
	case 0:
		return fmt.Sprintf("#%06d", r.IntN(1000000))
	case 1:
		return fmt.Sprintf("R$ %d,%02d", r.IntN(3000), r.IntN(100))
	case 2:
		return fmt.Sprintf("%02d/%02d/20%02d", 1+r.IntN(28), 1+r.IntN(12), 23+r.IntN(4))
	case 3:
		return fmt.Sprintf("20%02d%02d%08d", 23+r.IntN(4), 1+r.IntN(12), r.IntN(100000000)) // protocol number
	case 4:
		return fmt.Sprintf("(%d) 9%04d-%04d", 11+r.IntN(80), r.IntN(10000), r.IntN(10000))
	case 5:
		return fmt.Sprintf("NF-e %09d", r.IntN(1000000000))
	}
	return fmt.Sprintf("BR%09dBR", r.IntN(1000000000))
}

func (l *language) sentence(r *rand.Rand) string {
	words := make([]string, 5+r.IntN(16))
	for i := range words {
		if r.IntN(40) == 0 {
			words[i] = token(r)
		} else {
			words[i] = l.pick(r)
		}
		if i < len(words)-1 && r.IntN(12) == 0 {
			words[i] += ","
		}
	}
	runes := []rune(strings.Join(words, " "))
	runes[0] = []rune(strings.ToUpper(string(runes[0])))[0]
	return string(runes) + [...]string{".", ".", ".", "?", "!"}[r.IntN(5)]
}

// paragraphs have a log-normal length with a median of about 90 words.
func (l *language) paragraphs(r *rand.Rand) []string {
	left := min(int(math.Exp(r.NormFloat64()*0.8+2.0))+1, 150)
	var all []string
	for left > 0 {
		sentences := make([]string, min(left, 1+r.IntN(5)))
		left -= len(sentences)
		for i := range sentences {
			sentences[i] = l.sentence(r)
		}
		all = append(all, strings.Join(sentences, " "))
	}
	return all
}

func wrap(s string, width int) string {
	var b strings.Builder
	column := 0
	for i, word := range strings.Fields(s) {
		switch {
		case i > 0 && column+1+len(word) > width:
			b.WriteByte('\n')
			column = 0
		case i > 0:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += len(word)
	}
	return b.String()
}

func hexDigits(r *rand.Rand, count int) string {
	const digits = "0123456789abcdef"
	b := make([]byte, count)
	for i := range b {
		b[i] = digits[r.IntN(16)]
	}
	return string(b)
}
