import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fakeDesk } from "../../api/fake";
import { DeskProvider } from "../../api/react";
import { usualPreferences } from "../../api/settings";
import type { Desk } from "../../api/types";
import { LanguageProvider } from "../../i18n/react";
import { CommandsProvider } from "../../lib/commands";
import { ToastProvider } from "../../ui/toasts";
import { KeysSection } from "./KeysSection";
import { SavingProvider } from "./saving";

let desk: Desk;

beforeEach(async () => {
  desk = fakeDesk();
  await act(async () => {
    render(
      <LanguageProvider locale="pt-BR">
        <DeskProvider desk={desk} preferences={usualPreferences}>
          <CommandsProvider>
            <ToastProvider>
              <SavingProvider>
                <KeysSection />
              </SavingProvider>
            </ToastProvider>
          </CommandsProvider>
        </DeskProvider>
      </LanguageProvider>,
    );
  });
});
afterEach(cleanup);

const click = (name: string) => act(async () => screen.getByRole("button", { name }).click());
const press = (key: string) => act(async () => void fireEvent.keyDown(document.body, { key }));
const kept = async () => (await desk.preferences.all()).keys.changed;

test("a key is changed by pressing it, a clash is refused in words, and the usual one comes back", async () => {
  await click("Trocar a tecla de Encerrar ou reabrir");
  await press("r");
  expect(screen.getByRole("alert").textContent).toBe("R já é de Responder. Escolha outra.");
  expect(await kept()).toEqual({});
  await press("Shift");
  await press("x");
  expect(screen.queryByRole("alert")).toBeNull();
  expect(await kept()).toEqual({ "conversation.close": ["x", "mod+e"] });
  expect(screen.getByText("X")).toBeDefined();
  await click("Voltar Encerrar ou reabrir à tecla de sempre");
  expect(await kept()).toEqual({});
});

test("Escape gives up, Backspace takes the keys away", async () => {
  await click("Trocar a tecla de Responder");
  await press("Escape");
  expect(await kept()).toEqual({});
  await click("Trocar a tecla de Responder");
  await press("Backspace");
  expect(await kept()).toEqual({ "conversation.reply": [] });
  expect(screen.getAllByText("sem tecla").length).toBeGreaterThan(0);
  await click("Voltar todas às teclas de sempre");
  expect(await kept()).toEqual({});
});
