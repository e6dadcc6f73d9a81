import type { Case } from "../../api/cases";
import { useWords } from "../../i18n/react";
import styles from "./matters.module.css";
import { firstLine } from "./rules";

/** One case in a list: its number, how it begins, whether it is open. */
export function CaseLine({ matter }: { matter: Case }) {
  const { t } = useWords();
  return (
    <span className={styles.line}>
      <span className={styles.lineText}>
        <span className={styles.number}>{matter.protocol}</span>
        <span className={styles.begins} dir="auto">
          {firstLine(matter.begins) || t("matter.wordless")}
        </span>
      </span>
      <span className={styles.chip} data-state={matter.state}>
        {t(`matter.${matter.state}`)}
      </span>
    </span>
  );
}
