import type { Person } from "./fakeShop";
import type { Cuts, Purchase, PurchasesDesk } from "./purchases";
import type { Change } from "./types";

type Shop = { tell: (change: Change) => void; find: (customerId: string) => Person };
type Kept = { customerId: string; purchase: Purchase; removed: boolean };

const nothing = { segment: "", r: 0, f: 0, v: 0, ownCuts: false } as const;
const star = { segment: "star", r: 5, f: 4, v: 5, ownCuts: false } as const;

function centsIn(typed: string): number {
  const cents = Math.round(Number(typed.replace(",", ".")) * 100);
  if (!(cents > 0)) throw new Error(JSON.stringify({ code: "usage", params: { argument: "value" } }));
  return cents;
}

/** Purchases in memory: whoever buys is a star. */
export function fakePurchases({ tell, find }: Shop): PurchasesDesk {
  const all: Kept[] = [];
  let cuts: Cuts = {
    own: false,
    buyers: 9,
    parts: 3,
    currency: "BRL",
    days: [20, 70],
    times: [2, 3],
    cents: [4_500, 21_000],
  };
  const undone = new Map<string, () => void>();
  const told = ({ customerId, purchase, removed }: Kept) => {
    const person = find(customerId);
    person.items = person.items.filter((item) => item.id !== purchase.id);
    if (!removed)
      person.items.push({ kind: "purchase", id: purchase.id, at: purchase.at, text: purchase.what, purchase });
    tell({ kind: "purchase_changed", customerId });
  };
  const change = async (id: string, by: (kept: Kept) => void) => {
    const kept = all.find((each) => each.purchase.id === id);
    if (!kept) throw new Error(JSON.stringify({ code: "not_found", params: { kind: "purchase", id } }));
    const before = structuredClone(kept);
    by(kept);
    told(kept);
    const done = `purchase-${undone.size}`;
    undone.set(done, () => told(Object.assign(kept, before)));
    return done;
  };
  return {
    of: async (customerId) => {
      const hers = all.filter((each) => each.customerId === customerId && !each.removed).map((each) => each.purchase);
      const paid = hers.map((each) => (each.cancelled ? 0 : each.cents - each.returned)).filter((cents) => cents > 0);
      const cents = paid.reduce((sum, each) => sum + each, 0);
      const average = Math.trunc(cents / Math.max(paid.length, 1));
      const is = paid.length > 0 ? star : nothing;
      return {
        ...is,
        last: structuredClone(hers.slice(0, 3)),
        cents,
        currency: "BRL",
        purchases: paid.length,
        average,
        forecast: paid.length < 3 ? 0 : average * paid.length * 2,
        perYear: paid.length,
        forecastYears: 2,
        days: 0,
        times: paid.length,
        yearCents: cents,
        years: paid.length > 0 ? [{ year: new Date().getFullYear(), cents }] : [],
      };
    },
    add: async ({ customerId, what, value, at, where }) => {
      const id = `purchase-of-${customerId}-${all.length}`;
      const known = { id, at: at || Date.now(), what, cents: centsIn(value), currency: "BRL", where };
      const kept = { customerId, purchase: { ...known, returned: 0, cancelled: false }, removed: false };
      all.unshift(kept);
      told(kept);
      return id;
    },
    giveBack: (id, value) => change(id, ({ purchase }) => (purchase.returned += centsIn(value))),
    cancel: (id) => change(id, ({ purchase }) => (purchase.cancelled = true)),
    remove: (id) => change(id, (kept) => (kept.removed = true)),
    undo: async (_, done) => undone.get(done)?.(),
    cuts: async () => structuredClone(cuts),
    chooseCuts: async ({ days, times, value }) => {
      const cents = value.map(centsIn);
      const falls = Object.entries({ days, times, value: cents }).find(
        ([, [first = 0, second = 1]]) => first >= second,
      );
      if (falls) throw new Error(JSON.stringify({ code: "usage", params: { argument: falls[0] } }));
      const before = cuts;
      cuts = { ...cuts, own: days.length > 0, days, times, cents };
      const done = `cuts-${undone.size}`;
      undone.set(done, () => {
        cuts = before;
      });
      return done;
    },
    undoCuts: async (done) => undone.get(done)?.(),
  };
}
