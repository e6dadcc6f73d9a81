import { expect, test } from "vitest";
import { keysOf } from "./keymap";
import { isRefusal, rebound, usualAgain, withoutKeys } from "./rebind";

test("a new letter takes the place of the letter and leaves the others", () => {
  const changed = rebound("conversation.close", "x", {});
  expect(changed).toEqual({ "conversation.close": ["x", "mod+e"] });
  expect(rebound("conversation.close", "mod+b", {})).toEqual({ "conversation.close": ["mod+b", "e"] });
  expect(rebound("list.next", "y", {})).toEqual({ "list.next": ["y", "arrowdown"] });
});

test("a key that another command has is refused with its name", () => {
  expect(rebound("conversation.close", "r", {})).toEqual({ refused: "r", taken: "conversation.reply" });
  const moved = rebound("conversation.reply", "w", {});
  if (isRefusal(moved)) throw new Error("refused");
  expect(rebound("conversation.close", "r", moved)).toEqual({
    "conversation.reply": ["w"],
    "conversation.close": ["r", "mod+e"],
  });
});

test.each(["tab", "enter", "escape", " ", "mod+c", "alt"])("%j stays what it is", (key) => {
  expect(rebound("conversation.close", key, {})).toEqual({ refused: key });
});

test("a command can do without a key, and gets the usual ones back unless they are taken", () => {
  const without = withoutKeys("conversation.reply", {});
  expect(keysOf("conversation.reply", without)).toEqual([]);
  expect(usualAgain("conversation.reply", without)).toEqual({});
  const taken = rebound("conversation.close", "r", without);
  if (isRefusal(taken)) throw new Error("refused");
  expect(usualAgain("conversation.reply", taken)).toEqual({ refused: "r", taken: "conversation.close" });
});
