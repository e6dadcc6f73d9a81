/** Thirteen digits with signs between them that people put there, and no digit around: what could be a case number. */
const candidates = /(?<!\d)\d(?:[\s.\-–/·]{0,3}\d){12}(?!\d)/g;

export type Numbered = { at: number; text: string; caseId?: string };

const digitsOf = (text: string) => text.replaceAll(/\D/g, "");

/** The cases by the digits of their numbers, and of those that were merged into them. */
export function byNumber(cases: { id: string; protocol: string; numbers: string[] }[]): ReadonlyMap<string, string> {
  return new Map(cases.flatMap(({ id, protocol, numbers }) => [protocol, ...numbers].map((p) => [digitsOf(p), id])));
}

/** Finds the numbers of known cases in a text. Everything is kept: the pieces put together are the text. */
export function numberedPieces(text: string, known: ReadonlyMap<string, string>): Numbered[] {
  if (known.size === 0) return [{ at: 0, text }];
  const pieces: Numbered[] = [];
  let at = 0;
  for (const match of text.matchAll(candidates)) {
    const caseId = known.get(digitsOf(match[0]));
    if (caseId === undefined) continue;
    if (match.index > at) pieces.push({ at, text: text.slice(at, match.index) });
    pieces.push({ at: match.index, text: match[0], caseId });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ at, text: text.slice(at) });
  return pieces;
}
