import type { ImportAsk, ImportMade, ImportReport, ImportsDesk } from "./imports";

// Files in memory: which one is chosen, its kind says. A chat asks for the number first, and a list for its columns.

const nothing: ImportReport = {
  id: "",
  read: 0,
  new: 0,
  updated: 0,
  left: [],
  stopped: false,
  shop: "",
  customer: "",
  phone: "",
  sales: null,
};

const headings = ["Data", "Pedido", "Quem", "E-mail", "Produto", "Preço final", "Obs"];

/** A table in which nothing says what the amounts are, until it is told. */
function sales(ask: ImportAsk): ImportReport {
  if (!ask.columns.some((pair) => /^value=\d/.test(pair)))
    throw refusal("purchase.columns", {
      missing: "value",
      columns: headings.join(" · "),
      found: "date=1 · what=5 · email=4 · ref=2 · note=7",
    });
  const columns = Object.fromEntries(
    ask.columns.flatMap((pair) => {
      const [field = "", at = ""] = pair.split("=");
      return at === "" ? [] : [[field, Number(at) - 1]];
    }),
  );
  const line = (at: number, cents: number, what: string, customer: string) => ({
    where: String(at),
    at: Date.UTC(2026, 2, at, 12),
    what,
    cents,
    currency: "BRL",
    customer,
    ref: String(100 + at),
  });
  return {
    ...nothing,
    read: 1_343,
    new: 1_180,
    sales: {
      customers: 96,
      here: 41,
      table: { headings, columns },
      sample: [
        line(2, 108_990, "Agenda personalizada com capa de tecido", "Ana Moraes"),
        line(3, 750, "Caneta azul", "bruno@exemplo.example"),
        line(4, 1_200, "Papel de carta", "Carla"),
      ],
      same: [27, 28],
      bad: [
        { where: "14", reason: "date" },
        { where: "31", reason: "value" },
        ...Array.from({ length: 120 }, (_, n) => ({ where: String(200 + n), reason: "customer" as const })),
      ],
    },
  };
}

function refusal(code: string, params: Record<string, string>): Error {
  return new Error(JSON.stringify({ code, params }));
}

export function fakeImports(): ImportsDesk {
  const made: ImportMade[] = [
    {
      id: "i1",
      kind: "mail",
      file: "enviados-2024.mbox",
      at: Date.UTC(2025, 9, 3, 12),
      messages: 812,
      new: 64,
      updated: 0,
      bought: 0,
      undoneAt: 0,
    },
  ];
  const files = {
    vcard: "contatos.vcf",
    customers: "clientes.csv",
    purchases: "vendas.csv",
    whatsapp: "Conversa com Ana.zip",
    mail: "Caixa.mbox",
  };
  return {
    choose: async (title, folder) => (title === "" ? "" : folder ? "Mail" : "arquivo"),
    preview: async (ask) => {
      if (ask.kind === "whatsapp" && ask.phone === "") throw refusal("import.whose", { name: "Ana Lima" });
      if (ask.kind === "customers" && ask.columns.length === 0)
        throw refusal("import.columns", { columns: "Quem · Onde · Desde" });
      if (ask.kind === "purchases") return sales(ask);
      if (ask.kind === "whatsapp")
        return {
          ...nothing,
          read: 418,
          new: 402,
          left: [{ reason: "system", count: 16, where: ["1"] }],
          shop: "Papelaria Sabiá",
          customer: "Ana Lima",
          phone: "(11) 98765-4321",
        };
      return {
        ...nothing,
        read: 148,
        new: 120,
        updated: 9,
        left: [
          { reason: "here", count: 14, where: ["3", "9", "12"] },
          { reason: "no_address", count: 4, where: ["31", "77", "78", "140"] },
          { reason: "address_taken", count: 1, where: ["98"] },
        ],
      };
    },
    bring: async (ask) => {
      const id = `i${made.length + 1}`;
      made.unshift({
        id,
        kind: ask.kind,
        file: files[ask.kind],
        at: Date.now(),
        messages: ask.kind === "whatsapp" ? 402 : 0,
        new: 120,
        updated: 9,
        bought: ask.kind === "purchases" ? 1_180 : 0,
        undoneAt: 0,
      });
      if (ask.kind === "purchases") return { ...sales(ask), id };
      return { ...nothing, id, read: 148, new: 120, updated: 9 };
    },
    stop: async () => undefined,
    list: async () => structuredClone(made),
    undo: async (importId) => {
      const one = made.find((each) => each.id === importId);
      if (!one) throw refusal("not_found", { kind: "import", id: importId });
      Object.assign(one, { undoneAt: Date.now(), messages: 0, new: 2, updated: 0, bought: 0 });
      return {
        messages: 402,
        customers: 118,
        updated: 9,
        bought: 0,
        stayed: [{ reason: "spoken", count: 2, where: [] }],
      };
    },
    running: async () => "",
    onProgress: () => () => undefined,
  };
}
