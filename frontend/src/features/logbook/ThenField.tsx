import AlarmClock from "lucide-react/icons/alarm-clock";
import { useRef, useState } from "react";
import type { LogSheet, Then } from "../../api/logbook";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { moment, tomorrowMorning } from "../../lib/time";
import { useMomentsWords } from "../../moments";
import { Button } from "../../ui/Button";
import { MomentsPopover } from "../../ui/Moments";
import { Chips } from "./Chips";
import styles from "./logbook.module.css";

const thens = ["nothing", "wait", "remind", "reply"] as const satisfies readonly Then[];

type Props = { sheet: LogSheet; onChange: (part: Partial<LogSheet>) => void; error: string | undefined };

/** What is left to do, and when to be reminded of it: tomorrow morning, unless something else is said. */
export function ThenField({ sheet, onChange, error }: Props) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  const anchor = useRef<HTMLDivElement>(null);
  const [choosing, setChoosing] = useState(false);
  const choose = (then: Then) =>
    onChange({ then, until: then !== "remind" ? 0 : sheet.until > now ? sheet.until : tomorrowMorning(Date.now()) });
  return (
    <div className={styles.field} ref={anchor}>
      <Chips
        label={t("logbook.then")}
        options={thens.map((value) => ({ value, label: t(`logbook.then.${value}`) }))}
        value={sheet.then}
        onChange={(then) => then !== "" && choose(then)}
      />
      {sheet.then === "remind" && (
        <Button look="line" className={styles.when} aria-haspopup="dialog" onClick={() => setChoosing(true)}>
          <AlarmClock size="1.125rem" strokeWidth={1.9} />
          {t("logbook.remind.at", { time: moment(now, sheet.until, locale) })}
        </Button>
      )}
      {error !== undefined && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      <MomentsPopover
        words={useMomentsWords()}
        anchor={anchor}
        open={choosing}
        onOpen={setChoosing}
        title={t("logbook.remind")}
        set={t("logbook.remind.set")}
        onChoose={(until) => {
          setChoosing(false);
          onChange({ until });
        }}
      />
    </div>
  );
}
