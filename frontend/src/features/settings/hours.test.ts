import { expect, test } from "vitest";
import { usualPreferences } from "../../api/settings";
import { obstacleOf, weekFrom } from "./hours";

const usual = usualPreferences.hours;

test("a week begins where it is said", () => {
  expect(weekFrom(1)).toEqual([1, 2, 3, 4, 5, 6, 0]);
});

test("hours that cannot be kept say why", () => {
  expect(obstacleOf(usual)).toBeNull();
  expect(obstacleOf({ ...usual, week: usual.week.with(2, { open: true, from: 600, to: 600 }) })).toBe("order");
  const closed = usual.week.map((day) => ({ ...day, open: false }));
  expect(obstacleOf({ ...usual, week: closed })).toBeNull();
  expect(obstacleOf({ ...usual, week: closed, onlyOpen: true })).toBe("never");
});
