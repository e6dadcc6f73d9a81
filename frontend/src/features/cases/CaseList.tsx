import { useEffect, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { useCommands } from "../../lib/commands";
import { focusWhenDrawn } from "../../lib/focus";
import { CaseRow } from "./CaseRow";
import styles from "./cases.module.css";
import type { Entry } from "./entries";
import { ReadOn } from "./ReadOn";

const rowId = (row: number) => `case-row-${row}`;

/** The row that holds the list's tab stop. */
export function firstCase(): HTMLElement | null {
  return document.querySelector<HTMLElement>("[data-cases] button[tabindex='0']");
}

/** Elsewhere the arrows scroll, or move within what has the focus. */
function isFree(key: string): boolean {
  if (!key.startsWith("arrow")) return true;
  return document.activeElement === document.body || document.activeElement?.closest("[data-cases]") !== null;
}

/** About as tall as an entry is before it was drawn. */
const entrySize = 64;

type Props = {
  label: string;
  entries: Entry[];
  open: string | null;
  onOpen: (caseId: string) => void;
  /** The next part is to be read. */
  onMore: () => void;
};

/** The cases of what was asked for, each question with a list of its own: only those in sight exist. */
export function CaseList({ label, entries, open, onOpen, onMore }: Props) {
  const list = useRef<VirtualizerHandle>(null);
  const [at, setAt] = useState(0);
  const rows = entries.flatMap((entry, index) => (entry.kind === "case" ? [index] : []));
  const current = Math.min(at, rows.length - 1);
  const stopWaiting = useRef<() => void>(undefined);
  useEffect(() => () => stopWaiting.current?.(), []);

  const go = (to: number) => {
    const next = Math.min(Math.max(to, 0), rows.length - 1);
    // With the name above it, where it is the first of a customer.
    const index = rows[next] ?? 0;
    list.current?.scrollToIndex(entries[index - 1]?.kind === "customer" ? index - 1 : index, { align: "nearest" });
    list.current?.scrollToIndex(index, { align: "nearest" });
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
    const page = Math.max(1, Math.floor((list.current?.viewportSize ?? 0) / entrySize) - 1);
    const to: Record<string, number> = { Home: 0, End: rows.length - 1, PageDown: at + page, PageUp: at - page };
    const next = to[event.key];
    if (next === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    go(next);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys only move among the buttons inside
    <nav className={styles.scroll} data-cases aria-label={label} onKeyDown={jump}>
      <Virtualizer ref={list} data={entries} itemSize={entrySize} keepMounted={[rows[current] ?? 0]}>
        {(entry) => {
          if (entry.kind === "more") return <ReadOn key={entry.key} onMore={onMore} />;
          if (entry.kind === "customer") {
            return (
              <h2 key={entry.key} className={styles.customer} dir="auto">
                {entry.name}
              </h2>
            );
          }
          return (
            <CaseRow
              key={entry.key}
              id={rowId(entry.row)}
              of={entry.found}
              open={entry.found.id === open}
              tabStop={entry.row === current}
              onOpen={() => {
                setAt(entry.row);
                onOpen(entry.found.id);
              }}
            />
          );
        }}
      </Virtualizer>
    </nav>
  );
}
