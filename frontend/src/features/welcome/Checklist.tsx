import Check from "lucide-react/icons/check";
import { useSyncExternalStore } from "react";
import { useWords } from "../../i18n/react";
import { Hidden } from "../../ui/Hidden";
import { steps, type Tried } from "./tried";
import styles from "./welcome.module.css";

/** Five things to try in the demonstration shop, in place of a tour. */
export function Checklist({ tried }: { tried: Tried }) {
  const { t } = useWords();
  const done = useSyncExternalStore(tried.subscribe, tried.done);
  return (
    <section className={styles.checklist} aria-label={t("try.title")}>
      <h2>{t("try.title")}</h2>
      <p>{t(done.length === steps.length ? "try.all" : "try.text")}</p>
      <ul>
        {steps.map((step) => (
          <li key={step} data-done={done.includes(step) || undefined}>
            <span className={styles.tick} aria-hidden="true">
              {done.includes(step) && <Check size="1rem" strokeWidth={3} />}
            </span>
            {done.includes(step) ? (
              <>
                <span aria-hidden="true">{t(`try.${step}`)}</span>
                <Hidden>{t("try.done", { text: t(`try.${step}`) })}</Hidden>
              </>
            ) : (
              t(`try.${step}`)
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
