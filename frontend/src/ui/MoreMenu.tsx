import EllipsisVertical from "lucide-react/icons/ellipsis-vertical";
import { Button, Menu, MenuTrigger, Popover } from "react-aria-components";
import { useAvailableCommands } from "../lib/commands";
import type { CommandId } from "../lib/keymap";
import { CommandItem } from "./CommandItem";
import styles from "./menu.module.css";

type Props = { label: string; offered: readonly CommandId[]; titleOf: (command: CommandId) => string };

/** Commands that are asked for less often than a button in a head deserves, each with its key: those that can be run now. */
export function MoreMenu({ label, offered, titleOf }: Props) {
  const { available, run } = useAvailableCommands();
  return (
    <MenuTrigger>
      <Button className={styles.more ?? ""} aria-label={label}>
        <EllipsisVertical size="1.25rem" />
      </Button>
      <Popover className={styles.wide ?? ""} placement="bottom end" offset={4}>
        <Menu className={styles.menu ?? ""} onAction={(key) => run(key as CommandId)}>
          {offered
            .filter((command) => available.includes(command))
            .map((command) => (
              <CommandItem key={command} command={command} label={titleOf(command)} />
            ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
