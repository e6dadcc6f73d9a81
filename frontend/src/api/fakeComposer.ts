import type { ComposerDesk, KeptDraft, Slot } from "./composer";
import { holds } from "./drafts";
import type { Change, Reply, TimelineItem } from "./types";

/** What the fake composer needs of the fake shop. */
type Shop = {
  tell: (change: Change) => void;
  send: (reply: Reply) => { messageId: string; deliveryId: string };
  cancel: (deliveryId: string) => { customerId: string; item: TimelineItem };
  note: (customerId: string, text: string) => string;
};

/** Drafts in memory, for unit tests and for looking at the page in a browser. */
export function fakeComposer(shop: Shop) {
  const kept = new Map<string, KeptDraft[]>();
  let signature = "Célia · Papelaria Sabiá\nRua das Laranjeiras, 12";
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
      return shop.note(customerId, text);
    },
    takeBack: async (deliveryId, channel) => {
      const { customerId, item } = shop.cancel(deliveryId);
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
        },
      ]);
      return slot;
    },
    sendNow: async (deliveryId) => {
      const { customerId, item } = shop.cancel(deliveryId);
      const { channel, subject, cc, text } = item;
      return shop.send({
        customerId,
        channel: channel as Reply["channel"],
        subject,
        cc,
        text,
        files: [],
        holdMs: 0,
        at: 0,
      });
    },
    signature: async () => signature,
    setSignature: async (text) => {
      signature = text;
    },
    onClosing: () => () => undefined,
    settled: async () => undefined,
    onDropped: () => () => undefined,
  };
  return { desk, forget, marked: (customerId: string) => of(customerId).some(holds) };
}
