import { act, cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Allowed, Told } from "../../api/consents";
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
const onShow = vi.fn<(messageId: string) => void>();
beforeEach(() => {
  desk = fakeDesk();
});
afterEach(cleanup);

function Card() {
  const profile = useProfile("ana").data;
  const consent = useConsent("ana", "Ana");
  useCommands(consent.commands);
  return profile ? <Consent heading="h4" profile={profile} onShow={onShow} /> : null;
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
  await screen.findByText("Permissões");
}

const said = (purpose: Told["purpose"], has: Partial<Told> = {}): Told => ({
  purpose,
  status: "none",
  source: "",
  saidAt: new Date(2025, 2, 14).getTime(),
  ...has,
});
const allowed: Allowed = {
  identityId: "i1",
  channel: "sms",
  address: "(32) 90000-1418",
  stopped: false,
  asked: [said("marketing"), said("surveys")],
};
const answer = (of: RegExp, name: string) =>
  within(screen.getByRole("group", { name: of })).getByRole("button", { name });
const click = (button: HTMLElement) => act(async () => button.click());

test.each<[string, Partial<Told>, string, string]>([
  ["nothing was said", {}, "ainda não disse", ""],
  ["yes, by word of mouth", { status: "given", source: "spoken" }, "de viva voz, 14/03/2025", "Sim"],
  ["no, by a message", { status: "withdrawn", source: "message" }, "por mensagem, 14/03/2025", "Não"],
])("%s", async (_, has, how, pressed) => {
  vi.spyOn(desk.consents, "of").mockResolvedValue([{ ...allowed, asked: [said("marketing", has), said("surveys")] }]);
  await show();
  expect(await screen.findByText(how)).toBeDefined();
  const group = within(screen.getByRole("group", { name: /^Campanhas por SMS/ }));
  expect(group.queryByRole("button", { pressed: true })?.textContent ?? "").toBe(pressed);
  expect(screen.queryByText("Em todos os contatos")).toBeNull();
});

test("what the provider keeps from her is said in words", async () => {
  vi.spyOn(desk.consents, "of").mockResolvedValue([
    { ...allowed, stopped: true, asked: [said("marketing", { status: "withdrawn", source: "provider" })] },
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
  expect(allow.mock.calls[0]?.[0]).not.toContainEqual({ identityId: "ana-whatsapp", channel: "whatsapp" });
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

test("surveys are another question than campaigns", async () => {
  await show();
  await click(screen.getByRole("button", { name: "Pesquisas" }));
  await click(answer(/^Pesquisas por WhatsApp/, "Não"));
  expect(await screen.findByText("Ana Beatriz Moraes não aceita pesquisas: WhatsApp")).toBeDefined();
  expect(answer(/^Pesquisas por WhatsApp/, "Não").getAttribute("aria-pressed")).toBe("true");
  await click(screen.getByRole("button", { name: "Campanhas" }));
  expect(answer(/^Campanhas por WhatsApp/, "Não").getAttribute("aria-pressed")).toBe("false");
});

test("a number is asked about calls once, whatever it is known by", async () => {
  const places = ["i1", "i2"].map((identityId): Allowed => ({ ...allowed, identityId, channel: "phone" }));
  vi.spyOn(desk.consents, "of").mockResolvedValue(places);
  await show();
  const allow = vi.spyOn(desk.consents, "allow");
  await click(answer(/^Campanhas por Telefone/, "Não"));
  expect(allow.mock.calls[0]).toEqual([
    [
      { identityId: "i1", channel: "phone" },
      { identityId: "i2", channel: "phone" },
    ],
    "marketing",
    false,
  ]);
});

test("all that was said is read, with the message that says so", async () => {
  await show();
  await click(answer(/^Campanhas por WhatsApp/, "Sim"));
  vi.spyOn(desk.consents, "sayings").mockResolvedValue([
    {
      id: "s1",
      channel: "sms",
      address: "(32) 90000-1418",
      status: "withdrawn",
      purposes: ["marketing", "surveys"],
      source: "message",
      basis: "",
      messageId: "m7",
      saidAt: new Date(2026, 1, 15).getTime(),
      at: new Date(2026, 1, 15).getTime(),
      byOwner: false,
      wording: "",
      undone: true,
      undoable: false,
    },
  ]);
  await click(screen.getByRole("button", { name: "O que já disse" }));
  expect(await screen.findByText("Não para campanhas, pesquisas")).toBeDefined();
  expect(screen.getByText(/por mensagem, 15\/02\/2026 · anotado pelo Balcão · desfeito/)).toBeDefined();
  await click(screen.getByRole("button", { name: "Ver a mensagem" }));
  expect(onShow).toHaveBeenCalledWith("m7");
});
