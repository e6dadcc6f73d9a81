import { useWords } from "../../i18n/react";
import { Pick } from "../../ui/Pick";
import styles from "./customers.module.css";

type Shown = { byContact: boolean; machines: boolean };
type Props = Shown & {
  /** A filter means customers only. */
  canMachines: boolean;
  onChange: (to: Partial<Shown>) => void;
};

/** The order of the list, and whether automatic senders stand in it. */
export function ListOptions({ byContact, machines, canMachines, onChange }: Props) {
  const { t } = useWords();
  return (
    <div className={styles.options}>
      <Pick
        label={t("people.order")}
        value={byContact ? "contact" : "name"}
        options={[
          { value: "name", text: t("people.order.name") },
          { value: "contact", text: t("people.order.contact") },
        ]}
        onPick={(order) => onChange({ byContact: order === "contact" })}
      />
      {canMachines && (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={machines}
            onChange={(event) => onChange({ machines: event.target.checked })}
          />
          {t("people.machines")}
        </label>
      )}
    </div>
  );
}
