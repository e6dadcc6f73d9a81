import ChevronDown from "lucide-react/icons/chevron-down";
import ChevronRight from "lucide-react/icons/chevron-right";
import Clock from "lucide-react/icons/clock";
import NotebookPen from "lucide-react/icons/notebook-pen";
import Send from "lucide-react/icons/send";
import { useRef, useState } from "react";
import { Menu, MenuItem, MenuTrigger, Popover, Button as PressButton, SubmenuTrigger } from "react-aria-components";
import type { ReplyChannel } from "../../api/types";
import { useWords } from "../../i18n/react";
import { useKeysOf } from "../../lib/commands";
import { shownKey } from "../../lib/keys";
import { clock, daysBetween, moment, snoozePresets } from "../../lib/time";
import { Button } from "../../ui/Button";
import styles from "./composer.module.css";
import { Later } from "./Later";
import type { After } from "./useSend";

type Props = {
  channel: ReplyChannel | undefined;
  off: boolean;
  offline: boolean;
  onlyCtrlEnter: boolean;
  now: number;
  onSend: (after: After) => void;
};

/** Send, or note down; beside it what else can be done with a reply. */
export function SendButton({ channel, off, offline, onlyCtrlEnter, now, onSend }: Props) {
  const { t } = useWords();
  const anchor = useRef<HTMLDivElement>(null);
  const [planning, setPlanning] = useState(false);
  if (!channel) {
    return (
      <Button
        look="primary"
        type="submit"
        className={styles.noteDown}
        disabled={off}
        title={t("composer.ctrlEnterNote")}
      >
        <NotebookPen size="1.125rem" />
        {t("composer.noteDown")}
      </Button>
    );
  }
  const ctrl = channel.subject || onlyCtrlEnter;
  return (
    <div className={styles.split} ref={anchor}>
      <Button look="primary" type="submit" disabled={off} title={t(ctrl ? "composer.ctrlEnter" : "composer.enter")}>
        {offline ? <Clock size="1.125rem" /> : <Send size="1.125rem" />}
        {t(offline ? "composer.queue" : "composer.send")}
      </Button>
      <MenuTrigger>
        <PressButton className={styles.chevron ?? ""} isDisabled={off} aria-label={t("composer.more")}>
          <ChevronDown size="1.125rem" />
        </PressButton>
        <Popover className={styles.popover ?? ""} placement="top end" offset={6}>
          <MoreWays now={now} onSend={onSend} onLater={() => setPlanning(true)} />
        </Popover>
      </MenuTrigger>
      <Later
        anchor={anchor}
        open={planning}
        onOpen={setPlanning}
        windowUntil={channel.windowed ? channel.windowUntil : 0}
        onChoose={(at) => {
          setPlanning(false);
          onSend({ at });
        }}
      />
    </div>
  );
}

type MoreProps = { now: number; onSend: (after: After) => void; onLater: () => void };

function MoreWays({ now, onSend, onLater }: MoreProps) {
  const { t, locale } = useWords();
  const [closeKey] = useKeysOf("composer.sendClose");
  const item = styles.menuItem ?? "";
  return (
    <Menu className={styles.menu ?? ""}>
      <MenuItem className={item} textValue={t("composer.sendClose")} onAction={() => onSend({ close: true })}>
        {t("composer.sendClose")}
        {closeKey && <kbd>{shownKey(closeKey)}</kbd>}
      </MenuItem>
      <SubmenuTrigger>
        <MenuItem className={item} textValue={t("composer.sendSnooze")}>
          {t("composer.sendSnooze")}
          <ChevronRight size="1rem" />
        </MenuItem>
        <Popover className={styles.popover ?? ""} offset={-4}>
          <Menu className={styles.menu ?? ""}>
            {snoozePresets(now).map(({ preset, until }) => (
              <MenuItem
                key={preset}
                className={item}
                textValue={t(`snooze.${preset}`)}
                onAction={() => onSend({ snoozeUntil: until })}
              >
                {t(`snooze.${preset}`)}
                <span className={styles.menuTime}>
                  {daysBetween(now, until) === 1 ? clock(until, locale) : moment(now, until, locale)}
                </span>
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </SubmenuTrigger>
      <MenuItem className={item} textValue={t("composer.sendLater")} onAction={onLater}>
        {t("composer.sendLater")}
      </MenuItem>
    </Menu>
  );
}
