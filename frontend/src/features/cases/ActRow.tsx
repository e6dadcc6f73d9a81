import { useRef } from "react";
import type { Act } from "../../api/cases";
import { useCaseDeed } from "../../api/useCases";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { listTime } from "../../lib/time";
import { Button } from "../../ui/Button";
import { useToasts } from "../../ui/toasts";
import { whatWasDone, whyItWasDone } from "./acts";
import styles from "./acts.module.css";
import { Snippet } from "./Snippet";

export type ActWays = {
  onCase: (caseId: string) => void;
  /** Shows a message in its conversation. */
  onConversation: (customerId: string, messageId: string) => void;
  /** Shows the rules for mail on behalf of customers. */
  onRules: () => void;
};

/** One thing that was done without the owner. */
export function ActRow({ act, onCase, onConversation, onRules }: { act: Act } & ActWays) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  const what = whatWasDone(act, t);
  const message = useRef<HTMLButtonElement>(null);
  return (
    <article className={styles.row} data-undone={act.undone || undefined}>
      <p className={styles.what}>
        {act.openId === "" ? (
          what
        ) : (
          <Button look="link" onClick={() => onCase(act.openId)}>
            {what}
          </Button>
        )}
      </p>
      <span className={styles.when}>{listTime(now, act.at, locale)}</span>
      <p className={styles.why}>
        <strong dir="auto">{act.name}</strong> · {whyItWasDone(act, t)}
      </p>
      <span className={styles.deed}>
        <Deed act={act} what={what} onRules={onRules} onUndone={() => message.current?.focus()} />
      </span>
      <button
        ref={message}
        type="button"
        className={styles.message}
        title={t("said.show")}
        onClick={() => onConversation(act.customerId, act.messageId)}
      >
        <Snippet channel={act.channel} text={act.snippet || t("row.file")} />
      </button>
    </article>
  );
}

type DeedProps = {
  act: Act;
  what: string;
  onRules: () => void;
  /** The button is about to go, and with it the focus. */
  onUndone: () => void;
};

/** What can be done about it now. */
function Deed({ act, what, onRules, onUndone }: DeedProps) {
  const { t } = useWords();
  const complain = useComplain();
  const toasts = useToasts();
  const undoing = useCaseDeed(
    (desk) => (act.caseId === "" ? desk.consents.undo([act.id]) : desk.cases.undo(act.caseId, act.id)),
    act.customerId,
  );
  const undo = () =>
    void undoing.mutateAsync().then(() => {
      toasts.show({
        text: act.caseId === "" ? t("toast.undone", { name: act.name }) : t("case.wasUndone", { number: act.protocol }),
      });
      onUndone();
    }, complain);
  if (act.undone) return <span className={styles.undone}>{t("acts.undone")}</span>;
  if (act.kind === "message.attributed") {
    return (
      <Button look="line" onClick={onRules}>
        {t("acts.rules")}
      </Button>
    );
  }
  if (!act.undoable) return <span className={styles.changed}>{t("acts.changed")}</span>;
  return (
    <Button
      look="line"
      disabled={undoing.isPending}
      aria-label={t("acts.undo", { what, name: act.name })}
      title=""
      onClick={undo}
    >
      {t("toast.undo")}
    </Button>
  );
}
