import { type Allowed, type ConsentsDesk, type Purpose, purposes, type Saying } from "./consents";
import type { Person as Somebody } from "./fakeShop";
import type { CustomerDesk, CustomersDesk, Description, Detail, Duplicate, Person, Point, Spoken } from "./people";
import type { Change, Channel } from "./types";

type Known = Required<Pick<Description, "notes" | "document" | "birthday" | "postal" | "group">> & {
  tags: string[];
  details: Detail[];
  added: Point[];
};
type Shop = { people: Somebody[]; tell: (change: Change) => void; find: (customerId: string) => Somebody };

const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const addresses: Record<Channel, string> = {
  email: "cliente@mail.example",
  whatsapp: "(32) 90000-1418",
  sms: "(32) 90000-1418",
  phone: "(32) 90000-1418",
  counter: "",
  letter: "",
  social: "",
  site: "",
  other: "outro",
};

const anyOf = <T>(asked: readonly T[], has: readonly T[]) =>
  asked.length === 0 || asked.some((each) => has.includes(each));

function refusal(code: string, params: Record<string, string> = {}): Error {
  return new Error(JSON.stringify({ code, params }));
}

const blank = (): Known => ({
  tags: [],
  notes: "",
  document: "",
  birthday: "",
  postal: [],
  details: [],
  group: false,
  added: [],
});

type Said = Saying & { identityId: string };

/** A number that writes can be called, too. */
const consentChannels = (medium: Channel): Channel[] =>
  medium === "sms" || medium === "whatsapp" ? [medium, "phone"] : [medium];

const isAbout = (said: Said, identityId: string, channel: Channel, purpose: Purpose): boolean =>
  !said.undone && said.identityId === identityId && said.channel === channel && said.purposes.includes(purpose);

