import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DeskError } from "../../api/bridge";
import { fakeDesk } from "../../api/fake";
import { DeskProvider } from "../../api/react";
import type { Desk, Problem } from "../../api/types";
import { locales } from "../../i18n/catalogue";
import { LanguageProvider } from "../../i18n/react";
import { translator } from "../../i18n/translate";
import { NotOpened } from "./NotOpened";
import { Stopped } from "./Stopped";

let desk: Desk;
const damaged = (file: string): Problem => ({ code: "data.damaged", params: { file } });
const full: Problem = { code: "data.full", params: { dir: "/dados" } };
const waited = vi.fn();

beforeEach(() => {
  desk = fakeDesk();
  waited.mockReset();
});
afterEach(cleanup);

async function show(part: React.ReactNode, locale = locales[0] ?? "pt-BR"): Promise<void> {
  await act(async () =>
    render(
      <LanguageProvider locale={locale}>
        <DeskProvider desk={desk}>{part}</DeskProvider>
      </LanguageProvider>,
    ),
  );
}

const notOpened = (problem: Problem) => <NotOpened problem={problem} onWait={waited} />;
const press = (name: string) => act(async () => screen.getByRole("button", { name }).click());

test.each([
  ["/dados/balcao.db", "raw.db", "à parte, no arquivo balcao.db"],
  ["/dados/raw.db", "balcao.db", "à parte, no arquivo raw.db"],
])("a damaged %s: the other file is safe", async (file, other, not) => {
  await show(notOpened(damaged(file)));
  const words = document.body.textContent ?? "";
  expect(words).toContain(file);
  expect(words).toContain(`à parte, no arquivo ${other}`);
  expect(words).not.toContain(not);
});

test.each(locales)("in %s the folder, what is safe and what to do are named", async (locale) => {
  const t = translator(locale);
  await show(notOpened(damaged("/dados/balcao.db")), locale);
  await screen.findByText((await desk.about.facts()).dir);
  const words = document.body.textContent ?? "";
  for (const key of [
    "damage.title",
    "damage.safeUntouched",
    "damage.safeServer",
    "damage.onlyHere",
    "damage.todoCopy",
  ] as const) {
    expect(words).toContain(t(key));
  }
});

test("trying again begins the program anew, and waits for a shop that is only slow", async () => {
  const again = vi.spyOn(desk.about, "again");
  await show(notOpened(full));
  expect(document.body.textContent).not.toContain("Os dados da loja estão com defeito");
  await press("Tentar de novo");
  expect([again.mock.calls.length, waited.mock.calls.length]).toEqual([1, 0]);
  cleanup();
  await show(notOpened({ code: "window.timeout", params: {} }));
  await press("Tentar de novo");
  expect([again.mock.calls.length, waited.mock.calls.length]).toEqual([1, 1]);
});

test("a folder that the system does not show is said", async () => {
  desk.about.showFolder = () => Promise.reject(new DeskError({ code: "internal", params: {} }));
  await show(notOpened(full));
  await press("Abrir a pasta");
  expect(await screen.findByText(/A pasta não abriu/)).toBeDefined();
});

test.each([
  [damaged("/dados/balcao.db"), "Conferido: o defeito continua."],
  [{ code: "data.locked", params: { dir: "/dados" } }, "Outro Balcão já está aberto"],
])("damage is looked at again, the answer is said and the focus stays: %o", async (problem, words) => {
  let answer: () => void = () => undefined;
  desk.shop.checkFiles = () =>
    new Promise((_, fail) => {
      answer = () => fail(new DeskError(problem));
    });
  const again = vi.spyOn(desk.about, "again");
  await show(<Stopped problem={damaged("/dados/balcao.db")} />);
  expect(document.body.textContent).toContain("Feche o Balcão antes de pôr uma cópia no lugar.");
  screen.getByRole("button", { name: "Conferir tudo" }).focus();
  await press("Conferir tudo");
  await screen.findByRole("button", { name: "Conferindo tudo…" });
  await press("Conferindo tudo…");
  expect(document.activeElement?.textContent).toBe("Conferindo tudo…");
  await act(async () => answer());
  const said = await screen.findByText(words, { exact: false, selector: "span span" });
  expect(said.closest("[role]")).toBeNull(); // it stands in an alert
  expect(again).not.toHaveBeenCalled();
});

test("once everything is whole the program begins anew", async () => {
  desk.shop.checkFiles = () => Promise.resolve();
  const again = vi.spyOn(desk.about, "again");
  await show(<Stopped problem={damaged("/dados/balcao.db")} />);
  await press("Conferir tudo");
  await vi.waitFor(() => expect(again).toHaveBeenCalledTimes(1));
});

test("another file in the place of an open one is opened by beginning anew", async () => {
  const again = vi.spyOn(desk.about, "again");
  await show(<Stopped problem={{ code: "data.replaced", params: { file: "/dados/balcao.db" } }} />);
  await press("Abrir de novo");
  expect(again).toHaveBeenCalledTimes(1);
});

test("a file that is not there is not called damaged", async () => {
  await show(notOpened({ code: "data.missing", params: { file: "/dados/balcao.db" } }));
  const words = document.body.textContent ?? "";
  expect(words).toContain("não está na pasta da loja");
  expect(words).not.toContain("com defeito");
  expect(words).toContain("Só aqui: notas, etiquetas, rascunhos");
});

test("with a full disk everything is tried at once", async () => {
  const check = vi.spyOn(desk.shop, "checkNow");
  await show(<Stopped problem={full} />);
  expect(document.body.textContent).toContain("o Balcão também continua sozinho");
  await press("Tentar agora");
  expect(check).toHaveBeenCalledTimes(1);
});
