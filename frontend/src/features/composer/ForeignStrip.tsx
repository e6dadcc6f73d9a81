import TriangleAlert from "lucide-react/icons/triangle-alert";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import styles from "./composer.module.css";
import type { Drafting } from "./useDrafting";

/** Contacts, accounts and documents of a draft that nobody here knows: each keeps the text from leaving. */
export function ForeignStrip({ drafting }: { drafting: Drafting }) {
  const { t } = useWords();
  return drafting.blocked.map((what) => (
    <div key={what} className={styles.strip} data-tone="bad" role="status">
      <TriangleAlert size="1rem" />
      <p>{t("foreign.text", { what })}</p>
      <div className={styles.stripDeeds}>
        <Button look="line" onClick={() => drafting.takeOut(what)}>
          {t("foreign.takeOut")}
        </Button>
        <Button look="quiet" onClick={() => drafting.allow(what)}>
          {t("foreign.allow")}
        </Button>
      </div>
    </div>
  ));
}
