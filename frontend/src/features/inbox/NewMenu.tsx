import Plus from "lucide-react/icons/plus";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { useWords } from "../../i18n/react";
import { useAvailableCommands } from "../../lib/commands";
import type { CommandId } from "../../lib/keymap";
import { CommandIcon } from "../../ui/CommandIcon";
import { KeyOf } from "../../ui/Keys";
import styles from "./inbox.module.css";

/** What can be begun from the list, and what each is called after the word on the button. */
const offered = [
  { command: "message.new", words: "list.message" },
  { command: "logbook.open", words: "logbook.call" },
  { command: "logbook.visit", words: "logbook.visit" },
  { command: "customers.new", words: "logbook.customer" },
] as const satisfies { command: CommandId; words: string }[];

/** Begins something new. */
export function NewMenu() {
  const { t } = useWords();
  const { run } = useAvailableCommands();
  return (
    <MenuTrigger>
      <Button className={styles.new ?? ""}>
        <Plus size="1.125rem" />
        {t("list.new")}
      </Button>
      <Popover className={styles.popover ?? ""} placement="bottom end" offset={4}>
        <Menu className={styles.menu ?? ""} onAction={(key) => run(key as CommandId)}>
          {offered.map(({ command, words }) => (
            <MenuItem key={command} id={command} className={styles.menuItem ?? ""} textValue={t(words)}>
              <CommandIcon command={command} />
              <span className={styles.menuWords}>{t(words)}</span>
              <KeyOf command={command} />
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
