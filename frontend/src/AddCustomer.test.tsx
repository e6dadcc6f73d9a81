import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { AddCustomer } from "./AddCustomer";
import { DeskError } from "./api/bridge";
import { fakeDesk } from "./api/fake";
import { DeskProvider } from "./api/react";
import type { Desk } from "./api/types";
import { LanguageProvider } from "./i18n/react";
import { CommandsProvider } from "./lib/commands";
import { ToastPlace, ToastProvider } from "./ui/toasts";

afterEach(cleanup);

const told = { onClose: vi.fn(), onPage: vi.fn(), onGone: vi.fn() };

function show(desk: Desk, typed: string) {
  for (const each of Object.values(told)) each.mockReset();
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <ToastProvider>
            <AddCustomer typed={typed} {...told} />
            <ToastPlace dismissLabel="fechar" />
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
}

const field = (name: string) => screen.getByRole<HTMLInputElement>("textbox", { name });
const type = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });
const click = (name: string) => act(async () => fireEvent.click(screen.getByRole("button", { name, hidden: true })));

test("what was typed is in its field, her page opens, and adding her can be undone", async () => {
  const desk = fakeDesk();
  const add = vi.spyOn(desk.customers, "add");
  const undo = vi.spyOn(desk.conversation, "undo").mockResolvedValue();
  show(desk, "11 97777-6666");
  type("Nome", "Ana Moraes");
  await click("Criar cliente");
  expect(add).toHaveBeenCalledWith({ name: "Ana Moraes", phones: ["11 97777-6666"], email: "" });
  const id = told.onPage.mock.calls[0]?.[0];
  await click("Desfazer");
  expect(undo).toHaveBeenCalledWith(id, "added");
  expect(told.onGone).toHaveBeenCalledWith(id);
});

test("a telephone of somebody adds nothing, says whose it is and opens her", async () => {
  const desk = fakeDesk();
  show(desk, "11 97777-6666");
  await click("Outro telefone");
  const second = screen.getAllByRole("textbox", { name: "Telefone com DDD" })[1];
  fireEvent.change(second as HTMLInputElement, { target: { value: "(32) 90000-1418" } });
  await click("Criar cliente");
  expect(second?.getAttribute("aria-invalid")).toBe("true");
  screen.getByText("Este telefone já é de Ana Beatriz Moraes. Nada foi guardado.");
  await click("Abrir Ana Beatriz Moraes");
  expect(told.onPage).toHaveBeenCalledWith("ana");
});

test("where nobody can tell whose the telephone is, that is said", async () => {
  const desk = fakeDesk();
  desk.conversation.card = () => Promise.reject(new DeskError({ code: "data.full", params: { dir: "/dados" } }));
  show(desk, "(32) 90000-1418");
  await click("Criar cliente");
  await screen.findByText(/O disco está cheio/);
});

test("without anything to reach her by there is nobody to create", () => {
  show(fakeDesk(), "Ana");
  expect(field("Nome").value).toBe("Ana");
  const button = () => screen.getByRole<HTMLButtonElement>("button", { name: "Criar cliente" });
  expect(button().disabled).toBe(true);
  type("E-mail", "ana@casa.example");
  expect(button().disabled).toBe(false);
});
