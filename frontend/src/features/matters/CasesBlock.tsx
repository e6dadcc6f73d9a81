import { useState } from "react";
import type { Case } from "../../api/cases";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { CaseLine } from "./CaseLine";
import styles from "./matters.module.css";

const most = 3;

type Props = { cases: readonly Case[]; onOpen: (matter: Case) => void };

/** The customer's cases, the open ones first; pressing one goes to where it begins. */
export function CasesBlock({ cases, onOpen }: Props) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  if (cases.length === 0) return null;
  return (
    <section className={styles.card} aria-label={t("block.title")}>
      <div className={styles.cardHead}>
        <h4>{t("block.title")}</h4>
        {cases.length > most && (
          <Button look="link" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t("block.fewer") : t("block.all", { n: cases.length })}
          </Button>
        )}
      </div>
      <ul>
        {cases.slice(0, all ? cases.length : most).map((k) => (
          <li key={k.id}>
            <button type="button" className={styles.choice} onClick={() => onOpen(k)}>
              <CaseLine matter={k} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
