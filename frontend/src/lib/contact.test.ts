import { expect, test } from "vitest";
import { contactIn } from "./contact";

test.each([
  ["(11) 97777-6666", "phone"],
  [" +55 11 97777 6666 ", "phone"],
  ["7777-6666", "phone"],
  ["7777-666", null],
  ["111.444.777-35", null],
  ["12/03/2026", null],
  ["pedido 97777-6666", null],
  ["ana@casa.example", "email"],
  ["ana@casa", null],
  ["Ana <ana@casa.example>", null],
  ["ana", null],
  ["", null],
])("%j is %j", (typed, is) => expect(contactIn(typed)).toBe(is));
