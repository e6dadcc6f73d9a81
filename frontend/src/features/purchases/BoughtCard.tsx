import type { Purchase } from "../../api/purchases";
import { useBought } from "../../api/usePurchases";
import { useWords } from "../../i18n/react";
import { useAvailableCommands } from "../../lib/commands";
import { money } from "../../lib/money";
import { useNow } from "../../lib/now";
import { listTime } from "../../lib/time";
import { Button } from "../../ui/Button";
import { CommandButton } from "../../ui/CommandButton";
import { Seal } from "../../ui/Seal";
import { PurchaseMenu } from "./PurchaseMenu";
import styles from "./purchases.module.css";

type Props = {
  customerId: string;
  heading: "h2" | "h4";
  /** Shows all that she bought. Present where the figures stand by themselves. */
  onAll?: () => void;
};

/** What a customer bought: her seal, the sum, and the latest few. */
export function BoughtCard({ customerId, heading: Title, onAll }: Props) {
  const { t, locale } = useWords();
  const { run } = useAvailableCommands();
  const bought = useBought(customerId).data;
  if (!bought) return null;
  const { segment, last, r, f, v } = bought;
  const score = { r, f, v };
  const amount = (cents: number) => money(cents, bought.currency, locale);
  return (
    <section className={styles.card} aria-label={t("bought.title")}>
      <div className={styles.head}>
        <Title>{t("bought.title")}</Title>
        {onAll && bought.purchases > last.length && (
          <Button look="link" onClick={() => onAll()}>
            {t("bought.all", { n: bought.purchases })}
          </Button>
        )}
        <CommandButton
          command="purchase.new"
          look="link"
          aria-label={t("command.purchase.new")}
          onClick={() => run("purchase.new")}
        >
          {t("bought.new")}
        </CommandButton>
      </div>
      {!onAll && segment !== "" && (
        <div className={styles.seal}>
          <Seal segment={segment} />
          <div>
            <b>{t(`segment.${segment}`)}</b>
            <span className={styles.meta} title={t(bought.ownCuts ? "bought.rfv.own" : "bought.rfv", score)}>
              {t("bought.score", score)}
            </span>
          </div>
        </div>
      )}
      {!onAll && bought.purchases > 0 && (
        <p className={styles.sum}>
          <b>{amount(bought.cents)}</b>
          <span className={styles.meta}>
            {t("bought.count", { n: bought.purchases })} · {t("bought.average", { value: amount(bought.average) })}
          </span>
        </p>
      )}
      {last.length === 0 ? (
        <p className={styles.meta}>{t("bought.none")}</p>
      ) : (
        <ul className={styles.last} data-first={onAll ? true : undefined} aria-label={t("bought.last")}>
          {last.map((purchase) => (
            <Line key={purchase.id} purchase={purchase} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Line({ purchase }: { purchase: Purchase }) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  return (
    <li>
      <span className={styles.what} dir="auto">
        {purchase.what || t("purchase.unnamed")}
      </span>
      <b data-gone={purchase.cancelled || undefined}>{money(purchase.cents, purchase.currency, locale)}</b>
      <PurchaseMenu purchase={purchase} />
      <span className={styles.meta}>
        {listTime(now, purchase.at, locale)} · {t(`place.${purchase.where}`)}
        {purchase.cancelled && ` · ${t("purchase.cancelled")}`}
        {!purchase.cancelled &&
          purchase.returned > 0 &&
          ` · ${t("purchase.returned", { value: money(purchase.returned, purchase.currency, locale) })}`}
      </span>
    </li>
  );
}
