import * as bound from "../../wailsjs/go/window/Conversation";
import { call } from "./bridge";
import type { Desk } from "./types";

/** A file dialog stays open as long as the owner likes. */
const asLongAsItTakes = 24 * 3_600_000;

export const conversation: Desk["conversation"] = {
  card: (customerId) => call(bound.Card(customerId)),
  timeline: (customerId, cursor, limit) => call(bound.Timeline(customerId, cursor, limit)),
  close: (customerId) => call(bound.Close(customerId)),
  junk: (customerId) => call(bound.Junk(customerId)),
  reopen: (customerId) => call(bound.Reopen(customerId)),
  snooze: (customerId, until) => call(bound.Snooze(customerId, until)),
  undo: (customerId, decision) => call(bound.Undo(customerId, decision)),
  markRead: (customerId) => call(bound.MarkRead(customerId)),
  rename: (customerId, name) => call(bound.Rename(customerId, name)),
  reply: (reply) => call(bound.Reply(reply)),
  cancelSend: (deliveryId) => call(bound.CancelSend(deliveryId)),
  retrySend: (deliveryId) => call(bound.RetrySend(deliveryId)),
  saveAttachment: (attachmentId, title) => call(bound.SaveAttachment(attachmentId, title), asLongAsItTakes),
};
