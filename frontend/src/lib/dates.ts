type Part = "day" | "month" | "year";

/** The order in which a language writes day, month and year with numbers. */
function order(locale: string): Part[] {
  const parts = new Intl.DateTimeFormat(locale, { day: "2-digit", month: "2-digit", year: "numeric" }).formatToParts(0);
  return parts.flatMap((part) =>
    part.type === "day" || part.type === "month" || part.type === "year" ? [part.type] : [],
  );
}

/** How a day is written, by an example that cannot be read in another order: 31/12/2026. */
export function dayExample(year: number, locale: string): string {
  const example = new Date(year, 11, 31);
  return new Intl.DateTimeFormat(locale, { day: "2-digit", month: "2-digit", year: "numeric" }).format(example);
}

/** Reads a day as people type it, in the order of their language: 5/3/26, 05.03.2026, 2026-03-05. Null: it is none. */
export function parseDay(typed: string, locale: string): number | null {
  const numbers = typed.match(/\d+/g)?.map(Number) ?? [];
  if (numbers.length !== 3 || /[^\d\s./-]/.test(typed)) return null;
  const isoFirst = /^\s*\d{4}/.test(typed);
  const names: Part[] = isoFirst ? ["year", "month", "day"] : order(locale);
  const value = (part: Part) => numbers[names.indexOf(part)] ?? 0;
  const year = value("year") < 100 ? value("year") + 2000 : value("year");
  const day = new Date(year, value("month") - 1, value("day"));
  const real = day.getMonth() === value("month") - 1 && day.getDate() === value("day") && year < 10_000;
  return real ? day.getTime() : null;
}
