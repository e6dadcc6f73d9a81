import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { emptyDraft } from "../../api/drafts";
import { fakeDesk } from "../../api/fake";
import type { Preferences } from "../../api/settings";
import type { Card, Desk } from "../../api/types";
import { box, noteBox, showComposer, type, via, withClosedWindow } from "./Composer.stage";

let desk: Desk;
let card: Card;
const onDone = vi.fn<() => void>();
const onReturn = vi.fn<() => void>();

beforeEach(async () => {
  desk = fakeDesk();
  card = await desk.conversation.card("ana");
  onDone.mockClear();
  onReturn.mockClear();
});
afterEach(cleanup);

const show = (shown: Card = card, chosen: Partial<Preferences> = {}) =>
  showComposer({ desk, card: shown, chosen, onDone, onReturn });
const closedWindow = () => withClosedWindow(card);

test("stands on the channel of the last message and says until when its window is open", async () => {
  await show();
  expect(screen.getByRole<HTMLInputElement>("radio", { name: "WhatsApp" }).checked).toBe(true);
  expect(screen.getByText(/Janela aberta até/)).toBeDefined();
  expect(screen.queryByLabelText("Assunto")).toBeNull();
});

test("Enter sends a chat, clears the box, and undo brings the text back", async () => {
  const reply = vi.spyOn(desk.conversation, "reply");
  const back = vi.spyOn(desk.composer, "takeBack");
  await show();
  type("Fica pronta na sexta");
  fireEvent.keyDown(box(), { key: "Enter" });
  await waitFor(() => expect(box().value).toBe(""));
  expect(reply).toHaveBeenCalledWith({
    id: expect.any(String),
    customerId: "ana",
    channel: "whatsapp",
    text: "Fica pronta na sexta",
    subject: "",
    cc: "",
    files: [],
    holdMs: 5000,
    at: 0,
    number: "Protocolo",
  });
  fireEvent.click(await screen.findByRole("button", { name: "Desfazer" }));
  await waitFor(() => expect(box().value).toBe("Fica pronta na sexta"));
  expect(back).toHaveBeenCalledTimes(1);
});

test("the number is called as it is in the customer's language", async () => {
  await desk.customer.speak("ana", "en");
  const reply = vi.spyOn(desk.conversation, "reply");
  const spoken = vi.spyOn(desk.customer, "spoken");
  await show();
  type("It will be ready on Friday");
  await waitFor(() => expect(spoken).toHaveResolved());
  fireEvent.keyDown(box(), { key: "Enter" });
  await waitFor(() => expect(reply).toHaveBeenCalledWith(expect.objectContaining({ number: "Case number" })));
});

test("two quick presses send once", async () => {
  const reply = vi.spyOn(desk.conversation, "reply");
  await show();
  type("Uma vez só");
  fireEvent.keyDown(box(), { key: "Enter" });
  fireEvent.keyDown(box(), { key: "Enter" });
  await waitFor(() => expect(box().value).toBe(""));
  expect(reply).toHaveBeenCalledTimes(1);
});

test("the text stays when the channel changes, and e-mail brings a subject, a signature and Ctrl+Enter", async () => {
  const reply = vi.spyOn(desk.conversation, "reply");
  await show();
  type("Segue o orçamento");
  via("E-mail");
  expect(box().value).toBe("Segue o orçamento");
  expect(screen.getByLabelText<HTMLInputElement>("Assunto").value).toBe("Re: Arte da agenda para aprovação");
  expect(await screen.findByText(/Papelaria Sabiá/)).toBeDefined();
  fireEvent.keyDown(box(), { key: "Enter" });
  expect(reply).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole("button", { name: "Cc" }));
  fireEvent.change(screen.getByLabelText("Cc"), { target: { value: "contas@x.example" } });
  fireEvent.keyDown(box(), { key: "Enter", ctrlKey: true });
  await waitFor(() =>
    expect(reply).toHaveBeenCalledWith(expect.objectContaining({ channel: "email", cc: "contas@x.example" })),
  );
});

test("a refusal is said in words and the text stays", async () => {
  vi.spyOn(desk.conversation, "reply").mockRejectedValue('{"code":"data.full","params":{"dir":"/d"}}');
  await show();
  type("Não pode sumir");
  fireEvent.keyDown(box(), { key: "Enter" });
  expect(await screen.findByText(/O disco está cheio \(\/d\)/)).toBeDefined();
  expect(box().value).toBe("Não pode sumir");
});

