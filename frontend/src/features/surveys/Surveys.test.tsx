import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { fakeDesk } from "../../api/fake";
import { DeskProvider } from "../../api/react";
import type { SurveyReport } from "../../api/surveys";
import type { Desk } from "../../api/types";
import { LanguageProvider } from "../../i18n/react";
import { CommandsProvider } from "../../lib/commands";
import { ToastPlace, ToastProvider } from "../../ui/toasts";
import { Satisfaction } from "./Satisfaction";
import { SurveysSection } from "./SurveysSection";

afterEach(cleanup);

function show(desk: Desk, children: ReactNode) {
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <ToastProvider>
            {children}
            <ToastPlace dismissLabel="fechar" />
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
}

const closing = async () => {
  const title = await screen.findByRole("heading", { name: "Depois de encerrar um protocolo" });
  return within(title.closest("section") as HTMLElement);
};

test("a touch point is off, is switched on, gets words of its own, and is undone", async () => {
  const desk = fakeDesk();
  show(desk, <SurveysSection />);
  expect((await closing()).getByRole<HTMLInputElement>("radio", { name: "Nada" }).checked).toBe(true);
  await act(async () => (await closing()).getByRole("radio", { name: /^Satisfação/ }).click());
  expect((await desk.surveys.touches())[0]).toMatchObject({ point: "case_closed", scale: "csat", wordings: [] });
  const words = await (await closing()).findByRole("textbox", { name: "Suas palavras" });
  await act(async () => {
    fireEvent.change(words, { target: { value: "{nome}, de 1 a 5?" } });
  });
  expect(await (await closing()).findByText("Marlene Duarte, de 1 a 5?")).toBeTruthy();
  await act(async () => fireEvent.blur(words));
  expect((await desk.surveys.touches())[0]?.wordings).toEqual([{ language: "pt-BR", text: "{nome}, de 1 a 5?" }]);
  await act(async () => screen.getByRole("button", { name: "Desfazer" }).click());
  expect((await desk.surveys.touches())[0]).toMatchObject({ scale: "csat", wordings: [] });
});

test("only a question about a case offers the number of one", async () => {
  const desk = fakeDesk();
  for (const point of ["case_closed", "purchase"] as const)
    await desk.surveys.save({ point, scale: "csat", delayHours: 1, wordings: [] });
  show(desk, <SurveysSection />);
  const [aboutCase, aboutPurchase] = await screen.findAllByText(/Preenchem-se sozinhos: \{nome\}/);
  expect(aboutCase?.textContent).toContain("{protocolo}");
  expect(aboutPurchase?.textContent).not.toContain("{protocolo}");
});

test("words that were typed are saved once, also when the screen is left", async () => {
  const desk = fakeDesk();
  await desk.surveys.save({ point: "case_closed", scale: "nps", delayHours: 1, wordings: [] });
  const save = vi.spyOn(desk.surveys, "save");
  show(desk, <SurveysSection />);
  const words = await (await closing()).findByRole("textbox", { name: "Suas palavras" });
  await act(async () => {
    fireEvent.change(words, { target: { value: "De 0 a 10?" } });
  });
  cleanup();
  expect(save).toHaveBeenCalledTimes(1);
  expect(save.mock.calls[0]?.[0].wordings).toEqual([{ language: "pt-BR", text: "De 0 a 10?" }]);
});

Element.prototype.scrollIntoView = vi.fn();

const figures = (answered: number, compares: boolean) => ({
  asked: 60,
  answered,
  index: 82,
  mean: 4.4,
  counts: [1, 2, 3, 10, 18],
  compares,
});
const report: SurveyReport = {
  enough: 30,
  skipped: [{ reason: "window", n: 7 }],
  results: [
    {
      scale: "csat",
      worst: 1,
      best: 5,
      figures: figures(34, true),
      points: [{ of: "case_closed", figures: figures(34, true) }],
      channels: [{ of: "whatsapp", figures: figures(4, false) }],
      classes: [{ of: "complaint", figures: figures(4, false) }],
    },
  ],
};

test("few answers are a mean, and no share of all", async () => {
  const desk = fakeDesk();
  const few = report.results.map((each) => ({ ...each, figures: figures(4, false) }));
  vi.spyOn(desk.surveys, "report").mockResolvedValue({ ...report, results: few });
  show(desk, <Satisfaction onMessage={() => undefined} />);
  expect(await screen.findByRole("button", { name: "média 4,4" })).toBeTruthy();
  expect(screen.queryByText(/82% satisfeitos · 4/)).toBeNull();
  expect(screen.queryByRole("button", { name: "82% satisfeitos" })).toBeNull();
});

test("each figure says n, hides what few answers would say, and opens the answers behind it", async () => {
  const desk = fakeDesk();
  vi.spyOn(desk.surveys, "report").mockResolvedValue(report);
  const reply = {
    id: "one",
    customerId: "ana",
    name: "Ana",
    messageId: "m1",
    at: Date.now(),
    channel: "whatsapp" as const,
    point: "case_closed" as const,
    scale: "csat" as const,
    score: 5,
    best: 5,
    low: false,
    text: "5, ótimo!",
  };
  const answers = vi.spyOn(desk.surveys, "answers").mockResolvedValue({ list: [reply], next: "" });
  const onMessage = vi.fn();
  show(desk, <Satisfaction onMessage={onMessage} />);
  expect(await screen.findByRole("button", { name: "82% satisfeitos" })).toBeTruthy();
  expect(screen.getByText("média 4,4 · 34 respostas de 60")).toBeTruthy();
  expect(screen.getAllByText("n = 4: poucas respostas para comparar (a partir de 30)")).toHaveLength(2);
  expect(screen.getByText("passaram as 24 horas do WhatsApp")).toBeTruthy();
  await act(async () => screen.getByRole("button", { name: "Nota 5: 18" }).click());
  expect(answers.mock.lastCall?.[0]).toMatchObject({ scale: "csat", score: 5, days: 90 });
  expect(screen.getByText("Só Satisfação · Nota 5")).toBeTruthy();
  const all = screen.getByRole("button", { name: "Mostrar todas" });
  all.focus();
  await act(async () => all.click());
  expect(document.activeElement).not.toBe(document.body); // the button is gone
  await act(async () => screen.getByRole("button", { name: "Abrir a conversa com Ana" }).click());
  expect(onMessage).toHaveBeenCalledWith("ana", "m1");
});
