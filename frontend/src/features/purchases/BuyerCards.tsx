import type { CSSProperties } from "react";
import type { Bought, YearSum } from "../../api/purchases";
import { useBought } from "../../api/usePurchases";
import { useWords } from "../../i18n/react";
import { numberFormat, relativeTimeFormat } from "../../lib/intl";
import { money, roundMoney } from "../../lib/money";
import { Hidden } from "../../ui/Hidden";
import { Seal } from "../../ui/Seal";
import styles from "./purchases.module.css";

type Props = {
  customerId: string;
  /** Shows what she bought; before a moment, 0: all of it. */
  onOpen: (before: number) => void;
};

/** How a buyer stands among all, and what she paid year by year. Each opens what it is reckoned from. */
export function BuyerCards({ customerId, onOpen }: Props) {
  const { t } = useWords();
  const bought = useBought(customerId).data;
  if (!bought) return null;
  if (bought.purchases === 0) {
    return (
      <section className={styles.figures} aria-label={t("buyer.ever")}>
        <p className={styles.label}>{t("buyer.ever")}</p>
        <p className={styles.meta}>{t("bought.none")}</p>
      </section>
    );
  }
  return (
    <>
      <Standing bought={bought} onOpen={() => onOpen(0)} />
      <Paid bought={bought} onOpen={onOpen} />
    </>
  );
}

function Standing({ bought, onOpen }: { bought: Bought; onOpen: () => void }) {
  const { t, locale } = useWords();
  const { segment, r, f, v, ownCuts, days, times } = bought;
  if (segment === "") return null;
  const ago = relativeTimeFormat(locale, { numeric: "auto" });
  const lately = days < 60 ? ago.format(-days, "day") : ago.format(-Math.round(days / 30), "month");
  const meters = [
    { name: t("buyer.recency"), score: r, from: lately },
    { name: t("buyer.frequency"), score: f, from: t("buyer.times", { n: times }) },
    { name: t("buyer.value"), score: v, from: roundMoney(bought.yearCents, bought.currency, locale) },
  ];
  return (
    <section className={styles.figures} aria-label={t(`segment.${segment}`)}>
      <button
        type="button"
        className={styles.standing}
        title={t(ownCuts ? "bought.rfv.own" : "bought.rfv", { r, f, v })}
        onClick={onOpen}
      >
        <Seal segment={segment} large />
        <span>
          <b>{t(`segment.${segment}`)}</b>
          <span>{t("bought.score", { r, f, v })}</span>
        </span>
      </button>
      <dl className={styles.meters}>
        {meters.map(({ name, score, from }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <span className={styles.meter} role="img" aria-label={t("buyer.of5", { n: score })}>
                {[1, 2, 3, 4, 5].map((step) => (
                  <i key={step} data-on={step <= score || undefined} />
                ))}
              </span>
              <button type="button" className={styles.from} onClick={onOpen}>
                {from}
              </button>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** How many years there is room for. */
const mostYears = 6;

function Paid({ bought, onOpen }: { bought: Bought; onOpen: (before: number) => void }) {
  const { t, locale } = useWords();
  const amount = (cents: number) => money(cents, bought.currency, locale);
  const years = bought.years.slice(-mostYears);
  return (
    <section className={styles.figures} aria-label={t("buyer.ever")}>
      <button type="button" className={styles.paid} onClick={() => onOpen(0)}>
        <span className={styles.label}>{t("buyer.ever")}</span>
        <b>{amount(bought.cents)}</b>
        <span className={styles.meta}>
          {t("bought.count", { n: bought.purchases })} ·{" "}
          {t("bought.average", { value: roundMoney(bought.average, bought.currency, locale) })}
        </span>
      </button>
      {bought.forecast > 0 && <Forecast bought={bought} />}
      {years.length > 1 && <Years years={years} amount={amount} onOpen={onOpen} />}
    </section>
  );
}

/** What she will be worth if she goes on like this, and what that is reckoned from. */
function Forecast({ bought }: { bought: Bought }) {
  const { t, locale } = useWords();
  const { forecast, forecastYears, average, perYear, currency } = bought;
  return (
    <p className={styles.meta}>
      {t("buyer.forecast", { years: forecastYears, value: roundMoney(forecast, currency, locale) })}
      <span className={styles.formula}>
        {t("buyer.forecast.formula", {
          average: roundMoney(average, currency, locale),
          times: numberFormat(locale, { maximumFractionDigits: 1 }).format(perYear),
          years: forecastYears,
        })}
      </span>
    </p>
  );
}

type YearsProps = { years: YearSum[]; amount: (cents: number) => string; onOpen: (before: number) => void };

function Years({ years, amount, onOpen }: YearsProps) {
  const { t } = useWords();
  const most = Math.max(...years.map((each) => each.cents), 1);
  return (
    <ol className={styles.years}>
      {years.map(({ year, cents }, index) => (
        <li key={year}>
          <button
            type="button"
            title={t("buyer.year", { year: String(year), value: amount(cents) })}
            onClick={() => onOpen(new Date(year + 1, 0, 1).getTime())}
          >
            <i style={{ "--high": cents / most } as CSSProperties} data-now={index === years.length - 1 || undefined} />
            <span>{String(year).slice(-2)}</span>{" "}
            <Hidden>{t("buyer.year", { year: String(year), value: amount(cents) })}</Hidden>
          </button>
        </li>
      ))}
    </ol>
  );
}
