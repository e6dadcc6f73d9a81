import TriangleAlert from "lucide-react/icons/triangle-alert";
import { useDesk, useHealth } from "../../api/react";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { type Repair, repairOf } from "../../lib/repair";
import { moment } from "../../lib/time";
import { Button } from "../../ui/Button";
import { Stopped } from "./Stopped";
import styles from "./shop.module.css";

/** The thin ochre bar of the demonstration shop. */
export function DemoBar() {
  const { t } = useWords();
  const desk = useDesk();
  return (
    <header className={styles.demo}>
      <strong>{t("demo.bar")}</strong>
      <span>{t("demo.text")}</span>
      <Button look="link" onClick={() => void desk.shop.openOwn().catch(() => undefined)}>
        {t("demo.connect")}
      </Button>
    </header>
  );
}

type Props = {
  /** The accounts of the demonstration stay as they are. */
  demo: boolean;
  onRepair: (repair: Repair) => void;
  onConnect: () => void;
};

/**
 * Names every account in trouble, since when, what is safe and the one thing to do. Offline is said by the health
 * line. A shop without any account is told how to get one.
 */
export function AccountTrouble({ demo, onRepair, onConnect }: Props) {
  const { t, locale, explain } = useWords();
  const now = useNow(60_000);
  const health = useHealth().data;
  if (!health) return null;
  const troubled = (health.offline ? [] : health.accounts).flatMap((account) =>
    account.problem ? [{ ...account, problem: account.problem }] : [],
  );
  if (health.accounts.length === 0 && !health.stopped) {
    return (
      <div className={styles.connect}>
        <p>{t("banner.nobody")}</p>
        <Button look="primary" onClick={onConnect}>
          {t("banner.connect")}
        </Button>
      </div>
    );
  }
  if (troubled.length === 0 && !health.stopped) return null;
  return (
    <div role="alert" className={styles.trouble}>
      <ul>
        {health.stopped && (
          <li>
            <TriangleAlert size="1.125rem" />
            <Stopped problem={health.stopped} />
          </li>
        )}
        {troubled.map((account) => {
          const repair = repairOf(account.id, account.problem.code);
          return (
            <li key={account.id}>
              <TriangleAlert size="1.125rem" />
              <span>
                {explain({ code: account.problem.code, params: { ...account.problem.params, account: account.name } })}
                {account.since > 0 && (
                  <small> ({t("health.since", { time: moment(now, account.since, locale) })})</small>
                )}
                {!(demo && repair.step === "password") && (
                  <Button
                    look="line"
                    className={styles.repair}
                    aria-label={t(`banner.${repair.step}Of`, { address: account.name })}
                    onClick={() => onRepair(repair)}
                  >
                    {t(`banner.${repair.step}`)}
                  </Button>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
