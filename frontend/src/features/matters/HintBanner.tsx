import MessageCircleQuestion from "lucide-react/icons/message-circle-question-mark";
import type { Hint } from "../../api/cases";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { CommandButton } from "../../ui/CommandButton";
import styles from "./matters.module.css";

export type HintDeeds = {
  onLook: (messageId: string) => void;
  onSamePerson: (hint: Hint) => void;
  onJoin: (hint: Hint) => void;
  onSplit: (messageId: string) => void;
  onDismiss: (hint: Hint) => void;
};

type Props = HintDeeds & {
  hint: Hint;
  /** Whose message it is. */
  customerId: string;
};

/** What the owner is asked about a message that seems to speak of another case; nothing happens by itself. */
export function HintBanner({ hint, customerId, onLook, onSamePerson, onJoin, onSplit, onDismiss }: Props) {
  const { t } = useWords();
  const words = wordsOf(hint, customerId);
  const [before, after] = t(words, { number: place, name: hint.name }).split(place);
  const deed = deeds[words];
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
        {deed === "same" && (
          <Button look="line" onClick={() => onSamePerson(hint)}>
            {t("hint.same")}
          </Button>
        )}
        {deed === "join" && (
          <Button look="line" onClick={() => onJoin(hint)}>
            {t("hint.join")}
          </Button>
        )}
        {deed === "split" && (
          <CommandButton command="case.split" look="line" onClick={() => onSplit(hint.messageId)}>
            {t("hint.split")}
          </CommandButton>
        )}
        <Button look={deed ? "quiet" : "line"} onClick={() => onDismiss(hint)}>
          {t(deed === "split" ? "hint.sameMatter" : deed ? "hint.no" : "hint.understood")}
        </Button>
      </div>
    </section>
  );
}

type Sentence = `hint.${Hint["kind"] | "quoted_by_nobody" | "quoted_by_her"}`;

/** What a yes does; none: there is nothing to say yes to. */
const deeds: Record<Sentence, "same" | "join" | "split" | null> = {
  "hint.quoted_by_another": "same",
  "hint.quoted_by_her": "join",
  "hint.quoted_by_nobody": null,
  "hint.mistyped": "join",
  "hint.unknown_number": null,
  "hint.other_matter": "split",
  "hint.same_subject": "join",
};

/** The two may have become one customer since. */
function wordsOf({ kind, customerId: whose }: Hint, customerId: string): Sentence {
  if (kind !== "quoted_by_another" || (whose !== "" && whose !== customerId)) return `hint.${kind}`;
  return whose === "" ? "hint.quoted_by_nobody" : "hint.quoted_by_her";
}

/** Stands for the number until the sentence is cut there: a number is not broken over two lines. */
const place = "\u0000";
