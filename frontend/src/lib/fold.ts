/** Small letters without accents, as the search compares words. */
export function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** True when every word typed begins some word of the text. */
export function beginsWords(text: string, typed: string): boolean {
  const words = wordsOf(fold(text));
  const wanted = wordsOf(fold(typed));
  return wanted.length > 0 && wanted.every((begin) => words.some((word) => word.startsWith(begin)));
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Where words of a text begin as the typed ones do: pairs of start and end. */
export function placesOf(text: string, typed: string): [number, number][] {
  const wanted = wordsOf(fold(typed));
  if (wanted.length === 0) return [];
  const found: [number, number][] = [];
  for (const hit of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const folded = fold(hit[0]);
    if (wanted.some((begin) => folded.startsWith(begin))) found.push([hit.index, hit.index + hit[0].length]);
  }
  return found;
}
