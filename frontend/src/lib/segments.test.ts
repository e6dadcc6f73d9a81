import { expect, test } from "vitest";
import { countSms, withoutAccents } from "./segments";

test.each([
  ["nothing", "", { unicode: false, used: 0, room: 160, parts: 0 }],
  ["plain", "Ola", { unicode: false, used: 3, room: 160, parts: 1 }],
  ["an accent outside GSM-7 halves the room", "Olá", { unicode: true, used: 3, room: 70, parts: 1 }],
  ["é is in GSM-7, ç is not", "é", { unicode: false, used: 1, room: 160, parts: 1 }],
  ["small ç", "ç", { unicode: true, used: 1, room: 70, parts: 1 }],
  ["the euro costs two", "€", { unicode: false, used: 2, room: 160, parts: 1 }],
  ["exactly one part", "a".repeat(160), { unicode: false, used: 160, room: 160, parts: 1 }],
  ["two parts", "a".repeat(161), { unicode: false, used: 161, room: 306, parts: 2 }],
  [
    "an escape pair is not split",
    `${"a".repeat(152)}€${"a".repeat(152)}`,
    { unicode: false, used: 306, room: 459, parts: 3 },
  ],
  ["an emoji is two units", "😀", { unicode: true, used: 2, room: 70, parts: 1 }],
  [
    "a surrogate pair is not split",
    `${"á".repeat(66)}😀${"á".repeat(66)}`,
    { unicode: true, used: 134, room: 201, parts: 3 },
  ],
])("%s", (_, text, expected) => {
  expect(countSms(text)).toEqual(expected);
});

test.each([
  ["Portuguese", "Olá, coração! Amanhã às 9h não dá.", "Ola, coracao! Amanha às 9h nao da."],
  ["Spanish and Catalan", "¿Mañana? Està col·lapsat, Núria", "¿Mañana? Està col.lapsat, Nuria"],
  ["capitals", "ÁÂÃÇÉÍÓÕÚÜ", "AAAÇÉIOOUÜ"],
  ["what word processors type", "“1º” – ‘2ª’… 5\u00a0%", "\"1o\" - '2a'... 5 %"],
  ["letters in two pieces", "a\u0301 c\u0327 e\u0301", "a c é"],
  ["what has no likeness stays", "até 😀 ж", "até 😀 ж"],
  ["the euro and brackets are cheap enough", "[€ 5] ^{}~|\\", "[€ 5] ^{}~|\\"],
  ["an accent by itself", "´ ` ¨", "' ' ¨"],
])("%s without accents", (_, text, expected) => {
  expect(withoutAccents(text)).toBe(expected);
});

test("without accents a Portuguese text costs what a plain one costs", () => {
  const text = "Não há previsão; a encomenda já está no balcão. ".repeat(3);
  expect(countSms(text)).toMatchObject({ unicode: true, parts: 3 });
  expect(countSms(withoutAccents(text))).toMatchObject({ unicode: false, parts: 1 });
});
