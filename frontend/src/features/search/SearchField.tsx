import SearchIcon from "lucide-react/icons/search";
import { useWords } from "../../i18n/react";
import { useAvailableCommands } from "../../lib/commands";
import { useCommandButton } from "../../ui/CommandButton";
import { KeyOf } from "../../ui/Keys";
import styles from "./search.module.css";

/** Looks like a field and opens the palette, where the typing is done. */
export function SearchField() {
  const { t } = useWords();
  const { run } = useAvailableCommands();
  return (
    <button
      type="button"
      className={styles.opener}
      onClick={() => run("search.open")}
      {...useCommandButton("search.open")}
    >
      <SearchIcon size="1.25rem" strokeWidth={1.9} />
      <span>{t("search.placeholder")}</span>
      <KeyOf command="search.open" />
    </button>
  );
}
