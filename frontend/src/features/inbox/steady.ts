import { useEffect, useState } from "react";
import { useCards } from "../../api/react";
import type { Order } from "../../api/settings";
import type { InboxRow, TurnState } from "../../api/types";

/** The list as it stood when the pointer came onto it: rows by customer, and the newest moment among them. */
export type Held = { rows: ReadonlyMap<string, InboxRow>; newest: number };

export function hold(rows: readonly InboxRow[]): Held {
  return {
    rows: new Map(rows.map((row) => [row.customerId, row])),
    newest: rows.reduce((newest, row) => Math.max(newest, row.lastAt), 0),
  };
}

const isNews = (row: InboxRow, held: Held) =>
  row.direction === "in" && row.lastAt > (held.rows.get(row.customerId)?.lastAt ?? held.newest);

/**
 * Keeps every row of a held list where it is: what arrived since is only counted. What the owner does herself, such
 * as closing or undoing, shows at once. Where the oldest stand first, who has just written stands last and moves
 * nobody, so that nothing is kept outside.
 */
export function steady(fresh: readonly InboxRow[], held: Held, order: Order) {
  const { oldestFirst, byValue } = order;
  const news = endsWithNews(order) ? [] : fresh.filter((row) => isNews(row, held));
  const outside = new Set(news.filter((row) => !held.rows.has(row.customerId)));
  // Mails of one second stand as they stood.
  const stood = new Map([...held.rows.keys()].map((id, at) => [id, at]));
  const place = (row: InboxRow) => stood.get(row.customerId) ?? -1;
  const rows = fresh
    .filter((row) => !outside.has(row))
    .map((row) => {
      const before = held.rows.get(row.customerId);
      return before ? { ...row, lastAt: before.lastAt, value: before.value, overdue: before.overdue } : row;
    })
    .toSorted(
      (a, b) =>
        Number(b.overdue) - Number(a.overdue) ||
        (byValue ? b.value - a.value : 0) ||
        (oldestFirst ? a.lastAt - b.lastAt : b.lastAt - a.lastAt) ||
        place(a) - place(b),
    );
  return { rows, news: news.length };
}

/** Who has just written stands last. */
const endsWithNews = ({ oldestFirst, byValue }: Order) => oldestFirst && !byValue;

/**
 * With the oldest first, who writes goes to the end of the list, which may not be loaded. Gives the held rows that went
 * there and nowhere else; the cards tell whose turn it is.
 */
function useWentToTheEnd(fresh: readonly InboxRow[], held: Held | null, state: TurnState): InboxRow[] {
  const here = new Set(fresh.map((row) => row.customerId));
  const gone = held ? [...held.rows.values()].filter((row) => !here.has(row.customerId)) : [];
  const cards = useCards(gone.map((row) => row.customerId));
  const elsewhere = new Set(cards.filter((card) => card.state !== state).map((card) => card.customerId));
  return gone.filter((row) => !elsewhere.has(row.customerId));
}

/** What a list is of: whose turn, in which order, and whether there is more of it than was loaded. */
type Shelf = { state: TurnState; order: Order; more: boolean };

/** The rows to draw. While the pointer is on the list no arrival moves them; release lets the arrivals in. */
export function useSteadyRows(fresh: readonly InboxRow[], { state, order, more }: Shelf) {
  const [held, setHeld] = useState<Held | null>(null);
  useEffect(() => {
    const release = () => setHeld(null);
    window.addEventListener("blur", release);
    return () => window.removeEventListener("blur", release);
  }, []);
  const atTheEnd = useWentToTheEnd(fresh, endsWithNews(order) && more ? held : null, state);
  const { rows, news } = held ? steady([...fresh, ...atTheEnd], held, order) : { rows: [...fresh], news: 0 };
  return {
    rows,
    news,
    hold: () => setHeld((before) => before ?? (fresh.length > 0 ? hold(fresh) : null)),
    release: () => setHeld(null),
    /** Lets the arrivals in and holds again, with the pointer still there. */
    letIn: () => setHeld(hold(fresh)),
  };
}
