import { expect, test } from "vitest";
import { beginsWords, fold, placesOf } from "./fold";

test("accents and capitals are folded", () => {
  expect(fold("Órgão ÇEDILHA")).toBe("orgao cedilha");
});

test.each([
  ["Adiar até amanhã", "adi", true],
  ["Adiar até amanhã", "amanha adiar", true],
  ["Adiar até amanhã", "diar", false],
  ["Adiar até amanhã", "adiar hoje", false],
  ["Adiar", " ", false],
])("%s begins words with %s: %s", (text, typed, expected) => {
  expect(beginsWords(text, typed)).toBe(expected);
});

test("the places of words are those of the text with its accents", () => {
  const text = "A agência e a Agenda, não o agendão";
  expect(placesOf(text, "agen nao").map(([from, to]) => text.slice(from, to))).toEqual([
    "agência",
    "Agenda",
    "não",
    "agendão",
  ]);
  expect(placesOf(text, "?")).toEqual([]);
});
