import type { Card, Channel, ReplyChannel } from "../../api/types";
import type { Draft } from "./drafts";

/** How long a reply stays here so that it can be taken back. */
export const undoMs = 5_000;

/** The channel the composer stands on: the chosen one, else the proposed one, else the first. */
export function channelOf(card: Card, draft: Draft): ReplyChannel | undefined {
  const wanted = [draft.channel, card.proposed].find((name) => card.channels.some((each) => each.channel === name));
  return card.channels.find((each) => each.channel === wanted) ?? card.channels[0];
}

export type Obstacle = "empty" | "tooLong" | "windowClosed" | "windowNever";

/** Why this text cannot leave on this channel now; null when it can. */
export function obstacle(channel: ReplyChannel, text: string, now: number): Obstacle | null {
  if (channel.windowed && channel.windowUntil === 0) return "windowNever";
  if (channel.windowed && channel.windowUntil <= now) return "windowClosed";
  if (text.trim() === "") return "empty";
  return channel.maxText > 0 && text.length > channel.maxText ? "tooLong" : null;
}

/** Whether this key press sends: Enter in chats, Ctrl+Enter everywhere, never while an input method composes. */
export function sends(
  channel: Channel,
  key: { key: string; ctrlKey: boolean; metaKey: boolean; shiftKey: boolean; altKey: boolean; isComposing: boolean },
): boolean {
  if (key.key !== "Enter" || key.isComposing || key.altKey || key.shiftKey) return false;
  return key.ctrlKey || key.metaKey || channel !== "email";
}
