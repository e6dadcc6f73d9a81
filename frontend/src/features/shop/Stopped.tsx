import { useDeed, useDesk, useHealth } from "../../api/react";
import type { Problem } from "../../api/types";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import styles from "./shop.module.css";

/** Why nothing is read or sent at all, and what can be done: room is waited for, damage is looked at again. */
export function Stopped({ problem }: { problem: Problem }) {
  const { t, explain } = useWords();
  const desk = useDesk();
  const health = useHealth();
  const check = useDeed((house) => house.shop.checkFiles());
  const damaged = problem.code === "data.damaged";
  const tryNow = () =>
    void desk.shop.checkNow().then(
      () => health.refetch(),
      () => undefined,
    );
  return (
    <span>
      {explain(problem)} {damaged && t("damage.readable")}
      {problem.code === "data.full" && t("trouble.passes")}
      <span className={styles.deeds}>
        {damaged ? (
          <Button look="line" className={styles.repair} disabled={check.isPending} onClick={() => check.mutate()}>
            {t(check.isPending ? "damage.checking" : "damage.check")}
          </Button>
        ) : (
          <Button look="line" className={styles.repair} onClick={tryNow}>
            {t("trouble.now")}
          </Button>
        )}
        <Button
          look="line"
          className={styles.repair}
          onClick={() => void desk.about.showFolder().catch(() => undefined)}
        >
          {t("about.showFolder")}
        </Button>
      </span>
      {check.error && (
        <span role="status" className={styles.checked}>
          {t("damage.still")}
        </span>
      )}
    </span>
  );
}
