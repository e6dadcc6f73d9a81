import type { Case, CaseStory, CasesDesk } from "./cases";
import type { Person } from "./fake";
import type { LogbookDesk, LogSheet } from "./logbook";
import type { Change, TimelineItem } from "./types";

type Shop = { people: Person[]; tell: (change: Change) => void };

const said = (p: Person) => p.items.filter((i): i is TimelineItem => i.kind === "message");

/** Cases and sheets in memory: everybody who waits has one open. */
export function fakeCases({ people, tell }: Shop): { cases: CasesDesk; logbook: LogbookDesk } {
  const all = new Map<string, Case>();
  const before = new Map<string, Case>();
  const sheets = new Map<string, LogSheet>();
  let minted = 13;
  const number = () => {
    minted += 1;
    return `261126-07.${String(minted).padStart(3, "0")}-81`;
  };
  const open = (p: Person): Case => {
    const first = said(p).findLast((i) => i.direction === "in");
    const k: Case = {
      id: `case-${p.id}`,
      protocol: number(),
      customerId: p.id,
      name: p.name,
      state: "open",
      class: "",
      suggested: "request",
      openedAt: first?.at ?? Date.now(),
      closedAt: 0,
      promisedAt: 0,
      promise: "",
      toldAt: 0,
      earlierId: "",
      numbers: [],
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
  const change = (id: string, what: Partial<Case>): string => {
    const k = find(id);
    const decision = `${id}-${before.size}`;
    before.set(decision, { ...k });
    all.set(id, { ...k, ...what });
    tell({ kind: "case_changed", customerId: k.customerId });
    return decision;
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
          `${k.protocol} ${k.name} ${k.begins}`.toLowerCase().includes(asked),
      );
      return { cases: found, exact: found.length === 1 && found[0]?.protocol === text, more: false, next: "" };
    },
    said: async (id) => people.flatMap(said).filter((i) => i.caseId === id),
    classify: async (id, is) => change(id, { class: is }),
    promise: async (id, by, words) => change(id, { promisedAt: by, promise: words }),
    keep: async (id) => change(id, { promisedAt: 0, promise: "" }),
    close: async (id) => change(id, { state: "closed", closedAt: Date.now() }),
    reopen: async (id) => change(id, { state: "open", closedAt: 0 }),
    merge: async (_, other) => change(other, { state: "closed" }),
    split: async () => ({ caseId: "", done: "" }),
    join: async (id) => change(id, {}),
    toldAloud: async (id) => void change(id, { toldAt: Date.now() }),
    dismissHint: async () => undefined,
    undo: async (id, decision) => {
      const was = before.get(decision);
      if (was) change(id, was);
    },
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
  };
  return { cases, logbook };
}
