/** How many things can be undone, one after the other. */
const depth = 20;

type Entry = { run: () => void };

/** What the owner did in this session and can take back, the newest first. */
export class UndoStack {
  #entries: readonly Entry[] = [];
  readonly #listeners = new Set<() => void>();

  /** Adds something that can be undone; gives back how to forget it. */
  push(run: () => void): () => void {
    const entry = { run };
    this.#put([...this.#entries, entry].slice(-depth));
    return () => this.#put(this.#entries.filter((each) => each !== entry));
  }

  /** Undoes the newest. */
  undo(): void {
    const newest = this.#entries.at(-1);
    if (!newest) return;
    this.#put(this.#entries.slice(0, -1));
    newest.run();
  }

  isEmpty = (): boolean => this.#entries.length === 0;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #put(entries: readonly Entry[]): void {
    this.#entries = entries;
    for (const listener of this.#listeners) listener();
  }
}
