import ArrowUp from "lucide-react/icons/arrow-up";
import CircleAlert from "lucide-react/icons/clock-alert";
import { useCallback, useEffect, useLayoutEffect, useRef } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { problemOf } from "../../api/bridge";
import { useInboxRows } from "../../api/react";
import { useReadAhead } from "../../api/readAhead";
import type { Order } from "../../api/settings";
import type { TurnState } from "../../api/types";
import { useWords } from "../../i18n/react";
import { useCommands } from "../../lib/commands";
import { useNow } from "../../lib/now";
import { type Roving, useRoving } from "../../lib/roving";
import { useStable } from "../../lib/stable";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { Skeleton } from "../../ui/Skeleton";
import styles from "./inbox.module.css";
import { Row, rowId } from "./Row";
import { type Entry, sectioned } from "./sections";
import { useSteadyRows } from "./steady";

/** Elsewhere the arrows scroll, or move within what has the focus. */
function isFree(key: string): boolean {
  if (!key.startsWith("arrow")) return true;
  return document.activeElement === document.body || document.activeElement?.closest("[data-list]") !== null;
}

type Props = {
  state: TurnState;
  order: Order;
  selected: string | null;
  onOpen: (customerId: string) => void;
  onListed: (customerIds: string[] | null) => void;
};

/** The rows of one tab: windowed, one tab stop, older pages read as the owner scrolls. */
export function Rows({ state, order, selected, onOpen, onListed }: Props) {
  const { t, explain } = useWords();
  const now = useNow(60_000);
  const {
    rows: fresh,
    isPending,
    error,
    refetch,
    hasNextPage,
    isFetchingNextPage,
    fetchNextPage,
  } = useInboxRows(state);
  const { rows, news, hold, release, letIn } = useSteadyRows(fresh, { state, order, more: hasNextPage });
  useLayoutEffect(() => {
    const ids = rows.map((row) => row.customerId);
    if (selected === null || ids.includes(selected)) onListed(ids);
  });
  useLayoutEffect(() => () => onListed(null), [onListed]);
  const entries = sectioned(rows, now, order.byValue);
  const positions = entries.flatMap((entry, at) => (entry.kind === "row" ? [at] : []));
  const roving = useRoving(
    rows.map((row) => row.customerId),
    rowId,
  );
  const list = useRef<VirtualizerHandle>(null);
  const position = positions[roving.index];
  useFollowing(rows.some((row) => row.customerId === selected) ? selected : null, roving);
  useReadAhead(roving.current);

  const open = useStable((customerId: string) => {
    roving.rest(customerId);
    onOpen(customerId);
  });
  const move = (by: number) => {
    const next = positions[Math.min(Math.max(roving.index + by, 0), positions.length - 1)];
    if (next !== undefined) list.current?.scrollToIndex(next, { align: "nearest" });
    roving.move(by);
  };
  useCommands({
    "list.next": { when: isFree, run: () => move(1) },
    "list.previous": { when: isFree, run: () => move(-1) },
  });
  const onScroll = useCallback(() => {
    const handle = list.current;
    if (!handle || !hasNextPage || isFetchingNextPage) return;
    if (handle.scrollOffset + handle.viewportSize > handle.scrollSize - 600) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  if (error) {
    const retry = { label: t("delivery.retry"), run: () => void refetch() };
    return <Notice tone="bad" text={explain(problemOf(error))} actions={[retry]} />;
  }
  if (isPending) return <Skeleton rows={7} label={t("list.loading")} />;
  if (rows.length === 0) {
    return (
      <Notice title={t(`empty.${state}.title`)} text={t(`empty.${state}.text`)}>
        <span className={styles.tile} aria-hidden="true" />
      </Notice>
    );
  }
  const draw = (entry: Entry) =>
    entry.kind === "heading" ? (
      <h2 key={entry.section} className={styles.heading} data-section={entry.section}>
        {entry.section === "overdue" && <CircleAlert size="0.875rem" strokeWidth={2.2} />}
        {t(`list.${entry.section}`)}
      </h2>
    ) : (
      <Row
        key={entry.row.customerId}
        row={entry.row}
        now={now}
        selected={entry.row.customerId === selected}
        tabStop={entry.row.customerId === roving.current}
        worth={order.byValue}
        onOpen={open}
      />
    );
  return (
    <div className={styles.scroll} data-list onPointerEnter={hold} onPointerLeave={release}>
      {news > 0 && (
        <Button
          look="primary"
          className={styles.news}
          onClick={() => {
            letIn();
            list.current?.scrollToIndex(0);
          }}
        >
          <ArrowUp size="0.875rem" />
          {t("list.news", { n: news })}
        </Button>
      )}
      <Virtualizer
        ref={list}
        as="ul"
        item="li"
        data={entries}
        itemSize={72}
        onScroll={onScroll}
        keepMounted={position === undefined ? [] : [position]}
      >
        {draw}
      </Virtualizer>
    </div>
  );
}

/** The tab stop goes with the open conversation; so does the focus, when its row went away with the one before. */
function useFollowing(selected: string | null, roving: Roving): void {
  const latest = useRef(roving);
  useEffect(() => {
    latest.current = roving;
  });
  useEffect(() => {
    if (!selected) return;
    latest.current.rest(selected);
    // At once: what is opened may take the focus for itself after this.
    if (document.activeElement === document.body)
      document.getElementById(rowId(selected))?.focus({ preventScroll: true });
  }, [selected]);
}
