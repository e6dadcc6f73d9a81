import type { Journey, JourneyPoint } from "../../api/journeys";
import type { Channel } from "../../api/types";

const day = 86_400_000;

/** How many days lie behind today, so that what happened today stands clear of the edge. */
const margin = 8;
/** From how many points on a row is shown by weeks: more of them would lie over each other. */
const crowded = 30;

/** A point as it is drawn: what happened on one day, or in one week of a crowded row. */
export type Shown = {
  kind: JourneyPoint["kind"];
  /** The first and the last day; one and the same, unless it is a week. */
  from: number;
  to: number;
  /** What shows it in the timeline; empty: it stands for several, or nothing does. */
  id: string;
  /** Of a campaign: it is known that she saw it. */
  seen: boolean;
  /** Messages, or purchases. */
  n: number;
  cents: number;
};

/** What a row is of, beside channels. */
export type Lane = Channel | "purchases" | "campaigns";
export type Row = { key: Lane; days: number; points: Shown[] };

const order: readonly Channel[] = ["whatsapp", "email", "sms", "phone", "counter", "letter", "social", "site", "other"];

const single = ({ kind, day: at, id, seen, n, cents }: JourneyPoint): Shown => ({
  kind,
  from: at,
  to: at,
  id,
  seen,
  n,
  cents,
});

/** What lies within some days is one point, marked as what matters most of it. */
function gathered(points: Shown[], since: number, days: number): Shown[] {
  const spans = new Map<number, Shown>();
  for (const point of points) {
    const span = Math.floor((point.from - since) / days);
    const known = spans.get(span);
    if (!known) {
      const from = since + span * days;
      spans.set(span, { ...point, from, to: from + days - 1, id: days > 1 ? "" : point.id });
      continue;
    }
    known.id = "";
    known.n += point.n;
    known.cents += point.cents;
    known.seen ||= point.seen;
    if (known.kind === "contact" || point.kind === "complaint") known.kind = point.kind;
  }
  return [...spans.values()];
}

/** A complaint or praise stands for the contact in which it was said; of several on one day a complaint does. */
function marked(points: JourneyPoint[]): Shown[] {
  const marks = [
    ...points.filter((each) => each.kind === "complaint"),
    ...points.filter((each) => each.kind === "praise"),
  ].filter((each, at, all) => all.findIndex((other) => other.day === each.day) === at);
  const contacts = points.filter((each) => each.kind === "contact" && !marks.some((mark) => mark.day === each.day));
  const saidOn = (at: number) => points.find((each) => each.kind === "contact" && each.day === at)?.n ?? 1;
  return [...contacts.map(single), ...marks.map((mark) => ({ ...single(mark), n: saidOn(mark.day) }))].toSorted(
    (a, b) => a.from - b.from,
  );
}

/** What a customer did, channel by channel, and what she bought. */
export function rowsOf({ points, since }: Journey): Row[] {
  const row = (key: Row["key"], of: Shown[]): Row => ({
    key,
    days: new Set(of.map((each) => each.from)).size,
    points: gathered(of, since, of.length > crowded ? 7 : 1),
  });
  const said = points.filter((each) => each.kind !== "purchase" && each.kind !== "campaign");
  const rows = order.map((channel) => row(channel, marked(said.filter((each) => each.channel === channel))));
  const bought = points.filter((each) => each.kind === "purchase");
  const several = bought.map((each) => ({ ...single(each), id: each.n > 1 ? "" : each.id }));
  const sent = points.filter((each) => each.kind === "campaign").map(single);
  return [...rows, row("purchases", several), row("campaigns", sent)].filter((each) => each.points.length > 0);
}

/** Where a day stands, in percent of the line. */
export function placeOf(at: number, { since, today }: Pick<Journey, "since" | "today">): number {
  return ((at - since) / (today + margin - since)) * 100;
}

/** A day as a moment: noon of that date where the owner is. */
export function noonOf(at: number): number {
  const date = new Date(at * day);
  return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), 12).getTime();
}

/** The moment at which the day after begins. */
export function endOf(at: number): number {
  const date = new Date(at * day);
  return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + 1).getTime();
}

/** The first days of the months, and the last of each. */
export function monthsOf({ since, today }: Pick<Journey, "since" | "today">): { first: number; last: number }[] {
  const months: { first: number; last: number }[] = [];
  for (let first = since; first <= today; ) {
    const date = new Date(first * day);
    const next = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / day;
    months.push({ first, last: next - 1 });
    first = next;
  }
  return months;
}

/** The point of a row that is nearest to a day. */
export function nearest(points: readonly Shown[], at: number): number {
  let best = 0;
  points.forEach((point, index) => {
    if (Math.abs(point.from - at) < Math.abs((points[best]?.from ?? 0) - at)) best = index;
  });
  return best;
}

/** How much of the line a sum takes beside its bar, in percent. */
const sumRoom = 15;
/** How high a bar is that reaches up to the sums, as a part of the highest. */
const tall = 0.5;

/**
 * On which side of the highest bars their sum is written, by their first day. Where it would lie over another bar or
 * sum it is left out: the bar itself says it.
 */
export function sumsOf(
  points: readonly Shown[],
  line: Pick<Journey, "since" | "today">,
): Map<number, "before" | "after"> {
  const most = Math.max(...points.map(({ cents }) => cents));
  const high = points
    .filter(({ cents }) => cents > most * tall)
    .map((each) => ({ ...each, place: placeOf((each.from + each.to) / 2, line) }))
    .toSorted((a, b) => a.place - b.place);
  const sums = new Map<number, "before" | "after">();
  let free = 0;
  high.forEach(({ place, from, cents }, at) => {
    const room = { before: place - free, after: (high[at + 1]?.place ?? 100) - place };
    const side = room.after >= sumRoom ? "after" : room.before >= sumRoom ? "before" : undefined;
    free = place;
    if (cents < most || side === undefined) return;
    sums.set(from, side);
    if (side === "after") free = place + sumRoom;
  });
  return sums;
}
