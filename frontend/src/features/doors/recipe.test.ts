import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { locales } from "../../i18n/catalogue";
import { translator } from "../../i18n/translate";
import { exampleMail, recipe } from "./recipe";

const forms = join(import.meta.dirname, "../../../../backend/ingest/testdata/recipe");
const own = { address: "loja@papelaria.example", ownDomain: "papelaria.example" };
const shared = { address: "papelaria.sol@gmail.com", ownDomain: "" };

// The tests of backend/ingest take these files in, and look for the visitor in them.
test.each(locales)("the example in %s is the one that is read", (locale) => {
  const t = translator(locale);
  expect(`${exampleMail(own, t)}\n`).toBe(readFileSync(join(forms, `own-${locale}.eml`), "utf8"));
  expect(`${exampleMail(shared, t)}\n`).toBe(readFileSync(join(forms, `shared-${locale}.eml`), "utf8"));
});

test.each(locales)("the text in %s says all that counts", (locale) => {
  const t = translator(locale);
  const text = recipe(own, t);
  for (const needed of ["1. ", "6. ", "Reply-To", "text/plain", "site@papelaria.example", exampleMail(own, t)]) {
    expect(text).toContain(needed);
  }
  expect(text).not.toMatch(/[{}]/);
  expect(recipe(shared, t)).not.toContain("site@gmail.com");
});
