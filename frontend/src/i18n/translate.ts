import { numberFormat } from "../lib/intl";
import { type Catalogue, catalogues, type Key, type Locale, type Values } from "./catalogue";
import type { Plural } from "./languages";

export type Translate = <K extends Key>(key: K, ...values: keyof Values<K> extends never ? [] : [Values<K>]) => string;

/** Sentences in one language. Numbers inside them are written as that language writes them. */
export function translator(locale: Locale): Translate {
  const catalogue: Catalogue = catalogues[locale];
  const rules = new Intl.PluralRules(locale);
  const numbers = numberFormat(locale, undefined);
  return (key, ...values) => {
    const given: Record<string, string | number> = values[0] ?? {};
    return filled(chosen(catalogue[key], rules, given.n), given, numbers);
  };
}

function chosen(entry: string | Plural, rules: Intl.PluralRules, n: string | number | undefined): string {
  if (typeof entry === "string") return entry;
  const category = rules.select(Number(n ?? 0));
  return (category === "one" || category === "many" ? entry[category] : undefined) ?? entry.other;
}

function filled(text: string, values: Record<string, string | number>, numbers: Intl.NumberFormat): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    return typeof value === "number" ? numbers.format(value) : (value ?? "");
  });
}

/** What went wrong, as it crosses the bridge. */
export type Problem = { code: string; params: Record<string, string> };

/** The sentence for a problem. A code that this version does not know is an internal fault. */
export function explain(problem: Problem, locale: Locale): string {
  const catalogue: Catalogue = catalogues[locale];
  const { params } = problem;
  const provider = providerSaid(params.provider_code ?? "", catalogue);
  if (problem.code === "send.rejected" && provider !== undefined) return provider;
  const entry = catalogue[`error.${problem.code}` as Key] ?? catalogue["error.internal"];
  return filled(entry as string, worded(params, catalogue), numberFormat(locale, undefined));
}

/** Parameters that are words of ours are put into the language; addresses and numbers stay. */
function worded(params: Record<string, string>, catalogue: Catalogue): Record<string, string> {
  const words = { ...params };
  const channel = catalogue[`channel.${params.channel}` as Key];
  if (typeof channel === "string") words.channel = channel;
  if (params.reason !== undefined) {
    words.reason = (catalogue[`tls.${params.reason}` as Key] ?? catalogue["tls.other"]) as string;
  }
  const status = catalogue[`template.${params.status}` as Key];
  if (typeof status === "string") words.status = status;
  return words;
}

/** What a provider's code means to a shop owner; undefined for one without a sentence: a cause is never invented. */
function providerSaid(code: string, catalogue: Catalogue): string | undefined {
  const entry = catalogue[`provider.${code}` as Key];
  return typeof entry === "string" ? entry : undefined;
}

/** Where Twilio explains a code that has no sentence here; undefined for anything that is no Twilio code. */
export function providerPage(problem: Problem): string | undefined {
  const code = problem.params.provider_code ?? "";
  if (!/^[1-9]\d{4}$/.test(code) || providerSaid(code, catalogues["pt-BR"]) !== undefined) return undefined;
  return `https://www.twilio.com/docs/api/errors/${code}`;
}
