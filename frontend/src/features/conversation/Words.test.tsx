import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { fakeDesk } from "../../api/fake";
import { DeskProvider } from "../../api/react";
import { LanguageProvider } from "../../i18n/react";
import { CommandsProvider } from "../../lib/commands";
import { CaseLinks } from "../../ui/caseLinks";
import { ToastProvider } from "../../ui/toasts";
import { ReadingProvider } from "./reading";
import { Words } from "./Words";

afterEach(cleanup);

test("a number of a case of hers leads there, one that is not known is words", () => {
  const onCase = vi.fn();
  const text = "Sobre 260721-07.014-81, e não 260721-07.015-08. Veja https://loja.example/a";
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={fakeDesk()}>
        <CommandsProvider>
          <ToastProvider>
            <CaseLinks cases={[{ id: "hers", protocol: "260721-07.014-81", numbers: [] }]} onCase={onCase}>
              <ReadingProvider items={[]} onFrame={() => undefined}>
                <Words text={text} />
              </ReadingProvider>
            </CaseLinks>
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
  expect(screen.getAllByRole("button").map((each) => each.textContent)).toEqual([
    "260721-07.014-81",
    "https://loja.example/a",
  ]);
  expect(screen.getByText(/e não 260721-07\.015-08/).textContent).toBe(text);
  fireEvent.click(screen.getByRole("button", { name: "Abrir o protocolo 260721-07.014-81" }));
  expect(onCase).toHaveBeenCalledWith("hers");
});
