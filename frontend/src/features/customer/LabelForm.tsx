import type { Point } from "../../api/people";
import { useCustomerDeed } from "../../api/usePeople";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { LineForm } from "./LineForm";
import styles from "./people.module.css";

type Props = { point: Point; customerId: string; onDone: () => void };

/** What the owner calls a contact. */
export function LabelForm({ point, customerId, onDone }: Props) {
  const { t } = useWords();
  const labelling = useCustomerDeed((desk, wanted: string) => desk.customer.labelAddress(point.id, wanted), customerId);
  return (
    <LineForm
      label={t("contact.label")}
      hint={t("contact.label.hint")}
      value={point.label}
      maxLength={40}
      formClass={styles.labelForm}
      inputClass={styles.input}
      save={labelling.mutateAsync}
      onDone={onDone}
    >
      {() => (
        <Button look="line" type="submit">
          {t("panel.save")}
        </Button>
      )}
    </LineForm>
  );
}
