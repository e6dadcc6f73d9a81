import type { Case } from "../../api/cases";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { Button } from "../../ui/Button";
import { Dialog, DialogFoot } from "../../ui/Dialog";
import styles from "./matters.module.css";
import { PromiseLine } from "./PromiseLine";

/** What became of what was promised: it was done, it was not, or it is still to be done. */
export type Answer = "kept" | "broken" | "stay";

type Props = { promised: readonly Case[]; onAnswer: (answer: Answer) => void; onClose: () => void };

/** Asks what became of what was promised before the case is out of sight. Escape answers nothing, and closes nothing. */
export function PromiseQuestion({ promised, onAnswer, onClose }: Props) {
  const { t } = useWords();
  const now = useNow(60_000);
  return (
    <Dialog title={t("promised.title")} onClose={onClose}>
      <ul className={styles.promises}>
        {promised.map((k) => (
          <PromiseLine key={k.id} matter={k} now={now} />
        ))}
      </ul>
      <DialogFoot>
        <Button look="quiet" onClick={() => onAnswer("stay")}>
          {t("promised.stay")}
        </Button>
        <Button look="line" onClick={() => onAnswer("broken")}>
          {t("promised.broken")}
        </Button>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the owner has just asked to close */}
        <Button look="primary" autoFocus onClick={() => onAnswer("kept")}>
          {t("promised.kept")}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
