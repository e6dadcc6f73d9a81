import { type ReactNode, useRef } from "react";
import { problemOf } from "../../api/bridge";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { Dialog, DialogFoot } from "../../ui/Dialog";
import { Notice } from "../../ui/Notice";
import styles from "./master.module.css";

type LogProps = {
  title: string;
  /** Said where there is nothing. */
  none: string;
  /** How many entries there are; undefined: they are not read yet. */
  count: number | undefined;
  error: unknown;
  onClose: () => void;
  children: ReactNode;
};

/** What was written down about a customer, the latest first. */
export function LogDialog({ title, none, count, error, onClose, children }: LogProps) {
  const { t, explain } = useWords();
  return (
    <Dialog title={title} onClose={onClose}>
      {Boolean(error) && <Notice tone="bad" text={explain(problemOf(error))} />}
      {count === 0 && <p className={styles.none}>{none}</p>}
      {Boolean(count) && <ul className={styles.edits}>{children}</ul>}
      <DialogFoot>
        <Button look="line" onClick={onClose}>
          {t("edits.close")}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

type RowProps = {
  name: ReactNode;
  details: string;
  /** What an undo takes back; none: it cannot be taken back. */
  undo: false | { of: string; run: () => Promise<unknown> };
  children: ReactNode;
};

/** One entry of the log, which can be taken back by itself. */
export function LogRow({ name, details, undo, children }: RowProps) {
  const { t } = useWords();
  const complain = useComplain();
  const row = useRef<HTMLLIElement>(null);
  return (
    <li className={styles.edit} ref={row} tabIndex={-1}>
      <div>
        <p className={styles.editName}>
          {name}
          <span>{details}</span>
        </p>
        {children}
      </div>
      {undo && (
        <Button
          look="quiet"
          aria-label={t("edits.undo.of", { field: undo.of })}
          onClick={() => {
            row.current?.focus(); // the button goes when it is done
            undo.run().catch(complain);
          }}
        >
          {t("edits.undo")}
        </Button>
      )}
    </li>
  );
}
