import { expect, test } from "vitest";
import { dayExample, parseDay } from "./dates";

const day = (year: number, month: number, date: number) => new Date(year, month - 1, date).getTime();

test.each([
  ["5/3/26", "pt-BR", day(2026, 3, 5)],
  ["05.03.2026", "ca", day(2026, 3, 5)],
  ["3/5/2026", "en", day(2026, 3, 5)],
  ["2026-03-05", "en", day(2026, 3, 5)],
  [" 29/02/2024 ", "es", day(2024, 2, 29)],
  ["29/02/2026", "es", null],
  ["31/4/2026", "pt-PT", null],
  ["13/13/2026", "pt-BR", null],
  ["5/3", "pt-BR", null],
  ["amanhã 5/3/26", "pt-BR", null],
  ["", "pt-BR", null],
  ["1/1/99999", "pt-BR", null],
])("%j in %s", (typed, locale, expected) => {
  expect(parseDay(typed, locale)).toBe(expected);
});

test("the example is in the order of the language", () => {
  expect(dayExample(2026, "pt-BR")).toBe("31/12/2026");
  expect(dayExample(2026, "en")).toBe("12/31/2026");
});
