import type { Case, CasesPage } from "../../api/cases";

/** What the list shows: a customer's name over her cases. row counts the cases. */
export type Entry =
  | { kind: "customer"; key: string; customerId: string; name: string }
  | { kind: "case"; key: string; row: number; found: Case }
  | { kind: "more"; key: string };

/**
 * The cases by customer, in the order in which the customers appear. Each part of the list is grouped by itself: what
 * is read later goes below what is in sight, and moves nothing.
 */
export function entriesOf(pages: CasesPage[], more: boolean): Entry[] {
  const entries: Entry[] = [];
  let row = 0;
  for (const [at, page] of pages.entries()) {
    for (const customerId of new Set(page.cases.map((each) => each.customerId))) {
      const found = page.cases.filter((each) => each.customerId === customerId);
      entries.push({ kind: "customer", key: `${at} ${customerId}`, customerId, name: found[0]?.name ?? "" });
      for (const each of found) {
        entries.push({ kind: "case", key: each.id, row, found: each });
        row += 1;
      }
    }
  }
  if (more) entries.push({ kind: "more", key: "more" });
  return entries;
}

/** The cases in the order in which they came, with the customer's name wherever it is another's. */
export function entriesByDate(pages: CasesPage[], more: boolean): Entry[] {
  const entries: Entry[] = [];
  const all = pages.flatMap((page) => page.cases);
  for (const [row, found] of all.entries()) {
    const { id, customerId, name } = found;
    if (all[row - 1]?.customerId !== customerId)
      entries.push({ kind: "customer", key: `over ${id}`, customerId, name });
    entries.push({ kind: "case", key: id, row, found });
  }
  if (more) entries.push({ kind: "more", key: "more" });
  return entries;
}
