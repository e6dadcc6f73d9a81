import { expect, test } from "vitest";
import { thousandths, typedAs } from "./money";

test.each([
  ["0,15", 150],
  ["0.15", 150],
  [" 3 ", 3_000],
  ["", 0],
  ["-1", null],
  ["um", null],
])("%j is %j thousandths", (typed, expected) => {
  expect(thousandths(typed)).toBe(expected);
});

test("a kept price is written as it would be typed", () => {
  expect(typedAs(1_234_500, "pt-BR")).toBe("1234,5");
  expect(thousandths(typedAs(1_234_500, "pt-BR"))).toBe(1_234_500);
  expect(typedAs(0, "en")).toBe("");
});
