import { expect, test } from "vitest";
import type { InboxRow } from "../../api/types";
import { hold, steady } from "./steady";

const row = (customerId: string, lastAt: number, more: Partial<InboxRow> = {}) =>
  ({ customerId, lastAt, direction: "in", overdue: false, unread: 0, ...more }) as InboxRow;
const names = (rows: readonly InboxRow[]) => rows.map((each) => each.customerId).join("");

const held = hold([row("late", 10, { overdue: true }), row("a", 50), row("b", 40), row("c", 30)]);

test("an arrival is counted and moves nothing; its row already tells of it", () => {
  const fresh = [row("late", 10, { overdue: true }), row("c", 60, { unread: 1 }), row("a", 50), row("b", 40)];
  const shown = steady(fresh, held);
  expect(names(shown.rows)).toBe("lateabc");
  expect(shown.rows.at(-1)?.unread).toBe(1);
  expect(shown.news).toBe(1);
});

test("somebody new waits outside", () => {
  const fresh = [row("late", 10, { overdue: true }), row("new", 70), row("a", 50), row("b", 40), row("c", 30)];
  expect(steady(fresh, held)).toMatchObject({ news: 1 });
  expect(names(steady(fresh, held).rows)).toBe("lateabc");
});

test("what the owner does shows at once: a closed row goes, an undone one comes back, older ones follow", () => {
  const fresh = [row("a", 50), row("back", 45), row("c", 30), row("old", 5)];
  expect(names(steady(fresh, held).rows)).toBe("abackcold");
  expect(steady(fresh, held).news).toBe(0);
});

test("nobody becomes overdue under the pointer", () => {
  const fresh = [row("late", 10, { overdue: true }), row("c", 30, { overdue: true }), row("a", 50), row("b", 40)];
  expect(names(steady(fresh, held).rows)).toBe("lateabc");
});
