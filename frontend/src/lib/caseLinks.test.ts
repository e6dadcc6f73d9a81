import { expect, test } from "vitest";
import { byNumber, numberedPieces } from "./caseLinks";

const known = byNumber([
  { id: "a", protocol: "260721-07.014-81", numbers: ["260720-07.002-11"] },
  { id: "b", protocol: "260722-07.001-05", numbers: [] },
]);
const found = (text: string) => numberedPieces(text, known).flatMap((p) => (p.caseId ? [[p.text, p.caseId]] : []));

test.each([
  ["as it is shown", "É o 260721-07.014-81.", [["260721-07.014-81", "a"]]],
  [
    "without signs, and in groups",
    "2607210701481 e 26 07 22 07 001 05",
    [
      ["2607210701481", "a"],
      ["26 07 22 07 001 05", "b"],
    ],
  ],
  ["one that was merged into another", "260720-07.002-11", [["260720-07.002-11", "a"]]],
  ["somebody else's, or none", "260721-07.015-08", []],
  ["a piece of a longer number", "92607210701481", []],
  ["no number", "Olá!", []],
])("%s", (_, text, want) => {
  expect(found(text)).toEqual(want);
  expect(
    numberedPieces(text, known)
      .map((p) => p.text)
      .join(""),
  ).toBe(text);
});
