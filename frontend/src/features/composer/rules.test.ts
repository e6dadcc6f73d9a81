import { expect, test } from "vitest";
import type { Card, ReplyChannel } from "../../api/types";
import { Drafts, emptyDraft } from "./drafts";
import { channelOf, obstacle, sends } from "./rules";

const now = 1_000_000;
const via = (channel: ReplyChannel["channel"], more: Partial<ReplyChannel> = {}): ReplyChannel => ({
  channel,
  to: "",
  windowed: channel === "whatsapp",
  windowUntil: 0,
  subject: channel === "email",
  maxText: 0,
  ...more,
});
const card = (channels: ReplyChannel[], proposed: Card["proposed"]) => ({ channels, proposed }) as Card;
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
  expect(channelOf(both, emptyDraft)?.channel).toBe("sms");
  expect(channelOf(both, { ...emptyDraft, channel: "email" })?.channel).toBe("email");
  expect(channelOf(both, { ...emptyDraft, channel: "whatsapp" })?.channel).toBe("sms");
  expect(channelOf(card([], ""), emptyDraft)).toBeUndefined();
});

test.each([
  ["an open window", via("whatsapp", { windowUntil: now + 1 }), "oi", null],
  ["a closed window", via("whatsapp", { windowUntil: now }), "oi", "windowClosed"],
  ["no window ever", via("whatsapp"), "oi", "windowNever"],
  ["blanks only", via("email"), " \n ", "empty"],
  ["as long as allowed", via("sms", { maxText: 2 }), "oi", null],
  ["too long", via("sms", { maxText: 2 }), "oi!", "tooLong"],
  ["mail has no limit", via("email"), "a".repeat(100_000), null],
] as const)("%s", (_, channel, text, expected) => {
  expect(obstacle(channel, text, now)).toBe(expected);
});

test("Enter sends in chats, Ctrl+Enter everywhere, Shift+Enter and an input method nowhere", () => {
  expect(sends("whatsapp", key("Enter"))).toBe(true);
  expect(sends("email", key("Enter"))).toBe(false);
  expect(sends("email", key("Enter", { ctrlKey: true }))).toBe(true);
  expect(sends("sms", key("Enter", { shiftKey: true }))).toBe(false);
  expect(sends("sms", key("Enter", { isComposing: true }))).toBe(false);
  expect(sends("sms", key("a"))).toBe(false);
});

test("an unsent text comes back in front of what was typed since", () => {
  const drafts = new Drafts();
  drafts.restore("1", { text: "primeiro", channel: "sms", subject: null });
  expect(drafts.get("1")).toEqual({ text: "primeiro", channel: "sms", subject: null });
  drafts.restore("1", { text: "antes", channel: "email", subject: "x" });
  expect(drafts.get("1").text).toBe("antes\nprimeiro");
  expect(drafts.get("2")).toBe(emptyDraft);
});
