/** How long a text may be: a camera still reads its code from a door. */
export const maxText = 140;

/** What encodeURIComponent leaves as it is, and what programs that find links in a text take for its end. */
const endings = /[!'()*]/g;

/**
 * The link that opens a conversation with a number: its digits with the country's. The text is what the customer finds
 * already written. Half a sign, which a full field may leave of an emoji, is no text.
 */
export function waLink(dial: string, text: string): string {
  const written = text.trim().replaceAll(/\p{Surrogate}/gu, "");
  if (written === "") return `https://wa.me/${dial}`;
  const escaped = encodeURIComponent(written).replaceAll(
    endings,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `https://wa.me/${dial}?text=${escaped}`;
}

/** A link as a site's page has it. */
export function anchor(link: string, words: string): string {
  return `<a href="${link}">${words}</a>`;
}
