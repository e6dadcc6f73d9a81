/** What is still to be filled in: desk.Gaps of the Go side has the same pattern, and the outbox refuses it too. */
export const form =
  /\[[^\]\p{L}\n]{0,5}confirm(?:ar?|e[mnu]?|i)?(?:[^\p{L}\]\n]([^\]\n]*)\]?|\]|$)|(\[\[[A-Z]+-\d+\]\])/gimu;

export type Gap = { what: string; from: number; to: number };

/** The gaps of a text, in their order; while there is one it must not be sent. */
export function gapsIn(text: string): Gap[] {
  return [...text.matchAll(form)].map((hit) => ({
    what: (hit[1] ?? "").replace(/^[ \t\u00a0:*]+|[ \t\u00a0:*]+$/g, "") + (hit[2] ?? ""),
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
