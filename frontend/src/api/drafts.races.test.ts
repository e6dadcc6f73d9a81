import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DeskError } from "./bridge";
import type { ComposerDesk, KeptDraft, Slot } from "./composer";
import { Drafts, draftIn, emptyDraft, holds } from "./drafts";

/** Numbers as if by chance, the same for the same seed. */
function chance(seed: number) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return { is: (share: number) => next() < share, upTo: (most: number) => Math.floor(next() * (most + 1)) };
}

type Chance = ReturnType<typeof chance>;
type Customer = "keep" | "other";

/** The shop as Go keeps it: slow, now and then refusing, but never in between. */
class Shop {
  readonly disk = new Map<string, KeptDraft[]>();
  readonly sent: { id: number; customerId: string; slot: Slot; text: string }[] = [];
  merged = false;
  failing = true;
  readonly #chance: Chance;

  constructor(by: Chance) {
    this.#chance = by;
  }

  of = (customerId: string) => this.disk.get(customerId) ?? [];

  desk = {
    drafts: (customerId: string) => this.#answer(() => structuredClone(this.of(customerId))),
    save: (customerId: string, drafts: KeptDraft[]) =>
      this.#answer(() => {
        if (this.merged && customerId === "other")
          throw new DeskError({ code: "customer.merged", params: { into: "keep" } });
        for (const draft of drafts) this.#put(customerId, structuredClone(draft));
      }),
  } as unknown as ComposerDesk;

  reply = (customerId: string, slot: Slot, text: string): Promise<number> =>
    this.#answer(() => {
      const id = this.sent.length;
      this.sent.push({ id, customerId, slot, text });
      this.disk.set(
        customerId,
        this.of(customerId).filter((each) => each.slot !== slot && holds(each)),
      );
      return id;
    });

  takeBack = (id: number): Promise<Slot> =>
    this.#answer(() => {
      const [back] = this.sent.filter((each) => each.id === id && each.text !== "");
      if (!back) throw new DeskError({ code: "delivery.finished", params: {} });
      const owner = this.merged ? "keep" : back.customerId;
      const typed = this.of(owner).find((each) => each.slot === back.slot);
      this.#put(owner, { slot: back.slot, ...emptyDraft, text: [back.text, typed?.text].filter(Boolean).join("\n") });
      back.text = "";
      return back.slot;
    });

  merge = (): Promise<void> =>
    this.#answer(() => {
      if (this.merged) throw new DeskError({ code: "customer.merged", params: {} });
      this.merged = true;
      for (const draft of this.of("other")) {
        const hers = this.of("keep").find((each) => each.slot === draft.slot);
        this.#put("keep", { ...draft, text: hers ? `${hers.text}\n\n${draft.text}`.trim() : draft.text });
      }
      this.disk.delete("other");
    });

  #put(customerId: string, draft: KeptDraft): void {
    const others = this.of(customerId).filter((each) => each.slot !== draft.slot);
    this.disk.set(customerId, draft.text === "" ? others : [draft, ...others]);
  }

  #wait = () => new Promise((resolve) => setTimeout(resolve, this.#chance.upTo(900)));

  /** Comes late to do it, and late to say so; now and then it does nothing. */
  async #answer<T>(deed: () => T): Promise<T> {
    await this.#wait();
    if (this.failing && this.#chance.is(0.2)) throw new DeskError({ code: "data.full", params: {} });
    const done = deed();
    await this.#wait();
    return done;
  }
}

const slots = ["whatsapp", "email", "sms"] as const;
let words = 0;
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

/** One owner at one reply box of two customers, who does what comes to her mind without waiting for anything. */
async function session(seed: number) {
  const by = chance(seed);
  const shop = new Shop(by);
  const drafts = new Drafts(shop.desk);
  let merging = false;
  /** What is refused is tried again, or not, by the owner. */
  const will = (deed: Promise<unknown>) => void deed.catch(() => undefined);
  const open = { keep: "whatsapp", other: "whatsapp" } as Record<Customer, Slot>;
  void Promise.all([drafts.open("keep"), drafts.open("other")]);
  await vi.advanceTimersByTimeAsync(2_000);
  const draft = (c: Customer) => draftIn(drafts.box(c) ?? { slots: {}, slot: null, problem: null }, open[c]);
  const deeds: ((c: Customer) => void)[] = [
    (c) => {
      words += 1;
      drafts.change(c, open[c], { text: `${draft(c).text} w${words}.` });
    },
    (c) => {
      const from = open[c];
      open[c] = slots[by.upTo(2)] ?? "sms";
      drafts.choose(c, from, open[c]);
    },
    (c) => {
      const [slot, sent] = [open[c], draft(c)];
      if (holds(sent)) will(drafts.send(c, slot, sent, () => shop.reply(c, slot, sent.text)));
    },
    (c) => {
      const id = by.upTo(Math.max(0, shop.sent.length - 1));
      if (shop.sent[id]?.customerId !== c || (merging && c === "other")) return;
      will(
        drafts.inTurn(c, async () => {
          const slot = await shop.takeBack(id);
          await drafts.reread(c, slot);
        }),
      );
    },
    () => {
      merging = true;
      will(drafts.moving(["keep", "other"], shop.merge));
    },
    (c) => void drafts.flush(c),
  ];
  /** Typing is what is done most. */
  const often = [0, 0, 0, 0, 0, 0, 1, 2, 2, 3, 3, 5];
  for (let n = 0; n < 40; n++) {
    const at = n === 30 ? 4 : often[by.upTo(often.length - 1)];
    deeds[at ?? 0]?.(by.is(0.6) ? "keep" : "other");
    await vi.advanceTimersByTimeAsync(by.is(0.3) ? 0 : by.upTo(500));
  }
  await vi.advanceTimersByTimeAsync(120_000);
  shop.failing = false;
  void drafts.flush();
  await vi.advanceTimersByTimeAsync(120_000);
  return { shop, drafts };
}

/** Every place where words may be in the end. */
function found({ shop, drafts }: Awaited<ReturnType<typeof session>>) {
  const onDisk = ["keep", "other"].flatMap((c) => shop.of(c).map((each) => each.text));
  const inBoxes = ["keep", "other"].flatMap((c) => Object.values(drafts.box(c)?.slots ?? {}).map((each) => each.text));
  const sent = shop.sent.map((each) => each.text);
  const wordsOf = (texts: string[]) => texts.flatMap((text) => text.match(/w\d+\./g) ?? []).toSorted();
  return { disk: wordsOf([...onDisk, ...sent]), window: wordsOf([...inBoxes, ...sent]) };
}

test("whatever comes in between, every word is in one place and none is there twice", async () => {
  for (let seed = 1; seed <= 300; seed++) {
    words = 0;
    const places = found(await session(seed));
    const typed = Array.from({ length: words }, (_, n) => `w${n + 1}.`).toSorted();
    expect(places, `seed ${seed}`).toEqual({ disk: typed, window: typed });
  }
});
