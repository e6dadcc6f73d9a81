import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeDesk } from "../../api/fake";
import { DeskProvider } from "../../api/react";
import type { Desk, SearchResults } from "../../api/types";
import { LanguageProvider } from "../../i18n/react";
import { CommandsProvider, useCommands } from "../../lib/commands";
import { sectionCommand, settingsSections } from "../../lib/sections";
import { Palette } from "./Palette";

let desk: Desk;
const chosen = {
  onCustomer: vi.fn(),
  onCase: vi.fn(),
  onMessage: vi.fn(),
  onAction: vi.fn(),
  onAll: vi.fn(),
  onCreate: vi.fn(),
  onClose: vi.fn(),
};

beforeEach(() => {
  desk = fakeDesk();
  for (const each of Object.values(chosen)) each.mockReset();
});
afterEach(cleanup);

function Offers({ settings }: { settings: boolean }) {
  const nothing = { run: () => undefined };
  useCommands({
    "conversation.tomorrow": nothing,
    "search.open": nothing,
    ...(settings && Object.fromEntries(settingsSections.map((each) => [sectionCommand(each), nothing]))),
  });
  return null;
}

function show(mode: "all" | "newMessage" = "all", settings = false): void {
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <Offers settings={settings} />
          <Palette
            mode={mode}
            inFront={null}
            recent={[{ customerId: "colegio", name: "Colégio Girassol", detail: "" }]}
            {...chosen}
          />
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
}

const field = () => screen.getByRole<HTMLInputElement>("combobox", { hidden: true });
const type = (text: string) => fireEvent.change(field(), { target: { value: text } });
const press = (key: string) => fireEvent.keyDown(field(), { key });
const options = () => screen.queryAllByRole("option", { hidden: true });
const active = () => options().find((option) => option.getAttribute("aria-selected") === "true");

test("nothing typed: customers of late, and what can be done now with its key", () => {
  show();
  expect(options().map((option) => option.textContent)).toEqual([
    expect.stringContaining("Colégio Girassol"),
    "Adiar até amanhãShift+H",
  ]);
  press("Enter");
  expect(chosen.onCustomer).toHaveBeenCalledWith("colegio");
});

test("people first, then messages, then actions; the arrows go round", async () => {
  show();
  type("ana");
  await waitFor(() => expect(active()?.textContent).toContain("Ana Beatriz Moraes"));
  expect(field().getAttribute("aria-activedescendant")).toBe(active()?.id);
  press("ArrowUp");
  expect(active()).toBe(options().at(-1));
  press("ArrowDown");
  expect(active()).toBe(options()[0]);
});

test("a case is found by its number", async () => {
  show();
  const [first] = (await desk.cases.of("ana")).cases;
  if (!first) throw new Error("Ana has no case");
  type(first.protocol);
  await waitFor(() => expect(active()?.textContent).toContain(first.protocol));
  press("Enter");
  expect(chosen.onCase).toHaveBeenCalledWith(first.id);
});

test("an action is found by its name without accents and run", async () => {
  show();
  type("amanha");
  await waitFor(() => expect(active()?.textContent).toContain("Adiar até amanhã"));
  press("Enter");
  expect(chosen.onAction).toHaveBeenCalledWith("conversation.tomorrow");
});

test.each([
  ["importar", "Trazer o que já existe"],
  ["planilha", "Trazer o que já existe"],
  ["aparencia", "Ajustes › Aparência e letra"],
  ["Aparência", "Ajustes › Aparência e letra"],
  ["escuro", "Ajustes › Aparência e letra"],
  ["tema", "Ajustes › Aparência e letra"],
  ["canais", "Ajustes › Canais"],
  ["pesquisas", "Configurar as pesquisas"],
  ["compradores", "Escolher o que é recente, frequente e de valor"],
])("%s finds a page of the settings", async (typed, title) => {
  show("all", true);
  type(typed);
  const option = await screen.findByRole("option", { name: title, hidden: true });
  fireEvent.click(option);
  expect(chosen.onAction).toHaveBeenCalledTimes(1);
});

test("Enter before the results are here waits for them, and never takes what was there before", async () => {
  let answer: (results: SearchResults) => void = () => undefined;
  vi.spyOn(desk.search, "find").mockImplementation(() => new Promise((resolve) => (answer = resolve)));
  show();
  type("x");
  press("Enter");
  expect(chosen.onCustomer).not.toHaveBeenCalled();
  expect(options().length, "what was there stays").toBeGreaterThan(0);
  const hit = { customerId: "xavier", name: "Xavier", detail: "" };
  answer({ customers: [hit], messages: [], next: "", total: 0, exact: true });
  await waitFor(() => expect(chosen.onCustomer).toHaveBeenCalledWith("xavier"));
});

test("a newer question has a later turn of the same sequence", async () => {
  const find = vi.spyOn(desk.search, "find");
  show();
  type("a");
  type("an");
  await waitFor(() => expect(find).toHaveBeenCalledTimes(2));
  const [first, second] = find.mock.calls.map(([query]) => query);
  expect(second?.sequence).toBe(first?.sequence);
  expect(second?.turn).toBeGreaterThan(first?.turn ?? Number.POSITIVE_INFINITY);
});

test("nothing found is said, and for a new message only people are offered", async () => {
  show("newMessage");
  type("zzz");
  await waitFor(() => expect(screen.getByText("Nada com «zzz»")).toBeDefined());
  type("ana");
  await waitFor(() => expect(active()?.textContent).toContain("Ana Beatriz"));
  expect(options().every((option) => option.dataset.kind === "customer")).toBe(true);
});

test("a number that nobody has becomes a customer's", async () => {
  show("newMessage");
  type("11 97777-6666");
  await waitFor(() => expect(active()?.textContent).toContain("Criar cliente com este telefone"));
  press("Enter");
  expect(chosen.onCreate).toHaveBeenCalledWith("11 97777-6666");
});
