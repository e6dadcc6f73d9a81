import { expect, test } from "vitest";
import { recentFor } from "./whereabouts";

const rows = ["a", "b", "c", "d", "e", "f"].map((customerId) => ({ customerId }));

test("the customers of late come first, and never the one in front", () => {
  expect(recentFor(["x", "b"], "x", rows)).toEqual(["b", "a", "c", "d"]);
  expect(recentFor([], undefined, rows)).toEqual(["a", "b", "c", "d"]);
  expect(recentFor(["x"], undefined, [])).toEqual(["x"]);
});
