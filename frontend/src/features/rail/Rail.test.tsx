import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { fakeDesk } from "../../api/fake";
import { DeskProvider } from "../../api/react";
import { LanguageProvider } from "../../i18n/react";
import { CommandsProvider } from "../../lib/commands";
import { Rail } from "./Rail";

afterEach(cleanup);

test.each([
  [999, "999"],
  [1669, "999+"],
])("the badge of %i customers to answer fits the rail", async (reply, badge) => {
  const desk = fakeDesk();
  vi.spyOn(desk.inbox, "counts").mockResolvedValue({ ...(await desk.inbox.counts()), reply });
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <Rail place="inbox" onPlace={() => undefined} />
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
  const shown = await screen.findByText(badge);
  expect(shown.parentElement?.textContent).toContain(new Intl.NumberFormat("pt-BR").format(reply));
});
