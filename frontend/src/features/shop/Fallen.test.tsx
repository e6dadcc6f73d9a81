import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { locales } from "../../i18n/catalogue";
import { LanguageProvider } from "../../i18n/react";
import { translator } from "../../i18n/translate";
import { Fallen } from "./Fallen";

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const Broken = () => {
  throw new Error("a fault");
};

test.each(locales)("in %s a page that fails says so, and can be opened again", (locale) => {
  vi.spyOn(console, "error").mockReturnValue(); // React tells the developer
  const again = vi.fn();
  render(
    <LanguageProvider locale={locale}>
      <Fallen again={again}>
        <Broken />
      </Fallen>
    </LanguageProvider>,
  );
  const t = translator(locale);
  expect(screen.getByRole("alert").textContent).toContain(t("fallen.text"));
  fireEvent.click(screen.getByRole("button", { name: t("fallen.again") }));
  expect(again).toHaveBeenCalledTimes(1);
});
