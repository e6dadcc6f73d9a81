import type { Asked } from "../../api/searching";
import type { Channel, FileFilter } from "../../api/types";
import { parseDay } from "../../lib/dates";
import { addDays, startOfDay } from "../../lib/time";

export const channels = ["", "whatsapp", "email", "sms"] as const satisfies (Channel | "")[];
export const directions = ["", "in", "out"] as const;
export const fileKinds = ["", "any", "picture", "audio", "video", "document"] as const satisfies FileFilter[];
export const whens = ["", "today", "week", "month", "year", "range"] as const;

/** What stands on the search page. */
export type Ask = {
  text: string;
  channel: (typeof channels)[number];
  direction: (typeof directions)[number];
  files: FileFilter;
  when: (typeof whens)[number];
  /** The days of a range, as they were typed. */
  from: string;
  to: string;
  /** The message that was opened last, to come back to. */
  opened: string;
};

export const blankAsk: Ask = {
  text: "",
  channel: "",
  direction: "",
  files: "",
  when: "",
  from: "",
  to: "",
  opened: "",
};

const daysBack = { today: 0, week: 6, month: 29, year: 364 } as const;

/** The dates of an ask, as moments; 0 for none. A day at the end counts with all its hours. */
function dates(ask: Ask, now: number, locale: string): { from: number; to: number } {
  if (ask.when === "") return { from: 0, to: 0 };
  if (ask.when !== "range") return { from: startOfDay(addDays(now, -daysBack[ask.when])), to: 0 };
  const to = parseDay(ask.to, locale);
  return { from: parseDay(ask.from, locale) ?? 0, to: to === null ? 0 : addDays(to, 1) };
}

/** What the house is asked. It stays the same all day, so that nothing is read again without need. */
export function askedOf(ask: Ask, now: number, locale: string): Asked {
  const { channel, direction, files } = ask;
  return { text: ask.text.trim(), channel, direction, files, ...dates(ask, now, locale) };
}

export function isFiltered(ask: Ask): boolean {
  return ask.channel !== "" || ask.direction !== "" || ask.files !== "" || ask.when !== "";
}

/** The same words without filters. */
export function unfiltered(ask: Ask): Ask {
  return { ...blankAsk, text: ask.text };
}
