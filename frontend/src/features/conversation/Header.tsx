import AlarmClock from "lucide-react/icons/alarm-clock";
import ArrowLeft from "lucide-react/icons/arrow-left";
import Check from "lucide-react/icons/check";
import PanelRight from "lucide-react/icons/panel-right-open";
import RotateCcw from "lucide-react/icons/rotate-ccw";
import type { Card } from "../../api/types";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { moment } from "../../lib/time";
import { Button } from "../../ui/Button";
import styles from "./conversation.module.css";
import { SnoozeMenu } from "./SnoozeMenu";

export type HeaderActions = {
  onClose: () => void;
  onReopen: () => void;
  onSnooze: (until: number) => void;
  /** Present only where the list is hidden behind the conversation. */
  onBack?: (() => void) | undefined;
  /** Present only where the customer's panel is hidden. */
  onCustomer?: (() => void) | undefined;
};

type Props = HeaderActions & { card: Card; snoozeOpen: boolean; onSnoozeOpen: (open: boolean) => void };

export function Header({ card, snoozeOpen, onSnoozeOpen, onClose, onReopen, onSnooze, onBack, onCustomer }: Props) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  // Where the list is hidden the customer is what the page is about.
  const Title = onBack ? "h1" : "h2";
  const rests = card.state === "closed" || card.state === "snoozed";
  const restWord = t(rests ? "conversation.reopen" : "conversation.close");
  return (
    <header className={styles.header}>
      {onBack && (
        <Button look="icon" aria-label={t("conversation.back")} onClick={onBack}>
          <ArrowLeft size="1.25rem" />
        </Button>
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
      </div>
      {!rests && (
        <SnoozeMenu open={snoozeOpen} onOpen={onSnoozeOpen} onSnooze={onSnooze}>
          <AlarmClock size="1.25rem" />
          {t("conversation.snooze")}
        </SnoozeMenu>
      )}
      <Button look="line" aria-keyshortcuts="E" title={`${restWord} (E)`} onClick={rests ? onReopen : onClose}>
        {rests ? <RotateCcw size="1.25rem" /> : <Check size="1.25rem" />}
        {restWord}
      </Button>
      {onCustomer && (
        <Button look="icon" aria-label={t("conversation.customer")} aria-keyshortcuts="V" onClick={onCustomer}>
          <PanelRight size="1.25rem" />
        </Button>
      )}
    </header>
  );
}
