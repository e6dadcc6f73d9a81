import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CasesQuery } from "./api/cases";
import { fakeDesk } from "./api/fake";
import { DeskProvider } from "./api/react";
import type { Desk } from "./api/types";
import { CasesPlace } from "./CasesPlace";
import { ClosingQuestion } from "./ClosingQuestion";
import { LanguageProvider } from "./i18n/react";
import { CommandsProvider } from "./lib/commands";
import { ToastProvider } from "./ui/toasts";

let desk: Desk;
const onConversation = vi.fn();

beforeEach(() => {
  desk = fakeDesk();
  onConversation.mockReset();
});
afterEach(cleanup);

function Place() {
  const [open, setOpen] = useState<string | null>("case-ana");
  const [state, setState] = useState<CasesQuery["state"]>("");
  return (
    <CasesPlace
      state={state}
      onState={setState}
      open={open}
      onOpen={setOpen}
      acts={false}
      onActs={() => undefined}
      onRules={() => undefined}
      single={false}
      onConversation={onConversation}
      onCustomer={() => undefined}
      onLeave={() => undefined}
    />
  );
}

function show(): void {
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <ToastProvider>
            <ClosingQuestion>
              <Place />
            </ClosingQuestion>
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
}

const button = (name: string | RegExp) => screen.findByRole("button", { name });

test("a case is closed, and the undo opens it again", async () => {
  show();
  fireEvent.click(await button("Encerrar"));
  fireEvent.click(await button("Desfazer"));
  await button("Encerrar");
  expect((await desk.cases.story("case-ana")).state).toBe("open");
});

test("closing a case whose number she has offers the closing words, in her conversation", async () => {
  await desk.cases.toldAloud("case-ana");
  show();
  fireEvent.click(await button("Encerrar"));
  fireEvent.click(await button("Avisar que está encerrado"));
  expect(onConversation).toHaveBeenCalledWith("ana");
  await waitFor(async () =>
    expect((await desk.composer.drafts("ana"))[0]?.text).toMatch(/está encerrado: \[confirmar/),
  );
});

test("what was promised is asked about, and one undo brings back the case and the promise", async () => {
  await desk.cases.promise("case-ana", Date.now() - 1, "separar dez cadernos");
  show();
  fireEvent.click(await button("Encerrar"));
  expect((await screen.findByRole("dialog")).textContent).toContain("separar dez cadernos");
  fireEvent.click(await button("Foi feito"));
  fireEvent.click(await button("Desfazer"));
  await button("Encerrar");
  expect(await desk.cases.story("case-ana")).toMatchObject({ state: "open", promise: "separar dez cadernos" });
});

test("promises are listed by when they are due", async () => {
  const { cases: all } = await desk.cases.find({ text: "", state: "open" }, "", 50, { sequence: "", turn: 0 });
  const [first, second] = all;
  if (!first || !second) throw new Error("too few cases");
  await desk.cases.promise(first.id, Date.now() + 9_000_000, "");
  await desk.cases.promise(second.id, Date.now() - 9_000_000, "");
  show();
  fireEvent.click(await button("Promessas"));
  const top = () => screen.getByRole("navigation", { name: "Lista de protocolos" }).querySelector("button");
  await waitFor(() => expect(top()?.textContent).toContain(second.protocol));
  expect(top()?.textContent).toContain("Era para");
});

test("a message of the case opens in its conversation", async () => {
  show();
  const { items, customerId } = await desk.cases.story("case-ana");
  const said = await screen.findByRole("region", { name: "Mensagens" });
  const [first] = await within(said).findAllByRole("button");
  if (first) fireEvent.click(first);
  expect(onConversation).toHaveBeenCalledWith(customerId, items[0]?.id);
});

test("who is read the number has it", async () => {
  show();
  fireEvent.click(await button("Ler ao telefone"));
  fireEvent.click(await button("O cliente já tem o número"));
  await waitFor(async () => expect((await desk.cases.story("case-ana")).toldAt).toBeGreaterThan(0));
});

test("on paper: what was said, as words and nothing else, without the owner's notes", async () => {
  const hostile = '<img src=x onerror="alert(1)"> & <b>oi</b>';
  const items = await desk.cases.said("case-ana");
  vi.spyOn(desk.cases, "said").mockResolvedValue(items.map((i) => ({ ...i, text: hostile })));
  const print = vi.spyOn(desk.shop, "print");
  show();
  await desk.composer.note("ana", "fala com a mãe dela");
  fireEvent.click(await button("Imprimir ou PDF"));
  await waitFor(() => expect(document.querySelectorAll("body > div > article li")).toHaveLength(items.length));
  const paper = document.querySelector("body > div > article");
  expect(paper?.textContent).toContain(hostile);
  expect(paper?.querySelector("img, b")).toBeNull();

  fireEvent.click(screen.getByRole("radio", { name: /Tudo de/, hidden: true }));
  await waitFor(() => expect(document.querySelector("body > div > article")?.textContent).not.toContain(hostile));
  expect(document.querySelector("body > div > article")?.textContent).not.toContain("fala com a mãe");

  fireEvent.click(screen.getByRole("button", { name: "Imprimir ou salvar em PDF", hidden: true }));
  expect(print).toHaveBeenCalled();
});
