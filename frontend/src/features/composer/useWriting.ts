import { useRef } from "react";
import { useDrafts } from "../../api/box";
import type { Then } from "../../api/closing";
import type { Draft, Slot } from "../../api/composer";
import { type Box, draftIn, foreignOf } from "../../api/drafts";
import type { Card } from "../../api/types";
import { useAttaching } from "./useAttaching";
import { useDrafting } from "./useDrafting";
import { useLeaving } from "./useLeaving";
import { useReadyReplies } from "./useReadyReplies";
import type { Sending } from "./useSend";
import { useSpeaking } from "./useSpeaking";
import { useTelling } from "./useTelling";

type Leaving = { now: number; sending: Sending; onClosing: (then: Then) => void };

/** What is typed in the box, what helps to write it, and how it leaves. */
export function useWriting(card: Card, box: Box, slot: Slot, { now, sending, onClosing }: Leaving) {
  const drafts = useDrafts();
  const { customerId } = card;
  const field = useRef<HTMLTextAreaElement>(null);
  /** Undefined for a note. */
  const channel = card.channels.find((each) => each.channel === slot);
  const draft = draftIn(box, slot);
  const { text } = draft;
  const change = (changed: Partial<Draft>) => drafts.change(customerId, slot, changed);
  const onText = (typed: string) => change({ text: typed });
  const attaching = useAttaching(card, slot);
  const speaking = useSpeaking(customerId, channel !== undefined && text.trim() !== "");
  const ready = useReadyReplies({ customerId, slot, text, field, speaking, onText });
  const drafting = useDrafting({ customerId, slot, text, foreign: foreignOf(box), field, onText });
  const telling = useTelling(customerId, channel, text, speaking.language);
  const { blocked } = drafting;
  const { pending } = attaching;
  const leaving = useLeaving({ customerId, channel, draft, blocked, telling, sending, onClosing, pending, now, field });
  return { field, channel, draft, change, onText, attaching, ready, drafting, telling, ...leaving };
}

export type Writing = ReturnType<typeof useWriting>;
