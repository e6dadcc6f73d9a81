import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Hint } from "./api/cases";
import { emptyDraft } from "./api/drafts";
import { fakeDesk } from "./api/fake";
import { DeskProvider } from "./api/react";
import type { Desk } from "./api/types";
import { ClosingQuestion } from "./ClosingQuestion";
import { CustomerDialogs } from "./CustomerDialogs";
import { LanguageProvider } from "./i18n/react";
import { CommandsProvider } from "./lib/commands";
import { ToastPlace, ToastProvider } from "./ui/toasts";
import { useMatters } from "./useMatters";

let desk: Desk;
const show = vi.fn<(messageId: string) => void>();
const ana = { customerId: "ana", name: "Ana Beatriz Moraes" };

beforeEach(() => {
  desk = fakeDesk();
  show.mockClear();
});
afterEach(cleanup);

function Conversation() {
  const matters = useMatters(ana, show);
  return (
    <main>
      {matters.bar}
      <div id="earlier" data-message="m119" tabIndex={-1} />
      {matters.hint}
      {matters.block}
      {matters.dialogs}
    </main>
  );
}

async function open(hints: Hint[] = []) {
  const read = desk.cases.of;
  vi.spyOn(desk.cases, "of").mockImplementation(async (id) => ({ ...(await read(id)), hints }));
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <ToastProvider>
            <CustomerDialogs>
              <ClosingQuestion>
                <Conversation />
              </ClosingQuestion>
            </CustomerDialogs>
            <ToastPlace dismissLabel="x" />
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
  await screen.findByRole("button", { name: /^Copiar/ });
}

const press = (key: string) => act(async () => void fireEvent.keyDown(document.body, { key }));
const click = (name: string | RegExp) => act(async () => void fireEvent.click(screen.getByRole("button", { name })));
/** By the menu of the case. */
const closeCase = async () => {
  await click("Ações do protocolo");
  await act(async () => void fireEvent.click(await screen.findByRole("menuitem", { name: /só este protocolo/ })));
};
const now = async () => (await desk.cases.of("ana")).cases;
const newest = async () =>
  (await desk.conversation.timeline("ana", "", 5)).items.find((item) => item.kind === "message")?.id ?? "";

test("a class is set by its key, taken back by the same, and every step can be undone", async () => {
  await open();
  await press("3");
  expect(await screen.findByText("Classificado: Reclamação")).toBeDefined();
  expect((await now())[0]?.class).toBe("complaint");
  await press("3");
  await screen.findByText("Classe tirada");
  expect((await now())[0]?.class).toBe("");
  await press("z");
  await waitFor(async () => expect((await now())[0]?.class).toBe("complaint"));
  await screen.findByText(/está como antes/);
  await press("z");
  await waitFor(async () => expect((await now())[0]?.class).toBe(""));
});

test("the suggested class is never set by itself, and one click sets it", async () => {
  const classify = vi.spyOn(desk.cases, "classify");
  await open();
  const suggested = screen.getByRole("button", { name: /Classificar como Solicitação/ });
  expect(classify).not.toHaveBeenCalled();
  await act(async () => void fireEvent.click(suggested));
  expect(classify.mock.calls).toEqual([["case-ana", "request"]]);
  expect(await screen.findByRole("button", { name: "Solicitação" })).toBeDefined();
});

test("what is undone too late says so", async () => {
  await open();
  vi.spyOn(desk.cases, "undo").mockRejectedValue('{"code":"undo.changed_since","params":{}}');
  await press("1");
  await screen.findByText("Classificado: Elogio");
  await press("z");
  expect(await screen.findByText(/Não dá mais para desfazer/)).toBeDefined();
});

test("a promise is written down with its words, shown, and kept", async () => {
  const promise = vi.spyOn(desk.cases, "promise");
  await open();
  await press("d");
  fireEvent.change(await screen.findByLabelText("O que foi prometido"), { target: { value: " refazer a agenda " } });
  await click(/^Segunda-feira que vem/);
  expect(promise.mock.calls[0]?.[2]).toBe("refazer a agenda");
  expect(await screen.findByRole("button", { name: /^Prometido para/ })).toBeDefined();
  await click("Feito");
  await waitFor(() => expect(screen.queryByRole("button", { name: /^Prometido para/ })).toBeNull());
  await press("z");
  expect(await screen.findByRole("button", { name: /^Prometido para/ })).toBeDefined();
});

test("a promise that is due says so in words", async () => {
  await desk.cases.promise("case-ana", Date.now() - 60_000, "");
  await open();
  expect(screen.getByRole("button", { name: /^Era para/ })).toBeDefined();
});

