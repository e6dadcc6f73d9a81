import SearchIcon from "lucide-react/icons/search";
import X from "lucide-react/icons/x";
import { useWords } from "../../i18n/react";
import { useEnter } from "../../lib/enter";
import { useStartFocus } from "../../lib/focus";
import { Button } from "../../ui/Button";
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
  const field = useStartFocus<HTMLInputElement>();
  const enter = useEnter(text, settled, () => firstRow()?.click());
  return (
    <div className={styles.field} role="search">
      <SearchIcon size="1.25rem" strokeWidth={1.9} />
      <input
        ref={field}
        id="customers-find"
        type="text"
        inputMode="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={t("people.find")}
        placeholder={t("people.hint")}
        value={text}
        maxLength={200}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") firstRow()?.focus();
          else if (event.key === "Enter") enter(false);
          else if (event.key === "Escape" && text !== "") onText("");
          else return;
          event.preventDefault();
        }}
      />
      {text !== "" && (
        <Button look="icon" className={styles.clear} aria-label={t("people.clear")} onClick={() => onText("")}>
          <X size="1rem" />
        </Button>
      )}
    </div>
  );
}
