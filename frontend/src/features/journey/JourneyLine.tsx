import Megaphone from "lucide-react/icons/megaphone";
import ShoppingBag from "lucide-react/icons/shopping-bag";
import { type CSSProperties, useId, useState } from "react";
import type { Journey } from "../../api/journeys";
import { useJourney } from "../../api/useJourneys";
import { useWords } from "../../i18n/react";
import type { Translate } from "../../i18n/translate";
import { dateFormat, numberFormat } from "../../lib/intl";
import { money } from "../../lib/money";
import { ChannelShape } from "../../ui/channel";
import { Hidden } from "../../ui/Hidden";
import styles from "./journey.module.css";
import { endOf, type Lane, monthsOf, nearest, noonOf, placeOf, type Row, rowsOf, type Shown, sumsOf } from "./scale";

type Props = {
  customerId: string;
  /** Shows a message, or a purchase, where it stands among everything. */
  onShow: (id: string) => void;
  /** Shows the history of a channel, or of what was bought; before a moment, 0: all of it. */
  onHistory: (of: Lane | "", before: number) => void;
};

/** The last twelve months of a customer at a glance, each channel in a row of its own. Every point opens what is behind it. */
export function JourneyLine({ customerId, onShow, onHistory }: Props) {
  const { t } = useWords();
  const journey = useJourney(customerId).data;
  if (!journey) return <section className={styles.card} aria-label={t("journey.title")} aria-busy="true" />;
  const rows = rowsOf(journey);
  return (
    <section className={styles.card} aria-label={t("journey.title")}>
      <div className={styles.head}>
        <h2>
          {t("journey.title")} <span>{t("journey.months")}</span>
        </h2>
        {rows.length > 0 && <Legend rows={rows} />}
      </div>
      {rows.length === 0 ? (
        <p className={styles.none}>{t("journey.none")}</p>
      ) : (
        <Lanes journey={journey} rows={rows} onShow={onShow} onHistory={onHistory} />
      )}
    </section>
  );
}

function Legend({ rows }: { rows: Row[] }) {
  const { t } = useWords();
  const points = rows.flatMap((row) => row.points);
  const kinds = (["contact", "complaint", "praise"] as const).filter((kind) =>
    points.some((each) => each.kind === kind),
  );
  const campaigns = [true, false].filter((seen) =>
    points.some((each) => each.kind === "campaign" && each.seen === seen),
  );
  return (
    <ul className={styles.legend}>
      {kinds.map((kind) => (
        <li key={kind}>
          <i className={styles.dot} data-kind={kind} />
          {t(`journey.${kind}`)}
        </li>
      ))}
      {campaigns.map((seen) => (
        <li key={String(seen)}>
          <i className={styles.dot} data-kind="campaign" data-seen={seen || undefined} />
          {t(seen ? "journey.seen" : "journey.sent")}
        </li>
      ))}
    </ul>
  );
}

type LanesProps = Omit<Props, "customerId"> & { journey: Journey; rows: Row[] };

/** One tab stop: the arrows go along a row, to another one, and to the months. */
function Lanes({ journey, rows, onShow, onHistory }: LanesProps) {
  const { t, locale } = useWords();
  const ids = useId();
  const [at, setAt] = useState({ row: 0, point: (rows[0]?.points.length ?? 1) - 1 });
  const row = Math.min(at.row, rows.length - 1);
  const point = Math.min(at.point, (rows[row]?.points.length ?? 1) - 1);
  const idOf = (r: number, p: number) => `${ids}-${r}-${p}`;
  const go = (r: number, p: number) => {
    setAt({ row: r, point: p });
    document.getElementById(idOf(r, p))?.focus();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const points = rows[row]?.points ?? [];
    const other = event.key === "ArrowDown" ? row + 1 : row - 1;
    const along = { ArrowLeft: point - 1, ArrowRight: point + 1, Home: 0, End: points.length - 1 }[event.key];
    if (along !== undefined) go(row, Math.min(Math.max(along, 0), points.length - 1));
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = rows[other];
      if (next) go(other, nearest(next.points, points[point]?.from ?? 0));
    } else return;
    event.preventDefault();
  };
  const most = Math.max(...rows.flatMap((each) => each.points.map(({ cents }) => cents)));
  const sums = sumsOf(rows.find(({ key }) => key === "purchases")?.points ?? [], journey);
  const months = monthsOf(journey);
  const monthName = (first: number) => {
    const date = new Date(noonOf(first));
    const name = dateFormat(locale, { month: "short" }).format(date).replace(".", "");
    return date.getMonth() === 0 ? `${name} ${String(date.getFullYear()).slice(-2)}` : name;
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the arrows only move among the buttons inside
    <div className={styles.lanes} onKeyDown={onKeyDown}>
      {rows.map((lane, r) => (
        <div
          key={lane.key}
          className={styles.lane}
          data-channel={lane.key}
          data-weeks={lane.points.some((each) => each.from !== each.to) || undefined}
          data-tall={lane.key === "purchases" || undefined}
        >
          <LaneName row={lane} onOpen={() => onHistory(lane.key, 0)} />
          <div className={styles.track}>
            {months.slice(1).map(({ first }) => (
              <i key={first} className={styles.grid} style={{ left: `${placeOf(first, journey)}%` }} />
            ))}
            <ul aria-label={nameOf(lane, t)}>
              {lane.points.map((each, p) => (
                <li key={each.from}>
                  <Point
                    id={idOf(r, p)}
                    point={each}
                    row={lane}
                    journey={journey}
                    most={most}
                    sum={lane.key === "purchases" ? sums.get(each.from) : undefined}
                    stop={r === row && p === point}
                    onFocus={() => setAt({ row: r, point: p })}
                    onOpen={() => (each.id === "" ? onHistory(lane.key, endOf(each.to)) : onShow(each.id))}
                  />
                </li>
              ))}
            </ul>
          </div>
        </div>
      ))}
      <div className={styles.lane} data-months>
        <span />
        <ul className={styles.track} aria-label={t("journey.byMonth")}>
          {months.map(({ first, last }) => (
            <li key={first} style={{ left: `${placeOf(first, journey)}%` }}>
              <button type="button" onClick={() => onHistory("", endOf(last))}>
                {monthName(first)}
                <Hidden>
                  {": "}
                  {t("journey.month", {
                    month: dateFormat(locale, { month: "long", year: "numeric" }).format(noonOf(first)),
                  })}
                </Hidden>
              </button>
            </li>
          ))}
        </ul>
      </div>
      <i
        className={styles.today}
        style={{ "--at": placeOf(journey.today, journey) / 100 } as CSSProperties}
        aria-hidden="true"
      />
    </div>
  );
}

