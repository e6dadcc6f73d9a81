// @vitest-environment jsdom
import { expect, test, vi } from "vitest";
import { mailPage } from "./mailPage";

// What may be in a mail is proved in Go and, in WebKit itself, in build/e2e; here the page's own part.

function shown(html: string): HTMLElement {
  const { srcdoc } = mailPage(html, { quoted: "Citado" }, "pt-BR");
  const mail = document.createElement("div");
  mail.innerHTML = /<body>(.*)<iframe name="sink"/s.exec(srcdoc)?.[1] ?? "";
  return mail;
}

test.each([
  ["a script", "<p>Oi</p><script>alert(1)</script>"],
  ["a handler", '<p onclick="alert(1)">Oi</p>'],
  ["a handler on a picture", '<p>Oi</p><img src="x" onerror="alert(1)">'],
  ["a remote picture", '<p>Oi</p><img src="https://evil.example/x.png">'],
  ["a picture by protocol", '<p>Oi</p><img src="//evil.example/x.png" srcset="https://evil.example/x 2x">'],
  ["a drawing", '<p>Oi</p><img src="data:image/svg+xml;base64,PHN2Zz4=">'],
  ["a frame", '<p>Oi</p><iframe src="https://evil.example"></iframe>'],
  ["a form", '<p>Oi</p><form action="https://evil.example"><input name="x"></form>'],
  ["a refresh", '<p>Oi</p><meta http-equiv="refresh" content="0;url=https://evil.example">'],
  ["a base", '<p>Oi</p><base href="https://evil.example">'],
  [
    "a style sheet",
    '<p>Oi</p><style>p{background:url(https://evil.example)}</style><link rel="stylesheet" href="https://evil.example">',
  ],
  ["a style that loads", '<p style="background:url(https://evil.example/x)">Oi</p>'],
  ["a style that covers", '<p style="position:fixed;top:0">Oi</p>'],
  ["a drawing with a script", '<p>Oi</p><svg onload="alert(1)"><script>alert(1)</script></svg>'],
  [
    "a link of its own",
    '<p>Oi</p><a href="https://evil.example">x</a><a href="javascript:alert(1)">y</a><a href="//evil.example">z</a>',
  ],
  ["a link out of the frame", '<p>Oi</p><a href="/open?u=A-0" target="_top">x</a>'],
])("%s does not come through", (_, html) => {
  const mail = shown(html);
  expect(mail.textContent).toContain("Oi");
  expect(mail.innerHTML).not.toMatch(
    /evil|alert|onclick|onerror|<script|<style|<svg|<iframe|<form|<input|_top|position/i,
  );
});

test("what Go writes comes through", () => {
  const html =
    '<table border="1" cellpadding="6" width="100%"><tbody><tr bgcolor="#e6f0f2"><td align="right" style="color: #f00; font-weight: bold">R$ 1</td></tr></tbody></table>' +
    '<p><a href="/open?u=ABC-12" target="sink">x</a><img src="data:image/png;base64,AAAA" alt="foto" width="10"><img data-remote="0" alt="longe"></p>';
  expect(shown(html).querySelector("#mail")?.innerHTML).toBe(html);
});

test("pictures that are not there are counted", () => {
  const html = '<img data-remote="0"><img data-remote="1" src="data:image/png;base64,AAAA"><img data-cid="x">';
  expect(mailPage(html, { quoted: "" }, "en").missing).toBe(1);
});

test("the frame's policy stands before the mail and lets nothing out", () => {
  const { srcdoc } = mailPage("<p>Oi</p>", { quoted: "" }, "en");
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(srcdoc)?.[1] ?? "";
  expect(policy).toContain("default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-src http");
  expect(policy).not.toContain("script");
  expect(srcdoc.indexOf("Content-Security-Policy")).toBeLessThan(srcdoc.indexOf("<style"));
});

test.each([
  ["at the end", "<p>Sim!</p><div>Ana escreveu:<blockquote>Vai?</blockquote></div>", 1],
  ["two at the end", "<p>Sim!</p><blockquote>Um</blockquote><blockquote>Dois</blockquote>", 2],
  ["one inside the other", "<p>Sim!</p><blockquote>Um<blockquote>Dois</blockquote></blockquote>", 1],
  ["blank after it", "<p>Sim!</p><blockquote>Um</blockquote><p> <br></p>", 1],
  ["between answers", "<blockquote>Vai?</blockquote><p>Sim!</p>", 0],
  ["a picture after it", '<p>Sim!</p><blockquote>Um</blockquote><img src="data:image/png;base64,AAAA">', 0],
  ["nothing but a quotation", "<blockquote>Tudo</blockquote>", 0],
  [
    "after another, each in its own block",
    "<p>Sim!</p><div><blockquote>Um</blockquote></div><div><blockquote>Dois</blockquote></div>",
    2,
  ],
])("a quotation %s", (_, html, folds) => {
  const mail = shown(html);
  expect(mail.querySelectorAll("details")).toHaveLength(folds);
  expect(mail.querySelectorAll("blockquote").length).toBe(html.split("<blockquote").length - 1);
});

test("a mail of nothing but quotations is gone through once", () => {
  let looked = 0;
  const matches = Element.prototype.matches;
  vi.spyOn(Element.prototype, "matches").mockImplementation(function (this: Element, selector) {
    looked++;
    return matches.call(this, selector);
  });
  const quotes = 500;
  const mail = shown(`<p>Oi</p>${"<blockquote>x</blockquote>".repeat(quotes)}`);
  expect(mail.querySelectorAll("details")).toHaveLength(quotes);
  expect(looked).toBeLessThan(10 * quotes);
});
