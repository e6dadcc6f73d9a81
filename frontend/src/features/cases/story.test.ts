import { expect, test } from "vitest";
import type { CaseStep } from "../../api/cases";
import { translator } from "../../i18n/translate";
import { glance, stepWords } from "./story";

const now = new Date(2026, 6, 25, 9, 0).getTime();
const opened = new Date(2026, 6, 21, 10, 40).getTime();
const minute = 60_000;
const step = (part: Partial<CaseStep>): CaseStep => ({
  kind: "opened",
  at: opened,
  channel: "",
  until: 0,
  words: "",
  afterMs: 0,
  ...part,
});

test.each([
  [step({ channel: "whatsapp" }), "aberto por WhatsApp em 21 de jul., 10:40"],
  [step({ kind: "first_reply", channel: "whatsapp", afterMs: 12 * minute }), "primeira resposta em 12 min"],
  [step({ kind: "moved", channel: "email" }), "continuou por e-mail"],
  [
    step({ kind: "promised", until: new Date(2026, 6, 31, 18, 0).getTime(), words: "trocar o fichário" }),
    "prometido para sex., 31 de jul., 18:00: trocar o fichário",
  ],
  [step({ kind: "closed", afterMs: 2 * 24 * 60 * minute + 5 * minute }), "encerrado em 2 dias"],
])("%o", (each, words) => {
  expect(stepWords(each, now, "pt-BR", translator("pt-BR"))).toBe(words);
});

test("a long story shows how it began and what happened last", () => {
  const steps = Array.from({ length: 9 }, (_, n) => step({ at: n }));
  expect(glance(steps).map((each) => each.at)).toEqual([0, 1, 6, 7, 8]);
  expect(glance(steps.slice(0, 5))).toHaveLength(5);
});
