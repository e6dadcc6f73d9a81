import { inFiveLanguages } from "../languages";

/** Toasts, and what a screen reader is told. */
export const notices = inFiveLanguages({
  "pt-BR": {
    "toast.sending": "Enviando para {name}",
    "toast.closed": "Encerrada: {name}",
    "toast.snoozed": "{name} volta: {time}",
    "toast.undo": "Desfazer",
    "toast.dismiss": "Fechar o aviso",
    "announce.arrived": "{name}, {channel}, mensagem nova",
  },
  en: {
    "toast.sending": "Sending to {name}",
    "toast.closed": "Closed: {name}",
    "toast.snoozed": "{name} comes back: {time}",
    "toast.undo": "Undo",
    "toast.dismiss": "Close the notice",
    "announce.arrived": "{name}, {channel}, new message",
  },
  es: {
    "toast.sending": "Enviando a {name}",
    "toast.closed": "Cerrada: {name}",
    "toast.snoozed": "{name} vuelve: {time}",
    "toast.undo": "Deshacer",
    "toast.dismiss": "Cerrar el aviso",
    "announce.arrived": "{name}, {channel}, mensaje nuevo",
  },
  ca: {
    "toast.sending": "S'està enviant a {name}",
    "toast.closed": "Tancada: {name}",
    "toast.snoozed": "{name} torna: {time}",
    "toast.undo": "Desfés",
    "toast.dismiss": "Tanca l'avís",
    "announce.arrived": "{name}, {channel}, missatge nou",
  },
  "pt-PT": {
    "toast.sending": "A enviar para {name}",
    "toast.closed": "Encerrada: {name}",
    "toast.snoozed": "{name} volta: {time}",
    "toast.undo": "Anular",
    "toast.dismiss": "Fechar o aviso",
    "announce.arrived": "{name}, {channel}, mensagem nova",
  },
});
