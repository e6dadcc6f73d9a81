import { fold } from "./fold";
import { dateFormat, relativeTimeFormat } from "./intl";
import { addDays, startOfDay } from "./time";

const hour = 3_600_000;
const morning = 9;
const afternoon = 14;
const evening = 19;

const words = (list: string) => list.split(" ");

/** Words between the ones that count, in every language: people mix them. */
const fillers = words(
  "a as o os ao de da do dia na no em por pela pel el la las los al del en els les i e y at on in the of and dins feira h hs hora horas esta este this aquest aquesta",
);

/** From when a moment is read, and which way: 1 to what comes, -1 to what has been. */
type Reading = { now: number; locale: string; way: 1 | -1 };

/** What is said of one way only. */
const ways = {
  [1]: {
    fillers: new Set([...fillers, ...words("to next proxima proximo pr que vem ve viene vinent daqui")]),
    lasting: /^(?:(?:em|in|en|daqui a|dentro de|d aqui(?: a)?) )?(\d{1,3} ?|(?:an?|uma?|una?) )(\p{L}+)$/u,
  },
  [-1]: {
    fillers: new Set([...fillers, ...words("last passada passado passat pasada pasado ultima ultimo")]),
    lasting: /^(?:(?:ha|hace|fa) )?(\d{1,3} ?|(?:an?|uma?|una?) )(\p{L}+)(?: (?:atras|ago|antes|enrere))?$/u,
  },
} as const;

/** Beginnings of the words for a length of time. */
const units: [RegExp, number][] = [
  [/^min/, 60_000],
  [/^(h|hr|hrs|hour|hours|hora|horas|hore|hores)$/, hour],
  [/^(d|dia|dias|dies|day|days)$/, 24 * hour],
  [/^(sem|week|setman)/, 7 * 24 * hour],
];

const partsOfDay: [RegExp, number][] = [
  [/^(manha|manana|mati|morning)$/, morning],
  [/^(noon|mediodia|migdia)$/, 12],
  [/^(tarde|tarda|afternoon)$/, afternoon],
  [/^(noite|noche|nit|vespre|evening|night)$/, evening],
];

/** The word alone is tomorrow. */
const morningInSpanish = /\b(por|de|esta) (la )?manana\b/;

type Said = { day: number | null; minutes: number | null };

/**
 * Reads a moment to come as people write it in the language of the interface: "sexta 10h", "tomorrow at 3pm",
 * "em 2 horas", "dia 12 às 9:30", "24/12". A day without an hour is at nine; an hour without a day, the next time it
 * strikes. Null: something in it was not understood, and nothing is guessed.
 */
export function spokenMoment(typed: string, now: number, locale: string): number | null {
  return read(typed, { now, locale, way: 1 });
}

/** The same for a moment that has been: "ontem 15h", "há 2 horas", "last friday"; an hour alone struck last. */
export function spokenPast(typed: string, now: number, locale: string): number | null {
  return read(typed, { now, locale, way: -1 });
}

