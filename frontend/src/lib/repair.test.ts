import { expect, test } from "vitest";
import { repairOf } from "./repair";

test.each([
  ["account.auth", "password"],
  ["account.no_secret", "password"],
  ["secret.no_store", "password"],
  ["account.unreachable", "test"],
  ["account.tls", "test"],
  ["account.suspended", "test"],
])("%s is mended by a %s", (code, step) => {
  expect(repairOf("c1", code)).toEqual({ connectionId: "c1", step });
});
