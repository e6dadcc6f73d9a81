import { DeskError, problemOf } from "./bridge";
import type { ComposerDesk, Draft, KeptDraft, Slot } from "./composer";
import type { Unkept } from "./keeping";
import type { Problem } from "./types";

export const emptyDraft: Draft = { text: "", subject: null, cc: "", files: [], foreign: [] };

type Slots = { readonly [S in Slot]?: Draft };

/** The reply box of one customer: what stands in each slot, and which one is open. */
export type Box = {
  slots: Slots;
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
  readonly customerId: string;
  box: Box;
  /** What is on the disk, as far as is known here. What is another in the box is unsaved. */
  kept: Slots;
  /** False while the disk may hold what is not known here: then it is read before anything is written over it. */
  read: boolean;
  /** Whose words are being sent or moved on the disk: they go to no other slot meanwhile. */
  leaving: Slot | "all" | null;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** Runs while the disk would not take something. */
  again: ReturnType<typeof setTimeout> | undefined;
  /** What is done for this customer, one after the other: a save must never overtake a send. */
  turn: Promise<unknown>;
};

const draftAt = (slots: Slots, slot: Slot): Draft => slots[slot] ?? emptyDraft;

export const draftIn = (box: Box, slot: Slot): Draft => draftAt(box.slots, slot);

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
  /** Under what a draft was asked to be sent, for as long as it stands as it did and nobody has said that it was. */
  readonly #asked = new WeakMap<Draft, string>();

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
    const entry = newEntry(customerId);
    const reading = this.#readAgain(entry)
      .catch((thrown: unknown) => this.#put(entry, { ...entry.box, problem: problemOf(thrown) }))
      .then(() => {
        this.#reading.delete(customerId);
        this.#boxes.set(customerId, entry);
        this.#tell();
      });
    this.#reading.set(customerId, reading);
    return reading;
  }

  change(customerId: string, slot: Slot, change: Partial<Draft>): void {
    const entry = this.#entry(customerId);
    const { box } = entry;
    const slots = { ...box.slots, [slot]: { ...draftIn(box, slot), ...change } };
    this.#type(entry, { ...box, slots, slot });
  }

  /** Opens another slot. The text goes along, unless it is a note, is leaving, or the other one has words of its own. */
  choose(customerId: string, from: Slot, to: Slot): void {
    const entry = this.#entry(customerId);
    const { box, leaving } = entry;
    const left = draftIn(box, from);
    const found = draftIn(box, to);
    const leaves = leaving === from || leaving === "all";
    const stays = from === to || isNote(from) || isNote(to) || leaves || left.text === "" || found.text !== "";
    if (stays) return this.#put(entry, { ...box, slot: to });
    const foreign = together(found.foreign, left.foreign);
    const slots = {
      ...box.slots,
      [from]: { ...left, text: "", foreign: [] },
      [to]: { ...found, text: left.text, foreign },
    };
    this.#type(entry, { ...box, slots, slot: to });
  }

  /** Remembers what a model brings in, before its words stand in the box: both reach the disk together. */
  suspect(customerId: string, slot: Slot, words: string[]): void {
    const { foreign } = draftIn(this.#entry(customerId).box, slot);
    this.change(customerId, slot, { foreign: together(foreign, words) });
  }

  /** The owner says that words of a model are right, whichever slot they were brought into. */
  allow(customerId: string, words: string): void {
    const entry = this.#entry(customerId);
    const { box } = entry;
    const allowed = Object.entries(box.slots).map(
      ([slot, draft]) => [slot, { ...draft, foreign: draft.foreign.filter((each) => each !== words) }] as const,
    );
    this.#type(entry, { ...box, slots: Object.fromEntries(allowed) });
  }

  /** Saves now what is not saved yet, of one customer or of all. */
  async flush(customerId?: string): Promise<void> {
    const entries = [...this.#boxes.values()].filter((entry) => (customerId ?? entry.customerId) === entry.customerId);
    await Promise.all(entries.map((entry) => this.#save(entry)));
  }

  /** Saves all, and gives what could not be. */
  async keep(): Promise<Unkept[]> {
    await this.flush();
    await this.flush(); // words may have been carried into another box
    return [...this.#boxes.values()].flatMap((entry) =>
      unsavedIn(entry)
        .map((slot) => draftIn(entry.box, slot))
        .filter(holds)
        .map(({ text, files }) => ({
          text: [text, ...files.map((file) => file.name)].join("\n").trim(),
          problem: entry.box.problem,
        })),
    );
  }

  /** Takes back: after what was typed is saved, and before anything else is. */
  inTurn<T>(customerId: string, deed: () => Promise<T>): Promise<T> {
    return this.#inTurn([this.#entry(customerId)], null, deed);
  }

  /**
   * Sends or notes what stood in a slot when the owner said so. Nothing is done if it stands there no more. A draft that
   * is sent again because the answer was late is sent under the same id.
   */
  send<T>(customerId: string, slot: Slot, draft: Draft, deed: (id: string) => Promise<T>): Promise<T | null> {
    const entry = this.#entry(customerId);
    return this.#inTurn([entry], slot, async () => {
      if (!remains(draftIn(entry.box, slot), draft)) return null;
      const id = this.#asked.get(draft) ?? crypto.randomUUID();
      this.#asked.set(draft, id);
      const done = await deed(id);
      this.#asked.delete(draft);
      this.#sent(entry, slot, draft);
      return done;
    });
  }

  /**
   * Does what moves drafts from box to box on the disk. Nothing is saved in between, and the boxes are read again. It is
   * not done while what was typed cannot be saved.
   */
  async moving<T>(customerIds: string[], deed: () => Promise<T>): Promise<T> {
    await Promise.all(customerIds.map((id) => this.open(id)));
    const entries = customerIds.map((id) => this.#entry(id));
    return this.#inTurn(entries, "all", async () => {
      const stuck = entries.find((entry) => entry.box.problem && unsavedIn(entry).length > 0);
      if (stuck?.box.problem) throw new DeskError(stuck.box.problem);
      try {
        return await deed();
      } finally {
        // A box that could not be read again does not make undone what was done.
        await Promise.allSettled(entries.map((entry) => this.#readAgain(entry)));
      }
    });
  }

  /** Reads the box again after something came back to a slot, and opens that. */
  async reread(customerId: string, slot: Slot): Promise<void> {
    await this.#readAgain(this.#entry(customerId));
    this.choose(customerId, slot, slot);
  }

  #inTurn<T>(entries: Entry[], leaving: Entry["leaving"], deed: () => Promise<T>): Promise<T> {
    const mark = (what: Entry["leaving"]) => {
      for (const entry of entries) entry.leaving = what;
    };
    const done = Promise.all(entries.map((entry) => entry.turn)).then(async () => {
      mark(leaving);
      try {
        await Promise.all(entries.map((entry) => this.#write(entry)));
        return await deed();
      } finally {
        mark(null);
      }
    });
    for (const entry of entries) entry.turn = done.catch(() => undefined);
    return done;
  }

  /** What was sent leaves the box. What the owner typed on meanwhile stays. */
  #sent(entry: Entry, slot: Slot, sent: Draft): void {
    const others = (slots: Slots): Slots =>
      Object.fromEntries(Object.entries(slots).filter(([name, each]) => name !== slot && holds(each)));
    const { box } = entry;
    const rest = restOf(draftIn(box, slot), sent);
    entry.kept = others(entry.kept);
    if (holds(rest)) this.#type(entry, { ...box, slots: { ...others(box.slots), [slot]: rest } });
    else this.#put(entry, { ...box, slots: others(box.slots), slot: box.slot === slot ? null : box.slot });
  }

  /** Takes over what is on the disk, with what was typed since it was saved. */
  async #readAgain(entry: Entry): Promise<void> {
    entry.read = false;
    const found = await this.#desk.drafts(entry.customerId);
    const disk = Object.fromEntries(found.map(({ slot, ...draft }) => [slot, draft])) as Slots;
    const { box, kept } = entry;
    const typed = unsavedIn(entry).map(
      (slot) => [slot, joined(draftAt(disk, slot), draftAt(kept, slot), draftIn(box, slot))] as const,
    );
    entry.read = true;
    entry.kept = disk;
    // It opens where the owner left off: at what was saved last.
    const slot = box.slot ?? found.find(holds)?.slot ?? null;
    const problem = typed.length > 0 ? box.problem : null;
    this.#type(entry, { slots: { ...disk, ...Object.fromEntries(typed) }, slot, problem });
  }

  #entry(customerId: string): Entry {
    const entry = this.#boxes.get(customerId);
    if (!entry) throw new Error("a box that was never opened");
    return entry;
  }

  #put(entry: Entry, box: Box): void {
    entry.box = box;
    this.#tell();
  }

  /** Puts what will be saved soon, if it is another than on the disk. */
  #type(entry: Entry, box: Box): void {
    this.#put(entry, box);
    if (unsavedIn(entry).length > 0) entry.timer ??= setTimeout(() => void this.#save(entry), soon);
  }

  #save(entry: Entry): Promise<unknown> {
    entry.turn = entry.turn.then(() => this.#write(entry));
    return entry.turn;
  }

  /** Writes what is unsaved when its turn comes; what cannot be written stays unsaved. */
  async #write(entry: Entry): Promise<void> {
    clearTimeout(entry.timer);
    clearTimeout(entry.again);
    entry.timer = undefined;
    try {
      if (!entry.read) await this.#readAgain(entry);
      const now = unsavedIn(entry).map((slot) => [slot, draftIn(entry.box, slot)] as const);
      if (now.length === 0) return;
      await this.#desk.save(
        entry.customerId,
        now.map(([slot, draft]): KeptDraft => ({ slot, ...draft })),
      );
      entry.kept = { ...entry.kept, ...Object.fromEntries(now) };
      if (entry.box.problem) this.#put(entry, { ...entry.box, problem: null });
    } catch (thrown) {
      const problem = problemOf(thrown);
      const { into } = problem.params;
      if (problem.code === "customer.merged" && into) return this.#carry(entry, into);
      this.#put(entry, { ...entry.box, problem });
      if (passes.has(problem.code)) entry.again = setTimeout(() => void this.#save(entry), later);
    }
  }

  /** Words to somebody who was merged go to whom she is now. */
  async #carry(entry: Entry, into: string): Promise<void> {
    await this.open(into);
    for (const slot of unsavedIn(entry)) {
      const there = draftIn(this.#entry(into).box, slot);
      const draft = joined(there, draftAt(entry.kept, slot), draftIn(entry.box, slot));
      if (holds(draft)) this.change(into, slot, draft);
    }
    entry.kept = {};
    this.#put(entry, emptyBox);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const emptyBox: Box = { slots: {}, slot: null, problem: null };

const newEntry = (customerId: string): Entry => ({
  customerId,
  box: emptyBox,
  kept: {},
  read: false,
  leaving: null,
  timer: undefined,
  again: undefined,
  turn: Promise.resolve(),
});

const unsavedIn = ({ box, kept }: Entry): Slot[] =>
  (Object.keys({ ...kept, ...box.slots }) as Slot[]).filter((slot) => draftIn(box, slot) !== draftAt(kept, slot));

/** Whether all that is to be sent still stands at the beginning of what is in the slot. */
const remains = (now: Draft, sent: Draft): boolean =>
  now.text.startsWith(sent.text) && sent.files.every((file) => now.files.includes(file));

/** What is left of a slot once something of it was sent. What was changed in the middle cannot be told apart, and stays. */
function restOf(now: Draft, sent: Draft): Draft {
  const text = now.text.startsWith(sent.text) ? now.text.slice(sent.text.length).trimStart() : now.text;
  return { ...now, text, files: now.files.filter((file) => !sent.files.includes(file)) };
}

/** What came to the disk from elsewhere, together with what was typed here. Both began as base. */
function joined(disk: Draft, base: Draft, typed: Draft): Draft {
  return {
    text: joinedText(disk.text, base.text, typed.text),
    subject: typed.subject === base.subject ? disk.subject : typed.subject,
    cc: typed.cc === base.cc ? disk.cc : typed.cc,
    files: [...disk.files, ...typed.files.filter((file) => !base.files.includes(file))],
    foreign: together(disk.foreign, typed.foreign),
  };
}

function joinedText(disk: string, base: string, typed: string): string {
  if (disk.endsWith(base) && base !== "") return disk.slice(0, disk.length - base.length) + typed;
  if (disk.startsWith(base) && base !== "") return typed + disk.slice(base.length);
  const added = typed.startsWith(base) ? typed.slice(base.length).trimStart() : typed;
  return disk === "" || added === "" ? disk + added : `${disk}\n${added}`;
}
