import { inFiveLanguages } from "../languages";

/** What was done without the owner, and the rules for mail on behalf of customers. */
export const acts = inFiveLanguages({
  "pt-BR": {
    "acts.title": "Feito sem você",
    "acts.lead": "O que o Balcão decidiu por conta própria, e por quê. O mais novo vem primeiro.",
    "acts.loading": "Lendo o que foi feito",
    "acts.empty.title": "Nada foi feito sem você",
    "acts.empty.text":
      "Quando uma mensagem abrir um protocolo ou entrar em um, isso aparece aqui, com o motivo e com o que dá para desfazer.",
    "acts.undo": "Desfazer: {what}, {name}",
    "acts.undone": "desfeito",
    "acts.changed": "já mudou depois",
    "acts.rules": "Ver as regras",
    "act.opened": "Protocolo {number} aberto",
    "act.joined": "Mensagem posta no protocolo {number}",
    "act.answered": "Resposta da loja posta no protocolo {number}",
    "act.reopened": "Protocolo {number} reaberto",
    "act.attributed": "E-mail de um programa posto na conversa",
    "why.opened": "Chegou uma mensagem, e nenhum protocolo estava aberto.",
    "why.protocol": "A mensagem cita o número.",
    "why.tail": "A mensagem cita o final do número.",
    "why.reply": "Responde a um e-mail deste protocolo.",
    "why.open": "Era o protocolo aberto.",
    "why.recent": "O protocolo tinha sido encerrado há pouco.",
    "why.answered": "A loja respondeu por outro programa, com este protocolo aberto.",
    "why.reopened": "Chegou outra mensagem, pouco depois de encerrado.",
    "why.behalf": "Regra: {rule}.",
    "settings.behalf": "Em nome de clientes",
    "behalf.lead":
      "Formulários de sites, o Reclame AQUI e marketplaces mandam por e-mail o que um cliente escreveu. Com a regra ligada, a mensagem vai para a conversa desse cliente. Desligada, fica com quem mandou o e-mail. Se o formulário não traz e-mail, vale o telefone; sem nenhum dos dois, a mensagem tem uma conversa só dela.",
    "behalf.rules": "Regras",
    "behalf.from": "O que você mudar vale para os e-mails que chegarem daqui em diante.",
    "behalf.form_services": "Serviços de formulário",
    "behalf.form_servicesHint":
      "Formspree, Jotform, Typeform, Wix, RD Station e outros. O cliente é quem está no endereço de resposta ou nos campos do formulário.",
    "behalf.wordpress": "Formulário do seu site em WordPress",
    "behalf.wordpressHint":
      "E-mails de wordpress@ no endereço da loja. O cliente é quem está no endereço de resposta ou nos campos do formulário.",
    "behalf.own_site": "Outros formulários do seu site",
    "behalf.own_siteHint":
      "E-mails de outro endereço do domínio da loja, ou da loja para ela mesma: formulários e pedidos da loja virtual. O cliente é quem está no endereço de resposta ou nos campos do formulário.",
    "behalf.other_forms": "Formulários de qualquer site",
    "behalf.other_formsHint":
      "De qualquer remetente, desde que o endereço de resposta seja o mesmo do formulário, ou o remetente não receba respostas. O cliente é quem está no endereço de resposta.",
    "behalf.reclame_aqui": "Reclame AQUI",
    "behalf.reclame_aquiHint":
      "Reclamações que o site manda. O cliente é quem está no endereço de resposta ou nos campos da reclamação.",
    "behalf.marketplaces": "Marketplaces",
    "behalf.marketplacesHint":
      "Mercado Livre, Shopee, Amazon, Magalu, Elo7, Etsy e Wallapop. O cliente é quem está no endereço de resposta, e só ele.",
  },
  en: {
    "acts.title": "Done without you",
    "acts.lead": "What Balcão decided by itself, and why. The newest comes first.",
    "acts.loading": "Reading what was done",
    "acts.empty.title": "Nothing was done without you",
    "acts.empty.text":
      "When a message opens a case or goes into one, it appears here, with the reason and with what can be undone.",
    "acts.undo": "Undo: {what}, {name}",
    "acts.undone": "undone",
    "acts.changed": "changed since",
    "acts.rules": "See the rules",
    "act.opened": "Case {number} opened",
    "act.joined": "Message put into case {number}",
    "act.answered": "The shop's reply put into case {number}",
    "act.reopened": "Case {number} reopened",
    "act.attributed": "A program's email put into the conversation",
    "why.opened": "A message came, and no case was open.",
    "why.protocol": "The message quotes the number.",
    "why.tail": "The message quotes the end of the number.",
    "why.reply": "It answers an email of this case.",
    "why.open": "It was the open case.",
    "why.recent": "The case had been closed shortly before.",
    "why.answered": "The shop replied from another program while this case was open.",
    "why.reopened": "Another message came shortly after it was closed.",
    "why.behalf": "Rule: {rule}.",
    "settings.behalf": "On behalf of customers",
    "behalf.lead":
      "Website forms, Reclame AQUI and marketplaces send by email what a customer wrote. With the rule on, the message goes into that customer's conversation. Off, it stays with whoever sent the email. A form without an email address goes by its phone number; with neither, the message has a conversation of its own.",
    "behalf.rules": "Rules",
    "behalf.from": "What you change holds for emails that come from now on.",
    "behalf.form_services": "Form services",
    "behalf.form_servicesHint":
      "Formspree, Jotform, Typeform, Wix, RD Station and others. The customer is whoever the reply address or the fields of the form name.",
    "behalf.wordpress": "The form of your WordPress site",
    "behalf.wordpressHint":
      "Emails from wordpress@ at the shop's own address. The customer is whoever the reply address or the fields of the form name.",
    "behalf.own_site": "Other forms of your site",
    "behalf.own_siteHint":
      "Emails from another address at the shop's domain, or from the shop to itself: forms and orders of the online shop. The customer is whoever the reply address or the fields of the form name.",
    "behalf.other_forms": "Forms of any site",
    "behalf.other_formsHint":
      "From any sender, as long as the reply address is the one in the form, or the sender takes no replies. The customer is whoever the reply address names.",
    "behalf.reclame_aqui": "Reclame AQUI",
    "behalf.reclame_aquiHint":
      "Complaints that the site sends. The customer is whoever the reply address or the fields of the complaint name.",
    "behalf.marketplaces": "Marketplaces",
    "behalf.marketplacesHint":
      "Mercado Livre, Shopee, Amazon, Magalu, Elo7, Etsy and Wallapop. The customer is whoever the reply address names, and nobody else.",
  },
  es: {
    "acts.title": "Hecho sin ti",
    "acts.lead": "Lo que Balcão decidió por su cuenta, y por qué. Lo más nuevo va primero.",
    "acts.loading": "Leyendo lo que se hizo",
    "acts.empty.title": "Nada se ha hecho sin ti",
    "acts.empty.text":
      "Cuando un mensaje abra un caso o entre en uno, aparecerá aquí, con el motivo y con lo que se puede deshacer.",
    "acts.undo": "Deshacer: {what}, {name}",
    "acts.undone": "deshecho",
    "acts.changed": "ya cambió después",
    "acts.rules": "Ver las reglas",
    "act.opened": "Caso {number} abierto",
    "act.joined": "Mensaje puesto en el caso {number}",
    "act.answered": "Respuesta de la tienda puesta en el caso {number}",
    "act.reopened": "Caso {number} reabierto",
    "act.attributed": "Correo de un programa puesto en la conversación",
    "why.opened": "Llegó un mensaje, y ningún caso estaba abierto.",
    "why.protocol": "El mensaje cita el número.",
    "why.tail": "El mensaje cita el final del número.",
    "why.reply": "Responde a un correo de este caso.",
    "why.open": "Era el caso abierto.",
    "why.recent": "El caso se había cerrado hacía poco.",
    "why.answered": "La tienda respondió desde otro programa, con este caso abierto.",
    "why.reopened": "Llegó otro mensaje, poco después de cerrarlo.",
    "why.behalf": "Regla: {rule}.",
    "settings.behalf": "En nombre de clientes",
    "behalf.lead":
      "Los formularios web, Reclame AQUI y los marketplaces envían por correo lo que escribió un cliente. Con la regla activada, el mensaje va a la conversación de ese cliente. Desactivada, se queda con quien envió el correo. Si el formulario no trae correo, vale el teléfono; sin ninguno de los dos, el mensaje tiene una conversación propia.",
    "behalf.rules": "Reglas",
    "behalf.from": "Lo que cambies vale para los correos que lleguen de ahora en adelante.",
    "behalf.form_services": "Servicios de formularios",
    "behalf.form_servicesHint":
      "Formspree, Jotform, Typeform, Wix, RD Station y otros. El cliente es quien figura en la dirección de respuesta o en los campos del formulario.",
    "behalf.wordpress": "El formulario de tu web en WordPress",
    "behalf.wordpressHint":
      "Correos de wordpress@ en la dirección de la tienda. El cliente es quien figura en la dirección de respuesta o en los campos del formulario.",
    "behalf.own_site": "Otros formularios de tu web",
    "behalf.own_siteHint":
      "Correos de otra dirección del dominio de la tienda, o de la tienda a sí misma: formularios y pedidos de la tienda en línea. El cliente es quien figura en la dirección de respuesta o en los campos del formulario.",
    "behalf.other_forms": "Formularios de cualquier web",
    "behalf.other_formsHint":
      "De cualquier remitente, siempre que la dirección de respuesta sea la del formulario, o que el remitente no reciba respuestas. El cliente es quien figura en la dirección de respuesta.",
    "behalf.reclame_aqui": "Reclame AQUI",
    "behalf.reclame_aquiHint":
      "Quejas que envía el sitio. El cliente es quien figura en la dirección de respuesta o en los campos de la queja.",
    "behalf.marketplaces": "Marketplaces",
    "behalf.marketplacesHint":
      "Mercado Libre, Shopee, Amazon, Magalu, Elo7, Etsy y Wallapop. El cliente es quien figura en la dirección de respuesta, y solo él.",
  },
  ca: {
    "acts.title": "Fet sense tu",
    "acts.lead": "El que el Balcão ha decidit pel seu compte, i per què. El més nou va primer.",
    "acts.loading": "S'està llegint què s'ha fet",
    "acts.empty.title": "No s'ha fet res sense tu",
    "acts.empty.text":
      "Quan un missatge obri un cas o entri en un, apareixerà aquí, amb el motiu i amb el que es pot desfer.",
    "acts.undo": "Desfés: {what}, {name}",
    "acts.undone": "desfet",
    "acts.changed": "ja ha canviat després",
    "acts.rules": "Mostra les regles",
    "act.opened": "Cas {number} obert",
    "act.joined": "Missatge posat al cas {number}",
    "act.answered": "Resposta de la botiga posada al cas {number}",
    "act.reopened": "Cas {number} reobert",
    "act.attributed": "Correu d'un programa posat a la conversa",
    "why.opened": "Ha arribat un missatge, i no hi havia cap cas obert.",
    "why.protocol": "El missatge cita el número.",
    "why.tail": "El missatge cita el final del número.",
    "why.reply": "Respon a un correu d'aquest cas.",
    "why.open": "Era el cas obert.",
    "why.recent": "El cas s'havia tancat feia poc.",
    "why.answered": "La botiga ha respost des d'un altre programa, amb aquest cas obert.",
    "why.reopened": "Ha arribat un altre missatge, poc després de tancar-lo.",
    "why.behalf": "Regla: {rule}.",
    "settings.behalf": "En nom de clients",
    "behalf.lead":
      "Els formularis web, Reclame AQUI i els marketplaces envien per correu el que ha escrit un client. Amb la regla activada, el missatge va a la conversa d'aquest client. Desactivada, es queda amb qui ha enviat el correu. Si el formulari no porta correu, val el telèfon; sense cap dels dos, el missatge té una conversa pròpia.",
    "behalf.rules": "Regles",
    "behalf.from": "El que canviïs val per als correus que arribin a partir d'ara.",
    "behalf.form_services": "Serveis de formularis",
    "behalf.form_servicesHint":
      "Formspree, Jotform, Typeform, Wix, RD Station i altres. El client és qui consta a l'adreça de resposta o als camps del formulari.",
    "behalf.wordpress": "El formulari del teu web amb WordPress",
    "behalf.wordpressHint":
      "Correus de wordpress@ a l'adreça de la botiga. El client és qui consta a l'adreça de resposta o als camps del formulari.",
    "behalf.own_site": "Altres formularis del teu web",
    "behalf.own_siteHint":
      "Correus d'una altra adreça del domini de la botiga, o de la botiga a si mateixa: formularis i comandes de la botiga en línia. El client és qui consta a l'adreça de resposta o als camps del formulari.",
    "behalf.other_forms": "Formularis de qualsevol web",
    "behalf.other_formsHint":
      "De qualsevol remitent, sempre que l'adreça de resposta sigui la del formulari, o que el remitent no rebi respostes. El client és qui consta a l'adreça de resposta.",
    "behalf.reclame_aqui": "Reclame AQUI",
    "behalf.reclame_aquiHint":
      "Queixes que envia el lloc. El client és qui consta a l'adreça de resposta o als camps de la queixa.",
    "behalf.marketplaces": "Marketplaces",
    "behalf.marketplacesHint":
      "Mercado Libre, Shopee, Amazon, Magalu, Elo7, Etsy i Wallapop. El client és qui consta a l'adreça de resposta, i ningú més.",
  },
  "pt-PT": {
    "acts.title": "Feito automaticamente",
    "acts.lead": "O que o Balcão decidiu por si próprio, e porquê. O mais recente vem primeiro.",
    "acts.loading": "A ler o que foi feito",
    "acts.empty.title": "Nada foi feito automaticamente",
    "acts.empty.text":
      "Quando uma mensagem abrir um processo ou entrar num, isso aparece aqui, com o motivo e com o que se pode anular.",
    "acts.undo": "Anular: {what}, {name}",
    "acts.undone": "anulado",
    "acts.changed": "já mudou depois",
    "acts.rules": "Ver as regras",
    "act.opened": "Processo {number} aberto",
    "act.joined": "Mensagem posta no processo {number}",
    "act.answered": "Resposta da loja posta no processo {number}",
    "act.reopened": "Processo {number} reaberto",
    "act.attributed": "E-mail de um programa posto na conversa",
    "why.opened": "Chegou uma mensagem, e nenhum processo estava aberto.",
    "why.protocol": "A mensagem cita o número.",
    "why.tail": "A mensagem cita o final do número.",
    "why.reply": "Responde a um e-mail deste processo.",
    "why.open": "Era o processo aberto.",
    "why.recent": "O processo tinha sido encerrado há pouco.",
    "why.answered": "A loja respondeu noutro programa, com este processo aberto.",
    "why.reopened": "Chegou outra mensagem, pouco depois de encerrado.",
    "why.behalf": "Regra: {rule}.",
    "settings.behalf": "Em nome de clientes",
    "behalf.lead":
      "Formulários de sites, o Reclame AQUI e os marketplaces mandam por e-mail o que um cliente escreveu. Com a regra ligada, a mensagem vai para a conversa desse cliente. Desligada, fica com quem mandou o e-mail. Se o formulário não traz e-mail, vale o telefone; sem nenhum dos dois, a mensagem tem uma conversa só sua.",
    "behalf.rules": "Regras",
    "behalf.from": "O que for alterado vale para os e-mails que chegarem a partir de agora.",
    "behalf.form_services": "Serviços de formulários",
    "behalf.form_servicesHint":
      "Formspree, Jotform, Typeform, Wix, RD Station e outros. O cliente é quem está no endereço de resposta ou nos campos do formulário.",
    "behalf.wordpress": "O formulário do seu site em WordPress",
    "behalf.wordpressHint":
      "E-mails de wordpress@ no endereço da loja. O cliente é quem está no endereço de resposta ou nos campos do formulário.",
    "behalf.own_site": "Outros formulários do seu site",
    "behalf.own_siteHint":
      "E-mails de outro endereço do domínio da loja, ou da loja para si própria: formulários e encomendas da loja online. O cliente é quem está no endereço de resposta ou nos campos do formulário.",
    "behalf.other_forms": "Formulários de qualquer site",
    "behalf.other_formsHint":
      "De qualquer remetente, desde que o endereço de resposta seja o mesmo do formulário, ou o remetente não receba respostas. O cliente é quem está no endereço de resposta.",
    "behalf.reclame_aqui": "Reclame AQUI",
    "behalf.reclame_aquiHint":
      "Reclamações que o site manda. O cliente é quem está no endereço de resposta ou nos campos da reclamação.",
    "behalf.marketplaces": "Marketplaces",
    "behalf.marketplacesHint":
      "Mercado Livre, Shopee, Amazon, Magalu, Elo7, Etsy e Wallapop. O cliente é quem está no endereço de resposta, e só ele.",
  },
});
