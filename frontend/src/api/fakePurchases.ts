import type { Person } from "./fakeShop";
import type { Purchase, PurchasesDesk } from "./purchases";
import type { Change } from "./types";

type Shop = { tell: (change: Change) => void; find: (customerId: string) => Person };

/** Purchases in memory: the first customer to buy is a star. An amount is whole currency, as typed. */
export function fakePurchases({ tell, find }: Shop): PurchasesDesk {
  const known = new Map<string, Purchase[]>();
  const of = (customerId: string) => known.get(customerId) ?? [];
  return {
    of: async (customerId) => {
      const all = of(customerId);
      const cents = all.reduce((sum, each) => sum + each.cents, 0);
      const is =
        all.length > 0 ? { segment: "star" as const, r: 5, f: 4, v: 5 } : { segment: "" as const, r: 0, f: 0, v: 0 };
      const average = all.length > 0 ? Math.trunc(cents / all.length) : 0;
      return { ...is, last: all.slice(0, 3), cents, currency: "BRL", purchases: all.length, average };
    },
    add: async ({ customerId, what, value, at, where }) => {
      const cents = Number(value.replace(",", ".")) * 100;
      if (!(cents > 0)) throw new Error(JSON.stringify({ code: "usage", params: { argument: "value" } }));
      const person = find(customerId);
      const purchase: Purchase = {
        id: `purchase-${of(customerId).length + 1}`,
        at: at || Date.now(),
        what,
        cents,
        currency: "BRL",
        where,
        returned: 0,
        cancelled: false,
      };
      known.set(customerId, [purchase, ...of(customerId)]);
      person.items.push({ kind: "purchase", id: purchase.id, at: purchase.at, text: what, purchase });
      tell({ kind: "purchase_changed", customerId });
      return purchase.id;
    },
    remove: async (id) => {
      for (const [customerId, all] of known) {
        if (!all.some((each) => each.id === id)) continue;
        known.set(
          customerId,
          all.filter((each) => each.id !== id),
        );
        const person = find(customerId);
        person.items = person.items.filter((item) => item.id !== id);
        tell({ kind: "purchase_changed", customerId });
      }
    },
  };
}
