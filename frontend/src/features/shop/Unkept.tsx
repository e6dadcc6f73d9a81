import { useSyncExternalStore } from "react";
import { useKeeping } from "../../api/box";
import type { Unkept as Words } from "../../api/keeping";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { CopyButton } from "../../ui/CopyButton";
import { Dialog, DialogFoot } from "../../ui/Dialog";
import styles from "./unkept.module.css";

/** Asks before the window closes on words that could not be kept. */
export function Unkept() {
  const keeping = useKeeping();
  const unkept = useSyncExternalStore(keeping.subscribe, keeping.unkept);
  if (unkept.length === 0) return null;
  return <Question unkept={unkept} onStay={keeping.stay} onLeave={keeping.leave} />;
}

type Props = { unkept: readonly Words[]; onStay: () => void; onLeave: () => void };

function Question({ unkept, onStay, onLeave }: Props) {
  const { t, explain } = useWords();
  const text = unkept.map((each) => each.text).join("\n\n");
  const reasons = new Set(unkept.flatMap(({ problem }) => (problem ? [explain(problem)] : [])));
  return (
    <Dialog title={t("unkept.title")} onClose={onStay} alert>
      {[...reasons].map((why) => (
        <p key={why} className={styles.why}>
          {why}
        </p>
      ))}
      <p>{t("unkept.text")}</p>
      <pre className={styles.words} dir="auto">
        {text}
      </pre>
      <DialogFoot>
        <CopyButton text={text} label={t("unkept.copy")} copied={t("unkept.copied")} className={styles.copy} />
        <Button look="line" onClick={onLeave}>
          {t("unkept.leave")}
        </Button>
        <Button
          look="primary"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog begins at its safest answer
          autoFocus
          onClick={onStay}
        >
          {t("unkept.stay")}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
