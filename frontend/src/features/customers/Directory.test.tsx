import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { fakeDesk } from "../../api/fake";
import { DeskProvider } from "../../api/react";
import { LanguageProvider } from "../../i18n/react";
import { CommandsProvider } from "../../lib/commands";
import { ToastPlace, ToastProvider } from "../../ui/toasts";
import { Directory } from "./Directory";

afterEach(cleanup);

function shown(desk = fakeDesk()) {
  const told = { onOpen: vi.fn(), onMerge: vi.fn(), onApart: vi.fn(), onCreate: vi.fn(), onLeave: vi.fn() };
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <ToastProvider>
            <Directory {...told} />
            <ToastPlace dismissLabel="Dispensar" />
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
  return told;
}

const press = async (name: string | RegExp, role = "button") => {
  // A menu may offer a word twice: asked for, and not wanted.
  const [found] = await screen.findAllByRole(role, { name });
  await act(async () => fireEvent.click(found as HTMLElement));
};

test("a number of nobody: a customer is offered beside the way back to all", async () => {
  const told = shown();
  const field = await screen.findByRole<HTMLInputElement>("textbox");
  fireEvent.change(field, { target: { value: "11 97777-6655" } });
  const create = await screen.findByRole("button", { name: "Criar cliente com este telefone" });
  await act(async () => fireEvent.click(create));
  expect(told.onCreate).toHaveBeenCalledWith("11 97777-6655");
  await act(async () => fireEvent.click(screen.getByRole("button", { name: "Mostrar todos" })));
  expect(field.value).toBe("");
});

test("a filter is saved as a segment, found again and removed", async () => {
  shown();
  expect(await screen.findByText(/^[2-9]\d* clientes$|^\d\d+ clientes$/)).toBeTruthy();
  await press("Etiquetas");
  await press(/Convites/, "menuitemcheckbox");
  fireEvent.keyDown(document.activeElement ?? document.body, { key: "Escape" });
  await screen.findByText("1 cliente");
  await press("Salvar segmento…");
  fireEvent.change(await screen.findByLabelText("Nome do segmento"), { target: { value: "De convites" } });
  await press("Salvar");
  await screen.findByText("Segmento “De convites” salvo.");
  await press("Segmento: De convites");
  await press("Todos os clientes", "menuitemradio");
  await screen.findByText(/^\d\d+ clientes$|^[2-9] clientes$/);
  await press("Segmento: Todos os clientes");
  await press("De convites", "menuitemradio");
  await screen.findByText("1 cliente");
  await press("Remover o segmento");
  await screen.findByText("Segmento “De convites” removido. Os clientes ficam.");
  expect(screen.queryByRole("button", { name: /^Segmento: / })).toBeNull();
  await press("Desfazer");
  await screen.findByRole("button", { name: "Segmento: De convites" });
});

test("a segment that is renamed leaves what the list is narrowed to besides", async () => {
  shown();
  await press("Etiquetas");
  await press(/Convites/, "menuitemcheckbox");
  fireEvent.keyDown(document.activeElement ?? document.body, { key: "Escape" });
  await press("Salvar segmento…");
  fireEvent.change(await screen.findByLabelText("Nome do segmento"), { target: { value: "De convites" } });
  await press("Salvar");
  await screen.findByRole("button", { name: "Segmento: De convites" });
  await press("Compras");
  await press(/90 dias/, "menuitemradio");
  await screen.findByRole("button", { name: "Salvar mudanças" });
  await press("Mudar o nome do segmento");
  fireEvent.change(await screen.findByLabelText("Nome do segmento"), { target: { value: "Convites" } });
  await press("Salvar");
  await screen.findByRole("button", { name: "Segmento: Convites" });
  await screen.findByRole("button", { name: "Salvar mudanças" });
});
