import type { Case } from "../../api/cases";
import type { Draft, Slot } from "../../api/composer";
import { type Box, draftIn, holds } from "../../api/drafts";
import type { Card, ReplyChannel } from "../../api/types";
import { withoutAccents } from "../../lib/segments";
import { gapsIn } from "./gaps";

/** The slot the box stands on: the chosen one, else the proposed channel, else the first. None: nowhere to reply. */
export function slotOf(card: Card, box: Box): Slot | undefined {
  if (box.slot === "note") return "note";
  const wanted = [box.slot, card.proposed].find((name) => card.channels.some((each) => each.channel === name));
  return card.channels.find((each) => each.channel === wanted)?.channel ?? card.channels[0]?.channel;
}

/** What the shop calls the number of a case, as the channel carries it best: an accent would halve an SMS. */
export const numberWord = (channel: ReplyChannel, word: string): string =>
  channel.channel === "sms" ? withoutAccents(word) : word;

/**
 * The case whose number a reply would tell for the first time. Go tells that of the newest open one, unless the words
 * quote a number of hers: then they belong to that case.
 */
export function toldWith(cases: readonly Case[], text: string): Case | undefined {
  const open = cases.find((k) => k.state !== "closed");
  const plain = digitsOf(text);
  return open?.toldAt === 0 && !cases.some((k) => plain.includes(digitsOf(k.protocol))) ? open : undefined;
}

const digitsOf = (text: string): string => text.replace(/[\s.-]/g, "");

/** The text as it leaves, with the line that tells the number below it. */
export const withNumber = (text: string, word: string, protocol: string): string =>
  `${text.replace(/\n+$/, "")}\n\n${word} ${protocol}`;

/** What a model brought in that stands in the text still, each once. */
export const foreignIn = (text: string, foreign: readonly string[]): string[] =>
  [...new Set(foreign)].filter((each) => text.includes(each));

export type Obstacle = "empty" | "gap" | "foreign" | "tooLong" | "windowClosed" | "windowNever";

/** Why this cannot leave on this channel now; null when it can. A note has no channel. leaves is the text with what is added. */
export function obstacle(
  channel: ReplyChannel | undefined,
  draft: Draft,
  now: number,
  leaves = draft.text,
  foreign: readonly string[] = [],
): Obstacle | null {
  if (channel?.windowed && channel.windowUntil === 0) return "windowNever";
  if (channel?.windowed && channel.windowUntil <= now) return "windowClosed";
  if (draft.text.trim() === "" && !(channel && channel.maxFiles > 0 && draft.files.length > 0)) return "empty";
  if (channel && gapsIn(draft.text).length > 0) return "gap";
  if (channel && foreignIn(draft.text, foreign).length > 0) return "foreign";
  return channel && channel.maxText > 0 && leaves.length > channel.maxText ? "tooLong" : null;
}

type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey" | "isComposing">;

/**
 * Whether this key press sends: Enter in chats unless the owner wants it never, Ctrl+Enter everywhere, nothing while
 * an input method composes.
 */
export function sends(slot: Slot, key: Key, onlyCtrl: boolean): boolean {
  if (key.key !== "Enter" || key.isComposing || key.altKey || key.shiftKey) return false;
  return key.ctrlKey || key.metaKey || (!onlyCtrl && (slot === "sms" || slot === "whatsapp"));
}

/** What stays behind in the mail's draft when its text goes by another channel; null: nothing. */
export function leftBehind(box: Box, slot: Slot): Draft | null {
  const mail = draftIn(box, "email");
  if (slot === "email" || slot === "note" || mail.text !== "" || !holds(draftIn(box, slot))) return null;
  return mail.files.length > 0 || mail.subject !== null || mail.cc !== "" ? mail : null;
}
