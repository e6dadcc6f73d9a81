import { CalendarDate } from "@internationalized/date";
import type { FieldName, Phrase, Wording, WordingLanguage } from "../../api/phrases";
import { beginsWords, fold } from "../../lib/fold";

export type Kind = Phrase["kind"];

/** The words of a wording: for every channel, and those of one. */
export const slots = ["text", "email", "chat", "sms"] as const;
export type Slot = (typeof slots)[number];

/** The channel that a slot is for; text is for all. */
export const channelOf = { text: "", email: "email", chat: "whatsapp", sms: "sms" } as const;

export type Part = {
  /** loose: a brace that belongs to no field. */
  kind: "text" | "field" | "loose";
  text: string;
};

/** As backend/phrase finds them. */
const braces = /\{ *[\p{L}\p{M}\p{N}_ ]{1,40} *\}|[{}]/gu;

/** A text in its parts: words, fields, and braces that belong to no field. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  const words = (end: number) => {
    if (end > at) parts.push({ kind: "text", text: text.slice(at, end) });
  };
  for (const found of text.matchAll(braces)) {
    words(found.index);
    const name = found[0].slice(1, -1).trim();
    parts.push({ kind: name === "" ? "loose" : "field", text: found[0] });
    at = found.index + found[0].length;
  }
  words(text.length);
  return parts;
}

/** The name of a field as it is compared: {Primeiro nome} is {primeiro_nome}. */
function nameOf(field: string): string {
  return fold(field.replace(/[{}]/g, "").trim()).replaceAll(" ", "_");
}

/** What fills a field; undefined: the owner, by hand. */
export function fillerOf(field: string, names: FieldName[]): FieldName["field"] | undefined {
  return names.find((each) => each.name === nameOf(field))?.field;
}

/** The fields of a text that the owner fills by hand, each once. */
export function byHand(text: string, names: FieldName[]): string[] {
  const fields = partsOf(text).filter((part) => part.kind === "field" && !fillerOf(part.text, names));
  return [...new Set(fields.map((part) => part.text.slice(1, -1).trim()))];
}

/** The name to propose for every field in a language. */
export function proposed(names: FieldName[], language: WordingLanguage): FieldName[] {
  const own = names.filter((each) => each.language === language);
  return own.filter((each, at) => own.findIndex((other) => other.field === each.field) === at);
}

export type Example = { name: string; firstName: string; protocol: string };

/** What the example customer puts into fields, under every name that they have. */
export function givenBy(example: Example, names: FieldName[]): Record<string, string> {
  const values: { [F in FieldName["field"]]?: string } = {
    name: example.name,
    first_name: example.firstName,
    protocol: example.protocol,
  };
  return Object.fromEntries(names.flatMap(({ name, field }) => (values[field] ? [[name, values[field]]] : [])));
}

/** A wording with no words yet. */
export function blankWording(language: WordingLanguage): Wording {
  return { language, text: "", email: "", chat: "", sms: "" };
}

export function blank(kind: Kind, language: WordingLanguage): Phrase {
  const wordings = kind === "reply" ? [blankWording(language)] : [];
  return {
    id: "",
    kind,
    used: 0,
    word: "",
    title: "",
    closing: false,
    wordings,
    question: "",
    answer: "",
    words: "",
    until: 0,
  };
}

const isEmpty = (wording: Wording) => slots.every((slot) => wording[slot].trim() === "");

/** Everything that was typed, a line each. */
export function wordsOf(phrase: Phrase): string {
  const said = phrase.wordings.flatMap((wording) => slots.map((slot) => wording[slot]));
  const lines = [phrase.title, phrase.question, phrase.answer, phrase.words, ...said];
  return lines.filter((line) => line.trim() !== "").join("\n");
}

/** Nothing was typed. */
export const isBlank = (phrase: Phrase): boolean => wordsOf(phrase) === "";

