import ArrowLeft from "lucide-react/icons/arrow-left";
import CircleCheck from "lucide-react/icons/circle-check";
import type { ReactNode } from "react";
import { useWords } from "../../i18n/react";
import { useCommands } from "../../lib/commands";
import { useStartFocus } from "../../lib/focus";
import { Button } from "../../ui/Button";
import styles from "./accounts.module.css";

/** A page that leads through a few steps. */
export function Guided({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <div className={styles.guided}>
      <h2>{title}</h2>
      <p className={styles.guidedLead}>{lead}</p>
      {children}
    </div>
  );
}

/** The way back, and the way on. */
export function GuidedFoot({ onBack, children }: { onBack: () => void; children: ReactNode }) {
  const { t } = useWords();
  useCommands({ back: { run: onBack } });
  return (
    <div className={styles.guidedFoot}>
      <Button look="quiet" onClick={onBack}>
        <ArrowLeft size="1.125rem" />
        {t("mail.back")}
      </Button>
      {children}
    </div>
  );
}

/** An account is connected, and its messages are on their way. */
export function Added({ title, onDone }: { title: string; onDone: () => void }) {
  const { t } = useWords();
  const done = useStartFocus<HTMLButtonElement>();
  useCommands({ back: { run: onDone } });
  return (
    <div className={styles.guided}>
      <div role="status" className={styles.added}>
        <CircleCheck size="1.5rem" />
        <p>
          <strong>{title}</strong>
          <span>{t("mail.addedText")}</span>
        </p>
      </div>
      <div className={styles.guidedFoot}>
        <span />
        <Button look="primary" ref={done} onClick={onDone}>
          {t("mail.done")}
        </Button>
      </div>
    </div>
  );
}
