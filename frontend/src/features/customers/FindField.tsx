import { useWords } from "../../i18n/react";
import { useEnter } from "../../lib/enter";
import { FindField as Field } from "../../ui/FindField";
import { firstRow } from "./CustomerList";
import styles from "./customers.module.css";

type Props = {
  text: string;
  /** The list answers what is typed by now, and not what was typed before. */
  settled: boolean;
  onText: (text: string) => void;
};

/** Finds as one types; the arrow goes down into the list, Enter opens the first. */
export function FindField({ text, settled, onText }: Props) {
  const { t } = useWords();
  const enter = useEnter(text, settled, () => firstRow()?.click());
  return (
    <div className={styles.find}>
      <Field
        id="customers-find"
        label={t("people.find")}
        hint={t("people.hint")}
        clearLabel={t("people.clear")}
        text={text}
        onText={onText}
        onDown={() => firstRow()?.focus()}
        onEnter={() => enter(false)}
        startHere
      />
    </div>
  );
}
