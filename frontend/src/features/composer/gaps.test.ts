import { expect, test } from "vitest";
import { gapsIn, withGaps } from "./gaps";
import { slashAt } from "./slash";

test.each([
  ["Fica em [confirmar: preço do caderno], ok?", ["preço do caderno"]],
  ["[confirmar:  prazo ] e [Confirmar: cor]", ["prazo", "cor"]],
  ["[confirmar: nunca fechado", ["nunca fechado"]],
  ["[confirm: date]", ["date"]],
  ["Pode confirmar: sim ou não?", []],
  ["[sem nada a confirmar]", []],
])("the gaps of %j", (text, expected) => {
  expect(gapsIn(text).map((gap) => gap.what)).toEqual(expected);
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
