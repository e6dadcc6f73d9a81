import { expect, test } from "vitest";
import type { MessageHit } from "../../api/types";
import { byDay } from "./days";

const hit = (messageId: string, at: Date): MessageHit => ({
  kind: "message",
  messageId,
  customerId: "c",
  name: "",
  channel: "sms",
  direction: "in",
  subject: "",
  snippet: "",
  placeholder: "",
  files: false,
  cents: 0,
  currency: "",
  at: at.getTime(),
});

test("each day has one heading, and customers come first", () => {
  const entries = byDay(
    [{ customerId: "ana", name: "Ana", detail: "" }],
    [
      hit("a", new Date(2026, 5, 10, 9)),
      hit("b", new Date(2026, 5, 10, 0, 1)),
      hit("c", new Date(2026, 5, 9, 23, 59)),
      hit("d", new Date(2025, 5, 9, 23, 59)),
    ],
  );
  const told = entries.map((e) => ("id" in e ? e.id : e.kind === "day" ? new Date(e.at).toDateString() : e.kind));
  expect(told).toEqual([
    "customers",
    "hit-ana",
    "Wed Jun 10 2026",
    "hit-a",
    "hit-b",
    "Tue Jun 09 2026",
    "hit-c",
    "Mon Jun 09 2025",
    "hit-d",
  ]);
  expect(byDay([], [])).toEqual([]);
});
