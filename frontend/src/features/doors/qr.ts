import drawn from "qrcode-generator";

/** How much stays white around a code, in its squares: readers look for that. */
export const quiet = 4;

/** A code as the dark squares of a drawing, quiet squares from its corner. */
export type Squares = { side: number; path: string };

/** Draws a link as a QR code that can be read with a seventh of it dirty. */
export function squaresOf(link: string): Squares {
  const code = drawn(0, "M");
  code.addData(link);
  code.make();
  const side = code.getModuleCount();
  let path = "";
  for (let row = 0; row < side; row++) {
    for (let from = 0; from < side; from++) {
      let to = from;
      while (to < side && code.isDark(row, to)) to++;
      if (to > from) path += `M${from + quiet} ${row + quiet}h${to - from}v1h${from - to}z`;
      from = to;
    }
  }
  return { side: side + 2 * quiet, path };
}
