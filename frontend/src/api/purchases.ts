import type { window as wire } from "../../wailsjs/go/models";
import * as bound from "../../wailsjs/go/window/Purchases";
import { call } from "./bridge";

/** Where something was bought. */
export const places = ["shop", "partner", "ecommerce"] as const;
export type PurchasePlace = (typeof places)[number];

/** What sort of thing was bought. */
export const purchaseKinds = ["product", "service", "contract"] as const;
export type PurchaseKind = (typeof purchaseKinds)[number];

/** What a customer's purchases make of her. */
export type Segment = "star" | "loyal" | "recent" | "at_risk" | "away";

export type YearSum = wire.YearSum;
export type Purchase = Omit<wire.Purchase, "where"> & { where: PurchasePlace };
/** Segment is empty where she bought nothing that counts, and the figures say nothing then. */
export type Bought = Omit<wire.Bought, "last" | "segment"> & { last: Purchase[]; segment: Segment | "" };
export type PurchaseSheet = Omit<wire.PurchaseSheet, "where" | "kind"> & { where: PurchasePlace; kind: PurchaseKind };

/** Where buyers are cut into parts: of days the last of a better part, of the others the first. */
export type Cuts = wire.Cuts;

/** What customers bought. */
export type PurchasesDesk = {
  of: (customerId: string) => Promise<Bought>;
  /** Rejects with usage, and the field in its parameters. It gives what remove takes. */
  add: (sheet: PurchaseSheet) => Promise<string>;
  /** Some of the money was given back, as typed. Like cancel and remove it gives what undo takes. */
  giveBack: (purchaseId: string, value: string) => Promise<string>;
  /** It came to nothing. */
  cancel: (purchaseId: string) => Promise<string>;
  /** Takes back what was written down by mistake. */
  remove: (purchaseId: string) => Promise<string>;
  undo: (purchaseId: string, done: string) => Promise<void>;
  cuts: () => Promise<Cuts>;
  /**
   * Cuts buyers where the owner says, value as typed; nothing: where it follows from them. Rejects with usage, and which
   * of the three in its parameters. It gives what undoCuts takes.
   */
  chooseCuts: (own: wire.OwnCuts) => Promise<string>;
  undoCuts: (done: string) => Promise<void>;
};

export const purchases: PurchasesDesk = {
  of: (customerId) => call(bound.Of(customerId)) as Promise<Bought>,
  add: (sheet) => call(bound.Add(sheet)),
  giveBack: (purchaseId, value) => call(bound.Return(purchaseId, value)),
  cancel: (purchaseId) => call(bound.Cancel(purchaseId)),
  remove: (purchaseId) => call(bound.Remove(purchaseId)),
  undo: (purchaseId, done) => call(bound.Undo(purchaseId, done)),
  cuts: () => call(bound.Cuts()),
  chooseCuts: (own) => call(bound.ChooseCuts(own)),
  undoCuts: (done) => call(bound.UndoCuts(done)),
};
