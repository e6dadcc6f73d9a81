import TriangleAlert from "lucide-react/icons/triangle-alert";
import type { AssistDifference } from "../../api/assistant";
import type { WordingLanguage } from "../../api/phrases";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import styles from "./composer.module.css";
import { Differences } from "./Differences";
import { useJargon } from "./useGuard";

/** What the reply says otherwise than before. It may be right: one more press sends it. */
export function GuardStrip({ differences, onSend }: { differences: AssistDifference[]; onSend: () => void }) {
  const { t } = useWords();
  if (differences.length === 0) return null;
  return (
    <div className={styles.strip} role="alert" data-guard>
      <TriangleAlert size="1rem" />
      <div className={styles.guard}>
        <b>{t("guard.title")}</b>
        <ul>
          <Differences list={differences} />
        </ul>
      </div>
      <div className={styles.stripDeeds}>
        <Button look="line" onClick={onSend}>
          {t("guard.send")}
        </Button>
      </div>
    </div>
  );
}

/** Words that the customer may not know, and plainer ones. */
export function JargonHint({ text, language }: { text: string; language: WordingLanguage }) {
  const { t } = useWords();
  const found = useJargon(text, language);
  if (found.length === 0) return null;
  return (
    <p className={styles.quiet} role="status">
      {found.map(({ word, plain }) => t("guard.jargon", { word, plain })).join(" ")}
    </p>
  );
}
