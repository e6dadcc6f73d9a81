import { expect, test } from "vitest";
import { anchor, waLink } from "./links";

test.each([
  ["no text", "", ""],
  ["blanks alone", " \n ", ""],
  ["spaces", "Olá, tudo bem?", "?text=Ol%C3%A1%2C%20tudo%20bem%3F"],
  ["accents", "ação, ñ, ç, l·l", "?text=a%C3%A7%C3%A3o%2C%20%C3%B1%2C%20%C3%A7%2C%20l%C2%B7l"],
  ["an emoji", "Oi 👋🏽", "?text=Oi%20%F0%9F%91%8B%F0%9F%8F%BD"],
  ["half an emoji", "Oi \uD83D", "?text=Oi%20"],
  ["plus and ampersand", "1+1 & 2%", "?text=1%2B1%20%26%202%25"],
  ["what ends a link", "(oi!) *já* 'sim'", "?text=%28oi%21%29%20%2Aj%C3%A1%2A%20%27sim%27"],
  ["lines", "um\ndois", "?text=um%0Adois"],
  ["quotes and marks", '<b>"oi"</b>#1', "?text=%3Cb%3E%22oi%22%3C%2Fb%3E%231"],
])("a link with %s", (_, text, query) => {
  expect(waLink("551140028922", text)).toBe(`https://wa.me/551140028922${query}`);
});

test.each(["Olá + até já!", "Vi o 1º & o 2º 🎁", "linha 1\nlinha 2", "é ".repeat(70).trim()])(
  "who follows the link finds %j",
  (text) => {
    const link = new URL(waLink("551140028922", text));
    expect([link.host, link.pathname, link.searchParams.get("text")]).toEqual(["wa.me", "/551140028922", text]);
  },
);

test("nothing of the text leaves the address of the anchor", () => {
  const page = new DOMParser().parseFromString(
    anchor(waLink("55119", `"><script>'&amp;`), "Fale conosco"),
    "text/html",
  );
  const found = page.querySelector("a");
  expect(page.body.children).toHaveLength(1);
  expect(found?.textContent).toBe("Fale conosco");
  expect(new URL(found?.getAttribute("href") ?? "").searchParams.get("text")).toBe(`"><script>'&amp;`);
});
