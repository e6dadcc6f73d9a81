import { expect, test } from "vitest";
import { Commands, commandFor, type Handlers, usualKeys } from "./commands";
import { clashes, commandIds, isLone, regionOf, usualKeysOf, worksInText } from "./keymap";
import { ariaKey, nameOf, shownKey } from "./keys";

const press = (key: string, init: KeyboardEventInit = {}, target: HTMLElement = document.body) => {
  const event = new KeyboardEvent("keydown", { key, ...init });
  Object.defineProperty(event, "target", { value: target });
  return event;
};
const field = () => document.createElement("textarea");
const offering = (handlers: Handlers) => {
  const commands = new Commands();
  commands.offer({ current: handlers });
  return commands;
};
const close = { run: () => undefined };
const find = { run: () => undefined };
const undo = { run: () => undefined };
const commands = offering({ "conversation.close": close, "search.open": find, undo });
const hit = (event: KeyboardEvent, keys = usualKeys) => commandFor(commands, keys, event);

test("a letter is a shortcut outside text fields only", () => {
  expect(hit(press("e"))).toBe(close);
  expect(hit(press("e", {}, field()))).toBeUndefined();
  expect(hit(press("e", {}, document.createElement("input")))).toBeUndefined();
});

test("a letter with Shift, Ctrl or Alt is another key", () => {
  expect(hit(press("E", { shiftKey: true }))).toBeUndefined();
  expect(hit(press("r", { ctrlKey: true }))).toBeUndefined();
  expect(hit(press("e", { altKey: true }))).toBeUndefined();
});

test("Ctrl+K works while typing, and as ⌘K; the undo of a text is the text's", () => {
  expect(hit(press("k", { ctrlKey: true }, field()))).toBe(find);
  expect(hit(press("k", { metaKey: true }))).toBe(find);
  expect(hit(press("z", { ctrlKey: true }))).toBe(undo);
  expect(hit(press("z", { ctrlKey: true }, field()))).toBeUndefined();
});

test("a key held down goes on through a list and does nothing else twice", () => {
  const next = { run: () => undefined };
  const offered = offering({ "conversation.close": close, "list.next": next });
  expect(commandFor(offered, usualKeys, press("e", { repeat: true }))).toBeUndefined();
  expect(commandFor(offered, usualKeys, press("j", { repeat: true }))).toBe(next);
});

test("an input method's letters are not shortcuts", () => {
  expect(hit(press("e", { isComposing: true }))).toBeUndefined();
});

test("letters can be switched off and keys changed", () => {
  expect(hit(press("e"), { overrides: {}, letters: false })).toBeUndefined();
  expect(hit(press("e", { ctrlKey: true }), { overrides: {}, letters: false })).toBe(close);
  expect(hit(press("x"), { overrides: { "conversation.close": ["x"] }, letters: true })).toBe(close);
  expect(hit(press("e"), { overrides: { "conversation.close": ["x"] }, letters: true })).toBeUndefined();
});

test("a command that is not possible now leaves its key alone, and the newest offer speaks first", () => {
  const newer = { run: () => undefined, when: () => false };
  const both = offering({ undo });
  const withdraw = both.offer({ current: { undo: newer } });
  expect(commandFor(both, usualKeys, press("z"))).toBeUndefined();
  withdraw();
  expect(commandFor(both, usualKeys, press("z"))).toBe(undo);
  expect(both.available()).toEqual(["undo"]);
});

test.each([false, true])("no key sets off two commands, nor what a Mac takes for itself (%s)", (mac) => {
  expect(clashes({}, mac)).toEqual([]);
  const taken = commandIds.flatMap((command) => usualKeysOf(command, mac)).filter((key) => /^mod\+[hmqw]$/.test(key));
  expect(taken).toEqual(mac ? [] : ["mod+h"]);
});

test("every key is written as presses are named", () => {
  expect(clashes({ "conversation.close": ["r"] })).toEqual([["r", "conversation.reply", "conversation.close"]]);
  for (const command of commandIds) {
    for (const key of usualKeysOf(command)) expect(key).toMatch(/^(mod\+)?(shift\+)?([a-z]+\d*|[^a-zA-Z])$/);
  }
});

test("a letter with Shift is a letter alone too; F keys are not", () => {
  expect(isLone("shift+h")).toBe(true);
  expect(isLone("?")).toBe(true);
  expect(isLone("shift+f6")).toBe(false);
  expect(worksInText("pane.previous", "shift+f6")).toBe(true);
  expect(worksInText("conversation.tomorrow", "shift+h")).toBe(false);
});

test("every command belongs somewhere", () => {
  expect(regionOf("list.next")).toBe("list");
  expect(regionOf("customer.panel")).toBe("conversation");
  expect(regionOf("undo")).toBe("everywhere");
});

test("keys are told to assistive technology in its own words", () => {
  expect(ariaKey("mod+pagedown", false)).toBe("Control+PageDown");
  expect(ariaKey("shift+h", false)).toBe("Shift+H");
  expect(ariaKey("mod+k", true)).toBe("Meta+K");
});

test.each([
  [press("K", { ctrlKey: true, shiftKey: true }), "mod+shift+k"],
  [press("?", { shiftKey: true }), "?"],
  [press("/", { shiftKey: true }), "/"],
  [press("Enter", { ctrlKey: true }), "mod+enter"],
  [press("ArrowDown", { shiftKey: true }), "shift+arrowdown"],
])("presses have names", (event, name) => {
  expect(nameOf(event)).toBe(name);
});

test("keys are written as on the keyboard", () => {
  expect(shownKey("mod+shift+enter", false)).toBe("Ctrl+Shift+Enter");
  expect(shownKey("mod+k", true)).toBe("⌘K");
  expect(shownKey("arrowdown", false)).toBe("↓");
  expect(shownKey("e", false)).toBe("E");
  expect(shownKey("mod++", false)).toBe("Ctrl++");
});
