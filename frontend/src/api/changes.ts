import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { Change, Desk, Health, TimelinePage } from "./types";

export const pageSize = 50;

export const keys = {
  inbox: ["inbox"] as const,
  rows: (state: string, order: object) => ["inbox", "rows", state, order] as const,
  counts: ["inbox", "counts"] as const,
  customer: (customerId: string) => ["customer", customerId] as const,
  card: (customerId: string) => ["customer", customerId, "card"] as const,
  timeline: (customerId: string) => ["customer", customerId, "timeline"] as const,
  around: (customerId: string, messageId: string) => ["customer", customerId, "timeline", "around", messageId] as const,
  search: (asked: object, limit: number) => ["search", asked, limit] as const,
  letter: (messageId: string) => ["letter", messageId] as const,
  letterHtml: (url: string) => ["letterHtml", url] as const,
  health: ["health"] as const,
  directory: ["directory"] as const,
  directoryPage: (query: object, page: number) => ["directory", "page", query, page] as const,
  tags: ["directory", "tags"] as const,
  duplicates: ["directory", "duplicates"] as const,
  profile: (customerId: string) => ["customer", customerId, "profile"] as const,
  casesOf: (customerId: string) => ["customer", customerId, "cases"] as const,
  cases: ["cases"] as const,
  foundCases: (query: object) => ["cases", "found", query] as const,
  acts: ["cases", "acts"] as const,
  caseStory: (caseId: string) => ["cases", "story", caseId] as const,
  phrases: ["phrases"] as const,
  audiences: ["audiences"] as const,
  cuts: ["cuts"] as const,
  campaigns: ["campaigns"] as const,
  assistTerms: ["assistTerms"] as const,
  allowed: (customerId: string) => ["customer", customerId, "allowed"] as const,
  journey: (customerId: string) => ["customer", customerId, "journey"] as const,
  history: (customerId: string) => ["customer", customerId, "history"] as const,
  sayings: (customerId: string) => ["customer", customerId, "allowed", "sayings"] as const,
  bought: (customerId: string) => ["customer", customerId, "bought"] as const,
  surveys: ["surveys"] as const,
  touches: ["surveys", "touches"] as const,
  satisfaction: (customerId: string) => ["customer", customerId, "satisfaction"] as const,
  edits: (customerId: string) => ["customer", customerId, "edits"] as const,
  spoken: (customerId: string) => ["customer", customerId, "spoken"] as const,
  withheld: (customerId: string) => ["customer", customerId, "withheld"] as const,
  mergePreview: (keepId: string, otherId: string) => ["customer", keepId, "merge", otherId] as const,
  preferences: ["preferences"] as const,
};

type Pages = InfiniteData<TimelinePage, string>;

/**
 * Puts a fresh newest page over the pages already loaded. Null when the two do not touch, so that something
 * between them would be missing.
 */
export function mergeNewest(known: Pages, newest: TimelinePage): Pages | null {
  const [first, ...older] = known.pages;
  if (!first) return null;
  const fresh = new Set(newest.items.map((item) => item.id));
  const touches = first.items.length === 0 || first.items.some((item) => fresh.has(item.id));
  if (!touches || newest.next === "") return null;
  const kept = first.items.filter((item) => !fresh.has(item.id));
  return { ...known, pages: [{ items: [...newest.items, ...kept], next: first.next, newer: "" }, ...older] };
}

/**
 * Reads the newest page of a timeline again, however many older ones are on screen. Merging and splitting move
 * messages anywhere in it: then all of it is read.
 */
async function refreshTimeline(client: QueryClient, desk: Desk, customerId: string, all: boolean): Promise<void> {
  const key = keys.timeline(customerId);
  void client.invalidateQueries({ queryKey: keys.journey(customerId) });
  void client.invalidateQueries({ queryKey: keys.history(customerId) });
  const known = client.getQueryData<Pages>(key);
  if (all || !known || known.pages.length < 2) {
    await client.invalidateQueries({ queryKey: key });
    return;
  }
  await client.cancelQueries({ queryKey: key, exact: true });
  const newest = await desk.conversation.timeline(customerId, "", pageSize);
  const merged = mergeNewest(known, newest);
  if (merged) client.setQueryData(key, merged);
  await client.invalidateQueries({ queryKey: merged ? [...key, "around"] : key });
}

/** Who is written down, renamed or given an address may be like anybody, and every profile tells whom it is like. */
const everyProfile = {
  predicate: ({ queryKey }: { queryKey: readonly unknown[] }) =>
    queryKey[0] === "customer" && queryKey[2] === "profile",
};

/** What one customer buys moves the parts into which all buyers are cut. */
const everySeal = {
  predicate: ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[0] === "customer" && queryKey[2] === "bought",
};

