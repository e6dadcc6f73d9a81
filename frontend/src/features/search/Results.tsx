import Paperclip from "lucide-react/icons/paperclip";
import ShoppingBag from "lucide-react/icons/shopping-bag";
import { useCallback, useEffect, useRef } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import type { useFind } from "../../api/searching";
import type { CustomerHit, MessageHit } from "../../api/types";
import { useWords } from "../../i18n/react";
import { focusWhenDrawn } from "../../lib/focus";
import { money } from "../../lib/money";
import { useNow } from "../../lib/now";
import { useRoving } from "../../lib/roving";
import { clock, dayName } from "../../lib/time";
import { Avatar } from "../../ui/Avatar";
import { Button } from "../../ui/Button";
import { Hidden } from "../../ui/Hidden";
import { Marked } from "../../ui/Marked";
import { byDay, type Entry } from "./days";
import styles from "./search.module.css";

/** Where the arrow goes from the field. */
export const firstHit = '[id^="hit-"][tabindex="0"]';

type Props = {
  found: ReturnType<typeof useFind>;
  /** The message to come back to; empty: the first. */
  opened: string;
  onCustomer: (customerId: string) => void;
  onMessage: (hit: MessageHit) => void;
};

const same = (id: string) => id;

/** The hits by day, windowed: one tab stop, more of them read as the owner scrolls. */
export function Results({ found, opened, onCustomer, onMessage }: Props) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  const { customers, messages, hasNextPage, isFetchingNextPage, fetchNextPage } = found;
  const entries = byDay(customers, messages);
  const ids = entries.flatMap((entry) => ("id" in entry ? [entry.id] : []));
  const roving = useRoving(ids, same);
  const list = useRef<VirtualizerHandle>(null);
  const indexOf = (id: string | null) => entries.findIndex((entry) => "id" in entry && entry.id === id);
  const position = indexOf(roving.current);
  useReturn(`hit-${opened}`, list, indexOf(`hit-${opened}`), roving.rest);

  const move = (by: number) => {
    const next = ids[Math.min(Math.max(roving.index + by, 0), ids.length - 1)];
    if (next !== undefined) list.current?.scrollToIndex(indexOf(next), { align: "nearest" });
    roving.move(by);
  };
  const onScroll = useCallback(() => {
    const handle = list.current;
    if (!handle || !hasNextPage || isFetchingNextPage) return;
    if (handle.scrollOffset + handle.viewportSize > handle.scrollSize - 800) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  const line = (entry: Entry) => {
    switch (entry.kind) {
      case "customers":
        return <h2 className={styles.heading}>{t("search.customers")}</h2>;
      case "day":
        return <h2 className={styles.heading}>{dayName(now, entry.at, locale)}</h2>;
      case "customer":
        return <CustomerLine id={entry.id} hit={entry.hit} stop={entry.id === roving.current} onOpen={onCustomer} />;
      default:
        return <MessageLine id={entry.id} hit={entry.hit} stop={entry.id === roving.current} onOpen={onMessage} />;
    }
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrows only move among the buttons inside
    <section
      className={styles.results}
      aria-label={t("search.results")}
      onKeyDown={(event) => {
        const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        move(by);
      }}
    >
      <Virtualizer
        ref={list}
        as="ul"
        item="li"
        data={entries}
        itemSize={72}
        onScroll={onScroll}
        keepMounted={position < 0 ? [] : [position]}
      >
        {line}
      </Virtualizer>
    </section>
  );
}

/** Coming back from a message, its line is in sight and has the focus. */
function useReturn(
  id: string,
  list: React.RefObject<VirtualizerHandle | null>,
  index: number,
  rest: (id: string) => void,
): void {
  const first = useRef({ id, index, rest });
  useEffect(() => {
    const back = first.current;
    if (back.index < 0) return undefined;
    list.current?.scrollToIndex(back.index, { align: "center" });
    back.rest(back.id);
    return focusWhenDrawn(back.id);
  }, [list]);
}

type LineProps<H, A> = { id: string; hit: H; stop: boolean; onOpen: (opened: A) => void };

function CustomerLine({ id, hit, stop, onOpen }: LineProps<CustomerHit, string>) {
  return (
    <Button look="quiet" id={id} tabIndex={stop ? 0 : -1} className={styles.hit} onClick={() => onOpen(hit.customerId)}>
      <Avatar id={hit.customerId} name={hit.name} />
      <span className={styles.hitText}>
        <span className={styles.name} dir="auto">
          {hit.name}
        </span>
        {hit.detail !== hit.name && (
          <span className={styles.snippet} dir="auto">
            {hit.detail}
          </span>
        )}
      </span>
    </Button>
  );
}

function MessageLine({ id, hit, stop, onOpen }: LineProps<MessageHit, MessageHit>) {
  const { t, locale } = useWords();
  const text = hit.snippet.trim() || (hit.placeholder === "" ? t("row.file") : t(`placeholder.${hit.placeholder}`));
  return (
    <Button look="quiet" id={id} tabIndex={stop ? 0 : -1} className={styles.hit} onClick={() => onOpen(hit)}>
      <Avatar id={hit.customerId} name={hit.name} {...(hit.channel === "" ? {} : { channel: hit.channel })} />
      <span className={styles.hitText}>
        <span className={styles.line1}>
          <span className={styles.name} dir="auto">
            {hit.direction === "out" ? t("search.you", { name: hit.name }) : hit.name}
          </span>
          {hit.kind === "note" && <span className={styles.note}>{t("note")}</span>}
          {hit.kind === "purchase" && (
            <span className={styles.purchase}>
              <ShoppingBag size="0.875rem" />
              <Hidden>, {t("purchase.byline")}, </Hidden>
              {money(hit.cents, hit.currency, locale)}
            </span>
          )}
          {hit.channel !== "" && <Hidden>, {t(`channel.${hit.channel}`)}, </Hidden>}
          {hit.subject !== "" && (
            <span className={styles.subject} dir="auto">
              {hit.subject}
            </span>
          )}
          {hit.files && (
            <span className={styles.file}>
              <Paperclip size="0.875rem" />
              <Hidden>{t("search.file")}, </Hidden>
            </span>
          )}
          <span className={styles.time}>{clock(hit.at, locale)}</span>
        </span>
        <span className={styles.snippet} dir="auto">
          <Marked text={text} />
        </span>
      </span>
    </Button>
  );
}
