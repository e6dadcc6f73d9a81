import { expect, test } from "vitest";
import type { TimelineEntry } from "../../api/types";
import { caseLines, severalCases } from "./caseLines";

const said = (id: string, caseId: string, rule = "open") =>
  ({ kind: "message", id, caseId, protocol: caseId && `n-${caseId}`, rule }) as TimelineEntry;
const note = (id: string) => ({ kind: "note", id, at: 0, text: "" }) as TimelineEntry;

test.each([
  { name: "nothing where there are no cases", entries: [said("1", ""), note("2")], whole: true, lines: {} },
  {
    name: "a case begins once",
    entries: [said("1", ""), said("2", "a", "new"), note("3"), said("4", "a")],
    whole: true,
    lines: { 2: "begins" },
  },
  {
    name: "a case changes, and the first goes on",
    entries: [said("1", "a", "new"), said("2", "b", "new"), said("3", "a")],
    whole: true,
    lines: { 1: "begins", 2: "begins", 3: "goesOn" },
  },
  {
    name: "messages without a case between are no change",
    entries: [said("1", "a", "new"), said("2", ""), said("3", "a")],
    whole: true,
    lines: { 1: "begins" },
  },
  {
    name: "what came before is not read yet: only what is certain is said",
    entries: [said("1", "a"), said("2", "b"), said("3", "c", "new")],
    whole: false,
    lines: { 2: "goesOn", 3: "begins" },
  },
  {
    name: "a case made by hand begins where all is read",
    entries: [said("1", "a", "new"), said("2", "b", "")],
    whole: true,
    lines: { 1: "begins", 2: "begins" },
  },
])("$name", ({ entries, whole, lines }) => {
  const found = Object.fromEntries([...caseLines(entries, whole)].map(([id, line]) => [id, line.kind]));
  expect(found).toEqual(lines);
});

test("several cases are told apart, one is not", () => {
  expect(severalCases([said("1", ""), said("2", "a"), said("3", "a")])).toBe(false);
  expect(severalCases([said("1", "a"), note("2"), said("3", "b")])).toBe(true);
});
