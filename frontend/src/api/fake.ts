import { fakeAssistant } from "./fakeAssistant";
import { fakeCampaigns } from "./fakeCampaigns";
import { fakeCases } from "./fakeCases";
import { fakeComposer } from "./fakeComposer";
import { fakeImports } from "./fakeImports";
import { fakeJourneys } from "./fakeJourneys";
import { fakeFiles, fakeLetters } from "./fakeLetters";
import { fakePeople } from "./fakePeople";
import { fakePhrases } from "./fakePhrases";
import { fakePurchases } from "./fakePurchases";
import { fakeSearch } from "./fakeSearch";
import { fakeSettings } from "./fakeSettings";
import { day, item, messages, minute, type Person, shopAt } from "./fakeShop";
import { fakeSurveys } from "./fakeSurveys";
import type { Card, Change, Desk, InboxRow, MissingChannel, ReplyChannel, TurnState } from "./types";

function rowOf(p: Person, now: number, draft: boolean, tags: string[]): InboxRow {
  const last = messages(p.items).findLast((i) => i.at <= now);
  return {
    customerId: p.id,
    name: p.name,
    state: p.state,
    channel: last?.channel ?? "other",
    direction: last?.direction ?? "in",
    placeholder: last?.placeholder ?? "",
    snippet: (last?.subject || last?.text || "").slice(0, 120),
    lastAt: last?.at ?? 0,
    waitingSince: p.waitingSince,
    promisedAt: 0,
    unread: p.unread,
    overdue: p.waitingSince > 0 && now - p.waitingSince > day,
    failed: p.failed,
    draft,
    junk: p.junk,
    segment: "",
    tags,
  };
}

function cardOf(p: Person): Card {
  const channels = p.channels.map((channel): ReplyChannel => {
    const heard = messages(p.items).findLast((i) => i.channel === channel && i.direction === "in");
    return {
      channel,
      to: channel === "email" ? "cliente@mail.example" : "+5532900001418",
      windowed: channel === "whatsapp",
      windowUntil: channel === "whatsapp" && heard ? heard.at + day : 0,
      subject: channel === "email",
      maxFiles: channel === "email" ? 25_000_000 : 0,
      maxText: channel === "email" ? 0 : 1600,
    };
  });
  const last = messages(p.items).findLast((i) => i.direction === "in")?.channel;
  const proposed = p.channels.find((channel) => channel === last) ?? p.channels[0] ?? "";
  const missing = (["whatsapp", "email", "sms"] as const).filter((channel) => !p.channels.includes(channel));
  return {
    customerId: p.id,
    name: p.name,
    state: p.state,
    snoozedUntil: p.snoozedUntil,
    junk: p.junk,
    since: messages(p.items)[0]?.at ?? Date.now(),
    addresses: channels.map((c) => ({ id: `${p.id}-${c.channel}`, channel: c.channel, address: c.to, label: "" })),
    channels,
    missing: missing.map((channel): MissingChannel => ({ channel, why: "no_address" })),
    proposed,
    subject: p.channels.includes("email") ? "Re: Arte da agenda para aprovação" : "",
  };
}

