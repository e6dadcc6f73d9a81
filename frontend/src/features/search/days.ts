import type { CustomerHit, MessageHit } from "../../api/types";
import { daysBetween } from "../../lib/time";

export type Entry =
  | { kind: "customers" }
  | { kind: "customer"; id: string; hit: CustomerHit }
  | { kind: "day"; at: number }
  | { kind: "message"; id: string; hit: MessageHit };

/** Customers under their heading, then the messages under the day they were written on. */
export function byDay(customers: CustomerHit[], messages: MessageHit[]): Entry[] {
  const entries: Entry[] = [];
  if (customers.length > 0) entries.push({ kind: "customers" });
  for (const hit of customers) entries.push({ kind: "customer", id: `hit-${hit.customerId}`, hit });
  let before: number | undefined;
  for (const hit of messages) {
    if (before === undefined || daysBetween(before, hit.at) !== 0) entries.push({ kind: "day", at: hit.at });
    entries.push({ kind: "message", id: `hit-${hit.messageId}`, hit });
    before = hit.at;
  }
  return entries;
}