/** What is known of the customers in memory, for unit tests and for looking at the page in a browser. */
export function fakePeople({ people, tell, find }: Shop) {
  const known = new Map<string, Known>();
  const spoken = new Map<string, Spoken["language"]>();
  const apart = new Set<string>();
  const barred = new Set<string>();
  let preferred = "";
  const about = (id: string) => {
    const is = known.get(id) ?? blank();
    known.set(id, is);
    return is;
  };
  if (people.length > 0)
    Object.assign(about("ana"), { tags: ["Convites", "Presentes"], notes: "Prefere WhatsApp pela manhã." });
  const changed = (customerId: string) => tell({ kind: "customer_changed", customerId });
  const pointsOf = (p: Somebody): Point[] => [
    ...p.channels.map((channel) => ({
      id: `${p.id}-${channel}`,
      channel,
      address: addresses[channel],
      label: "",
      seenName: p.name,
      homeId: p.id,
      verified: true,
      preferred: preferred === `${p.id}-${channel}`,
      barred: barred.has(`${p.id}-${channel}`),
      removable: false,
      messages: p.items.length,
      firstAt: p.items[0]?.at ?? 0,
      lastAt: p.items.at(-1)?.at ?? 0,
    })),
    ...about(p.id).added,
  ];
  const personOf = (p: Somebody): Person => ({
    customerId: p.id,
    name: p.name,
    contacts: pointsOf(p).map(({ channel, address }) => ({ channel, address })),
  });
  const duplicates = (): Duplicate[] => {
    const ana = people.find((p) => p.id === "ana");
    const other = people.find((p) => p.id === "f2");
    if (!ana || !other || apart.has("ana f2")) return [];
    return [{ a: personOf(ana), b: personOf(other), reasons: ["phone", "name"] }];
  };

  const customers: CustomersDesk = {
    page: async (query, offset, limit) => {
      const asked = fold(query.text);
      const rows = people
        .filter((p) => fold(`${p.name} ${p.channels.map((c) => addresses[c]).join(" ")}`).includes(asked))
        .filter((p) => anyOf(query.filter.reached, p.channels))
        .filter((p) => anyOf(query.filter.tags, about(p.id).tags))
        .map((p) => ({
          customerId: p.id,
          name: p.name,
          address: addresses[p.channels[0] ?? "other"],
          channels: p.channels,
          tags: about(p.id).tags,
          lastAt: p.items.at(-1)?.at ?? 0,
          machine: false,
        }));
      rows.sort(query.byContact ? (a, b) => b.lastAt - a.lastAt : (a, b) => fold(a.name).localeCompare(fold(b.name)));
      return { rows: rows.slice(offset, offset + limit), total: offset === 0 ? rows.length : 0 };
    },
    tags: async () => {
      const counts = new Map<string, number>();
      for (const p of people) for (const tag of about(p.id).tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
      return [...counts].map(([tag, n]) => ({ tag, customers: n })).toSorted((a, b) => a.tag.localeCompare(b.tag));
    },
    duplicates: async () => duplicates(),
    add: async ({ name, phones, email }) => {
      const at = phones.findIndex((phone) => phone.includes("90000-1418"));
      if (at >= 0) throw refusal("customer.address_taken", { customer: "ana", channel: "sms", at: `${at}` });
      if (email.includes("ocupado"))
        throw refusal("customer.address_taken", { customer: "ana", channel: "email", at: "0" });
      const id = `new-${people.length}`;
      const channels = [
        ...(email === "" ? [] : (["email"] as const)),
        ...(phones.length > 0 ? (["sms"] as const) : []),
      ];
      people.push({
        id,
        name,
        state: "closed",
        channels,
        items: [],
        waitingSince: 0,
        unread: 0,
        failed: false,
        snoozedUntil: 0,
        junk: false,
      });
      changed(id);
      return { customerId: id, done: "added" };
    },
  };

  const customer: CustomerDesk = {
    profile: async (id) => {
      const p = find(id);
      const { tags, added: _, ...written } = about(id);
      const alike = duplicates().map((d) => (d.b.customerId === id ? { ...d, a: d.b, b: d.a } : d));
      return {
        customerId: id,
        name: p.name,
        ...written,
        documentDoubt: written.document !== "" && written.document.length < 14 ? "cpf" : "",
        tags,
        points: pointsOf(p),
        messages: p.items.length,
        since: p.items[0]?.at ?? 0,
        alike: alike.filter((d) => d.a.customerId === id),
      };
    },
    describe: async (id, { name, details = [], ...rest }) => {
      if (name !== undefined) find(id).name = name;
      const is = Object.assign(about(id), rest);
      for (const detail of details)
        is.details = [...is.details.filter((each) => each.name !== detail.name), detail].filter(({ value }) => value);
      changed(id);
    },
    spoken: async (id) => {
      const chosen = spoken.get(id) ?? "";
      return { language: chosen || "pt-BR", chosen: chosen !== "" };
    },
    speak: async (id, language) => {
      spoken.set(id, language);
      changed(id);
    },
    tag: async (id, tag, on) => {
      const is = about(id);
      is.tags = [...is.tags.filter((each) => fold(each) !== fold(tag)), ...(on ? [tag] : [])];
      changed(id);
    },
    addAddress: async (id, channel, typed, label) => {
      if (typed.includes("ocupado")) throw refusal("customer.address_taken", { customer: "f2" });
      if (!/\d{10}|@.+\./.test(typed)) throw refusal("customer.address_invalid", { channel });
      const point: Point = {
        id: `${id}-${typed}`,
        channel,
        address: typed,
        label,
        seenName: "",
        homeId: id,
        verified: false,
        preferred: false,
        barred: false,
        removable: true,
        messages: 0,
        firstAt: 0,
        lastAt: 0,
      };
      about(id).added.push(point);
      changed(id);
      return point.id;
    },
    labelAddress: async (identityId, label) => {
      for (const is of known.values()) for (const point of is.added) if (point.id === identityId) point.label = label;
      tell({ kind: "many_changed" });
    },
    removeAddress: async (identityId) => {
      for (const is of known.values()) is.added = is.added.filter((point) => point.id !== identityId);
      tell({ kind: "many_changed" });
    },
    previewMerge: async (keepId, otherId) => ({
      kept: personOf(find(keepId)),
      other: personOf(find(otherId)),
      messages: find(otherId).items.filter((item) => item.kind !== "purchase").length,
      purchases: find(otherId).items.filter((item) => item.kind === "purchase").length,
      tags: about(otherId).tags,
      notes: about(otherId).notes !== "",
      state: "reply",
      differing: [{ field: "name", kept: find(keepId).name, other: find(otherId).name }],
    }),
    prefer: async (identityId, on) => {
      preferred = on ? identityId : "";
      tell({ kind: "many_changed" });
      return "preferred";
    },
    bar: async (identityId, on) => {
      if (on) barred.add(identityId);
      else barred.delete(identityId);
      tell({ kind: "many_changed" });
      return "barred";
    },
    edits: async () => [],
    merge: async (keepId, otherId) => {
      const [kept, other] = [find(keepId), find(otherId)];
      kept.items = [...kept.items, ...other.items].toSorted((a, b) => a.at - b.at);
      kept.channels = [...new Set([...kept.channels, ...other.channels])];
      people.splice(people.indexOf(other), 1);
      tell({ kind: "many_changed" });
      return "merged";
    },
    split: async ([identityId]) => ({ customerId: identityId?.split("-")[0] ?? "", done: "split" }),
    tellApart: async (customerId, otherId) => {
      apart.add([customerId, otherId].toSorted().join(" "));
      changed(customerId);
      return "apart";
    },
  };
  const said: Said[] = [];
  const consents: ConsentsDesk = {
    of: async (id) =>
      pointsOf(find(id)).flatMap((point): Allowed[] =>
        consentChannels(point.channel).map((channel) => ({
          identityId: point.id,
          channel,
          address: point.address,
          stopped: false,
          asked: purposes.map((purpose) => {
            const last = said.findLast((each) => isAbout(each, point.id, channel, purpose));
            return {
              purpose,
              status: last?.status ?? "none",
              source: last?.source ?? "",
              saidAt: last?.saidAt ?? 0,
            };
          }),
        })),
      ),
    sayings: async (id) => {
      const hers = pointsOf(find(id)).map((point) => point.id);
      return said.filter((each) => hers.includes(each.identityId)).toReversed();
    },
    allow: async (places, purpose, yes) => {
      const done = places.map(({ identityId, channel }): Said => {
        const address = people.flatMap(pointsOf).find((point) => point.id === identityId)?.address ?? "";
        const at = Date.UTC(2026, 2, 14, 12);
        const status = yes ? "given" : "withdrawn";
        const basis = yes ? "consent" : "";
        const rest = { messageId: "", wording: "", byOwner: true, undone: false, undoable: true, saidAt: at, at };
        const id = `said-${said.length}-${identityId}-${channel}`;
        return { ...rest, id, identityId, channel, address, status, basis, purposes: [purpose], source: "spoken" };
      });
      said.push(...done);
      tell({ kind: "many_changed" });
      return done.map((each) => each.id);
    },
    undo: async (done) => {
      for (const each of said) if (done.includes(each.id)) Object.assign(each, { undone: true, undoable: false });
      tell({ kind: "many_changed" });
    },
  };
  return { desk: { customers, customer, consents }, tagsOf: (id: string) => about(id).tags };
}
