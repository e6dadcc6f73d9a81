import { expect, test } from "vitest";
import { layoutFor } from "./layout";

test.each([
  [1920, 16, "wide"],
  [1366, 16, "normal"],
  [1093, 16, "compact"],
  [1366, 20, "compact"],
  [800, 16, "single"],
])("%d px at %d px text is %s", (width, text, expected) => {
  expect(layoutFor(width, text)).toBe(expected);
});
