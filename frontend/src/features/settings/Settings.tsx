import { useWords } from "../../i18n/react";
import { useCommands } from "../../lib/commands";
import styles from "./settings.module.css";

/** What the owner can change about the program. */
export function Settings({ onBack }: { onBack: () => void }) {
  const { t } = useWords();
  useCommands({ back: { run: onBack } });
  return (
    <main className={styles.settings}>
      <h1>{t("nav.settings")}</h1>
    </main>
  );
}
