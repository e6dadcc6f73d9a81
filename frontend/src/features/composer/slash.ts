/** What is typed of the name of a ready reply, and where its "/" stands. */
export type Slash = { typed: string; from: number };

/** The "/" at the beginning of a word that the caret is in; null where there is none. */
export function slashAt(text: string, caret: number): Slash | null {
  const hit = /(?:^|\s)\/([\p{L}\p{M}\p{N}_-]*)$/u.exec(text.slice(0, caret));
  if (!hit) return null;
  const typed = hit[1] ?? "";
  return { typed, from: caret - typed.length - 1 };
}