test("S splits the newest message off, or the one with the focus; undo brings it back", async () => {
  const split = vi.spyOn(desk.cases, "split");
  await open();
  await press("s");
  await screen.findByText("Separado em um novo protocolo");
  expect(split.mock.calls).toEqual([[await newest()]]);
  expect(await now()).toHaveLength(2);
  await press("z");
  await waitFor(async () => expect(await now()).toHaveLength(1));
  const items = (await desk.conversation.timeline("ana", "", 5)).items.filter((item) => item.kind === "message");
  const earlier = document.getElementById("earlier");
  if (!earlier) throw new Error("nothing to point at");
  earlier.dataset.message = items[2]?.id ?? "";
  act(() => earlier.focus());
  await press("s");
  await waitFor(() => expect(split).toHaveBeenLastCalledWith(items[2]?.id));
});

test("the first message of a case is not split off", async () => {
  const split = vi.spyOn(desk.cases, "split");
  await open();
  const first = (await desk.cases.story("case-ana")).items[0];
  const earlier = document.getElementById("earlier");
  if (!earlier || !first) throw new Error("nothing to point at");
  earlier.dataset.message = first.id;
  act(() => earlier.focus());
  await press("s");
  expect(await screen.findByText(/já é o começo/)).toBeDefined();
  expect(split).not.toHaveBeenCalled();
});

test("G asks for another case only, and puts the message there", async () => {
  const join = vi.spyOn(desk.cases, "join");
  await open();
  await press("g");
  expect(screen.queryByRole("dialog")).toBeNull();
  await press("s");
  await screen.findByText("Separado em um novo protocolo");
  await press("g");
  const choices = (await screen.findByRole("dialog")).querySelectorAll("li button");
  expect(choices).toHaveLength(1);
  await act(async () => void fireEvent.click(choices[0] as Element));
  expect(join.mock.calls).toEqual([["case-ana", await newest()]]);
  expect(await screen.findByText(/^Mensagem posta em/)).toBeDefined();
});

test("pressing a case in the panel goes to where it begins", async () => {
  await open();
  await act(async () => void fireEvent.click(screen.getByRole("button", { name: /aberto$/ })));
  const first = (await desk.cases.story("case-ana")).items[0];
  await waitFor(() => expect(show.mock.calls).toEqual([[first?.id]]));
});

const hint = (kind: Hint["kind"], more: Partial<Hint> = {}): Hint => ({
  messageId: "m1",
  kind,
  number: "261126-07.099-11",
  caseId: "",
  customerId: "",
  name: "",
  ...more,
});

test("a number of another customer is asked about: they are merged first, then the message joins", async () => {
  const done: string[] = [];
  vi.spyOn(desk.customer, "merge").mockImplementation(async (keep, other) => {
    done.push(`merge ${keep} ${other}`);
    return "event";
  });
  vi.spyOn(desk.cases, "join").mockImplementation(async (caseId, messageId) => {
    done.push(`join ${caseId} ${messageId}`);
    return "event";
  });
  await open([hint("quoted_by_another", { caseId: "case-rafael", customerId: "rafael", name: "Rafael Kowalski" })]);
  expect(screen.getByRole("region", { name: "Pergunta sobre uma mensagem" }).textContent).toContain(
    "Esta mensagem cita o protocolo 261126-07.099-11, de Rafael Kowalski. É a mesma pessoa?",
  );
  await click("É a mesma pessoa");
  expect(done).toEqual([]);
  await screen.findByText(/Nada é apagado/);
  await click("Unir");
  await waitFor(() => expect(done).toEqual(["merge ana rafael", "join case-rafael m1"]));
});

test.each([
  { kind: "quoted_by_another" as const, more: { customerId: "rafael", name: "Rafael" }, no: "Não" },
  { kind: "mistyped" as const, more: { caseId: "case-ana", customerId: "ana" }, no: "Não" },
  { kind: "unknown_number" as const, more: {}, no: "Entendi" },
  { kind: "other_matter" as const, more: { caseId: "case-ana", customerId: "ana" }, no: "É o mesmo assunto" },
  { kind: "same_subject" as const, more: { caseId: "case-ana", customerId: "ana" }, no: "Não" },
])("$kind can be answered no", async ({ kind, more, no }) => {
  const dismiss = vi.spyOn(desk.cases, "dismissHint");
  await open([hint(kind, more)]);
  await click("Ver a mensagem");
  expect(show).toHaveBeenCalledWith("m1");
  await click(no);
  expect(dismiss.mock.calls).toEqual([[hint(kind, more)]]);
});

