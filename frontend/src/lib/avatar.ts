const tints = 6;

/** One or two letters for a circle, of the first and the last word; none for a number, which has no initials. */
export function initials(name: string): string {
  const words = name.normalize("NFC").match(/\p{L}[\p{L}\p{N}\p{M}'’]*/gu) ?? [];
  const letters = [words.at(0), words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? "")][0] ?? "");
  return letters.join("").toLocaleUpperCase("pt-BR");
}

/** One of the six tints, always the same for a customer. */
export function tintOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65521;
  return (sum % tints) + 1;
}
