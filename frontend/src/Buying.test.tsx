import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { fakeDesk } from "./api/fake";
import { DeskProvider } from "./api/react";
import type { Desk } from "./api/types";
import { Buying } from "./Buying";
import { BoughtCard } from "./features/purchases/BoughtCard";
import { BuyerCards } from "./features/purchases/BuyerCards";
import { LanguageProvider } from "./i18n/react";
import { CommandsProvider } from "./lib/commands";
import { ToastPlace, ToastProvider } from "./ui/toasts";

afterEach(cleanup);

async function show(desk: Desk) {
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <ToastProvider>
            <BoughtCard customerId="ana" heading="h2" />
            <Buying customerId="ana" />
            <ToastPlace dismissLabel="fechar" />
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
  await screen.findByText("Ainda sem compras anotadas.");
  await act(async () => fireEvent.keyDown(document.body, { key: "b" }));
}

const type = (name: string, value: string) =>
  fireEvent.change(screen.getByRole("textbox", { name }), { target: { value } });
const save = () => act(async () => fireEvent.submit(screen.getByRole("textbox", { name: "Valor" })));

test("B opens the sheet, four fields fill it, and the purchase stands beside her until it is undone", async () => {
  const desk = fakeDesk();
  const add = vi.spyOn(desk.purchases, "add");
  await show(desk);
  type("O que comprou", "Agenda personalizada");
  type("Valor", "89,90");
  type("Quando", "ontem 15h");
  fireEvent.click(screen.getByRole("radio", { name: "Parceiro" }));
  fireEvent.click(screen.getByRole("radio", { name: "Serviço" }));
  await save();
  const yesterday = new Date();
  yesterday.setDate(yesterday.getDate() - 1);
  expect(add).toHaveBeenCalledWith({
    customerId: "ana",
    what: "Agenda personalizada",
    value: "89,90",
    at: yesterday.setHours(15, 0, 0, 0),
    where: "partner",
    kind: "service",
  });
  const card = await screen.findByRole("list", { name: "Últimas compras" });
  expect(card.textContent).toContain("Agenda personalizada");
  expect(screen.getByText("Estrela")).toBeTruthy();
  expect(screen.getByText("1 compra · média R$ 89,90")).toBeTruthy();
  await act(async () => fireEvent.click(screen.getByRole("button", { name: "Desfazer" })));
  await screen.findByText("Ainda sem compras anotadas.");
});

test("what cannot be read is said at its field, and the sheet stays", async () => {
  await show(fakeDesk());
  type("O que comprou", "Agenda");
  type("Valor", "muito");
  await save();
  await screen.findByText("Escreva um valor maior que zero, como 89,90.");
  type("Valor", "1");
  type("Quando", "qualquer dia");
  screen.getByText("Não deu para entender quando foi. Tente “ontem 15h” ou “10/06”.");
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Anotar compra" }).disabled).toBe(true);
});

test("what was given back is told beside the purchase, and undone", async () => {
  const desk = fakeDesk();
  await desk.purchases.add({ customerId: "ana", what: "Agenda", value: "100", at: 0, where: "shop", kind: "product" });
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <ToastProvider>
            <BoughtCard customerId="ana" heading="h2" />
            <ToastPlace dismissLabel="fechar" />
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
  fireEvent.click(await screen.findByRole("button", { name: "Ações da compra Agenda" }));
  fireEvent.click(await screen.findByRole("menuitem", { name: "Foi devolvida…" }));
  const amount = await screen.findByRole<HTMLInputElement>("textbox", { name: "Quanto foi devolvido" });
  expect(amount.value).toBe("100,00");
  fireEvent.change(amount, { target: { value: "40,00" } });
  await act(async () => fireEvent.submit(amount));
  await screen.findByText(/devolvido: R\$\s40,00/);
  await act(async () => fireEvent.click(screen.getByRole("button", { name: "Desfazer" })));
  await vi.waitFor(() => expect(screen.queryByText(/devolvido/)).toBeNull());
});

test("on her page all that she bought is shown from the newest on", async () => {
  const desk = fakeDesk();
  const bought = await desk.purchases.of("ana");
  vi.spyOn(desk.purchases, "of").mockResolvedValue({ ...bought, purchases: 7 });
  const onAll = vi.fn();
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <ToastProvider>
            <BoughtCard customerId="ana" heading="h2" onAll={onAll} />
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
  fireEvent.click(await screen.findByRole("button", { name: "Ver 7" }));
  expect(onAll.mock.calls).toEqual([[]]);
});

const showCards = (desk: Desk) =>
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <BuyerCards customerId="ana" onOpen={() => undefined} />
      </DeskProvider>
    </LanguageProvider>,
  );

test.each([
  { whose: "the buyers'", ownCuts: false, said: /entre todos os que compraram/ },
  { whose: "the owner's", ownCuts: true, said: /pela divisão que você escolheu/ },
])("her page tells whose cuts the score goes by: $whose", async ({ ownCuts, said }) => {
  const desk = fakeDesk();
  await desk.purchases.add({ customerId: "ana", what: "Agenda", value: "100", at: 0, where: "shop", kind: "product" });
  const bought = await desk.purchases.of("ana");
  vi.spyOn(desk.purchases, "of").mockResolvedValue({ ...bought, ownCuts });
  showCards(desk);
  expect(await screen.findByTitle(said)).toBeTruthy();
});

test("what she will be worth is told from the third purchase on, with what it is reckoned from", async () => {
  const desk = fakeDesk();
  const buys = () =>
    desk.purchases.add({ customerId: "ana", what: "Agenda", value: "100", at: 0, where: "shop", kind: "product" });
  await buys();
  await buys();
  showCards(desk);
  expect((await screen.findByRole("region", { name: "Já comprou na loja" })).textContent).not.toContain("nesse ritmo");
  cleanup();
  await buys();
  showCards(desk);
  const words = (await screen.findByText(/nesse ritmo/)).textContent?.replaceAll("\u00a0", " ");
  expect(words).toBe("Em 2 anos, nesse ritmo: R$ 600média R$ 100 × 3 por ano × 2");
});
