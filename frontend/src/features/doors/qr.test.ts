import jsQR from "jsqr";
import { expect, test } from "vitest";
import { maxText, waLink } from "./links";
import { quiet, squaresOf } from "./qr";

/** The drawing as a camera sees it: so many points for a square. */
function seen(
  link: string,
  scale = 4,
): { pixels: Uint8ClampedArray; side: number; dark: (x: number, y: number) => boolean } {
  const { side, path } = squaresOf(link);
  const squares = new Set<string>();
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let i = 0; i < Number(length); i++) squares.add(`${Number(x) + i} ${y}`);
  }
  const dark = (x: number, y: number) => squares.has(`${x} ${y}`);
  const pixels = new Uint8ClampedArray((side * scale) ** 2 * 4).fill(255);
  for (let y = 0; y < side * scale; y++) {
    for (let x = 0; x < side * scale; x++) {
      if (dark(Math.floor(x / scale), Math.floor(y / scale)))
        pixels.fill(0, (y * side * scale + x) * 4, (y * side * scale + x) * 4 + 3);
    }
  }
  return { pixels, side, dark };
}

test.each([
  ["no text", ""],
  ["accents and spaces", "Olá! Vi a loja e queria saber se a ração já chegou"],
  ["emoji and signs", "Oi 👋🏽 1+1 & (já)"],
  ["the longest text of the most bytes", "中".repeat(maxText)],
])("a code with %s gives its link back", (_, text) => {
  const link = waLink("5511940028922", text);
  const { pixels, side } = seen(link);
  expect(jsQR(pixels, side * 4, side * 4)?.data).toBe(link);
});

test("nothing is drawn near the edge", () => {
  const { side, dark } = seen(waLink("5511940028922", "Oi"));
  for (let at = 0; at < side; at++) {
    for (let near = 0; near < quiet; near++) {
      expect(dark(near, at) || dark(at, near) || dark(side - 1 - near, at) || dark(at, side - 1 - near)).toBe(false);
    }
  }
  expect(dark(quiet, quiet)).toBe(true);
});
