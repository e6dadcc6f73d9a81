import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { fakeDesk } from "../../api/fake";
import { DeskProvider } from "../../api/react";
import { LanguageProvider } from "../../i18n/react";
import { CommandsProvider } from "../../lib/commands";
import { Rail } from "./Rail";

afterEach(cleanup);

test.each([
  [999, "999", /999 /],
  [1000, "999+", /1\.000 /],
  [12_345, "999+", /12\.345 /],
])("%i that wait are %s on the badge, and told exactly", async (reply, shown, told) => {
  const desk = fakeDesk();
  vi.spyOn(desk.inbox, "counts").mockResolvedValue({ reply, waiting: 0, snoozed: 0, closed: 0 });
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <Rail place="inbox" onPlace={() => undefined} />
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
  expect((await screen.findByText(shown)).getAttribute("aria-hidden")).toBe("true");
  screen.getByRole("button", { name: told });
});
