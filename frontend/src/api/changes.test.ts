import { QueryClient } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";
import { applyChanges, keys, mergeNewest } from "./changes";
import { fakeDesk } from "./fake";
import type { TimelineItem, TimelinePage } from "./types";

const item = (id: string, text = id): TimelineItem => ({
  kind: "message",
  id,
  text,
  cc: "",
  quoted: "",
  rich: false,
  channel: "sms",
  direction: "in",
  at: 0,
  from: "",
  subject: "",
  placeholder: "",
  auto: "",
  damaged: false,
  caseId: "",
  protocol: "",
  rule: "",
  campaign: "",
  medium: "",
  delivery: null,
  attachments: [],
});
const page = (ids: string[], next: string): TimelinePage => ({ items: ids.map((id) => item(id)), next, newer: "" });
const ids = (pages: TimelinePage[] | undefined) => pages?.map((p) => p.items.map((i) => i.id).join(""));

test("a new message joins the pages already loaded, and nothing falls out", () => {
  const known = { pages: [page(["d", "c"], "c"), page(["b", "a"], "")], pageParams: ["", "c"] };
  const merged = mergeNewest(known, page(["e", "d"], "d"));
  expect(ids(merged?.pages)).toEqual(["edc", "ba"]);
  expect(merged?.pages[0]?.next).toBe("c");
});

test("a changed message is replaced", () => {
  const known = { pages: [page(["b", "a"], "x"), page([], "")], pageParams: ["", "x"] };
  const merged = mergeNewest(known, { items: [item("b", "new")], next: "b", newer: "" });
  expect(merged?.pages[0]?.items[0]?.text).toBe("new");
});

test("pages that do not touch are not joined over a gap", () => {
  const known = { pages: [page(["b", "a"], "a"), page(["0"], "")], pageParams: ["", "a"] };
  expect(mergeNewest(known, page(["z", "y"], "y"))).toBeNull();
});

test("a change reads again only what it touches", async () => {
  const client = new QueryClient();
  const invalidate = vi.spyOn(client, "invalidateQueries").mockResolvedValue();
  const desk = fakeDesk();
  await applyChanges(client, desk, [{ kind: "account_changed", connectionId: "1" }]);
  expect(invalidate.mock.calls.map((c) => c[0]?.queryKey)).toEqual([keys.health]);
  invalidate.mockClear();
  await applyChanges(client, desk, [{ kind: "message_arrived", customerId: "7" }]);
  const touched = invalidate.mock.calls.map((c) => c[0]?.queryKey);
  expect(touched).toContainEqual(keys.inbox);
  expect(touched).toContainEqual(keys.card("7"));
  expect(touched).toContainEqual(keys.timeline("7"));
  invalidate.mockClear();
  await applyChanges(client, desk, [{ kind: "draft_changed", customerId: "7" }]);
  expect(invalidate.mock.calls.map((c) => c[0]?.queryKey)).toEqual([keys.inbox]);
  invalidate.mockClear();
  await applyChanges(client, desk, [{ kind: "conversation_changed", customerId: "7" }]);
  expect(invalidate.mock.calls.map((c) => c[0]?.queryKey)).toEqual([keys.card("7"), keys.inbox, keys.directory]);
  invalidate.mockClear();
  await applyChanges(client, desk, [{ kind: "note_added", customerId: "7" }]);
  expect(invalidate.mock.calls.map((c) => c[0]?.queryKey)).toEqual([
    keys.journey("7"),
    keys.history("7"),
    keys.timeline("7"),
  ]);
  invalidate.mockClear();
  await applyChanges(client, desk, [{ kind: "phrase_changed" }]);
  expect(invalidate.mock.calls.map((c) => c[0]?.queryKey)).toEqual([keys.phrases]);
  invalidate.mockClear();
  await applyChanges(client, desk, [{ kind: "many_changed" }]);
  expect(invalidate.mock.calls).toEqual([[]]);
});

test("what the owner changes about one customer may make her like another, whose profile says so", async () => {
  const client = new QueryClient();
  for (const key of [keys.profile("1"), keys.card("1"), keys.profile("2")]) client.setQueryData(key, {});
  await applyChanges(client, fakeDesk(), [{ kind: "customer_changed", customerId: "2" }]);
  const stale = (key: readonly unknown[]) => client.getQueryState(key)?.isInvalidated;
  expect([keys.profile("1"), keys.card("1"), keys.profile("2")].map(stale)).toEqual([true, false, true]);
});

test("what several changes touch is read once", async () => {
  const client = new QueryClient();
  const invalidate = vi.spyOn(client, "invalidateQueries").mockResolvedValue();
  await applyChanges(client, fakeDesk(), [
    { kind: "message_arrived", customerId: "7" },
    { kind: "customer_changed", customerId: "8" },
    { kind: "draft_changed", customerId: "9" },
  ]);
  const touched = invalidate.mock.calls.map((c) => JSON.stringify(c[0]?.queryKey));
  for (const list of [keys.inbox, keys.directory]) {
    expect(touched.filter((key) => key === JSON.stringify(list))).toHaveLength(1);
  }
  expect(invalidate).toHaveBeenCalledWith({ queryKey: keys.directory, refetchType: "active" });
  for (const id of ["7", "8"]) expect(touched).toContain(JSON.stringify(keys.card(id)));
  expect(touched).not.toContain(JSON.stringify(keys.card("9")));
});

test("what a merge moves into the middle of the history is read, however many pages are loaded", async () => {
  const client = new QueryClient();
  const desk = fakeDesk();
  const known = { pages: [page(["d"], "d"), page(["b"], "")], pageParams: ["", "d"] };
  client.setQueryData(keys.timeline("7"), known);
  await applyChanges(client, desk, [{ kind: "customer_changed", customerId: "7" }]);
  expect(client.getQueryState(keys.timeline("7"))?.isInvalidated).toBe(true);
});

test.each([
  { name: "the first customer of a shop without accounts ends its first screen", fresh: true, again: true },
  { name: "elsewhere customers say nothing of the accounts", fresh: false, again: false },
])("$name", async ({ fresh, again }) => {
  const desk = fakeDesk();
  const health = vi.fn(async () => ({ ...(await desk.shop.health()), fresh }));
  const client = new QueryClient();
  await client.prefetchQuery({ queryKey: keys.health, queryFn: health });
  await applyChanges(client, desk, [{ kind: "customer_changed", customerId: "ana" }]);
  expect(client.getQueryState(keys.health)?.isInvalidated).toBe(again);
});
