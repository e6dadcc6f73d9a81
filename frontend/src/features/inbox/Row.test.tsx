import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { InboxRow } from "../../api/types";
import { LanguageProvider } from "../../i18n/react";
import { Row } from "./Row";

afterEach(cleanup);

const now = new Date("2026-06-10T10:00").getTime();
const at = (moment: string) => new Date(moment).getTime();
const silent = { channel: "", snippet: "", lastAt: 0 } as const;

function show(row: Partial<InboxRow>, worth = false): InboxRow {
  const whole: InboxRow = {
    customerId: "ana",
    name: "Ana",
    state: "reply",
    channel: "sms",
    direction: "in",
    placeholder: "",
    snippet: "Oi",
    lastAt: now,
    waitingSince: 0,
    promisedAt: 0,
    junk: false,
    unread: 0,
    overdue: false,
    failed: false,
    draft: false,
    segment: "",
    value: 0,
    currency: "",
    tags: [],
    ...row,
  };
  render(
    <LanguageProvider locale="pt-BR">
      <Row row={whole} now={now} selected={false} tabStop worth={worth} onOpen={() => undefined} />
    </LanguageProvider>,
  );
  return whole;
}

test.each([
  { name: "nothing is promised", row: {}, says: null, tone: undefined },
  { name: "for today", row: { promisedAt: at("2026-06-10T15:00") }, says: "prometido para hoje, 15:00", tone: "warn" },
  { name: "for another day", row: { promisedAt: at("2026-06-11T09:00") }, says: null, tone: undefined },
  {
    name: "late today",
    row: { promisedAt: at("2026-06-10T09:00") },
    says: "promessa atrasada: hoje, 9:00",
    tone: "bad",
  },
  { name: "late", row: { promisedAt: at("2026-06-09T15:00") }, says: "promessa atrasada: ontem, 15:00", tone: "bad" },
  {
    name: "who never wrote",
    row: { ...silent, promisedAt: at("2026-06-09T15:00") },
    says: "promessa atrasada: ontem, 15:00",
    tone: "bad",
  },
])("a promise in the row: $name", ({ row, says, tone }) => {
  const whole = show(row);
  const chip = screen.queryByText(/promet|promessa/);
  expect(chip?.textContent ?? null).toBe(says);
  expect(chip?.dataset.tone).toBe(tone);
  if (whole.channel === "") expect(screen.getByText("ainda sem mensagens")).toBeDefined();
});

test.each([
  { segment: "star", says: ", Estrela" },
  { segment: "at_risk", says: ", Em risco" },
  { segment: "loyal", says: null },
  { segment: "", says: null },
] as const)("the seal in the row: $segment", ({ segment, says }) => {
  show({ segment });
  expect(screen.queryByText(/Estrela|Em risco|Fiel/)?.textContent ?? null).toBe(says);
});

test.each([
  { name: "sorted by it", value: 123_450, worth: true, says: "R$\u00a01.234,50 em 12 meses" },
  { name: "sorted by time", value: 123_450, worth: false, says: null },
  { name: "who bought nothing", value: 0, worth: true, says: null },
])("what she paid, in a list that is $name", ({ value, worth, says }) => {
  show({ value, currency: "BRL" }, worth);
  expect(screen.queryByText(/em 12 meses/)?.parentElement?.textContent ?? null).toBe(says);
});
