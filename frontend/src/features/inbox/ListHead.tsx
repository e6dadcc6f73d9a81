import Sliders from "lucide-react/icons/sliders-horizontal";
import type { ReactNode } from "react";
import { useWords } from "../../i18n/react";
import { useAvailableCommands } from "../../lib/commands";
import { CommandButton } from "../../ui/CommandButton";
import styles from "./inbox.module.css";
import { NewMenu } from "./NewMenu";

/** The head of the list: where one is, what can be begun here, and the search. */
export function ListHead({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const { run } = useAvailableCommands();
  return (
    <header className={styles.head}>
      <div className={styles.headLine}>
        <h1>{t("nav.inbox")}</h1>
        <CommandButton
          command="search.page"
          look="icon"
          aria-label={t("command.search.page")}
          onClick={() => run("search.page")}
        >
          <Sliders size="1.25rem" strokeWidth={1.9} />
        </CommandButton>
        <NewMenu />
      </div>
      {children}
    </header>
  );
}
