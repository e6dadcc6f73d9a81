import type { LogSheet } from "../../api/logbook";
import type { CustomerRow } from "../../api/people";
import type { HandChannel } from "../../api/types";
import { contactIn } from "../../lib/contact";

/** What the sheet asks first. */
export type Way = "phone" | "counter" | "elsewhere";

/** The channels behind the third way, in the order in which they are offered. */
export const elsewhere = ["letter", "social", "site", "other"] as const satisfies readonly HandChannel[];

export function wayOf(channel: HandChannel): Way {
  return channel === "phone" || channel === "counter" ? channel : "elsewhere";
}

const isNumber = (typed: string) => /^[+\d\s().-]*$/.test(typed) && /\d/.test(typed);

/** The sheet at the counter: who stands there was not called. */
export const atCounter = { channel: "counter", direction: "in" } as const satisfies Partial<LogSheet>;

/** What the key that opens the sheet does when it is pressed again: a call becomes a visit, anything else a call. */
export function otherWay(sheet: LogSheet): Partial<LogSheet> {
  return sheet.channel === "phone" ? atCounter : { channel: "phone" };
}

/** What stands in the field that asks who it was. */
export const typedWho = (sheet: LogSheet): string => sheet.number || sheet.name;

/** The sheet after something was typed there: a number or a part of one, else a name. */
export function withWho(typed: string): Pick<LogSheet, "number" | "name"> {
  return isNumber(typed) ? { number: typed, name: "" } : { number: "", name: typed };
}

export type Who = { kind: "customer"; row: CustomerRow } | { kind: "new"; by: "number" | "name" };

/** Who it may have been: those who were found, or somebody new where a whole number is nobody's, or by any name. */
export function whoMayBe(typed: string, found: CustomerRow[]): Who[] {
  const list: Who[] = found.map((row) => ({ kind: "customer", row }));
  if (!isNumber(typed)) return [...list, { kind: "new", by: "name" }];
  return list.length === 0 && contactIn(typed) === "phone" ? [{ kind: "new", by: "number" }] : list;
}

export type Wrong = { at: "who" | "text" | "until"; word: "who" | "choose" | "text" | "past" };

/**
 * What keeps a sheet from being written down. isNew: the owner said that it was somebody new; found: others with such
 * a name are there, and she has chosen none.
 */
export function wrongWith(sheet: LogSheet, isNew: boolean, found: boolean, now: number): Wrong | null {
  const known = sheet.customerId !== "" || isNew;
  if (!known && typedWho(sheet).trim() === "") return { at: "who", word: "who" };
  if (!known && sheet.number === "" && found) return { at: "who", word: "choose" };
  if (sheet.text.trim() === "") return { at: "text", word: "text" };
  if (sheet.then === "remind" && sheet.until <= now) return { at: "until", word: "past" };
  return null;
}
