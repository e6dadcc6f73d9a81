import Sliders from "lucide-react/icons/sliders-horizontal";
import type { ReactNode } from "react";
import type { Order } from "../../api/settings";
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
        <OrderSwitch command="list.value" of="byValue" label={t("list.byValue")} />
        <OrderSwitch command="list.order" of="oldestFirst" label={t("list.oldestFirst")} />
        <NewMenu />
      </div>
      {children}
    </header>
  );
}

type OrderProps = { command: "list.order" | "list.value"; of: keyof Order; label: string };

/** Whether the oldest stand first in the list, or who paid most. It stays as it was left. */
function OrderSwitch({ command, of, label }: OrderProps) {
  const complain = useComplain();
  const { listing } = usePreferences();
  const save = useSavePreference();
  const turn = () => {
    save("listing", { ...listing, [of]: !listing[of] }).catch(complain);
  };
  useCommands({ [command]: { run: turn } });
  return (
    <CommandButton
      command={command}
      look="icon"
      className={styles.order}
      aria-label={label}
      aria-pressed={listing[of]}
      onClick={turn}
    >
      <CommandIcon command={command} />
    </CommandButton>
  );
}
