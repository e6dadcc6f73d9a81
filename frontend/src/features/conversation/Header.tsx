import AlarmClock from "lucide-react/icons/alarm-clock";
import ArrowLeft from "lucide-react/icons/arrow-left";
import Check from "lucide-react/icons/check";
import PanelRight from "lucide-react/icons/panel-right-open";
import RotateCcw from "lucide-react/icons/rotate-ccw";
import type { ReactNode } from "react";
import type { Card } from "../../api/types";
import { useWords } from "../../i18n/react";
import type { CommandId } from "../../lib/keymap";
import { useNow } from "../../lib/now";
import { moment } from "../../lib/time";
import { CommandButton } from "../../ui/CommandButton";
import { MoreMenu } from "../../ui/MoreMenu";
import styles from "./header.module.css";
import { SnoozeMenu } from "./SnoozeMenu";

/** What can be done about a conversation besides. */
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

export type HeaderActions = {
  onClose: () => void;
  onReopen: () => void;
  onSnooze: (until: number) => void;
  /** Present where the list, or the search, is hidden behind the conversation. */
  back?: { label: string; run: () => void } | undefined;
  /** Present only where the customer's panel is hidden. */
  onCustomer?: (() => void) | undefined;
};

type Props = HeaderActions & {
  card: Card;
  /** True where the list is not beside it: then the customer is what the page is about. */
  alone: boolean;
  snoozeOpen: boolean;
  onSnoozeOpen: (open: boolean) => void;
  /** The case that it is about. */
  matter: ReactNode;
};

export function Header({
  card,
  snoozeOpen,
  onSnoozeOpen,
  onClose,
  onReopen,
  onSnooze,
  back,
  onCustomer,
  alone,
  matter,
}: Props) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  const Title = alone ? "h1" : "h2";
  const rests = card.state === "closed" || card.state === "snoozed";
  const restWord = t(rests ? "conversation.reopen" : "conversation.close");
  return (
    <header className={styles.header}>
      {back && (
        <CommandButton command="back" look="icon" aria-label={back.label} onClick={back.run}>
          <ArrowLeft size="1.25rem" />
        </CommandButton>
      )}
      <div className={styles.who}>
        <Title className={styles.title} dir="auto">
          {card.name}
        </Title>
        {card.state === "snoozed" && card.snoozedUntil > 0 && (
          <p className={styles.state}>
            {t("conversation.snoozedUntil", { time: moment(now, card.snoozedUntil, locale) })}
          </p>
        )}
        {card.junk && <p className={styles.state}>{t("conversation.junk")}</p>}
        {matter}
      </div>
      <div className={styles.deeds}>
        {!rests && card.state !== "" && (
          <SnoozeMenu open={snoozeOpen} onOpen={onSnoozeOpen} onSnooze={onSnooze}>
            <AlarmClock size="1.25rem" />
            {t("conversation.snooze")}
          </SnoozeMenu>
        )}
        {card.state !== "" && (
          <CommandButton command="conversation.close" look="line" onClick={rests ? onReopen : onClose}>
            {rests ? <RotateCcw size="1.25rem" /> : <Check size="1.25rem" />}
            {restWord}
          </CommandButton>
        )}
        {onCustomer && (
          <CommandButton
            command="customer.panel"
            look="icon"
            aria-label={t("conversation.customer")}
            onClick={onCustomer}
          >
            <PanelRight size="1.25rem" />
          </CommandButton>
        )}
        <MoreMenu
          label={t("conversation.moreActions")}
          offered={offered}
          titleOf={(command) => t(`command.${command}`)}
        />
      </div>
    </header>
  );
}
