import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { fakeDesk } from "../../api/fake";
import { DeskProvider } from "../../api/react";
import type { Desk } from "../../api/types";
import { useProfile } from "../../api/usePeople";
import { LanguageProvider } from "../../i18n/react";
import { CommandsProvider } from "../../lib/commands";
import { ToastPlace, ToastProvider } from "../../ui/toasts";
import { Contacts } from "./Contacts";
import { MasterData } from "./MasterData";

afterEach(cleanup);

function Page() {
  const profile = useProfile("ana").data;
  if (!profile) return null;
  return (
    <>
      <MasterData profile={profile} />
      <Contacts heading="h2" profile={profile} writable={[]} onWrite={vi.fn()} onSplit={vi.fn()} onTaken={vi.fn()} />
    </>
  );
}

async function show(desk: Desk) {
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <ToastProvider>
            <Page />
            <ToastPlace dismissLabel="fechar" />
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
  await screen.findByText("Cadastro");
}

const click = (name: string) => act(async () => fireEvent.click(screen.getByRole("button", { name })));

/** Types into a field and leaves it. */
async function fill(label: string, text: string) {
  const field = screen.getByLabelText(label);
  await act(async () => fireEvent.change(field, { target: { value: text } }));
  await act(async () => fireEvent.blur(field));
}

test("a birthday is kept as a date, whatever way it is typed; what is none is told and not kept", async () => {
  const desk = fakeDesk();
  const describe = vi.spyOn(desk.customer, "describe");
  await show(desk);
  await fill("Aniversário", "31/2");
  expect(screen.getByText(/não é uma data/)).toBeTruthy();
  expect(describe).not.toHaveBeenCalled();
  await fill("Aniversário", "5.3.1987");
  expect(describe).toHaveBeenCalledWith("ana", { birthday: "1987-03-05" });
  expect(screen.getByLabelText<HTMLInputElement>("Aniversário").value).toBe("05/03/1987");
  await fill("Aniversário", "");
  expect(describe).toHaveBeenLastCalledWith("ana", { birthday: "" });
});

test("a blank line parts addresses; another detail has a name and a value, and goes when it is emptied", async () => {
  const desk = fakeDesk();
  const describe = vi.spyOn(desk.customer, "describe");
  await show(desk);
  await fill("Endereços", "Rua A, 1\nJuiz de Fora\n\nSítio");
  expect(describe).toHaveBeenCalledWith("ana", { postal: ["Rua A, 1\nJuiz de Fora", "Sítio"] });
  await click("Outro dado");
  await act(async () => fireEvent.change(screen.getByLabelText("O que é"), { target: { value: "Sapato" } }));
  await act(async () => fireEvent.change(screen.getByLabelText("Valor"), { target: { value: "37" } }));
  await click("Guardar");
  expect((await screen.findByLabelText<HTMLInputElement>("Sapato")).value).toBe("37");
  await fill("Sapato", "");
  expect(describe).toHaveBeenLastCalledWith("ana", { details: [{ name: "Sapato", value: "" }] });
});

test("what was changed is listed in words, and one of it is taken back", async () => {
  const desk = fakeDesk();
  const edit = { at: 0, name: "", merged: false, undone: false, undoable: false } as const;
  vi.spyOn(desk.customer, "edits").mockResolvedValue([
    { ...edit, event: "2", field: "birthday", from: "", to: "--03-05", undoable: true },
    { ...edit, event: "1", field: "barred", name: "(32) 90000-1418", from: "", to: "yes", merged: true },
  ]);
  const undo = vi.spyOn(desk.conversation, "undo").mockResolvedValue();
  await show(desk);
  await click("Histórico");
  await screen.findByText("Não usar (32) 90000-1418");
  expect(screen.getByText("05/03")).toBeTruthy();
  expect(screen.getByText(/ao unir ou separar/)).toBeTruthy();
  await click("Desfazer: Aniversário");
  expect(undo.mock.calls).toEqual([["ana", "2"]]);
});

test("a contact that is not to be used says so, and that can be taken back", async () => {
  const desk = fakeDesk();
  const undo = vi.spyOn(desk.conversation, "undo").mockResolvedValue();
  await show(desk);
  await act(async () => fireEvent.click(screen.getAllByRole("button", { name: /Mais sobre/ })[0] as HTMLElement));
  await act(async () => fireEvent.click(screen.getByRole("menuitem", { name: "Não usar este contato" })));
  expect(await screen.findByText("não usar")).toBeTruthy();
  await click("Desfazer");
  expect(undo).toHaveBeenCalledWith("ana", "barred");
});

test("whoever wrote in one month only is not told to have written from then to then", async () => {
  const desk = fakeDesk();
  const profile = await desk.customer.profile("ana");
  const between = (firstAt: number, lastAt: number) =>
    profile.points.slice(0, 1).map((point) => ({ ...point, id: String(firstAt), firstAt, lastAt }));
  const points = [
    ...between(Date.UTC(2026, 10, 3, 12), Date.UTC(2026, 10, 24, 12)),
    ...between(Date.UTC(2025, 2, 3, 12), Date.UTC(2026, 10, 24, 12)),
  ];
  vi.spyOn(desk.customer, "profile").mockResolvedValue({ ...profile, points });
  await show(desk);
  expect(screen.getByText("nov. de 2026")).toBeTruthy();
  expect(screen.getByText(/^mar\. de 2025.*nov\. de 2026$/)).toBeTruthy();
});
