import type { Point } from "../../api/people";
import type { Channel } from "../../api/types";

export type ChannelTalk = { channel: Channel; messages: number; lastAt: number };

/** What was said on each channel, over all its addresses; the busiest first. */
export function byChannel(points: readonly Point[]): ChannelTalk[] {
  const talks = new Map<Channel, ChannelTalk>();
  for (const { channel, messages, lastAt } of points) {
    const known = talks.get(channel) ?? { channel, messages: 0, lastAt: 0 };
    talks.set(channel, {
      channel,
      messages: known.messages + messages,
      lastAt: Math.max(known.lastAt, lastAt),
    });
  }
  return [...talks.values()].filter((talk) => talk.messages > 0).toSorted((a, b) => b.messages - a.messages);
}
