import { useCasesOf } from "../../api/useCases";
import { useWords } from "../../i18n/react";
import { Choice } from "../../ui/form";
import styles from "./logbook.module.css";

type Props = { customerId: string; intoId: string; onInto: (caseId: string) => void };

/** Whether it goes on with something of hers that is open. Nothing is asked where there is none. */
export function Matter({ customerId, intoId, onInto }: Props) {
  const { t } = useWords();
  const open = (useCasesOf(customerId).data?.cases ?? []).filter((each) => each.state !== "closed");
  if (open.length === 0) return null;
  const options = [
    { value: "", label: t("logbook.matter.new") },
    ...open.map((each) => ({
      value: each.id,
      label: (
        <span className={styles.matter}>
          <span>{t("logbook.matter.goOn", { number: each.protocol })}</span>
          <span className={styles.begins} dir="auto">
            {each.begins}
          </span>
        </span>
      ),
    })),
  ];
  return (
    <div className={styles.matters}>
      <Choice label={t("logbook.matter")} options={options} value={intoId} onChange={onInto} />
    </div>
  );
}
