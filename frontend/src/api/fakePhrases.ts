import type { Person } from "./fakeShop";
import type { FieldName, Phrase, PhrasesDesk, Template, TemplateChoice, TemplatePreview, Wording } from "./phrases";
import type { Change } from "./types";

type Shop = { people: Person[]; tell: (change: Change) => void };

const nothing: Phrase = {
  id: "",
  kind: "reply",
  used: 0,
  word: "",
  title: "",
  closing: false,
  wordings: [],
  question: "",
  answer: "",
  words: "",
  until: 0,
};

const said = (text: string, more: Partial<Wording> = {}): Wording => ({
  language: "pt-BR",
  text,
  email: "",
  chat: "",
  sms: "",
  ...more,
});

const first: Phrase[] = [
  {
    ...nothing,
    id: "p1",
    used: 12,
    word: "pronto",
    title: "Pedido pronto",
    wordings: [
      said("Boa notícia, {primeiro_nome}: seu pedido está pronto! Pode retirar na {loja}."),
      said("Buenas noticias, {primeiro_nome}: ¡tu pedido está listo!", { language: "es" }),
    ],
  },
  {
    ...nothing,
    id: "p2",
    used: 4,
    word: "encerrar",
    title: "Encerramento",
    closing: true,
    wordings: [
      said("{primeiro_nome}, seu protocolo {protocolo} está encerrado: {resumo}. Obrigado!", {
        sms: "{loja}: protocolo {protocolo} encerrado. {resumo}.",
      }),
    ],
  },
  {
    ...nothing,
    id: "p3",
    kind: "answer",
    question: "Vocês entregam?",
    answer: "Sim, na cidade, em até dois dias.",
    words: "entrega frete",
  },
  {
    ...nothing,
    id: "p4",
    kind: "answer",
    question: "Abrem no feriado de novembro?",
    answer: "Das 9h às 13h.",
    words: "feriado",
    until: Date.UTC(2025, 10, 21),
  },
];

const fields: FieldName[] = [
  { field: "name", language: "pt-BR", name: "nome" },
  { field: "first_name", language: "pt-BR", name: "primeiro_nome" },
  { field: "protocol", language: "pt-BR", name: "protocolo" },
  { field: "shop", language: "pt-BR", name: "loja" },
  { field: "hours", language: "pt-BR", name: "horario" },
  { field: "first_name", language: "en", name: "first_name" },
  { field: "shop", language: "en", name: "shop" },
];

const templates: Template[] = [
  {
    sid: "HX0000000000000000000000000000a002",
    name: "pedido_pronto",
    language: "pt_BR",
    category: "UTILITY",
    status: "approved",
    reason: "",
    text: "Boa notícia, {{1}}: o pedido {{2}} está pronto para retirada na Papelaria Sabiá, das 8h30 às 18h.",
    variables: [
      { name: "1", sample: "Ana" },
      { name: "2", sample: "318" },
    ],
    updatedAt: 0,
  },
  {
    sid: "HX0000000000000000000000000000a005",
    name: "entrega_a_caminho",
    language: "pt_BR",
    category: "UTILITY",
    status: "pending",
    reason: "",
    text: "Olá, {{1}}. Seu pedido da Papelaria Sabiá saiu para entrega.",
    variables: [{ name: "1", sample: "Ana" }],
    updatedAt: 0,
  },
  {
    sid: "HX0000000000000000000000000000a006",
    name: "promocao_geral",
    language: "pt_BR",
    category: "UTILITY",
    status: "rejected",
    reason: "TAG_CONTENT_MISMATCH",
    text: "Tudo com 50% de desconto!",
    variables: [],
    updatedAt: 0,
  },
];

/** What a template says once it is filled; the gaps that are open stay. */
export function previewTemplate({ sid, vars }: TemplateChoice): TemplatePreview {
  const template = templates.find((t) => t.sid === sid);
  if (!template) throw new Error(JSON.stringify({ code: "not_found", params: { kind: "template", id: sid } }));
  return {
    text: template.text.replace(/\{\{(\w+)\}\}/g, (gap, name: string) => vars[name]?.trim() || gap),
    missing: template.variables.map((v) => v.name).filter((name) => !vars[name]?.trim()),
  };
}

/** Ready replies, short answers and templates in memory. */
export function fakePhrases({ people, tell }: Shop): PhrasesDesk {
  const all = new Map(first.map((p) => [p.id, p]));
  const before: (Phrase | undefined)[] = [];
  let listed = 0;
  const change = (id: string, to: Phrase | undefined) => {
    before.push(all.get(id));
    if (to) all.set(id, to);
    else all.delete(id);
    tell({ kind: "phrase_changed" });
    return String(before.length - 1);
  };
  const of = (kind: Phrase["kind"]) => [...all.values()].filter((p) => p.kind === kind);
  return {
    list: async () => ({ replies: of("reply"), answers: of("answer") }),
    save: async (phrase) => {
      if (of("reply").some((p) => phrase.kind === "reply" && p.word === phrase.word && p.id !== phrase.id))
        throw new Error(JSON.stringify({ code: "phrase.word", params: { word: phrase.word } }));
      const id = phrase.id || `p${before.length}-new`;
      return { id, done: change(id, { ...phrase, id }) };
    },
    remove: async (id) => change(id, undefined),
    undo: async (id, decision) => void change(id, before[Number(decision)]),
    find: async (typed) => of("reply").filter((p) => p.word.startsWith(typed.replace("/", "").toLowerCase())),
    answers: async (customerId, limit) => {
      const items = people.find((p) => p.id === customerId)?.items ?? [];
      const text =
        items.findLast((item) => item.kind === "message" && item.direction === "in")?.text.toLowerCase() ?? "";
      const calls = (p: Phrase) => `${p.question} ${p.words}`.toLowerCase().split(/[^\p{L}]+/u);
      return of("answer")
        .filter((p) => p.until === 0 && calls(p).some((word) => word.length > 3 && text.includes(word)))
        .slice(0, limit);
    },
    fill: async ({ phraseId, text, customerId, channel, language, given }) => {
      const phrase = all.get(phraseId);
      const wording = phrase?.wordings.find((each) => each.language === language) ?? phrase?.wordings[0];
      const own = { email: wording?.email, whatsapp: wording?.chat, sms: wording?.sms, "": "" }[channel];
      const name = people.find((p) => p.id === customerId)?.name ?? "";
      const known: Record<string, string> = {
        nome: name,
        primeiro_nome: name.split(" ")[0] ?? "",
        loja: "Papelaria Sabiá",
        protocolo: "261126-07.014-81",
      };
      const missing: string[] = [];
      const filled = (own || wording?.text || phrase?.answer || text).replace(/\{(\w+)\}/g, (field, asked: string) => {
        const value = given[asked] || known[asked];
        if (!value) missing.push(asked);
        return value || field;
      });
      return { text: filled, language: wording?.language ?? language, missing };
    },
    used: async () => undefined,
    begin: async () => {
      const missing = first.filter((p) => p.kind === "reply" && !of("reply").some((kept) => kept.word === p.word));
      for (const p of missing) change(p.id, p);
      return missing.length;
    },
    jargon: async (text) => (/\bSKU\b/.test(text) ? [{ word: "SKU", plain: "código do produto" }] : []),
    templates: async () => structuredClone(templates),
    fields: async () => fields,
    listTemplates: async () => {
      listed = Date.now();
      tell({ kind: "phrase_changed" });
    },
    templatesListed: async () => listed,
    previewTemplate: async (choice) => previewTemplate(choice),
  };
}
