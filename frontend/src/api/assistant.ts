import type { preference, window as wire } from "../../wailsjs/go/models";
import * as bound from "../../wailsjs/go/window/Assistant";
import { EventsOn } from "../../wailsjs/runtime/runtime";
import { call } from "./bridge";

export type AssistTask = "draft" | "shorten" | "friendlier" | "translate" | "summarise";
export type AssistPlace = "local" | "remote" | "cloud";
/** Why it is the owner's to answer. */
export type HandoverReason =
  | ""
  | "health"
  | "legal"
  | "privacy"
  | "fraud"
  | "bank_change"
  | "data_change"
  | "minor"
  | "person"
  | "anger"
  | "repeated"
  | "model";

type With<T, N> = Omit<T, keyof N> & N;

export type AssistAsk = With<wire.AssistAsk, { task: AssistTask }>;
export type AssistReply = With<wire.AssistReply, { reason: HandoverReason; place: AssistPlace }>;
export type AssistForeign = wire.AssistForeign;
export type AssistDifference = wire.AssistDifference;
export type AssistPayload = With<wire.AssistPayload, { place: AssistPlace; reason: HandoverReason }>;
export type AssistTerms = With<wire.AssistTerms, { place: AssistPlace | "" }>;
export type AssistPreset = wire.AssistPreset;
export type AssistTrial = With<wire.AssistTrial, { place: AssistPlace }>;

/** Drafts by a model, which the owner reads and sends. Nothing is sent by it. */
export type AssistantDesk = {
  /** Rejects with search.superseded when it was stopped. */
  ask: (ask: AssistAsk) => Promise<AssistReply>;
  stop: (sequence: string) => Promise<void>;
  /** The text so far of an asking. */
  onGrowing: (listener: (sequence: string, text: string) => void) => () => void;
  payload: (ask: AssistAsk) => Promise<AssistPayload>;
  check: (customerId: string, text: string) => Promise<AssistDifference[]>;
  terms: () => Promise<AssistTerms>;
  find: () => Promise<AssistPreset[]>;
  test: (baseUrl: string, model: string, key: string) => Promise<AssistTrial>;
  accept: (terms: preference.Assist, key: string) => Promise<void>;
  refuse: () => Promise<void>;
  withhold: (customerId: string, withheld: boolean) => Promise<void>;
  withheld: (customerId: string) => Promise<boolean>;
};

const growingEvent = "balcao:draft";

/** A model may take a minute, and a cold one on this computer as long again. */
const aModelsTime = 150_000;

export const assistant: AssistantDesk = {
  ask: (ask) => call(bound.Ask(ask), aModelsTime),
  stop: (sequence) => call(bound.Stop(sequence)),
  onGrowing: (listener) =>
    EventsOn(growingEvent, (so: { sequence: string; text: string }) => listener(so.sequence, so.text)),
  payload: (ask) => call(bound.Payload(ask)),
  check: (customerId, text) => call(bound.Check(customerId, text)),
  terms: () => call(bound.Terms()),
  find: () => call(bound.Find()),
  test: (baseUrl, model, key) => call(bound.Try(baseUrl, model, key), aModelsTime),
  accept: (terms, key) => call(bound.Accept(terms, key)),
  refuse: () => call(bound.Refuse()),
  withhold: (customerId, withheld) => call(bound.Withhold(customerId, withheld)),
  withheld: (customerId) => call(bound.Withheld(customerId)),
};
