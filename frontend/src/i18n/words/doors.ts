import { inFiveLanguages } from "../languages";

/** The ways into the shop from outside: the link to its WhatsApp, and what a form of its site has to send. */
export const doors = inFiveLanguages({
  "pt-BR": {
    "doors.open": "Link e QR code",
    "doors.openOf": "Link e QR code de {address}",
    "doors.form": "Formulário do site",
    "doors.formOf": "Formulário do site para {address}",
    "doors.close": "Fechar",
    "doors.copied": "Copiado",
    "doors.linkTitle": "Link e QR code do WhatsApp",
    "doors.linkLead":
      "Quem abre o link, ou aponta a câmera para o código, começa uma conversa com {number} no WhatsApp.",
    "doors.linkDemo": "Esta é a loja de demonstração: o número é inventado. Não divulgue este link nem este código.",
    "doors.text": "O que o cliente já encontra escrito (opcional)",
    "doors.textHint": "Ele pode mudar antes de enviar. Quanto mais curto, mais fácil de ler fica o código.",
    "doors.link": "Para mensagens e redes sociais",
    "doors.copyLink": "Copiar link",
    "doors.site": "Para a página do site",
    "doors.copySite": "Copiar para o site",
    "doors.linkWords": "Fale com a gente pelo WhatsApp",
    "doors.print": "Imprimir para a porta",
    "doors.code": "QR code da conversa com {number}",
    "doors.sentence": "Aponte a câmera do celular e fale com a gente pelo WhatsApp.",
    "doors.noName": "O cartaz ainda está sem o nome da loja: escreva-o em {place}.",
    "doors.formTitle": "Formulário do site",
    "doors.formLead":
      "Feito assim, o que alguém escreve no formulário do site chega aqui em nome dessa pessoa, e a resposta vai para ela.",
    "doors.formDemo": "Esta é a loja de demonstração: o endereço é inventado. Não mande este texto a ninguém.",
    "doors.formStep1": "Copie o texto e mande para quem cuida do site.",
    "doors.formStep2": "Quando estiver pronto, escreva pelo formulário com um e-mail seu que não seja da loja.",
    "doors.formStep3":
      "A mensagem aparece na Entrada com o seu nome. Se aparecer com o nome do site, o e-mail ainda não sai como no texto.",
    "doors.formKnown":
      "Formulários do WordPress, do Wix e do Formspree já costumam chegar assim. Teste antes de pedir mudanças.",
    "doors.formOff": "A regra «{rule}» está desligada em Ajustes, {place}. Sem ela, tudo chega com o nome do site.",
    "doors.copyText": "Copiar o texto",
    "doors.formText": "Texto para quem cuida do site",
    "recipe.ask":
      "Olá! Por favor, configure o formulário de contato do site para mandar cada mensagem por e-mail desta forma:",
    "recipe.to": "Para (To): {address}",
    "recipe.from":
      "De (From): um endereço do domínio da loja, como {from}. Nunca o endereço do visitante: o e-mail seria recusado ou iria para o spam.",
    "recipe.fromShared":
      "De (From): um endereço do domínio do site. Nunca o endereço do visitante: o e-mail seria recusado ou iria para o spam.",
    "recipe.reply":
      "Responder para (Reply-To): o endereço que o visitante digitou. Se ele não deixou nenhum, mande sem este campo.",
    "recipe.replyShared":
      "Responder para (Reply-To): o endereço que o visitante digitou, o mesmo da linha E-mail. No formulário, o e-mail é obrigatório.",
    "recipe.body":
      "Corpo em texto simples (text/plain, UTF-8): um campo por linha, como no exemplo, com a mensagem por último. Campo vazio fica sem linha.",
    "recipe.phoneHow": "Telefone com o código do país, como {phone}.",
    "recipe.clean":
      "Tire as quebras de linha do nome, do e-mail e do telefone, para que ninguém acrescente cabeçalhos ao e-mail.",
    "recipe.example": "Exemplo:",
    "recipe.subject": "Mensagem do site",
    "recipe.name": "Nome",
    "recipe.email": "E-mail",
    "recipe.phone": "Telefone",
    "recipe.message": "Mensagem",
    "recipe.visitor": "Maria Silva",
    "recipe.visitorEmail": "maria@example.org",
    "recipe.visitorPhone": "+55 11 97777-6666",
    "recipe.words": "Vocês abrem no sábado?",
  },
  en: {
    "doors.open": "Link and QR code",
    "doors.openOf": "Link and QR code of {address}",
    "doors.form": "Website form",
    "doors.formOf": "Website form for {address}",
    "doors.close": "Close",
    "doors.copied": "Copied",
    "doors.linkTitle": "WhatsApp link and QR code",
    "doors.linkLead":
      "Whoever opens the link, or points a camera at the code, starts a conversation with {number} on WhatsApp.",
    "doors.linkDemo": "This is the demo shop: the number is invented. Do not share this link or this code.",
    "doors.text": "What the customer finds already written (optional)",
    "doors.textHint": "It can be changed before it is sent. The shorter it is, the easier the code is to read.",
    "doors.link": "For messages and social networks",
    "doors.copyLink": "Copy link",
    "doors.site": "For a page of the website",
    "doors.copySite": "Copy for the website",
    "doors.linkWords": "Talk to us on WhatsApp",
    "doors.print": "Print for the door",
    "doors.code": "QR code of the conversation with {number}",
    "doors.sentence": "Point your phone's camera here and talk to us on WhatsApp.",
    "doors.noName": "The poster still lacks the shop's name: write it in {place}.",
    "doors.formTitle": "Website form",
    "doors.formLead":
      "Done this way, what somebody writes in the form of your website arrives here in that person's name, and your reply goes to them.",
    "doors.formDemo": "This is the demo shop: the address is invented. Do not send this text to anybody.",
    "doors.formStep1": "Copy the text and send it to whoever looks after the website.",
    "doors.formStep2": "When it is done, write through the form with an email of yours that is not the shop's.",
    "doors.formStep3":
      "The message appears in the Inbox with your name. If it has the website's name, the email is not yet sent as the text says.",
    "doors.formKnown":
      "Forms of WordPress, Wix and Formspree usually arrive this way already. Test before you ask for changes.",
    "doors.formOff":
      "The rule “{rule}” is off in Settings, {place}. Without it everything arrives with the website's name.",
    "doors.copyText": "Copy the text",
    "doors.formText": "Text for whoever looks after the website",
    "recipe.ask":
      "Hello! Please set up the contact form of the website so that it sends each message by email like this:",
    "recipe.to": "To: {address}",
    "recipe.from":
      "From: an address of the shop's domain, such as {from}. Never the visitor's address: the email would be refused or end up as spam.",
    "recipe.fromShared":
      "From: an address of the website's domain. Never the visitor's address: the email would be refused or end up as spam.",
    "recipe.reply": "Reply-To: the address that the visitor typed. If there is none, leave this field out.",
    "recipe.replyShared":
      "Reply-To: the address that the visitor typed, the same as in the Email line. In the form, the email is required.",
    "recipe.body":
      "Body in plain text (text/plain, UTF-8): one field per line, as in the example, with the message last. An empty field has no line.",
    "recipe.phoneHow": "Phone number with the country code, such as {phone}.",
    "recipe.clean":
      "Remove line breaks from the name, the email and the phone number, so that nobody can add headers to the email.",
    "recipe.example": "Example:",
    "recipe.subject": "Message from the website",
    "recipe.name": "Name",
    "recipe.email": "Email",
    "recipe.phone": "Phone",
    "recipe.message": "Message",
    "recipe.visitor": "Mary Smith",
    "recipe.visitorEmail": "mary@example.org",
    "recipe.visitorPhone": "+44 7700 900123",
    "recipe.words": "Are you open on Saturday?",
  },
  es: {
    "doors.open": "Enlace y código QR",
    "doors.openOf": "Enlace y código QR de {address}",
    "doors.form": "Formulario de la web",
    "doors.formOf": "Formulario de la web para {address}",
    "doors.close": "Cerrar",
    "doors.copied": "Copiado",
    "doors.linkTitle": "Enlace y código QR de WhatsApp",
    "doors.linkLead":
      "Quien abre el enlace, o apunta la cámara al código, empieza una conversación con {number} en WhatsApp.",
    "doors.linkDemo":
      "Esta es la tienda de demostración: el número es inventado. No difundas este enlace ni este código.",
    "doors.text": "Lo que el cliente encuentra ya escrito (opcional)",
    "doors.textHint": "Puede cambiarlo antes de enviarlo. Cuanto más corto, más fácil de leer es el código.",
    "doors.link": "Para mensajes y redes sociales",
    "doors.copyLink": "Copiar enlace",
    "doors.site": "Para una página de la web",
    "doors.copySite": "Copiar para la web",
    "doors.linkWords": "Habla con nosotros por WhatsApp",
    "doors.print": "Imprimir para la puerta",
    "doors.code": "Código QR de la conversación con {number}",
    "doors.sentence": "Apunta con la cámara del móvil y habla con nosotros por WhatsApp.",
    "doors.noName": "Al cartel todavía le falta el nombre de la tienda: escríbelo en {place}.",
    "doors.formTitle": "Formulario de la web",
    "doors.formLead":
      "Hecho así, lo que alguien escribe en el formulario de la web llega aquí en nombre de esa persona, y la respuesta va para ella.",
    "doors.formDemo": "Esta es la tienda de demostración: la dirección es inventada. No envíes este texto a nadie.",
    "doors.formStep1": "Copia el texto y envíalo a quien lleva la web.",
    "doors.formStep2": "Cuando esté listo, escribe por el formulario con un correo tuyo que no sea de la tienda.",
    "doors.formStep3":
      "El mensaje aparece en la Entrada con tu nombre. Si aparece con el nombre de la web, el correo todavía no sale como dice el texto.",
    "doors.formKnown":
      "Los formularios de WordPress, Wix y Formspree suelen llegar ya así. Prueba antes de pedir cambios.",
    "doors.formOff":
      "La regla «{rule}» está desactivada en Ajustes, {place}. Sin ella, todo llega con el nombre de la web.",
    "doors.copyText": "Copiar el texto",
    "doors.formText": "Texto para quien lleva la web",
    "recipe.ask":
      "¡Hola! Por favor, configura el formulario de contacto de la web para que envíe cada mensaje por correo de esta forma:",
    "recipe.to": "Para (To): {address}",
    "recipe.from":
      "De (From): una dirección del dominio de la tienda, como {from}. Nunca la del visitante: el correo sería rechazado o acabaría como spam.",
    "recipe.fromShared":
      "De (From): una dirección del dominio de la web. Nunca la del visitante: el correo sería rechazado o acabaría como spam.",
    "recipe.reply":
      "Responder a (Reply-To): la dirección que escribió el visitante. Si no dejó ninguna, se envía sin este campo.",
    "recipe.replyShared":
      "Responder a (Reply-To): la dirección que escribió el visitante, la misma de la línea Correo electrónico. En el formulario, el correo es obligatorio.",
    "recipe.body":
      "Cuerpo en texto sin formato (text/plain, UTF-8): un campo por línea, como en el ejemplo, con el mensaje al final. Un campo vacío no tiene línea.",
    "recipe.phoneHow": "Teléfono con el prefijo del país, como {phone}.",
    "recipe.clean":
      "Quita los saltos de línea del nombre, del correo y del teléfono, para que nadie pueda añadir cabeceras al correo.",
    "recipe.example": "Ejemplo:",
    "recipe.subject": "Mensaje de la web",
    "recipe.name": "Nombre",
    "recipe.email": "Correo electrónico",
    "recipe.phone": "Teléfono",
    "recipe.message": "Mensaje",
    "recipe.visitor": "Ana Ruiz",
    "recipe.visitorEmail": "ana@example.org",
    "recipe.visitorPhone": "+34 612 345 678",
    "recipe.words": "¿Abrís el sábado?",
  },
  ca: {
    "doors.open": "Enllaç i codi QR",
    "doors.openOf": "Enllaç i codi QR de {address}",
    "doors.form": "Formulari del web",
    "doors.formOf": "Formulari del web per a {address}",
    "doors.close": "Tanca",
    "doors.copied": "Copiat",
    "doors.linkTitle": "Enllaç i codi QR de WhatsApp",
    "doors.linkLead": "Qui obre l'enllaç, o apunta la càmera al codi, comença una conversa amb {number} a WhatsApp.",
    "doors.linkDemo":
      "Aquesta és la botiga de demostració: el número és inventat. No facis córrer aquest enllaç ni aquest codi.",
    "doors.text": "El que el client ja troba escrit (opcional)",
    "doors.textHint": "Ho pot canviar abans d'enviar-ho. Com més curt, més fàcil de llegir és el codi.",
    "doors.link": "Per a missatges i xarxes socials",
    "doors.copyLink": "Copia l'enllaç",
    "doors.site": "Per a una pàgina del web",
    "doors.copySite": "Copia per al web",
    "doors.linkWords": "Parla amb nosaltres per WhatsApp",
    "doors.print": "Imprimeix per a la porta",
    "doors.code": "Codi QR de la conversa amb {number}",
    "doors.sentence": "Apunta amb la càmera del mòbil i parla amb nosaltres per WhatsApp.",
    "doors.noName": "Al cartell encara li falta el nom de la botiga: escriu-lo a {place}.",
    "doors.formTitle": "Formulari del web",
    "doors.formLead":
      "Fet així, el que algú escriu al formulari del web arriba aquí en nom d'aquesta persona, i la resposta va cap a ella.",
    "doors.formDemo": "Aquesta és la botiga de demostració: l'adreça és inventada. No enviïs aquest text a ningú.",
    "doors.formStep1": "Copia el text i envia'l a qui porta el web.",
    "doors.formStep2": "Quan estigui llest, escriu pel formulari amb un correu teu que no sigui de la botiga.",
    "doors.formStep3":
      "El missatge apareix a l'Entrada amb el teu nom. Si hi apareix el nom del web, el correu encara no surt com diu el text.",
    "doors.formKnown":
      "Els formularis de WordPress, Wix i Formspree ja solen arribar així. Prova-ho abans de demanar canvis.",
    "doors.formOff":
      "La regla «{rule}» està desactivada a Configuració, {place}. Sense ella, tot arriba amb el nom del web.",
    "doors.copyText": "Copia el text",
    "doors.formText": "Text per a qui porta el web",
    "recipe.ask":
      "Hola! Si us plau, configura el formulari de contacte del web perquè enviï cada missatge per correu d'aquesta manera:",
    "recipe.to": "Per a (To): {address}",
    "recipe.from":
      "De (From): una adreça del domini de la botiga, com {from}. Mai la del visitant: el correu seria rebutjat o aniria a parar al correu brossa.",
    "recipe.fromShared":
      "De (From): una adreça del domini del web. Mai la del visitant: el correu seria rebutjat o aniria a parar al correu brossa.",
    "recipe.reply":
      "Respon a (Reply-To): l'adreça que ha escrit el visitant. Si no n'ha deixat cap, s'envia sense aquest camp.",
    "recipe.replyShared":
      "Respon a (Reply-To): l'adreça que ha escrit el visitant, la mateixa de la línia Correu electrònic. Al formulari, el correu és obligatori.",
    "recipe.body":
      "Cos en text sense format (text/plain, UTF-8): un camp per línia, com a l'exemple, amb el missatge al final. Un camp buit no té línia.",
    "recipe.phoneHow": "Telèfon amb el prefix del país, com {phone}.",
    "recipe.clean":
      "Treu els salts de línia del nom, del correu i del telèfon, perquè ningú pugui afegir capçaleres al correu.",
    "recipe.example": "Exemple:",
    "recipe.subject": "Missatge del web",
    "recipe.name": "Nom",
    "recipe.email": "Correu electrònic",
    "recipe.phone": "Telèfon",
    "recipe.message": "Missatge",
    "recipe.visitor": "Laia Puig",
    "recipe.visitorEmail": "laia@example.org",
    "recipe.visitorPhone": "+34 612 345 678",
    "recipe.words": "Obriu dissabte?",
  },
  "pt-PT": {
    "doors.open": "Link e código QR",
    "doors.openOf": "Link e código QR de {address}",
    "doors.form": "Formulário do site",
    "doors.formOf": "Formulário do site para {address}",
    "doors.close": "Fechar",
    "doors.copied": "Copiado",
    "doors.linkTitle": "Link e código QR do WhatsApp",
    "doors.linkLead": "Quem abre o link, ou aponta a câmara ao código, começa uma conversa com {number} no WhatsApp.",
    "doors.linkDemo": "Esta é a loja de demonstração: o número é inventado. Não divulgue este link nem este código.",
    "doors.text": "O que o cliente já encontra escrito (opcional)",
    "doors.textHint": "Pode alterá-lo antes de enviar. Quanto mais curto, mais fácil de ler é o código.",
    "doors.link": "Para mensagens e redes sociais",
    "doors.copyLink": "Copiar link",
    "doors.site": "Para uma página do site",
    "doors.copySite": "Copiar para o site",
    "doors.linkWords": "Fale connosco por WhatsApp",
    "doors.print": "Imprimir para a porta",
    "doors.code": "Código QR da conversa com {number}",
    "doors.sentence": "Aponte a câmara do telemóvel e fale connosco por WhatsApp.",
    "doors.noName": "Ao cartaz ainda falta o nome da loja: escreva-o em {place}.",
    "doors.formTitle": "Formulário do site",
    "doors.formLead":
      "Feito assim, o que alguém escreve no formulário do site chega aqui em nome dessa pessoa, e a resposta vai para ela.",
    "doors.formDemo": "Esta é a loja de demonstração: o endereço é inventado. Não envie este texto a ninguém.",
    "doors.formStep1": "Copie o texto e envie-o a quem cuida do site.",
    "doors.formStep2": "Quando estiver pronto, escreva pelo formulário com um e-mail seu que não seja da loja.",
    "doors.formStep3":
      "A mensagem aparece na Entrada com o seu nome. Se aparecer com o nome do site, o e-mail ainda não sai como diz o texto.",
    "doors.formKnown":
      "Os formulários do WordPress, do Wix e do Formspree já costumam chegar assim. Teste antes de pedir alterações.",
    "doors.formOff": "A regra «{rule}» está desligada em Definições, {place}. Sem ela, tudo chega com o nome do site.",
    "doors.copyText": "Copiar o texto",
    "doors.formText": "Texto para quem cuida do site",
    "recipe.ask":
      "Olá! Por favor, configure o formulário de contacto do site para enviar cada mensagem por e-mail desta forma:",
    "recipe.to": "Para (To): {address}",
    "recipe.from":
      "De (From): um endereço do domínio da loja, como {from}. Nunca o endereço do visitante: o e-mail seria recusado ou iria para o spam.",
    "recipe.fromShared":
      "De (From): um endereço do domínio do site. Nunca o endereço do visitante: o e-mail seria recusado ou iria para o spam.",
    "recipe.reply":
      "Responder a (Reply-To): o endereço que o visitante escreveu. Se não deixou nenhum, envie sem este campo.",
    "recipe.replyShared":
      "Responder a (Reply-To): o endereço que o visitante escreveu, o mesmo da linha E-mail. No formulário, o e-mail é obrigatório.",
    "recipe.body":
      "Corpo em texto simples (text/plain, UTF-8): um campo por linha, como no exemplo, com a mensagem no fim. Um campo vazio fica sem linha.",
    "recipe.phoneHow": "Telefone com o indicativo do país, como {phone}.",
    "recipe.clean":
      "Retire as quebras de linha do nome, do e-mail e do telefone, para que ninguém possa acrescentar cabeçalhos ao e-mail.",
    "recipe.example": "Exemplo:",
    "recipe.subject": "Mensagem do site",
    "recipe.name": "Nome",
    "recipe.email": "E-mail",
    "recipe.phone": "Telefone",
    "recipe.message": "Mensagem",
    "recipe.visitor": "Rita Lopes",
    "recipe.visitorEmail": "rita@example.org",
    "recipe.visitorPhone": "+351 912 345 678",
    "recipe.words": "Abrem ao sábado?",
  },
});
