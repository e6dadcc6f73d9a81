import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { fakeDesk } from "./api/fake";
import { DeskProvider } from "./api/react";
import { type AccountCard, type Preferences, usualPreferences } from "./api/settings";
import type { Desk } from "./api/types";
import { Doors } from "./Doors";
import type { Locale } from "./i18n/catalogue";
import { LanguageProvider } from "./i18n/react";
import { CommandsProvider, useAvailableCommands } from "./lib/commands";
import type { CommandId } from "./lib/keymap";

let desk: Desk;
const copied = vi.fn(async () => undefined);
const onSeveral = vi.fn();

// Read before: how long that takes is not what is looked at here.
beforeAll(() => Promise.all([import("./features/doors/LinkSheet"), import("./features/doors/FormSheet")]));
beforeEach(() => {
  desk = fakeDesk();
  vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText: copied } });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

function Window({ demo }: { demo: boolean }) {
  const [open, setOpen] = useState<AccountCard | null>(null);
  const { available, run } = useAvailableCommands();
  const offered = (["doors.link", "doors.form"] satisfies CommandId[]).filter((command) => available.includes(command));
  return (
    <>
      {offered.map((command) => (
        <button type="button" key={command} onClick={() => run(command)}>
          {command}
        </button>
      ))}
      <Doors demo={demo} open={open} onOpen={setOpen} onSeveral={onSeveral} />
    </>
  );
}

type Shown = { accounts: string[]; demo?: boolean; locale?: Locale; preferences?: Partial<Preferences> };

async function show({ accounts, demo = false, locale = "pt-BR", preferences }: Shown): Promise<void> {
  const all = await desk.accounts.list();
  vi.spyOn(desk.accounts, "list").mockResolvedValue(all.filter((account) => accounts.includes(account.id)));
  render(
    <LanguageProvider locale={locale}>
      <DeskProvider desk={desk} preferences={{ ...usualPreferences, shop: { name: "Sabiá" }, ...preferences }}>
        <CommandsProvider>
          <Window demo={demo} />
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
}

const run = async (command: CommandId) => fireEvent.click(await screen.findByText(command));
const sheet = () => screen.findByRole("dialog");
const press = async (name: string) => {
  const button = within(await sheet()).getByRole("button", { name });
  await act(async () => button.click());
};

test("the link follows what is written, and is copied with it", async () => {
  await show({ accounts: ["wa", "mail"] });
  await run("doors.link");
  await press("Copiar link");
  expect(copied).toHaveBeenLastCalledWith("https://wa.me/551140028922");
  expect(within(await sheet()).getByRole("button", { name: "Copiado" })).toBeDefined();

  fireEvent.change(within(await sheet()).getByRole("textbox"), { target: { value: "Olá & oi" } });
  await press("Copiar link");
  expect(copied).toHaveBeenLastCalledWith("https://wa.me/551140028922?text=Ol%C3%A1%20%26%20oi");
  await press("Copiar para o site");
  expect(copied).toHaveBeenLastCalledWith(
    '<a href="https://wa.me/551140028922?text=Ol%C3%A1%20%26%20oi">Fale com a gente pelo WhatsApp</a>',
  );
});

test("the poster is what the printer gets", async () => {
  const print = vi.spyOn(desk.shop, "print").mockResolvedValue(undefined);
  await show({ accounts: ["wa"] });
  await run("doors.link");
  await press("Imprimir para a porta");
  expect(print).toHaveBeenCalledOnce();
  const posters = document.querySelectorAll("article");
  expect(posters).toHaveLength(2);
  const [seen, printed] = posters;
  expect(seen?.outerHTML).toBe(printed?.outerHTML);
  expect(printed?.closest("dialog")).toBeNull();
  for (const needed of ["Sabiá", "(11) 4002-8922", "Aponte a câmera"]) expect(printed?.textContent).toContain(needed);
});

test("a shop without a name is told where to write it", async () => {
  await show({ accounts: ["wa"], preferences: { shop: { name: "" } } });
  await run("doors.link");
  expect(within(await sheet()).getByText(/escreva-o em Minha loja/)).toBeDefined();
});

test.each([
  ["doors.link", "wa", /o número é inventado/],
  ["doors.form", "mail", /o endereço é inventado/],
] as const)("in the demonstration %s says that it leads nowhere", async (command, account, words) => {
  await show({ accounts: [account], demo: true });
  await run(command);
  expect(within(await sheet()).getByText(words)).toBeDefined();
});

test.each([
  ["pt-BR", "Copiar o texto", "Telefone: +55"],
  ["en", "Copy the text", "Phone: +44"],
  ["es", "Copiar el texto", "Teléfono: +34"],
  ["ca", "Copia el text", "Telèfon: +34"],
  ["pt-PT", "Copiar o texto", "Telefone: +351"],
] as const)("the text for the site is copied in %s", async (locale, label, line) => {
  await show({ accounts: ["mail"], locale });
  await run("doors.form");
  await press(label);
  expect(copied).toHaveBeenLastCalledWith(expect.stringContaining(line));
  expect(copied).toHaveBeenLastCalledWith(expect.stringContaining("site@sabia.example"));
});

test("a rule that is off is named where the text needs it", async () => {
  await show({ accounts: ["mail"], preferences: { behalf: { off: ["own_site"] } } });
  await run("doors.form");
  expect(within(await sheet()).getByText(/A regra «Outros formulários do seu site» está desligada/)).toBeDefined();
});

test("of several accounts the owner chooses one where they stand", async () => {
  await show({ accounts: ["mail", "old"] });
  await run("doors.form");
  expect(onSeveral).toHaveBeenCalledOnce();
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("a shop without WhatsApp is offered no link", async () => {
  await show({ accounts: ["sms", "mail"] });
  await screen.findByText("doors.form");
  expect(screen.queryByText("doors.link")).toBeNull();
});

test("Escape closes it", async () => {
  await show({ accounts: ["mail"] });
  await run("doors.form");
  const dialog = await sheet();
  act(() => void dialog.dispatchEvent(new Event("cancel", { cancelable: true })));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});
