/** A price as it is typed, in thousandths; null for what is no price. Comma and point are both understood. */
export function thousandths(typed: string): number | null {
  if (typed.trim() === "") return 0;
  const value = Number(typed.trim().replace(",", "."));
  return Number.isFinite(value) && value >= 0 ? Math.round(value * 1_000) : null;
}

/** As the owner would type it; nothing for zero. */
export function typedAs(value: number, locale: string): string {
  if (value === 0) return "";
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 3, useGrouping: false }).format(value / 1_000);
}
