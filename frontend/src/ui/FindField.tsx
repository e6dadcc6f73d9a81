import SearchIcon from "lucide-react/icons/search";
import X from "lucide-react/icons/x";
import { useStartFocus } from "../lib/focus";
import { Button } from "./Button";
import styles from "./findField.module.css";

type Props = {
  id: string;
  label: string;
  hint: string;
  clearLabel: string;
  text: string;
  onText: (text: string) => void;
  /** The arrow goes down into the list. */
  onDown: () => void;
  onEnter: () => void;
  /** True where the owner has just come to find something. */
  startHere: boolean;
};

/** Finds in a list as one types; Escape clears what was typed. */
export function FindField({ id, label, hint, clearLabel, text, onText, onDown, onEnter, startHere }: Props) {
  const field = useStartFocus<HTMLInputElement>(startHere);
  return (
    <div className={styles.field} role="search">
      <SearchIcon size="1.25rem" strokeWidth={1.9} />
      <input
        ref={field}
        id={id}
        type="text"
        inputMode="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        placeholder={hint}
        value={text}
        maxLength={200}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") onDown();
          else if (event.key === "Enter") onEnter();
          else if (event.key === "Escape" && text !== "") onText("");
          else return;
          event.preventDefault();
        }}
      />
      {text !== "" && (
        <Button look="icon" className={styles.clear} aria-label={clearLabel} onClick={() => onText("")}>
          <X size="1rem" />
        </Button>
      )}
    </div>
  );
}
