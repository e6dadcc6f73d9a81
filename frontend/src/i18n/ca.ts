import type { Catalogue } from "./catalogue";

export const ca: Catalogue = {
  "nav.label": "Principal",
  "nav.inbox": "Entrada",
  "nav.toReply": { one: "{n} client per respondre", other: "{n} clients per respondre" },

  "list.label": "Converses",
  "list.states": "Estat de les converses",
  "tab.reply": "Per respondre",
  "tab.waiting": "Esperant",
  "tab.snoozed": "Posposades",
  "tab.closed": "Tancades",
  "list.overdue": "Fora de termini",
  "list.today": "Avui",
  "list.earlier": "Abans d'avui",
  "list.loading": "S'està carregant la llista",
  "row.waiting": "espera des de fa {time}",
  "row.unread": { one: "{n} no llegida", other: "{n} no llegides" },
  "row.failed": "no enviat",
  "row.you": "Tu: {text}",
  "row.file": "fitxer adjunt",

  "empty.reply.title": "Tot respost",
  "empty.reply.text": "Quan un client escrigui, la conversa apareixerà aquí.",
  "empty.waiting.title": "Ningú et deu resposta",
  "empty.waiting.text": "Aquí hi ha les converses en què li toca al client.",
  "empty.snoozed.title": "Res posposat",
  "empty.snoozed.text": "Una conversa posposada torna sola a la seva hora, o abans si el client escriu.",
  "empty.closed.title": "Res tancat",
  "empty.closed.text": "Una conversa tancada torna sola si el client escriu.",

  "channel.email": "Correu",
  "channel.sms": "SMS",
  "channel.whatsapp": "WhatsApp",
  "channel.other": "Un altre canal",

  "search.label": "Cerca clients i missatges",
  "search.placeholder": "Nom, telèfon o paraules",
  "search.clear": "Esborra la cerca",
  "search.results": "Resultats de la cerca",
  "search.customers": "Clients",
  "search.messages": "Missatges",
  "search.none": "Res amb «{query}»",
  "search.noneHint": "Prova amb menys paraules, o només amb el començament.",

  "conversation.none.title": "Tria una conversa",
  "conversation.none.text": "Les fletxes recorren la llista i Retorn obre.",
  "conversation.back": "Torna a la llista",
  "conversation.snooze": "Posposa",
  "conversation.close": "Tanca",
  "conversation.reopen": "Torna a obrir",
  "conversation.customer": "Mostra el client",
  "conversation.timeline": "Conversa amb {name}",
  "conversation.loading": "S'està carregant la conversa",
  "conversation.older": "S'estan carregant missatges anteriors",
  "conversation.snoozedUntil": "Posposada fins a: {time}",
  "snooze.laterToday": "Més tard, avui",
  "snooze.tomorrow": "Demà",
  "snooze.dayAfter": "Demà passat",
  "snooze.nextWeek": "Dilluns vinent",

  "event.from": "de {name}",
  "event.you": "tu",
  "event.in": "{name}, per {channel}, {time}",
  "event.out": "Tu, per {channel}, {time}",
  "event.more": "Mostra-ho tot",
  "event.less": "Mostra'n menys",
  "event.noSubject": "(sense assumpte)",
  "event.damaged": "Aquest missatge ha arribat malmès. L'original està desat.",
  "auto.auto_reply": "resposta automàtica",
  "auto.bounce": "avís de devolució",
  "auto.receipt": "avís de lectura",
  "auto.bulk": "llista o publicitat",
  "auto.notification": "avís automàtic",
  "placeholder.unsupported":
    "El client ha enviat una cosa que aquesta connexió no mostra, com un lloc, un contacte o una reacció. Mira-ho al mòbil.",
  "placeholder.redacted":
    "Twilio ha amagat el text d'aquest missatge. Desactiva «Message Redaction» al compte de Twilio per llegir els pròxims.",
  "placeholder.unreadable": "El servidor no ha pogut lliurar aquest missatge sencer. Encara hi és.",
  "placeholder.too_large":
    "Missatge massa gran per baixar-lo tot sol. El començament és aquí i la resta encara és al servidor.",

  "delivery.queued": "a la cua",
  "delivery.sending": "s'està enviant",
  "delivery.sent": "enviat",
  "delivery.delivered": "lliurat",
  "delivery.read": "llegit",
  "delivery.failed": "no enviat",
  "delivery.uncertain": "s'està comprovant si ha sortit",
  "delivery.held": "aturat",
  "delivery.cancelled": "cancel·lat",
  "delivery.retry": "Torna-ho a provar",
  "delivery.cancel": "No l'enviïs",
  "delivery.more": "Què diu Twilio d'aquest error",

  "attachment.dialog": "Desa el fitxer adjunt",
  "attachment.saved": "Fitxer adjunt desat a {path}",
  "attachment.coming": "encara s'està baixant",

  "composer.label": "Resposta",
  "composer.via": "Respon per",
  "composer.text": "Missatge per a {name}",
  "composer.subject": "Assumpte",
  "composer.send": "Envia",
  "composer.enter": "Retorn envia, Maj+Retorn canvia de línia",
  "composer.ctrlEnter": "Ctrl+Retorn envia",
  "composer.windowOpen": "Finestra oberta fins a: {time}",
  "composer.windowClosed":
    "WhatsApp només accepta text lliure fins a 24 hores després de l'últim missatge del client, i la finestra s'ha tancat: {time}.",
  "composer.windowNever":
    "WhatsApp només accepta text lliure després que el client escrigui, i encara no ha escrit per aquí.",
  "composer.otherWay": "Respon per un altre canal.",
  "composer.smsRoom": "{used} de {room}",
  "composer.smsParts": { one: "{n} SMS", other: "{n} SMS" },
  "composer.smsUnicode": "amb accents hi cap menys en cada SMS",
  "composer.tooLong": "Massa llarg: {length} de {limit}",
  "composer.noChannel":
    "No hi ha per on respondre: falta una adreça del client o un compte de la botiga al mateix canal.",

  "toast.sending": "S'està enviant a {name}",
  "toast.closed": "Tancada: {name}",
  "toast.snoozed": "{name} torna: {time}",
  "toast.undo": "Desfés",
  "toast.dismiss": "Tanca l'avís",
  "announce.arrived": "{name}, {channel}, missatge nou",

  "panel.label": "Client",
  "panel.rename": "Canvia el nom",
  "panel.name": "Nom del client",
  "panel.save": "Desa",
  "panel.cancel": "Cancel·la",
  "panel.contacts": "Dades de contacte",
  "panel.hide": "Tanca el client",

  "health.ok": "Tot al dia · comprovat a les {time}",
  "health.okEarlier": "Comprovat: {time}",
  "health.checking": "S'està comprovant…",
  "health.never": "Encara sense comprovar",
  "health.offline": "Sense connexió des de: {time} · es llegeix el que ja és aquí",
  "health.trouble": { one: "{n} compte amb problemes", other: "{n} comptes amb problemes" },
  "health.stopped": "Aturat: ara no entra ni surt res",
  "health.locked": "Contrasenyes bloquejades",
  "health.none": "Cap compte connectat",
  "health.check": "Comprova ara",
  "health.since": "des de: {time}",

  "unlock.ask":
    "Les contrasenyes dels comptes estan bloquejades. Escriu la frase de contrasenya per rebre i enviar; el que ja és aquí es pot llegir.",
  "unlock.open": "Desbloqueja",

  "demo.bar": "Botiga de demostració",
  "demo.text": "Els clients són inventats i res no surt d'aquest ordinador.",
  "trouble.title": "La botiga no s'ha obert",
  "trouble.retry": "Torna-ho a provar",

  "error.internal": "Alguna cosa ha fallat dins de Balcão. El que estava desat continua desat. Torna-ho a provar.",
  "error.usage": "Balcão no ha entès aquesta petició. No s'ha canviat res.",
  "error.not_found": "Això ja no existeix. Actualitza la llista i torna-ho a cercar.",
  "error.account.auth":
    "{account}: el servidor ha rebutjat la contrasenya. Els missatges ja rebuts estan segurs. Revisa la contrasenya d'aquest compte.",
  "error.account.unreachable":
    "{account}: {host} no respon. Els missatges ja rebuts estan segurs. Revisa la connexió; Balcão ho continua provant.",
  "error.account.tls":
    "{account}: la connexió amb {host} no és segura ({reason}); per això no s'ha enviat ni rebut res. Confirma l'adreça del servidor amb el proveïdor.",
  "tls.expired": "certificat caducat",
  "tls.wrong_name": "certificat d'una altra adreça",
  "tls.unknown_authority": "certificat d'origen desconegut",
  "tls.no_starttls": "el servidor no ofereix xifratge",
  "tls.other": "certificat no vàlid",
  "error.account.server":
    "{account}: {host} ha donat una resposta sense sentit. Els missatges ja rebuts estan segurs. Parla amb el proveïdor si no passa.",
  "error.account.suspended":
    "{account}: el compte està suspès al proveïdor. Els missatges ja rebuts estan segurs. Parla amb el proveïdor.",
  "error.account.throttled":
    "{account}: massa peticions ara mateix. No s'ha perdut res i passa sol; Balcão ho tornarà a provar més tard.",
  "error.account.no_secret":
    "{account}: la contrasenya no és en aquest ordinador. Els missatges ja rebuts estan segurs. Torna a escriure la contrasenya.",
  "error.secret.no_store":
    "Aquest ordinador no té on desar contrasenyes de manera segura. No s'ha desat res. Tria una frase de contrasenya.",
  "error.secret.passphrase": "La frase de contrasenya no coincideix. No s'ha canviat res. Torna-la a escriure.",
  "error.secret.store":
    "El magatzem de contrasenyes de l'ordinador ha donat un error. No s'ha canviat res. Desbloqueja'l i torna-ho a provar.",
  "error.data.locked":
    "Un altre Balcão ja és obert amb les mateixes dades ({dir}). No s'ha canviat res. Tanca l'altre i torna-ho a provar.",
  "error.data.newer":
    "Aquestes dades són d'un Balcão més nou (versió {found}; aquest coneix fins a la {known}). No s'ha canviat res. Instal·la la versió nova.",
  "error.data.damaged":
    "El fitxer {file} està malmès. Balcão ha deixat d'escriure per no empitjorar-ho. Restaura una còpia de seguretat.",
  "error.data.full": "El disc és ple ({dir}). El que ja estava desat està segur. Allibera espai i torna-ho a provar.",
  "error.data.readonly":
    "No es permet escriure en aquesta carpeta. No s'ha canviat res. Tria una altra carpeta o permet-hi l'escriptura.",
  "error.channel.no_attachments":
    "Per {channel} no es poden enviar fitxers adjunts des d'aquí. El text continua al quadre. Envia el fitxer per correu.",
  "error.channel.no_address":
    "Aquest client no té adreça a {channel}. El text continua al quadre. Tria un altre canal.",
  "error.channel.no_account": "La botiga no té compte de {channel}. El text continua al quadre. Tria un altre canal.",
  "error.channel.window_closed":
    "Han passat 24 hores des de l'últim missatge del client i WhatsApp ja no accepta text lliure. El text continua al quadre. Tria un altre canal.",
  "error.channel.too_long": "El text té {length} lletres i n'hi caben {limit}. Continua al quadre. Escurça'l.",
  "error.channel.empty": "No hi ha res per enviar. Escriu el missatge.",
  "error.channel.template_vars": "Falten dades a la plantilla: {missing}. No s'ha enviat res. Omple-les.",
  "error.send.rejected": "El proveïdor ha rebutjat el missatge ({provider_code}): {text}",
  "error.send.uncertain":
    "La connexió s'ha tallat durant l'enviament i no se sap si el missatge ha sortit. Balcão ho comprova amb el proveïdor abans de repetir-lo.",
  "error.message.too_large": "El missatge és massa gran. L'original encara és al servidor.",
  "error.message.unreadable": "El servidor no pot lliurar aquest missatge sencer. Encara hi és.",
  "error.media.gone": "El proveïdor ja no té aquest fitxer. Demana al client que el torni a enviar.",
  "error.outbox.finished": "Aquest missatge ja ha arribat al final. No s'ha canviat res.",
  "error.window.no_display": "No hi ha pantalla en aquest ordinador per obrir la finestra.",
  "error.window.none": "Aquest programa s'ha construït sense la finestra.",
  "error.window.timeout": "Balcão ha trigat massa a respondre. El que estava desat continua desat. Torna-ho a provar.",
};
