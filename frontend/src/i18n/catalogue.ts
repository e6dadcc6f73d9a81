import type { ptBR } from "./pt-BR";

/** A sentence that changes with a number, by the categories of Intl.PluralRules. */
export type Plural = { one: string; other: string; many?: string };

/** pt-BR is the type: a key that another language lacks does not compile. */
export type Key = keyof typeof ptBR;
export type Catalogue = { [K in Key]: (typeof ptBR)[K] extends string ? string : Plural };

type Gaps<S> = S extends `${string}{${infer Gap}}${infer Rest}` ? Gap | Gaps<Rest> : never;
type Template<K extends Key> = (typeof ptBR)[K] extends string
  ? (typeof ptBR)[K]
  : (typeof ptBR)[K][keyof (typeof ptBR)[K]];

/** What a sentence needs: the names in its braces, and n where it counts. */
export type Values<K extends Key> = { [G in Gaps<Template<K>>]: string | number } & ((typeof ptBR)[K] extends string
  ? unknown
  : { n: number });

export type PlainKey = { [K in Key]: keyof Values<K> extends never ? K : never }[Key];
