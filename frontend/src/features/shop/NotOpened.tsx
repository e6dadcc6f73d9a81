import TriangleAlert from "lucide-react/icons/triangle-alert";
import { timedOut } from "../../api/bridge";
import { useDesk } from "../../api/react";
import type { Problem } from "../../api/types";
import { useAbout } from "../../api/useSettings";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { Folder } from "../../ui/Folder";
import styles from "./shop.module.css";

/** In the window's place when the shop did not open: why, where the data lie, what is safe and what to do. */
export function NotOpened({ problem, onWait }: { problem: Problem; onWait: () => void }) {
  const { t, explain } = useWords();
  const desk = useDesk();
  const dir = useAbout().data?.dir ?? "";
  const damaged = problem.code === "data.damaged";
  const helped = damaged || problem.code === "data.missing";
  // A shop that is slow to open may yet; any other is opened anew by a program that begins anew.
  const retry = problem.code === timedOut ? onWait : () => void desk.about.again().catch(() => undefined);
  return (
    <main className={styles.notOpened}>
      <div role="alert">
        <TriangleAlert size="1.75rem" />
        <h1>{t(damaged ? "damage.title" : "trouble.title")}</h1>
        <p>{explain(problem)}</p>
      </div>
      {helped && <Damage file={problem.params.file ?? ""} />}
      <Folder path={dir} label={t("about.showFolder")} failed={t("about.showFailed")} onShow={desk.about.showFolder}>
        <Button look="primary" onClick={retry}>
          {t("trouble.retry")}
        </Button>
      </Folder>
    </main>
  );
}

function Damage({ file }: { file: string }) {
  const { t } = useWords();
  return (
    <>
      <h2>{t("damage.safe")}</h2>
      <ul>
        <li>{t("damage.safeUntouched")}</li>
        <li>{t("damage.safeServer")}</li>
        <li>{t(file.endsWith("raw.db") ? "damage.safeMain" : "damage.safeRaw")}</li>
      </ul>
      <h2>{t("damage.todo")}</h2>
      <ol>
        <li>
          {t("damage.todoCopy")} {t("damage.onlyHere")}
        </li>
        <li>{t("damage.todoDisk")}</li>
        <li>{t("damage.todoOlder")}</li>
      </ol>
    </>
  );
}
