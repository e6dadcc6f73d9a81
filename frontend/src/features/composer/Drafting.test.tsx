import { act, cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { AssistReply } from "../../api/assistant";
import { fakeDesk } from "../../api/fake";
import type { Card, Desk } from "../../api/types";
import { box, showComposer, type, via } from "./Composer.stage";

let desk: Desk;
let card: Card;
const onShow = vi.fn<(messageId: string) => void>();

beforeEach(async () => {
  desk = fakeDesk();
  card = await desk.conversation.card("ana");
  onShow.mockClear();
});
afterEach(cleanup);

const show = () => showComposer({ desk, card, onShow });
const press = (key: string, more = {}) => fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
const button = (name: string) => screen.getByRole<HTMLButtonElement>("button", { name });

/** The model answers so from now on. */
async function answers(part: Partial<AssistReply>): Promise<void> {
  const usual = await desk.assistant.ask({
    customerId: "ana",
    channel: "whatsapp",
    task: "draft",
    text: "",
    language: "",
    sequence: "",
  });
  vi.spyOn(desk.assistant, "ask").mockResolvedValue({ ...usual, ...part });
}

/** I, outside the text, once the page knows that the model is on. */
async function draft(): Promise<void> {
  await waitFor(() => {
    press("i");
    expect(desk.assistant.ask).toHaveBeenCalled();
  });
}

test("I asks for a draft that stands in the text to be changed, its gap keeps it, and filling it sends it", async () => {
  const reply = vi.spyOn(desk.conversation, "reply");
  vi.spyOn(desk.assistant, "ask");
  await show();
  await draft();
  expect(await screen.findByText("Rascunho da IA.")).toBeDefined();
  expect(box().value).toBe("Olá! Já está pronta. Pode retirar [confirmar: horário].");
  expect(reply).not.toHaveBeenCalled();
  fireEvent.keyDown(box(), { key: "Enter" });
  expect(screen.getByText("Falta preencher: horário")).toBeDefined();
  type("Olá! Já está pronta. Pode retirar até as 18h.");
  expect(screen.queryByText("Rascunho da IA.")).toBeNull();
  fireEvent.keyDown(box(), { key: "Enter" });
  await waitFor(() =>
    expect(reply).toHaveBeenCalledWith(
      expect.objectContaining({ text: "Olá! Já está pronta. Pode retirar até as 18h." }),
    ),
  );
});

test("what was typed comes back when the draft is put away, also after another version", async () => {
  await answers({ text: "Uma versão" });
  await show();
  type("minhas palavras");
  await draft();
  await waitFor(() => expect(box().value).toBe("Uma versão"));
  fireEvent.click(button("Outra versão"));
  await screen.findByText("Rascunho da IA.");
  expect(desk.assistant.ask).toHaveBeenCalledTimes(2);
  fireEvent.click(button("Tirar o rascunho"));
  expect(box().value).toBe("minhas palavras");
});

test("while it writes the text so far is shown, and Stop leaves the box as it was", async () => {
  let grow: (sequence: string, text: string) => void = () => undefined;
  desk.assistant.onGrowing = (listener) => {
    grow = listener;
    return () => undefined;
  };
  let answer: (reply: AssistReply) => void = () => undefined;
  const usual = await desk.assistant.ask({
    customerId: "ana",
    channel: "",
    task: "draft",
    text: "",
    language: "",
    sequence: "",
  });
  const ask = vi.spyOn(desk.assistant, "ask").mockReturnValue(new Promise((resolve) => (answer = resolve)));
  const stop = vi.spyOn(desk.assistant, "stop");
  await show();
  type("minhas");
  await draft();
  const sequence = ask.mock.calls[0]?.[0].sequence ?? "";
  act(() => grow("another", "de outra"));
  act(() => grow(sequence, "Olá, já es"));
  expect(screen.getByText("Olá, já es")).toBeDefined();
  fireEvent.click(button("Parar"));
  expect(stop).toHaveBeenCalledWith(sequence);
  await act(async () => answer(usual));
  expect(box().value).toBe("minhas");
});

test("what is the owner's to answer says why, and leaves the box as it was", async () => {
  await answers({ text: "", handover: true, reason: "bank_change" });
  await show();
  await draft();
  expect(await screen.findByText(/mudar dados de pagamento/)).toBeDefined();
  expect(box().value).toBe("");
});

/** A draft with contacts that are nobody's here. */
const fraud: Partial<AssistReply> = {
  text: "Pague na chave golpe@x.example ou fale com (32) 90000-0000",
  blocked: [
    { kind: "email", text: "golpe@x.example" },
    { kind: "phone", text: "(32) 90000-0000" },
  ],
};

test("a contact that nobody here knows keeps the text until it is taken out or allowed", async () => {
  await answers(fraud);
  await show();
  await draft();
  expect(await screen.findByText(/A IA escreveu golpe@x.example/)).toBeDefined();
  expect(button("Enviar").disabled).toBe(true);
  fireEvent.click(screen.getAllByRole("button", { name: "Tirar do texto" })[0] as HTMLElement);
  expect(box().value).toBe("Pague na chave  ou fale com (32) 90000-0000");
  expect(button("Enviar").disabled).toBe(true);
  fireEvent.click(button("Está certo, deixar"));
  await waitFor(() => expect(button("Enviar").disabled).toBe(false));
});

test("what keeps a text keeps it after a restart, and what was allowed stays so", async () => {
  await answers(fraud);
  await show();
  await draft();
  await screen.findByText(/A IA escreveu golpe@x.example/);
  fireEvent.click(screen.getAllByRole("button", { name: "Está certo, deixar" })[1] as HTMLElement);
  fireEvent.blur(window);
  await waitFor(async () => expect((await desk.composer.drafts("ana"))[0]?.foreign).toEqual(["golpe@x.example"]));
  cleanup();
  await show();
  expect(box().value).toBe(fraud.text);
  expect(screen.getAllByText(/A IA escreveu/)).toHaveLength(1);
  expect(button("Enviar").disabled).toBe(true);
  via("SMS");
  expect(button("Enviar").disabled).toBe(true);
});

test("a failure says what it is, and the rest goes on", async () => {
  vi.spyOn(desk.assistant, "ask").mockRejectedValue('{"code":"ai.unreachable","params":{"host":"127.0.0.1:1"}}');
  await show();
  type("minhas");
  await draft();
  expect(await screen.findByText(/A IA em 127.0.0.1:1 não responde/)).toBeDefined();
  expect(box().value).toBe("minhas");
});

test("a customer who is kept from the model is no failure to try again", async () => {
  vi.spyOn(desk.assistant, "ask").mockRejectedValue('{"code":"ai.withheld","params":{}}');
  await show();
  await draft();
  expect(await screen.findByText(/como você escolheu/)).toBeDefined();
  expect(screen.queryByRole("button", { name: "Tentar de novo" })).toBeNull();
});

test("a model behind this computer is named as what it is, and a source leads to its message", async () => {
  await answers({ place: "cloud", model: "gpt-oss:cloud", used: [{ kind: "message", id: "m9" }] });
  await show();
  await draft();
  expect(await screen.findByText(/passa tudo para a nuvem/)).toBeDefined();
  fireEvent.click(await screen.findByRole("button", { name: /mensagem/ }));
  expect(onShow).toHaveBeenCalledWith("m9");
});

test("what will be sent is shown as it is", async () => {
  vi.spyOn(desk.assistant, "ask");
  await show();
  await draft();
  fireEvent.click(await screen.findByRole("button", { name: "Ver o que será enviado" }));
  expect(await screen.findByText(/"model": "simulado"/)).toBeDefined();
});

test("where it is off nothing is asked, and the only thing offered is the way to the settings", async () => {
  await desk.assistant.refuse();
  const ask = vi.spyOn(desk.assistant, "ask");
  await show();
  fireEvent.click(await screen.findByRole("button", { name: "IA" }));
  expect((await screen.findAllByRole("menuitem")).map((item) => item.textContent)).toEqual([
    "A IA está desligada. Abrir os Ajustes",
  ]);
  press("Escape");
  press("i");
  expect(ask).not.toHaveBeenCalled();
});

test("a draft is for its channel: it is not written into another", async () => {
  let answer: (reply: AssistReply) => void = () => undefined;
  vi.spyOn(desk.assistant, "ask").mockReturnValue(new Promise((resolve) => (answer = resolve)));
  await show();
  await draft();
  via("SMS");
  await act(async () => answer({ text: "para o WhatsApp", blocked: [] } as unknown as AssistReply));
  expect(box().value).toBe("");
});
