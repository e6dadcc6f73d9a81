import { useEffect, useState } from "react";
import type { InboxRow } from "../../api/types";

/** The list as it stood when the pointer came onto it: rows by customer, and the newest moment among them. */
export type Held = { rows: ReadonlyMap<string, InboxRow>; newest: number };

export function hold(rows: readonly InboxRow[]): Held {
  return {
    rows: new Map(rows.map((row) => [row.customerId, row])),
    newest: rows.reduce((newest, row) => Math.max(newest, row.lastAt), 0),
  };
}

const isNews = (row: InboxRow, held: Held) => row.direction === "in" && row.lastAt > held.newest;

/**
 * Keeps every row of a held list where it is: what arrived since is only counted. What the owner does herself, such
 * as closing or undoing, shows at once.
 */
export function steady(fresh: readonly InboxRow[], held: Held): { rows: InboxRow[]; news: number } {
  const rows = fresh
    .filter((row) => held.rows.has(row.customerId) || !isNews(row, held))
    .map((row) => {
      const before = held.rows.get(row.customerId);
      return before ? { ...row, lastAt: before.lastAt, overdue: before.overdue } : row;
    })
    .toSorted((a, b) => Number(b.overdue) - Number(a.overdue) || b.lastAt - a.lastAt);
  return { rows, news: fresh.filter((row) => isNews(row, held)).length };
}

/** The rows to draw. While the pointer is on the list no arrival moves them; release lets the arrivals in. */
export function useSteadyRows(fresh: readonly InboxRow[]) {
  const [held, setHeld] = useState<Held | null>(null);
  useEffect(() => {
    const release = () => setHeld(null);
    window.addEventListener("blur", release);
    return () => window.removeEventListener("blur", release);
  }, []);
  const { rows, news } = held ? steady(fresh, held) : { rows: [...fresh], news: 0 };
  return {
    rows,
    news,
    hold: () => setHeld((before) => before ?? (fresh.length > 0 ? hold(fresh) : null)),
    release: () => setHeld(null),
    /** Lets the arrivals in and holds again, with the pointer still there. */
    letIn: () => setHeld(hold(fresh)),
  };
}
