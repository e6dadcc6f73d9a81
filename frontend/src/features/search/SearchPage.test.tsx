import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { fakeDesk } from "../../api/fake";
import { DeskProvider } from "../../api/react";
import { LanguageProvider } from "../../i18n/react";
import { CommandsProvider } from "../../lib/commands";
import { type Ask, blankAsk } from "./ask";
import { SearchPage } from "./SearchPage";

afterEach(cleanup);

const told = { onAsk: vi.fn(), onCustomer: vi.fn(), onMessage: vi.fn(), onCreate: vi.fn(), onClose: vi.fn() };
const nobody = "11 97777-6655";

async function show(ask: Partial<Ask>, meant = "") {
  for (const each of Object.values(told)) each.mockReset();
  const desk = fakeDesk();
  desk.search.suggest = async () => meant;
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <SearchPage ask={{ ...blankAsk, ...ask }} {...told} />
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
  await screen.findByText(/^Nada com/);
}

const press = (button: HTMLElement) => act(async () => fireEvent.click(button));
const create = () => screen.queryByRole("button", { name: "Criar cliente com este telefone" });

test("a number of nobody: a customer is offered beside what may have been meant", async () => {
  await show({ text: nobody }, "11 97777-6666");
  await press(await screen.findByRole("button", { name: "Procurar «11 97777-6666»?" }));
  expect(told.onAsk).toHaveBeenCalledWith({ ...blankAsk, text: "11 97777-6666" });
  const offer = create();
  if (offer) await press(offer);
  expect(told.onCreate).toHaveBeenCalledWith(nobody);
});

test("behind a filter she may be there: the search without it is offered, and no customer", async () => {
  await show({ text: nobody, channel: "sms" });
  expect(create()).toBeNull();
  await press(screen.getByRole("button", { name: "Buscar sem filtros" }));
  expect(told.onAsk).toHaveBeenCalledWith({ ...blankAsk, text: nobody });
});
