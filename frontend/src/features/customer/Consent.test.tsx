import { act, cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Allowed } from "../../api/consents";
import { fakeDesk } from "../../api/fake";
import { DeskProvider } from "../../api/react";
import type { Desk } from "../../api/types";
import { useProfile } from "../../api/usePeople";
import { LanguageProvider } from "../../i18n/react";
import { CommandsProvider, useCommands } from "../../lib/commands";
import { ToastPlace, ToastProvider } from "../../ui/toasts";
import { Consent } from "./Consent";
import { useConsent } from "./useConsent";

let desk: Desk;
beforeEach(() => {
  desk = fakeDesk();
});
afterEach(cleanup);

function Card() {
  const profile = useProfile("ana").data;
  const consent = useConsent("ana", "Ana");
  useCommands(consent.commands);
  return profile ? <Consent heading="h4" profile={profile} /> : null;
}

async function show(): Promise<void> {
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <ToastProvider>
            <Card />
            <ToastPlace dismissLabel="x" />
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
  await screen.findByText("Permissão para campanhas");
}

const allowed: Allowed = {
  identityId: "i1",
  channel: "sms",
  address: "(32) 90000-1418",
  status: "none",
  source: "",
  saidAt: 0,
  stopped: false,
};
const answer = (of: RegExp, name: string) =>
  within(screen.getByRole("group", { name: of })).getByRole("button", { name });
const click = (button: HTMLElement) => act(async () => button.click());

test.each<[string, Partial<Allowed>, string, string]>([
  ["nothing was said", {}, "ainda não disse", ""],
  ["yes, by word of mouth", { status: "given", source: "spoken" }, "de viva voz, 14/03/2025", "Sim"],
  ["no, by a message", { status: "withdrawn", source: "message" }, "por mensagem, 14/03/2025", "Não"],
])("%s", async (_, has, how, pressed) => {
  vi.spyOn(desk.consents, "of").mockResolvedValue([{ ...allowed, ...has, saidAt: new Date(2025, 2, 14).getTime() }]);
  await show();
  expect(await screen.findByText(how)).toBeDefined();
  expect(screen.queryByRole("button", { pressed: true })?.textContent ?? "").toBe(pressed);
  expect(screen.queryByText("Em todos os contatos")).toBeNull();
});

test("what the provider keeps from her is said in words", async () => {
  vi.spyOn(desk.consents, "of").mockResolvedValue([
    { ...allowed, status: "withdrawn", source: "provider", stopped: true },
  ]);
  await show();
  expect(await screen.findByText(/Só volta respondendo START/)).toBeDefined();
});

test("a yes is written down for one address, and taken back", async () => {
  await show();
  await click(answer(/^Campanhas por WhatsApp/, "Sim"));
  expect(answer(/^Campanhas por WhatsApp/, "Sim").getAttribute("aria-pressed")).toBe("true");
  expect(answer(/^Campanhas por E-mail/, "Sim").getAttribute("aria-pressed")).toBe("false");
  expect(await screen.findByText("Ana Beatriz Moraes aceita campanhas: WhatsApp")).toBeDefined();
  await click(screen.getByRole("button", { name: "Desfazer" }));
  expect(answer(/^Campanhas por WhatsApp/, "Sim").getAttribute("aria-pressed")).toBe("false");
});

test("a no for all leaves alone what is no already", async () => {
  await show();
  await click(answer(/^Campanhas por WhatsApp/, "Não"));
  const allow = vi.spyOn(desk.consents, "allow");
  await click(answer(/^Em todos/, "Não"));
  expect(allow).toHaveBeenCalledTimes(1);
  expect(allow.mock.calls[0]?.[0]).not.toContain("ana-whatsapp");
  await click(answer(/^Em todos/, "Não"));
  expect(allow).toHaveBeenCalledTimes(1);
});

test("what cannot be taken back any more says so", async () => {
  vi.spyOn(desk.consents, "undo").mockRejectedValue(new Error('{"code":"undo.changed_since","params":{}}'));
  await show();
  await click(answer(/^Campanhas por WhatsApp/, "Sim"));
  await click(screen.getByRole("button", { name: "Desfazer" }));
  expect(await screen.findByText(/outra coisa foi decidida/)).toBeDefined();
});
