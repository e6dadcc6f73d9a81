import { expect, test } from "vitest";
import type { Case } from "../../api/cases";
import { type Box, emptyDraft } from "../../api/drafts";
import type { Card, ReplyChannel } from "../../api/types";
import { leftBehind, obstacle, sends, slotOf, toldWith } from "./rules";

const now = 1_000_000;
const via = (channel: ReplyChannel["channel"], more: Partial<ReplyChannel> = {}): ReplyChannel => ({
  channel,
  to: "",
  windowed: channel === "whatsapp",
  windowUntil: 0,
  subject: channel === "email",
  maxFiles: channel === "email" ? 100 : 0,
  maxText: 0,
  ...more,
});
const card = (channels: ReplyChannel[], proposed: Card["proposed"]) => ({ channels, proposed }) as Card;
const box = (slot: Box["slot"], slots: Box["slots"] = {}): Box => ({ slot, slots, problem: null });
const says = (text: string) => ({ ...emptyDraft, text });
const file = { name: "a.pdf", size: 1, sha256: "a" };
const key = (name: string, more = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  isComposing: false,
  ...more,
});

test("the channel of the last message is proposed, the owner's choice wins, and a lost channel falls back", () => {
  const both = card([via("email"), via("sms")], "sms");
  expect(slotOf(both, box(null))).toBe("sms");
  expect(slotOf(both, box("email"))).toBe("email");
  expect(slotOf(both, box("whatsapp"))).toBe("sms");
  expect(slotOf(both, box("note"))).toBe("note");
  expect(slotOf(card([], ""), box(null))).toBeUndefined();
  expect(slotOf(card([], ""), box("note"))).toBe("note");
});

test.each([
  ["an open window", via("whatsapp", { windowUntil: now + 1 }), "oi", null],
  ["a closed window", via("whatsapp", { windowUntil: now }), "oi", "windowClosed"],
  ["no window ever", via("whatsapp"), "oi", "windowNever"],
  ["blanks only", via("email"), " \n ", "empty"],
  ["as long as allowed", via("sms", { maxText: 2 }), "oi", null],
  ["too long", via("sms", { maxText: 2 }), "oi!", "tooLong"],
  ["mail has no limit", via("email"), "a".repeat(100_000), null],
  ["a gap", via("email"), "Até [confirmar: hora]", "gap"],
  ["a gap in a note", undefined, "[confirmar: hora]", null],
  ["a note", undefined, "anotado", null],
  ["an empty note", undefined, "", "empty"],
] as const)("%s", (_, channel, text, expected) => {
  expect(obstacle(channel, says(text), now)).toBe(expected);
});

test("a file alone is enough for a mail, and for nothing else", () => {
  const draft = { ...emptyDraft, files: [file] };
  expect(obstacle(via("email"), draft, now)).toBeNull();
  expect(obstacle(via("sms"), draft, now)).toBe("empty");
});

test("Enter sends in chats, Ctrl+Enter everywhere, Shift+Enter and an input method nowhere", () => {
  expect(sends("whatsapp", key("Enter"), false)).toBe(true);
  expect(sends("whatsapp", key("Enter"), true)).toBe(false);
  expect(sends("whatsapp", key("Enter", { ctrlKey: true }), true)).toBe(true);
  expect(sends("email", key("Enter"), false)).toBe(false);
  expect(sends("note", key("Enter"), false)).toBe(false);
  expect(sends("email", key("Enter", { ctrlKey: true }), false)).toBe(true);
  expect(sends("note", key("Enter", { metaKey: true }), false)).toBe(true);
  expect(sends("sms", key("Enter", { shiftKey: true }), false)).toBe(false);
  expect(sends("sms", key("Enter", { ctrlKey: true, shiftKey: true }), false)).toBe(false);
  expect(sends("sms", key("Enter", { isComposing: true }), false)).toBe(false);
  expect(sends("sms", key("a"), false)).toBe(false);
});

test("what the mail alone can carry is named while its text goes another way", () => {
  const mail = { ...emptyDraft, files: [file], cc: "b@x.example" };
  expect(leftBehind(box("sms", { sms: says("oi"), email: mail }), "sms")).toBe(mail);
  expect(leftBehind(box("sms", { email: mail }), "sms")).toBeNull();
  expect(leftBehind(box("email", { email: mail }), "email")).toBeNull();
  expect(leftBehind(box("note", { note: says("x"), email: mail }), "note")).toBeNull();
  expect(leftBehind(box("sms", { sms: says("oi"), email: { ...mail, text: "outra" } }), "sms")).toBeNull();
  expect(leftBehind(box("sms", { sms: says("oi"), email: emptyDraft }), "sms")).toBeNull();
});

const open = { id: "open", protocol: "261126-07.015-81", state: "open", toldAt: 0 } as Case;
const closed = { id: "closed", protocol: "261101-07.003-44", state: "closed", toldAt: 0 } as Case;

test.each([
  { name: "the open one", cases: [open, closed], text: "Bom dia!", told: open },
  { name: "none, which is told already", cases: [{ ...open, toldAt: 1 }, closed], text: "Bom dia!", told: undefined },
  { name: "none, none is open", cases: [closed], text: "Bom dia!", told: undefined },
  { name: "none, the words tell it", cases: [open, closed], text: "É o 261126-07.015-81.", told: undefined },
  { name: "none, the words tell it in digits", cases: [open, closed], text: "É o 2611260701581.", told: undefined },
  {
    name: "none, the words are of a closed one",
    cases: [open, closed],
    text: "Encerrado: 261101-07.003-44",
    told: undefined,
  },
])("a reply tells the number of $name", ({ cases, text, told }) => {
  expect(toldWith(cases, text)).toBe(told);
});
