import { useCallback, useState } from "react";
import type { Sought } from "./features/conversation/useStickToNewest";
import { type Ask, blankAsk } from "./features/search/ask";
import type { Place } from "./places";

/** The conversation in front of the owner. Opened again, it is another object: what is asked of it is done again. */
export type Opened = {
  customerId: string;
  /** The message to show in it. */
  sought?: Sought | undefined;
  /** The reply takes the focus. */
  reply?: boolean | undefined;
  /** It was opened from the search page, which is where the owner goes back to. */
  fromSearch?: boolean | undefined;
};

/** How many customers of late are remembered. */
const remembered = 4;

/** Where the owner is: the place, the conversation in the inbox, and what is asked on the search page. */
export function useWhereabouts(first: Place) {
  const [place, setPlace] = useState<Place>(first);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [recent, setRecent] = useState<string[]>([]);
  const [ask, setAsk] = useState<Ask>(blankAsk);
  const open = useCallback((next: Opened) => {
    setPlace("inbox");
    setOpened(next);
    setRecent((before) => [next.customerId, ...before.filter((id) => id !== next.customerId)].slice(0, remembered + 1));
  }, []);
  const leave = useCallback(() => setOpened(null), []);
  const search = (text?: string) => {
    if (text !== undefined) setAsk({ ...blankAsk, text });
    setPlace("search");
  };
  return { place, setPlace, opened, recent, ask, setAsk, open, leave, search };
}

/** The customers of late without the one in front, and others of the list where there are few. */
export function recentFor(recent: string[], opened: string | undefined, rows: { customerId: string }[]): string[] {
  const list = [...new Set([...recent, ...rows.slice(0, remembered + 1).map((row) => row.customerId)])];
  return list.filter((id) => id !== opened).slice(0, remembered);
}
