import type { AssistAsk, AssistPayload } from "../../api/assistant";
import { problemOf } from "../../api/bridge";
import { usePayload } from "../../api/useAssistant";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { Dialog, DialogFoot } from "../../ui/Dialog";
import { Skeleton } from "../../ui/Skeleton";
import styles from "./composer.module.css";

/** Exactly what leaves for the model, and where it goes. */
export function PayloadDialog({ ask, onClose }: { ask: AssistAsk; onClose: () => void }) {
  const { t, explain } = useWords();
  const { data, error } = usePayload(ask);
  return (
    <Dialog title={t("payload.title")} onClose={onClose}>
      {error && <p role="alert">{explain(problemOf(error))}</p>}
      {!data && !error && <Skeleton rows={4} label={t("payload.loading")} />}
      {data && <Payload payload={data} />}
      <DialogFoot>
        <Button look="primary" onClick={onClose}>
          {t("payload.close")}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

function Payload({ payload }: { payload: AssistPayload }) {
  const { t } = useWords();
  const { host, place, model, masked, body, reason } = payload;
  if (reason !== "") return <p>{t("payload.nothing", { why: t(`handover.${reason}`) })}</p>;
  return (
    <>
      <p>
        {place === "remote" ? t("payload.to.remote", { model, host }) : t(`payload.to.${place}`, { model })}{" "}
        {t(masked ? "payload.masked" : "payload.plain")}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolled region must be reachable by keyboard */}
      <pre className={styles.payload} tabIndex={0} aria-label={t("payload.title")} role="region">
        {indented(body)}
      </pre>
    </>
  );
}

/** The same JSON with a line for each part, so that it can be read. */
function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
