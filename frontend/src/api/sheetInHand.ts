import { DeskError, problemOf } from "./bridge";
import type { Unkept } from "./keeping";
import type { LogbookDesk, LogEntry, LogSheet } from "./logbook";
import type { HandChannel, Problem } from "./types";

export type Held = {
  sheet: LogSheet;
  /** It was begun before, and comes back as it was left. */
  again: boolean;
  /** Why the last words could not be saved; null while all is well. */
  problem: Problem | null;
};

/** A sheet, and what became of it. */
export type Written = { sheet: LogSheet; entry: LogEntry };

/** How long what is typed may lie in memory only. */
const soon = 300;

/** Nothing on it would be missed: it may become the sheet of another call. */
const isBlank = (s: LogSheet) =>
  s.text === "" && s.number === "" && s.name === "" && s.class === "" && s.at === 0 && !s.told;

/** Whether a sheet could not be ended because it was written down or given up already. */
export const isEnded = (thrown: unknown): boolean => problemOf(thrown).code === "undo.changed_since";

/** The sheet that is being written, in memory as it is on the disk a moment later. */
export class SheetInHand {
  readonly #desk: LogbookDesk;
  readonly #listeners = new Set<() => void>();
  #held: Held | null = null;
  #opening: Promise<void> | undefined;
  #unsaved = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What is done with the sheet, one after the other: a save must never overtake what ends it. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(desk: LogbookDesk) {
    this.#desk = desk;
  }

  held = (): Held | null => this.#held;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes the sheet that was begun last into the hand, else a new one for whom is proposed. */
  open(channel: HandChannel, customerId: string): Promise<void> {
    this.#opening ??= this.#open(channel, customerId).finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #open(channel: HandChannel, customerId: string): Promise<void> {
    const sheet = this.#held?.sheet ?? (await this.#desk.unfinished()).at(-1);
    if (!sheet) return this.begin(channel, customerId);
    const again = !isBlank(sheet);
    this.#put({ sheet, again, problem: this.#held?.problem ?? null });
    if (!again) this.change({ channel, ...(customerId !== "" && { customerId, intoId: "" }) });
  }

  /** Begins a sheet; the one in the hand stays among the unfinished. */
  async begin(channel: HandChannel, customerId: string): Promise<void> {
    await this.#kept();
    this.#put({ sheet: await this.#desk.open(channel, customerId), again: false, problem: null });
  }

  /** Takes what was written down into the hand again; the sheet in the hand stays among the unfinished. */
  async takeBack(written: LogSheet): Promise<void> {
    await this.#kept();
    this.#put({ sheet: await this.#desk.takeBack(written), again: true, problem: null });
  }

  change(part: Partial<LogSheet>): void {
    const held = this.#hand();
    this.#unsaved = true;
    this.#timer ??= setTimeout(() => void this.flush(), soon);
    this.#put({ ...held, sheet: { ...held.sheet, ...part } });
  }

  /** Saves now what is not saved yet. */
  flush(): Promise<unknown> {
    this.#stopWaiting();
    if (this.#held && this.#unsaved) this.#turn = this.#turn.then(() => this.#save());
    return this.#turn;
  }

  /** Saves what is in the hand before another sheet comes into it. */
  async #kept(): Promise<void> {
    await this.flush();
    if (this.#unsaved && this.#held?.problem) throw new DeskError(this.#held.problem);
  }

  /** Saves it, and gives what could not be. */
  async keep(): Promise<Unkept[]> {
    await this.flush();
    if (!this.#held || !this.#unsaved || isBlank(this.#held.sheet)) return [];
    const { sheet, problem } = this.#held;
    return [{ text: [sheet.name, sheet.number, sheet.text].filter(Boolean).join("\n"), problem }];
  }

  /** Throws the sheet away. */
  giveUp(): Promise<void> {
    return this.#end((sheet) => this.#desk.giveUp(sheet.caseId));
  }

  /** Writes the sheet down; it stays in the hand when that is refused. */
  write(): Promise<Written> {
    return this.#end(async (sheet) => ({ sheet, entry: await this.#desk.write(sheet) }));
  }

  #end<R>(deed: (sheet: LogSheet) => Promise<R>): Promise<R> {
    const done = this.flush().then(async () => {
      try {
        const answer = await deed(this.#hand().sheet);
        this.#drop();
        return answer;
      } catch (thrown) {
        // It was ended before, by a call whose answer never came.
        if (isEnded(thrown)) this.#drop();
        throw thrown;
      }
    });
    this.#turn = done.catch(() => undefined);
    return done;
  }

  #drop(): void {
    this.#stopWaiting();
    this.#unsaved = false;
    this.#put(null);
  }

  #hand(): Held {
    if (!this.#held) throw new Error("no sheet is in the hand");
    return this.#held;
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** What cannot be saved stays unsaved. */
  async #save(): Promise<void> {
    const { sheet } = this.#hand();
    this.#unsaved = false;
    try {
      await this.#desk.save(sheet);
      this.#tellSaved(sheet, null);
    } catch (thrown) {
      this.#unsaved = true;
      this.#tellSaved(sheet, problemOf(thrown));
    }
  }

  #tellSaved(sheet: LogSheet, problem: Problem | null): void {
    const held = this.#held;
    if (held?.sheet.caseId === sheet.caseId && held.problem !== problem) this.#put({ ...held, problem });
  }

  #put(held: Held | null): void {
    this.#held = held;
    for (const listener of this.#listeners) listener();
  }
}
