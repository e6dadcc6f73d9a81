import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeDesk } from "../../api/fake";
import { DeskProvider } from "../../api/react";
import { usualPreferences } from "../../api/settings";
import type { Desk } from "../../api/types";
import { LanguageProvider } from "../../i18n/react";
import { CommandsProvider } from "../../lib/commands";
import { ToastPlace, ToastProvider } from "../../ui/toasts";
import { ImportSection } from "./ImportSection";

let desk: Desk;

const show = () =>
  act(async () => {
    render(
      <LanguageProvider locale="pt-BR">
        <DeskProvider desk={desk} preferences={usualPreferences}>
          <CommandsProvider>
            <ToastProvider>
              <ImportSection />
              <ToastPlace dismissLabel="Fechar" />
            </ToastProvider>
          </CommandsProvider>
        </DeskProvider>
      </LanguageProvider>,
    );
  });
beforeEach(async () => {
  desk = fakeDesk();
  await show();
});
afterEach(cleanup);

const press = (name: string | RegExp) => act(async () => fireEvent.click(screen.getByRole("button", { name })));

test("an address book is looked at, brought in and taken away again", async () => {
  await press("Escolher arquivo: Agenda de contatos");
  expect(screen.getByText("O que já foi trazido")).toBeTruthy();
  expect(screen.getByText("14 · já está aqui")).toBeTruthy();
  expect(screen.getByText("linhas 3, 9, 12…")).toBeTruthy();
  await press("Trazer");
  expect(screen.getAllByText(/^Pronto\./)).not.toHaveLength(0);
  const brought = (await screen.findByText("contatos.vcf")).closest("li");
  expect(brought?.textContent).toContain("120 clientes novos, 9 completados");
  await act(async () =>
    fireEvent.click(within(brought as HTMLElement).getByRole("button", { name: "Desfazer contatos.vcf" })),
  );
  expect(screen.getByText("De contatos.vcf ficaram 2: há outras coisas com este cliente.")).toBeTruthy();
  await waitFor(() => expect(brought?.textContent).toContain("Ficou: 2 clientes novos"));
  // What stayed, because somebody used it or because it was stopped in the middle, may go later.
  desk.imports.undo = async () => ({ messages: 0, bought: 0, customers: 2, updated: 0, stayed: [] });
  await act(async () =>
    fireEvent.click(within(brought as HTMLElement).getByRole("button", { name: "Desfazer contatos.vcf" })),
  );
  expect(screen.getByText("Tudo o que veio de contatos.vcf foi tirado.")).toBeTruthy();
});

test("a chat that does not tell the number asks for it", async () => {
  await press("Escolher arquivo: Conversa do WhatsApp");
  fireEvent.change(screen.getByLabelText("Telefone de Ana Lima, com DDD"), { target: { value: "11 98765-4321" } });
  await press("Continuar");
  expect(screen.getByText("Ana Lima, (11) 98765-4321")).toBeTruthy();
  expect(screen.getByText("Papelaria Sabiá")).toBeTruthy();
});

test("a list whose headings say nothing asks for its columns", async () => {
  const preview = vi.spyOn(desk.imports, "preview");
  await press("Escolher arquivo: Lista de clientes");
  await press("Coluna do telefone: nenhuma");
  await act(async () => fireEvent.click(screen.getByRole("menuitemradio", { name: "Onde" })));
  await press("Continuar");
  expect(preview.mock.lastCall?.[0].columns).toEqual(["phone=2"]);
  expect(screen.getByText("120")).toBeTruthy();
});

