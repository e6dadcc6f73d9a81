import { expect, test } from "vitest";
import { spokenGroups } from "./spoken";

test("a number is said in groups", () => {
  expect(spokenGroups("260721-07.014-81")).toEqual(["26", "07", "21", "07", "014", "81"]);
});

test("what is no number of ours is said as it is", () => {
  expect(spokenGroups("2026.0610")).toEqual(["2026.0610"]);
});
