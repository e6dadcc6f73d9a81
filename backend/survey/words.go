package survey

import "strings"

// words are folded words of the five languages.
type words map[string]bool

func listed(text string) words {
	list := words{}
	for _, w := range strings.Fields(text) {
		list[w] = true
	}
	return list
}

// numerals are the numbers from zero on, by language. tongues tells which of them somebody may answer in who was asked in a
// language: neighbours mix them, but what is a number in Catalan ("deu", "set") is another word in Portuguese and English.
var (
	numerals = map[string]string{
		"pt": "zero - dois tres quatro cinco seis sete oito nove dez",
		"es": "cero - dos tres cuatro cinco seis siete ocho nueve diez",
		"ca": "zero - dos tres quatre cinc sis set vuit nou deu",
		"en": "zero - two three four five six seven eight nine ten",
	}
	ones    = map[string]string{"pt-BR": "um", "pt-PT": "um", "es": "uno", "ca": "un u", "en": "one"}
	tongues = map[string][]string{"pt-BR": {"pt"}, "pt-PT": {"pt"}, "es": {"es"}, "ca": {"ca", "es"}, "en": {"en"}}
)

var (
	// labels say that a number is a score, whatever follows; givers do so where it counts nothing.
	labels = listed(`nota notas avaliacao pontuacao classificacao score rating puntuacion valoracion calificacion puntuacio valoracio`)
	givers = listed(`dou daria doy pongo pondria poso posaria dono donaria give rate`)
	// between may stand between a label and its number.
	between = listed(`e de a o um uma es un una is of it you i the do sera seria le os us li te vos final minha mia meva meu lhe`)
	// outOf stands between a score and the best there is.
	outOf = listed(`de sobre out of em en on`)
	// joiners stand between two scores of which nobody knows which is meant.
	joiners = listed(`ou o or a to ate hasta fins entre e y i and`)
	// aims say what one of several scores is for.
	aims = listed(`para pra pro pros pras por pelo pela for per pel a al ao na no en em in`)
	// starWords are what scores from one to five are counted in.
	starWords = listed(`estrela estrelas estrella estrellas estrelles star stars`)
	// units are counted, also behind a word that calls a score.
	units = listed(`reais real euro euros dolar dolares dollar dollars pila conto contos horas hora hores hours h min minutos minuts minutes dias dies days anos anys years
		vezes veces vegades times x kg g km cm mm ml l caixas caixa cajas capses boxes unidades unitats units un uns und pecas piezas peces pcs`)
	// requests follow a number of what somebody wants to have.
	requests = listed(`please pls plz pf pfv pfvr porfa porfavor quero queria quer gostaria preciso precisava manda mande mandem envia envie quiero quisiera querria
		necesito ponme mandame vull voldria necessito want need send`)
	// reasons may follow a score without a sign between.
	reasons = listed(`porque pq pois mas porem pero but because perque ja nao nunca infelizmente muito muita mto mt muy molt super very ok okay infortunadamente unfortunately lamentablemente
		pessimo pessima ruim horrivel terrivel pesimo pesima malo mala horrible terrible bad awful dolent dolenta fatal nada demorou tardo tardou`)
	greetings = listed(`oi ola hola hello hi hey opa buenas`)
	// fillers say nothing by themselves, beside a nice word.
	fillers = listed(`e y i and o a os as el la els les los las the de do da dos das del dels of com con amb with em en no na in at por pelo pela per pel for para pra pro to
		que tudo todo tot everything all foi fue va ser was it is es esta estava estou estoy estic sou soy am eu yo jo me i'm muito muita mto mt muy molt molta very so tao tan
		mais mas mes more super sempre siempre sempre always meu minha mi my seu sua su your vosso vossa vostre vostra nosso voces vcs vc voce ustedes usted vosaltres vosotros vos you
		atendimento atencao atencion atencio servico servicio servei service loja tienda botiga shop store equipe equipa equip equipo team entrega lliurament delivery compra
		pessoal gente gent pessoas moca moco menina meninas amiga amigo assim asi aixi this ser mil ok okay tudo isso isto eso aixo that um uma un una uno ter sido como sim si yes claro clar`)
	// praise is what people say who are content, and their thanks.
	praise = listed(`otimo otima otimos otimas excelente excelentes excelent excellent perfeito perfeita perfeitos perfecto perfecta perfecte perfect maravilhoso maravilhosa maravilha
		maravilloso maravillosa maravilla meravellos meravellosa wonderful bom boa bons boas bem bueno buena buenos buen bien bo bona bons be good nice great awesome amazing
		fantastico fantastica fantastic genial genials incrivel increible incredible brilliant lovely fabulous show top legal massa bacana beleza joia
		adorei amei gostei encantou encanta encantada encantado encantat encanto gusto gustado agradat agrada love loved liked like recomendo recomiendo recomano recommend
		parabens felicidades felicitats felicitaciones enhorabuena congratulations congrats obrigado obrigada obrigadissima obrigadissimo brigado brigada obg valeu vlw
		gracias gracies merci merces thanks thank thx agradeco agradecida agradecido agradezco agraeixo agradable satisfeito satisfeita satisfecho satisfecha satisfet satisfeta satisfied
		contente contento contenta content contenta feliz happy rapido rapida rapidos rapidas rapid quick fast facil faceis faciles facils easy facilimo simples sencillo sencilla senzill simple
		atencioso atenciosa atenciosos atenciosas atento atenta amable amables amavel simpatico simpatica simpaticos simpatic kind friendly helpful eficiente eficient efficient
		impecavel impecable impecables sucesso exito continuem certeza tranquilo tranquila`)
)

// glad are pictures of people who are content.
const glad = "👍👏🙏😊😀😃😄😁🙂😍🥰😘🤩😉☺❤💙💚💛💜🧡🩷🤍💖💕🎉🎊🥳👌💪✨🌷🌹🌸💐😻🙌🤗✅💯🔝"