function nameOf({ key, days }: Row, t: Translate): string {
  if (key === "purchases") return t("journey.bought", { n: days });
  if (key === "campaigns") return t("journey.reached", { n: days });
  return t("journey.row", { n: days, channel: t(`channel.${key}`) });
}

function LaneIcon({ of }: { of: Lane }) {
  if (of === "purchases") return <ShoppingBag size="1rem" />;
  if (of === "campaigns") return <Megaphone size="1rem" />;
  return <ChannelShape channel={of} size="1rem" />;
}

/** What a row is of, and on how many days; opens all of it. */
function LaneName({ row, onOpen }: { row: Row; onOpen: () => void }) {
  const { t, locale } = useWords();
  const { key, days } = row;
  return (
    <button type="button" className={styles.name} title={nameOf(row, t)} onClick={onOpen}>
      <LaneIcon of={key} />
      <span>{key === "purchases" || key === "campaigns" ? t(`history.${key}`) : t(`channel.${key}`)}</span>
      <b>{numberFormat(locale, undefined).format(days)}</b>
      <Hidden> {t("journey.days", { n: days })}</Hidden>
    </button>
  );
}

type PointProps = {
  id: string;
  point: Shown;
  row: Row;
  journey: Journey;
  /** The largest sum of all days. */
  most: number;
  /** On which side of its bar the sum is written, where it is. */
  sum: "before" | "after" | undefined;
  stop: boolean;
  onFocus: () => void;
  onOpen: () => void;
};

function Point({ id, point, row, journey, most, sum, stop, onFocus, onOpen }: PointProps) {
  const { t, locale } = useWords();
  const { kind, from, to, n, cents } = point;
  const date = (at: number) => dateFormat(locale, { dateStyle: "medium" }).format(noonOf(at));
  const when = from === to ? date(from) : t("journey.week", { from: date(from), to: date(to) });
  const value = money(cents, journey.currency || "BRL", locale);
  const said = t("journey.said", { n });
  const words =
    kind === "purchase"
      ? t("journey.point.purchase", { date: when, n, value })
      : kind === "campaign"
        ? t(point.seen ? "journey.point.seen" : "journey.point.sent", { date: when })
        : t(`journey.point.${kind}`, { date: when, said });
  const left = `${placeOf((from + to) / 2, journey)}%`;
  const isBar = row.key === "purchases";
  return (
    <>
      <button
        type="button"
        id={id}
        className={isBar ? styles.bar : styles.point}
        style={{ left, "--high": isBar ? Math.max(cents / most, 0.18) : undefined } as CSSProperties}
        tabIndex={stop ? 0 : -1}
        aria-label={words}
        title={words}
        onFocus={onFocus}
        onClick={onOpen}
      >
        <i className={isBar ? undefined : styles.dot} data-kind={kind} data-seen={point.seen || undefined} />
      </button>
      {sum && (
        <span className={styles.most} data-before={sum === "before" || undefined} style={{ left }} aria-hidden="true">
          {money(Math.round(cents / 100) * 100, journey.currency || "BRL", locale).replace(/[.,]00(?!\d)/, "")}
        </span>
      )}
    </>
  );
}
