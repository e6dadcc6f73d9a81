import { expect, test } from "vitest";
import type { Journey, JourneyPoint } from "../../api/journeys";
import { endOf, monthsOf, nearest, noonOf, placeOf, rowsOf, sumsOf } from "./scale";

const on = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
const since = on("2025-07-01");
const today = on("2026-06-10");
const point = (date: string, more: Partial<JourneyPoint> = {}): JourneyPoint => ({
  kind: "contact",
  day: on(date),
  channel: "whatsapp",
  id: date,
  seen: false,
  n: 2,
  cents: 0,
  ...more,
});
const journey = (...points: JourneyPoint[]): Journey => ({ since, today, currency: "BRL", points });

test("rows are of the channels that were used, and of what was bought", () => {
  const rows = rowsOf(
    journey(
      point("2026-01-05", { channel: "email" }),
      point("2026-01-06"),
      point("2026-01-07", { kind: "purchase", channel: "", cents: 100, n: 1 }),
    ),
  );
  expect(rows.map((row) => [row.key, row.days])).toEqual([
    ["whatsapp", 1],
    ["email", 1],
    ["purchases", 1],
  ]);
});

test("a complaint stands for the contact of its day", () => {
  const [row] = rowsOf(journey(point("2026-01-06", { n: 4 }), point("2026-01-06", { kind: "complaint", n: 1 })));
  expect(row?.points).toMatchObject([{ kind: "complaint", n: 4, id: "2026-01-06" }]);
});

test("a crowded row is shown by weeks, and a week is marked as what matters most in it", () => {
  const days = Array.from({ length: 60 }, (_, n) =>
    point(new Date((since + n) * 86_400_000).toISOString().slice(0, 10)),
  );
  const [row] = rowsOf(journey(...days, { ...point("2025-07-03"), kind: "complaint" }));
  expect(row?.days).toBe(60);
  expect(row?.points).toHaveLength(9);
  expect(row?.points[0]).toMatchObject({ kind: "complaint", from: since, to: since + 6, n: 14, id: "" });
});

test("of several purchases on one day none is opened alone", () => {
  const [row] = rowsOf(journey(point("2026-01-07", { kind: "purchase", channel: "", n: 2, cents: 300 })));
  expect(row?.points[0]).toMatchObject({ id: "", n: 2, cents: 300 });
});

test("the line begins with the first month and leaves room behind today", () => {
  expect(placeOf(since, { since, today })).toBe(0);
  expect(placeOf(today, { since, today })).toBeLessThan(99);
  expect(monthsOf({ since, today })).toHaveLength(12);
  expect(monthsOf({ since, today })[1]).toEqual({ first: on("2025-08-01"), last: on("2025-08-31") });
});

test("a day is the date that the owner's calendar shows", () => {
  expect(new Date(noonOf(on("2026-06-10"))).toDateString()).toBe(new Date(2026, 5, 10).toDateString());
  expect(endOf(on("2026-06-10"))).toBe(new Date(2026, 5, 11).getTime());
});

test("the arrows go to what is nearest in the next row", () => {
  const [row] = rowsOf(journey(point("2026-01-05"), point("2026-03-05")));
  expect(nearest(row?.points ?? [], on("2026-02-20"))).toBe(1);
});

test("campaigns have a row of their own", () => {
  const [row] = rowsOf(journey(point("2026-05-01", { kind: "campaign", channel: "", seen: true, n: 1 })));
  expect(row).toMatchObject({ key: "campaigns", days: 1, points: [{ kind: "campaign", seen: true }] });
});

test("what lies on one day of a row is one point: a complaint before praise, campaigns opened together", () => {
  const praise = point("2026-01-06", { kind: "praise", id: "praise", n: 1 });
  const complaint = point("2026-01-06", { kind: "complaint", id: "complaint", n: 1 });
  const sent = (id: string) => point("2026-05-01", { kind: "campaign", channel: "", id, n: 1 });
  const rows = rowsOf(journey(point("2026-01-06", { n: 4 }), praise, complaint, sent("a"), sent("b")));
  expect(rows.map((row) => row.points)).toMatchObject([
    [{ kind: "complaint", id: "complaint", n: 4 }],
    [{ kind: "campaign", id: "", n: 2 }],
  ]);
});

test("in a week a complaint matters more than praise before it", () => {
  const days = Array.from({ length: 60 }, (_, n) =>
    point(new Date((since + n) * 86_400_000).toISOString().slice(0, 10)),
  );
  const [row] = rowsOf(
    journey(...days, point("2025-07-02", { kind: "praise" }), point("2025-07-03", { kind: "complaint" })),
  );
  expect(row?.points[0]).toMatchObject({ kind: "complaint", n: 14 });
});

const bought = (date: string, cents: number) => point(date, { kind: "purchase", channel: "", cents, n: 1 });

test.each<{ name: string; of: JourneyPoint[]; sums: [string, "before" | "after"][] }>([
  {
    name: "one stands alone",
    of: [bought("2025-10-01", 420), bought("2026-02-01", 100)],
    sums: [["2025-10-01", "after"]],
  },
  { name: "there is no room at the end", of: [bought("2026-06-01", 420)], sums: [["2026-06-01", "before"]] },
  {
    name: "two are near: each has room on its own side",
    of: [bought("2026-01-10", 420), bought("2026-01-20", 420)],
    sums: [
      ["2026-01-10", "before"],
      ["2026-01-20", "after"],
    ],
  },
  {
    name: "three are near: the one in the middle is left out",
    of: [bought("2026-01-20", 420), bought("2026-01-10", 420), bought("2026-01-15", 420)],
    sums: [
      ["2026-01-10", "before"],
      ["2026-01-20", "after"],
    ],
  },
  {
    name: "two sums do not meet between their bars",
    of: [bought("2025-08-01", 420), bought("2026-05-20", 300), bought("2026-05-30", 420)],
    sums: [["2025-08-01", "after"]],
  },
  {
    name: "a low bar is in nobody's way",
    of: [bought("2025-10-01", 420), bought("2025-10-10", 100)],
    sums: [["2025-10-01", "after"]],
  },
])("the sums beside the highest bars: $name", ({ of, sums }) => {
  const [row] = rowsOf(journey(...of));
  expect([...sumsOf(row?.points ?? [], { since, today })]).toEqual(sums.map(([date, side]) => [on(date), side]));
});
