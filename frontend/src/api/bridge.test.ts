import { afterEach, expect, test, vi } from "vitest";
import { call, problemOf } from "./bridge";

afterEach(() => vi.useRealTimers());

test("an answer passes through", async () => {
  await expect(call<number>(Promise.resolve(7))).resolves.toBe(7);
});

test.each([
  [
    "the text of a coded error",
    '{"code":"data.full","params":{"dir":"/x"}}',
    { code: "data.full", params: { dir: "/x" } },
  ],
  ["the same inside an Error", new Error('{"code":"not_found","params":null}'), { code: "not_found", params: {} }],
  ["English from Wails", "unknown method", { code: "internal", params: {} }],
  ["JSON that is no problem", "42", { code: "internal", params: {} }],
  ["nothing at all", undefined, { code: "internal", params: {} }],
])("%s is decoded", async (_, thrown, expected) => {
  const problem = await call(Promise.reject(thrown)).catch(problemOf);
  expect(problem).toEqual(expected);
});

test("a call that is never answered ends", async () => {
  vi.useFakeTimers();
  const asked = call(new Promise(() => undefined), 100).catch(problemOf);
  await vi.advanceTimersByTimeAsync(101);
  expect(await asked).toEqual({ code: "window.timeout", params: {} });
});
