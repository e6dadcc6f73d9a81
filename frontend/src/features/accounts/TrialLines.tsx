import CircleAlert from "lucide-react/icons/circle-alert";
import CircleCheck from "lucide-react/icons/circle-check";
import type { Trial } from "../../api/settings";
import type { Problem } from "../../api/types";
import { useWords } from "../../i18n/react";
import styles from "./accounts.module.css";

/** Whether both ways work. */
export function works(trial: Trial): boolean {
  return trial.receive === null && trial.send === null;
}

/** What a test found, both ways, with the reason in words. One reason for both is said once. */
export function TrialLines({ trial, account }: { trial: Trial; account: string }) {
  const { t, explain } = useWords();
  const reason = (problem: Problem) => explain({ ...problem, params: { ...problem.params, account } });
  if (trial.receive && trial.send && trial.receive.code === trial.send.code) {
    return <Line bad title={t("trial.neither")} text={reason(trial.receive)} />;
  }
  return (
    <>
      {trial.receive ? (
        <Line bad title={t("trial.receiveFails")} text={reason(trial.receive)} />
      ) : (
        <Line title={t("trial.receives")} />
      )}
      {trial.send ? (
        <Line bad title={t("trial.sendFails")} text={reason(trial.send)} />
      ) : (
        <Line title={t("trial.sends")} />
      )}
    </>
  );
}

/** Says why there was no test at all. */
export function TrialFailed({ problem }: { problem: Problem }) {
  const { t, explain } = useWords();
  return <Line bad title={t("trial.failed")} text={explain(problem)} />;
}

function Line({ bad = false, title, text }: { bad?: boolean; title: string; text?: string }) {
  const Icon = bad ? CircleAlert : CircleCheck;
  return (
    <div className={styles.trial} data-tone={bad ? "bad" : "ok"}>
      <Icon size="1.25rem" />
      <p>
        <strong>{title}</strong>
        {text !== undefined && <span>{text}</span>}
      </p>
    </div>
  );
}
