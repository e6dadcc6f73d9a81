import { expect, test } from "vitest";
import { askedOf, blankAsk, isFiltered, unfiltered } from "./ask";

const now = new Date(2026, 5, 10, 15, 30).getTime();
const midnight = (month: number, date: number) => new Date(2026, month - 1, date).getTime();

test("words are trimmed, and nothing is narrowed by itself", () => {
  const asked = askedOf({ ...blankAsk, text: " agenda " }, now, "pt-BR");
  expect(asked).toEqual({ text: "agenda", channel: "", direction: "", files: "", from: 0, to: 0 });
});

test("a period begins at midnight and stays the same all day", () => {
  const week = askedOf({ ...blankAsk, when: "week" }, now, "pt-BR");
  expect(week.from).toBe(midnight(6, 4));
  expect(askedOf({ ...blankAsk, when: "week" }, now + 3_600_000, "pt-BR")).toEqual(week);
  expect(askedOf({ ...blankAsk, when: "today" }, now, "pt-BR").from).toBe(midnight(6, 10));
});

test("a range takes in its last day, and what is no date narrows nothing", () => {
  const range = { ...blankAsk, when: "range" as const, from: "1/6/2026", to: "3/6/2026" };
  expect(askedOf(range, now, "pt-BR")).toMatchObject({ from: midnight(6, 1), to: midnight(6, 4) });
  expect(askedOf({ ...range, from: "1/6", to: "" }, now, "pt-BR")).toMatchObject({ from: 0, to: 0 });
});

test("without filters only the words stay", () => {
  const ask = { ...blankAsk, text: "agenda", files: "audio" as const };
  expect(isFiltered(ask)).toBe(true);
  expect(unfiltered(ask)).toEqual({ ...blankAsk, text: "agenda" });
  expect(isFiltered(unfiltered(ask))).toBe(false);
});
