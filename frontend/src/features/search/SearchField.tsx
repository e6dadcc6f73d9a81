import SearchIcon from "lucide-react/icons/search";
import X from "lucide-react/icons/x";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import styles from "./search.module.css";

export const searchFieldId = "search-field";
const firstHitSelector = "[data-hit]";

type Props = { query: string; onQuery: (query: string) => void };

/** The search field. Its results take the place of the list; the arrow goes down into them. */
export function SearchField({ query, onQuery }: Props) {
  const { t } = useWords();
  return (
    <div className={styles.field} role="search">
      <SearchIcon size="1.25rem" strokeWidth={1.9} />
      <input
        id={searchFieldId}
        type="text"
        inputMode="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={t("search.label")}
        aria-keyshortcuts="Control+K"
        placeholder={t("search.placeholder")}
        value={query}
        maxLength={200}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && query !== "") {
            event.preventDefault();
            onQuery("");
          }
          if (event.key === "ArrowDown" || event.key === "Enter") {
            event.preventDefault();
            document.querySelector<HTMLElement>(firstHitSelector)?.focus();
          }
        }}
      />
      {query === "" ? (
        <kbd className={styles.kbd} aria-hidden="true">
          Ctrl K
        </kbd>
      ) : (
        <Button look="icon" className={styles.clear} aria-label={t("search.clear")} onClick={() => onQuery("")}>
          <X size="1rem" />
        </Button>
      )}
    </div>
  );
}
