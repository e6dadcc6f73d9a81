import { problemOf } from "./bridge";
import type { ComposerDesk, Draft, KeptDraft, Slot } from "./composer";
import type { Problem } from "./types";

export const emptyDraft: Draft = { text: "", subject: null, cc: "", files: [], foreign: [] };

/** The reply box of one customer: what stands in each slot, and which one is open. */
export type Box = {
  slots: { readonly [S in Slot]?: Draft };
  /** Null until the owner chooses another than proposed, or something lies in it. */
  slot: Slot | null;
  /** Why the last words could not be saved; null while all is well. */
  problem: Problem | null;
};

/** How long what is typed may lie in memory only. */
const soon = 300;
/** When what the disk could not take is tried again: there may be room now. */
const later = 5_000;
const passes = new Set(["data.full", "data.locked"]);

type Entry = {
  box: Box;
  unsaved: Set<Slot>;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** Runs while the disk would not take something. */
  again: ReturnType<typeof setTimeout> | undefined;
  /** What is done for this customer, one after the other: a save must never overtake a send. */
  turn: Promise<unknown>;
};

export const draftIn = (box: Box, slot: Slot): Draft => box.slots[slot] ?? emptyDraft;

/** Whether something is there that the owner would miss. */
export const holds = (draft: Draft): boolean => draft.text !== "" || draft.files.length > 0;

/** What is suspicious in the box, whichever slot it was brought into: words are copied from one to the other. */
export const foreignOf = (box: Box): string[] => Object.values(box.slots).flatMap((draft) => draft.foreign);

const together = (some: readonly string[], more: readonly string[]): string[] => [...new Set([...some, ...more])];

const isNote = (slot: Slot) => slot === "note";

/** Everything that is typed, in memory as it is on the disk a moment later. */
export class Drafts {
  readonly #desk: ComposerDesk;
  readonly #boxes = new Map<string, Entry>();
  readonly #reading = new Map<string, Promise<void>>();
  readonly #listeners = new Set<() => void>();

  constructor(desk: ComposerDesk) {
    this.#desk = desk;
  }

