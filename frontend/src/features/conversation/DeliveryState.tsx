import Check from "lucide-react/icons/check";
import CheckCheck from "lucide-react/icons/check-check";
import CircleAlert from "lucide-react/icons/circle-alert";
import Clock from "lucide-react/icons/clock";
import { problemOf } from "../../api/bridge";
import { useDesk } from "../../api/react";
import type { Delivery, DeliveryState } from "../../api/types";
import { useWords } from "../../i18n/react";
import { providerPage } from "../../i18n/translate";
import { Button } from "../../ui/Button";
import { useToasts } from "../../ui/toasts";
import styles from "./conversation.module.css";

const marks: Record<DeliveryState, typeof Check> = {
  queued: Clock,
  sending: Clock,
  uncertain: Clock,
  held: CircleAlert,
  cancelled: CircleAlert,
  failed: CircleAlert,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
};

/** How far a message of ours has come, as a mark and a word. */
export function DeliveryWord({ delivery }: { delivery: Delivery }) {
  const { t } = useWords();
  const Mark = marks[delivery.state];
  return (
    <span className={styles.delivery} data-state={delivery.state}>
      <span aria-hidden="true">·</span>
      {t(`delivery.${delivery.state}`)}
      <Mark size="0.875rem" strokeWidth={2.2} />
    </span>
  );
}

/** Which deeds help in which state. */
const canRetry = new Set<DeliveryState>(["failed", "held", "uncertain"]);
const canCancel = new Set<DeliveryState>(["queued", "held", "uncertain", "failed"]);

/** Why it did not leave, and what can be done about it. The undo of a fresh reply is the toast's. */
export function DeliveryProblem({ delivery }: { delivery: Delivery }) {
  const { t, explain } = useWords();
  const desk = useDesk();
  const toasts = useToasts();
  const waiting = delivery.state === "queued" && delivery.problem !== null;
  if (!canRetry.has(delivery.state) && !waiting) return null;
  const page = delivery.problem ? providerPage(delivery.problem) : undefined;
  const run = (deed: Promise<void>) => {
    deed.catch((thrown: unknown) => toasts.show({ tone: "bad", text: explain(problemOf(thrown)) }));
  };
  return (
    <div className={styles.problem} data-state={delivery.state}>
      {delivery.problem && <p>{explain(delivery.problem)}</p>}
      <div className={styles.deeds}>
        {canRetry.has(delivery.state) && (
          <Button look="line" onClick={() => run(desk.conversation.retrySend(delivery.id))}>
            {t("delivery.retry")}
          </Button>
        )}
        {canCancel.has(delivery.state) && (
          <Button look="quiet" onClick={() => run(desk.conversation.cancelSend(delivery.id))}>
            {t("delivery.cancel")}
          </Button>
        )}
        {page && (
          <Button look="link" onClick={() => run(desk.shop.openLink(page))}>
            {t("delivery.more")}
          </Button>
        )}
      </div>
    </div>
  );
}
