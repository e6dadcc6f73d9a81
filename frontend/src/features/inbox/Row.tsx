import Ban from "lucide-react/icons/ban";
import CalendarClock from "lucide-react/icons/calendar-clock";
import CircleX from "lucide-react/icons/circle-x";
import Clock from "lucide-react/icons/clock-alert";
import Coins from "lucide-react/icons/coins";
import Pencil from "lucide-react/icons/pencil";
import { memo } from "react";
import type { Segment } from "../../api/purchases";
import type { InboxRow } from "../../api/types";
import { useWords } from "../../i18n/react";
import type { Translate } from "../../i18n/translate";
import { money } from "../../lib/money";
import { clock, dayName, daysBetween, lasting, listTime, moment } from "../../lib/time";
import { Avatar } from "../../ui/Avatar";
import { Hidden } from "../../ui/Hidden";
import { Seal } from "../../ui/Seal";
import { Tags } from "../../ui/Tags";
import styles from "./inbox.module.css";

export const rowId = (customerId: string) => `row-${customerId}`;

/** Below this a wait is not worth a line of its own. */
const worthSaying = 5 * 60_000;

/** The segments that make her be served otherwise: a seal on every row would say nothing. */
const sealed: readonly Segment[] = ["star", "at_risk"];

/** What was said last: its words, else what stands for them. Of who never wrote there may be a promise only. */
function snippetOf(row: InboxRow, t: Translate): string {
  if (row.channel === "") return t("row.silent");
  const text = row.snippet || (row.placeholder === "" ? t("row.file") : t(`placeholder.${row.placeholder}`));
  return row.direction === "out" ? t("row.you", { text }) : text;
}

/** What was promised for today, or is late; what is promised for another day is no matter of today. */
function promiseOf({ promisedAt }: InboxRow, now: number, locale: string): { late: boolean; time: string } | null {
  if (promisedAt === 0 || daysBetween(now, promisedAt) > 0) return null;
  const today = daysBetween(now, promisedAt) === 0;
  const time = today
    ? `${dayName(now, promisedAt, locale)}, ${clock(promisedAt, locale)}`
    : moment(now, promisedAt, locale);
  return { late: promisedAt <= now, time };
}

type Props = {
  row: InboxRow;
  now: number;
  selected: boolean;
  tabStop: boolean;
  /** The list is sorted by what each paid, and says it. */
  worth: boolean;
  onOpen: (customerId: string) => void;
};

export const Row = memo(function Row({ row, now, selected, tabStop, worth, onOpen }: Props) {
  const { t, locale } = useWords();
  const waited = row.waitingSince > 0 ? now - row.waitingSince : 0;
  const showsWait = row.state === "reply" && waited >= worthSaying;
  const promised = promiseOf(row, now, locale);
  const paid = worth && row.value > 0 ? money(row.value, row.currency, locale) : "";
  return (
    <button
      type="button"
      id={rowId(row.customerId)}
      className={styles.row}
      data-unread={row.unread > 0 || undefined}
      aria-current={selected ? "true" : undefined}
      tabIndex={tabStop ? 0 : -1}
      onClick={() => onOpen(row.customerId)}
    >
      <Avatar id={row.customerId} name={row.name} channel={row.channel || undefined} />
      <span className={styles.rowText}>
        <span className={styles.line1}>
          <span className={styles.name} dir="auto">
            {row.name}
          </span>
          {row.segment !== "" && sealed.includes(row.segment) && (
            <>
              <Seal segment={row.segment} small title={t(`segment.${row.segment}`)} />
              <Hidden>, {t(`segment.${row.segment}`)}</Hidden>
            </>
          )}
          {row.channel !== "" && (
            <>
              <Hidden>, {t(`channel.${row.channel}`)}, </Hidden>
              <span className={styles.time}>{listTime(now, row.lastAt, locale)}</span>
            </>
          )}
        </span>
        <span className={styles.line2}>
          <span className={styles.snippet} dir="auto">
            {snippetOf(row, t)}
          </span>
          {row.unread > 0 && (
            <span className={styles.unread}>
              <span aria-hidden="true">{row.unread}</span>
              <Hidden>, {t("row.unread", { n: row.unread })}</Hidden>
            </span>
          )}
        </span>
        {(paid || promised || showsWait || row.failed || row.draft || row.junk || row.tags.length > 0) && (
          <span className={styles.line3}>
            {row.failed && (
              <span className={styles.chip} data-tone="bad">
                <CircleX size="0.875rem" strokeWidth={2.2} />
                {t("row.failed")}
              </span>
            )}
            {row.junk && (
              <span className={styles.chip}>
                <Ban size="0.875rem" strokeWidth={2.2} />
                {t("row.junk")}
              </span>
            )}
            {paid && (
              <span className={styles.chip}>
                <Coins size="0.875rem" strokeWidth={2.2} />
                {paid}
                <Hidden> {t("row.worth")}</Hidden>
              </span>
            )}
            {promised && (
              <span className={styles.chip} data-tone={promised.late ? "bad" : "warn"}>
                <CalendarClock size="0.875rem" strokeWidth={2.2} />
                {t(promised.late ? "row.late" : "row.promised", { time: promised.time })}
              </span>
            )}
            {row.draft && (
              <span className={styles.chip} data-tone="draft">
                <Pencil size="0.875rem" strokeWidth={2.2} />
                {t("row.draft")}
              </span>
            )}
            {showsWait && (
              <span className={styles.chip} data-tone={row.overdue ? "bad" : undefined}>
                {row.overdue && <Clock size="0.875rem" strokeWidth={2.2} />}
                {t("row.waiting", { time: lasting(waited, locale) })}
              </span>
            )}
            <Tags tags={row.tags} most={2} more={(n) => t("tags.more", { n })} />
          </span>
        )}
      </span>
    </button>
  );
});