test("a closed window takes no free text, and offers the other ways with what was typed", async () => {
  const reply = vi.spyOn(desk.conversation, "reply");
  await desk.composer.save("ana", [{ slot: "whatsapp", ...emptyDraft, text: "Olá" }]);
  await show(closedWindow());
  expect(screen.getByText("Passaram 24 horas.")).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Responder por SMS" }));
  expect(box().value).toBe("Olá");
  fireEvent.keyDown(box(), { key: "Enter" });
  await waitFor(() => expect(reply).toHaveBeenCalledWith(expect.objectContaining({ channel: "sms", text: "Olá" })));
});

test("without any channel there is no box to reply in, but one to note in", async () => {
  await show({ ...card, channels: [], proposed: "" });
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(screen.getByText(/Não há por onde responder/)).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Anotar" }));
  expect(noteBox()).toBeDefined();
});

test("who told the provider to stop is not answered there, and it says why", async () => {
  await show({ ...card, missing: [{ channel: "sms", why: "stopped" }] });
  expect(screen.getByRole<HTMLInputElement>("radio", { name: "SMS: mandou STOP" }).disabled).toBe(true);
  cleanup();
  await show({ ...card, channels: [], proposed: "", missing: [{ channel: "sms", why: "stopped" }] });
  expect(screen.getByText(/Só volta respondendo START/)).toBeDefined();
});

test("a channel that the customer lacks is shown and off", async () => {
  await show({
    ...card,
    channels: card.channels.filter((each) => each.channel !== "email"),
    missing: [{ channel: "email", why: "no_address" }],
  });
  expect(screen.getByRole<HTMLInputElement>("radio", { name: "sem e-mail" }).disabled).toBe(true);
});

test("an SMS is counted, and its accents go and come back by a button", async () => {
  await show();
  via("SMS");
  type("Olá");
  expect(screen.getByText("31 de 70 · 1 SMS · sem acentos, 1 SMS")).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Tirar acentos" }));
  expect(box().value).toBe("Ola");
  expect(screen.getByText("31 de 160 · 1 SMS")).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Devolver acentos" }));
  expect(box().value).toBe("Olá");
});

test("the first reply tells the number of the case, says what that costs on SMS, and can leave it out once", async () => {
  const reply = vi.spyOn(desk.conversation, "reply");
  await show();
  type("Combinado");
  expect(screen.getByText("Protocolo 261126-07.015-81 vai junto")).toBeDefined();
  via("SMS");
  expect(screen.getByText("Protocolo 261126-07.015-81 vai junto · 28 caracteres")).toBeDefined();
  type(`${"a".repeat(150)} 261126-07.015-81`);
  expect(screen.queryByText(/vai junto/)).toBeNull();
  type("a".repeat(150));
  expect(screen.getByText("Protocolo 261126-07.015-81 vai junto · mais 1 SMS")).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Mandar sem o protocolo" }));
  expect(screen.queryByText(/vai junto/)).toBeNull();
  expect(screen.getByText("150 de 160 · 1 SMS")).toBeDefined();
  fireEvent.keyDown(box(), { key: "Enter" });
  await waitFor(() => expect(reply).toHaveBeenLastCalledWith(expect.objectContaining({ number: "" })));
  await waitFor(() => expect(box().value).toBe(""));
  type("Mais uma coisa");
  expect(screen.getByText("Protocolo 261126-07.015-81 vai junto")).toBeDefined();
});

test("who has the number is not told again, and no channel tells it that was switched off", async () => {
  const reply = vi.spyOn(desk.conversation, "reply");
  await desk.cases.toldAloud("case-ana");
  await show(card, { telling: { email: true, sms: false, whatsapp: true } });
  type("Combinado");
  expect(screen.queryByText(/vai junto/)).toBeNull();
  via("SMS");
  fireEvent.keyDown(box(), { key: "Enter" });
  await waitFor(() => expect(reply).toHaveBeenLastCalledWith(expect.objectContaining({ channel: "sms", number: "" })));
});

