import type { TimelineEntry } from "../../api/types";

/** A case that begins, or that is spoken of again, before a message. */
export type CaseLine = { kind: "begins" | "goesOn"; protocol: string };

/**
 * Where a case begins and where it changes, by the id of the message below, the oldest entry first. whole tells that
 * nothing older is missing: then the first message of a case is where it begins.
 */
export function caseLines(entries: readonly TimelineEntry[], whole: boolean): Map<string, CaseLine> {
  const lines = new Map<string, CaseLine>();
  const seen = new Set<string>();
  let last = "";
  for (const entry of entries) {
    if (entry.kind !== "message" || entry.caseId === "" || entry.caseId === last) continue;
    const { caseId, protocol, rule } = entry;
    const begins = !seen.has(caseId) && (rule === "new" || whole);
    if (begins || last !== "") lines.set(entry.id, { kind: begins ? "begins" : "goesOn", protocol });
    seen.add(caseId);
    last = caseId;
  }
  return lines;
}

/** Whether there is more than one case to be told apart. */
export function severalCases(entries: readonly TimelineEntry[]): boolean {
  const first = entries.find((entry) => entry.kind === "message" && entry.caseId !== "");
  return (
    first?.kind === "message" &&
    entries.some((entry) => entry.kind === "message" && entry.caseId !== "" && entry.caseId !== first.caseId)
  );
}
