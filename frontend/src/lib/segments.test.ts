import { expect, test } from "vitest";
import { countSms } from "./segments";

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
