import { day, type Person } from "./fakeShop";
import type { HistoryFilter, HistoryLine, HistoryPart, Journey, JourneyPoint, JourneysDesk } from "./journeys";
import type { TimelineEntry } from "./types";

const noon = (ms: number) => new Date(ms).setHours(12, 0, 0, 0);
/** The day of a moment on the wall's calendar, counted since 1970. */
const dayOf = (ms: number) => Math.floor((noon(ms) - new Date(ms).getTimezoneOffset() * 60_000) / day);

const isOf = (part: HistoryPart, entry: TimelineEntry): boolean => {
  if (part === "") return true;
  if (entry.kind !== "message") return part === "purchases" && entry.kind === "purchase";
  const spoken = entry.channel === "phone" || entry.channel === "counter";
  return spoken ? part === "spoken" : part === "written";
};

function lineOf(entry: TimelineEntry): HistoryLine {
  const { id, at, text } = entry;
  const line: HistoryLine = {
    kind: entry.kind,
    id,
    from: at,
    to: at,
    channel: "",
    messages: 0,
    direction: "",
    placeholder: "",
    text,
    files: 0,
    class: "",
    purchase: entry.kind === "purchase" ? entry.purchase : null,
    answer: null,
    medium: "",
    seen: false,
  };
  if (entry.kind !== "message") return line;
  const { channel, direction, placeholder } = entry;
  return { ...line, channel, direction, placeholder, messages: 1, files: entry.attachments.length };
}

/** Puts what was said over one channel on one day into one line. */
function gathered(entries: TimelineEntry[]): HistoryLine[] {
  const lines: HistoryLine[] = [];
  for (const entry of entries.toSorted((a, b) => b.at - a.at)) {
    const next = lineOf(entry);
    const line = lines.find(
      (each) => next.kind === "message" && each.channel === next.channel && dayOf(each.to) === dayOf(next.to),
    );
    if (line) Object.assign(line, { from: next.from, messages: line.messages + 1, files: line.files + next.files });
    else lines.push(next);
  }
  return lines;
}

const pointOf = (line: HistoryLine): JourneyPoint => ({
  kind: line.kind === "purchase" ? "purchase" : "contact",
  day: dayOf(line.to),
  channel: line.channel,
  id: line.id,
  seen: false,
  n: Math.max(line.messages, 1),
  cents: line.purchase?.cents ?? 0,
});

/** What happened with the customers in memory. */
export function fakeJourneys(find: (customerId: string) => Person): JourneysDesk {
  const wanted = (filter: HistoryFilter) => (entry: TimelineEntry) =>
    isOf(filter.part, entry) &&
    (filter.before === 0 || entry.at < filter.before) &&
    (filter.channel === "" || (entry.kind === "message" && entry.channel === filter.channel));
  return {
    of: async (customerId): Promise<Journey> => {
      const today = dayOf(Date.now());
      const since = new Date();
      since.setMonth(since.getMonth() - 11, 1);
      const lines = gathered(find(customerId).items.filter((each) => each.kind !== "note"));
      const points = lines.map(pointOf).filter((each) => each.day >= dayOf(since.getTime()));
      return { since: dayOf(since.getTime()), today, currency: "BRL", points: points.toReversed() };
    },
    history: async (customerId, filter, cursor, limit) => {
      const lines = gathered(find(customerId).items.filter(wanted(filter)));
      const start = Number(cursor || 0);
      return {
        lines: lines.slice(start, start + limit),
        next: start + limit < lines.length ? String(start + limit) : "",
      };
    },
  };
}
