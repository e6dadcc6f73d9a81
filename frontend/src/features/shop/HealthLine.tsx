import RefreshCw from "lucide-react/icons/refresh-cw";
import { useDesk, useHealth } from "../../api/react";
import type { FirstReading, Health } from "../../api/types";
import { useWords } from "../../i18n/react";
import { readingWords } from "../../i18n/reading";
import type { Translate } from "../../i18n/translate";
import { useNow } from "../../lib/now";
import { daysBetween, moment } from "../../lib/time";
import { Button } from "../../ui/Button";
import styles from "./shop.module.css";

type Tone = "ok" | "warn" | "bad";

/** The first readings under way as one: all their messages, and the month of the one that is furthest back. */
export function firstReading(health: Health): FirstReading | null {
  const all = health.accounts.flatMap((account) => account.reading ?? []);
  const known = all.filter((reading) => reading.at > 0);
  if (known.length === 0) return null;
  const sum = (of: "done" | "total") => all.reduce((total, reading) => total + reading[of], 0);
  const counted = all.every((reading) => reading.total > 0);
  return { at: Math.min(...known.map((each) => each.at)), done: sum("done"), total: counted ? sum("total") : 0 };
}

/** What the line says, and the colour of its dot; the words alone are enough. */
export function healthWords(health: Health, now: number, t: Translate, locale: string): { tone: Tone; text: string } {
  const troubled = health.accounts.filter((account) => account.problem).length;
  if (health.stopped) return { tone: "bad", text: t("health.stopped") };
  if (health.accounts.length === 0) return { tone: "warn", text: t("health.none") };
  if (health.locked) return { tone: "warn", text: t("health.locked") };
  if (health.offline) return { tone: "warn", text: t("health.offline", { time: moment(now, health.since, locale) }) };
  if (troubled > 0) return { tone: "bad", text: t("health.trouble", { n: troubled }) };
  const reading = firstReading(health);
  if (reading) return { tone: "ok", text: readingWords(reading, t, locale) };
  if (health.checking) return { tone: "ok", text: t("health.checking") };
  if (health.checkedAt === 0) return { tone: "warn", text: t("health.never") };
  const time = moment(now, health.checkedAt, locale);
  const key = daysBetween(now, health.checkedAt) === 0 ? "health.ok" : "health.okEarlier";
  return { tone: "ok", text: t(key, { time }) };
}

/** The line at the foot of the list: is everything in, and since when. */
export function HealthLine() {
  const { t, locale } = useWords();
  const desk = useDesk();
  const now = useNow(30_000);
  const health = useHealth().data;
  const said = health ? healthWords(health, now, t, locale) : null;
  return (
    <div className={styles.line}>
      <span className={styles.dot} data-tone={said?.tone} aria-hidden="true" />
      {/* How far a reading is would be read aloud every other second. */}
      <span className={styles.words} role="status" aria-live={health?.checking ? "off" : "polite"}>
        {said?.text}
      </span>
      <Button
        look="icon"
        className={styles.check}
        aria-label={t("health.check")}
        disabled={health?.checking ?? true}
        onClick={() => void desk.shop.checkNow().catch(() => undefined)}
      >
        <RefreshCw size="1rem" />
      </Button>
    </div>
  );
}
