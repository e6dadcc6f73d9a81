import { type ReactNode, useRef, useState } from "react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { clock, daysBetween, moment, snoozePresets } from "../../lib/time";
import { useMomentsWords } from "../../moments";
import { useCommandButton } from "../../ui/CommandButton";
import { KeyOf } from "../../ui/Keys";
import { MomentsPopover } from "../../ui/Moments";
import styles from "./conversation.module.css";
import head from "./header.module.css";

type Props = { open: boolean; onOpen: (open: boolean) => void; onSnooze: (until: number) => void; children: ReactNode };

/** When the conversation shall come back: the usual moments, each with its hour. */
export function SnoozeMenu({ open, onOpen, onSnooze, children }: Props) {
  const { t, locale } = useWords();
  const now = useNow(30_000);
  const button = useRef<HTMLButtonElement>(null);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <MenuTrigger isOpen={open} onOpenChange={onOpen}>
        <Button ref={button} className={head.snooze ?? ""} {...useCommandButton("conversation.snooze")}>
          {children}
        </Button>
        <Popover className={styles.popover ?? ""} placement="bottom end" offset={4}>
          <Menu className={styles.menu ?? ""}>
            {snoozePresets(now).map(({ preset, until }) => (
              <MenuItem
                key={preset}
                id={preset}
                className={styles.menuItem ?? ""}
                textValue={t(`snooze.${preset}`)}
                onAction={() => onSnooze(until)}
              >
                <span className={styles.menuWords}>{t(`snooze.${preset}`)}</span>
                {preset === "tomorrow" && <KeyOf command="conversation.tomorrow" />}
                <span className={styles.menuTime}>
                  {daysBetween(now, until) === 1 ? clock(until, locale) : moment(now, until, locale)}
                </span>
              </MenuItem>
            ))}
            <MenuItem
              id="other"
              className={styles.menuItem ?? ""}
              textValue={t("snooze.other")}
              onAction={() => setAsking(true)}
            >
              <span className={styles.menuWords}>{t("snooze.other")}</span>
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      <MomentsPopover
        anchor={button}
        open={asking}
        onOpen={setAsking}
        placement="bottom start"
        words={useMomentsWords()}
        title={t("snooze.title")}
        set={t("snooze.set")}
        onChoose={(until) => {
          setAsking(false);
          onSnooze(until);
        }}
      />
    </>
  );
}
