import { memo, useCallback, useMemo, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { problemOf } from "../../api/bridge";
import { useTimeline } from "../../api/react";
import type { TimelineEntry } from "../../api/types";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { daysBetween } from "../../lib/time";
import { Hidden } from "../../ui/Hidden";
import { Notice } from "../../ui/Notice";
import { Skeleton } from "../../ui/Skeleton";
import styles from "./conversation.module.css";
import { Event } from "./Event";
import { NoteCard } from "./NoteCard";
import { ReadingProvider } from "./reading";
import { useStickToNewest } from "./useStickToNewest";

/** How near the top the next older page is fetched. */
const nearTop = 600;

/** The whole history of one customer, all channels, oldest above; older pages are put on top without a jump. */
export const Timeline = memo(function Timeline({ customerId, name }: { customerId: string; name: string }) {
  const { t, explain } = useWords();
  const now = useNow(60_000);
  const { items, isPending, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useTimeline(customerId);
  // What was taken back before it left was never said to the customer.
  const shown = useMemo(
    () => items.filter((item) => item.kind === "note" || item.delivery?.state !== "cancelled"),
    [items],
  );
  const newest = shown.findLast((item) => item.kind === "message")?.id;
  const list = useRef<VirtualizerHandle>(null);
  const prepending = usePrepending(shown);
  const [feed, setFeed] = useState<HTMLElement | null>(null);
  const { noteScroll, noteFrame } = useStickToNewest(list, feed, shown);

  const onScroll = useCallback(
    (offset: number) => {
      noteScroll();
      if (offset < nearTop && hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
    [hasNextPage, isFetchingNextPage, fetchNextPage, noteScroll],
  );
  if (error) {
    const retry = { label: t("delivery.retry"), run: () => void refetch() };
    return <Notice tone="bad" text={explain(problemOf(error))} action={retry} />;
  }
  if (isPending) return <Skeleton rows={5} label={t("conversation.loading")} />;
  return (
    <ReadingProvider items={shown} onFrame={noteFrame}>
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
            const last = index === shown.length - 1;
            if (item.kind === "note") return <NoteCard key={item.id} note={item} now={now} newDay={day} last={last} />;
            return (
              <Event
                key={item.id}
                item={item}
                customerId={customerId}
                customerName={name}
                now={now}
                newDay={day}
                last={last}
                newest={item.id === newest}
              />
            );
          }}
        </Virtualizer>
        {isFetchingNextPage && <Hidden>{t("conversation.older")}</Hidden>}
      </section>
    </ReadingProvider>
  );
});

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
