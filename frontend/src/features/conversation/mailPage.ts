import { purified } from "./purify";

/** What a mail becomes inside its frame. */
export type MailPage = {
  /** The whole page, for srcdoc. */
  srcdoc: string;
  /** Pictures that lie elsewhere and are not in it. */
  missing: number;
};

type Words = { quoted: string };

/** Builds the page of a mail: sanitised once more, its quotation folded, and shut in by a policy of its own. */
export function mailPage(html: string, words: Words, lang: string): MailPage {
  const body = document.createElement("div");
  body.id = "mail";
  body.append(purified(html));
  const missing = body.querySelectorAll("img[data-remote]:not([src])").length;
  foldQuotation(body, words.quoted);
  return { srcdoc: page(body.outerHTML, lang), missing };
}

/**
 * Folds quotations after which nothing new is said. Between answers they stay: there they are what is answered.
 * <details> opens without a script. The mail is gone through once, however many quotations a stranger puts in it.
 */
function foldQuotation(body: HTMLElement, label: string): void {
  let spoken = false;
  let last: Element[] = [];
  const own = document.createTreeWalker(body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    if (!(node instanceof Element && node.matches("blockquote"))) return NodeFilter.FILTER_ACCEPT;
    if (spoken) last.push(node);
    spoken ||= speaks(node);
    return NodeFilter.FILTER_REJECT;
  });
  while (own.nextNode()) {
    const node = own.currentNode;
    if (!(node instanceof Text ? speaks(node) : node instanceof HTMLImageElement)) continue;
    spoken = true;
    last = [];
  }
  for (const quote of last) fold(quote, label);
}

function fold(quote: Element, label: string): void {
  const folded = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = label;
  quote.replaceWith(folded);
  folded.append(summary, quote);
}

function speaks(node: Node): boolean {
  return (node.textContent ?? "").trim() !== "" || (node instanceof Element && node.querySelector("img") !== null);
}

/** The hidden frame of a mail may ask this program which link was clicked, and nobody anything else. */
function ownAddress(): string {
  return location.protocol.startsWith("http") ? location.origin : location.protocol;
}

// Without a script, a font or a request of its own. "frame-src" is for the sink, in which a clicked link asks Go.
const policy = (): string =>
  `default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-src ${ownAddress()}; form-action 'none'; base-uri 'none'`;

// White paper in both themes: mails bring colours that were chosen for it.
const look = `
:root{color-scheme:light;background:#fff;color:#22211d;line-height:1.5;font-family:"Segoe UI",system-ui,-apple-system,"Noto Sans",sans-serif;overflow-x:hidden}
body{margin:0}
#mail{padding:0.75rem 0.875rem;overflow-x:auto;overflow-wrap:anywhere}
#mail>:first-child{margin-top:0}
#mail>:last-child{margin-bottom:0}
a{color:#125665}
img{max-width:100%}
img[src]{height:auto}
img:not([src]){display:none}
img[data-remote]:not([src]),img[data-cid]:not([src]){display:inline-block;box-sizing:border-box;min-width:1.25rem;min-height:1.25rem;max-height:12rem;overflow:hidden;border:1px dashed #857e71;border-radius:4px;background:#f4f2ed;color:#4f4b44;font-size:0.8125rem;line-height:1.25rem}
table{max-width:100%}
td,th{overflow-wrap:normal}
pre{white-space:pre-wrap}
hr{border:0;border-top:1px solid #dedad0}
blockquote{margin:0.5rem 0;padding-left:0.75rem;border-left:3px solid #dedad0;color:#4f4b44}
summary{display:inline-block;margin:0.25rem 0;padding:0.125rem 0.5rem;border-radius:6px;background:#eae6de;color:#125665;cursor:pointer;font-size:0.875rem}
summary:focus-visible,a:focus-visible{outline:2px solid #1c6d7e;outline-offset:2px}
`;

function page(mail: string, lang: string): string {
  const size = getComputedStyle(document.documentElement).fontSize || "16px";
  return `<!doctype html><html lang="${lang}" style="font-size:${size}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}"><meta name="referrer" content="no-referrer">
<style>${look}</style></head><body>${mail}<iframe name="sink" title="" hidden></iframe></body></html>`;
}
