import { render } from "@testing-library/react";
import { expect, test } from "vitest";
import { Marked } from "./Marked";

test.each([
  ["plain", "plain", []],
  ["a \u0002found\u0003 word", "a found word", ["found"]],
  ["\u0002one\u0003 and \u0002two\u0003", "one and two", ["one", "two"]],
  ["cut \u0002short", "cut short", []],
  ["<b>\u0002x\u0003</b>", "<b>x</b>", ["x"]],
])("%j", (text, words, found) => {
  const { container } = render(<Marked text={text} />);
  expect(container.textContent).toBe(words);
  expect([...container.querySelectorAll("mark")].map((mark) => mark.textContent)).toEqual(found);
});
