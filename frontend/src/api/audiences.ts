import type { window as wire } from "../../wailsjs/go/models";
import * as bound from "../../wailsjs/go/window/Audiences";
import { call } from "./bridge";
import type { CaseClass } from "./cases";
import type { Segment } from "./purchases";
import type { Channel } from "./types";

/** Which customers are meant: those of whom all of it is true. What is empty or 0 leaves nobody out; numbers are days. */
export type Filter = Omit<wire.Filter, "segments" | "reached" | "wrote" | "classes"> & {
  segments: Segment[];
  reached: Channel[];
  wrote: Channel[];
  classes: CaseClass[];
};
/** A filter that the owner saved. */
export type Audience = Omit<wire.Audience, "filter"> & { filter: Filter };

export type AudiencesDesk = {
  list: () => Promise<Audience[]>;
  /** An empty id makes a new one. Rejects with audience.name; done is what undo takes. */
  save: (audience: Audience) => Promise<wire.AudienceSaved>;
  /** Gives what undo takes. */
  remove: (id: string) => Promise<string>;
  /** Rejects with undo.changed_since once it was saved or removed again. */
  undo: (id: string, decision: string) => Promise<void>;
};

export const everybody: Filter = {
  segments: [],
  tags: [],
  withoutTags: [],
  contactWithin: 0,
  noContactFor: 0,
  reached: [],
  wrote: [],
  classes: [],
  classesWithin: 0,
  birthdayWithin: 0,
  birthdayMonth: false,
  boughtWithin: 0,
  notBoughtFor: 0,
};

/** Tells whether two filters mean the same, in whatever order their words were chosen. */
export function isSame(a: Filter, b: Filter): boolean {
  const text = (filter: Filter) =>
    JSON.stringify(
      Object.entries(filter)
        .map(([key, value]) => [key, Array.isArray(value) ? value.toSorted() : value])
        .toSorted(),
    );
  return text(a) === text(b);
}

export const audiences: AudiencesDesk = {
  list: () => call(bound.List()),
  save: (audience) => call(bound.Save(audience)),
  remove: (id) => call(bound.Remove(id)),
  undo: (id, decision) => call(bound.Undo(id, decision)),
};
