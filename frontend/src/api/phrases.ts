import type { window as wire } from "../../wailsjs/go/models";
import * as bound from "../../wailsjs/go/window/Phrases";
import { call } from "./bridge";
import type { ReplySlot } from "./types";

/** The languages that a wording may be in. */
export type WordingLanguage = "pt-BR" | "en" | "es" | "ca" | "pt-PT";
export type TemplateStatus =
  | "approved"
  | "pending"
  | "received"
  | "rejected"
  | "paused"
  | "disabled"
  | "unsubmitted"
  | (string & {});

export type Wording = Omit<wire.Wording, "language"> & { language: WordingLanguage };
/** A ready reply or a short answer; the fields of the other kind are empty. */
export type Phrase = Omit<wire.Phrase, "kind" | "wordings"> & { kind: "reply" | "answer"; wordings: Wording[] };
export type PhraseList = { replies: Phrase[]; answers: Phrase[] };
export type PhraseAsk = Omit<wire.PhraseAsk, "channel"> & { channel: ReplySlot | "" };
export type PhraseFilled = wire.PhraseFilled;
export type Jargon = wire.Jargon;
export type FieldName = Omit<wire.FieldName, "language" | "field"> & {
  language: WordingLanguage;
  field: "name" | "first_name" | "protocol" | "shop" | "hours";
};
export type Template = Omit<wire.Template, "status"> & { status: TemplateStatus };
export type TemplateChoice = wire.TemplateChoice;
export type TemplatePreview = wire.TemplatePreview;

export type PhrasesDesk = {
  /** Replies by use, answers by question. */
  list: () => Promise<PhraseList>;
  /** An empty id makes a new one. Rejects with phrase.word or phrase.brace; done is what undo takes. */
  save: (phrase: Phrase) => Promise<wire.PhraseSaved>;
  /** Gives what undo takes. */
  remove: (phraseId: string) => Promise<string>;
  /** Rejects with undo.changed_since once the phrase was saved or removed again. */
  undo: (phraseId: string, decision: string) => Promise<void>;
  /** The ready replies that begin with what was typed after the "/". */
  find: (typed: string) => Promise<Phrase[]>;
  /** The short answers that a customer may be asking for, the likeliest first; never one that holds no longer. */
  answers: (customerId: string, limit: number) => Promise<Phrase[]>;
  /** Never to be sent while something is missing. */
  fill: (ask: PhraseAsk) => Promise<PhraseFilled>;
  /** Counts that it was put into a reply. */
  used: (phraseId: string) => Promise<void>;
  /** Keeps the ready replies to begin with, and tells how many. */
  begin: (language: WordingLanguage) => Promise<number>;
  /** Words of the trade in a text that a customer may not know. */
  jargon: (text: string, language: WordingLanguage) => Promise<Jargon[]>;
  /** The fields that fill themselves, by every name; the first of a field in a language is the one to propose. */
  fields: () => Promise<FieldName[]>;
  /** As they were listed last, whatever their status. */
  templates: () => Promise<Template[]>;
  /** Asks Twilio for them now. */
  listTemplates: () => Promise<void>;
  /** When they were listed last; 0: never. */
  templatesListed: () => Promise<number>;
  previewTemplate: (choice: TemplateChoice) => Promise<TemplatePreview>;
};

export const phrases: PhrasesDesk = {
  list: () => call(bound.List()),
  save: (phrase) => call(bound.Save(phrase)),
  remove: (phraseId) => call(bound.Remove(phraseId)),
  undo: (phraseId, decision) => call(bound.Undo(phraseId, decision)),
  find: (typed) => call(bound.Find(typed)),
  answers: (customerId, limit) => call(bound.Answers(customerId, limit)),
  fill: (ask) => call(bound.Fill(ask)),
  used: (phraseId) => call(bound.Used(phraseId)),
  begin: (language) => call(bound.Begin(language)),
  jargon: (text, language) => call(bound.Jargon(text, language)),
  fields: () => call(bound.Fields()),
  templates: () => call(bound.Templates()),
  listTemplates: () => call(bound.ListTemplates()),
  templatesListed: () => call(bound.TemplatesListed()),
  previewTemplate: (choice) => call(bound.PreviewTemplate(choice)),
};
