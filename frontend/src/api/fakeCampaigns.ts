import type { Campaign, CampaignResults, CampaignsDesk } from "./campaigns";
import type { Person } from "./fakeShop";
import type { Change } from "./types";

type Shop = { people: Person[]; tell: (change: Change) => void };

/** Campaigns in memory: every other customer said yes, and what is sent has gone, but for what has a date. */
export function fakeCampaigns({ people, tell }: Shop): CampaignsDesk {
  const all = new Map<string, CampaignResults>();
  const before: { id: string; was: CampaignResults | undefined }[] = [];
  const find = (id: string) => {
    const found = all.get(id);
    if (!found) throw new Error(JSON.stringify({ code: "not_found", params: { kind: "campaign", id } }));
    return found;
  };
  const put = (id: string, next: CampaignResults | undefined) => {
    before.push({ id, was: all.get(id) });
    if (next) all.set(id, next);
    else all.delete(id);
    tell({ kind: "campaign_changed" });
    return String(before.length - 1);
  };
  const person = (p: Person) => ({
    customerId: p.id,
    was: p.id,
    name: p.name,
    address: `${p.id}@exemplo.example`,
    messageId: "",
    calledAt: 0,
  });
  const yes = people.filter((_, n) => n % 2 === 0).map(person);
  const no = people.filter((_, n) => n % 2 === 1).map(person);
  const draft = (campaign: Campaign): CampaignResults => ({
    campaign,
    state: "draft",
    begunAt: 0,
    changedAt: Date.now(),
    begins: 0,
    goesTo: 0,
    figures: [],
    passed: [],
    cents: 0,
    currency: "",
    halves: [],
    comparison: "",
  });
  const begun = (campaign: Campaign, state: CampaignResults["state"]): CampaignResults => ({
    ...draft(campaign),
    state,
    begunAt: Date.now(),
    begins: state === "sending" ? campaign.date : 0,
    goesTo: yes.length,
    figures: [
      state === "sending"
        ? { name: "waiting", n: yes.length, people: yes }
        : { name: "sent", n: yes.length, people: yes },
      { name: "answered", n: 0, people: [] },
    ],
    passed: [{ name: "no_consent", n: no.length, people: no }],
  });
  const named = (campaign: Campaign) => ({ ...campaign, id: campaign.id || `campaign-${all.size + 1}` });
  return {
    list: async () => [...all.values()].toReversed().map((each) => structuredClone(each)),
    results: async (id) => structuredClone(find(id)),
    choices: async () => ({
      media: ["whatsapp", "email", "sms", "telemarketing", "catalogue", "leaflet", "other"],
      segments: [{ id: "loyal", name: "Clientes fiéis" }],
    }),
    preview: async (campaign) => ({
      total: people.length,
      goes: { name: "goes", n: yes.length, people: yes },
      passed: [{ name: "no_consent", n: no.length, people: no }],
      problem: campaign.subject === "" ? { code: "usage", params: { argument: "subject" } } : null,
      samples: campaign.wordings.map(({ text }) => ({
        name: yes[0]?.name ?? "",
        address: yes[0]?.address ?? "",
        subject: campaign.subject,
        signature: "",
        text: text.replaceAll("{nome}", yes[0]?.name ?? ""),
      })),
      begins: Math.max(campaign.date, Date.now()),
      endless: campaign.wordings.some(({ text }) => text !== "" && !/sair/i.test(text)),
    }),
    save: async (campaign) => {
      const kept = named(campaign);
      return { id: kept.id, done: put(kept.id, draft(kept)) };
    },
    record: async (campaign) => {
      const kept = named(campaign);
      return { id: kept.id, done: put(kept.id, begun(kept, "recorded")) };
    },
    send: async (id) => {
      const { campaign } = find(id);
      put(id, begun(campaign, campaign.date > Date.now() ? "sending" : "sent"));
    },
    step: async (id, step) => {
      const states = { pause: "paused", resume: "sending", stop: "cancelled" } as const;
      return put(id, step === "remove" ? undefined : { ...find(id), state: states[step], begins: 0 });
    },
    undo: async (id, decision) => {
      put(id, before[Number(decision)]?.was);
    },
    call: async (id, customerId, called) => {
      const found = find(id);
      const figures = found.figures.map((figure) => ({
        ...figure,
        people: figure.people.map((each) =>
          each.was === customerId ? { ...each, calledAt: called ? Date.now() : 0 } : each,
        ),
      }));
      put(id, { ...found, figures });
    },
  };
}
