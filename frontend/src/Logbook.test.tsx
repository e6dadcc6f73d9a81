// @vitest-environment jsdom

import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { fakeDesk } from "./api/fake";
import { DeskProvider } from "./api/react";
import type { Desk } from "./api/types";
import { LanguageProvider } from "./i18n/react";
import { Logbook, useLogbook } from "./Logbook";
import { CommandsProvider } from "./lib/commands";
import { ToastPlace, ToastProvider } from "./ui/toasts";

// jsdom has none; happy-dom, which has it, does not know :focus-within.
vi.stubGlobal("CSS", { escape: (text: string) => text });
afterEach(cleanup);

const onCustomer = vi.fn();

function Window({ customerId }: { customerId: string | null }) {
  return (
    <>
      <textarea aria-label="outra resposta" />
      <Logbook {...useLogbook()} customerId={customerId} onCustomer={onCustomer} />
      <ToastPlace dismissLabel="fechar" />
    </>
  );
}

function show(desk: Desk, customerId: string | null = null) {
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <ToastProvider>
            <Window customerId={customerId} />
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
}

const press = (key: string, more: object = {}) =>
  act(async () => fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more }));
const who = () => screen.findByRole<HTMLInputElement>("combobox", { name: "Cliente" });
const said = () => screen.findByRole<HTMLTextAreaElement>("textbox", { name: "O que foi tratado" });
const type = (element: HTMLElement, value: string) => fireEvent.change(element, { target: { value } });
const click = (name: string, role = "button") => act(async () => fireEvent.click(screen.getByRole(role, { name })));
const save = () => press("Enter", { ctrlKey: true });

test("a caller is found by a name, and written down without a mouse", async () => {
  const desk = fakeDesk();
  const write = vi.spyOn(desk.logbook, "write");
  show(desk);
  await press("l");
  const field = await who();
  expect(document.activeElement).toBe(field);
  type(field, "padaria");
  await screen.findByRole("option", { name: /Padaria do Largo/ });
  await press("Enter");
  const text = await said();
  expect(document.activeElement).toBe(text);
  type(text, "Pediu etiquetas");
  await save();
  expect(write.mock.calls[0]?.[0]).toMatchObject({
    channel: "phone",
    customerId: "padaria",
    text: "Pediu etiquetas",
    then: "nothing",
  });
  const written = await screen.findByText(/Registrado: Padaria do Largo/);
  expect(written.parentElement?.textContent).toContain("261126"); // in groups
  await click("Abrir conversa");
  expect(onCustomer).toHaveBeenCalledWith("padaria");
});

test("from a conversation it is proposed who it was, also in the middle of a reply", async () => {
  const desk = fakeDesk();
  show(desk, "ana");
  const reply = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "outra resposta" });
  type(reply, "Combinado, Ana");
  reply.focus();
  await press("l");
  expect(screen.queryByText("Registrar atendimento")).toBeNull();
  await press("l", { ctrlKey: true });
  expect(document.activeElement).toBe(await said());
  await screen.findByText("Ana Beatriz Moraes");
  await press("Escape");
  expect(screen.queryByText("Registrar atendimento")).toBeNull();
  expect(reply.value).toBe("Combinado, Ana");
});

test("put away it is kept, and comes back; thrown away its number is void", async () => {
  const desk = fakeDesk();
  const keep = vi.spyOn(desk.logbook, "save");
  const giveUp = vi.spyOn(desk.logbook, "giveUp");
  show(desk, "ana");
  await press("l");
  type(await said(), "Ligou sobre a agenda");
  await press("Escape");
  expect(keep.mock.calls.at(-1)?.[0].text).toBe("Ligou sobre a agenda");
  await press("l");
  expect((await said()).value).toBe("Ligou sobre a agenda");
  screen.getByText("Este registro ficou por terminar.");
  await click("Descartar");
  expect(giveUp).toHaveBeenCalledTimes(1);
  await screen.findByText(/Descartado\. O protocolo .* ficou sem efeito\./);
  await press("l");
  expect((await said()).value).toBe("");
});

test("a whole number that nobody has makes a customer, with a name if it is known", async () => {
  const desk = fakeDesk();
  const write = vi.spyOn(desk.logbook, "write");
  show(desk);
  await press("l");
  type(await who(), "(32) 98888-7777");
  await screen.findByRole("option", { name: "Novo cliente com este número" });
  await press("Enter");
  const name = await screen.findByRole("textbox", { name: "Nome, se souber" });
  expect(document.activeElement).toBe(name);
  type(name, "Bia");
  type(await said(), "Perguntou o preço");
  await save();
  expect(write.mock.calls[0]?.[0]).toMatchObject({ customerId: "", number: "(32) 98888-7777", name: "Bia" });
});

test("opened once more it is a visit, of somebody by a name alone", async () => {
  const desk = fakeDesk();
  const write = vi.spyOn(desk.logbook, "write");
  show(desk);
  await press("l");
  const field = await who();
  await press("l", { ctrlKey: true });
  expect(screen.getByRole("radio", { name: "Visita no balcão" }).getAttribute("aria-checked")).toBe("true");
  type(field, "Quirino");
  await screen.findByRole("option", { name: "Novo cliente: Quirino" });
  await press("Enter");
  type(await said(), "Viu canetas");
  await save();
  expect(write.mock.calls[0]?.[0]).toMatchObject({ channel: "counter", name: "Quirino", number: "", customerId: "" });
});

