import EllipsisVertical from "lucide-react/icons/ellipsis-vertical";
import { Button, Menu, MenuTrigger, Popover } from "react-aria-components";
import { useWords } from "../../i18n/react";
import { useAvailableCommands } from "../../lib/commands";
import type { CommandId } from "../../lib/keymap";
import { CommandItem } from "../../ui/CommandItem";
import styles from "./conversation.module.css";
import head from "./header.module.css";

/** What is asked for less often than a button in the header deserves. */
const offered: readonly CommandId[] = [
  "conversation.find",
  "conversation.unread",
  "conversation.junk",
  "conversation.tomorrow",
  "conversation.previous",
  "conversation.next",
  "conversation.newest",
  "customer.page",
  "customer.tags",
  "customer.merge",
  "customer.split",
];

/** The other commands of a conversation, each with its key. */
export function MoreMenu() {
  const { t } = useWords();
  const { available, run } = useAvailableCommands();
  return (
    <MenuTrigger>
      <Button className={head.more ?? ""} aria-label={t("conversation.moreActions")}>
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
