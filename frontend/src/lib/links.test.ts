import { expect, test } from "vitest";
import { piecesOf } from "./links";

test.each([
  ["nada", []],
  ["veja https://loja.com.br/x?a=1&b=2.", ["https://loja.com.br/x?a=1&b=2"]],
  ["(https://loja.com.br)", ["https://loja.com.br"]],
  ["https://pt.wikipedia.org/wiki/Agenda_(livro), sim", ["https://pt.wikipedia.org/wiki/Agenda_(livro)"]],
  ["www.loja.com.br!", ["http://www.loja.com.br"]],
  ["HTTP://LOJA.COM e https://b.example/ç", ["HTTP://LOJA.COM", "https://b.example/ç"]],
  ["“https://loja.com.br”", ["https://loja.com.br"]],
  ["http://localhost javascript:alert(1) loja.com.br a@b.com https://", []],
  ["https://banco.com.br@evil.com/x", ["https://banco.com.br@evil.com/x"]],
])("%s", (text, found) => {
  const pieces = piecesOf(text);
  expect(pieces.flatMap((piece) => piece.address ?? [])).toEqual(found);
  expect(pieces.map((piece) => piece.text).join("")).toBe(text);
});

test("a long text without addresses is one piece, quickly", () => {
  expect(piecesOf("bom dia ".repeat(100_000))).toHaveLength(1);
  expect(
    piecesOf("http://".repeat(50_000))
      .map((piece) => piece.text)
      .join(""),
  ).toHaveLength(350_000);
});
