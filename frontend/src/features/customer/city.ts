/** The line of a postal address that names the place: the last one that is left once postal codes are taken out. */
export function cityOf(postal: readonly string[]): string {
  const lines = (postal[0] ?? "").split("\n").map((line) => line.trim());
  if (lines.length < 2) return "";
  const named = lines.slice(1).map((line) =>
    line
      .split(/\s+/)
      .filter((word) => !/\d/.test(word))
      .join(" ")
      .replace(/^[\s,–-]+|[\s,–-]+$/g, ""),
  );
  return named.findLast((line) => /\p{L}/u.test(line)) ?? "";
}
