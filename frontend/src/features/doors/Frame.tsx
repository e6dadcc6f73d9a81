import type { ReactNode } from "react";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { Sheet } from "../../ui/Sheet";
import styles from "./doors.module.css";

type Props = {
  title: string;
  lead: string;
  /** Why it leads nowhere in the demonstration; nothing elsewhere. */
  demo: string | undefined;
  onClose: () => void;
  /** The deed that it is opened for. */
  deed: ReactNode;
  /** What is made, beside what is said about it. */
  made: ReactNode;
  children: ReactNode;
};

/** The sheet of a way into the shop from outside. */
export function Frame({ title, lead, demo, onClose, deed, made, children }: Props) {
  const { t } = useWords();
  return (
    <Sheet label={title} className={styles.sheet} onClose={onClose}>
      <header className={styles.bar}>
        <h2>{title}</h2>
        <Button look="line" onClick={onClose}>
          {t("doors.close")}
        </Button>
        {deed}
      </header>
      <div className={styles.parts}>
        <div className={styles.said}>
          <p className={styles.lead}>{lead}</p>
          {demo !== undefined && <p className={styles.note}>{demo}</p>}
          {children}
        </div>
        {made}
      </div>
    </Sheet>
  );
}
