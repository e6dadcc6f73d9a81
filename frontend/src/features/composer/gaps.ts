/** What is still to be filled in: the same form in every language, as the model writes it too. */
const form = /\[\s*confirm[a-z]*\s*:?\s*([^\]\n]*)\]?/gi;

export type Gap = { what: string; from: number; to: number };

/** The gaps of a text, in their order; while there is one it must not be sent. */
export function gapsIn(text: string): Gap[] {
  return [...text.matchAll(form)].map((hit) => ({
    what: (hit[1] ?? "").trim(),
    from: hit.index,
    to: hit.index + hit[0].length,
  }));
}

/** A filled ready reply as it is put into the box: fields that nobody could fill become gaps. */
export function withGaps(text: string, missing: readonly string[]): string {
  return text.replace(/\{\s*([^{}\n]+?)\s*\}/g, (field, name: string) =>
    missing.includes(name) ? `[confirmar: ${name.replaceAll("_", " ")}]` : field,
  );
}
