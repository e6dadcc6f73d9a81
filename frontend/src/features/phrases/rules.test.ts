import { CalendarDate } from "@internationalized/date";
import { expect, test } from "vitest";
import type { FieldName, Phrase } from "../../api/phrases";
import {
  blank,
  blankWording,
  byHand,
  fillerOf,
  givenBy,
  insteadOf,
  isBlank,
  isOver,
  lastDay,
  matching,
  obstacleOf,
  partsOf,
  proposed,
  retitled,
  tidied,
  untilAfter,
  wordFrom,
} from "./rules";

const names: FieldName[] = [
  { field: "name", language: "pt-BR", name: "nome" },
  { field: "protocol", language: "pt-BR", name: "protocolo" },
  { field: "hours", language: "pt-BR", name: "horario" },
  { field: "protocol", language: "en", name: "case_number" },
  { field: "protocol", language: "en", name: "protocol" },
];

const reply = (more: Partial<Phrase>, text = "Olá"): Phrase => ({
  ...blank("reply", "pt-BR"),
  title: "Saudação",
  word: "ola",
  wordings: [{ ...blankWording("pt-BR"), text }],
  ...more,
});

test.each([
  ["no field", "Olá!", "text:Olá!"],
  ["nothing", "", ""],
  ["a field in the middle", "Olá, {nome}!", "text:Olá, |field:{nome}|text:!"],
  ["two side by side", "{nome}{valor}", "field:{nome}|field:{valor}"],
  ["blanks and accents", "{ Horário }", "field:{ Horário }"],
  ["a brace that is left open", "Olá {nome", "text:Olá |loose:{|text:nome"],
  ["empty braces", "{}", "loose:{|loose:}"],
  ["only blanks", "{ }", "loose:{ }"],
  ["a template's gap", "{{1}}", "loose:{|field:{1}|loose:}"],
])("the parts of a text: %s", (_, text, parts) => {
  expect(
    partsOf(text)
      .map((part) => `${part.kind}:${part.text}`)
      .join("|"),
  ).toBe(parts);
});

test("a field is filled by the program under any spelling of its name, else by hand", () => {
  expect(fillerOf("{Horário}", names)).toBe("hours");
  expect(fillerOf("{ protocol }", names)).toBe("protocol");
  expect(fillerOf("{resumo}", names)).toBeUndefined();
  expect(byHand("{nome}: {resumo}, {valor pago}, {resumo}", names)).toEqual(["resumo", "valor pago"]);
});

test("of the names of a field the first of the language is proposed", () => {
  expect(proposed(names, "en").map((each) => each.name)).toEqual(["case_number"]);
});

test("the example customer answers to every name of a field, and leaves the shop's to the shop", () => {
  const given = givenBy({ name: "Ana Lima", firstName: "Ana", protocol: "7" }, names);
  expect(given).toEqual({ nome: "Ana Lima", protocolo: "7", case_number: "7", protocol: "7" });
});

test.each([
  ["nothing", reply({}), null],
  ["no title", reply({ title: " " }), "title"],
  ["no word", reply({ word: "" }), "word"],
  ["a word of two", reply({ word: "bom dia" }), "wordForm"],
  ["a word with its slash and an accent", reply({ word: "/olá" }), null],
  ["no words at all", reply({}, " "), "text"],
  ["an open brace", reply({}, "Olá {nome"), "brace"],
  ["another language without words", reply({ wordings: [{ ...blankWording("en") }, ...reply({}).wordings] }), null],
  ["another language for one channel only", reply({ wordings: [{ ...blankWording("en"), sms: "Hi" }] }), "text"],
  ["no question", { ...blank("answer", "pt-BR"), answer: "Sim" }, "question"],
  ["no answer", { ...blank("answer", "pt-BR"), question: "Entregam?" }, "answer"],
])("what keeps a phrase from being kept: %s", (_, phrase, obstacle) => {
  expect(obstacleOf(phrase)).toBe(obstacle);
});

test("a language without words is not kept, but the last one is", () => {
  const two = reply({ wordings: [...reply({}).wordings, blankWording("en")] });
  expect(tidied(two).wordings.map((wording) => wording.language)).toEqual(["pt-BR"]);
  expect(tidied(blank("reply", "ca")).wordings.map((wording) => wording.language)).toEqual(["ca"]);
  expect(isBlank(blank("reply", "ca"))).toBe(true);
  expect(isBlank(two)).toBe(false);
});

test.each([
  ["all channels have their words", "pt-BR", "text", undefined],
  ["a channel without words", "pt-BR", "email", "pt-BR: geral"],
  ["a language without words", "en", "text", "pt-BR: geral"],
  ["a language without words, on a channel that has some", "en", "sms", "pt-BR: curto"],
  ["a language with words, on a channel that has none there", "ca", "sms", "ca: general"],
] as const)("what is said instead: %s", (_, language, slot, said) => {
  const phrase = reply({
    wordings: [
      { ...blankWording("pt-BR"), text: "geral", sms: "curto" },
      { ...blankWording("ca"), text: "general" },
    ],
  });
  const instead = insteadOf(phrase, language, slot);
  expect(instead && `${instead.language}: ${instead.text}`).toBe(said);
});

test.each([
  ["the first word", "Pedido pronto", [], "pedido"],
  ["more of it when taken", "Pedido pronto", ["pedido"], "pedidopronto"],
  ["no accents, no signs", "Olá!", [], "ola"],
  ["never longer than it may be", "a".repeat(40), [], "a".repeat(30)],
  ["nothing that is free", "Olá", ["ola"], ""],
  ["no title", " ", [], ""],
])("a word for a title: %s", (_, title, taken, word) => {
  expect(wordFrom(title, taken)).toBe(word);
});

test("the word follows the title until the owner chooses one", () => {
  const typed = retitled(retitled(blank("reply", "pt-BR"), "Ped", []), "Pedido", []);
  expect(typed.word).toBe("pedido");
  expect(retitled({ ...typed, word: "pronto" }, "Pedido feito", []).word).toBe("pronto");
  expect(retitled({ ...typed, id: "p1" }, "Outra coisa", []).word).toBe("pedido");
});

test("a phrase is found by any of its words, with or without the slash", () => {
  const rows = [{ phrase: reply({}, "Bom dia, {nome}") }, { phrase: { ...blank("answer", "pt-BR"), words: "frete" } }];
  expect(matching(rows, "/ol")).toHaveLength(1);
  expect(matching(rows, "bom nom")).toHaveLength(1);
  expect(matching(rows, "FRETE")).toEqual([rows[1]]);
  expect(matching(rows, " ")).toHaveLength(2);
});

test("an answer holds to the end of its last day", () => {
  const until = untilAfter(new CalendarDate(2026, 2, 28));
  expect(new Date(until)).toEqual(new Date(2026, 2, 1));
  expect(lastDay(until)?.toString()).toBe("2026-02-28");
  expect(lastDay(0)).toBeNull();
  expect(isOver({ ...blank("answer", "pt-BR"), until }, until - 1)).toBe(false);
  expect(isOver({ ...blank("answer", "pt-BR"), until }, until)).toBe(true);
  expect(isOver(blank("answer", "pt-BR"), until)).toBe(false);
});