/** A reply with a wording in place of the one in its language, or one more. */
export function withWording(phrase: Phrase, wording: Wording): Phrase {
  const at = phrase.wordings.findIndex((each) => each.language === wording.language);
  const wordings = at < 0 ? [...phrase.wordings, wording] : phrase.wordings.with(at, wording);
  return { ...phrase, wordings };
}

/** A phrase as it is kept: a language in which nothing is said is none. */
export function tidied(phrase: Phrase): Phrase {
  const said = phrase.wordings.filter((wording) => !isEmpty(wording));
  return { ...phrase, wordings: said.length > 0 ? said : phrase.wordings.slice(0, 1) };
}

/** What is said where a slot is empty: the words for all channels, or those of the first language in one without words. */
export function insteadOf(
  phrase: Phrase,
  language: WordingLanguage,
  slot: Slot,
): { text: string; language: WordingLanguage } | undefined {
  const { wordings } = tidied(phrase);
  const own = wordings.find((wording) => wording.language === language);
  if (own && own.text !== "") return slot === "text" ? undefined : { text: own.text, language };
  const first = wordings[0];
  if (!first || first.language === language) return undefined;
  return { text: first[slot] || first.text, language: first.language };
}

export type Obstacle = "title" | "word" | "wordForm" | "text" | "brace" | "question" | "answer";

/** Why a phrase cannot be kept yet. */
export function obstacleOf(phrase: Phrase): Obstacle | null {
  if (phrase.kind === "answer") {
    if (phrase.question.trim() === "") return "question";
    return phrase.answer.trim() === "" ? "answer" : null;
  }
  const { wordings } = tidied(phrase);
  const texts = wordings.flatMap((wording) => slots.map((slot) => wording[slot]));
  if (phrase.title.trim() === "") return "title";
  if (phrase.word.trim() === "") return "word";
  if (/[^\p{L}\p{M}\p{N}]/u.test(phrase.word.trim().replace(/^\//, ""))) return "wordForm";
  if (wordings.some((wording) => wording.text.trim() === "")) return "text";
  return texts.some((text) => partsOf(text).some((part) => part.kind === "loose")) ? "brace" : null;
}

const longestWord = 30;

/** A word after the "/" for a title: its first word, and more of them where that one is taken. */
export function wordFrom(title: string, taken: string[]): string {
  const words = fold(title).match(/[\p{L}\p{N}]+/gu) ?? [];
  const longer = words.map((_, at) =>
    words
      .slice(0, at + 1)
      .join("")
      .slice(0, longestWord),
  );
  return longer.find((word) => !taken.includes(word)) ?? "";
}

/** A reply with another title; the word follows it until the owner chooses one, and once it was kept. */
export function retitled(phrase: Phrase, title: string, taken: string[]): Phrase {
  const follows = phrase.id === "" && (phrase.word === "" || phrase.word === wordFrom(phrase.title, taken));
  return { ...phrase, title, word: follows ? wordFrom(title, taken) : phrase.word };
}

/** Those in which every word typed begins some word. */
export function matching<P extends { phrase: Phrase }>(rows: P[], typed: string): P[] {
  if (typed.trim() === "") return rows;
  return rows.filter(({ phrase }) => {
    const said = phrase.wordings.flatMap((wording) => slots.map((slot) => wording[slot]));
    return beginsWords(
      [phrase.word, phrase.title, phrase.question, phrase.answer, phrase.words, ...said].join(" "),
      typed,
    );
  });
}

/** The moment at which an answer is over that is true until the end of a day, in the zone of this computer. */
export function untilAfter(day: { year: number; month: number; day: number }): number {
  return new Date(day.year, day.month - 1, day.day + 1).getTime();
}

/** The last day of an answer; null: there is none. */
export function lastDay(until: number): CalendarDate | null {
  if (until === 0) return null;
  const last = new Date(until - 1);
  return new CalendarDate(last.getFullYear(), last.getMonth() + 1, last.getDate());
}

export function isOver(phrase: Phrase, now: number): boolean {
  return phrase.until > 0 && phrase.until <= now;
}
