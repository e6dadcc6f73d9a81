import { useSyncExternalStore } from "react";
import type { Channel } from "../../api/types";

/** What was typed and not sent. Channel and subject are null until the owner chooses another than proposed. */
export type Draft = { text: string; channel: Channel | null; subject: string | null };

export const emptyDraft: Draft = { text: "", channel: null, subject: null };

/** One draft per customer, for as long as the window is open. */
export class Drafts {
  readonly #drafts = new Map<string, Draft>();
  readonly #listeners = new Set<() => void>();

  get = (customerId: string): Draft => this.#drafts.get(customerId) ?? emptyDraft;

  put = (customerId: string, draft: Draft): void => {
    this.#drafts.set(customerId, draft);
    for (const listener of this.#listeners) listener();
  };

  /** Puts an unsent text back in front of whatever was typed since. */
  restore = (customerId: string, draft: Draft): void => {
    const typed = this.get(customerId).text;
    this.put(customerId, { ...draft, text: typed === "" ? draft.text : `${draft.text}\n${typed}` });
  };

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

export function useDraft(drafts: Drafts, customerId: string): [Draft, (change: Partial<Draft>) => void] {
  const draft = useSyncExternalStore(drafts.subscribe, () => drafts.get(customerId));
  return [draft, (change) => drafts.put(customerId, { ...drafts.get(customerId), ...change })];
}
