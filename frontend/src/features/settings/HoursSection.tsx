import { type CalendarDate, parseDate, Time } from "@internationalized/date";
import Plus from "lucide-react/icons/plus";
import X from "lucide-react/icons/x";
import { useState } from "react";
import { DateField, FieldError, Label, TimeField } from "react-aria-components";
import type { Day, Hours } from "../../api/settings";
import { usePreferences } from "../../api/useSettings";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { DateParts } from "../../ui/DateParts";
import { NumberInput, Toggle } from "../../ui/form";
import { Group, Section } from "../../ui/Section";
import { obstacleOf, weekFrom } from "./hours";
import { SavedNote, useSave } from "./saving";
import styles from "./settings.module.css";

/** How soon the shop answers, when it is open, and on which days it is not. */
export function HoursSection() {
  const { t } = useWords();
  const kept = usePreferences().hours;
  const save = useSave();
  // What cannot be kept yet, such as a day that closes before it opens, stays on the screen.
  const [hours, setHours] = useState(kept);
  const change = (part: Partial<Hours>) => {
    const next = { ...hours, ...part };
    setHours(next);
    if (obstacleOf(next) === null) save("hours", next);
  };
  const obstacle = obstacleOf(hours);
  return (
    <Section title={t("settings.hours")} aside={<SavedNote />}>
      <Group title={t("hours.target")}>
        <NumberInput
          label={t("hours.reply")}
          hint={t("hours.replyHint")}
          value={hours.replyHours}
          min={1}
          max={240}
          unit="hour"
          moreLabel={t("hours.more")}
          lessLabel={t("hours.less")}
          onChange={(replyHours) => change({ replyHours })}
        />
        <Toggle
          label={t("hours.onlyOpen")}
          hint={t("hours.onlyOpenHint")}
          isSelected={hours.onlyOpen}
          onChange={(onlyOpen) => change({ onlyOpen })}
        />
      </Group>
      <Group title={t("hours.week")}>
        <ul className={styles.week}>
          {weekFrom(1).map((day) => {
            const open = hours.week[day];
            return (
              open && (
                <DayRow
                  key={day}
                  day={day}
                  hours={open}
                  onChange={(next) => change({ week: hours.week.with(day, next) })}
                />
              )
            );
          })}
        </ul>
        {obstacle && (
          <p role="alert" className={styles.bad}>
            {t(`hours.obstacle.${obstacle}`)}
          </p>
        )}
      </Group>
      <Holidays holidays={hours.holidays} onChange={(holidays) => change({ holidays })} />
    </Section>
  );
}

/** A Sunday, so that adding days gives their names. */
const someSunday = Date.UTC(2026, 5, 7, 12);

function DayRow({ day, hours, onChange }: { day: number; hours: Day; onChange: (hours: Day) => void }) {
  const { t, locale } = useWords();
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  const name = capitalised(weekday.format(someSunday + day * 86_400_000), locale);
  return (
    <li>
      <Toggle label={name} isSelected={hours.open} onChange={(open) => onChange({ ...hours, open })} />
      {hours.open ? (
        <span className={styles.times}>
          <TimeInput
            label={t("hours.from", { day: name })}
            minutes={hours.from}
            onChange={(from) => onChange({ ...hours, from })}
          />
          <span aria-hidden="true">–</span>
          <TimeInput
            label={t("hours.to", { day: name })}
            minutes={hours.to}
            onChange={(to) => onChange({ ...hours, to })}
          />
        </span>
      ) : (
        <span className={styles.closed}>{t("hours.closed")}</span>
      )}
    </li>
  );
}

function capitalised(word: string, locale: string): string {
  return word.charAt(0).toLocaleUpperCase(locale) + word.slice(1);
}

type TimeProps = { label: string; minutes: number; onChange: (minutes: number) => void };

function TimeInput({ label, minutes, onChange }: TimeProps) {
  return (
    <TimeField
      aria-label={label}
      value={new Time(Math.floor(minutes / 60) % 24, minutes % 60)}
      onChange={(time) => time && onChange(time.hour * 60 + time.minute)}
    >
      <DateParts small />
    </TimeField>
  );
}

type HolidaysProps = { holidays: string[]; onChange: (holidays: string[]) => void };

function Holidays({ holidays, onChange }: HolidaysProps) {
  const { t, locale } = useWords();
  const [date, setDate] = useState<CalendarDate | null>(null);
  const long = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeZone: "UTC" });
  const name = (day: string) => long.format(new Date(`${day}T12:00:00Z`));
  const add = () => {
    if (!date) return;
    onChange([...new Set([...holidays, date.toString()])].toSorted());
    setDate(null);
  };
  return (
    <Group title={t("hours.holidays")}>
      {holidays.length > 0 && (
        <ul className={styles.holidays}>
          {holidays.map((day) => (
            <li key={day}>
              <span>{name(day)}</span>
              <Button
                look="icon"
                aria-label={t("hours.removeHoliday", { day: name(day) })}
                onClick={() => onChange(holidays.filter((other) => other !== day))}
              >
                <X size="1rem" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form
        className={styles.addHoliday}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <DateField value={date} onChange={setDate} minValue={parseDate("2000-01-01")}>
          <Label className={styles.fieldLabel ?? ""}>{t("hours.holiday")}</Label>
          <DateParts />
          <FieldError className={styles.bad ?? ""} />
        </DateField>
        <Button look="line" type="submit" disabled={!date}>
          <Plus size="1.125rem" />
          {t("hours.addHoliday")}
        </Button>
      </form>
    </Group>
  );
}
