import { dateFormat } from "../../lib/intl";

type Part = "day" | "month" | "year";

const leapYear = 2000;

/** In which order a language writes a date. */
function order(locale: string): Part[] {
  const parts = dateFormat(locale, { day: "2-digit", month: "2-digit", year: "numeric", timeZone: "UTC" });
  return parts
    .formatToParts(0)
    .map(({ type }) => type)
    .filter((type): type is Part => type === "day" || type === "month" || type === "year");
}

const pad = (n: number, width: number) => String(n).padStart(width, "0");

/**
 * Reads a birthday as people of a language type it: "5/3", "05.03.1987" or "1987-03-05". Gives "1987-03-05", or "--03-05"
 * without the year; null where it is no date.
 */
export function readBirthday(typed: string, locale: string): string | null {
  const text = typed.trim();
  const numbers = text.split(/[\s./-]+/).map(Number);
  if (!/^\d[\d\s./-]*$/.test(text) || numbers.length < 2 || numbers.length > 3) return null;
  const yearFirst = /^\d{4}\D/.test(text);
  const parts: Part[] = yearFirst
    ? ["year", "month", "day"]
    : order(locale).filter((part) => part !== "year" || numbers.length === 3);
  const of = (part: Part) => numbers[parts.indexOf(part)] ?? 0;
  const [day, month, year] = [of("day"), of("month"), of("year")];
  const whole = numbers.length === 3;
  if (whole && (year < 1000 || year > 9999)) return null;
  const date = new Date(Date.UTC(whole ? year : leapYear, month - 1, day));
  if (date.getUTCDate() !== day || date.getUTCMonth() !== month - 1) return null;
  return `${whole ? pad(year, 4) : "-"}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** Writes a birthday as a language does, in figures that can be typed over. */
export function writtenBirthday(birthday: string, locale: string): string {
  const [, year, month, day] = /^(\d{4}|-)-(\d\d)-(\d\d)$/.exec(birthday) ?? [];
  if (year === undefined) return "";
  const known = year !== "-";
  const date = Date.UTC(known ? Number(year) : leapYear, Number(month) - 1, Number(day));
  const form = { day: "2-digit", month: "2-digit", timeZone: "UTC" } as const;
  return dateFormat(locale, known ? { ...form, year: "numeric" } : form).format(date);
}
