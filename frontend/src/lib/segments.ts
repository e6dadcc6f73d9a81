/** How an SMS is counted and charged: GSM 03.38 septets where they suffice, else UTF-16 units. */
export type SmsCount = {
  /** True when one character forced the whole text into UCS-2. */
  unicode: boolean;
  /** Units used: septets or UTF-16 code units. */
  used: number;
  /** Units that fit into the parts counted. */
  room: number;
  parts: number;
};

const oneSeptet = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const twoSeptets = new Set("\f^{}\\[~]|€");

/** Sizes of every character that may not be split between two parts, or null when GSM-7 does not suffice. */
function septets(text: string): number[] | null {
  const sizes: number[] = [];
  for (const character of text) {
    if (oneSeptet.has(character)) sizes.push(1);
    else if (twoSeptets.has(character)) sizes.push(2);
    else return null;
  }
  return sizes;
}

function partsOf(sizes: number[], single: number, each: number): { parts: number; room: number } {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= single) return { parts: total === 0 ? 0 : 1, room: single };
  let parts = 1;
  let filled = 0;
  for (const size of sizes) {
    if (filled + size > each) {
      parts += 1;
      filled = 0;
    }
    filled += size;
  }
  return { parts, room: parts * each };
}

export function countSms(text: string): SmsCount {
  const gsm = septets(text);
  if (gsm) {
    return { unicode: false, used: gsm.reduce((sum, size) => sum + size, 0), ...partsOf(gsm, 160, 153) };
  }
  const units = [...text].map((character) => character.length);
  return { unicode: true, used: text.length, ...partsOf(units, 70, 67) };
}

/** What GSM-7 has no sign for and something much like it: the signs that people and word processors type. */
const likeness: Record<string, string> = {
  "“": '"',
  "”": '"',
  "„": '"',
  "«": '"',
  "»": '"',
  "‘": "'",
  "’": "'",
  "´": "'",
  "`": "'",
  "–": "-",
  "—": "-",
  "−": "-",
  "•": "-",
  "·": ".",
  "…": "...",
  ª: "a",
  º: "o",
  "°": "o",
  "\u00a0": " ",
  "\u202f": " ",
  "\u2011": "-",
};

const isCheap = (character: string) => oneSeptet.has(character) || twoSeptets.has(character);

/**
 * The text with letters and signs that cost half an SMS replaced by cheap ones. What is cheap as it is (é, ñ, ü)
 * stays, and so does what has no likeness (an emoji).
 */
export function withoutAccents(text: string): string {
  return [...text.normalize("NFC")]
    .map((character) => {
      if (isCheap(character)) return character;
      const plain = likeness[character] ?? character.normalize("NFD").replace(/\p{M}/gu, "");
      return plain !== "" && [...plain].every(isCheap) ? plain : character;
    })
    .join("");
}
