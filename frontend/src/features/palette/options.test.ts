import { expect, test } from "vitest";
import type { CustomerHit, MessageHit } from "../../api/types";
import { activeIndex, sections } from "./options";

const person = (customerId: string): CustomerHit => ({ customerId, name: customerId, detail: "" });
const message: MessageHit = {
  kind: "message",
  messageId: "m",
  customerId: "ana",
  name: "Ana",
  channel: "sms",
  direction: "in",
  subject: "",
  snippet: "",
  placeholder: "",
  files: false,
  cents: 0,
  currency: "",
  at: 0,
};
const titles: Record<string, string> = { undo: "Desfazer", "conversation.tomorrow": "Adiar até amanhã" };
const base = {
  mode: "all" as const,
  typed: "",
  recent: [person("bruno")],
  customers: [person("ana")],
  cases: [],
  messages: [message],
  newcomer: null,
  available: ["search.open", "conversation.tomorrow", "undo", "back"] as const,
  titleOf: (command: string) => titles[command] ?? command,
  alsoOf: (command: string) => (command === "conversation.tomorrow" ? "Desfazer, ou depois" : ""),
};
const keys = (offer: Parameters<typeof sections>[0]) =>
  sections(offer).map((section) => [section.name, ...section.options.map((option) => option.key)].join(" | "));

test("nothing typed: the customers of late and what can be done now", () => {
  expect(keys(base)).toEqual(["recent | customer bruno", "actions | action conversation.tomorrow | action undo"]);
});

test("typed: people, then messages and all of them, then actions by name without accents", () => {
  expect(keys({ ...base, typed: "ate" })).toEqual([
    "customers | customer ana",
    "messages | message m | all",
    "actions | action conversation.tomorrow",
  ]);
  expect(keys({ ...base, typed: "xyz", customers: [], messages: [] })).toEqual([]);
});

test("an action is found by what else somebody may call it", () => {
  const found = { ...base, customers: [], messages: [] };
  expect(keys({ ...found, typed: "depois" })).toEqual(["actions | action conversation.tomorrow"]);
  expect(keys({ ...found, typed: "desfazer" }), "what is called so comes first").toEqual([
    "actions | action undo | action conversation.tomorrow",
  ]);
});

test("for a new message only people", () => {
  expect(keys({ ...base, mode: "newMessage" })).toEqual(["recent | customer bruno"]);
  expect(keys({ ...base, mode: "newMessage", typed: "a" })).toEqual(["customers | customer ana"]);
});

test("what was chosen stays active while it is there", () => {
  const options = sections(base).flatMap((section) => section.options);
  expect(activeIndex(options, "action undo")).toBe(2);
  expect(activeIndex(options, "gone")).toBe(0);
  expect(activeIndex([], null)).toBe(-1);
});

test("who is not there can be created, to write to as well", () => {
  const nobody = { ...base, typed: "ana@casa.example", customers: [], messages: [], newcomer: "email" as const };
  expect(keys(nobody)).toEqual(["actions | create"]);
  expect(keys({ ...nobody, mode: "newMessage" })).toEqual(["actions | create"]);
});
