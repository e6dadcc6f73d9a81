import { numberFormat } from "./intl";

/** An amount as the language writes it. */
export function money(cents: number, currency: string, locale: string): string {
  return numberFormat(locale, { style: "currency", currency }).format(cents / 100);
}
