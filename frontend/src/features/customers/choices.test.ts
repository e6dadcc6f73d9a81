import { expect, test } from "vitest";
import { everybody, type Filter, isSame } from "../../api/audiences";
import { translator } from "../../i18n/translate";
import { subjectsOf } from "./choices";

const t = translator("pt-BR");
const known = [
  { tag: "Atacado", aside: "3" },
  { tag: "VIP", aside: "1" },
];
const choices = (filter: Filter) => subjectsOf(filter, known, t).flatMap((subject) => subject.choices);
const choice = (filter: Filter, id: string) => choices(filter).find((each) => each.id === id);
const said = (filter: Partial<Filter>) => choices({ ...everybody, ...filter }).flatMap((each) => each.said);

test.each<[string, string[], Partial<Filter>]>([
  ["segments", ["away", "star"], { segments: ["star", "away"] }],
  ["tags", ["VIP"], { tags: ["VIP"] }],
  ["withoutTags", ["VIP", "Atacado"], { withoutTags: ["Atacado", "VIP"] }],
  ["reached", ["whatsapp"], { reached: ["whatsapp"] }],
  ["classes", ["complaint"], { classes: ["complaint"] }],
  ["noContactFor", ["90"], { noContactFor: 90 }],
  ["noContactFor", [], {}],
  ["birthdayWithin", ["1"], { birthdayWithin: 1 }],
  ["birthdayWithin", ["month"], { birthdayMonth: true }],
])("%s is chosen: %j", (id, chosen, filter) => {
  expect(choice(everybody, id)?.choose(chosen)).toEqual({ ...everybody, ...filter });
});

test("a month that was chosen gives way to days, and to nothing", () => {
  const inMonth = { ...everybody, birthdayMonth: true };
  expect(choice(inMonth, "birthdayWithin")?.chosen).toEqual(["month"]);
  expect(choice(inMonth, "birthdayWithin")?.choose(["7"])).toEqual({ ...everybody, birthdayWithin: 7 });
  expect(choice(inMonth, "birthdayWithin")?.choose([])).toEqual(everybody);
});

test("under whose birthday it is, the days begin a line of their own", () => {
  const texts = choice(everybody, "birthdayWithin")?.options.map(({ text }) => text);
  expect(texts).toEqual(["Hoje", "Nos próximos 7 dias", "Nos próximos 30 dias", "Neste mês"]);
});

test("what another way of asking chose can be seen and taken back", () => {
  const odd = { ...everybody, boughtWithin: 45, tags: ["Sumiu"] };
  expect(choice(odd, "boughtWithin")?.options.map(({ id }) => id)).toEqual(["30", "45", "90", "365"]);
  expect(choice(odd, "tags")?.options.map(({ id }) => id)).toEqual(["Atacado", "VIP", "Sumiu"]);
  expect(choice(odd, "tags")?.choose([])).toEqual({ ...odd, tags: [] });
});

test.each<[Partial<Filter>, string[]]>([
  [{}, []],
  [{ segments: ["at_risk"], tags: ["VIP"], withoutTags: ["Atacado"] }, ["Em risco", "VIP", "sem Atacado"]],
  [{ contactWithin: 7, notBoughtFor: 90 }, ["contato em 7 dias", "sem comprar há 90 dias"]],
  [{ wrote: ["email"], birthdayWithin: 1 }, ["escreveu por E-mail", "aniversário hoje"]],
])("%j is said", (filter, words) => {
  expect(said(filter)).toEqual(words);
});

test("filters are the same in whatever order their words were chosen", () => {
  expect(isSame({ ...everybody, tags: ["a", "b"] }, { ...everybody, tags: ["b", "a"] })).toBe(true);
  expect(isSame({ ...everybody, tags: ["a"] }, { ...everybody, withoutTags: ["a"] })).toBe(false);
});
