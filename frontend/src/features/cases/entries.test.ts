import { expect, test } from "vitest";
import type { Case } from "../../api/cases";
import { entriesOf } from "./entries";

const of = (customerId: string, id: string) => ({ id, customerId, name: customerId }) as Case;
const page = (...cases: Case[]) => ({ cases, exact: false, more: false, next: "" });

test("by customer, in the order in which they appear, each part by itself", () => {
  const pages = [page(of("ana", "a1"), of("bruno", "b1"), of("ana", "a2")), page(of("ana", "a3"))];
  expect(
    entriesOf(pages, true).map((e) =>
      e.kind === "case" ? `${e.row} ${e.found.id}` : e.kind === "customer" ? e.name : "…",
    ),
  ).toEqual(["ana", "0 a1", "1 a2", "bruno", "2 b1", "ana", "3 a3", "…"]);
});
