import { useCallback, useRef, useState } from "react";
import { useCard, useChanges } from "./api/react";
import type { Change } from "./api/types";
import { useWords } from "./i18n/react";
import { Hidden } from "./ui/Hidden";

/** How often a screen reader may be told of new messages. */
const announceEvery = 5_000;

/** Tells a screen reader, politely and not too often, who has written. */
export function Announcer() {
  const { t } = useWords();
  const [arrived, setArrived] = useState<Change | null>(null);
  const told = useRef(0);
  useChanges(
    useCallback((change: Change) => {
      if (change.kind !== "message_arrived" || !change.customerId || Date.now() - told.current < announceEvery) return;
      told.current = Date.now();
      setArrived(change);
    }, []),
  );
  return (
    <Hidden>
      <span role="status" aria-live="polite">
        {arrived?.customerId && (
          <Arrived key={arrived.messageId} customerId={arrived.customerId} channel={arrived.channel} words={t} />
        )}
      </span>
    </Hidden>
  );
}

type ArrivedProps = { customerId: string; channel: Change["channel"]; words: ReturnType<typeof useWords>["t"] };

function Arrived({ customerId, channel, words }: ArrivedProps) {
  const card = useCard(customerId).data;
  if (!card) return null;
  return words("announce.arrived", { name: card.name, channel: words(`channel.${channel ?? "other"}`) });
}
