import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { useCallback, useState } from "react";
import { afterEach, expect, test } from "vitest";
import { fakeDesk } from "../../api/fake";
import { DeskProvider } from "../../api/react";
import { LanguageProvider } from "../../i18n/react";
import { CommandsProvider } from "../../lib/commands";
import { ToastProvider } from "../../ui/toasts";
import { Campaigns } from "./Campaigns";

afterEach(cleanup);

function Place({ begun }: { begun: string | null }) {
  const [open, setOpen] = useState(begun);
  const [ids, setIds] = useState<Record<string, string>>({});
  const onKept = useCallback((name: string, id: string) => setIds((now) => ({ ...now, [name]: id })), []);
  const nothing = () => undefined;
  return (
    <Campaigns
      open={open}
      ids={ids}
      onOpen={setOpen}
      onNew={() => setOpen("new-1")}
      onKept={onKept}
      onCustomer={nothing}
      onLeave={nothing}
    />
  );
}

function show(begun: string | null, desk = fakeDesk()) {
  Object.defineProperty(window, "innerWidth", { value: 1366, configurable: true });
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <ToastProvider>
            <Place begun={begun} />
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
  return desk;
}

const type = (label: string, text: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } });
const button = (name: string | RegExp) => screen.findByRole("button", { name });
/** Presses a button once it can be pressed: what would come of it is known then. */
const press = async (name: string) => {
  await waitFor(() => expect(screen.getByRole("button", { name }).hasAttribute("disabled")).toBe(false));
  fireEvent.click(screen.getByRole("button", { name }));
};
const channel = (name: string) => fireEvent.click(screen.getByRole("radio", { name }));

test("a campaign is kept while it is typed, foreseen, asked about once and sent", async () => {
  const desk = show("new-1");
  await screen.findByLabelText("Assunto");
  channel("E-mail");
  type("Assunto", "Volta às aulas");
  type("Texto", "Olá, {nome}!");
  await screen.findByText("O texto não diz como deixar de receber.");
  fireEvent.click(await button("Acrescentar a frase"));
  await waitFor(() => expect(screen.getAllByText(/Para não receber mais, responda SAIR/).length).toBe(2));
  await waitFor(async () => expect((await desk.campaigns.list())[0]?.campaign.subject).toBe("Volta às aulas"), {
    timeout: 4000,
  });
  await press("Enviar…");
  const asked = await screen.findByRole("alertdialog", { name: /^Enviar para \d+ pessoas por e-mail\?$/ });
  fireEvent.click(within(asked).getByRole("button", { name: "Enviar" }));
  await screen.findByText("O que ela diz");
  expect((await desk.campaigns.list()).map(({ state }) => state)).toEqual(["sent"]);
});

test("what leaves later is planned, and says when; stopped, it says for how many it was", async () => {
  const desk = show("new-1");
  await screen.findByLabelText("Assunto");
  channel("E-mail");
  type("Assunto", "Volta às aulas");
  type("Texto", "Olá, {nome}! Para não receber mais, responda SAIR.");
  type("A partir de quando", "amanhã 10h");
  await press("Enviar…");
  fireEvent.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Enviar" }));
  await screen.findByText("“Volta às aulas” planejada para amanhã, 10:00. O que resultar aparece aqui.");
  await waitFor(() => expect(screen.getAllByText("Planejada para amanhã, 10:00").length).toBe(2)); // in the list, on the page
  expect(screen.queryByText("Enviando")).toBeNull();
  const goesTo = (await desk.campaigns.list())[0]?.goesTo;
  expect(screen.getByText(new RegExp(`^0 de ${goesTo} ·`))).toBeTruthy();
  fireEvent.click(await button("Interromper"));
  await waitFor(() => expect(screen.getAllByText("Interrompida").length).toBe(2));
  expect(screen.getByText(new RegExp(`^0 de ${goesTo} ·`))).toBeTruthy();
});

test("whom it goes to and who is left out open their names", async () => {
  show("new-1");
  const left = await screen.findAllByRole("button", { name: /não autoriz/ });
  fireEvent.click(left[0] as HTMLElement);
  const names = await screen.findByRole("dialog", { name: /não autoriz/ });
  expect(within(names).getAllByRole("listitem").length).toBeGreaterThan(0);
});

test("nothing without a subject can be sent, and it says so", async () => {
  show("new-1");
  await screen.findByText("Falta o assunto.");
  expect((await button("Enviar…")).hasAttribute("disabled")).toBe(true);
});

test("what others do is recorded, and taken back into a draft", async () => {
  const desk = show("new-1");
  await screen.findByLabelText("Assunto");
  channel("Catálogo");
  expect(screen.queryByLabelText("Texto")).toBeNull();
  type("Assunto", "Catálogo de Natal");
  await press("Registrar");
  await screen.findByText("Pessoas");
  fireEvent.click(await button("Desfazer"));
  await screen.findByLabelText("Assunto");
  expect((await desk.campaigns.list())[0]?.state).toBe("draft");
});

test("a draft that is thrown away comes back by its undo", async () => {
  const desk = fakeDesk();
  const { id } = await desk.campaigns.save({
    id: "",
    medium: "email",
    subject: "Natal",
    wordings: [{ text: "Oi", template: "", vars: {} }],
    date: 0,
    until: 0,
    segment: "",
    customers: [],
  });
  show(id, desk);
  fireEvent.click(await button("Jogar fora"));
  await screen.findByText("Nenhuma campanha ainda");
  fireEvent.click(await button("Desfazer"));
  await button(/Natal/);
});

test("who picks the list that is chosen already does not write to all", async () => {
  const desk = fakeDesk();
  const { id } = await desk.campaigns.save({
    id: "",
    medium: "email",
    subject: "Natal",
    wordings: [{ text: "Oi", template: "", vars: {} }],
    date: 0,
    until: 0,
    segment: "",
    customers: ["c1"],
  });
  show(id, desk);
  fireEvent.click(await button("Quem recebe: 1 pessoa escolhida"));
  fireEvent.click(await screen.findByRole("menuitemradio", { name: "1 pessoa escolhida" }));
  await button("Quem recebe: 1 pessoa escolhida");
  fireEvent.click(await button("Quem recebe: 1 pessoa escolhida"));
  fireEvent.click(await screen.findByRole("menuitemradio", { name: "Todos os clientes" }));
  await button("Quem recebe: Todos os clientes");
});

test("what was typed for when and is not understood is not sent at once instead", async () => {
  show("new-1");
  await screen.findByLabelText("Assunto");
  channel("E-mail");
  type("Assunto", "Volta às aulas");
  type("Texto", "Olá, {nome}! Para não receber mais, responda SAIR.");
  await waitFor(() => expect(screen.getByRole("button", { name: "Enviar…" }).hasAttribute("disabled")).toBe(false));
  type("A partir de quando", "amnhã cedinho");
  expect((await button("Enviar…")).hasAttribute("disabled")).toBe(true);
  type("A partir de quando", "");
  await press("Enviar…");
});