test("what is missing is said in its place, and takes the focus", async () => {
  const desk = fakeDesk();
  const write = vi.spyOn(desk.logbook, "write");
  show(desk);
  await press("l");
  const field = await who();
  await save();
  screen.getByText("Quem foi? Digite um nome ou um número.");
  type(field, "padaria");
  expect(screen.queryByText("Quem foi? Digite um nome ou um número.")).toBeNull();
  await screen.findByRole("option", { name: /Padaria do Largo/ });
  await save();
  screen.getByText("Escolha quem foi, ou “Novo cliente”.");
  expect(document.activeElement).toBe(field);
  await press("Enter");
  await save();
  screen.getByText("Escreva o que foi tratado.");
  expect(write).not.toHaveBeenCalled();
});

test("a number that is none is refused in its place, and the sheet stays", async () => {
  const desk = fakeDesk();
  vi.spyOn(desk.logbook, "write").mockRejectedValue(
    new Error('{"code":"customer.address_invalid","params":{"channel":"phone"}}'),
  );
  show(desk);
  await press("l");
  const field = await who();
  type(field, "4455");
  type(await said(), "Ligou");
  await save();
  await screen.findByText(/Isto não serve de contato para Telefone/);
  expect(field.getAttribute("aria-invalid")).toBe("true");
});

test("what was written down already is not there any more, and that is said", async () => {
  const desk = fakeDesk();
  vi.spyOn(desk.logbook, "write").mockRejectedValue(new Error('{"code":"undo.changed_since","params":{}}'));
  show(desk, "ana");
  await press("l");
  type(await said(), "Ligou");
  await save();
  await screen.findByText("Este registro já tinha sido salvo ou descartado.");
  expect(screen.queryByText("Registrar atendimento")).toBeNull();
});

test("what was written down is taken back by its button or by Z, and can be written anew", async () => {
  const desk = fakeDesk();
  const write = vi.spyOn(desk.logbook, "write");
  show(desk, "ana");
  for (const undo of [() => click("Desfazer"), () => press("z")]) {
    await press("l");
    type(await said(), "Ligou sobre a agenda");
    await save();
    await screen.findByText(/Registrado: Ana/);
    await undo();
    expect((await said()).value).toBe("Ligou sobre a agenda");
    expect(screen.queryByText(/Registrado: Ana/)).toBeNull();
    await save();
    await screen.findByText(/Registrado: Ana/);
  }
  expect(write).toHaveBeenCalledTimes(4);
});

test("what cannot be taken back any more is told", async () => {
  const desk = fakeDesk();
  vi.spyOn(desk.logbook, "takeBack").mockRejectedValue(new Error('{"code":"undo.changed_since","params":{}}'));
  show(desk, "ana");
  await press("l");
  type(await said(), "Ligou");
  await save();
  await screen.findByText(/Registrado: Ana/);
  await press("z");
  await screen.findByText(/outra coisa foi decidida/);
  expect(screen.queryByText("Registrar atendimento")).toBeNull();
});

test("an hour that has been is given in words, and one to come is not taken", async () => {
  const desk = fakeDesk();
  const write = vi.spyOn(desk.logbook, "write");
  show(desk, "ana");
  await press("l");
  type(await said(), "Ligou ontem");
  await click("Quando: agora");
  const words = await screen.findByRole<HTMLInputElement>("textbox", { name: "Em palavras" });
  const then = () => screen.getByRole<HTMLButtonElement>("button", { name: "Foi nessa hora" });
  type(words, "amanhã");
  screen.getByText("Isso não foi entendido. Escreva como “ontem 15h”.");
  expect(then().disabled).toBe(true);
  type(words, "ontem 15h");
  await act(async () => fireEvent.click(then()));
  await screen.findByText("Quando: ontem, 15:00");
  (await said()).focus();
  await save();
  const yesterday = new Date();
  yesterday.setDate(yesterday.getDate() - 1);
  expect(write.mock.calls[0]?.[0].at).toBe(yesterday.setHours(15, 0, 0, 0));
});

test("type, matter and what is left to do", async () => {
  const desk = fakeDesk();
  const write = vi.spyOn(desk.logbook, "write");
  show(desk, "ana");
  await press("l");
  type(await said(), "Reclamou");
  await click("Preciso responder", "radio");
  screen.getByRole("radio", { name: "Preciso responder" }).focus();
  await press("3");
  fireEvent.click(await screen.findByRole("radio", { name: /^Continua/ }));
  await click("Ler ao telefone");
  await click("Já disse o número");
  await save();
  expect(write.mock.calls[0]?.[0]).toMatchObject({
    class: "complaint",
    intoId: "case-ana",
    then: "reply",
    told: true,
  });
});

test("at the side another reply can be written, and the sheet stays as it is", async () => {
  const desk = fakeDesk();
  show(desk, "ana");
  await press("l");
  type(await said(), "Esperando na linha");
  await click("Deixar ao lado");
  expect(screen.queryByRole("dialog")).toBeNull();
  screen.getByRole("complementary", { name: "Registrar atendimento" });
  const reply = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "outra resposta" });
  reply.focus();
  type(reply, "Já vai");
  await press("l", { ctrlKey: true });
  await vi.waitFor(() => expect((document.activeElement as HTMLTextAreaElement).value).toBe("Esperando na linha"));
  await press("Escape");
  await press("l");
  screen.getByRole("complementary", { name: "Registrar atendimento" });
});
