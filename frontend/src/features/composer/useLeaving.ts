import { type RefObject, useRef } from "react";
import type { Then } from "../../api/closing";
import type { Draft } from "../../api/composer";
import type { ReplyChannel } from "../../api/types";
import { gapsIn } from "./gaps";
import { obstacle } from "./rules";
import { useGuard } from "./useGuard";
import type { After, Sending } from "./useSend";
import type { Telling } from "./useTelling";

type Box = {
  customerId: string;
  /** Undefined for a note. */
  channel: ReplyChannel | undefined;
  draft: Draft;
  /** What models brought into the text and nobody here knows. */
  blocked: string[];
  telling: Telling;
  sending: Sending;
  /** Asks about what was promised before the conversation is closed. */
  onClosing: (then: Then) => void;
  /** Files are on their way into the box. */
  pending: boolean;
  now: number;
  field: RefObject<HTMLTextAreaElement | null>;
};

/** Whether what is typed may leave, and what makes it leave: as a note, or as a reply that the guard has looked at. */
export function useLeaving(box: Box) {
  const { customerId, channel, draft, blocked, telling, sending, onClosing, pending, now, field } = box;
  const guard = useGuard(customerId, draft.text);
  /** True while a reply is looked at or put into the queue. */
  const inHand = useRef(false);
  /** What was to be done with the reply that the guard warned of. */
  const warned = useRef<After>({});
  const stoppedAt = (moment: number) => obstacle(channel, draft, moment, telling.leaves, blocked);
  const stopped = stoppedAt(now);
  const toGap = () => {
    const [gap] = gapsIn(draft.text);
    field.current?.focus();
    if (gap) field.current?.setSelectionRange(gap.from, gap.to);
  };
  const inTurn = async <R>(deed: () => Promise<R>): Promise<R> => {
    inHand.current = true;
    try {
      return await deed();
    } finally {
      inHand.current = false;
    }
  };
  const act = async (after: After = {}): Promise<void> => {
    if (stopped === "gap") toGap();
    if (sending.busy || inHand.current || pending || stoppedAt(Date.now()) !== null) return;
    if (!channel) return void sending.note(draft);
    const leave = (then: After) =>
      inTurn(async () => {
        telling.reset();
        await sending.send(channel, draft, telling.word, then);
      });
    warned.current = after;
    if (!(await inTurn(() => guard.passes(draft.text)))) return;
    const { close, ...rest } = after;
    if (!close) return leave(after);
    onClosing({ close: (kept) => void leave({ ...after, kept }), stay: () => void leave(rest) });
  };
  return { stopped, differences: guard.differences, act, again: () => void act(warned.current), toGap };
}
