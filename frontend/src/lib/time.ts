import { dateFormat, numberFormat, relativeTimeFormat } from "./intl";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The first moment of the local day that holds ms. */
export function startOfDay(ms: number): number {
  const date = new Date(ms);
  date.setHours(0, 0, 0, 0);
  return date.getTime();
}

/** The same hour some local days later. */
export function addDays(ms: number, days: number): number {
  const date = new Date(ms);
  date.setDate(date.getDate() + days);
  return date.getTime();
}

/** Whole local days from now to ms; negative in the past. Rounding absorbs the hour of a clock change. */
export function daysBetween(now: number, ms: number): number {
  return Math.round((startOfDay(ms) - startOfDay(now)) / day);
}

export function clock(ms: number, locale: string): string {
  return dateFormat(locale, { hour: "numeric", minute: "2-digit" }).format(ms);
}

function nearDay(days: number, locale: string): string {
  return relativeTimeFormat(locale, { numeric: "auto" }).format(days, "day");
}

function isThisYear(now: number, ms: number): boolean {
  return new Date(ms).getFullYear() === new Date(now).getFullYear();
}

/** For the list: 10:52, yesterday, Tuesday, 12 Mar, 12/03/2024. */
export function listTime(now: number, ms: number, locale: string): string {
  const days = daysBetween(now, ms);
  if (days === 0) return clock(ms, locale);
  if (days === -1) return nearDay(days, locale);
  if (days > -7 && days < 0) return dateFormat(locale, { weekday: "short" }).format(ms);
  if (isThisYear(now, ms)) return dateFormat(locale, { day: "numeric", month: "short" }).format(ms);
  return dateFormat(locale, { dateStyle: "short" }).format(ms);
}

/** For a divider: today, yesterday, Friday 5 June, 5 June 2024. */
export function dayName(now: number, ms: number, locale: string): string {
  const days = daysBetween(now, ms);
  if (days === 0 || days === -1) return nearDay(days, locale);
  const year = isThisYear(now, ms) ? {} : ({ year: "numeric" } as const);
  return dateFormat(locale, { weekday: "long", day: "numeric", month: "long", ...year }).format(ms);
}

/** For how long somebody has been a customer: March 2021. */
export function monthAndYear(ms: number, locale: string): string {
  return dateFormat(locale, { month: "long", year: "numeric" }).format(ms);
}

/** For what is a proof of something: 14/03/2025. */
export function calendarDay(ms: number, locale: string): string {
  return dateFormat(locale, { dateStyle: "short" }).format(ms);
}

/** For a sentence about the future or the near past: 10:52; tomorrow, 10:52; Mon, 5 June, 10:52. */
export function moment(now: number, ms: number, locale: string): string {
  const days = daysBetween(now, ms);
  if (days === 0) return clock(ms, locale);
  if (Math.abs(days) === 1) return `${nearDay(days, locale)}, ${clock(ms, locale)}`;
  const year = isThisYear(now, ms) ? {} : ({ year: "numeric" } as const);
  const date = dateFormat(locale, { weekday: "short", day: "numeric", month: "short", ...year }).format(ms);
  return `${date}, ${clock(ms, locale)}`;
}

/** How long something has lasted, in its largest unit: 6 min, 3 h, 2 days. */
export function lasting(ms: number, locale: string): string {
  const [value, unit] =
    ms < hour ? [ms / minute, "minute"] : ms < day ? [ms / hour, "hour"] : ([ms / day, "day"] as [number, string]);
  const unitDisplay = unit === "day" ? "long" : "short";
  return numberFormat(locale, { style: "unit", unit, unitDisplay, maximumFractionDigits: 0 }).format(
    Math.max(1, Math.floor(value)),
  );
}

type SnoozePreset = "laterToday" | "tomorrow" | "dayAfter" | "nextWeek";

/** When a conversation put off until tomorrow comes back. */
export function tomorrowMorning(now: number): number {
  return snoozePresets(now).find((each) => each.preset === "tomorrow")?.until ?? addDays(now, 1);
}

/** When each preset ends. Later today is left out when the day is nearly over. */
export function snoozePresets(now: number): { preset: SnoozePreset; until: number }[] {
  const at = (days: number, hours: number): number => {
    const date = new Date(now);
    date.setDate(date.getDate() + days);
    date.setHours(hours, 0, 0, 0);
    return date.getTime();
  };
  const weekday = new Date(now).getDay();
  const untilMonday = ((8 - weekday) % 7 || 7) as number;
  const list: { preset: SnoozePreset; until: number }[] = [
    { preset: "tomorrow", until: at(1, 9) },
    { preset: "dayAfter", until: at(2, 9) },
    { preset: "nextWeek", until: at(untilMonday, 9) },
  ];
  const inThreeHours = now + 3 * hour;
  if (daysBetween(now, inThreeHours) === 0) list.unshift({ preset: "laterToday", until: inThreeHours });
  // On a Saturday the day after tomorrow is next Monday.
  return list.filter((each, index) => list.findIndex((other) => other.until === each.until) === index);
}

/** Now, a quarter of an hour ago, an hour, and yesterday at this hour, as the language calls them. */
export function pastPresets(now: number, locale: string): { name: string; at: number }[] {
  const ago = relativeTimeFormat(locale, { numeric: "auto" });
  return [
    { name: ago.format(0, "second"), at: now },
    { name: ago.format(-15, "minute"), at: now - 15 * minute },
    { name: ago.format(-1, "hour"), at: now - hour },
    { name: ago.format(-1, "day"), at: addDays(now, -1) },
  ].map(({ name, at }) => ({ name: name.charAt(0).toLocaleUpperCase(locale) + name.slice(1), at }));
}

/** 1,2 MB: binary units would say other numbers than the owner's file manager. */
export function fileSize(bytes: number, locale: string): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return numberFormat(locale, {
    style: "unit",
    unit: units[unit] ?? "byte",
    unitDisplay: unit === 0 ? "long" : "short",
    maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0,
  }).format(value);
}
