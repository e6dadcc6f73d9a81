import { useCallback } from "react";
import { useDrafts } from "./api/box";
import type { Channel } from "./api/types";
import { composerTextId } from "./features/composer/Composer";
import { focusWhenDrawn } from "./lib/focus";

/** Opens the reply box of a customer on a channel; null: on the one that is proposed. What is typed goes along. */
export function useWriteTo(): (customerId: string, channel: Channel | null) => Promise<void> {
  const drafts = useDrafts();
  return useCallback(
    async (customerId, channel) => {
      await drafts.open(customerId);
      const from = drafts.box(customerId)?.slot;
      if (channel === "email" || channel === "sms" || channel === "whatsapp")
        drafts.choose(customerId, from ?? channel, channel);
      focusWhenDrawn(composerTextId);
    },
    [drafts],
  );
}
