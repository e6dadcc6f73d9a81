import { describe, expect, test } from "vitest";
import type { InboxRow } from "../../api/types";
import { hold, steady } from "./steady";

const row = (customerId: string, lastAt: number, more: Partial<InboxRow> = {}) =>
  ({ customerId, lastAt, direction: "in", overdue: false, unread: 0, value: 0, ...more }) as InboxRow;
const names = (rows: readonly InboxRow[]) => rows.map((each) => each.customerId).join("");

const newest = { oldestFirst: false, byValue: false };

const held = hold([row("late", 10, { overdue: true }), row("a", 50), row("b", 40), row("c", 30)]);

test("an arrival is counted and moves nothing; its row already tells of it", () => {
  const fresh = [row("late", 10, { overdue: true }), row("c", 60, { unread: 1 }), row("a", 50), row("b", 40)];
  const shown = steady(fresh, held, newest);
  expect(names(shown.rows)).toBe("lateabc");
  expect(shown.rows.at(-1)?.unread).toBe(1);
  expect(shown.news).toBe(1);
});

test("somebody new waits outside", () => {
  const fresh = [row("late", 10, { overdue: true }), row("new", 70), row("a", 50), row("b", 40), row("c", 30)];
  expect(steady(fresh, held, newest)).toMatchObject({ news: 1 });
  expect(names(steady(fresh, held, newest).rows)).toBe("lateabc");
});

test("what the owner does shows at once: a closed row goes, an undone one comes back, older ones follow", () => {
  const fresh = [row("a", 50), row("back", 45), row("c", 30), row("old", 5)];
  expect(names(steady(fresh, held, newest).rows)).toBe("abackcold");
  expect(steady(fresh, held, newest).news).toBe(0);
});

test("nobody becomes overdue under the pointer", () => {
  const fresh = [row("late", 10, { overdue: true }), row("c", 30, { overdue: true }), row("a", 50), row("b", 40)];
  expect(names(steady(fresh, held, newest).rows)).toBe("lateabc");
});

describe("with the oldest first", () => {
  const oldest = hold([row("late", 10, { overdue: true }), row("c", 30), row("b", 40), row("a", 50)]);
  test.each([
    ["who writes stays under the pointer", [row("c", 30), row("a", 50), row("b", 60)], "cba"],
    ["somebody new stands last", [row("c", 30), row("b", 40), row("a", 50), row("new", 70)], "cbanew"],
    ["what is loaded next follows", [row("c", 30), row("b", 40), row("a", 50), row("d", 55), row("e", 90)], "cbade"],
    ["a closed row goes", [row("c", 30), row("a", 50)], "ca"],
    ["who is overdue stays first", [row("late", 95, { overdue: true }), row("c", 30)], "latec"],
    ["nobody becomes overdue", [row("b", 40, { overdue: true }), row("c", 30), row("a", 50)], "cba"],
  ])("%s", (_, fresh, shown) => {
    const { rows, news } = steady(fresh, oldest, { oldestFirst: true, byValue: false });
    expect(names(rows)).toBe(shown);
    expect(news).toBe(0);
  });
});

test("rows of one second stay as they stood, and what one of them says is counted", () => {
  const tied = hold([row("a", 50), row("b", 50), row("c", 50)]);
  const { rows, news } = steady([row("c", 51), row("a", 50), row("b", 50)], tied, newest);
  expect(rows.map((each) => each.customerId)).toEqual(["a", "b", "c"]);
  expect(news).toBe(1);
});

describe("by value", () => {
  const order = { oldestFirst: false, byValue: true };
  const worth = (customerId: string, value: number, lastAt = 50, more: Partial<InboxRow> = {}) =>
    row(customerId, lastAt, { value, ...more });
  const rich = hold([worth("late", 0, 10, { overdue: true }), worth("a", 900), worth("b", 500), worth("c", 0, 40)]);
  test.each([
    ["who writes stays where her value puts her", [worth("c", 0, 60), worth("b", 500), worth("a", 900)], "abc", 1],
    ["somebody new waits outside", [worth("new", 700, 70), worth("a", 900), worth("b", 500)], "ab", 1],
    ["who buys meanwhile moves nobody", [worth("c", 5000, 40), worth("a", 900), worth("b", 500)], "abc", 0],
    ["of equal ones the newest stands first", [worth("d", 0, 30), worth("c", 0, 40), worth("a", 900)], "acd", 0],
  ])("%s", (_, fresh, shown, counted) => {
    const { rows, news } = steady(fresh, rich, order);
    expect(names(rows)).toBe(shown);
    expect(news).toBe(counted);
  });
});
