import CalendarClock from "lucide-react/icons/calendar-clock";
import type { Case } from "../../api/cases";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { moment } from "../../lib/time";
import styles from "./cases.module.css";

/** In which state a case is, what it is about, and what is promised in it. */
export function CaseChips({ of }: { of: Case }) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  const late = of.promisedAt <= now;
  return (
    <span className={styles.chips}>
      {of.promisedAt > 0 && of.state !== "closed" && (
        <span className={styles.chip} data-promise={late ? "late" : "due"}>
          <CalendarClock size="0.875rem" strokeWidth={2.2} />
          {t(late ? "matter.late" : "matter.promised", { time: moment(now, of.promisedAt, locale) })}
        </span>
      )}
      {of.class !== "" && (
        <span className={styles.chip} data-class={of.class}>
          {t(`class.${of.class}`)}
        </span>
      )}
      <span className={styles.chip} data-state={of.state}>
        {t(`case.state.${of.state}`)}
      </span>
    </span>
  );
}
