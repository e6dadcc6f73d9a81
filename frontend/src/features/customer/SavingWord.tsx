import { useWords } from "../../i18n/react";
import styles from "./people.module.css";
import type { Saving } from "./useSaved";

/** Says that a field is being kept, or is. */
export function SavingWord({ saving }: { saving: Saving }) {
  const { t } = useWords();
  return (
    <span className={styles.saving} role="status">
      {saving === "saving" && t("profile.saving")}
      {saving === "saved" && t("profile.saved")}
    </span>
  );
}
