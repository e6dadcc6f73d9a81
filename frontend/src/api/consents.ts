import type { window as wire } from "../../wailsjs/go/models";
import * as bound from "../../wailsjs/go/window/Consents";
import { call } from "./bridge";
import type { Channel } from "./types";

type With<T, N> = Omit<T, keyof N> & N;

/** How it is known what a customer said. */
export type ConsentSource = "message" | "form" | "spoken" | "import" | "provider";
/** Whether campaigns may go to one address of a customer. */
export type Allowed = With<
  wire.Allowed,
  { channel: Channel; status: "none" | "given" | "withdrawn"; source: ConsentSource | "" }
>;

/** What customers allow. */
export type ConsentsDesk = {
  of: (customerId: string) => Promise<Allowed[]>;
  /** Writes down that she said yes or no to campaigns at some of her addresses. It gives what undo takes. */
  allow: (identityIds: string[], yes: boolean) => Promise<string[]>;
  /** Rejects with undo.changed_since once something else was said. */
  undo: (done: string[]) => Promise<void>;
};

export const consents: ConsentsDesk = {
  of: (customerId) => call(bound.Of(customerId)),
  allow: (identityIds, yes) => call(bound.Allow(identityIds, yes)),
  undo: (done) => call(bound.Undo(done)),
};
