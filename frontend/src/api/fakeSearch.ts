import type { Person } from "./fakeShop";
import type { Desk, FindQuery, MessageHit, TimelineEntry } from "./types";

const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The words found stand between U+0002 and U+0003, as in the real search. */
function marked(text: string, asked: string): string {
  const at = fold(text).indexOf(asked);
  if (at < 0 || asked === "") return text.slice(0, 100);
  const end = at + asked.length;
  return `${text.slice(Math.max(0, at - 30), at)}\u0002${text.slice(at, end)}\u0003${text.slice(end, end + 60)}`;
}

function fits(q: FindQuery, p: Person, i: TimelineEntry): boolean {
  const kind = (type: string) => ["image", "audio", "video"].indexOf(type.split("/")[0] ?? "");
  const files = ["picture", "audio", "video"].indexOf(q.files);
  const dated = (q.customerId === "" || q.customerId === p.id) && i.at >= q.from && (q.to === 0 || i.at < q.to);
  if (i.kind === "campaign") return false;
  if (i.kind !== "message") {
    return dated && q.channel + q.direction + q.files === "" && fold(i.text).includes(fold(q.text));
  }
  return (
    dated &&
    (q.channel === "" || q.channel === i.channel) &&
    (q.direction === "" || q.direction === i.direction) &&
    (q.files === "" || i.attachments.some((a) => q.files === "any" || kind(a.type) === files)) &&
    fold(`${i.subject} ${i.text}`).includes(fold(q.text))
  );
}

/** Searching the shop in memory. */
export function fakeSearch(people: Person[]): Desk["search"] {
  const all = (q: FindQuery): MessageHit[] =>
    people
      .flatMap((p) => p.items.filter((i) => fits(q, p, i)).map((i) => hit(q, p, i)))
      .toSorted((a, b) => b.at - a.at);
  return {
    find: async (q) => {
      const found = all(q);
      const start = Number(q.cursor || 0);
      const narrowed = q.customerId || q.channel || q.direction || q.files || q.from || q.to;
      const named = people.filter((p) => !narrowed && start === 0 && fold(p.name).includes(fold(q.text)));
      return {
        customers: named.map((p) => ({ customerId: p.id, name: p.name, detail: "cliente@mail.example" })).slice(0, 6),
        messages: found.slice(start, start + q.limit),
        next: start + q.limit < found.length ? String(start + q.limit) : "",
        total: found.length,
        exact: true,
      };
    },
    suggest: async (q) => (fold(q.text) === "agnda" ? "agenda" : ""),
  };
}

function hit(q: FindQuery, p: Person, i: TimelineEntry): MessageHit {
  const found = {
    kind: i.kind === "note" || i.kind === "purchase" ? i.kind : ("message" as const),
    messageId: i.id,
    customerId: p.id,
    name: p.name,
    at: i.at,
    snippet: marked(i.text, fold(q.text)),
    cents: i.kind === "purchase" ? i.purchase.cents : 0,
    currency: i.kind === "purchase" ? i.purchase.currency : "",
  };
  if (i.kind !== "message") return { ...found, channel: "", direction: "", subject: "", placeholder: "", files: false };
  const { channel, direction, subject, placeholder } = i;
  return { ...found, channel, direction, subject, placeholder, files: i.attachments.length > 0 };
}
