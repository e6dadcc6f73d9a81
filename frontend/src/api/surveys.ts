import type { window as wire } from "../../wailsjs/go/models";
import * as bound from "../../wailsjs/go/window/Surveys";
import { call } from "./bridge";
import type { CaseClass } from "./cases";
import type { WordingLanguage } from "./phrases";
import type { Channel } from "./types";

/** The moments after which the shop may ask how it was. */
export type TouchPoint = "case_closed" | "purchase" | "delivery";
/** What is asked: 1 to 5, 0 to 10, 1 to 7. */
export const scales = ["csat", "nps", "ces"] as const;
export type Scale = (typeof scales)[number];

/** A survey at the message that asks, or at one that answers. */
export type SurveyMark = Omit<wire.SurveyMark, "point" | "scale"> & { point: TouchPoint; scale: Scale };
export type SurveyWording = { language: WordingLanguage; text: string };
/** Scale is empty where nothing is asked. */
export type SurveyTouch = {
  point: TouchPoint;
  scale: Scale | "";
  delayHours: number;
  wordings: SurveyWording[];
};
export type SurveyFigures = wire.SurveyFigures;
export type SurveyPart<K extends string> = { of: K; figures: SurveyFigures };
export type SurveyResult = Omit<wire.SurveyResult, "scale" | "points" | "channels" | "classes"> & {
  scale: Scale;
  points: SurveyPart<TouchPoint>[];
  channels: SurveyPart<Channel>[];
  /** Of an empty one: nobody classified the case. */
  classes: SurveyPart<CaseClass | "">[];
};
export type NotAsked = "open_case" | "lately" | "declined" | "barred" | "no_address" | "window" | "late" | "refused";
export type SurveyReport = { results: SurveyResult[]; skipped: { reason: NotAsked; n: number }[]; enough: number };
/** What is empty chooses all, and a score of -1. */
export type SurveyQuery = {
  days: number;
  scale: Scale | "";
  point: TouchPoint | "";
  channel: Channel | "";
  class: CaseClass | "";
  score: number;
  cursor: string;
};
export type SurveyReply = Omit<wire.SurveyReply, "channel" | "point" | "scale"> & {
  channel: Channel;
  point: TouchPoint;
  scale: Scale;
};
export type SurveyReplies = { list: SurveyReply[]; next: string };
/** Mean lies between 1 and 5, whatever she was asked. */
export type Satisfaction = { mean: number; answered: number; last: SurveyReply[] };

/** What customers are asked, and what they answer. */
export type SurveysDesk = {
  touches: () => Promise<SurveyTouch[]>;
  /** Like score and clear it gives what undo takes. */
  save: (touch: SurveyTouch) => Promise<string>;
  /** The words as somebody with that name reads them. */
  preview: (touch: SurveyTouch, language: WordingLanguage, example: string) => Promise<string>;
  report: (days: number) => Promise<SurveyReport>;
  answers: (query: SurveyQuery) => Promise<SurveyReplies>;
  of: (customerId: string) => Promise<Satisfaction>;
  score: (surveyId: string, score: number) => Promise<string>;
  clear: (surveyId: string) => Promise<string>;
  /** Opens a case for an answer; what it gives is undone as a case is. */
  complain: (messageId: string) => Promise<{ caseId: string; done: string }>;
  undo: (done: string) => Promise<void>;
};

export const surveys: SurveysDesk = {
  touches: () => call(bound.Touches()) as Promise<SurveyTouch[]>,
  save: (touch) => call(bound.Save(touch)),
  preview: (touch, language, example) => call(bound.Preview(touch, language, example)),
  report: (days) => call(bound.Report(days)) as Promise<SurveyReport>,
  answers: (query) => call(bound.Answers(query)) as Promise<SurveyReplies>,
  of: (customerId) => call(bound.Of(customerId)) as Promise<Satisfaction>,
  score: (surveyId, score) => call(bound.Score(surveyId, score)),
  clear: (surveyId) => call(bound.Clear(surveyId)),
  complain: (messageId) => call(bound.Complain(messageId)),
  undo: (done) => call(bound.Undo(done)),
};
