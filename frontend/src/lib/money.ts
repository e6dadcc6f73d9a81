import { numberFormat } from "./intl";

/** An amount as the language writes it. */
export function money(cents: number, currency: string, locale: string): string {
  return numberFormat(locale, { style: "currency", currency }).format(cents / 100);
}

/** An amount without its cents, where it is only to be compared. */
export function roundMoney(cents: number, currency: string, locale: string): string {
  return numberFormat(locale, { style: "currency", currency, maximumFractionDigits: 0 }).format(cents / 100);
}
