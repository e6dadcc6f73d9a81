// Shows a hostile mail in Chromium, over the shop in memory: nothing may run and nothing may leave. Photographs it
// for a person to look at, also in the largest letters. Ends with 1 where something got out: node build/e2e/mail.mjs
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const root = join(import.meta.dirname, "../..");
const frontend = join(root, "frontend");
const require = createRequire(join(frontend, "package.json"));

const { createServer } = await import(pathToFileURL(join(frontend, "node_modules/vite/dist/node/index.js")).href);
const { chromium } = require("playwright-core");
const out = join(root, "build/out");
await mkdir(out, { recursive: true });

const wrong = [];
const server = await createServer({ root: frontend, server: { port: 0, host: "127.0.0.1" }, logLevel: "error" });
await server.listen();
const own = server.resolvedUrls.local[0];
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  for (const [width, height, colorScheme, text] of [
    [1366, 768, "light", "normal"],
    [1366, 768, "dark", "normal"],
    [1366, 768, "light", "larger"],
    [1093, 614, "light", "normal"],
    [640, 600, "light", "normal"],
  ]) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme, locale: "pt-BR", timezoneId: "America/Sao_Paulo" });
    page.setDefaultTimeout(60_000);
    page.on("pageerror", (error) => wrong.push(String(error)));
    page.on("dialog", (dialog) => wrong.push(`a script spoke: ${dialog.message()}`));
    page.on("request", (request) => {
      if (![own, "data:", "blob:"].some((start) => request.url().startsWith(start))) wrong.push(`${request.url()} was asked for`);
    });
    const shot = (name) => page.screenshot({ path: join(out, `look-${name}-${width}x${height}-${colorScheme}-${text}.png`) });
    await page.goto(own);
    const row = page.getByRole("button", { name: /Distribuidora/ });
    await row.waitFor();
    await page.evaluate((size) => document.documentElement.setAttribute("data-text", size), text);
    const frame = page.locator("article iframe").first();
    // A list that is settling or scrolling takes no clicks.
    const press = async (what, until) => {
      for (let n = 0; n < 50 && !(await until.isVisible()); n++) await what.click({ timeout: 1000 }).catch(() => page.waitForTimeout(100));
    };
    await press(row, frame);
    const mail = page.frameLocator("article iframe").first();
    await mail.getByText("www.bancodobrasil.com.br").waitFor();
    await shot("mail");
    await mail.getByText("Mostrar texto citado").click();
    await mail.getByText("Boa tarde, podem mandar").waitFor();
    await mail.getByText("www.bancodobrasil.com.br").click();
    await page.getByRole("alertdialog").getByText("xn--bancodobrsil-08a.example", { exact: true }).waitFor();
    await shot("mail-link");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Mostrar imagens" }).click();
    await page.getByText("Imagens mostradas desta vez").waitFor();
    await page.getByRole("feed").evaluate((feed) => feed.scrollTo(0, 0));
    await page.getByRole("button", { name: "Ver azul" }).waitFor();
    await shot("mail-files");
    await press(page.getByRole("button", { name: "Ver azul" }), page.getByRole("dialog").locator("img"));
    await shot("mail-viewer");
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
for (const what of wrong) console.error(what);
process.exitCode = wrong.length > 0 ? 1 : 0;
