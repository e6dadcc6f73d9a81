import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeDesk } from "../../api/fake";
import { DeskProvider } from "../../api/react";
import type { Card, Desk } from "../../api/types";
import { LanguageProvider } from "../../i18n/react";
import { CommandsProvider } from "../../lib/commands";
import { ToastPlace, ToastProvider } from "../../ui/toasts";
import { Composer } from "./Composer";
import { Drafts } from "./drafts";

let desk: Desk;
let card: Card;
let drafts: Drafts;

beforeEach(async () => {
  desk = fakeDesk();
  card = await desk.conversation.card("ana");
  drafts = new Drafts();
});
afterEach(cleanup);

function show(shown: Card = card): void {
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <ToastProvider>
            <Composer card={shown} drafts={drafts} />
            <ToastPlace dismissLabel="x" />
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
}

const box = () => screen.getByLabelText<HTMLTextAreaElement>("Mensagem para Ana Beatriz Moraes");
const type = (text: string) => fireEvent.change(box(), { target: { value: text } });

test("stands on the channel of the last message and says until when its window is open", () => {
  show();
  expect(screen.getByRole<HTMLInputElement>("radio", { name: "WhatsApp" }).checked).toBe(true);
  expect(screen.getByText(/Janela aberta até/)).toBeDefined();
  expect(screen.queryByLabelText("Assunto")).toBeNull();
});

test("Enter sends a chat, clears the box, and undo brings the text back", async () => {
  const reply = vi.spyOn(desk.conversation, "reply");
  const cancel = vi.spyOn(desk.conversation, "cancelSend");
  show();
  type("Fica pronta na sexta");
  fireEvent.keyDown(box(), { key: "Enter" });
  await waitFor(() => expect(box().value).toBe(""));
  expect(reply).toHaveBeenCalledWith(
    expect.objectContaining({
      customerId: "ana",
      channel: "whatsapp",
      text: "Fica pronta na sexta",
      subject: "",
      holdMs: 5000,
    }),
  );
  fireEvent.click(await screen.findByRole("button", { name: "Desfazer" }));
  await waitFor(() => expect(box().value).toBe("Fica pronta na sexta"));
  expect(cancel).toHaveBeenCalledTimes(1);
});

test("two quick presses send once", async () => {
  const reply = vi.spyOn(desk.conversation, "reply");
  show();
  type("Uma vez só");
  fireEvent.keyDown(box(), { key: "Enter" });
  fireEvent.keyDown(box(), { key: "Enter" });
  await waitFor(() => expect(box().value).toBe(""));
  expect(reply).toHaveBeenCalledTimes(1);
});

test("the text stays when the channel changes, and e-mail brings a subject and Ctrl+Enter", async () => {
  const reply = vi.spyOn(desk.conversation, "reply");
  show();
  type("Segue o orçamento");
  fireEvent.click(screen.getByRole("radio", { name: "E-mail" }));
  expect(box().value).toBe("Segue o orçamento");
  expect(screen.getByLabelText<HTMLInputElement>("Assunto").value).toBe("Re: Arte da agenda para aprovação");
  fireEvent.keyDown(box(), { key: "Enter" });
  expect(reply).not.toHaveBeenCalled();
  fireEvent.keyDown(box(), { key: "Enter", ctrlKey: true });
  await waitFor(() => expect(reply).toHaveBeenCalledWith(expect.objectContaining({ channel: "email" })));
});

test("a refusal is said in words and the text stays", async () => {
  vi.spyOn(desk.conversation, "reply").mockRejectedValue('{"code":"data.full","params":{"dir":"/d"}}');
  show();
  type("Não pode sumir");
  fireEvent.keyDown(box(), { key: "Enter" });
  expect(await screen.findByText(/O disco está cheio \(\/d\)/)).toBeDefined();
  expect(box().value).toBe("Não pode sumir");
});

test("a closed window says so and does not send", () => {
  const reply = vi.spyOn(desk.conversation, "reply");
  const channels = card.channels.map((each) => (each.windowed ? { ...each, windowUntil: 1 } : each));
  show({ ...card, channels });
  type("Olá");
  fireEvent.keyDown(box(), { key: "Enter" });
  expect(reply).not.toHaveBeenCalled();
  expect(screen.getByText(/a janela fechou/)).toBeDefined();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Enviar" }).disabled).toBe(true);
});

test("without any channel there is no box", () => {
  show({ ...card, channels: [], proposed: "" });
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(screen.getByText(/Não há por onde responder/)).toBeDefined();
});

test("an SMS is counted", () => {
  show();
  fireEvent.click(screen.getByRole("radio", { name: "SMS" }));
  type("Olá");
  expect(screen.getByText("3 de 70 · 1 SMS · com acento cabe menos em cada SMS")).toBeDefined();
});
