import type { ImportMade, ImportReport, ImportsDesk } from "./imports";

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
};

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
      undoneAt: 0,
    },
  ];
  const files = {
    vcard: "contatos.vcf",
    customers: "clientes.csv",
    whatsapp: "Conversa com Ana.zip",
    mail: "Caixa.mbox",
  };
  return {
    choose: async (title, folder) => (title === "" ? "" : folder ? "Mail" : "arquivo"),
    preview: async (ask) => {
      if (ask.kind === "whatsapp" && ask.phone === "") throw refusal("import.whose", { name: "Ana Lima" });
      if (ask.kind === "customers" && ask.columns.length === 0)
        throw refusal("import.columns", { columns: "Quem · Onde · Desde" });
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
        undoneAt: 0,
      });
      return { ...nothing, id, read: 148, new: 120, updated: 9 };
    },
    stop: async () => undefined,
    list: async () => structuredClone(made),
    undo: async (importId) => {
      const one = made.find((each) => each.id === importId);
      if (!one) throw refusal("not_found", { kind: "import", id: importId });
      Object.assign(one, { undoneAt: Date.now(), messages: 0, new: 2, updated: 0 });
      return { messages: 402, customers: 118, updated: 9, stayed: [{ reason: "spoken", count: 2, where: [] }] };
    },
    running: async () => "",
    onProgress: () => () => undefined,
  };
}
