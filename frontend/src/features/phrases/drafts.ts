import { problemOf } from "../../api/bridge";
import type { Unkept } from "../../api/keeping";
import type { Phrase } from "../../api/phrases";
import type { Problem } from "../../api/types";
import { isBlank, obstacleOf, tidied, wordsOf } from "./rules";

/** How long the owner may pause before what is typed is kept. */
const pause = 1_000;

export type Draft = {
  /** As it is typed, to the last blank; once kept it has its id. */
  phrase: Phrase;
  /** What was kept last; undefined: nothing since it was opened. */
  kept?: Phrase | undefined;
  saving: boolean;
  /** Why it could not be kept as it is. */
  problem?: Problem | undefined;
};

/**
 * What is typed in phrases, under a key: the id of a phrase, or a name of its own for one that is new. It is kept by
 * itself after a pause, and at once when asked. What cannot be kept yet stays here.
 */
export class PhraseDrafts {
  #drafts: ReadonlyMap<string, Draft> = new Map();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #going = new Map<string, Promise<void>>();
  readonly #listeners = new Set<() => void>();
  readonly #save: (phrase: Phrase) => Promise<string>;

  /** save gives the id of what was kept. */
  constructor(save: (phrase: Phrase) => Promise<string>) {
    this.#save = save;
  }

  all = (): ReadonlyMap<string, Draft> => this.#drafts;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  change(key: string, phrase: Phrase): void {
    const before = this.#drafts.get(key);
    // A saving that is under way may have made it meanwhile.
    const id = before?.phrase.id || phrase.id;
    this.#put(key, { saving: false, ...before, phrase: { ...phrase, id }, problem: undefined });
    this.#later(key);
  }

  /** Keeps it now, unless it cannot be kept yet. One that is being kept is kept again after that, if it was changed. */
  flush(key: string): Promise<void> {
    clearTimeout(this.#timers.get(key));
    const going = this.#going.get(key) ?? this.#keep(key).finally(() => this.#going.delete(key));
    this.#going.set(key, going);
    return going;
  }

  async #keep(key: string): Promise<void> {
    const draft = this.#drafts.get(key);
    if (!draft || draft.phrase === draft.kept || draft.problem || obstacleOf(draft.phrase)) return;
    const sent = draft.phrase;
    this.#put(key, { ...draft, saving: true });
    const { id, problem } = await this.#save(tidied(sent)).then(
      (made) => ({ id: made, problem: undefined }),
      (thrown: unknown) => ({ id: sent.id, problem: problemOf(thrown) }),
    );
    const now = this.#drafts.get(key);
    if (!now) return;
    if (now.phrase !== sent) {
      this.#put(key, { phrase: { ...now.phrase, id }, kept: now.kept, saving: false });
      await this.#keep(key);
      return;
    }
    const phrase = sent.id === id ? sent : { ...sent, id };
    this.#put(key, { phrase, kept: problem ? now.kept : phrase, saving: false, problem });
  }

  /** Keeps all, and gives what could not be. */
  async keep(): Promise<Unkept[]> {
    await Promise.all([...this.#drafts.keys()].map((key) => this.flush(key)));
    return [...this.#drafts.values()]
      .filter(({ phrase, kept }) => phrase !== kept && !isBlank(phrase))
      .map(({ phrase, problem }) => ({ text: wordsOf(phrase), problem: problem ?? null }));
  }

  /** The owner goes elsewhere: it is kept, and forgotten here unless that cannot be. Gives its id, if it has one. */
  async leave(key: string): Promise<string> {
    await this.flush(key);
    const draft = this.#drafts.get(key);
    if (draft && !draft.saving && (draft.phrase === draft.kept || isBlank(draft.phrase))) this.drop(key);
    return draft?.phrase.id ?? "";
  }

  drop(key: string): void {
    clearTimeout(this.#timers.get(key));
    const left = new Map(this.#drafts);
    left.delete(key);
    this.#tell(left);
  }

  #later(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => void this.flush(key), pause),
    );
  }

  #put(key: string, draft: Draft): void {
    this.#tell(new Map(this.#drafts).set(key, draft));
  }

  #tell(drafts: ReadonlyMap<string, Draft>): void {
    this.#drafts = drafts;
    for (const listener of this.#listeners) listener();
  }
}
