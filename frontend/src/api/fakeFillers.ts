import type { ReplySlot } from "./types";

const hour = 3_600_000;

/** People of the shop in memory who have written once: name, channel, words, how long ago. */
export const fillers: [string, ReplySlot, string, number][] = [
  ["Osvaldo Pinheiro", "sms", "Bom dia. O toner ja chegou? Obrigado", 2 * hour],
  ["Jussara Teles", "whatsapp", "Amei os convites! Ficaram lindos demais", 3 * hour],
  ["Íris Okamoto", "whatsapp", "Vocês encadernam TCC em capa dura?", 4 * hour],
  [
    "Associação de Moradores e Amigos do Bairro do Cruzeiro de Santa Rita",
    "email",
    "Orçamento de 300 crachás com cordão, urgente",
    5 * hour,
  ],
  ["Thiago Bastos", "email", "Comprovante do sinal das canecas", 26 * hour],
  ["Lourdes Amaral", "sms", "Celia, voces abrem no feriado?", 30 * hour],
];
