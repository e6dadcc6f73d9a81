import { useCallback } from "react";
import { useDrafts } from "./api/box";
import type { Channel } from "./api/types";
import { composerTextId } from "./features/composer/Composer";

/** Opens the reply box of a customer on a channel; null: on the one that is proposed. What is typed goes along. */
export function useWriting(): (customerId: string, channel: Channel | null) => Promise<void> {
  const drafts = useDrafts();
  return useCallback(
    async (customerId, channel) => {
      await drafts.open(customerId);
      const from = drafts.box(customerId)?.slot;
      if (channel !== null && channel !== "other") drafts.choose(customerId, from ?? channel, channel);
      focusSoon(composerTextId);
    },
    [drafts],
  );
}

/** Puts the focus on what is about to be drawn; what has not come after a second is not waited for. */
function focusSoon(id: string, frames = 60): void {
  const element = document.getElementById(id);
  if (element) element.focus();
  else if (frames > 0) requestAnimationFrame(() => focusSoon(id, frames - 1));
}
