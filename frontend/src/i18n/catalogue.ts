import ca from "../../../app/words/ca.json";
import en from "../../../app/words/en.json";
import es from "../../../app/words/es.json";
import ptBR from "../../../app/words/pt-BR.json";
import ptPT from "../../../app/words/pt-PT.json";
import { inFiveLanguages, type Plural } from "./languages";
import { accounts } from "./words/accounts";
import { acts } from "./words/acts";
import { assist } from "./words/assist";
import { audience } from "./words/audience";
import { campaignDraft } from "./words/campaignDraft";
import { campaigns } from "./words/campaigns";
import { cases } from "./words/cases";
import { casesPlace } from "./words/casesPlace";
import { commands } from "./words/commands";
import { composer } from "./words/composer";
import { connecting } from "./words/connecting";
import { consent } from "./words/consent";
import { conversation } from "./words/conversation";
import { customer } from "./words/customer";
import { cuts } from "./words/cuts";
import { doors } from "./words/doors";
import { drafting } from "./words/drafting";
import { imports } from "./words/imports";
import { inbox } from "./words/inbox";
import { journey } from "./words/journey";
import { letter } from "./words/letter";
import { logbook } from "./words/logbook";
import { masterData } from "./words/masterData";
import { matters } from "./words/matters";
import { newcomer } from "./words/newcomer";
import { notices } from "./words/notices";
import { palette } from "./words/palette";
import { people } from "./words/people";
import { phrases } from "./words/phrases";
import { purchases } from "./words/purchases";
import { ready } from "./words/ready";
import { search } from "./words/search";
import { sections } from "./words/sections";
import { settings } from "./words/settings";
import { shop } from "./words/shop";
import { surveys } from "./words/surveys";
import { welcome } from "./words/welcome";

/** What the command line says too. */
const shared = inFiveLanguages({ "pt-BR": ptBR, en, es, ca, "pt-PT": ptPT });

const subjects = [
  shared,
  cases,
  casesPlace,
  acts,
  masterData,
  matters,
  commands,
  palette,
  inbox,
  search,
  conversation,
  letter,
  composer,
  ready,
  drafting,
  assist,
  notices,
  customer,
  people,
  audience,
  journey,
  cuts,
  consent,
  newcomer,
  logbook,
  phrases,
  purchases,
  surveys,
  campaigns,
  campaignDraft,
  shop,
  settings,
  sections,
  accounts,
  doors,
  imports,
  connecting,
  welcome,
] as const;

export type Locale = keyof (typeof subjects)[number];
export const locales: Locale[] = ["pt-BR", "en", "es", "ca", "pt-PT"];

/** Each language by its own name: who cannot read the present one finds the way back. */
export const languageNames: Record<Locale, string> = {
  "pt-BR": "Português (Brasil)",
  en: "English",
  es: "Español",
  ca: "Català",
  "pt-PT": "Português (Portugal)",
};

type All<U> = (U extends unknown ? (each: U) => void : never) extends (all: infer I) => void ? I : never;
type Words = All<(typeof subjects)[number]["pt-BR"]>;

export type Key = keyof Words;
export type Catalogue = { [K in Key]: Words[K] extends string ? string : Plural };

function merged(locale: Locale): Catalogue {
  return Object.assign({}, ...subjects.map((subject) => subject[locale]));
}

/** Everything the window says, by language. */
export const catalogues = Object.fromEntries(locales.map((locale) => [locale, merged(locale)])) as Record<
  Locale,
  Catalogue
>;

type Gaps<S> = S extends `${string}{${infer Gap}}${infer Rest}` ? Gap | Gaps<Rest> : never;
type Template<K extends Key> = Words[K] extends string ? Words[K] : Words[K][keyof Words[K]];

/** What a sentence needs: the names in its braces, and n where it counts. */
export type Values<K extends Key> = { [G in Gaps<Template<K>>]: string | number } & (Words[K] extends string
  ? unknown
  : { n: number });

export type PlainKey = { [K in Key]: keyof Values<K> extends never ? K : never }[Key];
