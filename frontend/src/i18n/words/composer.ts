import { inFiveLanguages } from "../languages";

/** The reply box. */
export const composer = inFiveLanguages({
  "pt-BR": {
    "composer.label": "Resposta",
    "composer.via": "Responder por",
    "composer.text": "Mensagem para {name}",
    "composer.subject": "Assunto",
    "composer.send": "Enviar",
    "composer.enter": "Enter envia, Shift+Enter quebra a linha",
    "composer.ctrlEnter": "Ctrl+Enter envia",
    "composer.windowOpen": "Janela aberta até {time}",
    "composer.windowClosed":
      "O WhatsApp só aceita texto livre até 24 horas depois da última mensagem do cliente, e a janela fechou: {time}.",
    "composer.windowNever":
      "O WhatsApp só aceita texto livre depois que o cliente escreve, e ele ainda não escreveu por aqui.",
    "composer.otherWay": "Responda por outro canal.",
    "composer.smsRoom": "{used} de {room}",
    "composer.smsParts": { one: "{n} SMS", other: "{n} SMS" },
    "composer.smsUnicode": "com acento cabe menos em cada SMS",
    "composer.tooLong": "Longo demais: {length} de {limit}",
    "composer.noChannel":
      "Não há por onde responder: falta um endereço do cliente ou uma conta da loja no mesmo canal.",
  },
  en: {
    "composer.label": "Reply",
    "composer.via": "Reply by",
    "composer.text": "Message to {name}",
    "composer.subject": "Subject",
    "composer.send": "Send",
    "composer.enter": "Enter sends, Shift+Enter breaks the line",
    "composer.ctrlEnter": "Ctrl+Enter sends",
    "composer.windowOpen": "Window open until {time}",
    "composer.windowClosed":
      "WhatsApp takes free text only for 24 hours after the customer's last message, and the window has closed: {time}.",
    "composer.windowNever":
      "WhatsApp takes free text only after the customer writes, and they have not written here yet.",
    "composer.otherWay": "Reply by another channel.",
    "composer.smsRoom": "{used} of {room}",
    "composer.smsParts": { one: "{n} SMS", other: "{n} SMS" },
    "composer.smsUnicode": "accents and symbols leave less room in each SMS",
    "composer.tooLong": "Too long: {length} of {limit}",
    "composer.noChannel":
      "There is no way to reply: the customer has no address, or the shop no account, on the same channel.",
  },
  es: {
    "composer.label": "Respuesta",
    "composer.via": "Responder por",
    "composer.text": "Mensaje para {name}",
    "composer.subject": "Asunto",
    "composer.send": "Enviar",
    "composer.enter": "Intro envía, Mayús+Intro cambia de línea",
    "composer.ctrlEnter": "Ctrl+Intro envía",
    "composer.windowOpen": "Ventana abierta hasta {time}",
    "composer.windowClosed":
      "WhatsApp solo acepta texto libre hasta 24 horas después del último mensaje del cliente, y la ventana se cerró: {time}.",
    "composer.windowNever":
      "WhatsApp solo acepta texto libre después de que el cliente escriba, y aún no ha escrito por aquí.",
    "composer.otherWay": "Responde por otro canal.",
    "composer.smsRoom": "{used} de {room}",
    "composer.smsParts": { one: "{n} SMS", other: "{n} SMS" },
    "composer.smsUnicode": "con tildes cabe menos en cada SMS",
    "composer.tooLong": "Demasiado largo: {length} de {limit}",
    "composer.noChannel":
      "No hay por dónde responder: falta una dirección del cliente o una cuenta de la tienda en el mismo canal.",
  },
  ca: {
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
  },
  "pt-PT": {
    "composer.label": "Resposta",
    "composer.via": "Responder por",
    "composer.text": "Mensagem para {name}",
    "composer.subject": "Assunto",
    "composer.send": "Enviar",
    "composer.enter": "Enter envia, Shift+Enter muda de linha",
    "composer.ctrlEnter": "Ctrl+Enter envia",
    "composer.windowOpen": "Janela aberta até {time}",
    "composer.windowClosed":
      "O WhatsApp só aceita texto livre até 24 horas depois da última mensagem do cliente, e a janela fechou: {time}.",
    "composer.windowNever":
      "O WhatsApp só aceita texto livre depois de o cliente escrever, e ainda não escreveu por aqui.",
    "composer.otherWay": "Responder por outro canal.",
    "composer.smsRoom": "{used} de {room}",
    "composer.smsParts": { one: "{n} SMS", other: "{n} SMS" },
    "composer.smsUnicode": "com acentos cabe menos em cada SMS",
    "composer.tooLong": "Demasiado longo: {length} de {limit}",
    "composer.noChannel":
      "Não há por onde responder: falta um endereço do cliente ou uma conta da loja no mesmo canal.",
  },
});
