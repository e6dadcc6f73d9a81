import { monthAndYear } from "../lib/time";
import type { Translate } from "./translate";

/** How far a first reading is; at is when what was read last was said, total 0 when nobody can tell. */
type FirstReading = { at: number; done: number; total: number };

/** A first reading in words. It goes back in time, so the month says most. */
export function readingWords(reading: FirstReading | null, t: Translate, locale: string): string {
  if (!reading || reading.at === 0) return t("account.reading");
  const month = monthAndYear(reading.at, locale);
  if (reading.total === 0) return t("account.readingMonth", { month });
  return t("account.readingOf", { month, done: reading.done, total: reading.total });
}
