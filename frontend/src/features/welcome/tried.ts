import type { Desk } from "../../api/types";

/** What somebody who looks around the demonstration shop is invited to do. */
export const steps = ["reply", "snooze", "close", "search", "undo"] as const;
export type Step = (typeof steps)[number];

const key = "balcao.tried";

/** Which of the steps were done, kept by the web view from one start to the next. */
export class Tried {
  readonly #listeners = new Set<() => void>();
  #done: readonly Step[];
  readonly #kept: Pick<Storage, "getItem" | "setItem">;

  constructor(kept: Pick<Storage, "getItem" | "setItem">) {
    this.#kept = kept;
    const words = (kept.getItem(key) ?? "").split(" ");
    this.#done = steps.filter((step) => words.includes(step));
  }

  done = (): readonly Step[] => this.#done;

  tick = (step: Step): void => {
    if (this.#done.includes(step)) return;
    this.#done = [...this.#done, step];
    this.#kept.setItem(key, this.#done.join(" "));
    for (const listener of this.#listeners) listener();
  };

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

/** The same house, which ticks a step off when its deed was done. */
export function ticking(desk: Desk, tried: Tried): Desk {
  const after =
    <A extends unknown[], R>(step: Step, deed: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      const answer = await deed(...args);
      tried.tick(step);
      return answer;
    };
  const { conversation, search } = desk;
  return {
    ...desk,
    conversation: {
      ...conversation,
      reply: after("reply", conversation.reply),
      snooze: after("snooze", conversation.snooze),
      close: after("close", conversation.close),
      undo: after("undo", conversation.undo),
    },
    search: { ...search, find: after("search", search.find) },
  };
}