test("a note is never sent: its text is its own, and its button notes", async () => {
  const reply = vi.spyOn(desk.conversation, "reply");
  const note = vi.spyOn(desk.composer, "note");
  await show();
  type("para a Ana");
  via(/Anotação/);
  expect(noteBox().value).toBe("");
  fireEvent.change(noteBox(), { target: { value: "paga sempre no Pix" } });
  expect(screen.queryByRole("button", { name: "Enviar" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Outras formas de enviar" })).toBeNull();
  fireEvent.keyDown(noteBox(), { key: "Enter" });
  fireEvent.keyDown(noteBox(), { key: "Enter", ctrlKey: true, shiftKey: true });
  expect(note).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole("button", { name: "Anotar" }));
  await waitFor(() => expect(note).toHaveBeenCalledWith("ana", "paga sempre no Pix"));
  await waitFor(() => expect(box()).toBeDefined());
  expect(reply).not.toHaveBeenCalled();
  via("WhatsApp");
  expect(box().value).toBe("para a Ana");
});

test("N notes and R replies", async () => {
  await show();
  fireEvent.keyDown(document.body, { key: "n" });
  await waitFor(() => expect(document.activeElement).toBe(noteBox()));
  noteBox().blur();
  fireEvent.keyDown(document.body, { key: "r" });
  await waitFor(() => expect(document.activeElement).toBe(box()));
});

test("Ctrl+Shift+Enter sends and closes, and one undo takes both back", async () => {
  const close = vi.spyOn(desk.conversation, "close");
  const undo = vi.spyOn(desk.conversation, "undo");
  await show();
  type("Combinado!");
  fireEvent.keyDown(box(), { key: "Enter", ctrlKey: true, shiftKey: true });
  await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1));
  expect(close).toHaveBeenCalledWith("ana");
  fireEvent.click(await screen.findByRole("button", { name: "Desfazer" }));
  await waitFor(() => expect(onReturn).toHaveBeenCalledTimes(1));
  expect(undo).toHaveBeenCalledTimes(1);
  expect(box().value).toBe("Combinado!");
});

const sendAndClose = () => fireEvent.keyDown(box(), { key: "Enter", ctrlKey: true, shiftKey: true });

test("a reply whose closing fails says so, and is taken back alone", async () => {
  const failed = '{"code":"data.full","params":{"dir":"/d"}}';
  vi.spyOn(desk.conversation, "close").mockRejectedValue(failed);
  const undo = vi.spyOn(desk.conversation, "undo");
  await show();
  type("Combinado!");
  sendAndClose();
  expect(await screen.findByText(/^Enviando para Ana Beatriz Moraes, mas .* O disco está cheio \(\/d\)/)).toBeDefined();
  expect(onDone).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole("button", { name: "Desfazer" }));
  await waitFor(() => expect(box().value).toBe("Combinado!"));
  expect(undo).not.toHaveBeenCalled();
});

test("a reply can be taken back at once while its closing is late, and then that is undone too", async () => {
  const answers: ((decision: string) => void)[] = [];
  vi.spyOn(desk.conversation, "close").mockReturnValue(new Promise((answer) => answers.push(answer)));
  const undo = vi.spyOn(desk.conversation, "undo").mockResolvedValue();
  await show();
  type("Combinado!");
  sendAndClose();
  fireEvent.click(await screen.findByRole("button", { name: "Desfazer" }));
  await waitFor(() => expect(box().value).toBe("Combinado!"));
  expect(undo).not.toHaveBeenCalled();
  answers[0]?.("decided");
  await waitFor(() => expect(undo).toHaveBeenCalledWith("ana", "decided"));
  expect(onReturn).toHaveBeenCalledTimes(1);
});

test("what is typed on while a reply is queued is all that stays", async () => {
  const { reply } = desk.conversation;
  const queue: (() => void)[] = [];
  vi.spyOn(desk.conversation, "reply").mockImplementation(async (asked) => {
    await new Promise<void>((go) => queue.push(go));
    return reply(asked);
  });
  await show();
  type("Bom dia");
  fireEvent.keyDown(box(), { key: "Enter" });
  await waitFor(() => expect(desk.conversation.reply).toHaveBeenCalled());
  type("Bom diaTe");
  queue[0]?.();
  await waitFor(() => expect(box().value).toBe("Te"));
});

