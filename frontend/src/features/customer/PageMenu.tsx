import EllipsisVertical from "lucide-react/icons/ellipsis-vertical";
import { Button, Menu, MenuTrigger, Popover } from "react-aria-components";
import { useWords } from "../../i18n/react";
import { useAvailableCommands } from "../../lib/commands";
import type { CommandId } from "../../lib/keymap";
import { CommandItem } from "../../ui/CommandItem";
import styles from "./people.module.css";

/** What is asked for less often than a button in the head of the page deserves. */
const offered: readonly CommandId[] = [
  "conversation.find",
  "case.open",
  "customer.tags",
  "customer.merge",
  "customer.split",
  "customer.allow",
  "customer.decline",
];

/** The other commands of a customer's page, each with its key. */
export function PageMenu() {
  const { t } = useWords();
  const { available, run } = useAvailableCommands();
  return (
    <MenuTrigger>
      <Button className={styles.pageMore ?? ""} aria-label={t("profile.more")}>
        <EllipsisVertical size="1.25rem" />
      </Button>
      <Popover className={styles.popover ?? ""} placement="bottom end" offset={4}>
        <Menu className={styles.menu ?? ""} onAction={(key) => run(key as CommandId)}>
          {offered
            .filter((command) => available.includes(command))
            .map((command) => (
              <CommandItem key={command} command={command} label={t(`command.${command}`)} />
            ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
