import TriangleAlert from "lucide-react/icons/triangle-alert";
import { useHealth } from "../../api/react";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { moment } from "../../lib/time";
import styles from "./shop.module.css";

/** The thin ochre bar of the demonstration shop. */
export function DemoBar() {
  const { t } = useWords();
  return (
    <header className={styles.demo}>
      <strong>{t("demo.bar")}</strong>
      <span>{t("demo.text")}</span>
    </header>
  );
}

/** Names every account in trouble, what is safe and the one thing to do. Offline is said by the health line. */
export function AccountTrouble() {
  const { t, locale, explain } = useWords();
  const now = useNow(60_000);
  const health = useHealth().data;
  if (!health) return null;
  const troubled = (health.offline ? [] : health.accounts).flatMap((account) =>
    account.problem ? [{ ...account, problem: account.problem }] : [],
  );
  if (troubled.length === 0 && !health.stopped) return null;
  return (
    <div role="alert" className={styles.trouble}>
      <ul>
        {health.stopped && (
          <li>
            <TriangleAlert size="1.125rem" />
            <span>{explain(health.stopped)}</span>
          </li>
        )}
        {troubled.map((account) => (
          <li key={account.id}>
            <TriangleAlert size="1.125rem" />
            <span>
              {explain({ code: account.problem.code, params: { account: account.name, ...account.problem.params } })}
              {account.since > 0 && <small> ({t("health.since", { time: moment(now, account.since, locale) })})</small>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
