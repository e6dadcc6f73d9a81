import { expect, test } from "vitest";
import type { Health, Problem } from "../../api/types";
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
