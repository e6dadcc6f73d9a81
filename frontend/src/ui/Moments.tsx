import { type DateValue, fromDate, getLocalTimeZone, toCalendarDateTime } from "@internationalized/date";
import { type ReactNode, useState } from "react";
import { DateField, DateInput, DateSegment, Heading, Label } from "react-aria-components";
import { clock, daysBetween, moment, type SnoozePreset, snoozePresets } from "../lib/time";
import { Button } from "./Button";
import styles from "./moments.module.css";

type Props = {
  locale: string;
  words: { title: string; preset: (preset: SnoozePreset) => string; other: string; set: string; past: string };
  onChoose: (at: number) => void;
  /** Stands between the title and the moments. */
  children?: ReactNode;
  /** After this moment something will not do, and that is said when it can be chosen. */
  limit?: { at: number; words: string } | undefined;
};

const zone = getLocalTimeZone();

/** When something is to be: the usual moments, or any other. Stands in a Dialog. */
export function Moments({ locale, words, onChoose, children, limit }: Props) {
  const [now] = useState(() => Date.now());
  const presets = snoozePresets(now);
  const first = presets.find(({ preset }) => preset === "tomorrow")?.until ?? now;
  const [value, setValue] = useState<DateValue | null>(() => toCalendarDateTime(fromDate(new Date(first), zone)));
  const other = value ? value.toDate(zone).getTime() : 0;
  const past = other <= now;
  const latest = Math.max(other, ...presets.map(({ until }) => until));
  return (
    <>
      <Heading slot="title" className={styles.title ?? ""}>
        {words.title}
      </Heading>
      {children}
      <ul>
        {presets.map(({ preset, until }) => (
          <li key={preset}>
            <Button look="quiet" className={styles.moment} onClick={() => onChoose(until)}>
              {words.preset(preset)}
              <span className={styles.time}>
                {daysBetween(now, until) === 1 ? clock(until, locale) : moment(now, until, locale)}
              </span>
            </Button>
          </li>
        ))}
      </ul>
      <form
        className={styles.other}
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
          <Label>{words.other}</Label>
          <DateInput className={styles.dateInput ?? ""}>
            {(segment) => <DateSegment segment={segment} className={styles.segment ?? ""} />}
          </DateInput>
        </DateField>
        <Button look="primary" type="submit" disabled={past}>
          {words.set}
        </Button>
      </form>
      {past && (
        <p className={styles.past} role="status">
          {words.past}
        </p>
      )}
      {limit && latest > limit.at && <p className={styles.limit}>{limit.words}</p>}
    </>
  );
}
