import { type DateValue, fromDate, getLocalTimeZone, toCalendarDateTime } from "@internationalized/date";
import { type ReactNode, useState } from "react";
import { DateField, Dialog, Heading, Label, Popover } from "react-aria-components";
import { clock, daysBetween, moment } from "../lib/time";
import { Button } from "./Button";
import { DateParts } from "./DateParts";
import { TextInput } from "./form";
import styles from "./moments.module.css";

/** Which moments can be chosen, and what asking for one says. */
export type MomentsWords = {
  locale: string;
  /** The usual ones, each with its name, and what the field for any other begins with. */
  usual: (now: number) => { name: string; at: number }[];
  begin: (now: number) => number;
  fits: (at: number, now: number) => boolean;
  unfit: string;
  /** A moment in words, and what one looks like. */
  read: (typed: string, now: number, locale: string) => number | null;
  spoken: string;
  spokenExample: string;
  notUnderstood: string;
  other: string;
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

/** Opens over the page to ask for a moment: the usual ones, or any other. */
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
  const usual = words.usual(now);
  const [value, setValue] = useState<DateValue | null>(() => dateValue(words.begin(now)));
  const [spoken, setSpoken] = useState("");
  const understood = words.read(spoken, now, locale);
  const unclear = spoken.trim() !== "" && understood === null;
  const speak = (typed: string) => {
    setSpoken(typed);
    const said = words.read(typed, now, locale);
    if (said !== null) setValue(dateValue(said));
  };
  const other = value ? value.toDate(zone).getTime() : 0;
  const unfit = !words.fits(other, now);
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
          if (!unfit && !unclear) onChoose(other);
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
          {usual.map(({ name, at }) => (
            <li key={name}>
              <Button look="quiet" className={styles.moment} onClick={() => onChoose(at)}>
                {name}
                <span className={styles.time}>
                  {Math.abs(daysBetween(now, at)) === 1 ? clock(at, locale) : moment(now, at, locale)}
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
            isInvalid={unfit}
            className={styles.date ?? ""}
          >
            <Label>{words.other}</Label>
            <DateParts />
          </DateField>
          <Button look="primary" type="submit" disabled={unfit || unclear}>
            {set}
          </Button>
        </div>
      </form>
      {unfit && (
        <p className={styles.hint} data-tone="bad" role="status">
          {words.unfit}
        </p>
      )}
      {about?.(Math.max(other, ...usual.map(({ at }) => at)), now)}
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
