import ArrowLeft from "lucide-react/icons/arrow-left";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import styles from "./cases.module.css";

/** The way back to the list, where only one of the two fits. */
export function BackToCases({ onBack }: { onBack: (() => void) | undefined }) {
  const { t } = useWords();
  if (!onBack) return null;
  return (
    <Button look="quiet" className={styles.back} onClick={onBack}>
      <ArrowLeft size="1.125rem" />
      {t("case.back")}
    </Button>
  );
}
