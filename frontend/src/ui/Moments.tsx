import { type DateValue, fromDate, getLocalTimeZone, toCalendarDateTime } from "@internationalized/date";
import { type ReactNode, useState } from "react";
import { DateField, DateInput, DateSegment, Dialog, Heading, Label, Popover } from "react-aria-components";
import { spokenMoment } from "../lib/spokenMoment";
import { clock, daysBetween, moment, type SnoozePreset, snoozePresets } from "../lib/time";
import { Button } from "./Button";
import { TextInput } from "./form";
import styles from "./moments.module.css";

export type MomentsWords = {
  locale: string;
  presetOf: (preset: SnoozePreset) => string;
  /** A moment in words, and what one looks like. */
  spoken: string;
  spokenExample: string;
  notUnderstood: string;
  other: string;
  past: string;
};

type MomentsProps = {
  words: MomentsWords;
  title: string;
  /** What takes another day and hour than the usual. */
  set: string;
  onChoose: (at: number) => void;
  /** What is to be said of a moment that can be chosen, the latest of them. */
  about?: (latest: number, now: number) => ReactNode;
  /** What else is asked, after the moment. */
  children?: ReactNode;
};

type Props = MomentsProps & {
  anchor: React.RefObject<HTMLElement | null>;
  open: boolean;
  onOpen: (open: boolean) => void;
  /** Where there is most room. */
  placement?: "top end" | "bottom start";
};

/** Opens over the page to ask for a moment to come: the usual ones, or any other. */
export function MomentsPopover({ anchor, open, onOpen, placement = "top end", ...rest }: Props) {
  return (
    <Popover
      className={styles.popover ?? ""}
      triggerRef={anchor}
      isOpen={open}
      onOpenChange={onOpen}
      placement={placement}
      offset={6}
    >
      <Dialog className={styles.moments ?? ""} aria-label={rest.title}>
        <Moments {...rest} />
      </Dialog>
    </Popover>
  );
}

const zone = getLocalTimeZone();

const dateValue = (ms: number): DateValue => toCalendarDateTime(fromDate(new Date(ms), zone));

function Moments({ words, title, set, onChoose, about, children }: MomentsProps) {
  const { locale } = words;
  const [now] = useState(() => Date.now());
  const presets = snoozePresets(now);
  const first = presets.find(({ preset }) => preset === "tomorrow")?.until ?? now;
  const [value, setValue] = useState<DateValue | null>(() => dateValue(first));
  const [spoken, setSpoken] = useState("");
  const understood = spokenMoment(spoken, now, locale);
  const unclear = spoken.trim() !== "" && understood === null;
  const speak = (typed: string) => {
    setSpoken(typed);
    const said = spokenMoment(typed, now, locale);
    if (said !== null) setValue(dateValue(said));
  };
  const other = value ? value.toDate(zone).getTime() : 0;
  const past = other <= now;
  return (
    <>
      <Heading slot="title" className={styles.title ?? ""}>
        {title}
      </Heading>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          // It stands in the form that asks for the moment, on the page's tree though not in its place.
          event.stopPropagation();
          if (!past && !unclear) onChoose(other);
        }}
      >
        <div className={styles.typed}>
          <TextInput
            label={words.spoken}
            value={spoken}
            onChange={speak}
            hint={words.spokenExample}
            error={unclear ? words.notUnderstood : undefined}
            maxLength={60}
            startHere
          />
          {children}
        </div>
        <ul>
          {presets.map(({ preset, until }) => (
            <li key={preset}>
              <Button look="quiet" className={styles.moment} onClick={() => onChoose(until)}>
                {words.presetOf(preset)}
                <span className={styles.time}>
                  {daysBetween(now, until) === 1 ? clock(until, locale) : moment(now, until, locale)}
                </span>
              </Button>
            </li>
          ))}
        </ul>
        <div className={styles.other}>
          <DateField
            granularity="minute"
            value={value}
            onChange={(chosen) => {
              setValue(chosen);
              setSpoken("");
            }}
            isInvalid={past}
            className={styles.date ?? ""}
          >
            <Label>{words.other}</Label>
            <DateInput className={styles.dateInput ?? ""}>
              {(segment) => <DateSegment segment={segment} className={styles.segment ?? ""} />}
            </DateInput>
          </DateField>
          <Button look="primary" type="submit" disabled={past || unclear}>
            {set}
          </Button>
        </div>
      </form>
      {past && (
        <p className={styles.hint} data-tone="bad" role="status">
          {words.past}
        </p>
      )}
      {about?.(Math.max(other, ...presets.map(({ until }) => until)), now)}
    </>
  );
}

/** Something that is to be known about the moments. */
export function MomentsHint({ children }: { children: ReactNode }) {
  return (
    <p className={styles.hint} data-tone="warn">
      {children}
    </p>
  );
}
