import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { Activity, type ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useKeeper } from "./api/box";
import { DeskError } from "./api/bridge";
import { fakeDesk } from "./api/fake";
import { type Keeper, Keeping, type Unkept as Words } from "./api/keeping";
import { DeskProvider } from "./api/react";
import { usualPreferences } from "./api/settings";
import type { Desk } from "./api/types";
import { Notes } from "./features/customer/Notes";
import { ShopSection } from "./features/settings/ShopSection";
import { SavingProvider } from "./features/settings/saving";
import { Unkept } from "./features/shop/Unkept";
import { LanguageProvider } from "./i18n/react";
import { CommandsProvider } from "./lib/commands";
import { ToastProvider } from "./ui/toasts";

const full = new DeskError({ code: "data.full", params: { dir: "/d" } });

let desk: Desk;
/** Closes the window. */
let close: () => void;
beforeEach(() => {
  desk = fakeDesk();
  vi.spyOn(desk.composer, "onClosing").mockImplementation((listener) => {
    close = listener;
    return () => undefined;
  });
  vi.spyOn(desk.composer, "stay");
  vi.spyOn(desk.composer, "leave");
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const page = (what: ReactNode) => (
  <LanguageProvider locale="pt-BR">
    <DeskProvider desk={desk} preferences={usualPreferences}>
      <CommandsProvider>
        <ToastProvider>
          <SavingProvider>{what}</SavingProvider>
        </ToastProvider>
        <Unkept />
      </CommandsProvider>
    </DeskProvider>
  </LanguageProvider>
);
const show = (what: ReactNode) => render(page(what));

function Keeps({ keep }: { keep: Keeper }) {
  useKeeper(keep);
  return null;
}

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const lost: Words = { text: "Bom saber", problem: full.problem };

test("the window stays until all is kept, and then closes without a question", async () => {
  const saved: ((unkept: Words[]) => void)[] = [];
  show(<Keeps keep={() => new Promise((answer) => saved.push(answer))} />);
  act(close);
  await waitFor(() => expect(desk.composer.stay).toHaveBeenCalledTimes(1));
  expect(desk.composer.leave).not.toHaveBeenCalled();
  saved[0]?.([]);
  await waitFor(() => expect(desk.composer.leave).toHaveBeenCalledTimes(1));
  expect(screen.queryByRole("alertdialog")).toBeNull();
});

test("what could not be kept is shown with its reason, can be copied, and the owner says whether to leave", async () => {
  const copied = vi.fn(async () => undefined);
  vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText: copied } });
  show(<Keeps keep={async () => [lost, { text: "Olá {nome", problem: null }]} />);
  act(close);
  await screen.findByRole("alertdialog", { name: "Não deu para guardar tudo" });
  expect(screen.getByText("O disco está cheio (/d).", { exact: false })).toBeDefined();
  press("Copiar o texto");
  await screen.findByText("Copiado");
  expect(copied).toHaveBeenCalledWith("Bom saber\n\nOlá {nome");
  press("Ficar");
  expect(screen.queryByRole("alertdialog")).toBeNull();
  expect(desk.composer.leave).not.toHaveBeenCalled();
  act(close);
  await screen.findByRole("alertdialog");
  press("Sair mesmo assim");
  expect(desk.composer.leave).toHaveBeenCalledTimes(1);
});

test("what keeps fails for a reason of its own does not hold the window", async () => {
  const keeping = new Keeping(desk.composer);
  keeping.add(() => Promise.reject(new Error("a fault")));
  await keeping.close();
  expect(desk.composer.leave).toHaveBeenCalledTimes(1);
});

test("a place that is hidden keeps what was typed there", async () => {
  const keep = vi.fn<Keeper>(async () => []);
  const place = (mode: "visible" | "hidden") => (
    <Activity mode={mode}>
      <Keeps keep={keep} />
    </Activity>
  );
  const { rerender } = show(place("visible"));
  rerender(page(place("hidden")));
  act(close);
  await waitFor(() => expect(keep).toHaveBeenCalled());
});

test("what is typed about a customer in the last second is kept before the window closes", async () => {
  const describe = vi.spyOn(desk.customer, "describe");
  show(<Notes profile={await desk.customer.profile("ana")} heading="h2" />);
  fireEvent.change(screen.getByLabelText("Bom saber"), { target: { value: "Prefere manhã" } });
  act(close);
  await waitFor(() => expect(desk.composer.leave).toHaveBeenCalled());
  expect(describe).toHaveBeenCalledWith("ana", { notes: "Prefere manhã" });
});

test("what is being kept about a customer when the window closes is waited for, and asked about when it fails", async () => {
  const refuse: ((why: unknown) => void)[] = [];
  vi.spyOn(desk.customer, "describe").mockReturnValue(new Promise((_, reject) => refuse.push(reject)));
  show(<Notes profile={await desk.customer.profile("ana")} heading="h2" />);
  const field = screen.getByLabelText("Bom saber");
  fireEvent.change(field, { target: { value: "Prefere manhã" } });
  fireEvent.blur(field);
  act(close);
  await waitFor(() => expect(refuse).toHaveLength(1));
  refuse[0]?.(full);
  expect((await screen.findByRole("alertdialog")).textContent).toContain("Prefere manhã");
  expect(desk.composer.leave).not.toHaveBeenCalled();
});

test("a setting that is typed in the last moment is kept before the window closes, or asked about", async () => {
  const save = vi.spyOn(desk.preferences, "save");
  show(<ShopSection />);
  const field = screen.getByLabelText("Assinatura dos e-mails");
  fireEvent.change(field, { target: { value: "Célia" } });
  act(close);
  await waitFor(() => expect(desk.composer.leave).toHaveBeenCalled());
  expect(save).toHaveBeenCalledWith("signature", "Célia");
  save.mockRejectedValue(full);
  fireEvent.change(field, { target: { value: "Célia, papelaria" } });
  act(close);
  expect((await screen.findByRole("alertdialog")).textContent).toContain("Célia, papelaria");
});
