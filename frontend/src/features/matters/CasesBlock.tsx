import { useState } from "react";
import type { Case } from "../../api/cases";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { CommandButton } from "../../ui/CommandButton";
import { CaseLine } from "./CaseLine";
import styles from "./matters.module.css";

const most = 3;

type Props = {
  cases: readonly Case[];
  onOpen: (matter: Case) => void;
  onNew: () => void;
  heading?: "h2" | "h4";
};

/** The customer's cases, the open ones first; pressing one goes to where it begins. Another can be opened by hand. */
export function CasesBlock({ cases, onOpen, onNew, heading: Title = "h4" }: Props) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  return (
    <section className={styles.card} aria-label={t("block.title")}>
      <div className={styles.cardHead}>
        <Title>{t("block.title")}</Title>
        {cases.length > most && (
          <Button look="link" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t("block.fewer") : t("block.all", { n: cases.length })}
          </Button>
        )}
        <CommandButton command="case.open" look="link" aria-label={t("command.case.open")} onClick={onNew}>
          {t("block.open")}
        </CommandButton>
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
