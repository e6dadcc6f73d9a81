import Check from "lucide-react/icons/check";
import Volume from "lucide-react/icons/volume-2";
import { useState } from "react";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { CaseNumber, SpokenNumber } from "../../ui/CaseNumber";
import styles from "./logbook.module.css";

type Props = {
  protocol: string;
  /** The sheet was begun before. */
  again: boolean;
  told: boolean;
  onTold: (told: boolean) => void;
  onCopy: () => void;
};

/** The number of the sheet, to copy and to read aloud while the customer is there. */
export function NumberFoot({ protocol, again, told, onTold, onCopy }: Props) {
  const { t } = useWords();
  const [aloud, setAloud] = useState(false);
  return (
    <div className={styles.numberFoot}>
      {aloud && (
        <div className={styles.aloud}>
          <SpokenNumber protocol={protocol} />
          <p>{t("case.readHow")}</p>
          <Button look={told ? "primary" : "line"} aria-pressed={told} onClick={() => onTold(!told)}>
            {told && <Check size="1rem" />}
            {t("logbook.told")}
          </Button>
        </div>
      )}
      <div className={styles.number}>
        <span>
          {t("case.number")} {t(told ? "logbook.toldState" : again ? "logbook.begun" : "logbook.now")}
        </span>
        <span className={styles.numberLine}>
          <CaseNumber protocol={protocol} label={t("case.copy", { number: protocol })} onCopy={onCopy} />
          <Button
            look="icon"
            className={styles.read}
            aria-label={t("case.readAloud")}
            aria-expanded={aloud}
            onClick={() => setAloud(!aloud)}
          >
            <Volume size="1.125rem" strokeWidth={1.9} />
          </Button>
        </span>
      </div>
    </div>
  );
}
