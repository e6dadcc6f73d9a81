import type { window as wire } from "../../wailsjs/go/models";
import * as bound from "../../wailsjs/go/window/Cases";
import * as hints from "../../wailsjs/go/window/Hints";
import * as promises from "../../wailsjs/go/window/Promises";
import { call } from "./bridge";
import type { ConsentSource } from "./consents";
import type { BehalfRule } from "./settings";
import type { Channel, TimelineItem } from "./types";

/** What a case is about, in the order of the keys. */
export const caseClasses = ["praise", "information", "complaint", "suggestion", "request", "other"] as const;
export type CaseClass = (typeof caseClasses)[number];
export type CaseState = "open" | "snoozed" | "closed";
export type HintKind = "quoted_by_another" | "mistyped" | "unknown_number" | "other_matter" | "same_subject";
export type StepKind = "opened" | "first_reply" | "moved" | "promised" | "kept" | "closed" | "reopened" | "merged";

type With<T, N> = Omit<T, keyof N> & N;

export type Case = With<
  wire.CaseSummary,
  { state: CaseState; class: CaseClass | ""; suggested: CaseClass | ""; channels: Channel[] }
>;
export type Hint = With<wire.Hint, { kind: HintKind }>;
export type CustomerCases = { cases: Case[]; hints: Hint[] };
export type CaseStep = With<wire.CaseStep, { kind: StepKind; channel: Channel | "" }>;
export type CaseMessage = With<wire.CaseMessage, { channel: Channel; direction: "in" | "out" }>;
export type CaseStory = Case & { steps: CaseStep[]; items: CaseMessage[] };
/** What is promised comes by when it is due. */
export type CasesQuery = { text: string; state: "" | "open" | "promised" | "closed" };
/** Where somebody types, and the how-manieth question from there it is: a newer one ends the search for an older. */
export type Turn = { sequence: string; turn: number };
export type CasesPage = With<wire.CasesPage, { cases: Case[] }>;

export type CaseRule = "protocol" | "tail" | "reply" | "open" | "recent";
type ActFacts = With<wire.Act, { channel: Channel; direction: "in" | "out" }>;
/** What was done without the owner, and by which rule. */
export type Act =
  | With<ActFacts, { kind: "case.opened" | "case.reopened"; rule: "" }>
  | With<ActFacts, { kind: "case.joined"; rule: CaseRule }>
  | With<ActFacts, { kind: "message.attributed"; rule: BehalfRule }>
  | With<ActFacts, { kind: "consent.given" | "consent.withdrawn"; rule: ConsentSource }>;
export type ActsPage = { acts: Act[]; next: string };

/** The matters of the customers. What gives a text gives what undo of that case takes. */
export type CasesDesk = {
  /** The open ones first, then the latest. */
  of: (customerId: string) => Promise<CustomerCases>;
  story: (caseId: string) => Promise<CaseStory>;
  find: (query: CasesQuery, cursor: string, limit: number, turn: Turn) => Promise<CasesPage>;
  /** The messages of a case whole, the oldest first. */
  said: (caseId: string) => Promise<TimelineItem[]>;
  open: (customerId: string) => Promise<wire.NewCase>;
  classify: (caseId: string, is: CaseClass | "") => Promise<string>;
  promise: (caseId: string, by: number, words: string) => Promise<string>;
  keep: (caseId: string) => Promise<string>;
  close: (caseId: string) => Promise<string>;
  reopen: (caseId: string) => Promise<string>;
  merge: (keepId: string, otherId: string) => Promise<string>;
  split: (messageId: string) => Promise<wire.NewCase>;
  join: (caseId: string, messageId: string) => Promise<string>;
  toldAloud: (caseId: string) => Promise<void>;
  dismissHint: (hint: Hint) => Promise<void>;
  /** Takes the no back. */
  askAgain: (hint: Hint) => Promise<void>;
  /** Rejects with undo.changed_since once the same was decided anew. */
  undo: (caseId: string, decision: string) => Promise<void>;
  /** What was done without the owner, the latest first. */
  acts: (cursor: string, limit: number) => Promise<ActsPage>;
};

export const cases: CasesDesk = {
  of: (customerId) => call(bound.Of(customerId)),
  story: (caseId) => call(bound.Story(caseId)),
  find: (query, cursor, limit, turn) => call(bound.Find({ ...query, ...turn, cursor, limit })),
  said: (caseId) => call(bound.Said(caseId)),
  open: (customerId) => call(bound.Open(customerId)),
  classify: (caseId, is) => call(bound.Classify(caseId, is)),
  promise: (caseId, by, words) => call(promises.Make(caseId, by, words)),
  keep: (caseId) => call(promises.Keep(caseId)),
  close: (caseId) => call(bound.Close(caseId)),
  reopen: (caseId) => call(bound.Reopen(caseId)),
  merge: (keepId, otherId) => call(bound.Merge(keepId, otherId)),
  split: (messageId) => call(bound.Split(messageId)),
  join: (caseId, messageId) => call(bound.Join(caseId, messageId)),
  toldAloud: (caseId) => call(bound.ToldAloud(caseId)),
  dismissHint: (hint) => call(hints.Dismiss(hint)),
  askAgain: (hint) => call(hints.AskAgain(hint)),
  undo: (caseId, decision) => call(bound.Undo(caseId, decision)),
  acts: (cursor, limit) => call(bound.Acts(cursor, limit)),
};
