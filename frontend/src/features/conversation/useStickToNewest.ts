import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { VirtualizerHandle } from "virtua";
import type { TimelineEntry } from "../../api/types";

/** How near the bottom counts as reading the newest. */
const nearBottom = 160;

/** How far below the top a message that is sought is shown. */
const soughtBelow = 96;

/** How the owner takes the timeline into her own hands. */
const hands = ["pointerdown", "wheel", "keydown"] as const;

/** A message to show, wherever in the history it lies. Asked for again, it is shown again. */
export type Sought = { messageId: string; words: string };

/** What the timeline tells, and whether the end is out of sight. */
type Place = {
  noteScroll: () => void;
  /** The frame of a mail has its height for the first time. */
  noteFrame: (id: string) => void;
  away: boolean;
};

type Asked = {
  items: TimelineEntry[];
  /** The last item is the newest there is. */
  isNewest: boolean;
  sought: Sought | undefined;
};

/**
 * Opens at the newest item, or at the message sought, and follows new ones while the newest was in sight or the shop
 * itself spoke. It also keeps the newest in sight when the space shrinks, as when the reply grows by a line, and when
 * its own frame comes before the owner has touched anything.
 */
export function useStickToNewest(
  list: React.RefObject<VirtualizerHandle | null>,
  feed: HTMLElement | null,
  { items, isNewest, sought }: Asked,
): Place {
  const count = items.length;
  const last = items.at(-1);
  const lastId = last?.id;
  const seen = useRef<string | undefined>(undefined);
  const wasNewest = useRef(isNewest);
  const atNewest = useRef(!sought);
  const touched = useRef(false);
  const [away, setAway] = useState(false);
  const toNewest = useCallback(() => {
    const handle = list.current;
    if (!handle) return;
    // What is taller than the window is read from its beginning.
    const fits = handle.getItemSize(count - 1) <= handle.viewportSize;
    handle.scrollToIndex(count - 1, { align: fits ? "end" : "start" });
  }, [list, count]);
  useLayoutEffect(() => {
    if (!list.current || !last || seen.current === last.id) return;
    const opening = seen.current === undefined && !sought;
    const follows = isNewest && wasNewest.current && seen.current !== undefined;
    seen.current = last.id;
    wasNewest.current = isNewest;
    const ours = last.kind !== "message" || last.direction === "out";
    if (!opening && !(follows && (ours || atNewest.current))) return;
    touched.current = false;
    toNewest();
  }, [list, last, toNewest, isNewest, sought]);
  const shown = useRef<Sought | undefined>(undefined);
  useLayoutEffect(() => {
    const index = sought ? items.findIndex((item) => item.id === sought.messageId) : -1;
    if (!list.current || index < 0 || shown.current === sought) return;
    shown.current = sought;
    atNewest.current = false;
    // A long mail begins in sight, with something of what came before it.
    list.current.scrollToIndex(index, { align: "start", offset: -soughtBelow });
    // Who came by keyboard scrolls on from here.
    if (document.activeElement === document.body) feed?.focus({ preventScroll: true });
  }, [list, items, sought, feed]);
  useEffect(() => {
    if (!feed) return undefined;
    const observer = new ResizeObserver(() => {
      if (atNewest.current) toNewest();
    });
    observer.observe(feed);
    const note = () => {
      touched.current = true;
    };
    for (const hand of hands) feed.addEventListener(hand, note, { passive: true });
    return () => {
      observer.disconnect();
      for (const hand of hands) feed.removeEventListener(hand, note);
    };
  }, [feed, toNewest]);
  const noteScroll = useCallback(() => {
    const handle = list.current;
    if (!handle) return;
    const below = handle.scrollSize - handle.scrollOffset - handle.viewportSize;
    atNewest.current = below < nearBottom;
    setAway(below > handle.viewportSize);
  }, [list]);
  const noteFrame = useCallback(
    (id: string) => {
      if (id !== lastId || touched.current || !atNewest.current) return;
      // The list measures what has grown on the next frame; on the one after, its end is known.
      requestAnimationFrame(() => requestAnimationFrame(toNewest));
    },
    [lastId, toNewest],
  );
  return { noteScroll, noteFrame, away };
}
