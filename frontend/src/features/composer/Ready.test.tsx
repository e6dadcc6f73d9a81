import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { emptyDraft } from "../../api/drafts";
import { fakeDesk } from "../../api/fake";
import type { Card, Desk } from "../../api/types";
import { box, noteBox, showComposer, type, via, withClosedWindow } from "./Composer.stage";

let desk: Desk;
let card: Card;

beforeEach(async () => {
  desk = fakeDesk();
  card = await desk.conversation.card("ana");
});
afterEach(cleanup);

const show = (shown = card) => showComposer({ desk, card: shown });
const closedWindow = () => withClosedWindow(card);

test("a closed window without an approved template sends nothing", async () => {
  const reply = vi.spyOn(desk.conversation, "reply");
  vi.spyOn(desk.phrases, "templates").mockResolvedValue([]);
  await show(closedWindow());
  type("Olá");
  fireEvent.keyDown(box(), { key: "Enter" });
  expect(reply).not.toHaveBeenCalled();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Enviar" }).disabled).toBe(true);
});

test("a template is sent once every field is filled, as it was shown, and what was typed stays", async () => {
  const reply = vi.spyOn(desk.conversation, "reply");
  await desk.composer.save("ana", [{ slot: "whatsapp", ...emptyDraft, text: "guardado" }]);
  await show(closedWindow());
  const send = () => screen.getByRole<HTMLButtonElement>("button", { name: "Enviar modelo" });
  expect(await screen.findByText(/não vai junto/)).toBeDefined();
  expect(screen.queryByRole("radio", { name: "entrega a caminho" })).toBeNull();
  fireEvent.click(screen.getByRole("radio", { name: "pedido pronto" }));
  fireEvent.change(screen.getByLabelText("Campo 1"), { target: { value: "Ana" } });
  expect(send().disabled).toBe(true);
  fireEvent.change(screen.getByLabelText("Campo 2"), { target: { value: "318" } });
  await screen.findByText(/Boa notícia, Ana: o pedido 318/);
  await waitFor(() => expect(send().disabled).toBe(false));
  fireEvent.click(send());
  await waitFor(() => expect(reply).toHaveBeenCalledTimes(1));
  expect(reply.mock.calls[0]?.[0]).toMatchObject({ text: "", template: { vars: { "1": "Ana", "2": "318" } } });
  expect((await desk.composer.drafts("ana"))[0]?.text).toBe("guardado");
  fireEvent.click(await screen.findByRole("button", { name: "Desfazer" }));
  await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>("Campo 2").value).toBe("318"));
});

test("what is filled in a template is there when one comes back to the customer, and so is what was taken back", async () => {
  const other = { ...closedWindow(), customerId: "other" };
  const field = () => screen.getByLabelText<HTMLInputElement>("Campo 2");
  const fill = (name: string, value: string) => fireEvent.change(screen.getByLabelText(name), { target: { value } });
  const open = await show(closedWindow());
  fireEvent.click(await screen.findByRole("radio", { name: "pedido pronto" }));
  fill("Campo 1", "Ana");
  fill("Campo 2", "318");
  open(other);
  await screen.findByRole("radio", { name: "pedido pronto" });
  expect(screen.queryByLabelText("Campo 2")).toBeNull();
  open(closedWindow());
  await waitFor(() => expect(field().value).toBe("318"));
  const send = screen.getByRole<HTMLButtonElement>("button", { name: "Enviar modelo" });
  await waitFor(() => expect(send.disabled).toBe(false));
  fireEvent.click(send);
  await screen.findByRole("button", { name: "Desfazer" });
  open(other);
  await screen.findByRole("radio", { name: "pedido pronto" });
  fireEvent.keyDown(document.body, { key: "z" });
  open(closedWindow());
  await waitFor(() => expect(field().value).toBe("318"));
});

const slash = async (text: string) => {
  type(text);
  return screen.findByRole("listbox", { name: "Respostas prontas" });
};

test("/ finds a ready reply by its beginning, Enter puts it in filled, and the next Enter sends it", async () => {
  const reply = vi.spyOn(desk.conversation, "reply");
  const used = vi.spyOn(desk.phrases, "used");
  await show();
  await slash("Oi! /pro");
  fireEvent.keyDown(box(), { key: "Enter" });
  const filled = "Oi! Boa notícia, Ana: seu pedido está pronto! Pode retirar na Papelaria Sabiá.";
  await waitFor(() => expect(box().value).toBe(filled));
  expect(used).toHaveBeenCalledWith("p1");
  expect(screen.queryByRole("listbox")).toBeNull();
  fireEvent.keyDown(box(), { key: "Enter" });
  await waitFor(() => expect(reply).toHaveBeenCalledWith(expect.objectContaining({ text: filled })));
});

