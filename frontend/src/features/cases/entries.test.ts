import { expect, test } from "vitest";
import type { Case } from "../../api/cases";
import { type Entry, entriesByDate, entriesOf } from "./entries";

const of = (customerId: string, id: string) => ({ id, customerId, name: customerId }) as Case;
const page = (...cases: Case[]) => ({ cases, exact: false, more: false, next: "" });

const shown = (entries: Entry[]) =>
  entries.map((e) => (e.kind === "case" ? `${e.row} ${e.found.id}` : e.kind === "customer" ? e.name : "…"));

test("by customer, in the order in which they appear, each part by itself", () => {
  const pages = [page(of("ana", "a1"), of("bruno", "b1"), of("ana", "a2")), page(of("ana", "a3"))];
  expect(shown(entriesOf(pages, true))).toEqual(["ana", "0 a1", "1 a2", "bruno", "2 b1", "ana", "3 a3", "…"]);
});

test("by date they stay in their order, with the name wherever it is another's", () => {
  const pages = [page(of("ana", "a1"), of("bruno", "b1"), of("ana", "a2")), page(of("ana", "a3"))];
  const entries = entriesByDate(pages, true);
  expect(shown(entries)).toEqual(["ana", "0 a1", "bruno", "1 b1", "ana", "2 a2", "3 a3", "…"]);
  expect(new Set(entries.map((e) => e.key)).size).toBe(entries.length);
});
