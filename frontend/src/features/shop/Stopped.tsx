import { problemOf } from "../../api/bridge";
import { useDeed, useDesk, useHealth } from "../../api/react";
import type { Problem } from "../../api/types";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import styles from "./shop.module.css";

/** Why nothing is read or sent at all, and what can be done: room is waited for, damage is looked at again. */
export function Stopped({ problem }: { problem: Problem }) {
  const { t, explain } = useWords();
  const desk = useDesk();
  const damaged = problem.code === "data.damaged";
  return (
    <span>
      {explain(problem)} {damaged && `${t("damage.readable")} ${t("damage.closeFirst")}`}
      {problem.code === "data.full" && t("trouble.passes")}
      <Deeds code={problem.code}>
        <Button
          look="line"
          className={styles.repair}
          onClick={() => void desk.about.showFolder().catch(() => undefined)}
        >
          {t("about.showFolder")}
        </Button>
      </Deeds>
    </span>
  );
}

function Deeds({ code, children }: { code: string; children: React.ReactNode }) {
  const { t } = useWords();
  const desk = useDesk();
  const health = useHealth();
  if (code === "data.damaged") return <CheckAgain>{children}</CheckAgain>;
  const tryNow = () => desk.shop.checkNow().then(() => health.refetch());
  const [words, run] =
    code === "data.replaced" ? (["damage.again", desk.about.again] as const) : (["trouble.now", tryNow] as const);
  return (
    <span className={styles.deeds}>
      <Button look="line" className={styles.repair} onClick={() => void run().catch(() => undefined)}>
        {t(words)}
      </Button>
      {children}
    </span>
  );
}

/** What was damaged may be whole again; then the program begins anew, which opens the files anew. */
function CheckAgain({ children }: { children: React.ReactNode }) {
  const { t, explain } = useWords();
  const check = useDeed((house) => house.shop.checkFiles().then(house.about.again));
  const problem = check.error && problemOf(check.error);
  return (
    <>
      <span className={styles.deeds}>
        {/* A button that is disabled would lose the focus. */}
        <Button
          look="line"
          className={styles.repair}
          aria-disabled={check.isPending}
          onClick={() => !check.isPending && check.mutate()}
        >
          {t(check.isPending ? "damage.checking" : "damage.check")}
        </Button>
        {children}
      </span>
      {problem && (
        <span className={styles.checked}>{problem.code === "data.damaged" ? t("damage.still") : explain(problem)}</span>
      )}
    </>
  );
}
