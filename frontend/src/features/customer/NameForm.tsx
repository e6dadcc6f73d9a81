import { useCustomerDeed } from "../../api/usePeople";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import styles from "./customer.module.css";
import { LineForm } from "./LineForm";

type Props = { customerId: string; name: string; onDone: () => void };

/** Gives the customer another name, which no provider overwrites. */
export function NameForm({ customerId, name: known, onDone }: Props) {
  const { t } = useWords();
  const rename = useCustomerDeed((desk, wanted: string) => desk.conversation.rename(customerId, wanted), customerId);
  const save = async (line: string) => {
    const wanted = line.trim();
    if (wanted !== "" && wanted !== known) await rename.mutateAsync(wanted);
  };
  return (
    <LineForm
      label={t("panel.name")}
      value={known}
      maxLength={200}
      formClass={styles.form}
      inputClass={styles.input}
      save={save}
      onDone={onDone}
    >
      {(line) => (
        <div className={styles.formDeeds}>
          <Button look="primary" type="submit" disabled={line.trim() === ""}>
            {t("panel.save")}
          </Button>
          <Button look="quiet" onClick={onDone}>
            {t("panel.cancel")}
          </Button>
        </div>
      )}
    </LineForm>
  );
}
