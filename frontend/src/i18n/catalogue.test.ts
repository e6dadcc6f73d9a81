import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Catalogue, catalogues, type Key, type Locale, locales } from "./catalogue";
import type { Plural } from "./languages";
import { localeFor } from "./locale";
import { explain, providerPage, translator } from "./translate";

const forms = (entry: string | Plural): string[] => (typeof entry === "string" ? [entry] : Object.values(entry));
const gaps = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((hit) => hit[1]).toSorted();
const keys = Object.keys(catalogues["pt-BR"]) as Key[];
const all = Object.entries(catalogues) as [Locale, Catalogue][];

describe.each(all)("%s", (locale, catalogue) => {
  test("has exactly the keys of pt-BR", () => {
    expect(Object.keys(catalogue).toSorted()).toEqual([...keys].toSorted());
  });

  test("says something everywhere, with the same gaps as pt-BR", () => {
    for (const key of keys) {
      const expected = gaps(forms(catalogues["pt-BR"][key])[0] ?? "");
      for (const form of forms(catalogue[key])) {
        expect(form.trim(), key).not.toBe("");
        expect(gaps(form), key).toEqual(expected);
      }
    }
  });

  test("has a form for every plural category that whole numbers meet", () => {
    const rules = new Intl.PluralRules(locale);
    const t = translator(locale);
    for (const n of [0, 1, 2, 5, 21, 1_000_000]) {
      expect(rules.select(n)).toMatch(/one|many|other/);
      expect(t("row.unread", { n })).toContain(new Intl.NumberFormat(locale).format(n));
    }
  });
});

test("Spanish and Catalan say tú and tu to the owner, and nothing more formal", () => {
  const formal = {
    es: /\b([Uu]sted(es)?|Escriba|Elija|Pruebe|Revise|Use|Pegue|Complete)\b/,
    ca: /\b(vós|vostè|heu|podeu|feu|escriviu|trieu|proveu|reviseu|torneu)\b/i,
  };
  for (const [locale, words] of Object.entries(formal) as ["es" | "ca", RegExp][])
    for (const key of keys) for (const form of forms(catalogues[locale][key])) expect(form, key).not.toMatch(words);
});

test("every error code of the Go side has a sentence", () => {
  const source = readFileSync(join(import.meta.dirname, "../../../backend/desk/errors.go"), "utf8");
  const codes = [...source.matchAll(/^\s+Err\w+\s+Code = "([^"]+)"/gm)].map((hit) => hit[1]);
  expect(codes.length).toBeGreaterThan(25);
  for (const code of codes) expect(keys).toContain(`error.${code}`);
});

test("a sentence names the account, and words of ours are translated", () => {
  const problem = { code: "account.tls", params: { account: "loja@sabia.example", host: "mail", reason: "expired" } };
  expect(explain(problem, "pt-BR")).toContain("loja@sabia.example");
  expect(explain(problem, "en")).toContain("expired certificate");
  expect(explain({ code: "channel.no_address", params: { channel: "email" } }, "es")).toContain("Correo");
});

test("a provider code that is known speaks for itself; an unknown one keeps its number and gets a link", () => {
  const known = { code: "send.rejected", params: { provider_code: "63016", text: "x" } };
  const unknown = { code: "send.rejected", params: { provider_code: "59999", text: "Odd" } };
  expect(explain(known, "pt-BR")).toContain("24 horas");
  expect(providerPage(known)).toBeUndefined();
  expect(explain(unknown, "pt-BR")).toContain("59999");
  expect(providerPage(unknown)).toBe("https://www.twilio.com/docs/api/errors/59999");
  expect(providerPage({ code: "send.rejected", params: { provider_code: "550" } })).toBeUndefined();
});

test("an unknown code is an internal fault", () => {
  expect(explain({ code: "brand.new", params: {} }, "en")).toBe(catalogues.en["error.internal"]);
});

test.each([
  [["C"], "pt-BR"],
  [[""], "pt-BR"],
  [[undefined], "pt-BR"],
  [["zz-!!"], "pt-BR"],
  [["pt"], "pt-BR"],
  [["pt_PT"], "pt-PT"],
  [["pt-AO"], "pt-PT"],
  [["ca-ES"], "ca"],
  [["", "es-AR"], "es"],
  [["en-GB"], "en"],
  [["de-DE", "fr"], "pt-BR"],
] as [string[], Locale][])("the system's %j gives %s", (tags, expected) => {
  expect(localeFor(...tags)).toBe(expected);
  expect(locales).toContain(localeFor(...tags));
});
