import { expect, test } from "vitest";
import { creatable, folded, matching } from "./tagRules";

test.each([
  ["Volta às  aulas ", "volta as aulas"],
  ["ÉCOLE", "ecole"],
  ["  ", ""],
])("%j folds to %j", (text, expected) => {
  expect(folded(text)).toBe(expected);
});

test("what begins with the letters stands before what only holds them", () => {
  expect(matching(["Compras", "Atacado", "Já comprou", "VIP"], "com")).toEqual(["Compras", "Já comprou"]);
  expect(matching(["Presentes", "VIP"], "")).toEqual(["Presentes", "VIP"]);
});

test("a tag is made only where none is spelt so", () => {
  expect(creatable(["Volta às aulas"], "volta as AULAS")).toBeNull();
  expect(creatable(["Volta às aulas"], " volta  as ")).toBe("volta as");
  expect(creatable([], "   ")).toBeNull();
});
