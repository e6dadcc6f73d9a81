import type { ComposerDesk } from "./composer";
import type { Problem } from "./types";

/** Words that could not be kept, and why; null: they are not complete yet. */
export type Unkept = { text: string; problem: Problem | null };

/** Keeps now what is typed somewhere, and gives what could not be kept. */
export type Keeper = () => Promise<Unkept[]>;

/** Everything in the window that keeps by itself what is typed there, so that nothing is lost when the window goes. */
export class Keeping {
  readonly #desk: Pick<ComposerDesk, "stay" | "leave">;
  readonly #keepers = new Set<Keeper>();
  readonly #listeners = new Set<() => void>();
  #unkept: readonly Unkept[] = [];

  constructor(desk: Pick<ComposerDesk, "stay" | "leave">) {
    this.#desk = desk;
  }

  /** What the owner is to be asked about before the window closes. */
  unkept = (): readonly Unkept[] => this.#unkept;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(keeper: Keeper): () => void {
    this.#keepers.add(keeper);
    return () => this.#keepers.delete(keeper);
  }

  async keep(): Promise<Unkept[]> {
    const unkept = await Promise.all([...this.#keepers].map((keeper) => keeper().catch((): Unkept[] => [])));
    return unkept.flat();
  }

  /** The window is to be closed: it stays until all is kept, however long that takes, and what cannot be is asked about. */
  async close(): Promise<void> {
    this.#tell(this.#desk.stay());
    const unkept = await this.keep();
    if (unkept.length === 0) this.leave();
    else this.#ask(unkept);
  }

  /** The window stays open after all. */
  stay = (): void => this.#ask([]);

  leave = (): void => this.#tell(this.#desk.leave());

  #ask(unkept: readonly Unkept[]): void {
    this.#unkept = unkept;
    for (const listener of this.#listeners) listener();
  }

  /** A window that is gone answers no more. */
  #tell(call: Promise<void>): void {
    call.catch(() => undefined);
  }
}
