import { expect, test } from "vitest";
import type { Health, Problem } from "../../api/types";
import type { Locale } from "../../i18n/catalogue";
import { translator } from "../../i18n/translate";
import { healthWords } from "./HealthLine";

const now = new Date("2026-06-10T10:53:00").getTime();
const checked = new Date("2026-06-10T10:52:00").getTime();
const account = (problem: Problem | null) => ({
  id: "1",
  name: "loja",
  lastOk: checked,
  since: 0,
  problem,
  reading: null,
});
const march = new Date("2026-03-31T12:00:00").getTime();
const reads = (at: number, done: number, total: number) => ({ ...account(null), reading: { at, done, total } });
const well: Health = {
  checkedAt: checked,
  checking: false,
  offline: false,
  since: 0,
  stopped: null,
  locked: false,
  fresh: false,
  accounts: [account(null)],
};
const auth: Problem = { code: "account.auth", params: {} };

test.each([
  ["all well", well, "ok", "Tudo em dia · conferido às 10:52"],
  ["checked days ago", { ...well, checkedAt: checked - 3 * 86_400_000 }, "ok", /^Conferido: dom/],
  [
    "reading for the first time",
    { ...well, checking: true, checkedAt: 0, accounts: [reads(march, 3_214, 9_800)] },
    "ok",
    "Lendo março de 2026, 3.214 de 9.800",
  ],
  [
    "two reading for the first time",
    { ...well, checking: true, accounts: [reads(checked, 100, 200), reads(march, 50, 4_000), account(null)] },
    "ok",
    "Lendo março de 2026, 150 de 4.200",
  ],
  [
    "reading what cannot be counted",
    { ...well, checking: true, accounts: [reads(march, 50, 0), reads(checked, 1, 2)] },
    "ok",
    "Lendo março de 2026",
  ],
  [
    "reading, and another account in trouble",
    { ...well, checking: true, accounts: [reads(march, 1, 2), account(auth)] },
    "bad",
    "1 conta com problema",
  ],
  ["checking", { ...well, checking: true }, "ok", "Conferindo…"],
  ["never checked", { ...well, checkedAt: 0 }, "warn", "Ainda não conferido"],
  [
    "offline",
    { ...well, offline: true, since: checked, accounts: [account(auth)] },
    "warn",
    /^Sem internet desde 10:52/,
  ],
  ["two in trouble", { ...well, accounts: [account(auth), account(auth)] }, "bad", "2 contas com problema"],
  ["locked passwords", { ...well, locked: true }, "warn", "Senhas trancadas"],
  ["no account", { ...well, accounts: [] }, "warn", "Nenhuma conta conectada"],
] as [string, Health, string, string | RegExp][])("%s", (_, health, tone, text) => {
  const said = healthWords(health, now, translator("pt-BR"), "pt-BR");
  expect(said.tone).toBe(tone);
  expect(said.text).toMatch(text);
});

test.each([
  ["pt-BR", "Lendo março de 2026, 3.214 de 9.800"],
  ["en", "Reading March 2026, 3,214 of 9,800"],
  ["es", "Leyendo marzo de 2026, 3214 de 9800"],
  ["ca", "S'està llegint: març del 2026, 3.214 de 9.800"],
  ["pt-PT", "A ler março de 2026, 3214 de 9800"],
] as [Locale, string][])("a first reading in %s", (locale, text) => {
  const health = { ...well, checking: true, accounts: [reads(march, 3_214, 9_800)] };
  expect(healthWords(health, now, translator(locale), locale).text).toBe(text);
});
