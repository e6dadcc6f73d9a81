import { useEffect } from "react";
import type { Phrase } from "../../api/phrases";
import { languageNames, locales } from "../../i18n/catalogue";
import { useWords } from "../../i18n/react";
import { useCommandButton } from "../../ui/CommandButton";
import styles from "./composer.module.css";
import type { ReadyReplies } from "./useReadyReplies";
import type { Speaking } from "./useSpeaking";

/** The text keeps the focus. */
const stay = (event: React.PointerEvent) => event.preventDefault();

/** What may be said, above the text: answers to the question, and ready replies. The focus stays in the text. */
export function ReadyMenu({ ready }: { ready: ReadyReplies }) {
  const { t } = useWords();
  const { options, active, optionId, speaking } = ready;
  const activeId = active && optionId(active);
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView?.({ block: "nearest" });
  }, [activeId]);
  if (ready.none) return <p className={styles.quiet}>{t("ready.none")}</p>;
  if (options.length === 0) return null;
  return (
    <div className={styles.ready}>
      <div id={ready.listId} role="listbox" aria-label={t("ready.label")} className={styles.readyList}>
        {options.map((phrase) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are those of the text field
          <div
            key={phrase.id}
            id={optionId(phrase)}
            role="option"
            tabIndex={-1}
            aria-selected={phrase === active}
            className={styles.readyOption}
            onPointerDown={stay}
            onClick={() => ready.choose(phrase)}
          >
            <Option phrase={phrase} speaking={speaking} />
          </div>
        ))}
      </div>
      <Language speaking={speaking} />
    </div>
  );
}

function Option({ phrase, speaking }: { phrase: Phrase; speaking: Speaking }) {
  const { t } = useWords();
  if (phrase.kind === "answer")
    return (
      <>
        <b>{phrase.question}</b>
        <span className={styles.readyKind}>{t("ready.answer")}</span>
        <span className={styles.readyText}>{phrase.answer}</span>
      </>
    );
  const wording = phrase.wordings.find((each) => each.language === speaking.language) ?? phrase.wordings[0];
  return (
    <>
      <b>{phrase.title}</b>
      <span className={styles.readyWord}>/{phrase.word}</span>
      <span className={styles.readyText}>{wording?.text}</span>
    </>
  );
}

/** In which language the customer is written to, and why; another is one press away. */
function Language({ speaking }: { speaking: Speaking }) {
  const { t } = useWords();
  const why = t(`ready.language.${speaking.from}`);
  const command = useCommandButton("composer.language");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be the frame of a form
    <div role="group" aria-label={why} className={styles.languages}>
      <span>{why}</span>
      {locales.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          className={styles.language}
          aria-pressed={each === speaking.language}
          onPointerDown={stay}
          onClick={() => speaking.speak(each)}
          {...command}
        >
          {languageNames[each]}
        </button>
      ))}
    </div>
  );
}
