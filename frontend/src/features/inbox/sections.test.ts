import { expect, test } from "vitest";
import type { InboxRow } from "../../api/types";
import { sectioned } from "./sections";

const now = new Date("2026-06-10T10:00:00").getTime();
const row = (customerId: string, ago: number, overdue = false): InboxRow => ({
  customerId,
  name: customerId,
  state: "reply",
  channel: "sms",
  direction: "in",
  placeholder: "",
  snippet: "",
  lastAt: now - ago,
  waitingSince: 0,
  promisedAt: 0,
  unread: 0,
  overdue,
  failed: false,
  draft: false,
  junk: false,
  segment: "",
  value: 0,
  currency: "",
  tags: [],
});

test("overdue stands first under its own heading, then today, then before", () => {
  const entries = sectioned([row("a", 2 * 86_400_000, true), row("b", 3_600_000), row("c", 86_400_000)], now, false);
  expect(entries.map((e) => (e.kind === "heading" ? `# ${e.section}` : e.row.customerId))).toEqual([
    "# overdue",
    "a",
    "# today",
    "b",
    "# earlier",
    "c",
  ]);
});

test("no rows, no headings", () => {
  expect(sectioned([], now, false)).toEqual([]);
});

test("by value no day parts the list", () => {
  const entries = sectioned([row("a", 2 * 86_400_000, true), row("b", 86_400_000), row("c", 3_600_000)], now, true);
  expect(entries.map((e) => (e.kind === "heading" ? `# ${e.section}` : e.row.customerId))).toEqual([
    "# overdue",
    "a",
    "# byValue",
    "b",
    "c",
  ]);
});
