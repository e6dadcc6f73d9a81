import type { Case } from "../../api/cases";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { Dialog, DialogFoot } from "../../ui/Dialog";
import { CaseLine } from "./CaseLine";
import styles from "./matters.module.css";

type Props = { title: string; cases: readonly Case[]; onChoose: (matter: Case) => void; onClose: () => void };

/** Asks which case of the customer is meant. */
export function CaseChooser({ title, cases, onChoose, onClose }: Props) {
  const { t } = useWords();
  return (
    <Dialog title={title} onClose={onClose}>
      <ul className={styles.choices}>
        {cases.map((k, index) => (
          <li key={k.id}>
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the owner came here to choose one */}
            <button type="button" className={styles.choice} autoFocus={index === 0} onClick={() => onChoose(k)}>
              <CaseLine matter={k} />
            </button>
          </li>
        ))}
      </ul>
      <DialogFoot>
        <Button look="quiet" onClick={onClose}>
          {t("panel.cancel")}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
