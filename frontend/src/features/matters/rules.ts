import type { Case } from "../../api/cases";
import type { Channel, TimelineEntry, TimelineItem } from "../../api/types";

/**
 * The case that the head of the conversation speaks of: the chosen one, else the one whose promise is due, else the
 * newest open, else the latest.
 */
export function headCase(cases: readonly Case[], chosenId: string, now: number): Case | undefined {
  return cases.find((k) => k.id === chosenId) ?? promisedIn(cases).find((k) => k.promisedAt <= now) ?? cases[0];
}

export const openOnes = (cases: readonly Case[]): Case[] => cases.filter((k) => k.state !== "closed");

/** The open cases in which something is promised, the first to be due first. */
export function promisedIn(cases: readonly Case[]): Case[] {
  return openOnes(cases)
    .filter((k) => k.promisedAt > 0)
    .toSorted((a, b) => a.promisedAt - b.promisedAt);
}

/** The promise to speak of: the next to be kept, else the last that was closed without. */
export function lastPromise(cases: readonly Case[]): Case | undefined {
  return (
    promisedIn(cases)[0] ?? cases.filter((k) => k.promisedAt > 0).toSorted((a, b) => b.promisedAt - a.promisedAt)[0]
  );
}

const isSaid = (entry: TimelineEntry): entry is TimelineItem =>
  entry.kind === "message" && entry.auto === "" && entry.delivery?.state !== "cancelled";

/** The last thing that the customer said, when nothing was said to her since; the oldest entry comes first. */
export function unanswered(entries: readonly TimelineEntry[]): TimelineItem | undefined {
  const last = entries.findLast(isSaid);
  return last?.direction === "in" ? last : undefined;
}

/** The channel that the customer writes by most, once there is a habit to speak of. */
export function habit(entries: readonly TimelineEntry[]): Channel | undefined {
  const counts = new Map<Channel, number>();
  for (const entry of entries)
    if (isSaid(entry) && entry.direction === "in") counts.set(entry.channel, (counts.get(entry.channel) ?? 0) + 1);
  const [first, second] = [...counts].toSorted((a, b) => b[1] - a[1]);
  return first && first[1] > 1 && first[1] > (second?.[1] ?? 0) ? first[0] : undefined;
}

export function firstLine(text: string): string {
  return text.split("\n").find((line) => line.trim() !== "") ?? "";
}
