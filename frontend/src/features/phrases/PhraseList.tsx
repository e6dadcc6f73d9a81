import Plus from "lucide-react/icons/plus";
import { useEffect } from "react";
import { useWords } from "../../i18n/react";
import { useCommands } from "../../lib/commands";
import { useLayout } from "../../lib/layout";
import { useNow } from "../../lib/now";
import { useRoving } from "../../lib/roving";
import { FindField } from "../../ui/FindField";
import { NewButton } from "./NewButton";
import styles from "./phrases.module.css";
import { isUnkept, type Row } from "./rows";
import { isOver, type Kind } from "./rules";

// A new one keeps its place, and the focus on it, when it gets an id.
const nameOf = (row: Row) => row.phrase.id || row.key;
const rowId = (name: string) => `phrase-${name}`;

/** The element of a row. */
export const rowIdOf = (row: Row) => rowId(nameOf(row));

/** Elsewhere the arrows move within what has the focus. */
function isFree(key: string): boolean {
  const focused = document.activeElement;
  return !key.startsWith("arrow") || focused === document.body || Boolean(focused?.closest("[data-list]"));
}

type Props = {
  kind: Kind;
  rows: Row[];
  open: string | undefined;
  sought: string;
  onSought: (typed: string) => void;
  onOpen: (key: string) => void;
};

/** The phrases, found as one types; the arrows open one after the other. */
export function PhraseList({ kind, rows, open, sought, onSought, onOpen }: Props) {
  const { t } = useWords();
  const now = useNow(60_000);
  const single = useLayout() === "single";
  const ids = rows.map(nameOf);
  const roving = useRoving(ids, rowId);
  useCommands({
    "list.next": { when: isFree, run: () => roving.move(1) },
    "list.previous": { when: isFree, run: () => roving.move(-1) },
  });
  const opened = rows.find((row) => row.key === open);
  const openedId = opened && rowIdOf(opened);
  // What is begun or brought back may lie out of sight.
  useEffect(() => {
    if (openedId) document.getElementById(openedId)?.scrollIntoView({ block: "nearest" });
  }, [openedId]);
  const toEditor = () => document.querySelector<HTMLElement>("[data-editor] :is(input, textarea)")?.focus();
  return (
    <section className={styles.list} data-pane="list" aria-label={t(`phrases.list.${kind}`)}>
      <div className={styles.tools}>
        <FindField
          id={`phrases-find-${kind}`}
          label={t(`phrases.find.${kind}`)}
          hint={t("phrases.find.hint")}
          clearLabel={t("phrases.find.clear")}
          text={sought}
          onText={onSought}
          onDown={roving.focus}
          onEnter={roving.focus}
          startHere={false}
        />
        <NewButton kind={kind} look="primary">
          <Plus size="1.125rem" />
          {t("phrases.new")}
        </NewButton>
      </div>
      {rows.length === 0 && (
        <p className={styles.none} role="status">
          {t("phrases.none")}
        </p>
      )}
      <ul className={styles.rows} data-list>
        {rows.map((row) => (
          <li key={nameOf(row)}>
            <button
              type="button"
              id={rowIdOf(row)}
              className={styles.row}
              tabIndex={nameOf(row) === roving.current ? 0 : -1}
              aria-current={row.key === open}
              onFocus={(event) => {
                event.currentTarget.scrollIntoView({ block: "nearest" });
                roving.rest(nameOf(row));
                if (!single) onOpen(row.key);
              }}
              onClick={(event) => {
                onOpen(row.key);
                // Pressed by Enter it is open already, and the owner goes on to its words.
                if (!single && event.detail === 0) toEditor();
              }}
            >
              <RowWords row={row} over={isOver(row.phrase, now)} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function RowWords({ row, over }: { row: Row; over: boolean }) {
  const { t } = useWords();
  const { phrase } = row;
  const reply = phrase.kind === "reply";
  const name = (reply ? phrase.title : phrase.question).trim();
  return (
    <>
      <span className={styles.rowHead}>
        <span className={styles.rowName} dir="auto">
          {name || t("phrases.untitled")}
        </span>
        {over && <span className={styles.over}>{t("phrases.over")}</span>}
        {isUnkept(row) && <span className={styles.unkept}>{t("phrases.unkept")}</span>}
        {reply && phrase.word !== "" && <span className={styles.word}>/{phrase.word.replace(/^\//, "")}</span>}
      </span>
      <span className={styles.rowText} dir="auto">
        {reply ? phrase.wordings[0]?.text : phrase.answer}
      </span>
      {reply && phrase.id !== "" && (
        <span className={styles.rowUse}>
          {phrase.used > 0 ? t("phrases.used", { n: phrase.used }) : t("phrases.unused")}
        </span>
      )}
    </>
  );
}
