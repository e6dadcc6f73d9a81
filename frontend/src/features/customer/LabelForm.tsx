import { useState } from "react";
import { problemOf } from "../../api/bridge";
import type { Point } from "../../api/people";
import { useCustomerDeed } from "../../api/usePeople";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { useToasts } from "../../ui/toasts";
import styles from "./people.module.css";

type Props = { point: Point; customerId: string; onDone: () => void };

/** What the owner calls a contact. */
export function LabelForm({ point, customerId, onDone }: Props) {
  const { t, explain } = useWords();
  const toasts = useToasts();
  const [label, setLabel] = useState(point.label);
  const labelling = useCustomerDeed((desk, wanted: string) => desk.customer.labelAddress(point.id, wanted), customerId);
  const save = async () => {
    try {
      await labelling.mutateAsync(label);
      onDone();
    } catch (thrown) {
      toasts.show({ tone: "bad", text: explain(problemOf(thrown)) });
    }
  };
  return (
    <form
      className={styles.labelForm}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <input
        type="text"
        className={styles.input}
        aria-label={t("contact.label")}
        placeholder={t("contact.label.hint")}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the owner has just asked to type here
        autoFocus
        dir="auto"
        maxLength={40}
        value={label}
        onChange={(event) => setLabel(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          onDone();
        }}
      />
      <Button look="line" type="submit">
        {t("panel.save")}
      </Button>
    </form>
  );
}
