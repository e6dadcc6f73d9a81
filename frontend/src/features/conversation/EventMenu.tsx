import Ellipsis from "lucide-react/icons/ellipsis";
import { Button, Menu, MenuTrigger, Popover } from "react-aria-components";
import { useWords } from "../../i18n/react";
import { CommandItem } from "../../ui/CommandItem";
import styles from "./conversation.module.css";

/** What can be done about one message and its case; absent: it cannot be done now. */
export type EventDeeds = {
  onSplit: (messageId: string) => void;
  onJoin: ((messageId: string) => void) | undefined;
};

/** The menu of one message. */
export function EventMenu({ messageId, onSplit, onJoin }: EventDeeds & { messageId: string }) {
  const { t } = useWords();
  return (
    <MenuTrigger>
      <Button className={styles.eventMenu ?? ""} aria-label={t("matter.eventActions")}>
        <Ellipsis size="1rem" />
      </Button>
      <Popover className={styles.popover ?? ""} placement="bottom end" offset={4}>
        <Menu
          className={styles.menu ?? ""}
          onAction={(key) => (key === "case.split" ? onSplit(messageId) : onJoin?.(messageId))}
        >
          <CommandItem command="case.split" label={t("matter.splitHere")} />
          {onJoin && <CommandItem command="case.join" label={t("matter.joinOther")} />}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
