import Sliders from "lucide-react/icons/sliders-horizontal";
import type { ReactNode } from "react";
import { usePreferences, useSavePreference } from "../../api/useSettings";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { useAvailableCommands, useCommands } from "../../lib/commands";
import { CommandButton } from "../../ui/CommandButton";
import { CommandIcon } from "../../ui/CommandIcon";
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
        <OrderSwitch />
        <NewMenu />
      </div>
      {children}
    </header>
  );
}

/** Whether the oldest stand first in the list. It stays as it was left. */
function OrderSwitch() {
  const { t } = useWords();
  const complain = useComplain();
  const { listing } = usePreferences();
  const save = useSavePreference();
  const turn = () => {
    save("listing", { ...listing, oldestFirst: !listing.oldestFirst }).catch(complain);
  };
  useCommands({ "list.order": { run: turn } });
  return (
    <CommandButton
      command="list.order"
      look="icon"
      className={styles.order}
      aria-label={t("list.oldestFirst")}
      aria-pressed={listing.oldestFirst}
      onClick={turn}
    >
      <CommandIcon command="list.order" />
    </CommandButton>
  );
}