test("purchases whose columns are not all clear are told which is which, looked at, brought in and taken away", async () => {
  const preview = vi.spyOn(desk.imports, "preview");
  await press("Escolher arquivo: Compras de outro sistema");
  expect(screen.getByRole("alert").textContent).toBe("Falta dizer que coluna traz: Valor.");
  expect(screen.getByRole("button", { name: "Ler de novo" })).toHaveProperty("disabled", true);
  await press("Valor: nenhuma");
  await act(async () => fireEvent.click(screen.getByRole("menuitemradio", { name: "Preço final" })));
  await press("Observação: Obs");
  await act(async () => fireEvent.click(screen.getByRole("menuitemradio", { name: "nenhuma" })));
  await press("Ler de novo");
  expect(preview.mock.lastCall?.[0].columns).toEqual(
    "date=1 value=6 what=5 name= document= email=4 phone= ref=2 where= kind= currency= note=".split(" "),
  );
  expect(screen.getByRole("cell", { name: /1\.089,90/ })).toBeTruthy();
  for (const figure of ["1.343", "1.180", "96", "41", "122"]) expect(screen.getByText(figure)).toBeTruthy();
  expect(screen.getByText("linha 31: o valor falta ou não é maior que zero")).toBeTruthy();
  expect(screen.getByText("e mais 22, que estão na lista copiada")).toBeTruthy();
  const write = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
  Object.defineProperty(navigator, "clipboard", { value: { writeText: write }, configurable: true });
  await press("Copiar a lista");
  expect(write.mock.lastCall?.[0].split("\n")).toHaveLength(122);
  expect(
    screen.getByText("As linhas 27 e 28 dizem o mesmo que outras acima: cada uma entra como outra compra."),
  ).toBeTruthy();
  await press("Trazer");
  const brought = (await screen.findByText("vendas.csv")).closest("li");
  expect(brought?.textContent).toContain("1.180 compras, 120 clientes novos");
  await press("Desfazer vendas.csv");
  await waitFor(() => expect(brought?.textContent).toContain("Desfeito"));
});

test("what is seen of a file is read anew when an import was undone, and so is what came of it", async () => {
  await press("Escolher arquivo: Lista de clientes");
  await press("Coluna do telefone: nenhuma");
  await act(async () => fireEvent.click(screen.getByRole("menuitemradio", { name: "Onde" })));
  await press("Continuar");
  expect(screen.getByText("14 · já está aqui")).toBeTruthy();
  const before = await desk.imports.preview({
    kind: "vcard",
    phone: "",
    shop: "",
    order: "",
    columns: [],
    place: "",
    home: "",
    work: "",
  });
  const preview = vi.spyOn(desk.imports, "preview").mockResolvedValue({ ...before, new: 134, left: [] });
  await press("Desfazer enviados-2024.mbox");
  expect(preview.mock.lastCall?.[0].columns).toEqual(["phone=2"]);
  expect(screen.queryByText("14 · já está aqui")).toBeNull();
  expect(screen.getByText("134")).toBeTruthy();
  await press("Trazer");
  expect(screen.getAllByText(/^Pronto\./)).not.toHaveLength(0);
  await screen.findByText("clientes.csv");
  await press("Desfazer clientes.csv");
  await waitFor(() => expect(screen.queryByText(/^Pronto\./)).toBeNull());
  expect(screen.getByRole("button", { name: "Trazer" })).toBeTruthy();
});

test("an invoice that does not tell who the shop is asks once", async () => {
  const preview = vi.spyOn(desk.imports, "preview").mockRejectedValueOnce(
    new Error(
      JSON.stringify({
        code: "purchase.shop",
        params: { names: "Loja · Dora", documents: "12345678000195 · 11144477735" },
      }),
    ),
  );
  await press("Escolher pasta: Compras de outro sistema");
  await act(async () => fireEvent.click(screen.getByRole("radio", { name: "Loja, 12345678000195" })));
  await press("Continuar");
  expect(preview.mock.lastCall?.[0].shop).toBe("12345678000195");
});

test("what cannot be read says why, and the dialog can be closed", async () => {
  desk.imports.preview = () =>
    Promise.reject(new Error(JSON.stringify({ code: "import.unreadable", params: { file: "x.mbox" } })));
  await press("Escolher arquivo: E-mail guardado");
  expect(screen.getByRole("alert").textContent).toContain("Não deu para ler x.mbox");
  await press("Desistir");
  desk.imports.choose = async () => "";
  await press("Escolher pasta: E-mail guardado");
  expect(screen.getByText("De onde")).toBeTruthy();
});

test("what was left on its way in is found again, and its end is heard", async () => {
  const hear = new Set<Parameters<Desk["imports"]["onProgress"]>[0]>();
  desk = fakeDesk();
  desk.imports.running = async () => "Caixa.mbox";
  desk.imports.onProgress = (listener) => {
    hear.add(listener);
    return () => hear.delete(listener);
  };
  cleanup();
  await show();
  expect(screen.getByText("Trazendo Caixa.mbox…")).toBeTruthy();
  await act(async () => {
    for (const listener of hear) listener({ done: 0, total: 0, ended: true });
  });
  expect(screen.getByText("De onde")).toBeTruthy();
});
