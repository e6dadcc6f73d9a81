/** Two tags that fold to one are one tag, as on the Go side. */
export function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .trim()
    .replace(/\s+/g, " ");
}

/** The tags that hold what is typed, those that begin with it first. */
export function matching(tags: readonly string[], typed: string): string[] {
  const asked = folded(typed);
  const at = (tag: string) => folded(tag).indexOf(asked);
  return tags.filter((tag) => at(tag) >= 0).toSorted((a, b) => Number(at(a) > 0) - Number(at(b) > 0));
}

/** The tag that what is typed would make; null where it is there already. */
export function creatable(tags: readonly string[], typed: string): string | null {
  const tag = typed.trim().replace(/\s+/g, " ");
  if (folded(tag) === "" || tags.some((each) => folded(each) === folded(tag))) return null;
  return tag;
}
