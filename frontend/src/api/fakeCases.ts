import type { Case, CaseStory, CasesDesk } from "./cases";
import type { Person } from "./fakeShop";
import type { LogbookDesk, LogSheet } from "./logbook";
import type { Change, TimelineItem } from "./types";

type Shop = { people: Person[]; tell: (change: Change) => void };

const said = (p: Person) => p.items.filter((i): i is TimelineItem => i.kind === "message");

/** Cases and sheets in memory: everybody who waits has one open. */
export function fakeCases({ people, tell }: Shop): { cases: CasesDesk; logbook: LogbookDesk } {
  const all = new Map<string, Case>();
  const before = new Map<string, () => void>();
  const sheets = new Map<string, LogSheet>();
  let minted = 13;
  const number = () => {
    minted += 1;
    return `261126-07.${String(minted).padStart(3, "0")}-81`;
  };
  const blank = (id: string, customerId: string, name: string): Case => ({
    id,
    protocol: number(),
    customerId,
    name,
    state: "open",
    class: "",
    suggested: "",
    openedAt: Date.now(),
    closedAt: 0,
    promisedAt: 0,
    promise: "",
    toldAt: 0,
    earlierId: "",
    numbers: [],
    channels: [],
    messages: 0,
    lastAt: 0,
    begins: "",
  });
  const open = (p: Person): Case => {
    const first = said(p).findLast((i) => i.direction === "in");
    const k: Case = {
      ...blank(`case-${p.id}`, p.id, p.name),
      suggested: "request",
      openedAt: first?.at ?? Date.now(),
      channels: first ? [first.channel] : [],
      messages: 1,
      lastAt: first?.at ?? 0,
      begins: first?.text ?? "",
    };
    all.set(k.id, k);
    for (const i of said(p).slice(-4)) Object.assign(i, { caseId: k.id, protocol: k.protocol, rule: "open" });
    return k;
  };
  for (const p of people) if (p.state === "reply") open(p);
  const find = (id: string): Case => {
    const k = all.get(id);
    if (!k) throw new Error(JSON.stringify({ code: "not_found", params: { kind: "case", id } }));
    return k;
  };
  /** Remembers how everything is, does it, and gives what undo takes. */
  const decide = (customerId: string, deed: () => void): string => {
    const items = people.flatMap(said);
    const was = items.map(({ caseId, protocol, rule }) => ({ caseId, protocol, rule }));
    const kept = new Map(all);
    const decision = `decision-${before.size}`;
    before.set(decision, () => {
      items.forEach((i, at) => void Object.assign(i, was[at]));
      all.clear();
      for (const [id, k] of kept) all.set(id, k);
      tell({ kind: "case_changed", customerId });
    });
    deed();
    tell({ kind: "case_changed", customerId });
    return decision;
  };
  const change = (id: string, what: Partial<Case>): string => {
    const k = find(id);
    return decide(k.customerId, () => all.set(id, { ...k, ...what }));
  };
  const putFirst = (k: Case) => {
    const others = [...all];
    all.clear();
    for (const [id, each] of [[k.id, k] as const, ...others]) all.set(id, each);
  };
  const move = (items: TimelineItem[], { id, protocol }: Case, rule: string) => {
    for (const i of items) Object.assign(i, { caseId: id, protocol, rule });
  };
  const split = (messageId: string) => {
    const items = people.flatMap(said);
    const first = items.find((i) => i.id === messageId);
    const old = find(first?.caseId ?? "");
    const later = items.filter((i) => i.caseId === old.id && i.at >= (first?.at ?? 0));
    const k: Case = {
      ...old,
      id: `case-${all.size}`,
      protocol: number(),
      class: "",
      openedAt: Date.now(),
      earlierId: old.id,
      begins: first?.text ?? "",
    };
    const done = decide(old.customerId, () => {
      putFirst(k);
      move(later, k, "new");
    });
    return { caseId: k.id, done };
  };
  const storyOf = (id: string): CaseStory => {
    const k = find(id);
    const items = people
      .flatMap(said)
      .filter((i) => i.caseId === id)
      .map((i) => ({ id: i.id, at: i.at, channel: i.channel, direction: i.direction, snippet: i.text }));
    const channel = k.channels[0] ?? "";
    return {
      ...k,
      steps: [{ kind: "opened", at: k.openedAt, channel, until: 0, words: "", afterMs: 0 }],
      items,
    };
  };

  const cases: CasesDesk = {
    of: async (customerId) => ({ cases: [...all.values()].filter((k) => k.customerId === customerId), hints: [] }),
    story: async (id) => storyOf(id),
    find: async ({ text, state }) => {
      const asked = text.toLowerCase();
      const found = [...all.values()].filter(
        (k) =>
          (state === "" || (k.state === "closed") === (state === "closed")) &&
          (state !== "promised" || k.promisedAt > 0) &&
          `${k.protocol} ${k.name} ${k.begins}`.toLowerCase().includes(asked),
      );
      if (state === "promised") found.sort((a, b) => a.promisedAt - b.promisedAt);
      return { cases: found, exact: found.length === 1 && found[0]?.protocol === text, more: false, next: "" };
    },
    said: async (id) => people.flatMap(said).filter((i) => i.caseId === id),
    open: async (customerId) => {
      const person = people.find((p) => p.id === customerId);
      const k = blank(`case-${all.size}`, customerId, person?.name ?? "");
      return { caseId: k.id, done: decide(customerId, () => putFirst(k)) };
    },
    classify: async (id, is) => change(id, { class: is }),
    promise: async (id, by, words) => change(id, { promisedAt: by, promise: words }),
    keep: async (id) => change(id, { promisedAt: 0, promise: "" }),
    close: async (id) => change(id, { state: "closed", closedAt: Date.now() }),
    reopen: async (id) => change(id, { state: "open", closedAt: 0 }),
    merge: async (keep, other) =>
      decide(find(keep).customerId, () => {
        move(
          people.flatMap(said).filter((i) => i.caseId === other),
          find(keep),
          "",
        );
        all.delete(other);
      }),
    split: async (messageId) => split(messageId),
    join: async (id, messageId) =>
      decide(find(id).customerId, () =>
        move(
          people.flatMap(said).filter((i) => i.id === messageId),
          find(id),
          "",
        ),
      ),
    toldAloud: async (id) => void change(id, { toldAt: Date.now() }),
    dismissHint: async () => undefined,
    askAgain: async () => undefined,
    undo: async (_, decision) => before.get(decision)?.(),
    acts: async () => ({ acts: [], next: "" }),
  };

  const logbook: LogbookDesk = {
    open: async (channel, customerId) => {
      const caseId = `sheet-${sheets.size}`;
      const sheet: LogSheet = {
        caseId,
        protocol: number(),
        channel,
        direction: "in",
        customerId,
        number: "",
        name: "",
        text: "",
        class: "",
        at: 0,
        intoId: "",
        told: false,
        then: "nothing",
        until: 0,
      };
      sheets.set(caseId, sheet);
      return sheet;
    },
    save: async (sheet) => void sheets.set(sheet.caseId, sheet),
    unfinished: async () => [...sheets.values()],
    giveUp: async (caseId) => void sheets.delete(caseId),
    write: async (sheet) => {
      sheets.delete(sheet.caseId);
      return { messageId: "", customerId: sheet.customerId || "ana", protocol: sheet.protocol };
    },
    takeBack: async (sheet) => {
      const again = { ...sheet, customerId: sheet.customerId || "ana", number: "", name: "" };
      sheets.set(sheet.caseId, again);
      return again;
    },
  };
  return { cases, logbook };
}