test("arrows choose among ready replies, and Escape closes the list and keeps the text", async () => {
  await show();
  await slash("/");
  const selected = () => document.querySelector('[role="option"][aria-selected="true"]')?.textContent;
  expect(selected()).toContain("Pedido pronto");
  fireEvent.keyDown(box(), { key: "ArrowDown" });
  expect(selected()).toContain("Encerramento");
  fireEvent.keyDown(box(), { key: "Escape" });
  expect(screen.queryByRole("listbox")).toBeNull();
  expect(box().value).toBe("/");
});

test("what is missing in a ready reply stands as a gap, and keeps it from being sent until it is filled", async () => {
  const reply = vi.spyOn(desk.conversation, "reply");
  await show();
  await slash("/enc");
  fireEvent.keyDown(box(), { key: "Enter" });
  await waitFor(() => expect(box().value).toContain("[confirmar: resumo]"));
  expect(box().value.slice(box().selectionStart, box().selectionEnd)).toBe("[confirmar: resumo]");
  expect(screen.getByText("Falta preencher: resumo")).toBeDefined();
  fireEvent.keyDown(box(), { key: "Enter" });
  expect(reply).not.toHaveBeenCalled();
  type(box().value.replace("[confirmar: resumo]", "capa trocada"));
  fireEvent.keyDown(box(), { key: "Enter" });
  await waitFor(() => expect(reply).toHaveBeenCalledTimes(1));
});

test("Ctrl+Shift+M opens the ready replies at the caret, and a note has none", async () => {
  await show();
  type("Oi");
  box().setSelectionRange(2, 2);
  fireEvent.keyDown(box(), { key: "M", ctrlKey: true, shiftKey: true });
  await screen.findByRole("listbox");
  expect(box().value).toBe("Oi /");
  via(/Anotação/);
  fireEvent.change(noteBox(), { target: { value: "/pro" } });
  expect(screen.queryByRole("listbox")).toBeNull();
});

const asks = (text: string) => {
  const answer = {
    id: "p9",
    kind: "answer" as const,
    used: 0,
    word: "",
    title: "",
    closing: false,
    wordings: [],
    until: 0,
  };
  const found = [{ ...answer, question: "Vocês entregam?", answer: "Sim, em até dois dias.", words: text }];
  vi.spyOn(desk.phrases, "answers").mockResolvedValue(found);
  vi.spyOn(desk.phrases, "fill").mockImplementation(async ({ phraseId, language }) => ({
    text: phraseId === "p9" ? "Sim, em até dois dias." : `(${language})`,
    language,
    missing: [],
  }));
};
const options = () => screen.getAllByRole("option").map((option) => option.textContent);

test("/ offers the short answer to what the customer asked first, marked, and puts it in", async () => {
  asks("frete");
  await show();
  await slash("Oi! /");
  expect(options()[0]).toContain("Vocês entregam?Resposta curta");
  fireEvent.keyDown(box(), { key: "Enter" });
  await waitFor(() => expect(box().value).toBe("Oi! Sim, em até dois dias."));
});

test("who types the word of a reply gets it first, and an answer that the word does not call is not there", async () => {
  asks("produto");
  await show();
  await slash("/pro");
  expect(options().map((each) => each?.includes("Resposta curta"))).toEqual([false, true]);
  type("/enc");
  await waitFor(() => expect(options()).toHaveLength(1));
});

test("the list says in which language it writes; another is chosen by a click, kept, and taken back", async () => {
  asks("");
  await show();
  await slash("/pro");
  const pressed = () => screen.getByRole("button", { pressed: true }).textContent;
  expect(pressed()).toBe("Português (Brasil)");
  expect(screen.getByText("O cliente escreve em")).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Español" }));
  await screen.findByText("Idioma escolhido para o cliente");
  expect(pressed()).toBe("Español");
  expect(options()[0]).toContain("¡tu pedido está listo!");
  fireEvent.keyDown(box(), { key: "Enter" });
  await waitFor(() => expect(box().value).toBe("(es)"));
  fireEvent.click(screen.getByRole("button", { name: "Desfazer" }));
  await waitFor(async () => expect(await desk.customer.spoken("ana")).toEqual({ language: "pt-BR", chosen: false }));
});

test("Ctrl+Shift+L goes on to the next language, and words of the trade are looked for in it", async () => {
  const jargon = vi.spyOn(desk.phrases, "jargon");
  await show();
  type("O SKU");
  fireEvent.keyDown(box(), { key: "L", ctrlKey: true, shiftKey: true });
  await screen.findByText(/Escrever em inglês/);
  await waitFor(() => expect(jargon).toHaveBeenLastCalledWith("O SKU", "en"));
});

test("where nothing tells her language it is that of the window", async () => {
  vi.spyOn(desk.customer, "spoken").mockResolvedValue({ language: "", chosen: false });
  asks("");
  await show();
  await slash("/pro");
  await screen.findByText("Idioma desta tela");
  fireEvent.keyDown(box(), { key: "Enter" });
  await waitFor(() => expect(box().value).toBe("(pt-BR)"));
});
