import { expect, test } from "vitest";
import type { Phrase } from "../../api/phrases";
import type { Draft } from "./drafts";
import { isNewKey, isUnkept, newKey, openRow, rowsOf } from "./rows";
import { blank } from "./rules";

const phrase = (id: string, title: string): Phrase => ({ ...blank("reply", "pt-BR"), id, title });
const draft = (of: Phrase): Draft => ({ phrase: of, saving: false });
const fresh = { kind: "reply", language: "ca" } as const;

test("the list shows what is typed, once, and what is begun first", () => {
  const drafts = new Map([
    ["p1", draft(phrase("p1", "Outro"))],
    ["new:0", draft(phrase("", "Novo"))],
    ["new:1", draft(phrase("p2", "Guardado há pouco"))],
    ["new:2", draft(blank("answer", "pt-BR"))],
  ]);
  const rows = rowsOf([phrase("p1", "Um"), phrase("p2", "Guardado"), phrase("p3", "Três")], drafts, "reply");
  expect(rows.map((row) => [row.key, row.phrase.title])).toEqual([
    ["new:0", "Novo"],
    ["p1", "Outro"],
    ["new:1", "Guardado há pouco"],
    ["p3", "Três"],
  ]);
});

test("what is open is the one asked for, a new one, or the first", () => {
  const rows = rowsOf([phrase("p1", "Um"), phrase("p2", "Dois")], new Map(), "reply");
  expect(openRow(rows, "p2", fresh, rows[0])?.key).toBe("p2");
  expect(openRow(rows, null, fresh, rows[0])?.key).toBe("p1");
  expect(openRow(rows, "removed", fresh, rows[0])?.key).toBe("p1");
  expect(openRow(rows, "removed", fresh, undefined)).toBeUndefined();
  const begun = openRow(rows, newKey(4), fresh, rows[0]);
  expect(isNewKey(begun?.key ?? null)).toBe(true);
  expect(begun?.phrase.wordings.map((wording) => wording.language)).toEqual(["ca"]);
});

test("what cannot be kept is marked, what only waits for the pause is not", () => {
  const [open] = rowsOf([], new Map([["new:0", draft(phrase("", "Novo"))]]), "reply");
  expect(open && isUnkept(open)).toBe(true);
  const answer = { ...blank("answer", "pt-BR"), question: "Entregam?", answer: "Sim." };
  const [waits] = rowsOf([], new Map([["new:0", draft(answer)]]), "answer");
  expect(waits && isUnkept(waits)).toBe(false);
  const refused = { ...draft(answer), problem: { code: "phrase.word", params: {} } };
  const [told] = rowsOf([], new Map([["new:0", refused]]), "answer");
  expect(told && isUnkept(told)).toBe(true);
});
