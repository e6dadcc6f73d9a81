const tints = 6;

/** One or two letters for a circle: first and last word; a name without letters gives its first character. */
export function initials(name: string): string {
  const words = name.normalize("NFC").match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu) ?? [];
  const first = words[0] ?? name.trim();
  const last = words.length > 1 ? words[words.length - 1] : undefined;
  const letters = [first, last].map((word) => (word === undefined ? "" : ([...word][0] ?? "")));
  return letters.join("").toLocaleUpperCase("pt-BR") || "?";
}

/** One of the six tints, always the same for a customer. */
export function tintOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65521;
  return (sum % tints) + 1;
}
