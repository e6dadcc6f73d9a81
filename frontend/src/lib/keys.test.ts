import { expect, test } from "vitest";
import { matches, type Shortcut } from "./keys";

const press = (key: string, init: KeyboardEventInit = {}, target: HTMLElement = document.body) => {
  const event = new KeyboardEvent("keydown", { key, ...init });
  Object.defineProperty(event, "target", { value: target });
  return event;
};
const letter: Shortcut = { key: "e", run: () => undefined };
const search: Shortcut = { key: "k", mod: true, whileTyping: true, run: () => undefined };

test("a letter is a shortcut outside text fields only", () => {
  expect(matches(letter, press("e"))).toBe(true);
  expect(matches(letter, press("E"))).toBe(true);
  expect(matches(letter, press("e", {}, document.createElement("textarea")))).toBe(false);
  expect(matches(letter, press("e", {}, document.createElement("input")))).toBe(false);
});

test("a letter with Ctrl or Alt is not the letter", () => {
  expect(matches(letter, press("e", { ctrlKey: true }))).toBe(false);
  expect(matches(letter, press("e", { altKey: true }))).toBe(false);
});

test("Ctrl+K works while typing, and as ⌘K", () => {
  expect(matches(search, press("k", { ctrlKey: true }, document.createElement("textarea")))).toBe(true);
  expect(matches(search, press("k", { metaKey: true }))).toBe(true);
  expect(matches(search, press("k"))).toBe(false);
});

test("an input method's letters are not shortcuts", () => {
  expect(matches(letter, press("e", { isComposing: true }))).toBe(false);
});
