import MessageCircleQuestion from "lucide-react/icons/message-circle-question-mark";
import type { Hint } from "../../api/cases";
import type { Key } from "../../i18n/catalogue";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import styles from "./matters.module.css";

export type HintDeeds = {
  onLook: (messageId: string) => void;
  onSamePerson: (hint: Hint) => void;
  onJoin: (hint: Hint) => void;
  onDismiss: (hint: Hint) => void;
};

/** What the owner is asked about a message that seems to speak of another case; nothing happens by itself. */
export function HintBanner({ hint, onLook, onSamePerson, onJoin, onDismiss }: HintDeeds & { hint: Hint }) {
  const { t } = useWords();
  const another = hint.kind === "quoted_by_another" && hint.customerId !== "";
  const words = hint.kind === "quoted_by_another" && !another ? "hint.quoted_by_nobody" : `hint.${hint.kind}`;
  const [before, after] = t(words as HintKey, { number: place, name: hint.name }).split(place);
  const asks = another || hint.kind === "mistyped";
  return (
    <section className={styles.hint} aria-label={t("hint.label")}>
      <MessageCircleQuestion size="1.125rem" />
      <p>
        {before}
        <span className={styles.unbroken}>{hint.number}</span>
        {after}
      </p>
      <div className={styles.hintDeeds}>
        <Button look="link" onClick={() => onLook(hint.messageId)}>
          {t("hint.look")}
        </Button>
        {another && (
          <Button look="line" onClick={() => onSamePerson(hint)}>
            {t("hint.same")}
          </Button>
        )}
        {hint.kind === "mistyped" && (
          <Button look="line" onClick={() => onJoin(hint)}>
            {t("hint.join")}
          </Button>
        )}
        <Button look={asks ? "quiet" : "line"} onClick={() => onDismiss(hint)}>
          {t(asks ? "hint.no" : "hint.understood")}
        </Button>
      </div>
    </section>
  );
}

/** Stands for the number until the sentence is cut there: a number is not broken over two lines. */
const place = "\u0000";

/** The sentences take the number, and some the name. */
type HintKey = Extract<Key, "hint.quoted_by_another">;
