import { useEffect, useMemo, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import type { CustomersQuery } from "../../api/people";
import { useCommands } from "../../lib/commands";
import { focusWhenDrawn } from "../../lib/focus";
import { useNow } from "../../lib/now";
import { CustomerRow } from "./CustomerRow";
import styles from "./customers.module.css";

const rowId = (index: number) => `customer-${index}`;

/** The row that holds the list's tab stop. */
export function firstRow(): HTMLElement | null {
  return document.querySelector<HTMLElement>("[data-customers] button[tabindex='0']");
}

/** Elsewhere the arrows scroll, or move within what has the focus. */
function isFree(key: string): boolean {
  if (!key.startsWith("arrow")) return true;
  return document.activeElement === document.body || document.activeElement?.closest("[data-customers]") !== null;
}

type Props = { query: CustomersQuery; total: number; onOpen: (customerId: string) => void };

/** The rows of what was asked for, each question with a list of its own: only those in sight exist, and each part of the list is read when it comes into sight. */
export function CustomerList({ query, total, onOpen }: Props) {
  const now = useNow(60_000);
  const list = useRef<VirtualizerHandle>(null);
  const [at, setAt] = useState(0);
  const places = useMemo(() => Array.from({ length: total }, (_, index) => index), [total]);
  const current = Math.min(at, total - 1);
  const stopWaiting = useRef<() => void>(undefined);
  useEffect(() => () => stopWaiting.current?.(), []);

  const go = (to: number) => {
    const next = Math.min(Math.max(to, 0), total - 1);
    list.current?.scrollToIndex(next, { align: "nearest" });
    setAt(next);
    stopWaiting.current?.();
    stopWaiting.current = focusWhenDrawn(rowId(next));
  };
  // The first press only enters the list.
  const move = (by: number) => go(document.activeElement?.id === rowId(current) ? current + by : current);
  useCommands({
    "list.next": { when: isFree, run: () => move(1) },
    "list.previous": { when: isFree, run: () => move(-1) },
  });
  const jump = (event: React.KeyboardEvent) => {
    const page = Math.max(1, Math.floor((list.current?.viewportSize ?? 0) / 64) - 1);
    const to: Record<string, number> = { Home: 0, End: total - 1, PageDown: current + page, PageUp: current - page };
    const next = to[event.key];
    if (next === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    go(next);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys only move among the buttons inside
    <div className={styles.scroll} data-customers onKeyDown={jump}>
      <Virtualizer ref={list} as="ul" item="li" data={places} itemSize={64} keepMounted={[current]}>
        {(index) => (
          <CustomerRow
            key={index}
            id={rowId(index)}
            query={query}
            index={index}
            now={now}
            tabStop={index === current}
            onOpen={(customerId) => {
              setAt(index);
              onOpen(customerId);
            }}
          />
        )}
      </Virtualizer>
    </div>
  );
}
