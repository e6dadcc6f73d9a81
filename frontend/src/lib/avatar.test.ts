import { expect, test } from "vitest";
import { initials, tintOf } from "./avatar";

test.each([
  ["Ana Beatriz Moraes", "AM"],
  ["Íris", "Í"],
  ["d'Ávila de Souza", "DS"],
  ["+55 32 90000-1418", ""],
  ["  ", ""],
  ["😀", ""],
  ["3 Irmãos", "I"],
  ["«Padaria» (Largo)", "PL"],
])("initials of %s", (name, expected) => {
  expect(initials(name)).toBe(expected);
});

test("a customer keeps its tint, and tints stay within six", () => {
  expect(tintOf("abc")).toBe(tintOf("abc"));
  for (const id of ["", "a", "zz", "01j9", "ção"]) expect([1, 2, 3, 4, 5, 6]).toContain(tintOf(id));
});
