import Check from "lucide-react/icons/check";
import Flag from "lucide-react/icons/flag";
import Ticket from "lucide-react/icons/ticket";
import type { Case } from "../../api/cases";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { listTime, moment } from "../../lib/time";
import { Button } from "../../ui/Button";
import styles from "./matters.module.css";
import { firstLine, openOnes, promisedIn } from "./rules";

type Props = {
  cases: readonly Case[];
  onKeep: (matter: Case) => void;
  onOpen: (matter: Case) => void;
};

/** What is to be done for a customer next: the first promise to be due, else the oldest open case. */
export function NextStep({ cases, onKeep, onOpen }: Props) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  const promised = promisedIn(cases)[0];
  const next = promised ?? openOnes(cases).toSorted((a, b) => a.openedAt - b.openedAt)[0];
  if (!next) {
    return (
      <section className={styles.next} data-none aria-label={t("next.title")}>
        <p className={styles.nextLabel}>
          <Flag size="1rem" />
          {t("next.title")}
        </p>
        <p>{t("next.none")}</p>
      </section>
    );
  }
  const words = (promised ? promised.promise : "") || firstLine(next.begins) || t("matter.wordless");
  const late = promised && promised.promisedAt <= now;
  return (
    <section className={styles.next} data-late={late || undefined} aria-label={t("next.title")}>
      <p className={styles.nextLabel}>
        <Flag size="1rem" />
        {t("next.title")}
      </p>
      <p className={styles.nextWords} dir="auto">
        {words}
      </p>
      <p>
        {promised
          ? t(late ? "next.was" : "next.by", { time: moment(now, promised.promisedAt, locale) })
          : t("next.since", { time: listTime(now, next.openedAt, locale) })}
      </p>
      <button type="button" className={styles.nextNumber} onClick={() => onOpen(next)}>
        {next.protocol}
      </button>
      {promised ? (
        <Button look="line" className={styles.nextDeed} onClick={() => onKeep(promised)}>
          <Check size="1.125rem" />
          {t("next.keep")}
        </Button>
      ) : (
        <Button look="line" className={styles.nextDeed} onClick={() => onOpen(next)}>
          <Ticket size="1.125rem" />
          {t("next.open")}
        </Button>
      )}
    </section>
  );
}
