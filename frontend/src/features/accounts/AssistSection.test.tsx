import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { AssistTrial } from "../../api/assistant";
import { fakeDesk } from "../../api/fake";
import { DeskProvider } from "../../api/react";
import type { Desk } from "../../api/types";
import { LanguageProvider } from "../../i18n/react";
import { CommandsProvider } from "../../lib/commands";
import { ToastProvider } from "../../ui/toasts";
import { AssistSection } from "./AssistSection";

let desk: Desk;

beforeEach(async () => {
  desk = fakeDesk();
  await desk.assistant.refuse();
});
afterEach(cleanup);

async function show(): Promise<void> {
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <ToastProvider>
            <AssistSection />
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
  await screen.findByText("Onde ela roda");
}

const button = (name: string) => screen.getByRole<HTMLButtonElement>("button", { name });
const address = (to: string) => fireEvent.change(screen.getByLabelText("Endereço"), { target: { value: to } });
const cloud: AssistTrial = {
  models: ["gpt-oss:cloud", "gemma3"],
  model: "gpt-oss:cloud",
  host: "localhost:11434",
  place: "cloud",
  latencyMs: 90,
};

test("it is off until it was tested and accepted, and says where the words go", async () => {
  const accept = vi.spyOn(desk.assistant, "accept");
  await show();
  expect(screen.getByText("Desligada.")).toBeDefined();
  expect(button("Aceitar e ligar").disabled).toBe(true);
  fireEvent.click(button("Testar"));
  expect(await screen.findByText(/simulado respondeu de 127.0.0.1:11434 em 120 ms/)).toBeDefined();
  expect(screen.getByText(/não saem dele/)).toBeDefined();
  fireEvent.click(button("Aceitar e ligar"));
  expect(await screen.findByText("Ligada:")).toBeDefined();
  expect(accept).toHaveBeenCalledWith(expect.objectContaining({ model: "simulado", keyed: false }), "");
  fireEvent.click(button("Desligar a IA"));
  expect(await screen.findByText("Desligada.")).toBeDefined();
});

test("a test speaks for its address and key alone", async () => {
  await show();
  fireEvent.click(button("Testar"));
  await waitFor(() => expect(button("Aceitar e ligar").disabled).toBe(false));
  address("https://api.openai.com/v1");
  expect(button("Aceitar e ligar").disabled).toBe(true);
  expect(screen.queryByText(/respondeu/)).toBeNull();
});

test("a cloud behind this computer is called a cloud, and has prices and a limit", async () => {
  vi.spyOn(desk.assistant, "test").mockResolvedValue(cloud);
  const accept = vi.spyOn(desk.assistant, "accept");
  await show();
  expect(screen.queryByLabelText("Limite por mês")).toBeNull();
  fireEvent.click(button("Testar"));
  expect(await screen.findByText(/gpt-oss:cloud roda na nuvem/)).toBeDefined();
  fireEvent.change(screen.getByLabelText("Limite por mês"), { target: { value: "muito" } });
  expect(button("Aceitar e ligar").disabled).toBe(true);
  fireEvent.change(screen.getByLabelText("Limite por mês"), { target: { value: "20" } });
  fireEvent.change(screen.getByLabelText("Um milhão de tokens lidos"), { target: { value: "0,15" } });
  accept.mockRejectedValueOnce('{"code":"ai.prices","params":{}}');
  fireEvent.click(button("Aceitar e ligar"));
  expect(await screen.findByText(/precisa dos dois preços/)).toBeDefined();
  fireEvent.change(screen.getByLabelText("Um milhão de tokens escritos"), { target: { value: "0,6" } });
  fireEvent.click(button("Aceitar e ligar"));
  await waitFor(() =>
    expect(accept).toHaveBeenLastCalledWith(
      expect.objectContaining({ priceIn: 150, priceOut: 600, cap: 20_000, currency: "BRL" }),
      "",
    ),
  );
});

test("another model is tested before it can be accepted", async () => {
  const trying = vi.spyOn(desk.assistant, "test").mockResolvedValue(cloud);
  await show();
  fireEvent.click(button("Testar"));
  fireEvent.click(await screen.findByRole("radio", { name: "gemma3" }));
  await waitFor(() => expect(trying).toHaveBeenLastCalledWith("http://127.0.0.1:11434/v1", "gemma3", ""));
});

test("a server that does not answer says so", async () => {
  vi.spyOn(desk.assistant, "test").mockRejectedValue('{"code":"ai.unreachable","params":{"host":"localhost:1"}}');
  await show();
  fireEvent.click(button("Testar"));
  expect(await screen.findByText(/A IA em localhost:1 não responde/)).toBeDefined();
  expect(button("Aceitar e ligar").disabled).toBe(true);
});
