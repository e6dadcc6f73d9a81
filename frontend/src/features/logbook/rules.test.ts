import { expect, test } from "vitest";
import type { LogSheet } from "../../api/logbook";
import type { CustomerRow } from "../../api/people";
import { typedWho, wayOf, whoMayBe, withWho, wrongWith } from "./rules";

const sheet = (part: Partial<LogSheet>): LogSheet => ({
  caseId: "1",
  protocol: "",
  channel: "phone",
  direction: "in",
  customerId: "",
  number: "",
  name: "",
  text: "pediu",
  class: "",
  at: 0,
  intoId: "",
  told: false,
  then: "nothing",
  until: 0,
  ...part,
});
const row = { customerId: "ana", name: "Ana" } as CustomerRow;

test.each([
  ["1418", { number: "1418", name: "" }],
  ["(32) 90000-1418", { number: "(32) 90000-1418", name: "" }],
  ["+55 32 90000.1418", { number: "+55 32 90000.1418", name: "" }],
  ["Ana", { number: "", name: "Ana" }],
  ["Papelaria 3 Irmãos", { number: "", name: "Papelaria 3 Irmãos" }],
  ["+", { number: "", name: "+" }],
  ["", { number: "", name: "" }],
])("%j is a number or a name", (typed, who) => {
  expect(withWho(typed)).toEqual(who);
  expect(typedWho(sheet(who))).toBe(typed);
});

test("somebody new is offered by any name, and by a whole number that is nobody's", () => {
  const kinds = (typed: string, found: CustomerRow[]) =>
    whoMayBe(typed, found).map((one) => (one.kind === "new" ? `new by ${one.by}` : one.row.customerId));
  expect(kinds("Ana", [row])).toEqual(["ana", "new by name"]);
  expect(kinds("1418", [row])).toEqual(["ana"]);
  expect(kinds("1418", [])).toEqual([]);
  expect(kinds("(32) 90000-1418", [row])).toEqual(["ana"]);
  expect(kinds("(32) 90000-1418", [])).toEqual(["new by number"]);
});

test.each([
  ["nobody", {}, false, false, { at: "who", word: "who" }],
  ["blanks only", { name: "  " }, false, false, { at: "who", word: "who" }],
  ["a name that others have", { name: "Ana" }, false, true, { at: "who", word: "choose" }],
  ["a name that others have, said to be new", { name: "Ana" }, true, true, null],
  ["a name that nobody has", { name: "Ana" }, false, false, null],
  ["a number", { number: "(32) 90000-1418" }, false, true, null],
  ["a customer without words", { customerId: "ana", text: " \n" }, false, false, { at: "text", word: "text" }],
  ["a reminder gone by", { customerId: "ana", then: "remind", until: 9 }, false, false, { at: "until", word: "past" }],
  ["a reminder to come", { customerId: "ana", then: "remind", until: 11 }, false, false, null],
] as const)("what is wrong with %s", (_, part, isNew, found, wrong) => {
  expect(wrongWith(sheet(part), isNew, found, 10)).toEqual(wrong);
});

test("letters, networks and sites are the third way", () => {
  expect((["phone", "counter", "letter", "social", "site", "other"] as const).map(wayOf)).toEqual([
    "phone",
    "counter",
    "elsewhere",
    "elsewhere",
    "elsewhere",
    "elsewhere",
  ]);
});
