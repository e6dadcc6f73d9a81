import CalendarClock from "lucide-react/icons/calendar-clock";
import type { Case } from "../../api/cases";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { promiseWords } from "../../moments";
import styles from "./cases.module.css";

/** In which state a case is, what it is about, and what is promised in it. */
export function CaseChips({ of }: { of: Case }) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  return (
    <span className={styles.chips}>
      {of.promisedAt > 0 && of.state !== "closed" && (
        <span className={styles.chip} data-promise={of.promisedAt <= now ? "late" : "due"}>
          <CalendarClock size="0.875rem" strokeWidth={2.2} />
          {promiseWords(of, now, locale, t)}
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
