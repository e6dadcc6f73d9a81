import { expect, test } from "vitest";
import { UndoStack } from "./undo";

test("the newest is undone first, each once", () => {
  const stack = new UndoStack();
  const done: string[] = [];
  stack.push(() => done.push("a"));
  const forget = stack.push(() => done.push("b"));
  stack.push(() => done.push("c"));
  forget();
  stack.undo();
  stack.undo();
  stack.undo();
  expect(done).toEqual(["c", "a"]);
  expect(stack.isEmpty()).toBe(true);
});

test("twenty are kept", () => {
  const stack = new UndoStack();
  const done: number[] = [];
  for (let n = 0; n < 30; n += 1) stack.push(() => done.push(n));
  for (let n = 0; n < 30; n += 1) stack.undo();
  expect(done).toHaveLength(20);
  expect(done.at(-1)).toBe(10);
});
