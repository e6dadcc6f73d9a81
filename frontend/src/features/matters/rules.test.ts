import { expect, test } from "vitest";
import type { Case } from "../../api/cases";
import type { TimelineEntry } from "../../api/types";
import { firstLine, habit, headCase, lastPromise, promisedIn, unanswered } from "./rules";

const matter = (id: string, more: Partial<Case> = {}) => ({ id, state: "open", promisedAt: 0, ...more }) as Case;
const said = (direction: "in" | "out", channel = "sms", more = {}) =>
  ({ kind: "message", id: `${direction}${channel}`, direction, channel, auto: "", ...more }) as TimelineEntry;

test("the head speaks of the chosen case while it is there, else of the first", () => {
  const cases = [matter("b"), matter("a")];
  expect(headCase(cases, "a", 9)?.id).toBe("a");
  expect(headCase(cases, "merged away", 9)?.id).toBe("b");
  expect(headCase([], "a", 9)).toBeUndefined();
});

test("until another is chosen, the head speaks of the case whose promise is due", () => {
  const cases = [matter("b"), matter("a", { promisedAt: 5 })];
  expect(headCase(cases, "", 4)?.id).toBe("b");
  expect(headCase(cases, "", 5)?.id).toBe("a");
  expect(headCase(cases, "b", 5)?.id).toBe("b");
});

test("what is promised in open cases comes by when it is due", () => {
  const closed = matter("d", { promisedAt: 1, state: "closed" });
  const list = [matter("a"), matter("b", { promisedAt: 9 }), matter("c", { promisedAt: 5, state: "snoozed" }), closed];
  expect(promisedIn(list).map((k) => k.id)).toEqual(["c", "b"]);
});

test("the last promise is the next to be kept, else the latest that was not", () => {
  const broken = (id: string, promisedAt: number) => matter(id, { promisedAt, state: "closed" });
  expect(lastPromise([broken("a", 9), matter("b", { promisedAt: 12 }), matter("c", { promisedAt: 5 })])?.id).toBe("c");
  expect(lastPromise([broken("a", 5), broken("b", 9), matter("c")])?.id).toBe("b");
  expect(lastPromise([matter("a")])).toBeUndefined();
});

test.each([
  { name: "the customer spoke last", entries: [said("out"), said("in")], is: "insms" },
  { name: "the shop spoke last", entries: [said("in"), said("out")], is: undefined },
  {
    name: "a machine answers nothing",
    entries: [said("in"), said("out", "email", { auto: "auto_reply" })],
    is: "insms",
  },
  {
    name: "what was taken back was never said",
    entries: [said("in"), said("out", "sms", { delivery: { state: "cancelled" } })],
    is: "insms",
  },
  {
    name: "a note is no answer",
    entries: [said("in"), { kind: "note", id: "n", at: 0, text: "" } as TimelineEntry],
    is: "insms",
  },
])("unanswered: $name", ({ entries, is }) => {
  expect(unanswered(entries)?.id).toBe(is);
});

test("a habit is more than once, and more often than any other", () => {
  expect(habit([said("in", "sms")])).toBeUndefined();
  expect(habit([said("in", "sms"), said("in", "sms"), said("out", "email"), said("out", "email")])).toBe("sms");
  expect(habit([said("in", "sms"), said("in", "sms"), said("in", "email"), said("in", "email")])).toBeUndefined();
});

test("the first line is the first with words", () => {
  expect(firstLine("\n \nBom dia\nTudo bem?")).toBe("Bom dia");
  expect(firstLine("")).toBe("");
});