const tidy = (text: string) =>
  fold(text)
    .replace(/['’.,]/g, " ")
    .replace(/\s+/g, " ")
    .trim();

function read(typed: string, from: Reading): number | null {
  const text = tidy(typed);
  if (text === "") return null;
  const lasting = text.match(ways[from.way].lasting);
  const unit = lasting && isLength(text) ? units.find(([begin]) => begin.test(lasting[2] ?? ""))?.[1] : undefined;
  if (unit !== undefined) return from.now + from.way * (Number.parseInt(lasting?.[1] ?? "", 10) || 1) * unit;
  return moment(text, from);
}

/** "10h" is an hour of the day, "em 10h" and "10 horas" are lengths. */
function isLength(text: string): boolean {
  return !/^\d{1,2} ?h$/.test(text);
}

function moment(text: string, from: Reading): number | null {
  const said: Said = { day: null, minutes: null };
  let rest = relativeDay(
    text.replace(morningInSpanish, "mati").replace(/\bantes de (ontem|ayer)\b/, "ante$1"),
    from,
    said,
  );
  rest = date(rest, from, said);
  rest = time(rest, said);
  for (const word of rest.split(/[\s-]+/).filter(Boolean)) {
    if (weekday(word, from, said) || partOfDay(word, said) || dayOfMonth(word, text, from, said)) continue;
    if (!ways[from.way].fillers.has(word)) return null;
  }
  if (said.day === null && said.minutes === null) return null;
  const at = (day: number) => new Date(day).setMinutes(said.minutes ?? morning * 60);
  if (said.day !== null) return at(said.day);
  const today = at(startOfDay(from.now));
  return (today - from.now) * from.way > 0 ? today : at(addDays(startOfDay(from.now), from.way));
}

/** Today, tomorrow, the day after; or yesterday and before: the longest first, because one may hold the other. */
function relativeDay(text: string, { now, locale, way }: Reading, said: Said): string {
  for (const days of [2, 1, 0]) {
    const name = tidy(relativeTimeFormat(locale, { numeric: "auto" }).format(way * days, "day"));
    const found = new RegExp(`(^| )${name.replaceAll("-", "[- ]")}( |$)`).exec(text);
    if (!found || /\d/.test(name)) continue;
    said.day = addDays(startOfDay(now), way * days);
    return `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;
  }
  return text;
}

/** 24/12, 24/12/2026, 2026-12-24, with day and month as the language orders them. */
function date(text: string, { now, locale, way }: Reading, said: Said): string {
  const found = /(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?/.exec(text);
  if (!found) return text;
  const [, isoYear, isoMonth, isoDay, first, second, typedYear] = found;
  const monthFirst = /^\D*12/.test(
    dateFormat(locale, { day: "numeric", month: "numeric" }).format(new Date(2026, 11, 31)),
  );
  const month = Number(isoMonth ?? (monthFirst ? first : second));
  const dayNumber = Number(isoDay ?? (monthFirst ? second : first));
  const thisYear = new Date(now).getFullYear();
  const year = Number(isoYear ?? typedYear ?? thisYear);
  let day = new Date(year, month - 1, dayNumber);
  if (day.getMonth() !== month - 1 || day.getDate() !== dayNumber) return text;
  const lies = (day.getTime() - startOfDay(now)) * way;
  if (!isoYear && !typedYear && lies < 0) day = new Date(thisYear + way, month - 1, dayNumber);
  said.day = day.getTime();
  return text.replace(found[0], " ");
}

/** 10h, 10h30, 10:30, 3pm, 3:30 pm. */
function time(text: string, said: Said): string {
  const found = /(^| )(\d{1,2})(?:[:h](\d{2})|h|(?= ?[ap]m)) ?(am|pm)?(?= |$)/.exec(text);
  if (!found) return text;
  const typed = Number(found[2]);
  const minutes = Number(found[3] ?? 0);
  const hours = found[4] ? (typed % 12) + (found[4] === "pm" ? 12 : 0) : typed;
  if (hours > 23 || minutes > 59 || (found[4] && (typed < 1 || typed > 12))) return text;
  said.minutes = hours * 60 + minutes;
  return text.replace(found[0], " ");
}

/** The nearest such day, never today: who means today says so. */
function weekday(word: string, { now, locale, way }: Reading, said: Said): boolean {
  if (said.day !== null || word.length < 3) return false;
  for (let days = 1; days <= 7; days++) {
    const day = addDays(startOfDay(now), way * days);
    if (!fold(dateFormat(locale, { weekday: "long" }).format(day)).startsWith(word)) continue;
    said.day = day;
    return true;
  }
  return false;
}

function partOfDay(word: string, said: Said): boolean {
  const part = partsOfDay.find(([name]) => name.test(word));
  if (!part) return false;
  // "Tomorrow morning at ten" has its hour already; "at 3 in the afternoon" is 15:00.
  if (said.minutes === null) said.minutes = part[1] * 60;
  else if (part[1] >= afternoon && said.minutes < 12 * 60) said.minutes += 12 * 60;
  return true;
}

/** "dia 12": the nearest twelfth. A number beside a day that is known is an hour: "sexta 10". */
function dayOfMonth(word: string, text: string, { now, way }: Reading, said: Said): boolean {
  if (!/^\d{1,2}(th|st|nd|rd)?$/.test(word)) return false;
  const number = Number.parseInt(word, 10);
  if (said.day !== null) {
    if (said.minutes !== null || number > 23) return false;
    said.minutes = number * 60;
    return true;
  }
  if (!/(^| )(dia|el|the|on)( the)? \d/.test(text) || number < 1 || number > 31) return false;
  for (let months = 0; months < 3; months++) {
    const here = new Date(now);
    const day = new Date(here.getFullYear(), here.getMonth() + way * months, number);
    if (day.getDate() !== number || (day.getTime() - now) * way <= 0) continue;
    said.day = day.getTime();
    return true;
  }
  return false;
}
