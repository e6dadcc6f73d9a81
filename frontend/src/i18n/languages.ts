/** A sentence that changes with a number, by the categories of Intl.PluralRules. */
export type Plural = { one: string; other: string; many?: string };

type Entries = Record<string, string | Plural>;

/** What another language owes: every key of pt-BR, counting where pt-BR counts. */
type Translated<P extends Entries> = { readonly [K in keyof P]: P[K] extends string ? string : Plural };

/** pt-BR first: its sentences are the type, so that a key which another language lacks does not compile. */
type FiveLanguages<P extends Entries> = {
  readonly "pt-BR": P;
  readonly en: Translated<P>;
  readonly es: Translated<P>;
  readonly ca: Translated<P>;
  readonly "pt-PT": Translated<P>;
};

/** The sentences of one subject, side by side in the five languages. */
export function inFiveLanguages<const P extends Entries>(words: FiveLanguages<P>): FiveLanguages<P> {
  return words;
}