  /** Undefined until the customer's box was opened once. */
  box = (customerId: string): Box | undefined => this.#boxes.get(customerId)?.box;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Reads what was typed before. A box that cannot be read is opened empty, and says why. */
  open(customerId: string): Promise<void> {
    if (this.#boxes.has(customerId)) return Promise.resolve();
    const known = this.#reading.get(customerId);
    if (known) return known;
    const reading = this.#desk
      .drafts(customerId)
      .then((kept) => boxOf(kept, null))
      .catch((thrown: unknown) => boxOf([], problemOf(thrown)))
      .then((box) => {
        this.#reading.delete(customerId);
        this.#boxes.set(customerId, {
          box,
          unsaved: new Set(),
          timer: undefined,
          again: undefined,
          turn: Promise.resolve(),
        });
        this.#tell();
      });
    this.#reading.set(customerId, reading);
    return reading;
  }

  change(customerId: string, slot: Slot, change: Partial<Draft>): void {
    const entry = this.#entry(customerId);
    const slots = { ...entry.box.slots, [slot]: { ...draftIn(entry.box, slot), ...change } };
    this.#put(customerId, { ...entry.box, slots, slot }, [slot]);
  }

  /** Opens another slot. The text goes along, unless it is a note or the other one has words of its own. */
  choose(customerId: string, from: Slot, to: Slot): void {
    const { box } = this.#entry(customerId);
    const left = draftIn(box, from);
    const found = draftIn(box, to);
    const moves = from !== to && !isNote(from) && !isNote(to) && left.text !== "" && found.text === "";
    if (!moves) return this.#put(customerId, { ...box, slot: to }, []);
    const foreign = together(found.foreign, left.foreign);
    const slots = {
      ...box.slots,
      [from]: { ...left, text: "", foreign: [] },
      [to]: { ...found, text: left.text, foreign },
    };
    this.#put(customerId, { ...box, slots, slot: to }, [from, to]);
  }

  /** Remembers what a model brings in, before its words stand in the box: both reach the disk together. */
  suspect(customerId: string, slot: Slot, words: string[]): void {
    const { foreign } = draftIn(this.#entry(customerId).box, slot);
    this.change(customerId, slot, { foreign: together(foreign, words) });
  }

  /** The owner says that words of a model are right, whichever slot they were brought into. */
  allow(customerId: string, words: string): void {
    const { box } = this.#entry(customerId);
    const allowed = Object.entries(box.slots).map(
      ([slot, draft]) => [slot, { ...draft, foreign: draft.foreign.filter((each) => each !== words) }] as const,
    );
    this.#put(
      customerId,
      { ...box, slots: Object.fromEntries(allowed) },
      allowed.map(([slot]) => slot as Slot),
    );
  }

  /** Saves now what is not saved yet, of one customer or of all. */
  async flush(customerId?: string): Promise<void> {
    const ids = customerId === undefined ? [...this.#boxes.keys()] : [customerId];
    await Promise.all(ids.map((id) => this.#save(id)));
  }

  /** Sends, notes or takes back: after what was typed is saved, and before anything else is. */
  async inTurn<T>(customerId: string, deed: () => Promise<T>): Promise<T> {
    const entry = this.#entry(customerId);
    const saved = this.#save(customerId);
    const done = saved.then(deed);
    entry.turn = done.catch(() => undefined);
    return done;
  }

  /** What was sent leaves the box. What the owner typed on meanwhile stays. */
  sent(customerId: string, slot: Slot, draft: Draft): void {
    const { box } = this.#entry(customerId);
    const now = draftIn(box, slot);
    if (now.text !== draft.text || now.files !== draft.files) return this.#put(customerId, box, [slot]);
    const left = Object.entries(box.slots).filter(([name, each]) => name !== slot && holds(each));
    this.#put(customerId, { ...box, slots: Object.fromEntries(left), slot: null }, []);
  }

  /** Reads the box again after something came back to a slot, and opens that. */
  async reread(customerId: string, slot: Slot): Promise<void> {
    const kept = await this.#desk.drafts(customerId);
    // Words typed in this very moment come behind those that came back.
    this.#readAgain(customerId, kept, (back, typed, each) =>
      each === slot && back !== "" ? `${back}\n${typed}` : typed,
    );
    this.choose(customerId, slot, slot);
  }

  /** Reads boxes again whose drafts were moved on the disk. What was typed is saved before that, see flush. */
  async renew(...customerIds: string[]): Promise<void> {
    const known = customerIds.filter((id) => this.#boxes.has(id));
    await Promise.all(
      known.map(async (id) => {
        // What goes on being typed is the newer; words that came from elsewhere are put below it, not lost.
        const apart = (moved: string, typed: string) => (typed.startsWith(moved) ? typed : `${typed}\n${moved}`);
        this.#readAgain(id, await this.#desk.drafts(id), apart);
      }),
    );
  }

  /** Takes over what is on the disk, and lays over it what was typed since it was saved. */
  #readAgain(customerId: string, kept: KeptDraft[], join: (kept: string, typed: string, slot: Slot) => string): void {
    const entry = this.#entry(customerId);
    const typed = [...entry.unsaved].map((each) => [each, draftIn(entry.box, each)] as const);
    this.#put(customerId, boxOf(kept, null), []);
    for (const [each, draft] of typed) {
      const back = draftIn(entry.box, each);
      const text = join(back.text, draft.text, each);
      this.change(customerId, each, { ...draft, text, foreign: together(back.foreign, draft.foreign) });
    }
  }

  #entry(customerId: string): Entry {
    const entry = this.#boxes.get(customerId);
    if (!entry) throw new Error("a box that was never opened");
    return entry;
  }

  #put(customerId: string, box: Box, touched: Slot[]): void {
    const entry = this.#entry(customerId);
    entry.box = box;
    for (const slot of touched) entry.unsaved.add(slot);
    if (touched.length > 0) entry.timer ??= setTimeout(() => void this.#save(customerId), soon);
    this.#tell();
  }

  #save(customerId: string): Promise<unknown> {
    const entry = this.#boxes.get(customerId);
    if (!entry) return Promise.resolve();
    clearTimeout(entry.timer);
    clearTimeout(entry.again);
    entry.timer = undefined;
    if (entry.unsaved.size === 0) return entry.turn;
    entry.turn = entry.turn.then(() => this.#write(customerId, entry));
    return entry.turn;
  }

  /** Writes what is unsaved when its turn comes; what cannot be written stays unsaved. */
  async #write(customerId: string, entry: Entry): Promise<void> {
    const slots = [...entry.unsaved];
    if (slots.length === 0) return;
    entry.unsaved.clear();
    try {
      await this.#desk.save(
        customerId,
        slots.map((slot): KeptDraft => ({ slot, ...draftIn(entry.box, slot) })),
      );
      if (entry.box.problem) this.#put(customerId, { ...entry.box, problem: null }, []);
    } catch (thrown) {
      for (const slot of slots) entry.unsaved.add(slot);
      const problem = problemOf(thrown);
      this.#put(customerId, { ...entry.box, problem }, []);
      if (passes.has(problem.code)) entry.again = setTimeout(() => void this.#save(customerId), later);
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Opens where the owner left off: at what was saved last. */
function boxOf(kept: KeptDraft[], problem: Problem | null): Box {
  const slots = Object.fromEntries(kept.map(({ slot, ...draft }) => [slot, draft]));
  return { slots, slot: kept.find(holds)?.slot ?? null, problem };
}
