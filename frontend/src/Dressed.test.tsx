import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeDesk } from "./api/fake";
import { DeskProvider } from "./api/react";
import type { Desk, Face } from "./api/types";
import { useSavePreference } from "./api/useSettings";
import { Dressed } from "./Dressed";
import { useWords } from "./i18n/react";

let desk: Desk;
let face: Face;

beforeEach(async () => {
  desk = fakeDesk();
  face = await desk.shop.face();
});
afterEach(cleanup);

function Page() {
  const { t } = useWords();
  const save = useSavePreference();
  const speak = (language: string) => {
    save("look", { ...face.preferences.look, language, theme: "dark" }).catch(() => undefined);
  };
  return (
    <>
      <p>{t("nav.inbox")}</p>
      <button type="button" onClick={() => speak("en")}>
        en
      </button>
      <button type="button" onClick={() => speak("ca")}>
        ca
      </button>
    </>
  );
}

async function show(): Promise<void> {
  await act(async () => {
    render(
      <DeskProvider desk={desk} preferences={face.preferences}>
        <Dressed face={face}>
          <Page />
        </Dressed>
      </DeskProvider>,
    );
  });
}

const html = document.documentElement;

test("another language, theme and size hold at once and are kept", async () => {
  await show();
  expect(screen.getByText("Entrada")).toBeDefined();
  expect(html.lang).toBe("pt-BR");
  await act(async () => screen.getByText("en").click());
  expect(await screen.findByText("Inbox")).toBeDefined();
  expect([html.lang, html.dataset.theme]).toEqual(["en", "dark"]);
  expect((await desk.preferences.all()).look.language).toBe("en");
});

test("Ctrl with + and − walks the sizes and stops at their ends; 0 goes back", async () => {
  await show();
  const steps = [
    ["+", "large"],
    ["=", "larger"],
    ["+", "larger"],
    ["-", "large"],
    ["0", "normal"],
    ["-", "normal"],
  ] as const;
  for (const [key, size] of steps) {
    await act(async () => void fireEvent.keyDown(window, { key, ctrlKey: true }));
    await waitFor(() => expect(html.dataset.text).toBe(size));
  }
});

test("what cannot be kept is taken back", async () => {
  vi.spyOn(desk.preferences, "save").mockRejectedValue(new Error("full"));
  await show();
  await act(async () => screen.getByText("ca").click());
  await waitFor(() => expect(screen.getByText("Entrada")).toBeDefined());
  expect(html.lang).toBe("pt-BR");
});

test("a shop that opened after the first paint still tells its choices", async () => {
  await desk.preferences.save("look", { ...face.preferences.look, language: "es" });
  await show();
  await waitFor(() => expect(html.lang).toBe("es"));
});
