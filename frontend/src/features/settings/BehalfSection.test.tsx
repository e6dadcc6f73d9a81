import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { fakeDesk } from "../../api/fake";
import { DeskProvider } from "../../api/react";
import { type BehalfRule, usualPreferences } from "../../api/settings";
import { LanguageProvider } from "../../i18n/react";
import { CommandsProvider } from "../../lib/commands";
import { ToastProvider } from "../../ui/toasts";
import { BehalfSection } from "./BehalfSection";
import { SavingProvider } from "./saving";

afterEach(cleanup);

test.each<{ name: string; off: BehalfRule[]; pressed: string; kept: BehalfRule[] }>([
  { name: "the first is switched off", off: [], pressed: "Reclame AQUI", kept: ["reclame_aqui"] },
  { name: "the shop's own site", off: [], pressed: "Outros formulários do seu site", kept: ["own_site"] },
  { name: "any other site", off: [], pressed: "Formulários de qualquer site", kept: ["other_forms"] },
  { name: "another too", off: ["wordpress"], pressed: "Marketplaces", kept: ["wordpress", "marketplaces"] },
  {
    name: "one of two is switched on",
    off: ["wordpress", "marketplaces"],
    pressed: "Marketplaces",
    kept: ["wordpress"],
  },
])("$name", async ({ off, pressed, kept }) => {
  const desk = fakeDesk();
  await desk.preferences.save("behalf", { off });
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk} preferences={{ ...usualPreferences, behalf: { off } }}>
        <CommandsProvider>
          <ToastProvider>
            <SavingProvider>
              <BehalfSection />
            </SavingProvider>
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
  const shown = screen.getAllByRole<HTMLInputElement>("switch");
  expect(shown.filter((each) => !each.checked)).toHaveLength(off.length);
  await act(async () => screen.getByRole("switch", { name: new RegExp(`^${pressed}`) }).click());
  expect((await desk.preferences.all()).behalf.off).toEqual(kept);
});
