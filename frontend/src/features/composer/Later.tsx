import { type DateValue, fromDate, getLocalTimeZone, toCalendarDateTime } from "@internationalized/date";
import { useState } from "react";
import { DateField, DateInput, DateSegment, Dialog, Heading, Label, Popover } from "react-aria-components";
import { useWords } from "../../i18n/react";
import { clock, daysBetween, moment, snoozePresets } from "../../lib/time";
import { Button } from "../../ui/Button";
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
export function Later({ anchor, open, onOpen, ...rest }: Props) {
  const { t } = useWords();
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
        <Moments {...rest} />
      </Dialog>
    </Popover>
  );
}

const zone = getLocalTimeZone();

function Moments({ windowUntil, onChoose }: Pick<Props, "windowUntil" | "onChoose">) {
  const { t, locale } = useWords();
  const [now] = useState(() => Date.now());
  const presets = snoozePresets(now);
  const first = presets.find(({ preset }) => preset === "tomorrow")?.until ?? now;
  const [value, setValue] = useState<DateValue | null>(() => toCalendarDateTime(fromDate(new Date(first), zone)));
  const other = value ? value.toDate(zone).getTime() : 0;
  const past = other <= now;
  const latest = Math.max(other, ...presets.map(({ until }) => until));
  return (
    <>
      <Heading slot="title" className={styles.laterTitle ?? ""}>
        {t("later.title")}
      </Heading>
      <ul>
        {presets.map(({ preset, until }) => (
          <li key={preset}>
            <Button look="quiet" className={styles.moment} onClick={() => onChoose(until)}>
              {t(`snooze.${preset}`)}
              <span className={styles.menuTime}>
                {daysBetween(now, until) === 1 ? clock(until, locale) : moment(now, until, locale)}
              </span>
            </Button>
          </li>
        ))}
      </ul>
      <form
        className={styles.otherMoment}
        onSubmit={(event) => {
          event.preventDefault();
          if (!past) onChoose(other);
        }}
      >
        <DateField
          granularity="minute"
          value={value}
          onChange={setValue}
          isInvalid={past}
          className={styles.date ?? ""}
        >
          <Label>{t("later.other")}</Label>
          <DateInput className={styles.dateInput ?? ""}>
            {(segment) => <DateSegment segment={segment} className={styles.segment ?? ""} />}
          </DateInput>
        </DateField>
        <Button look="primary" type="submit" disabled={past}>
          {t("later.set")}
        </Button>
      </form>
      {past && (
        <p className={styles.hint} data-tone="bad" role="status">
          {t("later.past")}
        </p>
      )}
      {windowUntil > 0 && latest > windowUntil && (
        <p className={styles.hint} data-tone="warn">
          {t("later.window", { time: moment(now, windowUntil, locale) })}
        </p>
      )}
    </>
  );
}
