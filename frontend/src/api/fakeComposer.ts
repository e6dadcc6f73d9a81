import type { ComposerDesk, KeptDraft, Slot } from "./composer";
import { holds } from "./drafts";
import { fakeFile } from "./fakeLetters";
import { previewTemplate } from "./fakePhrases";
import type { Person } from "./fakeShop";
import type { Change, Delivery, Reply, TimelineItem } from "./types";

/** What the fake composer needs of the fake shop. */
type Shop = {
  tell: (change: Change) => void;
  find: (customerId: string) => Person;
  byDelivery: (id: string) => { p: Person; i: TimelineItem; delivery: Delivery };
  settle: (deliveryId: string, after: number) => void;
  item: (
    channel: Reply["channel"],
    direction: "out",
    at: number,
    text: string,
    more: Partial<TimelineItem>,
  ) => TimelineItem;
};

/** Drafts in memory, for unit tests and for looking at the page in a browser. */
export function fakeComposer(shop: Shop) {
  const kept = new Map<string, KeptDraft[]>();
  const of = (customerId: string) => kept.get(customerId) ?? [];
  const put = (customerId: string, drafts: KeptDraft[]) => {
    const slots = new Set<Slot>(drafts.map((draft) => draft.slot));
    const rest = of(customerId).filter((draft) => !slots.has(draft.slot));
    kept.set(
      customerId,
      [...drafts, ...rest].filter((each) => holds(each) || each.cc !== "" || each.subject !== null),
    );
    shop.tell({ kind: "draft_changed", customerId });
  };
  const forget = (customerId: string, slot: Slot) => {
    kept.set(
      customerId,
      of(customerId).filter((draft) => draft.slot !== slot && holds(draft)),
    );
  };
  const send = (reply: Reply) => {
    const p = shop.find(reply.customerId);
    const sentAt = Date.now();
    const planned = reply.at > sentAt + 60_000;
    const at = planned ? reply.at : sentAt;
    const files = reply.files.map((f, n) => fakeFile(`${f.sha256}-${n}`, f.name, "document", { size: f.size }));
    const words = reply.template ? previewTemplate(reply.template).text : reply.text;
    const sent = shop.item(reply.channel, "out", at, words, {
      subject: reply.subject,
      cc: reply.cc,
      attachments: files,
    });
    const id = sent.delivery?.id ?? "";
    const notBefore = Math.max(sentAt + reply.holdMs, reply.at);
    sent.delivery = { id, state: "queued", notBefore, planned, updatedAt: sentAt, problem: null };
    p.items.push(sent);
    p.state = "waiting";
    p.waitingSince = 0;
    if (!reply.template) forget(reply.customerId, reply.channel);
    shop.tell({ kind: "conversation_changed", customerId: p.id });
    shop.settle(id, notBefore - sentAt + 400);
    return { messageId: sent.id, deliveryId: id };
  };
  const cancel = (id: string) => {
    const { p, i, delivery } = shop.byDelivery(id);
    if (delivery.state === "failed") p.failed = false;
    else {
      delivery.state = "cancelled";
      p.items = p.items.filter((other) => other !== i);
    }
    p.state = "reply";
    shop.tell({ kind: "delivery_changed", customerId: p.id });
    return { customerId: p.id, item: i };
  };
  const note = (customerId: string, text: string) => {
    const notes = shop.find(customerId).items;
    const id = `n${notes.length}`;
    notes.push({ kind: "note", id, at: Date.now(), text });
    shop.tell({ kind: "note_added", customerId });
    return id;
  };
  const desk: ComposerDesk = {
    drafts: async (customerId) => structuredClone(of(customerId)),
    save: async (customerId, drafts) => put(customerId, structuredClone(drafts)),
    chooseFiles: async () => ({
      files: [{ name: "orcamento-girassol.pdf", size: 184_000, sha256: String(Math.random()) }],
      problems: [],
    }),
    upload: async (file) => ({ name: file.name, size: file.size, sha256: String(Math.random()) }),
    note: async (customerId, text) => {
      forget(customerId, "note");
      return note(customerId, text);
    },
    takeBack: async (deliveryId, channel) => {
      const { customerId, item } = cancel(deliveryId);
      const slot = (channel || item.channel) as Slot;
      const typed = of(customerId).find((draft) => draft.slot === slot);
      const mail = slot === "email" && item.channel === "email";
      put(customerId, [
        {
          slot,
          text: typed?.text ? `${item.text}\n${typed.text}` : item.text,
          subject: typed?.subject ?? (mail ? item.subject : null),
          cc: mail ? item.cc : "",
          files: mail ? item.attachments.map(({ name, size, id }) => ({ name, size, sha256: id })) : [],
          foreign: typed?.foreign ?? [],
        },
      ]);
      return slot;
    },
    sendNow: async (deliveryId) => {
      const { customerId, item } = cancel(deliveryId);
      const { channel, subject, cc, text } = item;
      return send({
        id: "",
        customerId,
        channel: channel as Reply["channel"],
        subject,
        cc,
        text,
        files: [],
        holdMs: 0,
        at: 0,
        number: "",
      });
    },
    onClosing: () => () => undefined,
    stay: async () => undefined,
    leave: async () => undefined,
    onDropped: () => () => undefined,
  };
  return { desk, send, cancel, marked: (customerId: string) => of(customerId).some(holds) };
}
