import ShoppingBag from "lucide-react/icons/shopping-bag";
import { memo } from "react";
import type { TimelinePurchase } from "../../api/types";
import { useWords } from "../../i18n/react";
import { money } from "../../lib/money";
import { clock, dayName } from "../../lib/time";
import styles from "./conversation.module.css";

type Props = { item: TimelinePurchase; now: number; newDay: boolean; last: boolean };

/** What the customer bought, where it stands among what was said. */
export const PurchaseCard = memo(function PurchaseCard({ item, now, newDay, last }: Props) {
  const { t, locale } = useWords();
  const time = clock(item.at, locale);
  const { purchase } = item;
  const { currency, where } = purchase;
  return (
    <div className={styles.entry} data-last={last || undefined}>
      {newDay && <div className={styles.day}>{dayName(now, item.at, locale)}</div>}
      <article className={styles.event} data-kind="purchase" aria-label={t("purchase.label", { time })}>
        <span className={styles.node} aria-hidden="true">
          <ShoppingBag size="1.0625rem" />
        </span>
        <div className={styles.said}>
          <p className={styles.byline}>
            <b>{t("purchase.byline")}</b>
            <span>{t(`place.${where}`)}</span>
            <span aria-hidden="true">·</span>
            <time dateTime={new Date(item.at).toISOString()}>{time}</time>
          </p>
          <p className={styles.bought} dir="auto">
            {item.text || t("purchase.unnamed")}{" "}
            <b data-gone={purchase.cancelled || undefined}>{money(purchase.cents, currency, locale)}</b>
            {purchase.cancelled && <span>{t("purchase.cancelled")}</span>}
            {!purchase.cancelled && purchase.returned > 0 && (
              <span>{t("purchase.returned", { value: money(purchase.returned, currency, locale) })}</span>
            )}
          </p>
        </div>
      </article>
    </div>
  );
});
