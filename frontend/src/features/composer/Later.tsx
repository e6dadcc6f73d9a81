import { Dialog, Popover } from "react-aria-components";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { moment } from "../../lib/time";
import { Moments } from "../../ui/Moments";
import styles from "./composer.module.css";

type Props = {
  anchor: React.RefObject<HTMLElement | null>;
  open: boolean;
  onOpen: (open: boolean) => void;
  /** When WhatsApp stops taking free text; 0: never. */
  windowUntil: number;
  onChoose: (at: number) => void;
};

/** When a reply is to leave: the usual moments, or any other. */
export function Later({ anchor, open, onOpen, windowUntil, onChoose }: Props) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  return (
    <Popover
      className={styles.popover ?? ""}
      triggerRef={anchor}
      isOpen={open}
      onOpenChange={onOpen}
      placement="top end"
      offset={6}
    >
      <Dialog className={styles.later ?? ""} aria-label={t("later.title")}>
        <Moments
          locale={locale}
          words={{
            title: t("later.title"),
            preset: (preset) => t(`snooze.${preset}`),
            other: t("later.other"),
            set: t("later.set"),
            past: t("later.past"),
          }}
          onChoose={onChoose}
          limit={
            windowUntil > 0
              ? { at: windowUntil, words: t("later.window", { time: moment(now, windowUntil, locale) }) }
              : undefined
          }
        />
      </Dialog>
    </Popover>
  );
}
