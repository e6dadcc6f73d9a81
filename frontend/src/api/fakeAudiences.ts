import type { Audience, AudiencesDesk } from "./audiences";
import type { Change } from "./types";

/** Saved filters in memory. */
export function fakeAudiences(tell: (change: Change) => void): AudiencesDesk {
  const all = new Map<string, Audience>();
  const before: (Audience | undefined)[] = [];
  const change = (id: string, to: Audience | undefined) => {
    before.push(all.get(id));
    if (to) all.set(id, to);
    else all.delete(id);
    tell({ kind: "audience_changed" });
    return String(before.length - 1);
  };
  return {
    list: async () => [...all.values()].toSorted((a, b) => a.name.localeCompare(b.name)),
    save: async (audience) => {
      if ([...all.values()].some((each) => each.name === audience.name && each.id !== audience.id))
        throw new Error(JSON.stringify({ code: "audience.name", params: { name: audience.name } }));
      const id = audience.id || `audience-${before.length}`;
      return { id, done: change(id, { ...audience, id }) };
    },
    remove: async (id) => change(id, undefined),
    undo: async (id, decision) => void change(id, before[Number(decision)]),
  };
}
