import type { preference, window as wire } from "../../wailsjs/go/models";
import type { Channel, FirstReading, Problem } from "./types";

// What the settings exchange with Go: the owner's choices, the accounts, the program itself.

export type Theme = "system" | "light" | "dark";
export type TextSize = "normal" | "large" | "larger";
export type Look = Omit<preference.Look, "theme" | "text"> & { theme: Theme; text: TextSize };
export type Writing = preference.Writing;
export type Listing = preference.Listing;
/** In which order the list of conversations stands. */
export type Order = Pick<Listing, "oldestFirst" | "byValue">;
export type Telling = preference.Telling;
/** The programs that write on behalf of customers. */
export const behalfRules = [
  "form_services",
  "wordpress",
  "own_site",
  "other_forms",
  "reclame_aqui",
  "marketplaces",
] as const;
export type BehalfRule = (typeof behalfRules)[number];
export type Behalf = { off: BehalfRule[] };
export type Keys = preference.Keys;
export type Notices = preference.Notices;
export type ShopName = preference.Shop;
export type Hours = preference.Hours;
export type Day = preference.Day;
export type Preferences = Omit<preference.All, "look" | "behalf"> & { look: Look; behalf: Behalf };

/** One group of choices, kept as a whole. */
export type Subject = keyof Preferences;

/** What holds until the owner chooses something else, as backend/preference has it. */
export const usualPreferences: Preferences = {
  look: { language: "", theme: "system", text: "normal" },
  writing: { ctrlEnter: false, undoSeconds: 5 },
  listing: { oldestFirst: false, byValue: false, openNext: true },
  behalf: { off: [] },
  telling: { email: true, sms: true, whatsapp: true },
  signature: "",
  keys: { letters: true, changed: {} },
  notices: { on: true, hideText: false, openHoursOnly: true },
  shop: { name: "" },
  document: "",
  hours: {
    replyHours: 24,
    onlyOpen: false,
    week: [0, 1, 2, 3, 4, 5, 6].map((day) => ({ open: day > 0, from: 540, to: day % 6 ? 1080 : 780 })),
    holidays: [],
  },
};

export type AccountCard = Omit<wire.AccountCard, "kind" | "channel" | "problem" | "reading"> & {
  reading: FirstReading | null;
  kind: "email" | "twilio";
  channel: Channel;
  problem: Problem | null;
};
export type MailServer = wire.MailServer;
export type MailPlan = wire.MailPlan;
export type MailForm = wire.MailForm;
export type TwilioForm = wire.TwilioForm;
export type Trial = { receive: Problem | null; send: Problem | null };
export type FoundNumber = Omit<wire.FoundNumber, "channel" | "warning"> & {
  channel: "sms" | "whatsapp";
  warning: "" | "demo" | "answers" | "sandbox" | "offline";
};
export type NumbersFound = { trial: Trial; numbers: FoundNumber[] };
export type PasswordChange = wire.PasswordChange;
export type Removal = wire.Removal;
export type SecretsPlace = "keychain" | "file" | "memory" | "locked" | "none";
export type AboutFacts = wire.AboutFacts;

export type PreferencesDesk = {
  all: () => Promise<Preferences>;
  save: <S extends Subject>(subject: S, value: Preferences[S]) => Promise<void>;
};

export type AccountsDesk = {
  list: () => Promise<AccountCard[]>;
  /** Rejects with not_found when nobody knows where the mail of that address lies. */
  findMail: (address: string) => Promise<MailPlan>;
  addMail: (form: MailForm) => Promise<Trial>;
  findNumbers: (form: TwilioForm) => Promise<NumbersFound>;
  addTwilio: (form: TwilioForm) => Promise<Trial>;
  test: (accountId: string) => Promise<Trial>;
  changePassword: (change: PasswordChange) => Promise<Trial>;
  removal: (accountId: string) => Promise<Removal>;
  remove: (accountId: string) => Promise<void>;
  secretsPlace: () => Promise<SecretsPlace>;
  /** Keeps passwords for this time only; shop.unlock keeps them in an encrypted file. */
  rememberSecrets: () => Promise<void>;
};

export type AboutDesk = {
  facts: () => Promise<AboutFacts>;
  showFolder: () => Promise<void>;
  /** The program begins anew, to try once more to open the shop. */
  again: () => Promise<void>;
};
