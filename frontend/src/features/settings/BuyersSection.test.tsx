import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { fakeDesk } from "../../api/fake";
import { DeskProvider } from "../../api/react";
import { LanguageProvider } from "../../i18n/react";
import { CommandsProvider } from "../../lib/commands";
import { ToastPlace, ToastProvider } from "../../ui/toasts";
import { BuyersSection } from "./BuyersSection";

afterEach(cleanup);

function shown() {
  const desk = fakeDesk();
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <ToastProvider>
            <BuyersSection />
            <ToastPlace dismissLabel="Dispensar" />
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
  return desk;
}

const press = async (name: string | RegExp, role = "button") => {
  const found = await screen.findByRole(role, { name });
  await act(async () => fireEvent.click(found));
};
const type = (label: string, text: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } });

test("the owner chooses, beginning with what holds, and takes it back", async () => {
  const desk = shown();
  await screen.findByText("Em 3 partes iguais, com 9 compradores em 12 meses.");
  await press(/Eu escolho/, "radio");
  expect(screen.getByLabelText<HTMLInputElement>("Recente: até").value).toBe("20");
  expect(screen.getByLabelText<HTMLInputElement>("Alto: a partir de").value).toBe("210,00");
  type("Recente: até", "30");
  type("Distante: mais de", "90");
  type("Alto: a partir de", "500,00");
  await press("Salvar");
  await screen.findByText("Os compradores estão divididos onde você escolheu.");
  expect(await desk.purchases.cuts()).toMatchObject({ own: true, days: [30, 90], cents: [4_500, 50_000] });
  await press("Desfazer");
  await screen.findByText("Desfeito: a divisão está como antes.");
  expect(await desk.purchases.cuts()).toMatchObject({ own: false, days: [20, 70] });
  expect(screen.queryByLabelText("Recente: até")).toBeNull();
});

test("what parts nobody is said where it stands", async () => {
  const desk = shown();
  await press(/Eu escolho/, "radio");
  type("Distante: mais de", "10");
  await press("Salvar");
  await screen.findByText("O segundo número tem de ser maior que o primeiro, e no máximo 365.");
  expect(await desk.purchases.cuts()).toMatchObject({ own: false });
});

test("back to automatic at once", async () => {
  const desk = shown();
  await press(/Eu escolho/, "radio");
  await press("Salvar");
  await press(/Automático/, "radio");
  await screen.findByText("Os compradores voltaram a ser divididos automaticamente.");
  expect(await desk.purchases.cuts()).toMatchObject({ own: false });
});
