import { useState } from "react";
import { problemOf } from "../../api/bridge";
import { useCustomerDeed } from "../../api/usePeople";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { useToasts } from "../../ui/toasts";
import styles from "./customer.module.css";

type Props = { customerId: string; name: string; onDone: () => void };

/** Gives the customer another name, which no provider overwrites. */
export function NameForm({ customerId, name: known, onDone }: Props) {
  const { t, explain } = useWords();
  const toasts = useToasts();
  const [name, setName] = useState(known);
  const rename = useCustomerDeed((desk, wanted: string) => desk.conversation.rename(customerId, wanted), customerId);
  const save = async () => {
    const wanted = name.trim();
    try {
      if (wanted !== "" && wanted !== known) await rename.mutateAsync(wanted);
      onDone();
    } catch (thrown) {
      toasts.show({ tone: "bad", text: explain(problemOf(thrown)) });
    }
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <input
        type="text"
        className={styles.input}
        aria-label={t("panel.name")}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the owner has just asked to type here
        autoFocus
        dir="auto"
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          onDone();
        }}
      />
      <div className={styles.formDeeds}>
        <Button look="primary" type="submit" disabled={name.trim() === ""}>
          {t("panel.save")}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t("panel.cancel")}
        </Button>
      </div>
    </form>
  );
}
