import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Act } from "../../api/cases";
import { fakeDesk } from "../../api/fake";
import { DeskProvider } from "../../api/react";
import type { Desk } from "../../api/types";
import { LanguageProvider } from "../../i18n/react";
import { translator } from "../../i18n/translate";
import { CommandsProvider } from "../../lib/commands";
import { ToastPlace, ToastProvider } from "../../ui/toasts";
import { ActRow } from "./ActRow";
import { whatWasDone, whyItWasDone } from "./acts";

const facts = {
  id: "act-1",
  caseId: "case-1",
  openId: "case-1",
  at: Date.now(),
  customerId: "ana",
  name: "Ana Moraes",
  protocol: "261126-07.014-81",
  messageId: "m1",
  channel: "whatsapp",
  direction: "in",
  snippet: "Vocês têm agenda?",
  undone: false,
  undoable: true,
} as const;
const opened: Act = { ...facts, kind: "case.opened", rule: "" };
const attributed: Act = { ...facts, kind: "message.attributed", rule: "reclame_aqui", caseId: "", openId: "" };
const left: Act = { ...facts, kind: "consent.withdrawn", rule: "message", caseId: "", openId: "", protocol: "" };

let desk: Desk;
const ways = { onCase: vi.fn(), onConversation: vi.fn(), onRules: vi.fn() };

beforeEach(() => {
  desk = fakeDesk();
  for (const way of Object.values(ways)) way.mockReset();
});
afterEach(cleanup);

function show(of: Act): void {
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <ToastProvider>
            <ActRow act={of} {...ways} />
            <ToastPlace dismissLabel="x" />
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
}

const click = (name: string) => act(async () => screen.getByRole("button", { name }).click());

test.each<[Act, string, string]>([
  [opened, "Protocolo 261126-07.014-81 aberto", "Chegou uma mensagem, e nenhum protocolo estava aberto."],
  [
    { ...facts, kind: "case.reopened", rule: "" },
    "Protocolo 261126-07.014-81 reaberto",
    "Chegou outra mensagem, pouco depois de encerrado.",
  ],
  [
    { ...facts, kind: "case.joined", rule: "protocol" },
    "Mensagem posta no protocolo 261126-07.014-81",
    "A mensagem cita o número.",
  ],
  [
    { ...facts, kind: "case.joined", rule: "reply" },
    "Mensagem posta no protocolo 261126-07.014-81",
    "Responde a um e-mail deste protocolo.",
  ],
  [
    { ...facts, kind: "case.joined", rule: "open", direction: "out" },
    "Resposta da loja posta no protocolo 261126-07.014-81",
    "A loja respondeu por outro programa, com este protocolo aberto.",
  ],
  [attributed, "E-mail de um programa posto na conversa", "Regra: Reclame AQUI."],
  [left, "Campanhas e pesquisas suspensas por WhatsApp", "A mensagem diz apenas que não quer mais receber."],
  [
    { ...left, rule: "provider", direction: "out", channel: "sms" },
    "Envios por SMS suspensos",
    "O provedor recusou a mensagem: a pessoa pediu para não receber nada.",
  ],
  [
    { ...left, kind: "consent.given" },
    "Campanhas e pesquisas de volta",
    "A mensagem diz apenas que quer voltar a receber.",
  ],
])("%o in words", (each, what, why) => {
  const t = translator("pt-BR");
  expect([whatWasDone(each, t), whyItWasDone(each, t)]).toEqual([what, why]);
});

test("it leads to the case and to the message, and is undone", async () => {
  const undo = vi.spyOn(desk.cases, "undo").mockResolvedValue();
  show(opened);
  await click("Protocolo 261126-07.014-81 aberto");
  await click("WhatsApp: Vocês têm agenda?");
  expect(ways.onCase).toHaveBeenCalledWith("case-1");
  expect(ways.onConversation).toHaveBeenCalledWith("ana", "m1");
  await click("Desfazer: Protocolo 261126-07.014-81 aberto, Ana Moraes");
  expect(undo).toHaveBeenCalledWith("case-1", "act-1");
  expect(await screen.findByText("Desfeito: 261126-07.014-81 está como antes")).toBeDefined();
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "WhatsApp: Vocês têm agenda?" }));
});

test("what she said of what she wants is taken back as itself", async () => {
  const undo = vi.spyOn(desk.consents, "undo").mockResolvedValue();
  show(left);
  await click("Desfazer: Campanhas e pesquisas suspensas por WhatsApp, Ana Moraes");
  expect(undo).toHaveBeenCalledWith(["act-1"]);
  expect(await screen.findByText("Desfeito: Ana Moraes está como antes")).toBeDefined();
});

test("what cannot be undone any more says so in words", async () => {
  vi.spyOn(desk.cases, "undo").mockRejectedValue(new Error(JSON.stringify({ code: "undo.changed_since", params: {} })));
  show(opened);
  await click("Desfazer: Protocolo 261126-07.014-81 aberto, Ana Moraes");
  expect(await screen.findByText(/outra coisa foi decidida/)).toBeDefined();
});

test.each([
  { name: "undone", more: { undone: true, undoable: false, openId: "" }, words: "desfeito" },
  { name: "overtaken", more: { undoable: false }, words: "já mudou depois" },
])("$name: shown, and without an undo", ({ more, words }) => {
  show({ ...opened, ...more });
  expect(screen.getByText(words)).toBeDefined();
  expect(screen.queryByRole("button", { name: /^Desfazer/ })).toBeNull();
});

test("mail on behalf of a customer leads to the rules", async () => {
  show(attributed);
  expect(screen.queryByRole("button", { name: /^Desfazer/ })).toBeNull();
  await click("Ver as regras");
  expect(ways.onRules).toHaveBeenCalledOnce();
});
