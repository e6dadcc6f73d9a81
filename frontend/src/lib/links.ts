/** A piece of a text: words, or an address in them. */
export type Piece = { at: number; text: string; address?: string };

const addresses = /\b(?:https?:\/\/|www\.)[^\s<>"“”«»]+/gi;

/** Signs that end a sentence, not an address. */
const trailing = /[.,;:!?'’)\]}*_]+$/;

/** Finds the web addresses in a text. Everything is kept: the pieces put together are the text. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(addresses)) {
    const shown = withoutTail(match[0]);
    if (!/[^./:]\.[^./]/.test(shown)) continue;
    if (match.index > at) pieces.push({ at, text: text.slice(at, match.index) });
    pieces.push({ at: match.index, text: shown, address: /^www\./i.test(shown) ? `http://${shown}` : shown });
    at = match.index + shown.length;
  }
  if (at < text.length) pieces.push({ at, text: text.slice(at) });
  return pieces;
}

/** A bracket that was opened inside the address is part of it: …/Agenda_(livro). */
function withoutTail(address: string): string {
  const tail = trailing.exec(address);
  if (!tail) return address;
  const shown = address.slice(0, tail.index);
  const opened = shown.split("(").length - shown.split(")").length;
  return opened > 0 && tail[0].startsWith(")") ? `${shown})` : shown;
}
