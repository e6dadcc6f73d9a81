import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { useDrafts } from "./api/box";
import { fakeDesk } from "./api/fake";
import { DeskProvider } from "./api/react";
import type { Desk } from "./api/types";
import { CustomerDialogs, useCustomerDialogs } from "./CustomerDialogs";
import { LanguageProvider } from "./i18n/react";
import { CommandsProvider } from "./lib/commands";
import { ToastPlace, ToastProvider } from "./ui/toasts";

afterEach(cleanup);

const ana = { customerId: "ana", name: "Ana Beatriz Moraes" };

function Asking({ otherId }: { otherId: string | null }) {
  const dialogs = useCustomerDialogs();
  const drafts = useDrafts();
  return (
    <>
      <button type="button" onClick={() => dialogs.merge(ana, otherId)}>
        merge
      </button>
      <button type="button" onClick={() => dialogs.split(ana, null)}>
        split
      </button>
      <button
        type="button"
        onClick={() => void drafts.open("ana").then(() => drafts.change("ana", "email", { text: "Bom dia" }))}
      >
        type
      </button>
    </>
  );
}

function show(desk: Desk, otherId: string | null) {
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <ToastProvider>
            <CustomerDialogs>
              <Asking otherId={otherId} />
            </CustomerDialogs>
            <ToastPlace dismissLabel="fechar" />
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
}

const click = (name: string) => act(async () => fireEvent.click(screen.getByRole("button", { name })));

test("what is typed is saved before customers are merged, and the merge can be undone", async () => {
  const desk = fakeDesk();
  const done: string[] = [];
  const save = vi.spyOn(desk.composer, "save").mockImplementation(async () => void done.push("save"));
  vi.spyOn(desk.customer, "merge").mockImplementation(async (keep, other) => {
    done.push(`merge ${keep} ${other}`);
    return "event";
  });
  const undo = vi.spyOn(desk.conversation, "undo").mockResolvedValue();
  show(desk, "f2");
  await click("type");
  await click("merge");
  await screen.findByText(/Nada é apagado/);
  await click("Unir");
  await screen.findByText(/agora é parte de Ana Beatriz Moraes/);
  expect(save).toHaveBeenCalledTimes(1);
  expect(done).toEqual(["save", "merge ana f2"]);
  await click("Desfazer");
  expect(undo).toHaveBeenCalledWith("ana", "event");
});

test("what comes along with a merge is told, and nothing that is none", async () => {
  const desk = fakeDesk();
  const as = await desk.customer.previewMerge("ana", "f2");
  vi.spyOn(desk.customer, "previewMerge").mockResolvedValue({
    ...as,
    other: { ...as.other, contacts: [] },
    messages: 0,
    purchases: 2,
  });
  show(desk, "f2");
  await click("merge");
  const what = await screen.findByRole("list", { name: "O que muda" });
  expect(what.textContent).toContain("2 compras vêm junto");
  expect(what.textContent).not.toMatch(/contato|mensage/);
});

test("the owner says who is the same person, and may keep the other one", async () => {
  const desk = fakeDesk();
  const merge = vi.spyOn(desk.customer, "merge").mockResolvedValue("event");
  show(desk, null);
  await click("merge");
  fireEvent.change(screen.getByLabelText(/Quem é a mesma pessoa/), { target: { value: "jussara" } });
  fireEvent.click(await screen.findByRole("button", { name: /Jussara Teles/ }));
  await screen.findByText(/Nada é apagado/);
  await click("Ficar com o outro");
  await screen.findByText("Passa para Jussara Teles");
  await click("Unir");
  expect(merge.mock.calls).toEqual([["f1", "ana", { name: "f1" }]]);
});

test("of every field that differs the owner says whose stays; what is several anyhow is kept of both", async () => {
  const desk = fakeDesk();
  const preview = await desk.customer.previewMerge("ana", "f2");
  vi.spyOn(desk.customer, "previewMerge").mockResolvedValue({
    ...preview,
    differing: [
      { field: "birthday", kept: "--03-05", other: "1987-03-05" },
      { field: "document", kept: "111.444.777-35", other: "529.982.247-25" },
      { field: "notes", kept: "Canhota.", other: "Prefere manhã." },
      { field: "address", kept: "Rua A, 1", other: "Rua B, 2" },
    ],
  });
  const merge = vi.spyOn(desk.customer, "merge").mockResolvedValue("event");
  show(desk, "f2");
  await click("merge");
  const choose = (name: string) => act(async () => fireEvent.click(screen.getByRole("radio", { name })));
  await screen.findByText("05/03/1987");
  expect(screen.getAllByRole<HTMLInputElement>("radio", { name: "Os dois" }).map((each) => each.checked)).toEqual([
    true,
    true,
  ]);
  await choose("05/03/1987");
  await choose("Canhota.");
  await click("Unir");
  expect(merge.mock.calls).toEqual([["ana", "f2", { birthday: "f2", document: "ana", notes: "ana" }]]);
});

test("what a merge brought is proposed to be split off", async () => {
  const desk = fakeDesk();
  const profile = await desk.customer.profile("ana");
  const [first, ...others] = profile.points;
  if (!first) throw new Error("nobody to split");
  const points = [{ ...first, homeId: "f2" }, ...others];
  vi.spyOn(desk.customer, "profile").mockResolvedValue({ ...profile, points });
  const split = vi.spyOn(desk.customer, "split").mockReturnValue(new Promise(() => undefined));
  show(desk, null);
  await click("split");
  expect(await screen.findAllByRole("checkbox", { checked: true })).toHaveLength(1);
  await click("Separar");
  expect(split).toHaveBeenCalledWith([first.id]);
});

test("a refusal is told", async () => {
  const desk = fakeDesk();
  vi.spyOn(desk.customer, "merge").mockRejectedValue(new Error('{"code":"data.full","params":{"dir":"/x"}}'));
  show(desk, "f2");
  await click("merge");
  await screen.findByText(/Nada é apagado/);
  await click("Unir");
  await screen.findByText(/O disco está cheio/);
});
