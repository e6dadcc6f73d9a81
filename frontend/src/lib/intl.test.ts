import { afterEach, expect, test, vi } from "vitest";
import { dateFormat, numberFormat } from "./intl";

afterEach(() => vi.restoreAllMocks());

test("one form of one language is made once", () => {
  expect(numberFormat("pt-BR", { maximumFractionDigits: 1 })).toBe(numberFormat("pt-BR", { maximumFractionDigits: 1 }));
  expect(numberFormat("en", undefined)).not.toBe(numberFormat("pt-BR", undefined));
  expect(numberFormat("pt-BR", undefined).format(1234.5)).toBe("1.234,5");
});

test("where the clock changes, dates are written anew", () => {
  const before = dateFormat("pt-BR", { hour: "numeric" });
  expect(dateFormat("pt-BR", { hour: "numeric" })).toBe(before);
  vi.spyOn(Date.prototype, "getTimezoneOffset").mockReturnValue(-660);
  expect(dateFormat("pt-BR", { hour: "numeric" })).not.toBe(before);
});
