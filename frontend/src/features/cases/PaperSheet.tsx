import Printer from "lucide-react/icons/printer";
import { useState } from "react";
import { problemOf } from "../../api/bridge";
import type { CaseStory } from "../../api/cases";
import { useDesk } from "../../api/react";
import { useSaid } from "../../api/useCases";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { Printed } from "../../ui/Printed";
import { Sheet } from "../../ui/Sheet";
import { Skeleton } from "../../ui/Skeleton";
import { Paper } from "./Paper";
import styles from "./paper.module.css";

type Props = { told: CaseStory; onClose: () => void };

/** What was said in a case, or with its customer, as it will be printed. */
export function PaperSheet({ told, onClose }: Props) {
  const { t, explain } = useWords();
  const desk = useDesk();
  const [whole, setWhole] = useState(false);
  const said = useSaid(told.customerId, whole ? "" : told.id);
  const paper = said.data && <Paper told={told} whole={whole} said={said.data} />;
  return (
    <Sheet label={t("paper.sheet")} className={styles.sheet} onClose={onClose}>
      <div className={styles.bar}>
        <fieldset className={styles.what}>
          <legend>{t("paper.what")}</legend>
          <label>
            <input type="radio" name="case-paper" checked={!whole} onChange={() => setWhole(false)} />
            {t("paper.case")}
          </label>
          <label>
            <input type="radio" name="case-paper" checked={whole} onChange={() => setWhole(true)} />
            <span dir="auto">{t("paper.customer", { name: told.name })}</span>
          </label>
        </fieldset>
        <Button look="line" onClick={onClose}>
          {t("paper.cancel")}
        </Button>
        <Button look="primary" disabled={!paper} onClick={() => void desk.shop.print().catch(() => undefined)}>
          <Printer size="1.125rem" />
          {t("paper.print")}
        </Button>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keys scroll what has the focus */}
      <div className={styles.desk} tabIndex={0} role="region" aria-label={t("paper.title")}>
        {said.error && (
          <Notice
            tone="bad"
            text={explain(problemOf(said.error))}
            actions={[{ label: t("trouble.retry"), run: () => void said.refetch() }]}
          />
        )}
        {!paper && !said.error && <Skeleton rows={4} label={t("paper.loading")} />}
        {paper && <div className={styles.shown}>{paper}</div>}
      </div>
      {paper && <Printed>{paper}</Printed>}
    </Sheet>
  );
}
