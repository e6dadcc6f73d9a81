import TriangleAlert from "lucide-react/icons/triangle-alert";
import type { WordingLanguage } from "../../api/phrases";
import { useJargon } from "../../api/usePhrases";
import { useWords } from "../../i18n/react";
import styles from "./phrases.module.css";

/** Words of the trade in a text, each with a plain one. It asks; it changes nothing. */
export function JargonNote({ text, language }: { text: string; language: WordingLanguage }) {
  const { t } = useWords();
  const found = useJargon(text, language).data ?? [];
  return (
    <div role="status" className={styles.jargonPlace}>
      {found.length > 0 && (
        <div className={styles.jargon}>
          <p>
            <TriangleAlert size="1rem" /> {t("phrases.jargon")}
          </p>
          <ul>
            {found.map((each) => (
              <li key={each.word}>{t("phrases.jargon.plain", each)}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
