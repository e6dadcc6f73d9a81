import { fillers } from "./fakeFillers";
import { fakeFile, fakeLetterItems } from "./fakeLetters";
import type { Channel, Problem, ReplySlot, TimelineEntry, TimelineItem, TurnState } from "./types";

// A small shop in memory, for unit tests and for looking at the page in a browser. It is not in the release:
// main.tsx loads it in the development server only.

export const minute = 60_000;
const hour = 60 * minute;
export const day = 24 * hour;

export type Person = {
  id: string;
  name: string;
  state: TurnState;
  channels: ReplySlot[];
  items: TimelineEntry[];
  waitingSince: number;
  unread: number;
  failed: boolean;
  snoozedUntil: number;
  junk: boolean;
};

let minted = 0;

export function item(
  channel: Channel,
  direction: "in" | "out",
  at: number,
  text: string,
  more: Partial<TimelineItem> = {},
): TimelineItem {
  minted += 1;
  const delivery =
    direction === "out"
      ? { id: `d${minted}`, state: "read" as const, notBefore: 0, planned: false, updatedAt: at, problem: null }
      : null;
  return {
    kind: "message",
    id: `m${minted}`,
    cc: "",
    channel,
    direction,
    at,
    from: direction === "in" ? "cliente@mail.example" : "loja@sabia.example",
    subject: "",
    text,
    quoted: "",
    rich: false,
    placeholder: "",
    auto: "",
    damaged: false,
    caseId: "",
    protocol: "",
    rule: "",
    campaign: "",
    medium: "",
    delivery,
    attachments: [],
    ...more,
  };
}

export const messages = (entries: TimelineEntry[]) => entries.filter((each) => each.kind === "message");

function person(id: string, name: string, state: TurnState, channels: ReplySlot[], items: TimelineItem[]): Person {
  const last = items.at(-1);
  const waiting = state === "reply" && last?.direction === "in" ? last.at : 0;
  return {
    id,
    name,
    state,
    channels,
    items,
    waitingSince: waiting,
    unread: waiting ? 1 : 0,
    failed: false,
    snoozedUntil: 0,
    junk: false,
  };
}

function ana(now: number): Person {
  const history = Array.from({ length: 120 }, (_, index) =>
    item(
      index % 3 ? "whatsapp" : "email",
      index % 2 ? "out" : "in",
      now - (130 - index) * day,
      `Conversa antiga número ${index + 1}, sobre papel, agenda e etiquetas.`,
    ),
  );
  const p = person(
    "ana",
    "Ana Beatriz Moraes",
    "reply",
    ["whatsapp", "email", "sms"],
    [
      ...history,
      item(
        "email",
        "in",
        now - 5 * day,
        "Oi Célia, aprovado! Pode imprimir com “Ana Beatriz” em dourado.\n\nObrigada,\nAna",
        {
          subject: "Re: Arte da agenda para aprovação",
          attachments: [fakeFile("a1", "agenda-arte-v2.pdf", "document", { size: 1_240_000 })],
        },
      ),
      item("email", "in", now - 3 * day, "Estou fora do escritório até segunda.", {
        subject: "Fora do escritório",
        auto: "auto_reply",
      }),
      item("counter", "in", now - 80 * minute, "Retirou a agenda do pedido 318. Pagou R$ 89,90 no Pix.", { from: "" }),
      item("whatsapp", "in", now - 20 * minute, "Célia, o nome veio “Beatris”, com S. Dá para refazer até sexta?", {
        attachments: [fakeFile("a2", "foto.jpg", "picture", { here: false, url: "", small: "" })],
      }),
      item("whatsapp", "out", now - 12 * minute, "Ana, mil desculpas! Refaço hoje, sem custo. Retira ou entrego?"),
      item("whatsapp", "in", now - 7 * minute, "", { placeholder: "unsupported" }),
      item("whatsapp", "in", now - 6 * minute, "Pode ser na loja mesmo. Obrigada, Célia!"),
    ],
  );
  p.unread = 2;
  return p;
}

export function shopAt(now: number): Person[] {
  const rejected: Problem = { code: "send.rejected", params: { provider_code: "63003", text: "" } };
  const colegio = person(
    "colegio",
    "Colégio Girassol",
    "reply",
    ["email"],
    [
      item(
        "email",
        "in",
        now - 40 * minute,
        "Bom dia,\n\nSegue a lista de material do 2º semestre. ".concat(
          "Precisamos de caderno, lápis, borracha, cola, tesoura sem ponta e papel sulfite. ".repeat(30),
        ),
        { subject: "Lista de material do 2º semestre: orçamento" },
      ),
    ],
  );
  const padaria = person(
    "padaria",
    "Padaria do Largo",
    "reply",
    ["whatsapp"],
    [
      item("whatsapp", "in", now - 3 * day, "Bom dia! As etiquetas ficaram prontas?"),
      item("whatsapp", "out", now - 3 * day + hour, "Ficaram sim, pode passar hoje.", {
        delivery: { id: "failed", state: "failed", notBefore: 0, planned: false, updatedAt: now, problem: rejected },
      }),
    ],
  );
  padaria.failed = true;
  return [
    person(
      "rafael",
      "Rafael Kowalski",
      "reply",
      ["email"],
      [item("email", "in", now - 28 * hour, "Segunda via da nota fiscal do pedido 297", { subject: "Nota fiscal" })],
    ),
    ana(now),
    colegio,
    person("distribuidora", "Distribuidora Papel e Cia", "reply", ["email", "whatsapp"], fakeLetterItems(now)),
    ...fillers.map(([name, channel, text, ago], index) =>
      person(`f${index}`, name, "reply" as const, [channel], [item(channel, "in", now - ago, text)]),
    ),
    padaria,
    ...Array.from({ length: 90 }, (_, index) => {
      const state = index < 12 ? "waiting" : index < 15 ? "snoozed" : "closed";
      return person(
        `w${index}`,
        `Cliente ${index + 1} da Silva`,
        state,
        ["whatsapp"],
        [item("whatsapp", "out", now - (index + 2) * 7 * hour, "Combinado! Até lá.")],
      );
    }),
  ];
}
