// Goes through the page in Chromium over the shop in memory, and photographs it for a person to look at. Ends with 1 where
// the page complains or something is not found: node build/e2e/look.mjs
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
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  for (const [width, height, colorScheme] of [
    [1366, 768, "light"],
    [1366, 768, "dark"],
    [1366, 697, "light"],
    [1093, 614, "light"],
    [1920, 1080, "light"],
    [800, 600, "light"],
  ]) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme, locale: "pt-BR", timezoneId: "America/Sao_Paulo" });
    page.setDefaultTimeout(60_000);
    const complain = (words) => wrong.push(`${width}x${height} ${colorScheme}: ${words}`);
    page.on("pageerror", complain);
    page.on("console", (message) => message.type() === "error" && complain(`${message.text()} ${message.location().url}`));
    await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 })); // a window of its own has none
    const shot = (name) => page.screenshot({ path: join(out, `look-${name}-${width}x${height}-${colorScheme}.png`) });
    await page.goto(server.resolvedUrls.local[0]);
    await page.getByRole("button", { name: /Ana Beatriz/ }).waitFor();
    await shot("inbox");
    await page.getByRole("button", { name: /Ana Beatriz/ }).click();
    await page.getByText("Pode ser na loja mesmo").last().waitFor();
    await page.waitForTimeout(300);
    await shot("conversation");
    await page.getByRole("radio", { name: "SMS" }).check({ force: true });
    await page.locator("#composer-text").fill("Olá, Ana! Está pronta. Pode passar aqui amanhã.");
    await shot("sms");
    await page.getByRole("button", { name: "Enviar", exact: true }).click();
    await page.waitForTimeout(300);
    await shot("sent");
    await page.getByRole("button", { name: "Adiar" }).click();
    await page.waitForTimeout(200);
    await shot("snooze");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await page.getByRole("listbox").waitFor();
    await shot("palette");
    await page.keyboard.type("agenda");
    await page.getByRole("option", { name: /agenda/ }).first().waitFor();
    await shot("palette-typed");
    await page.getByRole("option", { name: /Ver todos/ }).click();
    await page.getByText(/\d mensage/).waitFor();
    await shot("search");
    await page.getByRole("button", { name: /Anexo/ }).click();
    await shot("search-filter");
    await page.getByRole("option", { name: "Vídeos" }).click();
    await page.getByText("Nada com").waitFor();
    await shot("search-none");
    await page.getByRole("button", { name: "Limpar filtros" }).click();
    await page.locator('[id^="hit-m"]').first().waitFor();
    await page.locator("section").filter({ has: page.locator('[id^="hit-m"]') }).evaluate((list) => list.scrollTo(0, 5000));
    await page.waitForTimeout(300);
    await page.locator('[id^="hit-m"]').nth(8).click();
    await page.locator("article").first().waitFor();
    await page.waitForTimeout(400);
    await shot("found");
    await page.keyboard.press("Control+f");
    await page.keyboard.type("conversa antiga");
    await page.getByText(/1 de \d/).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForTimeout(300);
    await shot("find");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Mais ações" }).click();
    await page.waitForTimeout(200);
    await shot("more");
    await page.keyboard.press("Escape");
    await page.keyboard.press("F1");
    await shot("keys");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+,");
    await page.getByRole("tab", { name: "Trazer o que já existe" }).click();
    await page.getByRole("button", { name: "Escolher arquivo: Compras" }).click();
    await page.getByText("Falta dizer que coluna").waitFor();
    await shot("sales-columns");
    await page.getByRole("button", { name: "Valor: nenhuma" }).click();
    await page.getByRole("menuitemradio", { name: "Preço final" }).click();
    await page.getByRole("button", { name: "Ler de novo" }).click();
    await page.getByRole("table").waitFor();
    await shot("sales-seen");
    await page.getByText("O que cada coluna traz").scrollIntoViewIfNeeded();
    await shot("sales-seen-below");
    if (width >= 832) {
      await page.keyboard.press("Control+1");
      await page.getByRole("button", { name: /Jussara Teles/ }).waitFor();
      await page.locator("body").click({ position: { x: 20, y: 400 } });
      for (let n = 0; n < 12; n++) await page.keyboard.press("j");
      await page.keyboard.press("Enter");
      await page.waitForTimeout(300);
      await shot("failed");
    }
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
for (const each of wrong) console.error(each);
process.exitCode = wrong.length > 0 ? 1 : 0;
