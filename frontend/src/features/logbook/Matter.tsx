import { useCasesOf } from "../../api/useCases";
import { useWords } from "../../i18n/react";
import { Chips } from "./Chips";
import styles from "./logbook.module.css";

/** Stands for no case: an empty choice would be none. */
const fresh = "new";

type Props = { customerId: string; intoId: string; onInto: (caseId: string) => void };

/** Whether it goes on with something of hers that is open. Nothing is asked where there is none. */
export function Matter({ customerId, intoId, onInto }: Props) {
  const { t } = useWords();
  const open = (useCasesOf(customerId).data?.cases ?? []).filter((each) => each.state !== "closed");
  if (open.length === 0) return null;
  const options = open.map((each) => ({
    value: each.id,
    label: (
      <span className={styles.matter} dir="auto">
        {t("logbook.matter.goOn", { number: each.protocol })} <q>{each.begins}</q>
      </span>
    ),
  }));
  return (
    <Chips
      label={t("logbook.matter")}
      options={[{ value: fresh, label: t("logbook.matter.new") }, ...options]}
      value={intoId || fresh}
      onChange={(id) => onInto(id === fresh ? "" : id)}
    />
  );
}
