import type { InboxRow } from "../../api/types";
import { daysBetween } from "../../lib/time";

export type Section = "overdue" | "today" | "earlier" | "byValue";
export type Entry = { kind: "heading"; section: Section } | { kind: "row"; row: InboxRow };

function sectionOf(row: InboxRow, now: number, byValue: boolean): Section {
  if (row.overdue) return "overdue";
  if (byValue) return "byValue";
  return daysBetween(now, row.lastAt) >= 0 ? "today" : "earlier";
}

/** The rows in the order they came, with a heading wherever the section changes. */
export function sectioned(rows: InboxRow[], now: number, byValue: boolean): Entry[] {
  const entries: Entry[] = [];
  let before: Section | undefined;
  for (const row of rows) {
    const section = sectionOf(row, now, byValue);
    if (section !== before) entries.push({ kind: "heading", section });
    entries.push({ kind: "row", row });
    before = section;
  }
  return entries;
}
