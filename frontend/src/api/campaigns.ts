import type { window as wire } from "../../wailsjs/go/models";
import * as bound from "../../wailsjs/go/window/Campaigns";
import { call } from "./bridge";
import type { Problem } from "./types";

/** By what a campaign reaches people. Over the first three the program sends. */
export const media = ["whatsapp", "email", "sms", "telemarketing", "catalogue", "leaflet", "other"] as const;
export type CampaignMedium = (typeof media)[number];
export type CampaignChannel = "whatsapp" | "email" | "sms";

export type CampaignState = "draft" | "sending" | "paused" | "sent" | "cancelled" | "recorded";
/** A figure of what came of it. */
export type CampaignFigure =
  | "sent"
  | "delivered"
  | "seen"
  | "answered"
  | "bought"
  | "opted_out"
  | "failed"
  | "uncertain"
  | "waiting";
/** Why somebody is passed over. */
export type CampaignPassed =
  | "complaint"
  | "no_address"
  | "barred"
  | "declined"
  | "no_consent"
  | "pressure"
  | "same_address"
  | "no_name"
  | "refused"
  | "late"
  | "cancelled";

export type CampaignWording = wire.CampaignWording;
export type Campaign = Omit<wire.Campaign, "medium" | "wordings"> & {
  medium: CampaignMedium;
  wordings: CampaignWording[];
};
export type CampaignPerson = wire.CampaignPerson;
export type CampaignGroup<Name extends string> = { name: Name; n: number; people: CampaignPerson[] };
export type CampaignResults = Omit<
  wire.CampaignResults,
  "campaign" | "state" | "figures" | "passed" | "comparison" | "halves"
> & {
  campaign: Campaign;
  state: CampaignState;
  figures: CampaignGroup<CampaignFigure>[];
  passed: CampaignGroup<CampaignPassed>[];
  halves: wire.CampaignHalf[];
  comparison: "" | "too_few" | "chance" | "first" | "second";
};
export type CampaignPreview = Omit<wire.CampaignPreview, "goes" | "passed" | "problem" | "samples"> & {
  goes: CampaignGroup<"goes">;
  passed: CampaignGroup<CampaignPassed>[];
  problem: Problem | null;
  samples: wire.CampaignSample[];
};
export type CampaignChoices = { media: CampaignMedium[]; segments: wire.CampaignSegment[] };
export type CampaignStep = "pause" | "resume" | "stop" | "remove";

/** What is said to many. */
export type CampaignsDesk = {
  /** The latest first, without their people. */
  list: () => Promise<CampaignResults[]>;
  results: (campaignId: string) => Promise<CampaignResults>;
  choices: () => Promise<CampaignChoices>;
  /** What would come of one, kept or not. */
  preview: (campaign: Campaign) => Promise<CampaignPreview>;
  /** An empty id makes a new one. */
  save: (campaign: Campaign) => Promise<wire.CampaignSaved>;
  /** Writes down one that is done by other means; done is what undo takes. */
  record: (campaign: Campaign) => Promise<wire.CampaignSaved>;
  send: (campaignId: string) => Promise<void>;
  /** Gives what undo takes. */
  step: (campaignId: string, step: CampaignStep) => Promise<string>;
  undo: (campaignId: string, decision: string) => Promise<void>;
  /** Somebody on a call list was called, or was not after all. */
  call: (campaignId: string, customerId: string, called: boolean) => Promise<void>;
};

export const campaigns: CampaignsDesk = {
  list: () => call(bound.List()) as Promise<CampaignResults[]>,
  results: (campaignId) => call(bound.Results(campaignId)) as Promise<CampaignResults>,
  choices: () => call(bound.Choices()) as Promise<CampaignChoices>,
  preview: (campaign) => call(bound.Preview(campaign)) as Promise<CampaignPreview>,
  save: (campaign) => call(bound.Save(campaign)),
  record: (campaign) => call(bound.Record(campaign)),
  send: (campaignId) => call(bound.Send(campaignId)),
  step: (campaignId, step) => call(bound.Step(campaignId, step)),
  undo: (campaignId, decision) => call(bound.Undo(campaignId, decision)),
  call: (campaignId, customerId, called) => call(bound.Call(campaignId, customerId, called)),
};