test.each([
  { name: "its toast", back: () => click("Desfazer") },
  { name: "Z", back: () => press("z") },
])("a question that was turned down is asked again by $name", async ({ back }) => {
  const again = vi.spyOn(desk.cases, "askAgain");
  await open([hint("mistyped", { caseId: "case-ana", customerId: "ana" })]);
  await click("Não");
  await screen.findByText("Pergunta retirada");
  await back();
  expect(again.mock.calls).toEqual([[hint("mistyped", { caseId: "case-ana", customerId: "ana" })]]);
});

test("a number with one mistake joins by a click", async () => {
  const join = vi.spyOn(desk.cases, "join");
  await open([hint("mistyped", { caseId: "case-ana", customerId: "ana" })]);
  await click("Juntar");
  expect(join.mock.calls).toEqual([["case-ana", "m1"]]);
});

test("a number of hers, since the two are one person, joins by a click", async () => {
  const join = vi.spyOn(desk.cases, "join");
  await open([hint("quoted_by_another", { caseId: "case-ana", customerId: "ana" })]);
  expect(screen.getByRole("region", { name: "Pergunta sobre uma mensagem" }).textContent).toContain(
    "cita o protocolo 261126-07.099-11 desta pessoa",
  );
  await click("Juntar");
  expect(join.mock.calls).toEqual([["case-ana", "m1"]]);
});

test.each([
  { name: "a click", yes: () => click("Abrir outro protocolo") },
  { name: "S", yes: () => press("s") },
])("what may be another matter gets its own case by $name, and undo brings it back", async ({ yes }) => {
  const split = vi.spyOn(desk.cases, "split");
  const earlier = (await desk.cases.story("case-ana")).items[1]?.id ?? "";
  expect(earlier).not.toBe(await newest());
  await open([hint("other_matter", { messageId: earlier, caseId: "case-ana", customerId: "ana" })]);
  expect(screen.getByRole("region", { name: "Pergunta sobre uma mensagem" }).textContent).toContain(
    "Outro assunto? A mensagem foi posta no protocolo",
  );
  await yes();
  await screen.findByText("Separado em um novo protocolo");
  expect(split.mock.calls).toEqual([[earlier]]);
  expect(await now()).toHaveLength(2);
  await press("z");
  await waitFor(async () => expect(await now()).toHaveLength(1));
});

test("closing a case whose number she has offers the closing words, below what is typed and with its gap", async () => {
  await desk.cases.toldAloud("case-ana");
  await desk.composer.save("ana", [{ slot: "whatsapp", ...emptyDraft, text: "Oi, Ana." }]);
  const reply = vi.spyOn(desk.conversation, "reply");
  await open();
  await closeCase();
  await click("Avisar que está encerrado");
  await waitFor(async () => {
    const [draft] = await desk.composer.drafts("ana");
    expect(draft?.text).toMatch(/^Oi, Ana\.\n\nAna, seu protocolo .* está encerrado: \[confirmar: resumo\]/);
  });
  expect(reply).not.toHaveBeenCalled();
  expect((await now())[0]?.state).toBe("closed");
});

test("the closing words are asked for in the language that she is written to in", async () => {
  await desk.cases.toldAloud("case-ana");
  await desk.customer.speak("ana", "es");
  const fill = vi.spyOn(desk.phrases, "fill");
  await open();
  await closeCase();
  await click("Avisar que está encerrado");
  await waitFor(() => expect(fill).toHaveBeenCalledWith(expect.objectContaining({ language: "es" })));
});

test("nothing is offered about a number that she was never told", async () => {
  await open();
  await closeCase();
  await screen.findByText(/^Encerrado:/);
  expect(screen.queryByRole("button", { name: "Avisar que está encerrado" })).toBeNull();
});

test.each([
  { answer: "Foi feito", state: "closed", promise: "" },
  { answer: "Não foi feito", state: "closed", promise: "separar dez cadernos" },
  { answer: "Deixar aberto", state: "open", promise: "separar dez cadernos" },
])("a case is closed with a promise: $answer", async ({ answer, state, promise }) => {
  await desk.cases.promise("case-ana", Date.now() - 1, "separar dez cadernos");
  await open();
  await closeCase();
  await click(answer);
  await waitFor(async () => expect((await now())[0]).toMatchObject({ state, promise }));
  if (state === "open") return;
  await press("z");
  await waitFor(async () => expect((await now())[0]).toMatchObject({ state: "open", promise: "separar dez cadernos" }));
});

test("a case is opened by hand, is the one spoken of, and is gone with the undo", async () => {
  await open();
  const before = (await now())[0]?.protocol ?? "";
  await click("Abrir um protocolo novo");
  await screen.findByText("Novo protocolo aberto");
  const [made] = await now();
  expect(made?.protocol).not.toBe(before);
  await screen.findByRole("button", { name: `Copiar ${made?.protocol}` });
  await press("z");
  await waitFor(async () => expect((await now()).map((k) => k.protocol)).toEqual([before]));
});
