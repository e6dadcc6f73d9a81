import CalendarClock from "lucide-react/icons/calendar-clock";
import type { Case } from "../../api/cases";
import { useWords } from "../../i18n/react";
import { promiseWords } from "../../moments";

/** By when something was promised, and what. */
export function PromiseLine({ matter, now }: { matter: Case; now: number }) {
  const { t, locale } = useWords();
  return (
    <li data-late={matter.promisedAt <= now || undefined}>
      <CalendarClock size="1rem" />
      <span>
        {promiseWords(matter, now, locale, t)}
        {matter.promise !== "" && <span dir="auto">: {matter.promise}</span>}
      </span>
    </li>
  );
}
