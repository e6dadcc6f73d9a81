import Check from "lucide-react/icons/check";
import CheckCheck from "lucide-react/icons/check-check";
import CircleAlert from "lucide-react/icons/circle-alert";
import Clock from "lucide-react/icons/clock";
import { useTakeBack } from "../../api/box";
import { useCard, useDesk } from "../../api/react";
import type { Channel, Delivery, DeliveryState } from "../../api/types";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { providerPage } from "../../i18n/translate";
import { moment } from "../../lib/time";
import { Button } from "../../ui/Button";
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
export function DeliveryWord({ delivery, now }: { delivery: Delivery; now: number }) {
  const { t, locale } = useWords();
  const Mark = marks[delivery.state];
  return (
    <span className={styles.delivery} data-state={delivery.state}>
      <span aria-hidden="true">·</span>
      {delivery.planned
        ? t("delivery.plannedFor", { time: moment(now, delivery.notBefore, locale) })
        : t(`delivery.${delivery.state}`)}
      <Mark size="0.875rem" strokeWidth={2.2} />
    </span>
  );
}

/** Which deeds help in which state. */
const canRetry = new Set<DeliveryState>(["failed", "held", "uncertain"]);
const canCancel = new Set<DeliveryState>(["queued", "held", "uncertain", "failed"]);
/** What certainly has not arrived may go another way. */
const goesElsewhere = new Set<DeliveryState>(["failed", "held"]);
/** What is cancelled comes back into the box; what may have left, or did fail, stays said. */
const comesBack = new Set<DeliveryState>(["queued", "held"]);

type Props = { delivery: Delivery; channel: Channel; customerId: string; now: number };

/**
 * Why it did not leave, or has not yet, and what can be done about it. The undo of a fresh reply is the toast's. What nobody
 * asked for keeps the shop's hours, and is no reply to come back into the box.
 */
export function DeliveryProblem({ delivery, channel, customerId, now, unasked }: Props & { unasked: boolean }) {
  const { t, explain } = useWords();
  const complain = useComplain();
  const desk = useDesk();
  const takeBack = useTakeBack();
  const waiting = delivery.state === "queued" && (delivery.problem !== null || delivery.planned);
  if (!canRetry.has(delivery.state) && !waiting) return null;
  const page = delivery.problem ? providerPage(delivery.problem) : undefined;
  const run = (deed: Promise<unknown>) => {
    deed.catch(complain);
  };
  const cancel = () =>
    run(
      comesBack.has(delivery.state) && !unasked
        ? takeBack(customerId, delivery.id)
        : desk.conversation.cancelSend(delivery.id),
    );
  return (
    <div className={styles.problem} data-state={delivery.planned ? "planned" : delivery.state}>
      {delivery.problem && <p>{explain(delivery.problem)}</p>}
      <div className={styles.deeds}>
        {delivery.planned && !unasked && (
          <Button look="line" onClick={() => run(desk.composer.sendNow(delivery.id))}>
            {t("delivery.sendNow")}
          </Button>
        )}
        {canRetry.has(delivery.state) && (
          <Button look="line" onClick={() => run(desk.conversation.retrySend(delivery.id))}>
            {t("delivery.retry")}
          </Button>
        )}
        {goesElsewhere.has(delivery.state) && !unasked && (
          <OtherWays delivery={delivery} channel={channel} customerId={customerId} now={now} />
        )}
        {canCancel.has(delivery.state) && (
          <Button look="quiet" onClick={cancel}>
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

/** The words go into the box of another channel, to be looked at and sent. */
function OtherWays({ delivery, channel: not, customerId, now }: Props) {
  const { t } = useWords();
  const complain = useComplain();
  const takeBack = useTakeBack();
  const channels = useCard(customerId).data?.channels ?? [];
  const open = channels.filter((each) => each.channel !== not && (!each.windowed || each.windowUntil > now));
  return open.map(({ channel }) => (
    <Button
      key={channel}
      look="line"
      onClick={() => {
        takeBack(customerId, delivery.id, channel).catch(complain);
      }}
    >
      {t("delivery.by", { channel: t(`channel.${channel}`) })}
    </Button>
  ));
}