/** What one change touches besides the lists. */
async function refreshCustomer(client: QueryClient, desk: Desk, { kind, customerId }: Change): Promise<void> {
  if (!customerId) {
    await client.invalidateQueries({ queryKey: ["customer"] });
    return;
  }
  if (kind === "case_changed") {
    // A message that goes to another case shows it where it stands, however far back.
    await client.invalidateQueries({ queryKey: keys.casesOf(customerId) });
    await refreshTimeline(client, desk, customerId, true);
    return;
  }
  if (kind === "purchase_changed") {
    // It may be of years ago, and stands there.
    await Promise.all([client.invalidateQueries(everySeal), refreshTimeline(client, desk, customerId, true)]);
    return;
  }
  if (kind === "survey_changed") {
    await Promise.all([
      client.invalidateQueries({ queryKey: keys.satisfaction(customerId) }),
      refreshTimeline(client, desk, customerId, true),
    ]);
    return;
  }
  if (kind === "note_added" || kind === "delivery_changed") {
    await refreshTimeline(client, desk, customerId, false);
    return;
  }
  if (kind === "conversation_changed") {
    await client.invalidateQueries({ queryKey: keys.card(customerId) });
    return;
  }
  await Promise.all([
    client.invalidateQueries(kind === "customer_changed" ? everyProfile : { queryKey: keys.profile(customerId) }),
    client.invalidateQueries({ queryKey: keys.card(customerId) }),
    client.invalidateQueries({ queryKey: keys.spoken(customerId) }),
    client.invalidateQueries({ queryKey: keys.allowed(customerId) }),
    ...(kind === "customer_changed" ? [client.invalidateQueries(everySeal)] : []),
    client.invalidateQueries({ queryKey: keys.edits(customerId) }),
    refreshTimeline(client, desk, customerId, kind === "customer_changed"),
  ]);
}

/**
 * Reads again what changes touch, and nothing else. What several of them touch is read once: while a mailbox is read,
 * a dozen come at a time, and every one moves the inbox.
 */
export async function applyChanges(client: QueryClient, desk: Desk, changes: Change[]): Promise<void> {
  if (changes.some((change) => change.kind === "many_changed")) {
    await client.invalidateQueries();
    return;
  }
  const of = (...kinds: Change["kind"][]) => changes.filter((change) => kinds.includes(change.kind));
  const accounts = of("account_changed");
  const drafts = of("draft_changed");
  const notes = of("note_added");
  const matters = of("case_changed");
  const phrases = of("phrase_changed");
  const audiences = of("audience_changed");
  const bought = of("purchase_changed");
  const asked = of("survey_changed");
  const campaigns = of("campaign_changed", "audience_changed");
  // What the time of a promise changes is told as a change of its conversation, too.
  const due = of("promise_due");
  const others = [accounts, drafts, notes, matters, phrases, audiences, bought, asked, campaigns, due].flat();
  const talk = changes.filter((change) => !others.includes(change));
  const work = [...notes, ...matters, ...bought, ...asked.filter(({ customerId }) => customerId), ...talk].map(
    (change) => refreshCustomer(client, desk, change),
  );
  if (asked.length > 0) work.push(client.invalidateQueries({ queryKey: keys.surveys }));
  // Whoever comes first ends the first screen.
  const ends = talk.length > 0 && client.getQueryData<Health>(keys.health)?.fresh;
  if (accounts.length > 0 || ends) work.push(client.invalidateQueries({ queryKey: keys.health }));
  if (drafts.length + talk.length + bought.length > 0) work.push(client.invalidateQueries({ queryKey: keys.inbox }));
  // What came of a campaign follows from what customers say and buy.
  if (campaigns.length + bought.length + of("message_arrived", "delivery_changed", "customer_changed").length > 0)
    work.push(client.invalidateQueries({ queryKey: keys.campaigns, refetchType: "active" }));
  if (phrases.length > 0) work.push(client.invalidateQueries({ queryKey: keys.phrases }));
  if (audiences.length > 0) work.push(client.invalidateQueries({ queryKey: keys.audiences }));
  if (matters.length > 0) work.push(client.invalidateQueries({ queryKey: keys.cases }));
  const known = [...talk, ...matters, ...bought];
  if (known.length > 0) work.push(refreshDirectory(client, known));
  await Promise.all(work);
}

/**
 * What the owner changed about a customer shows in the list of all at once. What customers say moves them only when
 * the list is opened next: no row goes from under the pointer.
 */
function refreshDirectory(client: QueryClient, changes: Change[]): Promise<void> {
  const refetchType = changes.some((change) => change.kind === "customer_changed") ? "active" : "none";
  return client.invalidateQueries({ queryKey: keys.directory, refetchType });
}
