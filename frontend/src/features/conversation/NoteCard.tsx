import NotebookPen from "lucide-react/icons/notebook-pen";
import { memo } from "react";
import type { TimelineNote } from "../../api/types";
import { useWords } from "../../i18n/react";
import { clock, dayName } from "../../lib/time";
import styles from "./conversation.module.css";

type Props = { note: TimelineNote; now: number; newDay: boolean; last: boolean };

/** What the owner wrote down for herself; nobody else has seen it. */
export const NoteCard = memo(function NoteCard({ note, now, newDay, last }: Props) {
  const { t, locale } = useWords();
  const time = clock(note.at, locale);
  return (
    <div className={styles.entry} data-last={last || undefined}>
      {newDay && <div className={styles.day}>{dayName(now, note.at, locale)}</div>}
      <article className={styles.event} data-kind="note" aria-label={t("note.label", { time })}>
        <span className={styles.node} aria-hidden="true">
          <NotebookPen size="1.0625rem" />
        </span>
        <div className={styles.said}>
          <p className={styles.byline}>
            <b>{t("note.byline")}</b>
            <span>{t("event.you")}</span>
            <span aria-hidden="true">·</span>
            <time dateTime={new Date(note.at).toISOString()}>{time}</time>
          </p>
          <p className={`${styles.note} ${styles.words}`} dir="auto">
            {note.text}
          </p>
        </div>
      </article>
    </div>
  );
});
