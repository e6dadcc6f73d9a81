import type { window as wire } from "../../wailsjs/go/models";
import * as bound from "../../wailsjs/go/window/Journeys";
import { call } from "./bridge";
import type { CampaignMedium } from "./campaigns";
import type { CaseClass } from "./cases";
import type { Purchase } from "./purchases";
import type { Channel, Placeholder } from "./types";

type With<T, N> = Omit<T, keyof N> & N;

export const pointKinds = ["contact", "complaint", "praise", "purchase", "campaign"] as const;
/** What happened with a customer on one day, over one channel. Days are counted since 1970. */
export type JourneyPoint = With<wire.Moved, { kind: (typeof pointKinds)[number]; channel: Channel | "" }>;
export type Journey = With<wire.Journey, { points: JourneyPoint[] }>;

/** The parts of a history; "" is all of it. */
export const historyParts = ["", "written", "spoken", "purchases", "campaigns", "surveys"] as const;
export type HistoryPart = (typeof historyParts)[number];
/** What of a history is shown: before is the moment from which on it is left out, 0 none. */
export type HistoryFilter = { part: HistoryPart; channel: Channel | ""; before: number };
/** What she answered when she was asked how it was. */
export type Scored = wire.Scored;
export type HistoryLine = With<
  wire.HistoryLine,
  {
    kind: "message" | "note" | "purchase" | "survey" | "campaign";
    channel: Channel | "";
    direction: "in" | "out" | "";
    placeholder: Placeholder;
    class: CaseClass | "";
    purchase: Purchase | null;
    answer: Scored | null;
    medium: "" | CampaignMedium;
  }
>;
export type HistoryPage = With<wire.HistoryPage, { lines: HistoryLine[] }>;

/** What happened with a customer. */
export type JourneysDesk = {
  of: (customerId: string) => Promise<Journey>;
  history: (customerId: string, filter: HistoryFilter, cursor: string, limit: number) => Promise<HistoryPage>;
};

export const journeys: JourneysDesk = {
  of: (customerId) => call(bound.Of(customerId)),
  history: (customerId, filter, cursor, limit) => call(bound.History({ customerId, ...filter, cursor, limit })),
};
