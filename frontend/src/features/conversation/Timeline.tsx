import ArrowDown from "lucide-react/icons/arrow-down";
import { memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { problemOf } from "../../api/bridge";
import { useTimeline } from "../../api/react";
import type { TimelineEntry } from "../../api/types";
import { useWords } from "../../i18n/react";
import { useCommands } from "../../lib/commands";
import { useNow } from "../../lib/now";
import { daysBetween } from "../../lib/time";
import { CommandButton } from "../../ui/CommandButton";
import { Hidden } from "../../ui/Hidden";
import { Notice } from "../../ui/Notice";
import { Skeleton } from "../../ui/Skeleton";
import styles from "./conversation.module.css";
import { Event } from "./Event";
import { NoteCard } from "./NoteCard";
import { Shown } from "./Shown";

/** How near the top the next older page is fetched, and how near the bottom counts as reading the newest. */
const nearTop = 600;
const nearBottom = 160;

/** How far below the top a message that is sought is shown. */
const soughtBelow = 96;

/** How many older messages must be there already when one is shown, or the next page would be put on top meanwhile. */
const wellInside = 20;

/** A message to show, wherever in the history it lies. Asked for again, it is shown again. */
export type Sought = { messageId: string; words: string };

type Props = { customerId: string; name: string; sought?: Sought | undefined; onNewest: () => void };

/** The whole history of one customer, all channels: from the newest on, or around a message that is sought. */
export const Timeline = memo(function Timeline(props: Props) {
  const { customerId, sought } = props;
  const [around, setAround] = useState("");
  const newest = useTimeline(customerId);
  const here = useTimeline(customerId, around);
  const [before, setBefore] = useState<Sought | undefined>(undefined);
  // A message that is read already is shown where it is; anything else brings its own part of the history.
  if (before !== sought) {
    const holdsIt = ({ items, hasNextPage }: typeof newest) =>
      items.findIndex((item) => item.id === sought?.messageId) >= (hasNextPage ? wellInside : 0);
    setBefore(sought);
    if (!sought) setAround("");
    else if (!holdsIt(here)) setAround(holdsIt(newest) ? "" : sought.messageId);
  }
  return <Part key={around} {...props} around={around} />;
});

/** One part of the history, oldest above; older pages are put on top without a jump, newer ones below. */
function Part({ customerId, name, sought, onNewest, around }: Props & { around: string }) {
  const { t, explain } = useWords();
  const now = useNow(60_000);
  const timeline = useTimeline(customerId, around);
  const { items, isPending, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = timeline;
  const { hasPreviousPage, isFetchingPreviousPage, fetchPreviousPage } = timeline;
  // What was taken back before it left was never said to the customer.
  const shown = useMemo(
    () => items.filter((item) => item.kind === "note" || item.delivery?.state !== "cancelled"),
    [items],
  );
  const list = useRef<VirtualizerHandle>(null);
  const prepending = usePrepending(shown);
  const [feed, setFeed] = useState<HTMLElement | null>(null);
  const { noteScroll, away } = useStickToNewest(list, feed, shown, !hasPreviousPage, sought);
  const toEnd = () => {
    if (around !== "" || sought) onNewest();
    list.current?.scrollToIndex(shown.length - 1, { align: "end" });
  };
  useCommands(away || around !== "" ? { "conversation.newest": { run: toEnd } } : {});

  const onScroll = useCallback(
    (offset: number) => {
      noteScroll();
      if (offset < nearTop && hasNextPage && !isFetchingNextPage) void fetchNextPage();
      const handle = list.current;
      const below = handle ? handle.scrollSize - handle.scrollOffset - handle.viewportSize : nearTop;
      if (below < nearTop && hasPreviousPage && !isFetchingPreviousPage) void fetchPreviousPage();
    },
    [
      hasNextPage,
      isFetchingNextPage,
      fetchNextPage,
      hasPreviousPage,
      isFetchingPreviousPage,
      fetchPreviousPage,
      noteScroll,
    ],
  );
  // The message sought is not here any more: the newest is better than an error.
  const lost = around !== "" && error !== null;
  useEffect(() => {
    if (lost) onNewest();
  }, [lost, onNewest]);
  if (error) {
    const retry = { label: t("delivery.retry"), run: () => void refetch() };
    return <Notice tone="bad" text={explain(problemOf(error))} action={retry} />;
  }
  if (isPending) return <Skeleton rows={5} label={t("conversation.loading")} />;
  const feedElement = (
    <section
      ref={setFeed}
      className={styles.flow}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolled region must be reachable by keyboard
      tabIndex={0}
      role="feed"
      aria-busy={isFetchingNextPage}
      aria-label={t("conversation.timeline", { name })}
    >
      <div role="presentation" className={styles.push} />
      <Virtualizer ref={list} data={shown} shift={prepending} onScroll={onScroll} bufferSize={600}>
        {(item, index) => {
          const before = shown[index - 1];
          const day = !before || daysBetween(before.at, item.at) !== 0;
          const last = index === shown.length - 1 && !hasPreviousPage;
          const event =
            item.kind === "note" ? (
              <NoteCard key={item.id} note={item} now={now} newDay={day} last={last} />
            ) : (
              <Event
                key={item.id}
                item={item}
                customerId={customerId}
                customerName={name}
                now={now}
                newDay={day}
                last={last}
              />
            );
          if (item.id !== sought?.messageId) return event;
          return (
            <Shown key={item.id} words={sought.words}>
              {event}
            </Shown>
          );
        }}
      </Virtualizer>
      {isFetchingNextPage && <Hidden>{t("conversation.older")}</Hidden>}
    </section>
  );
  return (
    <div className={styles.history}>
      {feedElement}
      {(away || around !== "") && (
        <CommandButton command="conversation.newest" look="line" className={styles.toEnd} onClick={toEnd}>
          <ArrowDown size="1.125rem" />
          {t("command.conversation.newest")}
        </CommandButton>
      )}
    </div>
  );
}

/** True from the render that puts older items on top until the next change: the virtualizer then keeps the place from the end. */
function usePrepending(items: TimelineEntry[]): boolean {
  const first = items[0]?.id;
  const last = items.at(-1)?.id;
  const [before, setBefore] = useState({ first, last, prepending: false });
  if (before.first === first && before.last === last) return before.prepending;
  const prepending = before.first !== undefined && before.first !== first && before.last === last;
  setBefore({ first, last, prepending });
  return prepending;
}

/**
 * Opens at the newest item, or at the message sought, and follows new ones while the newest was in sight or the shop
 * itself spoke. It also keeps the newest in sight when the space shrinks, as when the reply grows by a line. isNewest:
 * the last item is the newest there is. Gives what notes a scroll, and whether the end is out of sight.
 */
function useStickToNewest(
  list: React.RefObject<VirtualizerHandle | null>,
  feed: HTMLElement | null,
  items: TimelineEntry[],
  isNewest: boolean,
  sought: Sought | undefined,
): { noteScroll: () => void; away: boolean } {
  const count = items.length;
  const last = items.at(-1);
  const seen = useRef<string | undefined>(undefined);
  const wasNewest = useRef(isNewest);
  const atNewest = useRef(!sought);
  const [away, setAway] = useState(false);
  const toNewest = useCallback(() => {
    list.current?.scrollToIndex(count - 1, { align: "end" });
  }, [list, count]);
  useLayoutEffect(() => {
    if (!list.current || !last || seen.current === last.id) return;
    const opening = seen.current === undefined && !sought;
    const follows = isNewest && wasNewest.current && seen.current !== undefined;
    seen.current = last.id;
    wasNewest.current = isNewest;
    if (opening || (follows && (last.kind === "note" || last.direction === "out" || atNewest.current))) toNewest();
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
    return () => observer.disconnect();
  }, [feed, toNewest]);
  const noteScroll = useCallback(() => {
    const handle = list.current;
    if (!handle) return;
    const below = handle.scrollSize - handle.scrollOffset - handle.viewportSize;
    atNewest.current = below < nearBottom;
    setAway(below > handle.viewportSize);
  }, [list]);
  return { noteScroll, away };
}
