import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { AssistDifference } from "../../api/assistant";
import type { Then } from "../../api/closing";
import { fakeDesk } from "../../api/fake";
import type { Card, Desk } from "../../api/types";
import { box, showComposer, type } from "./Composer.stage";

let desk: Desk;
let card: Card;
const otherPrice: AssistDifference = {
  kind: "price",
  now: "R$ 27,00",
  before: "R$ 25,00",
  source: { kind: "message", id: "m1" },
};

beforeEach(async () => {
  desk = fakeDesk();
  card = await desk.conversation.card("ana");
});
afterEach(cleanup);

const enter = () => fireEvent.keyDown(box(), { key: "Enter" });

test("what differs from what was said is shown before it leaves, and the same key once more sends it", async () => {
  vi.spyOn(desk.assistant, "check").mockResolvedValue([otherPrice]);
  const reply = vi.spyOn(desk.conversation, "reply");
  await showComposer({ desk, card });
  type("Custa R$ 27,00");
  enter();
  expect(await screen.findByText("Agora: R$ 27,00. Antes foi dito: R$ 25,00.")).toBeDefined();
  expect(reply).not.toHaveBeenCalled();
  enter();
  await waitFor(() => expect(reply).toHaveBeenCalledTimes(1));
  await waitFor(() => expect(box().value).toBe(""));
  expect(screen.queryByText(/Antes foi dito/)).toBeNull();
});

test("another text is looked at anew, and the warning goes with the text that it was about", async () => {
  const check = vi.spyOn(desk.assistant, "check").mockResolvedValue([otherPrice]);
  const reply = vi.spyOn(desk.conversation, "reply");
  await showComposer({ desk, card });
  type("Custa R$ 27,00");
  enter();
  await screen.findByText(/Antes foi dito/);
  type("Custa R$ 28,00");
  expect(screen.queryByText(/Antes foi dito/)).toBeNull();
  enter();
  await screen.findByText(/Antes foi dito/);
  expect(check).toHaveBeenLastCalledWith("ana", "Custa R$ 28,00");
  expect(reply).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole("button", { name: "Enviar assim mesmo" }));
  await waitFor(() => expect(reply).toHaveBeenCalledTimes(1));
});

test("a reply that closes is warned of before what was promised is asked about, and closes by the warning's button too", async () => {
  vi.spyOn(desk.assistant, "check").mockResolvedValue([otherPrice]);
  const reply = vi.spyOn(desk.conversation, "reply");
  const close = vi.spyOn(desk.conversation, "close");
  const onClosing = vi.fn<(then: Then) => void>();
  await showComposer({ desk, card, onClosing });
  type("Custa R$ 27,00");
  fireEvent.keyDown(box(), { key: "Enter", ctrlKey: true, shiftKey: true });
  await screen.findByText(/Antes foi dito/);
  expect(onClosing).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole("button", { name: "Enviar assim mesmo" }));
  await waitFor(() => expect(onClosing).toHaveBeenCalledTimes(1));
  expect(reply).not.toHaveBeenCalled();
  onClosing.mock.lastCall?.[0].close([]);
  await waitFor(() => expect(close).toHaveBeenCalledWith("ana"));
  expect(reply).toHaveBeenCalledTimes(1);
});

test.each([
  ["fails", () => Promise.reject(new Error("broken"))],
  ["never answers", () => new Promise<never>(() => undefined)],
])("a guard that %s keeps nothing back", async (_, check) => {
  vi.spyOn(desk.assistant, "check").mockImplementation(check);
  const reply = vi.spyOn(desk.conversation, "reply");
  await showComposer({ desk, card });
  type("Combinado");
  enter();
  await waitFor(() => expect(reply).toHaveBeenCalledTimes(1), { timeout: 3_000 });
});

test("a word of the trade is pointed out, and keeps nothing back", async () => {
  const reply = vi.spyOn(desk.conversation, "reply");
  await showComposer({ desk, card });
  type("O SKU é 12");
  expect(await screen.findByText(/“SKU” o cliente pode não conhecer; diga “código do produto”/)).toBeDefined();
  enter();
  await waitFor(() => expect(reply).toHaveBeenCalledTimes(1));
});
