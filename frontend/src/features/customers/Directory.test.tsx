import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { fakeDesk } from "../../api/fake";
import { DeskProvider } from "../../api/react";
import { LanguageProvider } from "../../i18n/react";
import { CommandsProvider } from "../../lib/commands";
import { Directory } from "./Directory";

afterEach(cleanup);

test("a number of nobody: a customer is offered beside the way back to all", async () => {
  const told = { onOpen: vi.fn(), onMerge: vi.fn(), onApart: vi.fn(), onCreate: vi.fn(), onLeave: vi.fn() };
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={fakeDesk()}>
        <CommandsProvider>
          <Directory {...told} />
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
  const field = await screen.findByRole<HTMLInputElement>("textbox");
  fireEvent.change(field, { target: { value: "11 97777-6655" } });
  const create = await screen.findByRole("button", { name: "Criar cliente com este telefone" });
  await act(async () => fireEvent.click(create));
  expect(told.onCreate).toHaveBeenCalledWith("11 97777-6655");
  await act(async () => fireEvent.click(screen.getByRole("button", { name: "Mostrar todos" })));
  expect(field.value).toBe("");
});
