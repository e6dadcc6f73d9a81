import { useCallback, useEffect, useLayoutEffect, useRef } from "react";
import type { VirtualizerHandle } from "virtua";
import type { TimelineEntry } from "../../api/types";

/** How near the bottom counts as reading the newest. */
const nearBottom = 160;

/** How the owner takes the timeline into her own hands. */
const hands = ["pointerdown", "wheel", "keydown"] as const;

/** Tells the timeline what happens in it. */
type Notes = {
  noteScroll: () => void;
  /** The frame of a mail has its height for the first time. */
  noteFrame: (id: string) => void;
};

/**
 * Opens at the newest item, and follows new ones while the newest was in sight or the shop itself spoke. It also
 * keeps the newest in sight when the space shrinks, as when the reply grows by a line, and when its own frame
 * comes before the owner has touched anything.
 */
export function useStickToNewest(
  list: React.RefObject<VirtualizerHandle | null>,
  feed: HTMLElement | null,
  items: TimelineEntry[],
): Notes {
  const count = items.length;
  const last = items.at(-1);
  const lastId = last?.id;
  const seen = useRef<string | undefined>(undefined);
  const atNewest = useRef(true);
  const touched = useRef(false);
  const toNewest = useCallback(() => {
    const handle = list.current;
    if (!handle) return;
    // What is taller than the window is read from its beginning.
    const fits = handle.getItemSize(count - 1) <= handle.viewportSize;
    handle.scrollToIndex(count - 1, { align: fits ? "end" : "start" });
  }, [list, count]);
  useLayoutEffect(() => {
    if (!list.current || !last || seen.current === last.id) return;
    const opening = seen.current === undefined;
    seen.current = last.id;
    const theirs = last.kind === "message" && last.direction === "in";
    if (!opening && theirs && !atNewest.current) return;
    touched.current = false;
    toNewest();
  }, [list, last, toNewest]);
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
    if (handle) atNewest.current = handle.scrollSize - handle.scrollOffset - handle.viewportSize < nearBottom;
  }, [list]);
  const noteFrame = useCallback(
    (id: string) => {
      if (id !== lastId || touched.current) return;
      // The list measures what has grown on the next frame; on the one after, its end is known.
      requestAnimationFrame(() => requestAnimationFrame(toNewest));
    },
    [lastId, toNewest],
  );
  return { noteScroll, noteFrame };
}
