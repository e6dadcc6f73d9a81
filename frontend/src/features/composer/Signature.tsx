import { usePreferences } from "../../api/useSettings";
import { useWords } from "../../i18n/react";
import { Hidden } from "../../ui/Hidden";
import styles from "./composer.module.css";

/** What goes under every mail, shown and not typed. */
export function Signature() {
  const { t } = useWords();
  const text = usePreferences().signature;
  if (!text) return null;
  return (
    <p className={styles.signature} dir="auto" title={t("composer.signature")}>
      <Hidden>{t("composer.signature")}: </Hidden>
      {text}
    </p>
  );
}