/** A desk over the shop in memory. Sending takes the hold plus a moment, and changes are told as in the real one. */
export function fakeDesk(now: number = Date.now()): Desk {
  const people = shopAt(now);
  const listeners = new Set<(changes: Change[]) => void>();
  const tell = (change: Change) => {
    for (const listener of listeners) listener([change]);
  };
  const { face, unlock, ...settings } = fakeSettings(tell);
  const find = (id: string): Person => {
    const found = people.find((p) => p.id === id);
    if (!found) throw new Error(JSON.stringify({ code: "not_found", params: { kind: "customer", id } }));
    return found;
  };
  const seek = (id: string) => {
    for (const p of people)
      for (const i of messages(p.items)) if (i.delivery?.id === id) return { p, i, delivery: i.delivery };
    return undefined;
  };
  const byDelivery = (id: string) => {
    const found = seek(id);
    if (!found) throw new Error(JSON.stringify({ code: "not_found", params: { kind: "delivery", id } }));
    return found;
  };
  const settle = (id: string, after: number) => {
    setTimeout(() => {
      const found = seek(id); // what was taken back is gone
      if (!found) return;
      Object.assign(found.delivery, { state: "sent", planned: false });
      tell({ kind: "delivery_changed", customerId: found.p.id });
    }, after);
  };
  const known = fakePeople({ people, tell, find });
  const composer = fakeComposer({ tell, find, byDelivery, settle, item });
  const matters = fakeCases({ people, tell });
  const before: Pick<Person, "state" | "snoozedUntil" | "junk">[] = [];
  const move = async (id: string, state: TurnState, { until = 0, junk = false } = {}) => {
    const p = find(id);
    before.push({ state: p.state, snoozedUntil: p.snoozedUntil, junk: p.junk });
    Object.assign(p, { state, snoozedUntil: until, junk });
    tell({ kind: "conversation_changed", customerId: id });
    return String(before.length - 1);
  };
  return {
    ...matters,
    assistant: fakeAssistant(),
    phrases: fakePhrases({ people, tell }),
    purchases: fakePurchases({ tell, find }),
    journeys: fakeJourneys(find),
    surveys: fakeSurveys({ people, tell }),
    campaigns: fakeCampaigns({ people, tell }),
    imports: fakeImports(),
    inbox: {
      page: async (state, oldestFirst, cursor, limit) => {
        const inState = people.filter((p) => p.state === state);
        const rows = inState.map((p) => rowOf(p, Date.now(), composer.marked(p.id), known.tagsOf(p.id)));
        rows.sort(
          (a, b) => Number(b.overdue) - Number(a.overdue) || (oldestFirst ? a.lastAt - b.lastAt : b.lastAt - a.lastAt),
        );
        const start = Number(cursor || 0);
        return {
          rows: rows.slice(start, start + limit),
          next: start + limit < rows.length ? String(start + limit) : "",
        };
      },
      counts: async () => {
        const count = (state: TurnState) => people.filter((p) => p.state === state).length;
        return { reply: count("reply"), waiting: count("waiting"), snoozed: count("snoozed"), closed: count("closed") };
      },
      markUnread: async (id) => {
        const p = find(id);
        p.unread = Math.max(p.unread, 1);
        tell({ kind: "conversation_changed", customerId: id });
      },
    },
    conversation: {
      card: async (id) => cardOf(find(id)),
      timeline: async (id, cursor, limit) => {
        const newest = find(id).items.toSorted((a, b) => b.at - a.at);
        const around = cursor.startsWith("around:")
          ? newest.findIndex((i) => `around:${i.id}` === cursor) - limit / 2
          : Number(cursor || 0);
        const start = Math.max(around, 0);
        return {
          items: structuredClone(newest.slice(start, start + limit)),
          next: start + limit < newest.length ? String(start + limit) : "",
          newer: cursor !== "" && start > 0 ? String(Math.max(start - limit, 0)) : "",
        };
      },
      close: (id) => move(id, "closed"),
      junk: (id) => move(id, "closed", { junk: true }),
      reopen: (id) => move(id, "reply"),
      snooze: (id, until) => move(id, "snoozed", { until }),
      undo: async (id, decision) => {
        Object.assign(find(id), before[Number(decision)]);
        tell({ kind: "conversation_changed", customerId: id });
      },
      markRead: async (id) => {
        find(id).unread = 0;
        tell({ kind: "conversation_changed", customerId: id });
      },
      rename: async (id, name) => {
        find(id).name = name;
        tell({ kind: "conversation_changed", customerId: id });
      },
      reply: async (reply) => composer.send(reply),
      cancelSend: async (id) => void composer.cancel(id),
      retrySend: async (id) => {
        const { p, delivery } = byDelivery(id);
        Object.assign(delivery, { state: "queued", problem: null });
        p.failed = false;
        tell({ kind: "delivery_changed", customerId: p.id });
        settle(id, 800);
      },
      saveAttachment: async () => "/home/celia/Documentos/agenda-arte-v2.pdf",
    },
    composer: composer.desk,
    search: fakeSearch(people),
    shop: {
      face,
      health: async () => ({
        checkedAt: Date.now() - minute,
        checking: false,
        offline: false,
        since: 0,
        stopped: null,
        locked: false,
        fresh: false,
        accounts: [
          { id: "1", name: "loja@sabia.example", lastOk: Date.now() - minute, since: 0, problem: null, reading: null },
        ],
      }),
      checkNow: async () => tell({ kind: "account_changed" }),
      checkFiles: async () => undefined,
      openLink: async () => undefined,
      print: async () => undefined,
      inFront: async () => undefined,
      openDemo: async () => undefined,
      openOwn: async () => undefined,
      unlock,
    },
    ...known.desk,
    ...settings,
    onOpen: () => () => undefined,
    letters: fakeLetters(),
    files: fakeFiles(),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
