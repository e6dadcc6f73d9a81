import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { Case } from "../../api/cases";
import type { Bought } from "../../api/purchases";
import type { Card, TimelineEntry } from "../../api/types";
import { LanguageProvider } from "../../i18n/react";
import { StoryCard } from "./StoryCard";

afterEach(cleanup);

const card = { name: "Ana Beatriz Moraes", since: new Date("2024-03-05T12:00").getTime(), state: "reply" } as Card;
const matter = { id: "a", state: "open", openedAt: Date.now(), promisedAt: 0, promise: "" } as Case;
const said = (id: string, direction: "in" | "out") =>
  ({
    kind: "message",
    id,
    direction,
    channel: "sms",
    auto: "",
    at: Date.now(),
    subject: "",
    text: id,
  }) as TimelineEntry;

function lines(of: Card, cases: Case[], entries: TimelineEntry[], bought?: Bought): (string | null)[] {
  render(
    <LanguageProvider locale="pt-BR">
      <StoryCard card={of} cases={cases} entries={entries} bought={bought} />
    </LanguageProvider>,
  );
  return screen.getAllByRole("listitem").map((line) => line.textContent);
}

const who = "Ana Beatriz Moraes, cliente desde março de 2024";

test("who she is, and since when, is there when nothing else is", () => {
  expect(lines({ ...card, state: "" }, [], [])).toEqual([who]);
});

test("open cases, the promise, the question and the channel", () => {
  const late = { ...matter, promisedAt: new Date("2024-05-06T15:00").getTime(), promise: "separar dez cadernos" };
  const got = lines(card, [late, { ...matter, id: "b" }], [said("Oi", "in"), said("Tem caneta?", "in")]);
  expect(got).toEqual([
    who,
    expect.stringMatching(/^2 protocolos abertos/),
    expect.stringMatching(/^Era para .*2024.*: separar dez cadernos$/),
    expect.stringMatching(/^Sem resposta há .*: Tem caneta\?$/),
    "Costuma escrever por SMS",
  ]);
});

test("a promise that was closed without is not forgotten", () => {
  const broken = { ...matter, state: "closed" as const, promisedAt: new Date("2024-05-06T15:00").getTime() };
  expect(lines(card, [broken], [])).toEqual([who, expect.stringMatching(/^Não cumprido, era para/)]);
});

test("what she bought, and what of it last; nothing of what came to nothing", () => {
  const purchase = { id: "p", what: "Agenda", cents: 8990, currency: "BRL", where: "shop", returned: 0 } as const;
  const at = new Date("2024-05-06T15:00").getTime();
  const bought = {
    cents: 438_240,
    currency: "BRL",
    purchases: 37,
    last: [
      { ...purchase, at, what: "Engano", cancelled: true },
      { ...purchase, at, cancelled: false },
    ],
  } as unknown as Bought;
  const got = lines(card, [], [], bought);
  expect(got[1]?.replaceAll("\u00a0", " ")).toMatch(/^R\$ 4\.382,40 em 37 compras · última: .*2024, Agenda$/);
  cleanup();
  expect(lines(card, [], [], { ...bought, purchases: 0 })).toEqual([who]);
});