test("files are shown with their size, removed by a button, and named when the channel cannot carry them", async () => {
  const reply = vi.spyOn(desk.conversation, "reply");
  await show();
  type("Segue");
  via("E-mail");
  fireEvent.click(screen.getByRole("button", { name: "Anexar arquivo" }));
  expect(await screen.findByText("orcamento-girassol.pdf")).toBeDefined();
  expect(screen.getByText("184 kB de 25 MB")).toBeDefined();
  via("SMS");
  expect(screen.getByText(/Não vai por SMS: orcamento-girassol.pdf\. Fica no rascunho/)).toBeDefined();
  via(/^E-mail/);
  fireEvent.click(screen.getByRole("button", { name: "Tirar orcamento-girassol.pdf" }));
  expect(screen.queryByText("orcamento-girassol.pdf")).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Anexar arquivo" }));
  await screen.findByText("orcamento-girassol.pdf");
  fireEvent.keyDown(box(), { key: "Enter", ctrlKey: true });
  await waitFor(() => expect(reply.mock.calls[0]?.[0].files).toMatchObject([{ name: "orcamento-girassol.pdf" }]));
});

test("a file too many is named and not attached", async () => {
  const large = { name: "filme.mp4", size: 20_000_000, sha256: "f" };
  vi.spyOn(desk.composer, "chooseFiles").mockResolvedValue({
    files: [large, { ...large, name: "outro.mp4", sha256: "g" }],
    problems: [],
  });
  await show();
  via("E-mail");
  fireEvent.click(screen.getByRole("button", { name: "Anexar arquivo" }));
  expect(await screen.findByText(/outro.mp4 não cabe: os anexos de um e-mail podem somar 25 MB/)).toBeDefined();
  expect(screen.getByText("filme.mp4")).toBeDefined();
});

test("a pasted picture goes along by e-mail, and by SMS is refused with a way out", async () => {
  const upload = vi.spyOn(desk.composer, "upload");
  await show();
  const picture = new File(["PNG"], "image.png", { type: "image/png" });
  const clipboard = { clipboardData: { files: [picture], types: ["Files"] } };
  via("SMS");
  fireEvent.paste(box(), clipboard);
  expect(upload).not.toHaveBeenCalled();
  fireEvent.click(await screen.findByRole("button", { name: "Passar para e-mail" }));
  fireEvent.paste(box(), clipboard);
  expect(await screen.findByText("imagem colada.png")).toBeDefined();
});

test("offline the button queues", async () => {
  const health = await desk.shop.health();
  vi.spyOn(desk.shop, "health").mockResolvedValue({ ...health, offline: true });
  await show();
  expect(await screen.findByRole("button", { name: "Pôr na fila" })).toBeDefined();
  expect(screen.getByText("Sem internet.")).toBeDefined();
  type("Até já");
  fireEvent.keyDown(box(), { key: "Enter" });
  expect(await screen.findByText("Na fila para Ana Beatriz Moraes")).toBeDefined();
});

test("a reply is planned for a preset moment", async () => {
  const reply = vi.spyOn(desk.conversation, "reply");
  await show();
  type("Bom dia!");
  fireEvent.click(screen.getByRole("button", { name: "Outras formas de enviar" }));
  fireEvent.click(await screen.findByRole("menuitem", { name: "Enviar depois…" }));
  fireEvent.click(await screen.findByRole("button", { name: /^Amanhã/ }));
  await waitFor(() => expect(reply.mock.calls[0]?.[0].at).toBeGreaterThan(Date.now()));
  expect(await screen.findByText(/^Agendada para amanhã/)).toBeDefined();
});

test("what was typed before comes back with the box", async () => {
  await desk.composer.save("ana", [{ slot: "sms", ...emptyDraft, text: "Olá, Ana" }]);
  await show();
  expect(box().value).toBe("Olá, Ana");
  expect(screen.getByRole<HTMLInputElement>("radio", { name: "SMS" }).checked).toBe(true);
});

test("words on a channel that is no longer there come to the one that is", async () => {
  await desk.composer.save("ana", [{ slot: "sms", ...emptyDraft, text: "Olá, Ana" }]);
  await show({ ...card, channels: card.channels.filter((each) => each.channel !== "sms") });
  await waitFor(() => expect(box().value).toBe("Olá, Ana"));
  expect(screen.getByRole<HTMLInputElement>("radio", { name: "WhatsApp" }).checked).toBe(true);
});
