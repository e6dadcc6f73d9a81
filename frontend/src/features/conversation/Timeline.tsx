import ArrowDown from "lucide-react/icons/arrow-down";
import { memo, startTransition, useCallback, useEffect, useMemo, useRef, useState } from "react";
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
import { CampaignCard } from "./CampaignCard";
import { caseLines, severalCases } from "./caseLines";
import styles from "./conversation.module.css";
import { Event } from "./Event";
import type { EventDeeds } from "./EventMenu";
import { NoteCard } from "./NoteCard";
import { PurchaseCard } from "./PurchaseCard";
import { ReadingProvider } from "./reading";
import { Shown } from "./Shown";
import { type Sought, useStickToNewest } from "./useStickToNewest";

/** How near the top the next older page is fetched. */
const nearTop = 600;

/** How far outside the window events are drawn, and how soon after the conversation opened, in px and ms. */
const outside = { px: 600, after: 100 };

/** How many older messages must be there already when one is shown, or the next page would be put on top meanwhile. */
const wellInside = 20;

type Props = {
  customerId: string;
  name: string;
  sought?: Sought | undefined;
  /** Nothing is sought any more. */
  onNewest?: (() => void) | undefined;
  /** Present where cases are decided about. */
  deeds?: EventDeeds | undefined;
};

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
function Part({ customerId, name, sought, onNewest, deeds, around }: Props & { around: string }) {
  const { t, explain } = useWords();
  const now = useNow(60_000);
  const timeline = useTimeline(customerId, around);
  const { items, isPending, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = timeline;
  const { hasPreviousPage, isFetchingPreviousPage, fetchPreviousPage } = timeline;
  // What was taken back before it left was never said to the customer.
  const shown = useMemo(
    () => items.filter((item) => item.kind !== "message" || item.delivery?.state !== "cancelled"),
    [items],
  );
  const newestId = hasPreviousPage ? undefined : shown.findLast((item) => item.kind === "message")?.id;
  const lines = useMemo(() => caseLines(shown, !hasNextPage), [shown, hasNextPage]);
  const several = useMemo(() => severalCases(shown), [shown]);
  const list = useRef<VirtualizerHandle>(null);
  const prepending = usePrepending(shown);
  const beyond = useOutside();
  const [feed, setFeed] = useState<HTMLElement | null>(null);
  const asked = { items: shown, isNewest: !hasPreviousPage, sought };
  const { noteScroll, noteFrame, away } = useStickToNewest(list, feed, asked);
  const toEnd = () => {
    if (around !== "" || sought) onNewest?.();
    list.current?.scrollToIndex(shown.length - 1, { align: "end" });
  };
  // A message that was sought is marked until the owner goes back to the newest.
  const elsewhere = away || around !== "" || sought !== undefined;
  useCommands(elsewhere ? { "conversation.newest": { run: toEnd } } : {});

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
    if (lost) onNewest?.();
  }, [lost, onNewest]);
  if (error) {
    const retry = { label: t("delivery.retry"), run: () => void refetch() };
    return <Notice tone="bad" text={explain(problemOf(error))} actions={[retry]} />;
  }
  if (isPending) return <Skeleton rows={5} label={t("conversation.loading")} />;
  if (shown.length === 0 && !hasNextPage)
    return <Notice title={t("conversation.silent.title")} text={t("conversation.silent.text")} />;
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
      <Virtualizer ref={list} data={shown} shift={prepending} onScroll={onScroll} itemSize={110} bufferSize={beyond}>
        {(item, index) => {
          const before = shown[index - 1];
          const day = !before || daysBetween(before.at, item.at) !== 0;
          const last = index === shown.length - 1 && !hasPreviousPage;
          const event =
            item.kind === "note" ? (
              <NoteCard key={item.id} note={item} now={now} newDay={day} last={last} />
            ) : item.kind === "purchase" ? (
              <PurchaseCard key={item.id} item={item} now={now} newDay={day} last={last} />
            ) : item.kind === "campaign" ? (
              <CampaignCard key={item.id} item={item} now={now} newDay={day} last={last} />
            ) : (
              <Event
                key={item.id}
                item={item}
                customerId={customerId}
                customerName={name}
                now={now}
                newDay={day}
                last={last}
                newest={item.id === newestId}
                sought={item.id === sought?.messageId}
                line={lines.get(item.id)}
                several={several}
                deeds={deeds}
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
      <ReadingProvider items={shown} onFrame={noteFrame}>
        {feedElement}
      </ReadingProvider>
      {elsewhere && (
        <CommandButton command="conversation.newest" look="line" className={styles.toEnd} onClick={toEnd}>
          <ArrowDown size="1.125rem" />
          {t("command.conversation.newest")}
        </CommandButton>
      )}
    </div>
  );
}

/** What is in sight comes first. */
function useOutside(): number {
  const [px, setPx] = useState(0);
  useEffect(() => {
    const opened = setTimeout(() => startTransition(() => setPx(outside.px)), outside.after);
    return () => clearTimeout(opened);
  }, []);
  return px;
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
