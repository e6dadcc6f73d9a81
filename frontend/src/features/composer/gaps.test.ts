import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { form, gapsIn, withGaps } from "./gaps";
import { slashAt } from "./slash";

const goSide = (path: string) => readFileSync(join(import.meta.dirname, "../../../../backend/desk", path), "utf8");
const cases: { text: string; gaps: string[]; spelt: string[] }[] = JSON.parse(goSide("testdata/gaps.json"));

test.each(cases)("the gaps of $text", ({ text, gaps, spelt }) => {
  const found = gapsIn(text);
  expect(found.map((gap) => gap.what)).toEqual(gaps);
  expect(found.map((gap) => text.slice(gap.from, gap.to))).toEqual(spelt);
});

test("the pattern is that of the Go side", () => {
  expect(goSide("gap.go")).toContain(`\`(?im)\` + \`${form.source}\``);
});

test("a gap is found where it stands", () => {
  const text = "Até [confirmar: hora].";
  const [gap] = gapsIn(text);
  expect(text.slice(gap?.from, gap?.to)).toBe("[confirmar: hora]");
});

test("what nobody could fill becomes a gap, and braces that are no field stay", () => {
  expect(withGaps("{o_que} e { Prazo } para {Ana}", ["o_que", "Prazo"])).toBe(
    "[confirmar: o que] e [confirmar: Prazo] para {Ana}",
  );
});

test.each([
  ["/", 1, { typed: "", from: 0 }],
  ["/pro", 4, { typed: "pro", from: 0 }],
  ["Oi /pron", 8, { typed: "pron", from: 3 }],
  ["Oi\n/prêt", 8, { typed: "prêt", from: 3 }],
  ["/pro nto", 4, { typed: "pro", from: 0 }],
  ["https://x", 9, null],
  ["24/11", 5, null],
  ["e/ou", 4, null],
  ["/pronto ", 8, null],
])("the slash of %j at %i", (text, caret, expected) => {
  expect(slashAt(text, caret)).toEqual(expected);
});
