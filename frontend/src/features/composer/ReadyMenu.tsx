import { useEffect } from "react";
import { useWords } from "../../i18n/react";
import styles from "./composer.module.css";
import type { ReadyReplies } from "./useReadyReplies";

/** The ready replies that begin with what was typed, above the text. The focus stays in the text. */
export function ReadyMenu({ ready }: { ready: ReadyReplies }) {
  const { t, locale } = useWords();
  const { options, active, optionId } = ready;
  const activeId = active && optionId(active);
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView?.({ block: "nearest" });
  }, [activeId]);
  if (ready.none) return <p className={styles.quiet}>{t("ready.none")}</p>;
  if (options.length === 0) return null;
  return (
    <div id={ready.listId} role="listbox" aria-label={t("ready.label")} className={styles.ready}>
      {options.map((phrase) => {
        const wording = phrase.wordings.find((each) => each.language === locale) ?? phrase.wordings[0];
        return (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are those of the text field
          <div
            key={phrase.id}
            id={optionId(phrase)}
            role="option"
            tabIndex={-1}
            aria-selected={phrase === active}
            className={styles.readyOption}
            // The text keeps the focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => ready.choose(phrase)}
          >
            <b>{phrase.title}</b>
            <span className={styles.readyWord}>/{phrase.word}</span>
            <span className={styles.readyText}>{wording?.text}</span>
          </div>
        );
      })}
    </div>
  );
}
