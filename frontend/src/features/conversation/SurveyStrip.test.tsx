import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { fakeDesk } from "../../api/fake";
import { messages } from "../../api/fakeShop";
import { DeskProvider } from "../../api/react";
import type { SurveyMark } from "../../api/surveys";
import type { TimelineItem } from "../../api/types";
import { LanguageProvider } from "../../i18n/react";
import { CommandsProvider } from "../../lib/commands";
import { ToastPlace, ToastProvider } from "../../ui/toasts";
import { SurveyStrip } from "./SurveyStrip";

afterEach(cleanup);

const mark: SurveyMark = {
  id: "s",
  point: "case_closed",
  scale: "csat",
  worst: 1,
  best: 5,
  asks: false,
  answered: true,
  score: 5,
  low: false,
  byHand: false,
  elsewhere: false,
};

async function show(survey: SurveyMark) {
  const desk = fakeDesk();
  const { items } = await desk.conversation.timeline("ana", "", 50);
  const message = messages(items)[0] as TimelineItem;
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <ToastProvider>
            <SurveyStrip item={{ ...message, caseId: "" }} survey={survey} />
            <ToastPlace dismissLabel="fechar" />
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
  return desk;
}

const choose = async (button: string, item: string) => {
  await act(async () => screen.getByRole("button", { name: button }).click());
  await act(async () => screen.getByRole("menuitem", { name: item }).click());
};

test("a reading is corrected, or taken back, and each can be undone", async () => {
  const desk = await show(mark);
  const score = vi.spyOn(desk.surveys, "score").mockResolvedValue("one");
  const clear = vi.spyOn(desk.surveys, "clear").mockResolvedValue("two");
  const undo = vi.spyOn(desk.surveys, "undo");
  expect(screen.getByText("Nota 5 de 5")).toBeTruthy();
  await choose("Corrigir", "Nota 3");
  expect(score).toHaveBeenCalledWith("s", 3);
  await choose("Corrigir", "Isto não é uma nota");
  expect(clear).toHaveBeenCalledWith("s");
  await act(async () => screen.getByRole("button", { name: "Desfazer" }).click());
  expect(undo).toHaveBeenCalledWith("two");
});

test("a question without an answer can be given one", async () => {
  const desk = await show({ ...mark, asks: true, answered: false, score: 0 });
  const score = vi.spyOn(desk.surveys, "score").mockResolvedValue("one");
  expect(screen.getByText("Ainda sem resposta")).toBeTruthy();
  await choose("Anotar a nota", "Nota 4");
  expect(score).toHaveBeenCalledWith("s", 4);
});

test("a question that a message answers leaves the score to it", async () => {
  await show({ ...mark, asks: true, elsewhere: true });
  expect(screen.queryByText("Nota 5 de 5")).toBeNull();
});

test.each([
  { name: "a low one", low: true, asks: false, offered: true },
  { name: "a high one", low: false, asks: false, offered: false },
  { name: "its question", low: true, asks: true, offered: false },
])("$name: a complaint is offered: $offered", async ({ low, asks, offered }) => {
  const desk = await show({ ...mark, low, asks, score: low ? 1 : 5 });
  const complain = vi.spyOn(desk.surveys, "complain");
  const button = screen.queryByRole("button", { name: "Abrir reclamação" });
  expect(button !== null).toBe(offered);
  if (!button) return;
  button.focus();
  await act(async () => button.click());
  expect(document.activeElement?.textContent).toContain("Nota 1 de 5"); // the button goes
  expect(complain).toHaveBeenCalled();
  expect(screen.getByText("Protocolo aberto como reclamação.")).toBeTruthy();
});
