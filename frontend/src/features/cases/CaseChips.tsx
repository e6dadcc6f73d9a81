import type { Case } from "../../api/cases";
import { useWords } from "../../i18n/react";
import styles from "./cases.module.css";

/** In which state a case is, and what it is about. */
export function CaseChips({ of }: { of: Case }) {
  const { t } = useWords();
  return (
    <span className={styles.chips}>
      {of.class !== "" && (
        <span className={styles.chip} data-class={of.class}>
          {t(`class.${of.class}`)}
        </span>
      )}
      <span className={styles.chip} data-state={of.state}>
        {t(`case.state.${of.state}`)}
      </span>
    </span>
  );
}
