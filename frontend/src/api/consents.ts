import type { window as wire } from "../../wailsjs/go/models";
import * as bound from "../../wailsjs/go/window/Consents";
import { call } from "./bridge";
import type { Channel } from "./types";

type With<T, N> = Omit<T, keyof N> & N;

/** What is sent without having been asked for. */
export const purposes = ["marketing", "surveys"] as const;
export type Purpose = (typeof purposes)[number];
export type ConsentStatus = "none" | "given" | "withdrawn";
/** How it is known what a customer said. */
export type ConsentSource = "message" | "form" | "spoken" | "import" | "provider";
/** An address and a channel over which it is reached. */
export type ConsentPlace = With<wire.ConsentPlace, { channel: Channel }>;
export type Told = With<wire.Told, { purpose: Purpose; status: ConsentStatus; source: ConsentSource | "" }>;
/** What may be sent to one address of a customer, over one channel. */
export type Allowed = With<wire.Allowed, { channel: Channel; asked: Told[] }>;
/** One thing that a customer said of it; "anything" is what the provider tells. */
export type Saying = With<
  wire.Saying,
  {
    channel: Channel;
    status: ConsentStatus;
    purposes: (Purpose | "anything")[];
    source: ConsentSource;
    basis: "" | "consent" | "own_customer" | "legitimate_interest";
  }
>;

/** What customers allow. */
export type ConsentsDesk = {
  of: (customerId: string) => Promise<Allowed[]>;
  /** All that was ever said, what was taken back too, the latest first. */
  sayings: (customerId: string) => Promise<Saying[]>;
  /** Writes down that she said yes or no to one purpose at some places. It gives what undo takes. */
  allow: (places: ConsentPlace[], purpose: Purpose, yes: boolean) => Promise<string[]>;
  /** Rejects with undo.changed_since once something else was said. */
  undo: (done: string[]) => Promise<void>;
};

export const consents: ConsentsDesk = {
  of: (customerId) => call(bound.Of(customerId)),
  sayings: (customerId) => call(bound.Sayings(customerId)),
  allow: (places, purpose, yes) => call(bound.Allow(places, purpose, yes)),
  undo: (done) => call(bound.Undo(done)),
};
